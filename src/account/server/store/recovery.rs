//! SQL of a forgotten e-mail on its way back.

use super::AccountRow;
use crate::account::rules::RecoveryState;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

/// Who holds the NIK for certain comes first, then who came first.
const OWNERS: &str = "SELECT id, email_sealed, password_hash, nik_sealed, profile_sealed, phone_sealed, phone_verified_at, identity, \
     identity_reason, language, code_channel, second_step, totp_sealed, totp_since, totp_step, password_changed_at FROM account WHERE nik_index = $1 AND status IN ('active', 'suspended') \
     ORDER BY CASE WHEN identity = 'verified' THEN 0 ELSE 1 END, created_at LIMIT $2";
const CANCEL: &str = "UPDATE recovery SET state = 'cancelled' WHERE flow_hash = $1 AND state IN ('open', 'done')";
const INSERT: &str = "INSERT INTO recovery (id, flow_hash, account_id, nik_index, state, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, 'open', $5, $6)";
const FIND: &str = "SELECT id, account_id, nik_index, state, created_at, expires_at FROM recovery \
     WHERE flow_hash = $1 AND state IN ('open', 'done') AND expires_at > $2";
const DONE: &str = "UPDATE recovery SET state = 'done', expires_at = $2 WHERE id = $1 AND state = 'open'";
const PURGE: &str = "DELETE FROM recovery WHERE expires_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[OWNERS, CANCEL, INSERT, FIND, DONE, PURGE];

/// Between NIK and code, or after it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RecoveryRow {
    pub id: Uuid,
    pub account_id: Option<Uuid>,
    pub nik_index: Vec<u8>,
    state: String,
    pub created_at: i64,
    pub expires_at: i64,
}

impl RecoveryRow {
    /// Where it stands.
    pub fn state(&self) -> std::result::Result<RecoveryState, Error> {
        RecoveryState::parse(&self.state).ok_or(Error::Corrupt("recovery.state"))
    }
}

/// A new one.
#[derive(Debug)]
pub struct NewRecovery<'a> {
    pub id: Uuid,
    pub flow_hash: &'a str,
    pub account: Option<Uuid>,
    pub nik_index: &'a [u8],
    pub now: Instant,
    pub expires_at: Instant,
}

/// Accounts with this NIK, at most `limit`.
pub async fn owners(db: &Db, nik_index: &[u8], limit: i64) -> Result<Vec<AccountRow>> {
    db.fetch_all(OWNERS, params![nik_index, limit]).await
}

/// Begins a recovery in place of the one this browser had.
pub async fn begin(tx: &mut Tx, new: NewRecovery<'_>) -> Result<()> {
    tx.execute(CANCEL, params![new.flow_hash]).await?;
    tx.execute(INSERT, params![new.id, new.flow_hash, new.account, new.nik_index, new.now, new.expires_at]).await?;
    Ok(())
}

/// The recovery this browser has under way or has finished.
pub async fn find(db: &Db, flow_hash: &str, now: Instant) -> Result<Option<RecoveryRow>> {
    db.fetch_optional(FIND, params![flow_hash, now]).await
}

/// The code was right; the answer can be read until then. Zero rows when another request was first.
pub async fn finish(tx: &mut Tx, id: Uuid, shown_until: Instant) -> Result<u64> {
    tx.execute(DONE, params![id, shown_until]).await
}

/// Forgets what is over.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(PURGE, params![now.minus_seconds(86_400)]).await
}
