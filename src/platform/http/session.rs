//! Sessions: 15 minutes idle (at most ten seconds more, see [`IDLE`]), 8 hours in all, five per account. Only the SHA-256 of the
//! cookie's token is stored; every request reads the row, so a revocation holds on every process at the next request.

use crate::kernel::instant::Instant;
use crate::kernel::token::Token;
use crate::params;
use crate::platform::crypt::token_hash;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::{Step, Table};
use crate::platform::{Ctx, Error};
use uuid::Uuid;

/// Seconds without a request that a session outlives for certain. `last_seen_at` is written every ten seconds at most, so it may lie
/// almost [`TOUCH_EVERY`] before the real last use; a session therefore ends when the column is [`IDLE_BY_ROW`] old, which is 15
/// minutes after the last use, or up to ten seconds later. The warning on the page counts from [`Session::idle_until`].
pub const IDLE: i64 = 15 * 60;
/// Seconds after which a session ends in any case.
pub const ABSOLUTE: i64 = 8 * 3600;
/// Seconds for which a proof of password and code opens what needs one (`docs/rules.md`, C20).
pub const FRESH: i64 = 5 * 60;
/// Sessions an account may have at a time; the oldest makes room.
pub const AT_MOST: i64 = 5;
/// `last_seen_at` is written at most once in so many seconds.
pub(super) const TOUCH_EVERY: i64 = 10;
/// Seconds that `last_seen_at` may be old before the session counts as idle.
const IDLE_BY_ROW: i64 = IDLE + TOUCH_EVERY;

/// A live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: Uuid,
    pub account: Uuid,
    pub device: Uuid,
    pub created_at: Instant,
    pub last_seen_at: Instant,
    pub ends_at: Instant,
    /// When password and code were last given in this session.
    pub proven_at: Option<Instant>,
}

impl Session {
    /// Whether password and code were given less than [`FRESH`] seconds ago.
    #[must_use]
    pub fn is_fresh(&self, now: Instant) -> bool {
        self.proven_at.is_some_and(|at| (0..FRESH).contains(&now.seconds_since(at)))
    }

    /// When it ends if nothing more happens; at least [`IDLE`] after the request that is being answered.
    #[must_use]
    pub fn idle_until(&self) -> Instant {
        Instant((self.last_seen_at.0 + IDLE_BY_ROW * 1000).min(self.ends_at.0))
    }
}

const FIND: &str = "SELECT s.id, s.account_id, s.device_id, s.created_at, s.last_seen_at, s.absolute_expires_at, s.proven_at \
     FROM session s JOIN account a ON a.id = s.account_id \
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.absolute_expires_at > $2 AND s.last_seen_at > $3 AND a.status = 'active'";
const TOUCH: &str = "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND revoked_at IS NULL AND last_seen_at <= $3";
const EXTEND: &str = "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND revoked_at IS NULL AND last_seen_at < $2";
const PROVE: &str = "UPDATE session SET proven_at = $2 WHERE id = $1 AND revoked_at IS NULL";
const RENEW: &str = "UPDATE session SET token_hash = $2 WHERE id = $1 AND revoked_at IS NULL";
const ENDED: &str = "SELECT s.account_id, s.device_id FROM session s JOIN account a ON a.id = s.account_id \
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND (s.absolute_expires_at <= $2 OR s.last_seen_at <= $3) AND a.status = 'active'";
const COUNT_LIVE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM session \
     WHERE account_id = $1 AND revoked_at IS NULL AND absolute_expires_at > $2 AND last_seen_at > $3";
const INSERT: &str = "INSERT INTO session (id, token_hash, account_id, device_id, created_at, last_seen_at, absolute_expires_at, proven_at, network) \
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)";
const INSERT_PAST: &str = "INSERT INTO session (id, token_hash, account_id, device_id, created_at, last_seen_at, absolute_expires_at, proven_at, \
       network, revoked_at, revoked_because) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $5, $8, $9, $10)";
const REVOKE: &str = "UPDATE session SET revoked_at = $2, revoked_because = $3 WHERE id = $1 AND revoked_at IS NULL";
const REVOKE_ALL: &str = "UPDATE session SET revoked_at = $2, revoked_because = $3 WHERE account_id = $1 AND revoked_at IS NULL";
const REVOKE_OTHERS: &str =
    "UPDATE session SET revoked_at = $3, revoked_because = $4 WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL";
/// Changes nothing and makes whoever opens another session of the account wait until this transaction ends.
const LINE_UP: &str = "UPDATE account SET status = status WHERE id = $1";
const REVOKE_OLDEST: &str = "UPDATE session SET revoked_at = $2, revoked_because = 'too_many' WHERE id IN ( \
       SELECT id FROM session WHERE account_id = $1 AND revoked_at IS NULL AND absolute_expires_at > $2 AND last_seen_at > $3 \
       ORDER BY created_at DESC, id DESC LIMIT 1000 OFFSET $4)";
const PURGE: &str = "DELETE FROM session WHERE absolute_expires_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    FIND,
    TOUCH,
    EXTEND,
    PROVE,
    RENEW,
    ENDED,
    COUNT_LIVE,
    INSERT,
    INSERT_PAST,
    REVOKE,
    REVOKE_ALL,
    REVOKE_OTHERS,
    LINE_UP,
    REVOKE_OLDEST,
    PURGE,
];

/// What becomes of the table when a person is erased.
pub const ERASURE: &[Table] = &[Table::erased("session", &[Step::Person("DELETE FROM session WHERE account_id = $1")])];

/// Id, account, device, opened, last seen, ends, proven.
type Row = (Uuid, Uuid, Uuid, i64, i64, i64, Option<i64>);

/// The live session that this cookie value stands for.
pub async fn find(db: &Db, now: Instant, token: &str) -> Result<Option<Session>> {
    let row: Option<Row> = db.fetch_optional(FIND, params![token_hash(token), now, idle_since(now)]).await?;
    Ok(row.map(|(id, account, device, created, seen, ends, proven)| Session {
        id,
        account,
        device,
        created_at: Instant(created),
        last_seen_at: Instant(seen),
        ends_at: Instant(ends),
        proven_at: proven.map(Instant),
    }))
}

/// Notes that the session is in use, at most every ten seconds. Answers whether it was written.
pub async fn touch(db: &Db, now: Instant, session: &Session) -> Result<bool> {
    touch_by(db, TOUCH, now, session.id, session.last_seen_at).await
}

/// The same of anybody's session, by the statement that notes it in their table.
pub(super) async fn touch_by(db: &Db, statement: &'static str, now: Instant, session: Uuid, last_seen_at: Instant) -> Result<bool> {
    let due = now.minus_seconds(TOUCH_EVERY);
    if last_seen_at > due {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    let touched = tx.execute(statement, params![session, now, due]).await?;
    tx.commit().await?;
    Ok(touched > 0)
}

/// Begins the idle period anew because the person asked for it.
pub async fn extend(db: &Db, now: Instant, session: Uuid) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(EXTEND, params![session, now]).await?;
    tx.commit().await
}

/// Notes that password and code were given in this session.
pub async fn prove(tx: &mut Tx, now: Instant, session: Uuid) -> Result<u64> {
    tx.execute(PROVE, params![session, now]).await
}

/// How a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Password and code were given for it just now.
    pub proven: bool,
    /// The beginning of the client's network address, for the owner's list of devices.
    pub network: String,
}

/// The last use before which a session has ended by itself.
#[must_use]
pub fn idle_since(now: Instant) -> Instant {
    now.minus_seconds(IDLE_BY_ROW)
}

/// Gives the session a new token, as every gain of privilege does (C18); the old one is dead from the commit on. `None` when the session
/// ended in the meantime.
pub async fn renew(tx: &mut Tx, ctx: &Ctx, session: Uuid) -> Result<Option<Token>> {
    let token = ctx.random.token();
    let renewed = tx.execute(RENEW, params![session, token_hash(&token.encode())]).await?;
    Ok((renewed == 1).then_some(token))
}

/// Account and device of the session that this cookie value stood for, if it ended by itself: idle or at its longest. One that was
/// signed out or revoked is nobody's any more.
pub async fn find_ended(db: &Db, now: Instant, token: &str) -> Result<Option<(Uuid, Uuid)>> {
    db.fetch_optional(ENDED, params![token_hash(token), now, idle_since(now)]).await
}

/// How many sessions of an account live.
pub async fn count_live(db: &Db, now: Instant, account: Uuid) -> Result<i64> {
    let (count,): (i64,) = db.fetch_one(COUNT_LIVE, params![account, now, idle_since(now)]).await?;
    Ok(count)
}

/// Opens a session in the caller's transaction and answers the cookie's value; the oldest beyond [`AT_MOST`] end.
pub async fn open(
    tx: &mut Tx,
    ctx: &Ctx,
    account: Uuid,
    device: Uuid,
    opening: Opening,
) -> std::result::Result<(Token, u64), Error> {
    let now = ctx.now();
    let token = ctx.random.token();
    let ends = Instant(now.0 + ABSOLUTE * 1000);
    let proven_at = opening.proven.then_some(now);
    let values = params![ctx.random.id(now), token_hash(&token.encode()), account, device, now, ends, proven_at, opening.network];
    // Of two that open at once neither would see the other's, and six would be left.
    tx.execute(LINE_UP, params![account]).await?;
    tx.execute(INSERT, values).await?;
    let dropped = tx.execute(REVOKE_OLDEST, params![account, now, idle_since(now), AT_MOST]).await?;
    Ok((token, dropped))
}

/// A session that is over, as generated data has them: opened with password and code, and nobody has its token.
#[derive(Debug)]
pub struct Past {
    pub id: Uuid,
    /// What a token would be stored as.
    pub token_hash: String,
    pub account: Uuid,
    pub device: Uuid,
    pub opened: Instant,
    pub last_seen: Instant,
    /// Ended by "Keluar", otherwise by itself.
    pub signed_out: bool,
    pub network: String,
}

/// Stores sessions that are over.
pub async fn insert_past(tx: &mut Tx, sessions: Vec<Past>) -> Result<()> {
    let row = |past: Past| {
        let ends = past.opened.plus_seconds(ABSOLUTE);
        let (revoked_at, because) = past.signed_out.then_some((past.last_seen, "signed_out")).unzip();
        params![
            past.id,
            past.token_hash,
            past.account,
            past.device,
            past.opened,
            past.last_seen,
            ends,
            past.network,
            revoked_at,
            because
        ]
        .to_vec()
    };
    tx.insert_all(INSERT_PAST, sessions.into_iter().map(row).collect()).await?;
    Ok(())
}

/// Ends one session.
pub async fn revoke(tx: &mut Tx, now: Instant, session: Uuid, because: &str) -> Result<u64> {
    tx.execute(REVOKE, params![session, now, because]).await
}

/// Ends every session of an account.
pub async fn revoke_all(tx: &mut Tx, now: Instant, account: Uuid, because: &str) -> Result<u64> {
    tx.execute(REVOKE_ALL, params![account, now, because]).await
}

/// Ends every session of an account but one.
pub async fn revoke_others(tx: &mut Tx, now: Instant, account: Uuid, keep: Uuid, because: &str) -> Result<u64> {
    tx.execute(REVOKE_OTHERS, params![account, keep, now, because]).await
}

/// Deletes sessions that ended more than 30 days ago.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(PURGE, params![Instant(now.0 - 30 * 86_400_000)]).await
}
