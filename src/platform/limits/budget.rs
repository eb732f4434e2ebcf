//! A budget for an hour: what costs money for each piece stops for an hour when it is gone (`docs/rules.md`, C13). One row of `guard`
//! for each budget, which only counts and has nothing to do with anybody's password.

use super::{RetryAfter, store};
use crate::kernel::instant::Instant;
use crate::platform::db::{Result, Tx};

const HOUR: i64 = 3_600;

/// Spends one piece of `budget`, which is at least 1. The hour begins with its first piece, and anew with its last, so that
/// nothing goes out for an hour after it. Answers whether this was the last. A refused piece writes nothing.
pub async fn spend(tx: &mut Tx, now: Instant, name: &str, budget: u32) -> Result<std::result::Result<bool, RetryAfter>> {
    let budget = i64::from(budget);
    if let Some(spent) = store::spend(tx, name, now, now.plus_seconds(HOUR), budget).await? {
        return Ok(Ok(spent >= budget));
    }
    let row = store::guard_in(tx, name).await?;
    let ends = row.map_or(now, |row| Instant(row.locked_until));
    Ok(Err(RetryAfter(now.seconds_until(ends).max(1))))
}

/// How long until a piece can be spent; `None` when one can now.
pub async fn gone(tx: &mut Tx, now: Instant, name: &str, budget: u32) -> Result<Option<RetryAfter>> {
    let row = store::guard_in(tx, name).await?;
    let closed = row.filter(|row| row.locked_until > now.0 && row.failures >= i64::from(budget));
    Ok(closed.map(|row| RetryAfter(now.seconds_until(Instant(row.locked_until)))))
}
