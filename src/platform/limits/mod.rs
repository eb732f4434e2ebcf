//! Who may do how much: token buckets, the guard that locks after failures, the tries that both count, sources that try many accounts, and
//! budgets of an hour.
//!
//! Invariants: everything lives in the database, so every process counts alike and a restart forgets nothing. A limit is one
//! guarded upsert in the caller's transaction, never read-then-write: of many parallel requests exactly as many pass as the
//! rule allows. Whatever is a person's says so where it is declared ([`Whose`], [`tries::Counter`]) and goes with them. Keys made from personal data are hex of blind indexes (the caller's duty); nothing here can be turned back
//! into an address or a NIK.

mod bucket;
pub mod budget;
pub mod guard;
pub mod sources;
pub mod store;
#[cfg(test)]
mod tests;
pub mod tries;

pub use bucket::{RetryAfter, Rule, Whose, give_back, line_up, peek, take};

use crate::platform::Ctx;
use crate::platform::db::Result;

/// Guard rows that were not touched for this long are forgotten unless their route is closed.
const GUARD_KEPT_MS: i64 = 90 * 24 * 3_600_000;
/// Rows deleted in one transaction, so that no other writer waits long.
const BATCH: i64 = 1_000;

/// Deletes buckets that are full again and guards that were quiet for 90 days. Answers how many rows went.
pub async fn purge(ctx: &Ctx) -> Result<u64> {
    let now = ctx.now();
    let mut gone = 0;
    loop {
        let mut tx = ctx.db.begin().await?;
        let buckets = store::delete_full(&mut tx, now, BATCH).await?;
        let guards = store::delete_quiet(&mut tx, now.0 - GUARD_KEPT_MS, guard::CLOSED_AT, BATCH).await?;
        tx.commit().await?;
        gone += buckets + guards;
        if buckets + guards == 0 {
            return Ok(gone);
        }
    }
}
