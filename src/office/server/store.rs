//! SQL of staff: people, their devices, sign-ins. Personal columns hold ciphertext; the service seals and opens.

pub mod invitation;

pub mod people;

use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;
use crate::office::rules::{MemberStatus, SignInState};
use crate::params;
use crate::platform::Error;
use crate::platform::db::{self, Db, Result, Tx};
use crate::platform::erasure::{Step, Table};
use uuid::Uuid;

const BY_ID: &str = "SELECT id, email_index, email_sealed, name_sealed, password_hash, totp_sealed, totp_step, role, status, language, \
     created_at FROM staff WHERE id = $1";
const BY_EMAIL: &str = "SELECT id, email_index, email_sealed, name_sealed, password_hash, totp_sealed, totp_step, role, status, language, \
     created_at FROM staff WHERE email_index = $1 AND status = 'active'";
const INSERT: &str = "INSERT INTO staff (id, email_index, email_sealed, name_sealed, password_hash, totp_sealed, totp_step, role, status, \
       language, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9, $10, $10)";
const LIST: &str = "SELECT t.id, t.email_sealed, t.name_sealed, t.role, t.status, \
       (SELECT MAX(s.created_at) FROM staff_session s WHERE s.staff_id = t.id) AS signed_in_at \
     FROM staff t ORDER BY t.status, t.created_at, t.id LIMIT 500";
const ANYBODY: &str = "SELECT id FROM staff LIMIT 1";
const REHASH: &str = "UPDATE staff SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
const LANGUAGE: &str = "UPDATE staff SET language = $2 WHERE id = $1 AND language <> $2";
/// A step is used once, whatever comes at the same time; whoever uses one holds the row until the transaction ends.
const USE_STEP: &str = "UPDATE staff SET totp_step = $2 WHERE id = $1 AND totp_step < $2 AND status = 'active'";
/// Neither oneself nor by somebody who is no administrator any more, so one always stays.
const DEACTIVATE: &str = "UPDATE staff SET status = 'deactivated', updated_at = $3 WHERE id = $1 AND id <> $2 AND status = 'active' \
       AND EXISTS (SELECT 1 FROM staff c WHERE c.id = $2 AND c.status = 'active' AND c.role = 'administrator')";
const DEACTIVATE_ADDRESS: &str =
    "UPDATE staff SET status = 'deactivated', updated_at = $2 WHERE email_index = $1 AND status = 'active' RETURNING id";

const SIGN_INS: &str =
    "SELECT id, class, network, created_at FROM staff_session WHERE staff_id = $1 ORDER BY created_at DESC LIMIT $2";
const DEVICE_KNOWN: &str = "SELECT last_seen_at FROM staff_device WHERE staff_id = $1 AND token_hash = $2";
const DEVICE_COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staff_device WHERE staff_id = $1";
const DEVICE_PUT: &str = "INSERT INTO staff_device (staff_id, token_hash, last_seen_at) VALUES ($1, $2, $3) \
     ON CONFLICT (staff_id, token_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at";
const DEVICE_PURGE: &str = "DELETE FROM staff_device WHERE last_seen_at < $1";

const SIGN_IN_CANCEL_FLOW: &str =
    "UPDATE staff_sign_in SET state = 'cancelled' WHERE flow_hash = $1 AND state IN ('open', 'exhausted')";
const SIGN_IN_CANCEL_STAFF: &str = "UPDATE staff_sign_in SET state = 'cancelled' WHERE staff_id = $1 AND state = 'open'";
const SIGN_IN_INSERT: &str = "INSERT INTO staff_sign_in (id, flow_hash, staff_id, state, created_at, expires_at) \
     VALUES ($1, $2, $3, 'open', $4, $5)";
const SIGN_IN_OF_FLOW: &str = "SELECT id, staff_id, state FROM staff_sign_in \
     WHERE flow_hash = $1 AND state IN ('open', 'exhausted') AND expires_at > $2 ORDER BY created_at DESC LIMIT 1";
/// A try is written before it is judged.
const SIGN_IN_TRY: &str = "UPDATE staff_sign_in SET attempts = attempts + 1 WHERE id = $1 AND state = 'open' AND attempts < 5 \
     RETURNING attempts";
const SIGN_IN_EXHAUST: &str = "UPDATE staff_sign_in SET state = 'exhausted' WHERE id = $1 AND state = 'open'";
const SIGN_IN_DONE: &str = "UPDATE staff_sign_in SET state = 'done' WHERE id = $1 AND state = 'open'";
const SIGN_IN_PURGE: &str = "DELETE FROM staff_sign_in WHERE expires_at < $1";

/// What becomes of the tables when a participant is erased: nothing of one is in them.
pub const ERASURE: &[Table] = &[
    Table::of_others("staff", STAFF_ONLY),
    Table::of_others("staff_invitation", STAFF_ONLY),
    Table::of_others("staff_device", STAFF_ONLY),
    Table::of_others("staff_sign_in", STAFF_ONLY),
    Table::of_others("staff_session", STAFF_ONLY),
    Table::of_others("staff_lookup", STAFF_ONLY),
    // Who looked when and why stays in the audit trail, under the account's number.
    Table::erased("full_view", &[Step::Person("DELETE FROM full_view WHERE account_id = $1")]),
];
const STAFF_ONLY: &str = "about staff, who are no participants";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    BY_ID,
    BY_EMAIL,
    INSERT,
    LIST,
    ANYBODY,
    REHASH,
    LANGUAGE,
    USE_STEP,
    DEACTIVATE,
    DEACTIVATE_ADDRESS,
    SIGN_INS,
    DEVICE_KNOWN,
    DEVICE_COUNT,
    DEVICE_PUT,
    DEVICE_PURGE,
    SIGN_IN_CANCEL_FLOW,
    SIGN_IN_CANCEL_STAFF,
    SIGN_IN_INSERT,
    SIGN_IN_OF_FLOW,
    SIGN_IN_TRY,
    SIGN_IN_EXHAUST,
    SIGN_IN_DONE,
    SIGN_IN_PURGE,
];

/// Locked by whoever changes who is an administrator: on PostgreSQL two who deactivate each other would else see each other active.
const CHANGES: &str = "staff_changed_at";

/// Whether anybody is or was a member of staff.
pub async fn is_anybody_there(db: &Db) -> Result<bool> {
    Ok(db.fetch_optional::<(Uuid,)>(ANYBODY, &[]).await?.is_some())
}

/// A member of staff.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StaffRow {
    pub id: Uuid,
    pub email_index: Vec<u8>,
    pub email_sealed: Vec<u8>,
    pub name_sealed: Vec<u8>,
    pub password_hash: String,
    pub totp_sealed: Vec<u8>,
    pub totp_step: i64,
    pub role: String,
    status: String,
    language: String,
    pub created_at: i64,
}

impl StaffRow {
    /// Whether they still work here.
    pub fn status(&self) -> std::result::Result<MemberStatus, Error> {
        status(&self.status)
    }

    /// The language of later mails.
    pub fn lang(&self) -> std::result::Result<Lang, Error> {
        Lang::parse(&self.language).ok_or(Error::Corrupt("staff.language"))
    }
}

fn status(word: &str) -> std::result::Result<MemberStatus, Error> {
    MemberStatus::parse(word).ok_or(Error::Corrupt("staff.status"))
}

/// A new member; personal values sealed already.
#[derive(Debug)]
pub struct NewStaff<'a> {
    pub id: Uuid,
    pub email_index: &'a [u8],
    pub email_sealed: &'a [u8],
    pub name_sealed: &'a [u8],
    pub password_hash: &'a str,
    pub totp_sealed: &'a [u8],
    /// The authenticator step that was used to confirm it.
    pub totp_step: i64,
    pub role: Role,
    pub language: Lang,
    pub now: Instant,
}

/// A member as the list of staff shows them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ListedRow {
    pub id: Uuid,
    pub email_sealed: Vec<u8>,
    pub name_sealed: Vec<u8>,
    role: String,
    status: String,
    pub signed_in_at: Option<i64>,
}

impl ListedRow {
    /// What they may do.
    pub fn role(&self) -> std::result::Result<Role, Error> {
        Role::parse(&self.role).ok_or(Error::Corrupt("staff.role"))
    }

    /// Whether they still work here.
    pub fn status(&self) -> std::result::Result<MemberStatus, Error> {
        status(&self.status)
    }
}

/// When and where somebody signed in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    pub id: Uuid,
    pub class: String,
    pub network: String,
    pub created_at: i64,
}

/// A sign-in between password and authenticator value.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignInRow {
    pub id: Uuid,
    pub staff_id: Uuid,
    state: String,
}

impl SignInRow {
    /// Where it stands.
    pub fn state(&self) -> std::result::Result<SignInState, Error> {
        SignInState::parse(&self.state).ok_or(Error::Corrupt("staff_sign_in.state"))
    }
}

/// The member, whatever their state.
pub async fn staff(db: &Db, id: Uuid) -> Result<Option<StaffRow>> {
    db.fetch_optional(BY_ID, params![id]).await
}

/// The active member with this address.
pub async fn by_email(db: &Db, email_index: &[u8]) -> Result<Option<StaffRow>> {
    db.fetch_optional(BY_EMAIL, params![email_index]).await
}

/// Adds a member; a unique violation says that an active one has the address.
pub async fn insert_staff(tx: &mut Tx, new: &NewStaff<'_>) -> Result<()> {
    tx.execute(
        INSERT,
        params![
            new.id,
            new.email_index,
            new.email_sealed,
            new.name_sealed,
            new.password_hash,
            new.totp_sealed,
            new.totp_step,
            new.role,
            new.language,
            new.now
        ],
    )
    .await?;
    Ok(())
}

/// Everybody, active ones first.
pub async fn list(db: &Db) -> Result<Vec<ListedRow>> {
    db.fetch_all(LIST, &[]).await
}

/// Stores the same password under newer hash settings, unless it was changed in the meantime.
pub async fn rehash(tx: &mut Tx, staff: Uuid, old: &str, new: &str) -> Result<u64> {
    tx.execute(REHASH, params![staff, old, new]).await
}

/// Remembers the language the member uses.
pub async fn set_language(tx: &mut Tx, staff: Uuid, language: Lang) -> Result<u64> {
    tx.execute(LANGUAGE, params![staff, language]).await
}

/// Uses an authenticator step up; `false` when it, or a later one, was used before.
pub async fn use_step(tx: &mut Tx, staff: Uuid, step: i64) -> Result<bool> {
    Ok(tx.execute(USE_STEP, params![staff, step]).await? == 1)
}

/// Ends somebody's access on behalf of an administrator. `false`: there is no such active member, or the caller may not (any more), or
/// it is the caller.
pub async fn deactivate(tx: &mut Tx, staff: Uuid, by: Uuid, now: Instant) -> Result<bool> {
    db::put_fact(tx, CHANGES, &now.0.to_string()).await?;
    Ok(tx.execute(DEACTIVATE, params![staff, by, now]).await? == 1)
}

/// Ends the access of whoever has this address, on behalf of an operator. `None`: there is no such active member.
pub async fn deactivate_address(tx: &mut Tx, email_index: &[u8], now: Instant) -> Result<Option<Uuid>> {
    db::put_fact(tx, CHANGES, &now.0.to_string()).await?;
    let row: Option<(Uuid,)> = tx.fetch_optional(DEACTIVATE_ADDRESS, params![email_index, now]).await?;
    Ok(row.map(|(id,)| id))
}

/// The last sessions of a member, the newest first.
pub async fn recent_sign_ins(db: &Db, staff: Uuid, limit: i64) -> Result<Vec<SessionRow>> {
    db.fetch_all(SIGN_INS, params![staff, limit]).await
}

/// Whether a member signed in with this browser before.
pub async fn is_known_device(db: &Db, staff: Uuid, token_hash: &str) -> Result<bool> {
    let row: Option<(i64,)> = db.fetch_optional(DEVICE_KNOWN, params![staff, token_hash]).await?;
    Ok(row.is_some())
}

/// Notes that a member signs in with this browser; answers whether it is a new one beside others.
pub async fn put_device(tx: &mut Tx, staff: Uuid, token_hash: &str, now: Instant) -> Result<bool> {
    let known: Option<(i64,)> = tx.fetch_optional(DEVICE_KNOWN, params![staff, token_hash]).await?;
    let (before,): (i64,) = tx.fetch_one(DEVICE_COUNT, params![staff]).await?;
    tx.execute(DEVICE_PUT, params![staff, token_hash, now]).await?;
    Ok(known.is_none() && before > 0)
}

/// Ends the sign-in this browser had open.
pub async fn cancel_sign_ins_of_flow(tx: &mut Tx, flow_hash: &str) -> Result<u64> {
    tx.execute(SIGN_IN_CANCEL_FLOW, params![flow_hash]).await
}

/// Ends every open sign-in of a member.
pub async fn cancel_sign_ins_of(tx: &mut Tx, staff: Uuid) -> Result<u64> {
    tx.execute(SIGN_IN_CANCEL_STAFF, params![staff]).await
}

/// The password was right; the authenticator value comes next.
pub async fn insert_sign_in(tx: &mut Tx, id: Uuid, flow_hash: &str, staff: Uuid, now: Instant, expires_at: Instant) -> Result<()> {
    tx.execute(SIGN_IN_INSERT, params![id, flow_hash, staff, now, expires_at]).await?;
    Ok(())
}

/// The sign-in this browser has begun, open or without tries left.
pub async fn sign_in(db: &Db, flow_hash: &str, now: Instant) -> Result<Option<SignInRow>> {
    db.fetch_optional(SIGN_IN_OF_FLOW, params![flow_hash, now]).await
}

/// [`sign_in`] inside a transaction.
pub async fn sign_in_in(tx: &mut Tx, flow_hash: &str, now: Instant) -> Result<Option<SignInRow>> {
    tx.fetch_optional(SIGN_IN_OF_FLOW, params![flow_hash, now]).await
}

/// Counts a try; answers how many there were with it, `None` when none is left.
pub async fn count_try(tx: &mut Tx, id: Uuid) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.fetch_optional(SIGN_IN_TRY, params![id]).await?;
    Ok(row.map(|(attempts,)| attempts))
}

/// The last try was wrong.
pub async fn exhaust_sign_in(tx: &mut Tx, id: Uuid) -> Result<u64> {
    tx.execute(SIGN_IN_EXHAUST, params![id]).await
}

/// The value was right; zero rows when another request was first.
pub async fn finish_sign_in(tx: &mut Tx, id: Uuid) -> Result<u64> {
    tx.execute(SIGN_IN_DONE, params![id]).await
}

/// Forgets sign-ins after 30 days and browsers that nobody used for 400.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    let sign_ins = tx.execute(SIGN_IN_PURGE, params![now.minus_seconds(30 * 86_400)]).await?;
    Ok(sign_ins + tx.execute(DEVICE_PURGE, params![now.minus_seconds(400 * 86_400)]).await?)
}
