//! Rows of `person_key`.

use super::Wrapped;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::Table;
use uuid::Uuid;

/// Every statement of this module, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[INSERT, SELECT, SELECT_OLDER, UPDATE, DELETE];

/// What becomes of the table when a person is erased.
pub const ERASURE: &[Table] =
    &[Table::by_code("person_key", "destroyed last, by `erasure::erase`, so that nothing sealed can be read again")];

const INSERT: &str = "INSERT INTO person_key (person_id, master_id, wrapped, created_at) VALUES ($1, $2, $3, $4)";
const SELECT: &str = "SELECT master_id, wrapped FROM person_key WHERE person_id = $1";
const SELECT_OLDER: &str =
    "SELECT person_id, master_id, wrapped FROM person_key WHERE master_id < $1 ORDER BY master_id, person_id LIMIT $2";
const UPDATE: &str = "UPDATE person_key SET master_id = $1, wrapped = $2 WHERE person_id = $3 AND master_id = $4";
const DELETE: &str = "DELETE FROM person_key WHERE person_id = $1";

/// Stores the key of a new person.
pub(super) async fn put_person_key(tx: &mut Tx, person: Uuid, wrapped: &Wrapped, now: Instant) -> Result<()> {
    tx.execute(INSERT, params![person, wrapped.master_id, &wrapped.bytes, now]).await?;
    Ok(())
}

/// Stores the keys of many new persons.
pub(super) async fn put_person_keys(tx: &mut Tx, keys: &[(Uuid, Wrapped)], now: Instant) -> Result<()> {
    let row = |(person, wrapped): &(Uuid, Wrapped)| params![*person, wrapped.master_id, &wrapped.bytes, now].to_vec();
    tx.insert_all(INSERT, keys.iter().map(row).collect()).await?;
    Ok(())
}

/// The key of a person, unless it was destroyed.
pub(super) async fn person_key(db: &Db, person: Uuid) -> Result<Option<Wrapped>> {
    Ok(db.fetch_optional(SELECT, params![person]).await?.map(wrapped))
}

/// The same within a transaction.
pub(super) async fn person_key_in(tx: &mut Tx, person: Uuid) -> Result<Option<Wrapped>> {
    Ok(tx.fetch_optional(SELECT, params![person]).await?.map(wrapped))
}

/// Some of the keys that an older master key wraps.
pub(super) async fn wrapped_before(tx: &mut Tx, master_id: i64, limit: i64) -> Result<Vec<(Uuid, Wrapped)>> {
    let rows: Vec<(Uuid, i64, Vec<u8>)> = tx.fetch_all(SELECT_OLDER, params![master_id, limit]).await?;
    Ok(rows.into_iter().map(|(person, master_id, bytes)| (person, wrapped((master_id, bytes)))).collect())
}

/// Replaces a wrapped key, unless somebody else did since it was read; answers whether it was replaced.
pub(super) async fn replace_person_key(tx: &mut Tx, person: Uuid, was: i64, now: &Wrapped) -> Result<bool> {
    Ok(tx.execute(UPDATE, params![now.master_id, &now.bytes, person, was]).await? == 1)
}

/// Destroys a person's key; answers whether there was one.
pub(super) async fn delete_person_key(tx: &mut Tx, person: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, params![person]).await? == 1)
}

fn wrapped((master_id, bytes): (i64, Vec<u8>)) -> Wrapped {
    Wrapped { master_id, bytes }
}
