//! The SQL of accounts, devices, sign-ins and resets; what else an account has is in a file of its own each. Personal columns hold ciphertext; the service seals and opens.

pub mod contact;
pub mod crowd;
pub mod decoy;
pub mod history;
pub mod lookup;
pub mod notice;
pub mod profile;
pub mod proof;
pub mod recovery;
pub mod registration;
pub mod removal;
pub mod standing;
pub mod totp;

use crate::account::model::{Channel, Identity};
use crate::account::rules::second_step::SecondStep;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx, Val};
use uuid::Uuid;

const ACCOUNT_COLUMNS_BY_EMAIL: &str = "SELECT id, email_sealed, password_hash, nik_sealed, profile_sealed, phone_sealed, phone_verified_at, identity, \
     identity_reason, language, code_channel, second_step, totp_sealed, totp_since, totp_step, password_changed_at FROM account \
     WHERE email_index = $1 AND status IN ('active', 'suspended', 'removing')";
const ACCOUNT_BY_ID: &str = "SELECT id, email_sealed, password_hash, nik_sealed, profile_sealed, phone_sealed, phone_verified_at, identity, \
     identity_reason, language, code_channel, second_step, totp_sealed, totp_since, totp_step, password_changed_at FROM account WHERE id = $1";
const ACCOUNT_INSERT: &str = "INSERT INTO account (id, email_index, email_sealed, password_hash, nik_index, nik_sealed, profile_sealed, phone_index, \
       phone_sealed, phone_verified_at, status, identity, identity_reason, identity_checked_at, language, code_channel, terms_version, consented_at, \
       created_at, updated_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'active', $11, $12, $13, $14, $15, $16, $13, $13, $13)";
const NIK_TAKEN: &str = "SELECT id FROM account WHERE nik_index = $1 AND identity = 'verified'";
const PASSWORD_SET: &str = "UPDATE account SET password_hash = $2, password_changed_at = $3, updated_at = $3 WHERE id = $1";
const PASSWORD_REHASH: &str = "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
const PASSWORD_CHANGED: &str = "SELECT password_changed_at FROM account WHERE id = $1 AND status <> 'erased'";
const LANGUAGE_SET: &str = "UPDATE account SET language = $2 WHERE id = $1 AND language <> $2";
const IDENTITY_PENDING: &str = "SELECT id, email_sealed, password_hash, nik_sealed, profile_sealed, phone_sealed, phone_verified_at, identity, \
     identity_reason, language, code_channel, second_step, totp_sealed, totp_since, totp_step, password_changed_at FROM account \
     WHERE identity = 'pending' AND status IN ('active', 'suspended') AND identity_checked_at <= $1 \
     AND (identity_checked_at <= $2 OR 2 * identity_checked_at - created_at <= $3) \
     ORDER BY identity_checked_at LIMIT 20";

const DEVICE_FIND: &str = "SELECT id, trusted_until FROM device WHERE account_id = $1 AND token_hash = $2";
/// Writing the row, even unchanged, keeps whoever takes the trust waiting until the end.
const DEVICE_HOLD: &str =
    "UPDATE device SET last_seen_at = last_seen_at WHERE account_id = $1 AND token_hash = $2 RETURNING trusted_until";
const DEVICE_PUT: &str = "INSERT INTO device (id, account_id, token_hash, class, created_at, last_seen_at, trusted_until) \
     VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT (account_id, token_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at, \
       class = excluded.class, trusted_until = COALESCE(excluded.trusted_until, device.trusted_until) RETURNING id";
const DEVICE_COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM device WHERE account_id = $1";
const DEVICE_PART: &str =
    "SELECT id, token_hash FROM device WHERE account_id = $1 AND token_hash > $2 ORDER BY token_hash LIMIT 100";
const DEVICE_DISTRUST: &str = "UPDATE device SET trusted_until = NULL WHERE account_id = $1 AND trusted_until IS NOT NULL";

const SIGN_IN_CANCEL_FLOW: &str = "UPDATE sign_in SET state = 'cancelled' WHERE flow_hash = $1 AND state = 'open'";
const SIGN_IN_CANCEL_ACCOUNT: &str = "UPDATE sign_in SET state = 'cancelled' WHERE account_id = $1 AND state = 'open'";
const SIGN_IN_INSERT: &str = "INSERT INTO sign_in (id, flow_hash, account_id, email_index, destination_sealed, channel, state, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8)";
const SIGN_IN_OPEN: &str = "SELECT id, account_id, email_index, destination_sealed, channel, created_at FROM sign_in \
     WHERE flow_hash = $1 AND state = 'open' AND expires_at > $2";
const SIGN_IN_CHANNEL: &str = "UPDATE sign_in SET channel = $2, destination_sealed = $3 WHERE id = $1 AND state = 'open'";
const SIGN_IN_DONE: &str = "UPDATE sign_in SET state = 'done' WHERE id = $1 AND state = 'open'";
const SIGN_IN_PURGE: &str = "DELETE FROM sign_in WHERE expires_at < $1";

const SESSIONS_RECENT: &str = "SELECT s.id, s.created_at, d.class FROM session s JOIN device d ON d.id = s.device_id \
     WHERE s.account_id = $1 ORDER BY s.created_at DESC LIMIT $2";

const RESET_REVOKE: &str =
    "UPDATE password_reset SET revoked_at = $2 WHERE account_id = $1 AND used_at IS NULL AND revoked_at IS NULL";
/// Writes nothing for an account that does not exist, so that both cases run the same statement.
const RESET_INSERT: &str = "INSERT INTO password_reset (id, token_hash, account_id, created_at, expires_at) \
     SELECT $1, $2, id, $4, $5 FROM account WHERE id = $3";
const RESET_FIND: &str =
    "SELECT account_id FROM password_reset WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2";
const RESET_USE: &str = "UPDATE password_reset SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2 \
     RETURNING account_id";
const RESET_PURGE: &str = "DELETE FROM password_reset WHERE expires_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    ACCOUNT_COLUMNS_BY_EMAIL,
    ACCOUNT_BY_ID,
    ACCOUNT_INSERT,
    NIK_TAKEN,
    PASSWORD_SET,
    PASSWORD_REHASH,
    PASSWORD_CHANGED,
    LANGUAGE_SET,
    IDENTITY_PENDING,
    DEVICE_FIND,
    DEVICE_HOLD,
    DEVICE_PUT,
    DEVICE_COUNT,
    DEVICE_PART,
    DEVICE_DISTRUST,
    SIGN_IN_CANCEL_FLOW,
    SIGN_IN_CANCEL_ACCOUNT,
    SIGN_IN_INSERT,
    SIGN_IN_OPEN,
    SIGN_IN_CHANNEL,
    SIGN_IN_DONE,
    SIGN_IN_PURGE,
    SESSIONS_RECENT,
    RESET_REVOKE,
    RESET_INSERT,
    RESET_FIND,
    RESET_USE,
    RESET_PURGE,
];

/// An account's row.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AccountRow {
    pub id: Uuid,
    pub email_sealed: Vec<u8>,
    pub password_hash: String,
    pub nik_sealed: Vec<u8>,
    pub profile_sealed: Vec<u8>,
    pub phone_sealed: Vec<u8>,
    pub phone_verified_at: Option<i64>,
    identity: String,
    identity_reason: Option<String>,
    language: String,
    code_channel: String,
    second_step: String,
    /// The key of the authenticator app; `None` without one.
    pub totp_sealed: Option<Vec<u8>>,
    pub totp_since: Option<i64>,
    /// The last step whose value was used.
    pub totp_step: Option<i64>,
    /// `None` while it is the one of the registration.
    pub password_changed_at: Option<i64>,
}

impl AccountRow {
    /// Whether the registry has confirmed who this is.
    pub fn identity(&self) -> std::result::Result<Identity, Error> {
        identity(&self.identity, self.identity_reason.as_deref())
    }

    /// The language of later mails.
    pub fn lang(&self) -> std::result::Result<Lang, Error> {
        Lang::parse(&self.language).ok_or(Error::Corrupt("account.language"))
    }

    /// Where codes go first.
    pub fn code_channel(&self) -> std::result::Result<Channel, Error> {
        Channel::parse(&self.code_channel).ok_or(Error::Corrupt("account.code_channel"))
    }

    /// What sign-in asks for first.
    pub fn second_step(&self) -> std::result::Result<SecondStep, Error> {
        SecondStep::parse(&self.second_step).ok_or(Error::Corrupt("account.second_step"))
    }
}

fn identity(state: &str, reason: Option<&str>) -> std::result::Result<Identity, Error> {
    Identity::parse(state, reason).ok_or(Error::Corrupt("account.identity"))
}

/// An account that somebody wants to sign in to, and since when its password is that of the row.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AccountToEnter {
    #[sqlx(flatten)]
    pub row: AccountRow,
    pub password_changed_at: Option<i64>,
}

/// A new account; personal values sealed already.
#[derive(Debug)]
pub struct NewAccount {
    pub id: Uuid,
    pub email_index: Vec<u8>,
    pub email_sealed: Vec<u8>,
    pub password_hash: String,
    pub nik_index: Vec<u8>,
    pub nik_sealed: Vec<u8>,
    pub profile_sealed: Vec<u8>,
    pub phone_index: Vec<u8>,
    pub phone_sealed: Vec<u8>,
    pub phone_verified_at: Option<Instant>,
    pub identity: Identity,
    pub language: Lang,
    pub code_channel: Channel,
    pub terms_version: &'static str,
    pub now: Instant,
}

/// A sign-in between password and code.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignInRow {
    pub id: Uuid,
    pub account_id: Option<Uuid>,
    pub email_index: Vec<u8>,
    pub destination_sealed: Vec<u8>,
    channel: String,
    pub created_at: i64,
}

impl SignInRow {
    /// By which way the second step was asked for last.
    pub fn channel(&self) -> std::result::Result<Channel, Error> {
        Channel::parse(&self.channel).ok_or(Error::Corrupt("sign_in.channel"))
    }
}

/// The account of an address, also one that is suspended or being removed: who they are is proven before they are told.
pub async fn account_by_email(db: &Db, email_index: &[u8]) -> Result<Option<AccountRow>> {
    db.fetch_optional(ACCOUNT_COLUMNS_BY_EMAIL, params![email_index]).await
}

/// The same for whoever signs in.
pub async fn account_to_enter(db: &Db, email_index: &[u8]) -> Result<Option<AccountToEnter>> {
    db.fetch_optional(ACCOUNT_COLUMNS_BY_EMAIL, params![email_index]).await
}

/// [`account_by_email`] inside a transaction.
pub async fn account_by_email_in(tx: &mut Tx, email_index: &[u8]) -> Result<Option<AccountRow>> {
    tx.fetch_optional(ACCOUNT_COLUMNS_BY_EMAIL, params![email_index]).await
}

/// The account.
pub async fn account(db: &Db, id: Uuid) -> Result<Option<AccountRow>> {
    db.fetch_optional(ACCOUNT_BY_ID, params![id]).await
}

/// Opens an account; a unique violation says that the address or the verified NIK was taken in the meantime.
pub async fn insert_account(tx: &mut Tx, new: NewAccount) -> Result<()> {
    tx.execute(ACCOUNT_INSERT, &account_values(new)).await?;
    Ok(())
}

fn account_values(new: NewAccount) -> Vec<Val> {
    let (identity, identity_reason) = new.identity.names();
    params![
        new.id,
        new.email_index,
        new.email_sealed,
        new.password_hash,
        new.nik_index,
        new.nik_sealed,
        new.profile_sealed,
        new.phone_index,
        new.phone_sealed,
        new.phone_verified_at,
        identity,
        identity_reason,
        new.now,
        new.language,
        new.code_channel,
        new.terms_version
    ]
    .to_vec()
}

/// The verified account that holds a NIK.
pub async fn nik_holder(tx: &mut Tx, nik_index: &[u8]) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx.fetch_optional(NIK_TAKEN, params![nik_index]).await?;
    Ok(row.map(|(id,)| id))
}

/// Replaces the password.
pub async fn set_password(tx: &mut Tx, account: Uuid, hash: &str, now: Instant) -> Result<u64> {
    tx.execute(PASSWORD_SET, params![account, hash, now]).await
}

/// Whether the password is still the one that was read; the same one under newer hash settings is, that of somebody who was erased is not.
pub async fn has_password_of(tx: &mut Tx, read: &AccountToEnter) -> Result<bool> {
    let now: Option<(Option<i64>,)> = tx.fetch_optional(PASSWORD_CHANGED, params![read.row.id]).await?;
    Ok(now == Some((read.password_changed_at,)))
}

/// Stores the same password under newer hash settings, unless it was changed in the meantime.
pub async fn rehash(tx: &mut Tx, account: Uuid, old: &str, new: &str) -> Result<u64> {
    tx.execute(PASSWORD_REHASH, params![account, old, new]).await
}

/// Remembers the language the participant uses.
pub async fn set_language(tx: &mut Tx, account: Uuid, language: Lang) -> Result<u64> {
    tx.execute(LANGUAGE_SET, params![account, language]).await
}

/// Accounts whose identity is to be asked for again, longest unasked first: at least `shortest` seconds after the last question, and
/// then as long after it as the account had waited until then, but never more than `longest`.
pub async fn pending_identities(db: &Db, now: Instant, shortest: i64, longest: i64) -> Result<Vec<AccountRow>> {
    db.fetch_all(IDENTITY_PENDING, params![now.minus_seconds(shortest), now.minus_seconds(longest), now]).await
}

/// A device of an account and until when it is trusted.
pub async fn device(db: &Db, account: Uuid, token_hash: &str) -> Result<Option<(Uuid, Option<i64>)>> {
    db.fetch_optional(DEVICE_FIND, params![account, token_hash]).await
}

/// Until when a device is trusted, which nobody changes until the transaction ends.
pub async fn hold_trust(tx: &mut Tx, account: Uuid, token_hash: &str) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> = tx.fetch_optional(DEVICE_HOLD, params![account, token_hash]).await?;
    Ok(row.and_then(|(until,)| until))
}

/// Notes that an account is used on a device; answers the device's id.
pub async fn put_device(
    tx: &mut Tx,
    new: Uuid,
    account: Uuid,
    token_hash: &str,
    class: &str,
    now: Instant,
    trusted_until: Option<Instant>,
) -> Result<Uuid> {
    let (id,): (Uuid,) = tx.fetch_one(DEVICE_PUT, params![new, account, token_hash, class, now, trusted_until]).await?;
    Ok(id)
}

/// How many devices an account was used on.
pub async fn count_devices(tx: &mut Tx, account: Uuid) -> Result<i64> {
    let (count,): (i64,) = tx.fetch_one(DEVICE_COUNT, params![account]).await?;
    Ok(count)
}

/// Whether an account was ever used on a device.
pub async fn knows_device(tx: &mut Tx, account: Uuid, token_hash: &str) -> Result<bool> {
    let row: Option<(Uuid, Option<i64>)> = tx.fetch_optional(DEVICE_FIND, params![account, token_hash]).await?;
    Ok(row.is_some())
}

/// Ids of all of an account's devices, read part by part: they add up over the years.
pub async fn device_ids(tx: &mut Tx, account: Uuid) -> Result<Vec<Uuid>> {
    let (mut ids, mut behind) = (Vec::new(), String::new());
    loop {
        let part: Vec<(Uuid, String)> = tx.fetch_all(DEVICE_PART, params![account, &behind]).await?;
        let Some((_, last)) = part.last() else { return Ok(ids) };
        behind.clone_from(last);
        ids.extend(part.into_iter().map(|(id, _)| id));
    }
}

/// Takes trust from every device of an account.
pub async fn distrust_devices(tx: &mut Tx, account: Uuid) -> Result<u64> {
    tx.execute(DEVICE_DISTRUST, params![account]).await
}

/// Ends the sign-in this browser had open.
pub async fn cancel_sign_ins_of_flow(tx: &mut Tx, flow_hash: &str) -> Result<u64> {
    tx.execute(SIGN_IN_CANCEL_FLOW, params![flow_hash]).await
}

/// Ends every open sign-in of an account.
pub async fn cancel_sign_ins_of_account(tx: &mut Tx, account: Uuid) -> Result<u64> {
    tx.execute(SIGN_IN_CANCEL_ACCOUNT, params![account]).await
}

/// A password was right; the code comes next.
pub async fn insert_sign_in(
    tx: &mut Tx,
    id: Uuid,
    flow_hash: &str,
    account: Uuid,
    email_index: &[u8],
    destination_sealed: Vec<u8>,
    channel: Channel,
    now: Instant,
    expires_at: Instant,
) -> Result<()> {
    tx.execute(SIGN_IN_INSERT, params![id, flow_hash, account, email_index, destination_sealed, channel, now, expires_at]).await?;
    Ok(())
}

/// The sign-in this browser has open.
pub async fn open_sign_in(db: &Db, flow_hash: &str, now: Instant) -> Result<Option<SignInRow>> {
    db.fetch_optional(SIGN_IN_OPEN, params![flow_hash, now]).await
}

/// [`open_sign_in`] inside a transaction.
pub async fn open_sign_in_in(tx: &mut Tx, flow_hash: &str, now: Instant) -> Result<Option<SignInRow>> {
    tx.fetch_optional(SIGN_IN_OPEN, params![flow_hash, now]).await
}

/// Sends the next code of a sign-in by another channel.
pub async fn set_sign_in_channel(tx: &mut Tx, id: Uuid, channel: Channel, destination_sealed: Vec<u8>) -> Result<u64> {
    tx.execute(SIGN_IN_CHANNEL, params![id, channel, destination_sealed]).await
}

/// The code was right; zero rows when another request was first.
pub async fn finish_sign_in(tx: &mut Tx, id: Uuid) -> Result<u64> {
    tx.execute(SIGN_IN_DONE, params![id]).await
}

/// The newest sessions of an account: id, when, device class.
pub async fn recent_sessions(db: &Db, account: Uuid, limit: i64) -> Result<Vec<(Uuid, i64, String)>> {
    db.fetch_all(SESSIONS_RECENT, params![account, limit]).await
}

/// Ends the unused reset links of an account.
pub async fn revoke_resets(tx: &mut Tx, account: Uuid, now: Instant) -> Result<u64> {
    tx.execute(RESET_REVOKE, params![account, now]).await
}

/// Stores a reset link.
pub async fn insert_reset(tx: &mut Tx, id: Uuid, token_hash: &str, account: Uuid, now: Instant, expires_at: Instant) -> Result<()> {
    tx.execute(RESET_INSERT, params![id, token_hash, account, now, expires_at]).await?;
    Ok(())
}

/// The account a live reset link belongs to.
pub async fn reset_account(db: &Db, token_hash: &str, now: Instant) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = db.fetch_optional(RESET_FIND, params![token_hash, now]).await?;
    Ok(row.map(|(id,)| id))
}

/// Uses a reset link up; of parallel uses one succeeds.
pub async fn use_reset(tx: &mut Tx, token_hash: &str, now: Instant) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx.fetch_optional(RESET_USE, params![token_hash, now]).await?;
    Ok(row.map(|(id,)| id))
}

/// Ends what ran out and forgets what ended: registrations as [`registration::maintain`] says, everything else after 30 days.
pub async fn maintain(tx: &mut Tx, now: Instant) -> Result<u64> {
    let month_ago = now.minus_seconds(30 * 86_400);
    let registrations = registration::maintain(tx, now).await?;
    let sign_ins = tx.execute(SIGN_IN_PURGE, params![month_ago]).await?;
    Ok(registrations + sign_ins + tx.execute(RESET_PURGE, params![month_ago]).await?)
}
