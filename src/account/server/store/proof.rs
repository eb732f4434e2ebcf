//! SQL of fresh proof and of changing the password.

use crate::account::model::Channel;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const PUT: &str = "INSERT INTO fresh_proof (session_id, target, channel, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (session_id) DO UPDATE SET target = excluded.target, channel = excluded.channel, created_at = excluded.created_at, \
       expires_at = excluded.expires_at";
const FIND: &str = "SELECT target, channel, expires_at FROM fresh_proof WHERE session_id = $1 AND expires_at > $2";
const CHANNEL: &str = "UPDATE fresh_proof SET channel = $2 WHERE session_id = $1";
const DONE: &str = "DELETE FROM fresh_proof WHERE session_id = $1";
const PURGE: &str = "DELETE FROM fresh_proof WHERE expires_at <= $1";
/// Only while the old one stands, so that of parallel changes one succeeds.
const PASSWORD_CHANGE: &str = "UPDATE account SET password_hash = $3, password_changed_at = $4, updated_at = $4 \
     WHERE id = $1 AND password_hash = $2 AND status = 'active'";
const DISTRUST_OTHERS: &str =
    "UPDATE device SET trusted_until = NULL WHERE account_id = $1 AND id <> $2 AND trusted_until IS NOT NULL";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[PUT, FIND, CHANNEL, DONE, PURGE, PASSWORD_CHANGE, DISTRUST_OTHERS];

/// The password was right in this session; the code comes next. Beginning again replaces what was begun.
pub async fn begin(tx: &mut Tx, session: Uuid, target: Route, channel: Channel, now: Instant, expires_at: Instant) -> Result<()> {
    tx.execute(PUT, params![session, target.path(), channel, now, expires_at]).await?;
    Ok(())
}

/// Target, channel and end of what was begun in this session.
pub async fn begun(db: &Db, session: Uuid, now: Instant) -> std::result::Result<Option<(String, Channel, i64)>, Error> {
    let row: Option<(String, String, i64)> = db.fetch_optional(FIND, params![session, now]).await?;
    let Some((target, channel, until)) = row else { return Ok(None) };
    let channel = Channel::parse(&channel).ok_or(Error::Corrupt("fresh_proof.channel"))?;
    Ok(Some((target, channel, until)))
}

/// Sends the next code by another channel.
pub async fn set_channel(tx: &mut Tx, session: Uuid, channel: Channel) -> Result<u64> {
    tx.execute(CHANNEL, params![session, channel]).await
}

/// The code was right, or the password is no longer the same.
pub async fn end(tx: &mut Tx, session: Uuid) -> Result<u64> {
    tx.execute(DONE, params![session]).await
}

/// Forgets what was not finished.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(PURGE, params![now]).await
}

/// Replaces a password that is still the one that was checked; zero rows when it is not.
pub async fn change_password(tx: &mut Tx, account: Uuid, old_hash: &str, new_hash: &str, now: Instant) -> Result<u64> {
    tx.execute(PASSWORD_CHANGE, params![account, old_hash, new_hash, now]).await
}

/// Takes trust from every device but one.
pub async fn distrust_others(tx: &mut Tx, account: Uuid, keep: Uuid) -> Result<u64> {
    tx.execute(DISTRUST_OTHERS, params![account, keep]).await
}
