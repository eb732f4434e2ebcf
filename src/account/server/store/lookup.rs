//! SQL with which the office finds accounts and sees how they stand.

use super::standing;
use crate::account::model::standing::Suspension;
use crate::account::rules::standing::Status;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const BY_ID: &str = "SELECT id FROM account WHERE id = $1";
const BY_EMAIL: &str = "SELECT id FROM account WHERE email_index = $1";
/// The verified one first: there is at most one.
const BY_NIK: &str = "SELECT id FROM account WHERE nik_index = $1 \
     ORDER BY CASE identity WHEN 'verified' THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT $2";
/// The one that has verified it first: there is at most one.
const BY_PHONE: &str = "SELECT id FROM account WHERE phone_index = $1 \
     ORDER BY CASE WHEN phone_verified_at IS NULL THEN 1 ELSE 0 END, created_at DESC, id DESC LIMIT $2";
const FACTS: &str = "SELECT status, suspended_reason, suspended_until, identity_checked_at, created_at, password_changed_at \
     FROM account WHERE id = $1";
const LAST_SEEN: &str = "SELECT last_seen_at FROM session WHERE account_id = $1 ORDER BY last_seen_at DESC LIMIT 1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[BY_ID, BY_EMAIL, BY_NIK, BY_PHONE, FACTS, LAST_SEEN];

/// What stands beside the personal data.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Facts {
    status: String,
    suspended_reason: Option<String>,
    pub suspended_until: Option<i64>,
    pub identity_checked_at: Option<i64>,
    pub created_at: i64,
    pub password_changed_at: Option<i64>,
}

impl Facts {
    /// The account's status.
    pub fn status(&self) -> std::result::Result<Status, Error> {
        standing::status(&self.status)
    }

    /// Why it is suspended; only for one that is.
    pub fn reason(&self) -> std::result::Result<Suspension, Error> {
        standing::reason(self.suspended_reason.as_deref())
    }
}

fn ids(rows: Vec<(Uuid,)>) -> Vec<Uuid> {
    rows.into_iter().map(|(id,)| id).collect()
}

/// The account with this id.
pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Vec<Uuid>> {
    Ok(ids(tx.fetch_all(BY_ID, params![id]).await?))
}

/// The account of an address.
pub async fn by_email(tx: &mut Tx, index: &[u8]) -> Result<Vec<Uuid>> {
    Ok(ids(tx.fetch_all(BY_EMAIL, params![index]).await?))
}

/// The accounts with a NIK, the verified one first.
pub async fn by_nik(tx: &mut Tx, index: &[u8], limit: i64) -> Result<Vec<Uuid>> {
    Ok(ids(tx.fetch_all(BY_NIK, params![index, limit]).await?))
}

/// The accounts with a number, the one that has verified it first.
pub async fn by_phone(tx: &mut Tx, index: &[u8], limit: i64) -> Result<Vec<Uuid>> {
    Ok(ids(tx.fetch_all(BY_PHONE, params![index, limit]).await?))
}

/// How an account stands.
pub async fn facts(db: &Db, account: Uuid) -> Result<Option<Facts>> {
    db.fetch_optional(FACTS, params![account]).await
}

/// The last use of a session that is still on record.
pub async fn last_seen(db: &Db, account: Uuid) -> Result<Option<Instant>> {
    let row: Option<(i64,)> = db.fetch_optional(LAST_SEEN, params![account]).await?;
    Ok(row.map(|(at,)| Instant(at)))
}
