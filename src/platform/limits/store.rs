//! The statements of the limits. `arrival_at` of a bucket is when it will be full again; a marker row (`extra:…`) uses it as
//! the time until which it holds.

use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx, Val};
use crate::platform::erasure::{Step, Table};

const TAKE: &str = "INSERT INTO limit_bucket (name, arrival_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE
 SET arrival_at = CASE WHEN limit_bucket.arrival_at > $3 THEN limit_bucket.arrival_at + $4 ELSE excluded.arrival_at END
 WHERE limit_bucket.arrival_at <= $5 RETURNING arrival_at";
/// Changes nothing that counts, but keeps the row for the transaction.
const HOLD: &str =
    "INSERT INTO limit_bucket (name, arrival_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET arrival_at = excluded.arrival_at";
const ARRIVAL: &str = "SELECT arrival_at FROM limit_bucket WHERE name = $1";
const GIVE_BACK: &str = "UPDATE limit_bucket SET arrival_at = arrival_at - $3 WHERE name = $1 AND arrival_at > $2";
const MARK: &str = "INSERT INTO limit_bucket (name, arrival_at) VALUES ($1, $2)
 ON CONFLICT (name) DO UPDATE SET arrival_at = excluded.arrival_at WHERE limit_bucket.arrival_at < excluded.arrival_at";
const COUNT_BETWEEN: &str = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM limit_bucket
 WHERE name >= $1 AND name < $2 AND arrival_at > $3 LIMIT $4) AS live";
const HOLDING_BETWEEN: &str =
    "SELECT name, arrival_at FROM limit_bucket WHERE name >= $1 AND name < $2 AND arrival_at > $3 LIMIT $4";
const DELETE_FULL: &str =
    "DELETE FROM limit_bucket WHERE name IN (SELECT name FROM limit_bucket WHERE arrival_at <= $1 LIMIT $2) AND arrival_at <= $1";
const GUARD: &str = "SELECT failures, locks, locked_until FROM guard WHERE name = $1";
/// `failures` counts what was spent and `locked_until` says when the hour is over; whoever spends the last piece begins it anew.
const SPEND: &str = "INSERT INTO guard (name, failures, locks, locked_until, updated_at) VALUES ($1, 1, 0, $3, $2)
 ON CONFLICT (name) DO UPDATE
 SET failures = CASE WHEN guard.locked_until <= excluded.updated_at THEN 1 ELSE guard.failures + 1 END,
 locked_until = CASE WHEN guard.locked_until <= excluded.updated_at OR guard.failures + 1 >= $4 THEN excluded.locked_until
 ELSE guard.locked_until END, updated_at = excluded.updated_at
 WHERE guard.locked_until <= excluded.updated_at OR guard.failures < $4 RETURNING failures";
/// Changes nothing, but keeps the row for the transaction, so that what is written next rests on what was read.
const HOLD_GUARD: &str = "INSERT INTO guard (name, failures, locks, locked_until, updated_at) VALUES ($1, 0, 0, 0, $2)
 ON CONFLICT (name) DO UPDATE SET updated_at = guard.updated_at RETURNING failures, locks, locked_until";
const PUT_GUARD: &str = "UPDATE guard SET failures = $2, locks = $3, locked_until = $4, updated_at = $5 WHERE name = $1";
const CLEAR_GUARD: &str = "DELETE FROM guard WHERE name = $1";
/// As many as [`MANY`].
const CLEAR_GUARDS: &str = "DELETE FROM guard WHERE name IN
 ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
const DELETE_QUIET: &str =
    "DELETE FROM guard WHERE name IN (SELECT name FROM guard WHERE updated_at < $1 AND failures < $2 LIMIT $3)
 AND updated_at < $1";

/// Guards that one statement clears.
const MANY: usize = 20;

/// Every statement of this module, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    TAKE,
    HOLD,
    ARRIVAL,
    GIVE_BACK,
    MARK,
    COUNT_BETWEEN,
    HOLDING_BETWEEN,
    DELETE_FULL,
    GUARD,
    SPEND,
    HOLD_GUARD,
    PUT_GUARD,
    CLEAR_GUARD,
    CLEAR_GUARDS,
    DELETE_QUIET,
];

/// What becomes of the tables when a person is erased: what is theirs is named as [`super::Whose`] and [`super::tries::Counter`] say, and
/// beside it a source that failed on their address. ';' is the character after ':', so the ranges hold exactly what begins so.
pub const ERASURE: &[Table] = &[
    Table::erased(
        "limit_bucket",
        &[
            Step::Word(
                "DELETE FROM limit_bucket WHERE name >= 'person:' || CAST($1 AS TEXT) || ':' AND name < 'person:' || CAST($1 AS TEXT) || ';'",
            ),
            Step::Word(
                "DELETE FROM limit_bucket WHERE name >= 'distinct:' AND name < 'distinct;' AND name LIKE '%:' || CAST($1 AS TEXT)",
            ),
        ],
    ),
    Table::erased(
        "guard",
        &[Step::Word("DELETE FROM guard WHERE name IN ('account:' || CAST($1 AS TEXT), 'device:' || CAST($1 AS TEXT))")],
    ),
];

/// One row of `guard`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct GuardRow {
    pub failures: i64,
    pub locks: i64,
    pub locked_until: i64,
}

/// Whether the take passed.
pub async fn take(tx: &mut Tx, name: &str, now: i64, cost: i64, latest: i64) -> Result<bool> {
    let row: Option<(i64,)> = tx.fetch_optional(TAKE, params![name, now + cost, now, cost, latest]).await?;
    Ok(row.is_some())
}

/// Keeps a row that only serialises until the transaction ends.
pub async fn hold(tx: &mut Tx, name: &str, now: Instant) -> Result<()> {
    tx.execute(HOLD, params![name, now]).await?;
    Ok(())
}

pub async fn arrival(tx: &mut Tx, name: &str) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.fetch_optional(ARRIVAL, params![name]).await?;
    Ok(row.map(|(at,)| at))
}

/// [`arrival`] outside a transaction.
pub async fn arrival_now(db: &Db, name: &str) -> Result<Option<i64>> {
    let row: Option<(i64,)> = db.fetch_optional(ARRIVAL, params![name]).await?;
    Ok(row.map(|(at,)| at))
}

pub async fn give_back(tx: &mut Tx, name: &str, now: i64, cost: i64) -> Result<()> {
    tx.execute(GIVE_BACK, params![name, now, cost]).await?;
    Ok(())
}

/// Makes the row hold until `until`; never shortens it.
pub async fn mark(tx: &mut Tx, name: &str, until: i64) -> Result<()> {
    tx.execute(MARK, params![name, until]).await?;
    Ok(())
}

/// How many rows from `from` to below `below` still hold, counted up to `at_most`.
pub async fn count_between(tx: &mut Tx, from: &str, below: &str, now: Instant, at_most: i64) -> Result<i64> {
    let (count,): (i64,) = tx.fetch_one(COUNT_BETWEEN, params![from, below, now, at_most]).await?;
    Ok(count)
}

/// Names from `from` to below `below` that still hold, and until when; at most `at_most` of them.
pub async fn holding_between(db: &Db, from: &str, below: &str, now: Instant, at_most: i64) -> Result<Vec<(String, i64)>> {
    db.fetch_all(HOLDING_BETWEEN, params![from, below, now, at_most]).await
}

pub async fn delete_full(tx: &mut Tx, now: Instant, batch: i64) -> Result<u64> {
    tx.execute(DELETE_FULL, params![now, batch]).await
}

/// The guard, which nobody else changes until the transaction ends; a new one is all zero.
pub async fn hold_guard(tx: &mut Tx, name: &str, now: Instant) -> Result<GuardRow> {
    tx.fetch_one(HOLD_GUARD, params![name, now]).await
}

/// [`guard`] inside a transaction.
pub async fn guard_in(tx: &mut Tx, name: &str) -> Result<Option<GuardRow>> {
    tx.fetch_optional(GUARD, params![name]).await
}

/// How many pieces of the hour are spent with this one; nothing when there is none left.
pub async fn spend(tx: &mut Tx, name: &str, now: Instant, ends: Instant, budget: i64) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.fetch_optional(SPEND, params![name, now, ends, budget]).await?;
    Ok(row.map(|(spent,)| spent))
}

/// Writes a guard that is held; one that is all zero again is nobody's, so it goes.
pub async fn put_guard(tx: &mut Tx, name: &str, row: GuardRow, now: Instant) -> Result<()> {
    if row == GuardRow::default() {
        return clear_guard(tx, name).await;
    }
    tx.execute(PUT_GUARD, params![name, row.failures, row.locks, row.locked_until, now]).await?;
    Ok(())
}

pub async fn clear_guard(tx: &mut Tx, name: &str) -> Result<()> {
    tx.execute(CLEAR_GUARD, params![name]).await?;
    Ok(())
}

/// [`clear_guard`] for many.
pub async fn clear_guards(tx: &mut Tx, names: &[String]) -> Result<()> {
    for part in names.chunks(MANY) {
        // A last part that is shorter names some of its own again.
        let names: Vec<Val> = part.iter().cycle().take(MANY).map(Val::from).collect();
        tx.execute(CLEAR_GUARDS, &names).await?;
    }
    Ok(())
}

pub async fn delete_quiet(tx: &mut Tx, before: i64, closed_at: i64, batch: i64) -> Result<u64> {
    tx.execute(DELETE_QUIET, params![before, closed_at, batch]).await
}
