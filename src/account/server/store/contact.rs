//! SQL of changes of phone number and e-mail.

use crate::account::rules::contact::Kind;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const CANCEL: &str =
    "UPDATE contact_change SET state = 'cancelled' WHERE account_id = $1 AND kind = $2 AND state = 'open' RETURNING id";
const INSERT: &str = "INSERT INTO contact_change (id, account_id, kind, session_id, new_index, new_sealed, old_index, old_sealed, state, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10)";
const OPEN: &str = "SELECT id, session_id, new_index, new_sealed, old_index, old_sealed FROM contact_change \
     WHERE account_id = $1 AND kind = $2 AND state = 'open' AND expires_at > $3";
const CONFIRM: &str = "UPDATE contact_change SET state = 'confirmed', confirmed_at = $2, undo_hash = $3, undo_until = $4 \
     WHERE id = $1 AND state = 'open' AND expires_at > $2";
const SET_PHONE: &str =
    "UPDATE account SET phone_index = $2, phone_sealed = $3, phone_verified_at = $4, updated_at = $4 WHERE id = $1";
const SET_EMAIL: &str = "UPDATE account SET email_index = $2, email_sealed = $3, updated_at = $4 WHERE id = $1";
const PHONE_HOLDER: &str = "SELECT id FROM account WHERE phone_index = $1 AND phone_verified_at IS NOT NULL AND id <> $2";
const EMAIL_HELD: &str = "SELECT account_id FROM contact_change \
     WHERE old_index = $1 AND kind = 'email' AND state = 'confirmed' AND undo_until > $2 LIMIT 1";
const UNDOABLE: &str = "SELECT id, account_id, old_index, old_sealed, new_sealed, undo_until, confirmed_at FROM contact_change \
     WHERE undo_hash = $1 AND state = 'confirmed' AND undo_until > $2";
const UNDO: &str = "UPDATE contact_change SET state = 'undone' WHERE id = $1 AND state = 'confirmed' AND undo_until > $2";
/// A later change stands on the one that was taken back.
const UNDO_LATER: &str = "UPDATE contact_change SET state = 'undone' \
     WHERE account_id = $1 AND kind = 'email' AND state = 'confirmed' AND confirmed_at >= $2";
const LATEST: &str = "SELECT id, account_id, old_index, old_sealed, new_sealed, undo_until, confirmed_at FROM contact_change \
     WHERE account_id = $1 AND kind = 'email' AND state = 'confirmed' AND undo_until > $2 ORDER BY confirmed_at DESC LIMIT 1";
/// The oldest first: whoever has the account now can add newer changes, but never push the address out that was there before.
const HELD: &str = "SELECT id, account_id, old_index, old_sealed, new_sealed, undo_until, confirmed_at FROM contact_change \
     WHERE account_id = $1 AND kind = 'email' AND state = 'confirmed' AND undo_until > $2 ORDER BY confirmed_at LIMIT 20";
const DROP_PHONE: &str = "UPDATE account SET phone_verified_at = NULL, code_channel = 'email', updated_at = $2 \
     WHERE id = $1 AND phone_verified_at IS NOT NULL";
const PURGE: &str = "DELETE FROM contact_change WHERE created_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    CANCEL,
    INSERT,
    OPEN,
    CONFIRM,
    SET_PHONE,
    SET_EMAIL,
    PHONE_HOLDER,
    EMAIL_HELD,
    UNDOABLE,
    UNDO,
    UNDO_LATER,
    LATEST,
    HELD,
    DROP_PHONE,
    PURGE,
];

/// How long rows are kept: longer than a change can be taken back.
const KEEP: i64 = 30 * 86_400;

/// A change that waits for its code.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenChange {
    pub id: Uuid,
    /// Only this session can finish it.
    pub session_id: Uuid,
    pub new_index: Vec<u8>,
    pub new_sealed: Vec<u8>,
    pub old_index: Vec<u8>,
    pub old_sealed: Vec<u8>,
}

/// A change of e-mail that holds and can be taken back.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HeldChange {
    pub id: Uuid,
    pub account_id: Uuid,
    pub old_index: Vec<u8>,
    pub old_sealed: Vec<u8>,
    pub new_sealed: Vec<u8>,
    pub undo_until: i64,
    pub confirmed_at: i64,
}

/// A change that begins; values sealed already.
#[derive(Debug)]
pub struct NewChange<'a> {
    pub id: Uuid,
    pub account: Uuid,
    pub kind: Kind,
    pub session: Uuid,
    pub new: (&'a [u8], Vec<u8>),
    pub old: (&'a [u8], Vec<u8>),
    pub now: Instant,
    pub expires_at: Instant,
}

/// Ends the change of this kind that waits for a code, and answers which it was.
pub async fn cancel(tx: &mut Tx, account: Uuid, kind: Kind) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx.fetch_optional(CANCEL, params![account, kind]).await?;
    Ok(row.map(|(id,)| id))
}

/// Begins a change; the caller has ended the one before.
pub async fn insert(tx: &mut Tx, new: NewChange<'_>) -> Result<()> {
    tx.execute(
        INSERT,
        params![new.id, new.account, new.kind, new.session, new.new.0, new.new.1, new.old.0, new.old.1, new.now, new.expires_at],
    )
    .await?;
    Ok(())
}

/// The change that waits for its code, whichever session began it.
pub async fn open(db: &Db, account: Uuid, kind: Kind, now: Instant) -> Result<Option<OpenChange>> {
    db.fetch_optional(OPEN, params![account, kind, now]).await
}

/// [`open`] inside a transaction.
pub async fn open_in(tx: &mut Tx, account: Uuid, kind: Kind, now: Instant) -> Result<Option<OpenChange>> {
    tx.fetch_optional(OPEN, params![account, kind, now]).await
}

/// The change holds from now on; answers 0 when it was ended in the meantime. `undo` is the hash of the link that takes it back.
pub async fn confirm(tx: &mut Tx, id: Uuid, now: Instant, undo: Option<(String, Instant)>) -> Result<u64> {
    let (hash, until) = undo.map_or((None, None), |(hash, until)| (Some(hash), Some(until)));
    tx.execute(CONFIRM, params![id, now, hash, until]).await
}

/// Replaces the number; it is verified. A unique violation says that it was verified for somebody else in the meantime.
pub async fn set_phone(tx: &mut Tx, account: Uuid, index: &[u8], sealed: Vec<u8>, now: Instant) -> Result<u64> {
    tx.execute(SET_PHONE, params![account, index, sealed, now]).await
}

/// The number stays, but is verified no more, and no codes go there; zero rows when it was not.
pub async fn drop_phone(tx: &mut Tx, account: Uuid, now: Instant) -> Result<u64> {
    tx.execute(DROP_PHONE, params![account, now]).await
}

/// Replaces the address. A unique violation says that it got an account in the meantime.
pub async fn set_email(tx: &mut Tx, account: Uuid, index: &[u8], sealed: &[u8], now: Instant) -> Result<u64> {
    tx.execute(SET_EMAIL, params![account, index, sealed, now]).await
}

/// Whether somebody else has verified this number.
pub async fn phone_is_taken(tx: &mut Tx, index: &[u8], account: Uuid) -> Result<bool> {
    let row: Option<(Uuid,)> = tx.fetch_optional(PHONE_HOLDER, params![index, account]).await?;
    Ok(row.is_some())
}

/// The account that can still take this address back.
pub async fn email_held_by(tx: &mut Tx, index: &[u8], now: Instant) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx.fetch_optional(EMAIL_HELD, params![index, now]).await?;
    Ok(row.map(|(id,)| id))
}

/// The change that a link can take back.
pub async fn undoable(db: &Db, undo_hash: &str, now: Instant) -> Result<Option<HeldChange>> {
    db.fetch_optional(UNDOABLE, params![undo_hash, now]).await
}

/// Takes a change back, once, together with the later ones that stand on it. False when it can no longer be.
pub async fn undo(tx: &mut Tx, change: &HeldChange, now: Instant) -> Result<bool> {
    if tx.execute(UNDO, params![change.id, now]).await? == 0 {
        return Ok(false);
    }
    tx.execute(UNDO_LATER, params![change.account_id, change.confirmed_at]).await?;
    Ok(true)
}

/// The newest change of e-mail that can still be taken back.
pub async fn latest(db: &Db, account: Uuid, now: Instant) -> Result<Option<HeldChange>> {
    db.fetch_optional(LATEST, params![account, now]).await
}

/// The changes of e-mail that can still be taken back, the oldest first, at most twenty.
pub async fn held(db: &Db, account: Uuid, now: Instant) -> Result<Vec<HeldChange>> {
    db.fetch_all(HELD, params![account, now]).await
}

/// Forgets changes that are long over.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(PURGE, params![now.minus_seconds(KEEP)]).await
}
