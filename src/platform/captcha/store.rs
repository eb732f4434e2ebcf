//! Rows of `spent`.

use super::Spent;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::Table;

/// Every statement of this module, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[INSERT, PURGE];

/// What becomes of the table when a person is erased.
pub const ERASURE: &[Table] = &[Table::kept("spent", "hashes of captchas, which belong to no person; half an hour")];

const INSERT: &str = "INSERT INTO spent (token_hash, expires_at) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING";
const PURGE: &str = "DELETE FROM spent WHERE expires_at <= $1";

/// Stores a challenge as spent; answers false if it was already.
pub(super) async fn insert(tx: &mut Tx, spent: &Spent) -> Result<bool> {
    Ok(tx.execute(INSERT, params![spent.hash.as_str(), spent.expires_at]).await? == 1)
}

/// Forgets challenges that nobody could use any more; answers how many.
pub async fn purge(db: &Db, now: Instant) -> Result<u64> {
    let mut tx = db.begin().await?;
    let gone = tx.execute(PURGE, params![now]).await?;
    tx.commit().await?;
    Ok(gone)
}
