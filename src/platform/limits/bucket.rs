//! Token buckets by the generic cell rate algorithm: one row per bucket that says when it will be full again.
//!
//! Every rule says whose its buckets are ([`Whose`]), and that decides how their rows are named: what is a person's begins with the word
//! by which the person is found, so that an erasure takes all of it without knowing the rules.

use super::store;
use crate::kernel::instant::Instant;
use crate::platform::db::{Db, Result, Tx};

/// Whose the buckets of a rule are: what their keys name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An address of the network, as [`super::sources::source_key`] writes it.
    Source,
    /// A participant, or whoever may become one: an id as 32 hex digits (theirs, a device's), or the fingerprint of an address, a number or
    /// a NIK in hex. They go with the person.
    Person,
    /// A member of staff, or an invitation to become one.
    Staff,
}

/// `burst` takes at once, refilled evenly over `per` seconds.
///
/// Because the bucket refills while it is used, any window of `per` seconds lets at most `2 × burst − 1` through. A rule that
/// must hold for every window (codes sent per 15 minutes) counts its own rows instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Short snake-case word, a part of the bucket's name.
    pub name: &'static str,
    pub whose: Whose,
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
        match self.whose {
            Whose::Person => of_person(key, self.name),
            Whose::Source | Whose::Staff => format!("{}:{key}", self.name),
        }
    }

    /// How long until a bucket with this arrival time lets a take through; `None` when it does already.
    fn wait(self, now: Instant, arrival_at: i64) -> Option<RetryAfter> {
        let seconds = Instant(self.latest(now)).seconds_until(Instant(arrival_at));
        (seconds > 0).then_some(RetryAfter(seconds))
    }
}

/// The row of what is a person's; [`super::store::ERASURE`] deletes every row that begins like it.
fn of_person(word: &str, name: &str) -> String {
    format!("person:{word}:{name}")
}

/// Makes whoever lines up for the same person under the same name wait until this transaction ends.
pub async fn line_up(tx: &mut Tx, now: Instant, name: &str, person: &str) -> Result<()> {
    store::hold(tx, &of_person(person, name), now).await
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
            let rule = Rule { name: "uji", whose: Whose::Source, burst, per };
            let now = Instant(now);
            let full = now.0 + rule.cost_ms() * i64::from(burst);
            prop_assert_eq!(rule.wait(now, full - rule.cost_ms()), None);
            let wait = rule.wait(now, full).unwrap();
            prop_assert!(wait.0 >= 1 && wait.0 <= per.div_ceil(burst));
        }
    }
}
