//! Token buckets by the generic cell rate algorithm: one row per bucket that says when it will be full again.

use super::store;
use crate::kernel::instant::Instant;
use crate::platform::db::{Db, Result, Tx};

/// `burst` takes at once, refilled evenly over `per` seconds.
///
/// Because the bucket refills while it is used, any window of `per` seconds lets at most `2 × burst − 1` through. A rule that
/// must hold for every window (codes sent per 15 minutes) counts its own rows instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Short snake-case word; the first part of the bucket's name.
    pub name: &'static str,
    pub burst: u32,
    /// Seconds until an empty bucket is full again.
    pub per: u32,
}

impl Rule {
    /// Milliseconds that one take costs.
    fn cost_ms(self) -> i64 {
        (i64::from(self.per) * 1_000 / i64::from(self.burst.max(1))).max(1)
    }

    /// The latest arrival time at which a take at `now` still passes.
    fn latest(self, now: Instant) -> i64 {
        now.0 + self.cost_ms() * (i64::from(self.burst.max(1)) - 1)
    }

    fn bucket(self, key: &str) -> String {
        format!("{}:{key}", self.name)
    }

    /// How long until a bucket with this arrival time lets a take through; `None` when it does already.
    fn wait(self, now: Instant, arrival_at: i64) -> Option<RetryAfter> {
        let seconds = Instant(self.latest(now)).seconds_until(Instant(arrival_at));
        (seconds > 0).then_some(RetryAfter(seconds))
    }
}

/// Whole seconds until a take can pass, at least 1; the value of `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RetryAfter(pub u32);

/// Takes one token. A refused take costs nothing.
pub async fn take(tx: &mut Tx, now: Instant, rule: Rule, key: &str) -> Result<std::result::Result<(), RetryAfter>> {
    let name = rule.bucket(key);
    if store::take(tx, &name, now.0, rule.cost_ms(), rule.latest(now)).await? {
        return Ok(Ok(()));
    }
    let arrival_at = store::arrival(tx, &name).await?.unwrap_or(now.0);
    Ok(Err(rule.wait(now, arrival_at).unwrap_or(RetryAfter(1))))
}

/// Whether a take would pass now, without taking.
pub async fn peek(db: &Db, now: Instant, rule: Rule, key: &str) -> Result<std::result::Result<(), RetryAfter>> {
    let arrival_at = store::arrival_now(db, &rule.bucket(key)).await?;
    Ok(arrival_at.and_then(|at| rule.wait(now, at)).map_or(Ok(()), Err))
}

/// Returns a token that was taken for something that turned out not to count.
pub async fn give_back(tx: &mut Tx, now: Instant, rule: Rule, key: &str) -> Result<()> {
    store::give_back(tx, &rule.bucket(key), now.0, rule.cost_ms()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_bucket_holds_exactly_its_burst(burst in 1u32..5_000, per in 1u32..100_000, now in 0i64..4_000_000_000_000) {
            prop_assume!(u64::from(per) * 1_000 >= u64::from(burst));
            let rule = Rule { name: "uji", burst, per };
            let now = Instant(now);
            let full = now.0 + rule.cost_ms() * i64::from(burst);
            prop_assert_eq!(rule.wait(now, full - rule.cost_ms()), None);
            let wait = rule.wait(now, full).unwrap();
            prop_assert!(wait.0 >= 1 && wait.0 <= per.div_ceil(burst));
        }
    }
}
