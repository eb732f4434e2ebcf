//! SQL of the authenticator app and of the way the second step is asked for.

use crate::account::model::Channel;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

/// Of parallel starts the last one stands.
const SETUP_PUT: &str = "INSERT INTO totp_setup (account_id, id, session_id, secret_sealed, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, session_id = excluded.session_id, \
       secret_sealed = excluded.secret_sealed, created_at = excluded.created_at, expires_at = excluded.expires_at";
const SETUP_FIND: &str =
    "SELECT id, secret_sealed, expires_at FROM totp_setup WHERE account_id = $1 AND session_id = $2 AND expires_at > $3";
const SETUP_TAKE: &str = "DELETE FROM totp_setup WHERE account_id = $1 AND id = $2 AND session_id = $3 AND expires_at > $4";
const SETUP_END: &str = "DELETE FROM totp_setup WHERE account_id = $1";
const SETUP_PURGE: &str = "DELETE FROM totp_setup WHERE expires_at <= $1";
const ON: &str =
    "UPDATE account SET totp_sealed = $2, totp_since = $3, totp_step = $4, second_step = 'app', updated_at = $3 WHERE id = $1";
const OFF: &str = "UPDATE account SET totp_sealed = NULL, totp_since = NULL, totp_step = NULL, second_step = 'code', updated_at = $2 \
     WHERE id = $1 AND totp_sealed IS NOT NULL";
/// Steps only rise, and only for the key that was checked: of parallel uses of one value one succeeds, and what was used stays used
/// whatever the clock does.
const USE_STEP: &str =
    "UPDATE account SET totp_step = $3 WHERE id = $1 AND totp_sealed = $2 AND (totp_step IS NULL OR totp_step < $3)";
/// Only ways that are open: the app has a key, the number is verified.
const CHOOSE_APP: &str = "UPDATE account SET second_step = 'app', updated_at = $2 WHERE id = $1 AND totp_sealed IS NOT NULL";
const CHOOSE_CODE: &str = "UPDATE account SET second_step = 'code', code_channel = $2, updated_at = $3 \
     WHERE id = $1 AND ($2 = 'email' OR phone_verified_at IS NOT NULL)";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] =
    &[SETUP_PUT, SETUP_FIND, SETUP_TAKE, SETUP_END, SETUP_PURGE, ON, OFF, USE_STEP, CHOOSE_APP, CHOOSE_CODE];

/// An app that is being set up.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SetupRow {
    pub id: Uuid,
    pub secret_sealed: Vec<u8>,
    pub expires_at: i64,
}

/// Begins setting an app up, in place of what was begun before.
pub async fn begin(
    tx: &mut Tx,
    account: Uuid,
    id: Uuid,
    session: Uuid,
    secret_sealed: Vec<u8>,
    now: Instant,
    expires_at: Instant,
) -> Result<()> {
    tx.execute(SETUP_PUT, params![account, id, session, secret_sealed, now, expires_at]).await?;
    Ok(())
}

/// What this session has begun.
pub async fn begun(db: &Db, account: Uuid, session: Uuid, now: Instant) -> Result<Option<SetupRow>> {
    db.fetch_optional(SETUP_FIND, params![account, session, now]).await
}

/// Takes what was begun, once; zero rows when another request was first.
pub async fn take(tx: &mut Tx, account: Uuid, id: Uuid, session: Uuid, now: Instant) -> Result<u64> {
    tx.execute(SETUP_TAKE, params![account, id, session, now]).await
}

/// Gives up whatever was begun.
pub async fn end(tx: &mut Tx, account: Uuid) -> Result<u64> {
    tx.execute(SETUP_END, params![account]).await
}

/// Forgets what was not finished.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(SETUP_PURGE, params![now]).await
}

/// The app belongs to the account from now on, and sign-in asks for it first. `step` is that of the value that confirmed it.
pub async fn switch_on(tx: &mut Tx, account: Uuid, sealed: Vec<u8>, step: i64, now: Instant) -> Result<u64> {
    tx.execute(ON, params![account, sealed, now, step]).await
}

/// The app no longer belongs to the account; zero rows when it did not.
pub async fn switch_off(tx: &mut Tx, account: Uuid, now: Instant) -> Result<u64> {
    tx.execute(OFF, params![account, now]).await
}

/// Uses a step up for the key it was checked with; zero rows when it, or a later one, is used already.
pub async fn use_step(tx: &mut Tx, account: Uuid, sealed: &[u8], step: i64) -> Result<u64> {
    tx.execute(USE_STEP, params![account, sealed, step]).await
}

/// Sign-in asks for the app first; zero rows without one.
pub async fn choose_app(tx: &mut Tx, account: Uuid, now: Instant) -> Result<u64> {
    tx.execute(CHOOSE_APP, params![account, now]).await
}

/// Sign-in sends a code first, by this channel; zero rows for SMS to a number that is not verified.
pub async fn choose_code(tx: &mut Tx, account: Uuid, channel: Channel, now: Instant) -> Result<u64> {
    tx.execute(CHOOSE_CODE, params![account, channel, now]).await
}
