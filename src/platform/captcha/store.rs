//! Rows of `spent`.

use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::Table;

/// Every statement of this module, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[INSERT, HOLDS, PURGE];

/// What becomes of the table when a person is erased.
pub const ERASURE: &[Table] =
    &[Table::kept("spent", "hashes of captchas and of what they paid for, which nobody can be found by; half an hour")];

const INSERT: &str = "INSERT INTO spent (token_hash, expires_at) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING";
const HOLDS: &str = "SELECT token_hash FROM spent WHERE token_hash = $1";
const PURGE: &str = "DELETE FROM spent WHERE expires_at <= $1";

/// Stores a hash; answers false if it was there already.
pub(super) async fn insert(tx: &mut Tx, hash: &str, expires_at: Instant) -> Result<bool> {
    Ok(tx.execute(INSERT, params![hash, expires_at]).await? == 1)
}

/// Whether a hash is there.
pub(super) async fn holds(tx: &mut Tx, hash: &str) -> Result<bool> {
    let row: Option<(String,)> = tx.fetch_optional(HOLDS, params![hash]).await?;
    Ok(row.is_some())
}

/// Forgets challenges that nobody could use any more; answers how many.
pub async fn purge(db: &Db, now: Instant) -> Result<u64> {
    let mut tx = db.begin().await?;
    let gone = tx.execute(PURGE, params![now]).await?;
    tx.commit().await?;
    Ok(gone)
}
