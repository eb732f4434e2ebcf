//! SQL of invitations to the office.

use crate::kernel::instant::Instant;
use crate::kernel::staff::Role;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

/// An invitation is worth what its sender is: one that was sent in the very moment in which their access ended opens nothing.
macro_rules! sender_may_invite {
    () => {
        "(invited_by IS NULL OR EXISTS (SELECT 1 FROM staff b \
         WHERE b.id = staff_invitation.invited_by AND b.status = 'active' AND b.role = 'administrator'))"
    };
}

/// Reads the open invitation that has `$1` in this column.
macro_rules! open_with {
    ($column:literal) => {
        concat!(
            "SELECT id, email_index, email_sealed, role, invited_by, name_sealed, password_hash, totp_sealed, expires_at \
             FROM staff_invitation WHERE ",
            $column,
            " = $1 AND state = 'open' AND expires_at > $2 AND ",
            sender_may_invite!()
        )
    };
}

/// The first administrator's: nothing is written while there is an active one.
const INSERT_FIRST: &str = "INSERT INTO staff_invitation (id, token_hash, role, state, created_at, expires_at) \
     SELECT $1, $2, 'administrator', 'open', $3, $4 \
     WHERE NOT EXISTS (SELECT 1 FROM staff WHERE role = 'administrator' AND status = 'active')";
const INSERT: &str = "INSERT INTO staff_invitation (id, token_hash, email_index, email_sealed, role, invited_by, state, created_at, \
       expires_at) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8) ON CONFLICT DO NOTHING";
const WITHDRAW_FIRST: &str = "UPDATE staff_invitation SET state = 'withdrawn', ended_at = $1, password_hash = NULL, totp_sealed = NULL \
     WHERE state = 'open' AND invited_by IS NULL";
/// All but what the same press sent just before.
const WITHDRAW_EMAIL: &str = "UPDATE staff_invitation SET state = 'withdrawn', ended_at = $2, password_hash = NULL, totp_sealed = NULL \
     WHERE state = 'open' AND email_index = $1 AND (invited_by IS NULL OR invited_by <> $3 OR role <> $4 OR created_at <= $5)";
const REPEATED: &str = "SELECT id FROM staff_invitation \
     WHERE state = 'open' AND email_index = $1 AND invited_by = $2 AND role = $3 AND created_at > $4";
const WITHDRAW: &str = "UPDATE staff_invitation SET state = 'withdrawn', ended_at = $2, password_hash = NULL, totp_sealed = NULL \
     WHERE id = $1 AND state = 'open'";
const WITHDRAW_BY: &str = "UPDATE staff_invitation SET state = 'withdrawn', ended_at = $2, password_hash = NULL, totp_sealed = NULL \
     WHERE invited_by = $1 AND state = 'open'";
const BY_TOKEN: &str = open_with!("token_hash");
const BY_FLOW: &str = open_with!("flow_hash");
const LIST: &str = "SELECT id, email_sealed, role, expires_at FROM staff_invitation \
     WHERE state = 'open' AND expires_at > $1 AND invited_by IS NOT NULL ORDER BY created_at DESC LIMIT 100";
const LEAVE: &str = "UPDATE staff_invitation SET flow_hash = NULL, password_hash = NULL, totp_sealed = NULL, name_sealed = NULL \
     WHERE flow_hash = $1 AND id <> $2 AND state = 'open'";
/// What was typed elsewhere does not come along: whoever has the link chooses a password of their own.
const ENTER: &str = "UPDATE staff_invitation SET \
       password_hash = CASE WHEN flow_hash = $2 THEN password_hash ELSE NULL END, \
       totp_sealed = CASE WHEN flow_hash = $2 THEN totp_sealed ELSE NULL END, \
       name_sealed = CASE WHEN flow_hash = $2 THEN name_sealed ELSE NULL END, flow_hash = $2 \
     WHERE id = $1 AND state = 'open' AND expires_at > $3";
const FILL: &str = "UPDATE staff_invitation SET email_index = $3, email_sealed = $4, name_sealed = $5, password_hash = $6, totp_sealed = $7 \
     WHERE id = $1 AND flow_hash = $2 AND state = 'open' AND expires_at > $8";
const ACCEPT: &str = concat!(
    "UPDATE staff_invitation SET state = 'accepted', ended_at = $3, password_hash = NULL, totp_sealed = NULL \
     WHERE id = $1 AND flow_hash = $2 AND state = 'open' AND expires_at > $3 AND ",
    sender_may_invite!()
);
const EXPIRE: &str = "UPDATE staff_invitation SET state = 'expired', ended_at = $1, password_hash = NULL, totp_sealed = NULL \
     WHERE state = 'open' AND expires_at <= $1";
/// The key of an invitation that became somebody is theirs.
const PURGE_KEYS: &str = "DELETE FROM person_key WHERE person_id IN (SELECT id FROM staff_invitation WHERE ended_at < $1) \
       AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.id = person_key.person_id)";
const PURGE: &str = "DELETE FROM staff_invitation WHERE ended_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    INSERT_FIRST,
    INSERT,
    WITHDRAW_FIRST,
    WITHDRAW_EMAIL,
    REPEATED,
    WITHDRAW,
    WITHDRAW_BY,
    BY_TOKEN,
    BY_FLOW,
    LIST,
    LEAVE,
    ENTER,
    FILL,
    ACCEPT,
    EXPIRE,
    PURGE_KEYS,
    PURGE,
];

/// An invitation that is open.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct InvitationRow {
    pub id: Uuid,
    pub email_index: Option<Vec<u8>>,
    pub email_sealed: Option<Vec<u8>>,
    role: String,
    pub invited_by: Option<Uuid>,
    pub name_sealed: Option<Vec<u8>>,
    pub password_hash: Option<String>,
    pub totp_sealed: Option<Vec<u8>>,
    pub expires_at: i64,
}

impl InvitationRow {
    /// What the invited person will be.
    pub fn role(&self) -> std::result::Result<Role, Error> {
        role(&self.role)
    }
}

fn role(word: &str) -> std::result::Result<Role, Error> {
    Role::parse(word).ok_or(Error::Corrupt("staff_invitation.role"))
}

/// One as the list of staff shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenRow {
    pub id: Uuid,
    pub email_sealed: Vec<u8>,
    role: String,
    pub expires_at: i64,
}

impl OpenRow {
    /// What the invited person will be.
    pub fn role(&self) -> std::result::Result<Role, Error> {
        role(&self.role)
    }
}

/// A new invitation by an administrator; the address sealed already.
#[derive(Debug)]
pub struct NewInvitation<'a> {
    pub id: Uuid,
    pub token_hash: &'a str,
    pub email_index: &'a [u8],
    pub email_sealed: &'a [u8],
    pub role: Role,
    pub invited_by: Uuid,
    pub now: Instant,
    pub expires_at: Instant,
}

/// What the invited person typed; sealed already.
#[derive(Debug)]
pub struct Filled<'a> {
    pub email_index: &'a [u8],
    pub email_sealed: &'a [u8],
    pub name_sealed: &'a [u8],
    pub password_hash: &'a str,
    pub totp_sealed: &'a [u8],
}

/// Invites the first administrator in place of whoever was invited so before; `false` when there is an administrator.
pub async fn insert_first(tx: &mut Tx, id: Uuid, token_hash: &str, now: Instant, expires_at: Instant) -> Result<bool> {
    tx.execute(WITHDRAW_FIRST, params![now]).await?;
    Ok(tx.execute(INSERT_FIRST, params![id, token_hash, now, expires_at]).await? == 1)
}

/// Whoever presses a button twice does it within so many seconds.
const PRESSED_TWICE: i64 = 60;

/// Invites somebody; an earlier invitation of the same address ends. `false`, and nothing is written, when there is one that came in at
/// the same moment or is the same ([`is_repeated`]).
pub async fn insert(tx: &mut Tx, new: &NewInvitation<'_>) -> Result<bool> {
    let before = new.now.minus_seconds(PRESSED_TWICE);
    tx.execute(WITHDRAW_EMAIL, params![new.email_index, new.now, new.invited_by, new.role, before]).await?;
    let values =
        params![new.id, new.token_hash, new.email_index, new.email_sealed, new.role, new.invited_by, new.now, new.expires_at];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Whether the same administrator invited the same address to the same role within the last minute.
pub async fn is_repeated(tx: &mut Tx, new: &NewInvitation<'_>) -> Result<bool> {
    let before = new.now.minus_seconds(PRESSED_TWICE);
    let values = params![new.email_index, new.invited_by, new.role, before];
    let row: Option<(Uuid,)> = tx.fetch_optional(REPEATED, values).await?;
    Ok(row.is_some())
}

/// Ends an invitation; `false` when it had ended.
pub async fn withdraw(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    Ok(tx.execute(WITHDRAW, params![id, now]).await? == 1)
}

/// Ends what somebody sent who has no access any more.
pub async fn withdraw_by(tx: &mut Tx, staff: Uuid, now: Instant) -> Result<u64> {
    tx.execute(WITHDRAW_BY, params![staff, now]).await
}

/// The invitation of a link, unless whoever sent it is no administrator any more.
pub async fn of_token(db: &Db, token_hash: &str, now: Instant) -> Result<Option<InvitationRow>> {
    db.fetch_optional(BY_TOKEN, params![token_hash, now]).await
}

/// The invitation that this browser takes up, by the same rule.
pub async fn of_flow(db: &Db, flow_hash: &str, now: Instant) -> Result<Option<InvitationRow>> {
    db.fetch_optional(BY_FLOW, params![flow_hash, now]).await
}

/// Open ones that administrators sent, the newest first.
pub async fn list(db: &Db, now: Instant) -> Result<Vec<OpenRow>> {
    db.fetch_all(LIST, params![now]).await
}

/// Binds an invitation to a browser, which leaves any other; `false` when it has ended.
pub async fn enter(tx: &mut Tx, id: Uuid, flow_hash: &str, now: Instant) -> Result<bool> {
    tx.execute(LEAVE, params![flow_hash, id]).await?;
    Ok(tx.execute(ENTER, params![id, flow_hash, now]).await? == 1)
}

/// Keeps what was typed until the authenticator is confirmed; `false` when the invitation has ended or went to another browser.
pub async fn fill(tx: &mut Tx, id: Uuid, flow_hash: &str, filled: &Filled<'_>, now: Instant) -> Result<bool> {
    let values = params![
        id,
        flow_hash,
        filled.email_index,
        filled.email_sealed,
        filled.name_sealed,
        filled.password_hash,
        filled.totp_sealed,
        now
    ];
    Ok(tx.execute(FILL, values).await? == 1)
}

/// Uses an invitation up; of parallel uses one succeeds, and none when its sender is no administrator any more.
pub async fn accept(tx: &mut Tx, id: Uuid, flow_hash: &str, now: Instant) -> Result<bool> {
    Ok(tx.execute(ACCEPT, params![id, flow_hash, now]).await? == 1)
}

/// Ends what ran out and forgets, after a day, what ended: with it goes the key of whoever never came.
pub async fn maintain(tx: &mut Tx, now: Instant) -> Result<u64> {
    let day_ago = now.minus_seconds(86_400);
    let mut touched = tx.execute(EXPIRE, params![now]).await?;
    touched += tx.execute(PURGE_KEYS, params![day_ago]).await?;
    touched += tx.execute(PURGE, params![day_ago]).await?;
    Ok(touched)
}
