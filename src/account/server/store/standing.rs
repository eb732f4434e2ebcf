//! SQL of how an account stands: suspension, and since when its password is in use.

use super::AccountRow;
use crate::account::model::standing::Suspension;
use crate::account::rules::standing::Status;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const FIND: &str = "SELECT a.status, a.suspended_reason, a.suspended_until, r.cancel_until FROM account a \
     LEFT JOIN removal r ON r.account_id = a.id AND r.state = 'requested' WHERE a.id = $1";
/// Of two suspensions the first holds; one that has run out makes room for the next.
const SUSPEND: &str = "UPDATE account SET status = 'suspended', suspended_reason = $2, suspended_until = $3, updated_at = $4 \
     WHERE id = $1 AND (status = 'active' OR (status = 'suspended' AND suspended_until <= $4))";
const LIFT: &str = "UPDATE account SET status = 'active', suspended_reason = NULL, suspended_until = NULL, updated_at = $2 \
     WHERE id = $1 AND status = 'suspended'";
const DUE: &str = "SELECT id FROM account WHERE status = 'suspended' AND suspended_until <= $1 ORDER BY suspended_until LIMIT 50";
const PASSWORD_SINCE: &str = "SELECT created_at, password_changed_at FROM account WHERE id = $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[FIND, SUSPEND, LIFT, DUE, PASSWORD_SINCE];

/// An account's status, with reason and end of a suspension, and until when a removal can be taken back.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StandingRow {
    status: String,
    suspended_reason: Option<String>,
    pub suspended_until: Option<i64>,
    pub cancel_until: Option<i64>,
}

impl StandingRow {
    /// The account's status.
    pub fn status(&self) -> std::result::Result<Status, Error> {
        status(&self.status)
    }

    /// Why it is suspended; only for one that is.
    pub fn reason(&self) -> std::result::Result<Suspension, Error> {
        reason(self.suspended_reason.as_deref())
    }
}

pub(super) fn status(word: &str) -> std::result::Result<Status, Error> {
    Status::parse(word).ok_or(Error::Corrupt("account.status"))
}

pub(super) fn reason(word: Option<&str>) -> std::result::Result<Suspension, Error> {
    word.and_then(Suspension::parse).ok_or(Error::Corrupt("account.suspended_reason"))
}

/// How an account stands.
pub async fn standing(tx: &mut Tx, account: Uuid) -> Result<Option<StandingRow>> {
    tx.fetch_optional(FIND, params![account]).await
}

/// The account, inside a transaction.
pub async fn account(tx: &mut Tx, id: Uuid) -> Result<Option<AccountRow>> {
    tx.fetch_optional(super::ACCOUNT_BY_ID, params![id]).await
}

/// Suspends an account; zero rows when it is suspended already, or neither active nor suspended: one that is being removed lets nobody in
/// already.
pub async fn suspend(tx: &mut Tx, account: Uuid, reason: Suspension, until: Option<Instant>, now: Instant) -> Result<u64> {
    tx.execute(SUSPEND, params![account, reason, until, now]).await
}

/// Ends a suspension; zero rows when there is none.
pub async fn lift(tx: &mut Tx, account: Uuid, now: Instant) -> Result<u64> {
    tx.execute(LIFT, params![account, now]).await
}

/// Accounts whose suspension has run out.
pub async fn lapsed(db: &Db, now: Instant) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = db.fetch_all(DUE, params![now]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// When the account was opened, and when its password was last replaced.
pub async fn password_since(db: &Db, account: Uuid) -> Result<Option<(i64, Option<i64>)>> {
    db.fetch_optional(PASSWORD_SINCE, params![account]).await
}
