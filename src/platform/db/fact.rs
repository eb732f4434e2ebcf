//! Facts about the installation, one row each (`fact` table).

use super::{Db, Result, Tx};
use crate::params;

/// The value of a fact, if it is known.
pub async fn fact(db: &Db, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db.fetch_optional("SELECT value FROM fact WHERE name = $1", params![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Sets a fact.
pub async fn put_fact(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![name, value],
    )
    .await?;
    Ok(())
}

/// [`fact`] inside a transaction.
pub async fn fact_in(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.fetch_optional("SELECT value FROM fact WHERE name = $1", params![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Sets a fact if it still says `from` (`None`: if nobody knows it). Answers whether it was set.
pub async fn move_fact(tx: &mut Tx, name: &str, from: Option<&str>, to: &str) -> Result<bool> {
    let moved = match from {
        None => {
            tx.execute("INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", params![name, to]).await?
        }
        Some(from) => tx.execute("UPDATE fact SET value = $3 WHERE name = $1 AND value = $2", params![name, from, to]).await?,
    };
    Ok(moved == 1)
}
