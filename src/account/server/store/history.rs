//! SQL of devices, of the security history and of the links that disavow.

use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const LIVE: &str = "SELECT s.id, s.device_id, d.class, s.network, s.created_at, s.last_seen_at, d.trusted_until \
     FROM session s JOIN device d ON d.id = s.device_id \
     WHERE s.account_id = $1 AND s.revoked_at IS NULL AND s.absolute_expires_at > $2 AND s.last_seen_at > $3 \
     ORDER BY s.last_seen_at DESC LIMIT 20";
const TRUSTED: &str = "SELECT id, class, last_seen_at, trusted_until FROM device \
     WHERE account_id = $1 AND trusted_until > $2 ORDER BY last_seen_at DESC LIMIT 20";
const END_DEVICE: &str = "UPDATE session SET revoked_at = $3, revoked_because = 'ended_by_owner' \
     WHERE account_id = $1 AND device_id = $2 AND revoked_at IS NULL";
const DISTRUST: &str = "UPDATE device SET trusted_until = NULL WHERE account_id = $1 AND id = $2 RETURNING id";
const DISTRUST_OTHERS: &str =
    "UPDATE device SET trusted_until = NULL WHERE account_id = $1 AND id <> $2 AND trusted_until IS NOT NULL";
const CLASSES: &str = "SELECT id, class FROM device WHERE account_id = $1 ORDER BY last_seen_at DESC LIMIT 100";
const EVENTS: &str = "SELECT id, at, actor_ref, action, outcome, detail FROM audit_event \
     WHERE subject_ref = $1 AND id < $2 AND detail LIKE $3 ORDER BY id DESC LIMIT $4";
const EVENT: &str = "SELECT id, at, actor_ref, action, outcome, detail FROM audit_event WHERE subject_ref = $1 AND id = $2";
/// Codes that were right, or wrong to the last try.
const CODES: &str = "SELECT detail FROM audit_event WHERE subject_ref = $1 AND at >= $2 AND at <= $3 \
     AND action IN ('sign_in.code', 'sign_in.totp') AND outcome NOT IN ('wrong', 'dead') ORDER BY at DESC LIMIT 1000";
const DISAVOWAL_INSERT: &str = "INSERT INTO disavowal (id, token_hash, account_id, event, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const DISAVOWAL_FIND: &str =
    "SELECT account_id, event, created_at FROM disavowal WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
const DISAVOWAL_USE: &str = "UPDATE disavowal SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 \
     RETURNING account_id, event, created_at";
const DISAVOWAL_PURGE: &str = "DELETE FROM disavowal WHERE expires_at <= $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    LIVE,
    TRUSTED,
    END_DEVICE,
    DISTRUST,
    DISTRUST_OTHERS,
    CLASSES,
    EVENTS,
    EVENT,
    CODES,
    DISAVOWAL_INSERT,
    DISAVOWAL_FIND,
    DISAVOWAL_USE,
    DISAVOWAL_PURGE,
];

/// A session that is open now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LiveSession {
    pub id: Uuid,
    pub device_id: Uuid,
    pub class: String,
    pub network: Option<String>,
    pub created_at: i64,
    pub last_seen_at: i64,
    pub trusted_until: Option<i64>,
}

/// A device that skips the code.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TrustedDevice {
    pub id: Uuid,
    pub class: String,
    pub last_seen_at: i64,
    pub trusted_until: i64,
}

/// One event of a person's history.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HistoryRow {
    pub id: Uuid,
    pub at: i64,
    pub actor_ref: String,
    pub action: String,
    pub outcome: String,
    pub detail: String,
}

/// What a link disavows.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Disavowal {
    pub account_id: Uuid,
    pub event: String,
    pub created_at: i64,
}

/// The sessions that are open now, last used first. `idle_since` as for the look-up of a session.
pub async fn live_sessions(db: &Db, account: Uuid, now: Instant, idle_since: Instant) -> Result<Vec<LiveSession>> {
    db.fetch_all(LIVE, params![account, now, idle_since]).await
}

/// The devices that skip the code, last used first.
pub async fn trusted_devices(db: &Db, account: Uuid, now: Instant) -> Result<Vec<TrustedDevice>> {
    db.fetch_all(TRUSTED, params![account, now]).await
}

/// Ends what is open on a device of this account, and its trust. `false`: this account has no such device.
pub async fn end_device(tx: &mut Tx, account: Uuid, device: Uuid, now: Instant) -> Result<bool> {
    let known: Option<(Uuid,)> = tx.fetch_optional(DISTRUST, params![account, device]).await?;
    if known.is_some() {
        tx.execute(END_DEVICE, params![account, device, now]).await?;
    }
    Ok(known.is_some())
}

/// Ends the trust of every device but this one.
pub async fn distrust_others(tx: &mut Tx, account: Uuid, kept: Uuid) -> Result<u64> {
    tx.execute(DISTRUST_OTHERS, params![account, kept]).await
}

/// Ids and classes of the devices, last used first.
pub async fn device_classes(db: &Db, account: Uuid) -> Result<Vec<(Uuid, String)>> {
    db.fetch_all(CLASSES, params![account]).await
}

/// Events about a person before `before`, newest first; of one device those that name it. Ids are in the order of time.
pub async fn events(db: &Db, account: Uuid, before: Uuid, device: Option<Uuid>, limit: i64) -> Result<Vec<HistoryRow>> {
    let named = device.map_or_else(|| "%".to_owned(), |device| format!("%={}%", device.simple()));
    db.fetch_all(EVENTS, params![account.simple().to_string(), before, named, limit]).await
}

/// What explains the sign-ins of this time that came to the end of their codes.
pub async fn codes(db: &Db, account: Uuid, from: Instant, to: Instant) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.fetch_all(CODES, params![account.simple().to_string(), from, to]).await?;
    Ok(rows.into_iter().map(|(detail,)| detail).collect())
}

/// One event about this person; somebody else's is not there.
pub async fn event(db: &Db, account: Uuid, id: Uuid) -> Result<Option<HistoryRow>> {
    db.fetch_optional(EVENT, params![account.simple().to_string(), id]).await
}

/// Keeps a link by which the owner can say that it was somebody else.
pub async fn insert_disavowal(
    tx: &mut Tx,
    id: Uuid,
    token_hash: &str,
    account: Uuid,
    event: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<()> {
    tx.execute(DISAVOWAL_INSERT, params![id, token_hash, account, event, now, expires_at]).await?;
    Ok(())
}

/// What a link disavows; looking uses nothing up.
pub async fn disavowal(db: &Db, token_hash: &str, now: Instant) -> Result<Option<Disavowal>> {
    db.fetch_optional(DISAVOWAL_FIND, params![token_hash, now]).await
}

/// Uses a link, once.
pub async fn use_disavowal(tx: &mut Tx, token_hash: &str, now: Instant) -> Result<Option<Disavowal>> {
    tx.fetch_optional(DISAVOWAL_USE, params![token_hash, now]).await
}

/// Forgets links that ran out.
pub async fn purge_disavowals(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(DISAVOWAL_PURGE, params![now]).await
}
