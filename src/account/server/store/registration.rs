//! Registrations in progress. Personal columns hold ciphertext; the service seals and opens.

use crate::account::rules::RegistrationState;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const CANCEL_FLOW: &str = "UPDATE registration SET state = 'cancelled' WHERE flow_hash = $1 AND state IN ('draft', 'verified')";
const INSERT: &str = "INSERT INTO registration (id, flow_hash, link_hash, link_expires_at, email_index, email_sealed, nik_index, \
       nik_sealed, password_hash, state, language, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11, $12)";
const BY_FLOW: &str = "SELECT id, flow_hash, email_index, email_sealed, nik_index, nik_sealed, password_hash, data_sealed, refused_once, \
       state, language, created_at FROM registration WHERE flow_hash = $1 AND state IN ('draft', 'verified') AND expires_at > $2";
const BY_LINK: &str = "SELECT id, flow_hash, email_index, email_sealed, nik_index, nik_sealed, password_hash, data_sealed, refused_once, \
       state, language, created_at FROM registration WHERE link_hash = $1 AND link_expires_at > $2 AND state IN ('draft', 'verified') AND expires_at > $2";
const BY_EMAIL: &str = "SELECT id, flow_hash, email_index, email_sealed, nik_index, nik_sealed, password_hash, data_sealed, refused_once, \
       state, language, created_at FROM registration WHERE email_index = $1 AND state IN ('draft', 'verified') AND expires_at > $2 \
       AND password_hash IS NOT NULL ORDER BY state DESC, created_at DESC LIMIT 50";
const VERIFY: &str = "UPDATE registration SET state = 'verified', verified_at = $2 WHERE id = $1 AND state = 'draft'";
const IS_VERIFIED: &str = "SELECT id FROM registration WHERE id = $1 AND state = 'verified'";
const MOVE: &str = "UPDATE registration SET flow_hash = $2, password_hash = NULL WHERE id = $1 AND state IN ('draft', 'verified')";
const RENEW_LINK: &str = "UPDATE registration SET link_expires_at = $2 WHERE id = $1 AND state = 'draft'";
/// Only while it is as it was when its password was compared.
const RESUME: &str = "UPDATE registration SET flow_hash = $2 WHERE id = $1 AND flow_hash = $3 AND state = $4";
const CANCEL_OTHERS: &str =
    "UPDATE registration SET state = 'cancelled' WHERE email_index = $1 AND id <> $2 AND state IN ('draft', 'verified')";
const KEEP: &str = "UPDATE registration SET data_sealed = $2, refused_once = $3 WHERE id = $1 AND state = 'verified'";
const COMPLETE: &str =
    "UPDATE registration SET state = 'completed', data_sealed = NULL, password_hash = NULL WHERE id = $1 AND state = 'verified'";
const EXPIRE: &str = "UPDATE registration SET state = 'expired', data_sealed = NULL, password_hash = NULL \
     WHERE state IN ('draft', 'verified') AND expires_at <= $1";
/// From here on `expires_at` of an ended registration says when it ended.
const END: &str = "UPDATE registration SET expires_at = $1, data_sealed = NULL, password_hash = NULL \
     WHERE state IN ('cancelled', 'completed') AND expires_at > $1";
/// The key of a registration that became an account is the account's.
const PURGE_KEYS: &str = "DELETE FROM person_key \
     WHERE person_id IN (SELECT id FROM registration WHERE state IN ('cancelled', 'expired', 'completed') AND expires_at < $1) \
       AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = person_key.person_id)";
const PURGE: &str = "DELETE FROM registration WHERE state IN ('cancelled', 'expired', 'completed') AND expires_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    CANCEL_FLOW,
    INSERT,
    BY_FLOW,
    BY_LINK,
    BY_EMAIL,
    VERIFY,
    IS_VERIFIED,
    MOVE,
    RENEW_LINK,
    RESUME,
    CANCEL_OTHERS,
    KEEP,
    COMPLETE,
    EXPIRE,
    END,
    PURGE_KEYS,
    PURGE,
];

/// A registration in progress.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RegistrationRow {
    pub id: Uuid,
    pub flow_hash: String,
    pub email_index: Vec<u8>,
    pub email_sealed: Vec<u8>,
    pub nik_index: Vec<u8>,
    pub nik_sealed: Vec<u8>,
    pub password_hash: Option<String>,
    pub data_sealed: Option<Vec<u8>>,
    pub refused_once: Option<String>,
    state: String,
    pub language: String,
    pub created_at: i64,
}

impl RegistrationRow {
    /// Where it stands.
    pub fn state(&self) -> std::result::Result<RegistrationState, Error> {
        RegistrationState::parse(&self.state).ok_or(Error::Corrupt("registration.state"))
    }
}

/// A new registration.
#[derive(Debug)]
pub struct NewRegistration<'a> {
    pub id: Uuid,
    pub flow_hash: &'a str,
    pub link_hash: &'a str,
    pub link_expires_at: Instant,
    pub email_index: &'a [u8],
    pub email_sealed: Vec<u8>,
    pub nik_index: Vec<u8>,
    pub nik_sealed: Vec<u8>,
    pub password_hash: &'a str,
    pub language: Lang,
    pub now: Instant,
    pub expires_at: Instant,
}

/// Ends whatever registration this browser had in progress.
pub async fn cancel_of_flow(tx: &mut Tx, flow_hash: &str) -> Result<u64> {
    tx.execute(CANCEL_FLOW, params![flow_hash]).await
}

/// Begins a registration.
pub async fn insert(tx: &mut Tx, new: NewRegistration<'_>) -> Result<()> {
    tx.execute(
        INSERT,
        params![
            new.id,
            new.flow_hash,
            new.link_hash,
            new.link_expires_at,
            new.email_index,
            new.email_sealed,
            new.nik_index,
            new.nik_sealed,
            new.password_hash,
            new.language,
            new.now,
            new.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// The registration this browser has in progress.
pub async fn of_flow(db: &Db, flow_hash: &str, now: Instant) -> Result<Option<RegistrationRow>> {
    db.fetch_optional(BY_FLOW, params![flow_hash, now]).await
}

/// [`registration_of_flow`] inside a transaction.
pub async fn of_flow_in(tx: &mut Tx, flow_hash: &str, now: Instant) -> Result<Option<RegistrationRow>> {
    tx.fetch_optional(BY_FLOW, params![flow_hash, now]).await
}

/// The registration whose mail carried this link.
pub async fn of_link(db: &Db, link_hash: &str, now: Instant) -> Result<Option<RegistrationRow>> {
    db.fetch_optional(BY_LINK, params![link_hash, now]).await
}

/// The registrations in progress for an address: a proven one before drafts, then the newest. Fifty hold all there can be: six codes
/// a day go to an address, and a draft lives for seven.
pub async fn of_email(db: &Db, email_index: &[u8], now: Instant) -> Result<Vec<RegistrationRow>> {
    db.fetch_all(BY_EMAIL, params![email_index, now]).await
}

/// The mailbox is proven; zero rows when it was before, or the registration is over.
pub async fn verify(tx: &mut Tx, id: Uuid, now: Instant) -> Result<u64> {
    tx.execute(VERIFY, params![id, now]).await
}

/// Whether the mailbox is proven and the registration not over.
pub async fn is_verified(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let row: Option<(Uuid,)> = tx.fetch_optional(IS_VERIFIED, params![id]).await?;
    Ok(row.is_some())
}

/// Continues a registration in another browser, where a new password has to be chosen.
pub async fn move_to(tx: &mut Tx, id: Uuid, flow_hash: &str) -> Result<u64> {
    tx.execute(MOVE, params![id, flow_hash]).await
}

/// A mail goes out once more: the link, which is the same in each of them, works until then.
pub async fn renew_link(tx: &mut Tx, id: Uuid, until: Instant) -> Result<u64> {
    tx.execute(RENEW_LINK, params![id, until]).await
}

/// Continues a registration whose password was right in another browser; zero rows when it was moved, proven or ended since it was read.
pub async fn resume(tx: &mut Tx, read: &RegistrationRow, flow_hash: &str) -> Result<u64> {
    tx.execute(RESUME, params![read.id, flow_hash, read.flow_hash.as_str(), read.state.as_str()]).await
}

/// The first proven registration of an address ends the others.
pub async fn cancel_others(tx: &mut Tx, email_index: &[u8], except: Uuid) -> Result<u64> {
    tx.execute(CANCEL_OTHERS, params![email_index, except]).await
}

/// Keeps what was typed, and a fingerprint of the values that the registry refused.
pub async fn keep_typed(tx: &mut Tx, id: Uuid, data_sealed: Vec<u8>, refused_once: Option<String>) -> Result<u64> {
    tx.execute(KEEP, params![id, data_sealed, refused_once]).await
}

/// Ends a registration as done; zero rows when another request was first.
pub async fn complete(tx: &mut Tx, id: Uuid) -> Result<u64> {
    tx.execute(COMPLETE, params![id]).await
}

/// Ends what ran out, and forgets it a day after its end, together with the key of whoever never got an account.
pub async fn maintain(tx: &mut Tx, now: Instant) -> Result<u64> {
    let day_ago = now.minus_seconds(86_400);
    // In this order: a registration ends before it is forgotten, and its key is found through its row.
    let work = [(EXPIRE, now), (END, now), (PURGE_KEYS, day_ago), (PURGE, day_ago)];
    let mut touched = 0;
    for (statement, at) in work {
        touched += tx.execute(statement, params![at]).await?;
    }
    Ok(touched)
}
