//! Sessions of staff, apart from the participants' in every way: a table and a cookie of their own, 10 minutes idle (at most ten seconds
//! more, see [`IDLE`]), 4 hours in all, one per person. Only the SHA-256 of the cookie's token is stored; every request reads the row
//! together with the person's role and state, so a revocation, a deactivation and a change of role hold on every process at the next
//! request.

use super::session::{TOUCH_EVERY, touch_by};
use crate::kernel::instant::Instant;
use crate::kernel::staff::Role;
use crate::kernel::token::Token;
use crate::params;
use crate::platform::crypt::token_hash;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::{Ctx, Error};
use uuid::Uuid;

/// Seconds without a request that a session outlives for certain (C19). `last_seen_at` is written every ten seconds at most, so it may
/// lie almost [`TOUCH_EVERY`] before the real last use; a session therefore ends when the column is [`IDLE_BY_ROW`] old, which is 10
/// minutes after the last use, or up to ten seconds later. The warning on the page counts from [`StaffSession::idle_until`].
pub const IDLE: i64 = 10 * 60;
/// Seconds after which a session ends in any case.
pub const ABSOLUTE: i64 = 4 * 3600;
/// Seconds for which a proof of password and authenticator value opens what needs one (`docs/rules.md`, C20).
pub const FRESH: i64 = 5 * 60;
/// Seconds that `last_seen_at` may be old before the session counts as idle.
const IDLE_BY_ROW: i64 = IDLE + TOUCH_EVERY;

/// A live session of a member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSession {
    pub id: Uuid,
    pub staff: Uuid,
    pub role: Role,
    pub created_at: Instant,
    pub last_seen_at: Instant,
    pub ends_at: Instant,
    /// When password and authenticator value were last given in this session.
    pub proven_at: Instant,
}

impl StaffSession {
    /// Whether password and authenticator value were given less than [`FRESH`] seconds ago.
    #[must_use]
    pub fn is_fresh(&self, now: Instant) -> bool {
        (0..FRESH).contains(&now.seconds_since(self.proven_at))
    }

    /// When it ends if nothing more happens; at least [`IDLE`] after the request that is being answered.
    #[must_use]
    pub fn idle_until(&self) -> Instant {
        Instant(self.last_seen_at.plus_seconds(IDLE_BY_ROW).0.min(self.ends_at.0))
    }
}

const FIND: &str = "SELECT s.id, s.staff_id, t.role, s.created_at, s.last_seen_at, s.absolute_expires_at, s.proven_at \
     FROM staff_session s JOIN staff t ON t.id = s.staff_id \
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.absolute_expires_at > $2 AND s.last_seen_at > $3 AND t.status = 'active'";
const ENDED: &str = "SELECT s.staff_id FROM staff_session s JOIN staff t ON t.id = s.staff_id \
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND (s.absolute_expires_at <= $2 OR s.last_seen_at <= $3) AND t.status = 'active'";
const TOUCH: &str = "UPDATE staff_session SET last_seen_at = $2 WHERE id = $1 AND revoked_at IS NULL AND last_seen_at <= $3";
const EXTEND: &str = "UPDATE staff_session SET last_seen_at = $2 WHERE id = $1 AND revoked_at IS NULL AND last_seen_at < $2";
const PROVE: &str = "UPDATE staff_session SET proven_at = $2, token_hash = $3 WHERE id = $1 AND revoked_at IS NULL";
const INSERT: &str = "INSERT INTO staff_session (id, token_hash, staff_id, class, network, created_at, last_seen_at, absolute_expires_at, \
       proven_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $6)";
const REVOKE: &str = "UPDATE staff_session SET revoked_at = $2, revoked_because = $3 WHERE id = $1 AND revoked_at IS NULL";
const REVOKE_ALL: &str =
    "UPDATE staff_session SET revoked_at = $2, revoked_because = $3 WHERE staff_id = $1 AND revoked_at IS NULL";
const PURGE: &str = "DELETE FROM staff_session WHERE absolute_expires_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[FIND, ENDED, TOUCH, EXTEND, PROVE, INSERT, REVOKE, REVOKE_ALL, PURGE];

/// Id, member of staff, role, opened, last seen, ends, proven.
type Row = (Uuid, Uuid, String, i64, i64, i64, i64);

/// The last use before which a session has ended by itself.
fn idle_since(now: Instant) -> Instant {
    now.minus_seconds(IDLE_BY_ROW)
}

/// The live session that this cookie value stands for.
pub async fn find(db: &Db, now: Instant, token: &str) -> Result<Option<StaffSession>> {
    let row: Option<Row> = db.fetch_optional(FIND, params![token_hash(token), now, idle_since(now)]).await?;
    // A role that this release does not know opens nothing.
    Ok(row.and_then(|(id, staff, role, created, seen, ends, proven)| {
        Some(StaffSession {
            id,
            staff,
            role: Role::parse(&role)?,
            created_at: Instant(created),
            last_seen_at: Instant(seen),
            ends_at: Instant(ends),
            proven_at: Instant(proven),
        })
    }))
}

/// Whose session this cookie value stood for, if it ended by itself. One that was signed out or revoked is nobody's any more.
pub async fn find_ended(db: &Db, now: Instant, token: &str) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = db.fetch_optional(ENDED, params![token_hash(token), now, idle_since(now)]).await?;
    Ok(row.map(|(staff,)| staff))
}

/// Notes that the session is in use, at most every ten seconds. Answers whether it was written.
pub async fn touch(db: &Db, now: Instant, session: &StaffSession) -> Result<bool> {
    touch_by(db, TOUCH, now, session.id, session.last_seen_at).await
}

/// Begins the idle period anew because the person asked for it.
pub async fn extend(db: &Db, now: Instant, session: Uuid) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(EXTEND, params![session, now]).await?;
    tx.commit().await
}

/// Notes that password and authenticator value were given in this session and gives it a new token, as every gain of privilege does
/// (C18); the old one is dead from the commit on. `None` when the session ended in the meantime.
pub async fn prove(tx: &mut Tx, ctx: &Ctx, session: Uuid) -> Result<Option<Token>> {
    let token = ctx.random.token();
    let proven = tx.execute(PROVE, params![session, ctx.now(), token_hash(&token.encode())]).await?;
    Ok((proven == 1).then_some(token))
}

/// Opens a session in the caller's transaction, right after password and authenticator value, and answers the cookie's value and how
/// many older sessions ended. `network` is the beginning of the client's address. The caller holds the person's row, so that of parallel
/// sign-ins each sees the one before.
pub async fn open(tx: &mut Tx, ctx: &Ctx, staff: Uuid, class: &str, network: &str) -> std::result::Result<(Token, u64), Error> {
    let now = ctx.now();
    let ended = tx.execute(REVOKE_ALL, params![staff, now, "replaced"]).await?;
    let token = ctx.random.token();
    let values = params![ctx.random.id(now), token_hash(&token.encode()), staff, class, network, now, now.plus_seconds(ABSOLUTE)];
    tx.execute(INSERT, values).await?;
    Ok((token, ended))
}

/// Ends one session.
pub async fn revoke(tx: &mut Tx, now: Instant, session: Uuid, because: &str) -> Result<u64> {
    tx.execute(REVOKE, params![session, now, because]).await
}

/// Ends every session of a member of staff.
pub async fn revoke_all(tx: &mut Tx, now: Instant, staff: Uuid, because: &str) -> Result<u64> {
    tx.execute(REVOKE_ALL, params![staff, now, because]).await
}

/// Deletes sessions that ended more than 30 days ago.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(PURGE, params![now.minus_seconds(30 * 86_400)]).await
}
