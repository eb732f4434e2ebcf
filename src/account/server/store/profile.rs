//! SQL of profiles, of what changed in them, and of the identity that stands on them. Personal columns hold ciphertext.

use crate::account::model::Identity;
use crate::account::model::profile::Part;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

/// Reads a row that this transaction is about to change: writing it, even unchanged, keeps every other writer waiting until the end. Whoever
/// waited for an erasure finds nobody.
const LOCK: &str = "UPDATE account SET updated_at = updated_at WHERE id = $1 AND status <> 'erased' \
     RETURNING profile_sealed, identity, identity_reason";
/// A sealed profile is never written twice alike, so it stands for the version that was read.
const SAVE: &str = "UPDATE account SET profile_sealed = $2, updated_at = $3 WHERE id = $1 AND profile_sealed = $4";
const IDENTITY_SET: &str = "UPDATE account SET identity = $2, identity_reason = $3, identity_checked_at = $4, updated_at = $4 \
     WHERE id = $1 AND identity = $5 AND profile_sealed = $6";
const CHANGE_INSERT: &str = "INSERT INTO profile_change (id, account_id, part, before_sealed, after_sealed, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const CHANGES: &str = "SELECT id, before_sealed, after_sealed, created_at FROM profile_change \
     WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
const CHANGES_TRIM: &str = "DELETE FROM profile_change WHERE account_id = $1 \
     AND id NOT IN (SELECT id FROM profile_change WHERE account_id = $1 ORDER BY id DESC LIMIT $2)";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[LOCK, SAVE, IDENTITY_SET, CHANGE_INSERT, CHANGES, CHANGES_TRIM];

/// Changes that are kept of one profile.
const KEPT: i64 = 200;

/// What a save needs of an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProfileRow {
    pub profile_sealed: Vec<u8>,
    identity: String,
    identity_reason: Option<String>,
}

impl ProfileRow {
    /// Whether the registry has confirmed who this is.
    pub fn identity(&self) -> std::result::Result<Identity, Error> {
        super::identity(&self.identity, self.identity_reason.as_deref())
    }
}

/// One change.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ChangeRow {
    pub id: Uuid,
    pub before_sealed: Vec<u8>,
    pub after_sealed: Vec<u8>,
    pub created_at: i64,
}

/// A change to be kept; values sealed already.
#[derive(Debug)]
pub struct NewChange {
    pub id: Uuid,
    pub account: Uuid,
    pub part: Part,
    pub before_sealed: Vec<u8>,
    pub after_sealed: Vec<u8>,
    pub now: Instant,
}

/// The profile as it is, until this transaction ends; `None` where there is nobody, or nobody any more.
pub async fn lock(tx: &mut Tx, account: Uuid) -> Result<Option<ProfileRow>> {
    tx.fetch_optional(LOCK, params![account]).await
}

/// Replaces the profile that was read; zero rows when it is another one by now.
pub async fn save(tx: &mut Tx, account: Uuid, sealed: &[u8], read: &[u8], now: Instant) -> Result<u64> {
    tx.execute(SAVE, params![account, sealed, now, read]).await
}

/// Writes what the registry said about an identity and a profile, `asked`: the state it had, and the sealed values. Zero rows when
/// either is another one by now. A unique violation says that somebody else's verified account holds the NIK.
pub async fn set_identity(tx: &mut Tx, account: Uuid, identity: Identity, asked: (Identity, &[u8]), now: Instant) -> Result<u64> {
    let ((state, reason), (was, sealed)) = (identity.names(), asked);
    tx.execute(IDENTITY_SET, params![account, state, reason, now, was.names().0, sealed]).await
}

/// Keeps a change; the oldest ones make room.
pub async fn insert_change(tx: &mut Tx, new: NewChange) -> Result<()> {
    let account = new.account;
    tx.execute(CHANGE_INSERT, params![new.id, account, new.part, new.before_sealed, new.after_sealed, new.now]).await?;
    tx.execute(CHANGES_TRIM, params![account, KEPT]).await?;
    Ok(())
}

/// Changes before one, newest first.
pub async fn changes(db: &Db, account: Uuid, before: Uuid, limit: i64) -> Result<Vec<ChangeRow>> {
    db.fetch_all(CHANGES, params![account, before, limit]).await
}
