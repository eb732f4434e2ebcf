//! SQL of "Hapus Akun", and what becomes of every table of the account when its owner is erased.

use super::AccountRow;
use crate::account::rules::removal::RequestState;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::{Step, Table};
use uuid::Uuid;

/// Only an account in use: of parallel requests one finds it.
const BEGIN: &str = "UPDATE account SET status = 'removing', updated_at = $2 WHERE id = $1 AND status = 'active'";
const INSERT: &str = "INSERT INTO removal (id, account_id, token_hash, state, requested_at, cancel_until) \
     VALUES ($1, $2, $3, 'requested', $4, $5)";
const UNDER_WAY: &str = "SELECT cancel_until FROM removal WHERE account_id = $1 AND state = 'requested'";
const FIND: &str = "SELECT account_id, state, cancel_until FROM removal WHERE token_hash = $1";
const CANCEL: &str = "UPDATE removal SET state = 'cancelled', ended_at = $2 \
     WHERE token_hash = $1 AND state = 'requested' AND cancel_until > $2 RETURNING account_id";
/// Whoever takes the change of address back was not asked: as long as nothing is erased, it is in time.
const CANCEL_OF: &str = "UPDATE removal SET state = 'cancelled', ended_at = $2 WHERE account_id = $1 AND state = 'requested'";
const RESTORE: &str = "UPDATE account SET status = 'active', updated_at = $2 WHERE id = $1 AND status = 'removing'";
const DUE: &str =
    "SELECT id, account_id FROM removal WHERE state = 'requested' AND cancel_until <= $1 ORDER BY cancel_until LIMIT 100";
const ERASE: &str =
    "UPDATE removal SET state = 'erased', ended_at = $2 WHERE id = $1 AND state = 'requested' AND cancel_until <= $2";
const END_DISAVOWALS: &str = "UPDATE disavowal SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL AND created_at >= $3";
const CANCEL_DRAFTS: &str =
    "UPDATE registration SET state = 'cancelled' WHERE email_index = $1 AND id <> $2 AND state IN ('draft', 'verified')";
/// The row stays under its number, with nothing of the person in it. What was unique is replaced by what never was anybody's.
const EMPTY: &str = "UPDATE account SET status = 'erased', email_index = $2, nik_index = $3, phone_index = $4, email_sealed = $5, nik_sealed = $5, \
       profile_sealed = $5, phone_sealed = $5, phone_verified_at = NULL, password_hash = '', password_changed_at = NULL, \
       identity = 'unverified', identity_reason = 'erased', identity_checked_at = NULL, suspended_reason = NULL, suspended_until = NULL, \
       language = 'id', code_channel = 'email', second_step = 'code', totp_sealed = NULL, totp_since = NULL, totp_step = NULL, updated_at = $6 \
     WHERE id = $1 AND status = 'removing'";

/// Addresses that are this account's: the one it has, and those it had that no other account has or can take back. One that was only
/// typed as the new one, with no code that came back, may be anybody's.
const ADDRESSES: &str = "SELECT email_index FROM account WHERE id = $1 \
     UNION SELECT c.old_index FROM contact_change c WHERE c.account_id = $1 AND c.kind = 'email' \
       AND NOT EXISTS (SELECT 1 FROM account a WHERE a.email_index = c.old_index AND a.id <> $1) \
       AND NOT EXISTS (SELECT 1 FROM contact_change h WHERE h.old_index = c.old_index AND h.kind = 'email' AND h.state = 'confirmed' \
         AND h.undo_until > $2 AND h.account_id <> $1) \
     UNION SELECT c.new_index FROM contact_change c WHERE c.account_id = $1 AND c.kind = 'email' AND c.state IN ('confirmed', 'undone') \
       AND NOT EXISTS (SELECT 1 FROM account a WHERE a.email_index = c.new_index AND a.id <> $1) \
       AND NOT EXISTS (SELECT 1 FROM contact_change h WHERE h.old_index = c.new_index AND h.kind = 'email' AND h.state = 'confirmed' \
         AND h.undo_until > $2 AND h.account_id <> $1)";
/// Phone numbers, and the NIK unless another account has it, too.
const NUMBERS: &str = "SELECT phone_index FROM account WHERE id = $1 \
     UNION SELECT a.nik_index FROM account a WHERE a.id = $1 \
       AND NOT EXISTS (SELECT 1 FROM account o WHERE o.nik_index = a.nik_index AND o.id <> $1) \
     UNION SELECT c.old_index FROM contact_change c WHERE c.account_id = $1 AND c.kind = 'phone' \
     UNION SELECT c.new_index FROM contact_change c WHERE c.account_id = $1 AND c.kind = 'phone'";
/// A registration that became an account has its number, and the key under it is the account's.
const DRAFTS: &str = "SELECT r.id FROM registration r WHERE r.email_index = $1 \
       AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = r.id)";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    BEGIN,
    INSERT,
    UNDER_WAY,
    FIND,
    CANCEL,
    CANCEL_OF,
    RESTORE,
    DUE,
    ERASE,
    END_DISAVOWALS,
    CANCEL_DRAFTS,
    EMPTY,
    ADDRESSES,
    NUMBERS,
    DRAFTS,
];

/// What becomes of the account's tables when its owner is erased. Sessions are gone by then: they point to devices.
pub const ERASURE: &[Table] = &[
    Table::erased(
        "fresh_proof",
        &[Step::Through("DELETE FROM fresh_proof WHERE session_id IN (SELECT id FROM session WHERE account_id = $1)")],
    ),
    Table::erased(
        "sign_in",
        &[
            Step::Person("DELETE FROM sign_in WHERE account_id = $1"),
            // The trace of a link that was asked for while the address had no account: see `decoy`.
            Step::Address("DELETE FROM sign_in WHERE account_id IS NULL AND email_index = $1"),
        ],
    ),
    Table::erased("totp_setup", &[Step::Person("DELETE FROM totp_setup WHERE account_id = $1")]),
    Table::erased("recovery", &[Step::Person("DELETE FROM recovery WHERE account_id = $1")]),
    Table::erased("profile_change", &[Step::Person("DELETE FROM profile_change WHERE account_id = $1")]),
    Table::erased("device", &[Step::Person("DELETE FROM device WHERE account_id = $1")]),
    Table::erased("password_reset", &[Step::Person("DELETE FROM password_reset WHERE account_id = $1")]),
    Table::erased("notice", &[Step::Person("DELETE FROM notice WHERE account_id = $1")]),
    Table::erased("disavowal", &[Step::Person("DELETE FROM disavowal WHERE account_id = $1")]),
    Table::erased(
        "contact_change",
        &[
            Step::Person("DELETE FROM contact_change WHERE account_id = $1"),
            // Somebody else typed the address as their new one, and that code was never right. What came into force is theirs.
            Step::Address("DELETE FROM contact_change WHERE kind = 'email' AND state IN ('open', 'cancelled') AND new_index = $1"),
        ],
    ),
    Table::erased(
        "registration",
        &[Step::Person("DELETE FROM registration WHERE id = $1"), Step::Address("DELETE FROM registration WHERE email_index = $1")],
    ),
    Table::by_code("account", "`empty` blanks the row, which stays for money records under its number"),
    Table::kept("removal", "when it was asked for and done, under the account's number: the proof that it was"),
];

/// A request and how it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RemovalRow {
    pub account_id: Uuid,
    state: String,
    pub cancel_until: i64,
}

impl RemovalRow {
    /// Where it stands.
    pub fn state(&self) -> std::result::Result<RequestState, Error> {
        RequestState::parse(&self.state).ok_or(Error::Corrupt("removal.state"))
    }
}

/// A request that begins.
#[derive(Debug)]
pub struct NewRemoval<'a> {
    pub id: Uuid,
    pub account: Uuid,
    pub token_hash: &'a str,
    pub now: Instant,
    pub cancel_until: Instant,
}

/// Closes the account and notes the request. False when it is not in use any more, so that of parallel requests one counts.
pub async fn begin(tx: &mut Tx, new: NewRemoval<'_>) -> Result<bool> {
    if tx.execute(BEGIN, params![new.account, new.now]).await? == 0 {
        return Ok(false);
    }
    tx.execute(INSERT, params![new.id, new.account, new.token_hash, new.now, new.cancel_until]).await?;
    Ok(true)
}

/// Until when the request under way can be taken back.
pub async fn under_way(tx: &mut Tx, account: Uuid) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.fetch_optional(UNDER_WAY, params![account]).await?;
    Ok(row.map(|(until,)| until))
}

/// The request that a link belongs to, whatever became of it.
pub async fn of_link(db: &Db, token_hash: &str) -> Result<Option<RemovalRow>> {
    db.fetch_optional(FIND, params![token_hash]).await
}

/// [`of_link`] inside a transaction.
pub async fn of_link_in(tx: &mut Tx, token_hash: &str) -> Result<Option<RemovalRow>> {
    tx.fetch_optional(FIND, params![token_hash]).await
}

/// Takes a request back, once and in time, and opens the account again. Answers whose it is.
pub async fn cancel(tx: &mut Tx, token_hash: &str, now: Instant) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx.fetch_optional(CANCEL, params![token_hash, now]).await?;
    if let Some((account,)) = row {
        tx.execute(RESTORE, params![account, now]).await?;
    }
    Ok(row.map(|(account,)| account))
}

/// Takes the request of an account back without its link, and opens the account again. Answers whether there was one.
pub async fn cancel_of(tx: &mut Tx, account: Uuid, now: Instant) -> Result<bool> {
    if tx.execute(CANCEL_OF, params![account, now]).await? == 0 {
        return Ok(false);
    }
    tx.execute(RESTORE, params![account, now]).await?;
    Ok(true)
}

/// Requests that can no longer be taken back: their ids and accounts.
pub async fn due(db: &Db, now: Instant) -> Result<Vec<(Uuid, Uuid)>> {
    db.fetch_all(DUE, params![now]).await
}

/// Ends a request as done; false when another process was first.
pub async fn erase(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    Ok(tx.execute(ERASE, params![id, now]).await? == 1)
}

/// Ends the links that disavow, those that were sent since a moment.
pub async fn end_disavowals(tx: &mut Tx, account: Uuid, since: Instant, now: Instant) -> Result<u64> {
    tx.execute(END_DISAVOWALS, params![account, now, since]).await
}

/// Ends the registrations in progress for the account's address.
pub async fn cancel_drafts(tx: &mut Tx, email_index: &[u8], account: Uuid) -> Result<u64> {
    tx.execute(CANCEL_DRAFTS, params![email_index, account]).await
}

/// The account, inside a transaction.
pub async fn account(tx: &mut Tx, id: Uuid) -> Result<Option<AccountRow>> {
    tx.fetch_optional(super::ACCOUNT_BY_ID, params![id]).await
}

/// Blanks the row; `drawn` takes the place of what was unique.
pub async fn empty(tx: &mut Tx, account: Uuid, drawn: [Vec<u8>; 3], now: Instant) -> Result<u64> {
    let [email, nik, phone] = drawn;
    tx.execute(EMPTY, params![account, email, nik, phone, Vec::<u8>::new(), now]).await
}

/// Fingerprints of the addresses that are this account's and nobody else's.
pub async fn addresses(tx: &mut Tx, account: Uuid, now: Instant) -> Result<Vec<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = tx.fetch_all(ADDRESSES, params![account, now]).await?;
    Ok(rows.into_iter().map(|(index,)| index).collect())
}

/// Fingerprints of the numbers it had or was about to have.
pub async fn numbers(tx: &mut Tx, account: Uuid) -> Result<Vec<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = tx.fetch_all(NUMBERS, params![account]).await?;
    Ok(rows.into_iter().map(|(index,)| index).collect())
}

/// Ids of the registrations for an address that did not become an account.
pub async fn drafts(tx: &mut Tx, email_index: &[u8]) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx.fetch_all(DRAFTS, params![email_index]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
