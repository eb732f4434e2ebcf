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

/// Sets a fact that still is `from`, or that is not known yet. Answers whether it was set; others who move it wait for this transaction.
pub async fn move_fact(tx: &mut Tx, name: &str, from: &str, to: &str) -> Result<bool> {
    let sql = "INSERT INTO fact (name, value) VALUES ($1, $3) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE fact.value = $2";
    Ok(tx.execute(sql, params![name, from, to]).await? == 1)
}

/// [`fact`] inside a transaction.
pub async fn fact_in(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.fetch_optional("SELECT value FROM fact WHERE name = $1", params![name]).await?;
    Ok(row.map(|(value,)| value))
}
