//! Locks after consecutive failures (C7), so that guessing a password takes years, and keeps the owner's known device apart
//! from strangers (C8): each has a guard of its own, named `account:<hex>` or `device:<hex>`;
//! of staff `staff:<hex>`, `staff_device:<hex>` and, for the authenticator, `staff_code:<id>`.
//!
//! Five consecutive failures lock for 15 minutes, the next five for 30, then always for an hour; 50 close the route until a
//! reset. Only success or a reset clears the count. During a lock nothing is tried, so nothing is counted.

use super::store;
use crate::kernel::instant::Instant;
use crate::platform::db::{Db, Result, Tx};

/// Failures in a row before each lock.
const PER_LOCK: i64 = 5;
/// Failures in a row that close the route.
pub(super) const CLOSED_AT: i64 = 50;
const FIRST_LOCK_MS: i64 = 15 * 60_000;
const LONGEST_LOCK_MS: i64 = 60 * 60_000;
/// `Retry-After` of a route that is closed, in seconds: no wait opens it, so nobody should ask again sooner than after the longest lock.
pub const CLOSED_RETRY: u32 = 3_600;

/// Whether the guarded route may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Locked {
        until: Instant,
    },
    /// Closed until [`clear`]; the way back is a password reset.
    Closed,
}

/// What a failure leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    None,
    /// Locked from now on for so many milliseconds.
    For(i64),
    Closed,
}

/// The rule: `failures` in a row including this one, `locks` imposed before.
#[must_use]
pub fn lock_for(failures: i64, locks: i64) -> Lock {
    if failures >= CLOSED_AT {
        Lock::Closed
    } else if failures >= PER_LOCK.saturating_mul(locks.saturating_add(1)) {
        let doublings = locks.clamp(0, 2);
        Lock::For((FIRST_LOCK_MS << doublings).min(LONGEST_LOCK_MS))
    } else {
        Lock::None
    }
}

fn state(now: Instant, failures: i64, locked_until: i64) -> State {
    if failures >= CLOSED_AT {
        State::Closed
    } else if locked_until > now.0 {
        State::Locked { until: Instant(locked_until) }
    } else {
        State::Open
    }
}

/// The state of a guard; a name never seen is open.
pub async fn check(db: &Db, now: Instant, name: &str) -> Result<State> {
    let row = store::guard(db, name).await?;
    Ok(row.map_or(State::Open, |row| state(now, row.failures, row.locked_until)))
}

/// [`check`] inside a transaction.
pub async fn check_in(tx: &mut Tx, now: Instant, name: &str) -> Result<State> {
    let row = store::guard_in(tx, name).await?;
    Ok(row.map_or(State::Open, |row| state(now, row.failures, row.locked_until)))
}

/// Counts one failure and answers the state after it. Parallel failures are all counted.
pub async fn fail(tx: &mut Tx, now: Instant, name: &str) -> Result<State> {
    let row = store::count_failure(tx, name, now).await?;
    let locked_until = match lock_for(row.failures, row.locks) {
        Lock::For(ms) => {
            store::lock(tx, name, now.0 + ms).await?;
            now.0 + ms
        }
        Lock::None | Lock::Closed => row.locked_until,
    };
    Ok(state(now, row.failures, locked_until))
}

/// Forgets all failures: after a success, and after a reset.
pub async fn clear(tx: &mut Tx, name: &str) -> Result<()> {
    store::clear_guard(tx, name).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The locks, in minutes, that `failures` in a row lead to.
    fn history(failures: i64) -> Vec<i64> {
        let mut locks = Vec::new();
        for failure in 1..=failures {
            match lock_for(failure, i64::try_from(locks.len()).unwrap()) {
                Lock::None => {}
                Lock::For(ms) => locks.push(ms / 60_000),
                Lock::Closed => break,
            }
        }
        locks
    }

    #[test]
    fn locks_double_to_an_hour_and_fifty_failures_close() {
        assert_eq!(history(4), Vec::<i64>::new());
        assert_eq!(history(5), [15]);
        assert_eq!(history(9), [15]);
        assert_eq!(history(49), [15, 30, 60, 60, 60, 60, 60, 60, 60]);
        assert_eq!(lock_for(49, 9), Lock::None);
        assert_eq!(lock_for(50, 9), Lock::Closed);
        assert_eq!(i64::from(CLOSED_RETRY) * 1_000, LONGEST_LOCK_MS);
    }

    proptest! {
        #[test]
        fn more_failures_never_help(failures in 0i64..200, locks in 0i64..60) {
            let rank = |lock| match lock { Lock::None => 0, Lock::For(_) => 1, Lock::Closed => 2 };
            prop_assert!(rank(lock_for(failures + 1, locks)) >= rank(lock_for(failures, locks)));
            prop_assert_eq!(lock_for(failures, locks) == Lock::Closed, failures >= CLOSED_AT);
        }

        #[test]
        fn a_lock_is_a_quarter_of_an_hour_to_an_hour(failures in 0i64..50, locks in 0i64..i64::MAX) {
            if let Lock::For(ms) = lock_for(failures, locks) {
                prop_assert!((FIRST_LOCK_MS..=LONGEST_LOCK_MS).contains(&ms));
                prop_assert!(failures >= PER_LOCK);
            }
        }

        #[test]
        fn no_more_than_five_failures_pass_between_locks(locks in 0i64..9) {
            prop_assert!(lock_for(PER_LOCK * (locks + 1), locks) != Lock::None);
            prop_assert_eq!(lock_for(PER_LOCK * (locks + 1) - 1, locks), Lock::None);
        }

        #[test]
        fn whatever_happens_five_tries_pass_between_two_locks_and_fifty_in_all(
            // A wrong try, a right one, and how far the clock goes or is set back.
            acts in proptest::collection::vec((0_u8..30, -2_000_000_i64..4_000_000), 0..300),
        ) {
            let (mut failures, mut locks, mut until, mut clock) = (0_i64, 0_i64, 0_i64, 0_i64);
            let (mut since_lock, mut since_right) = (0, 0);
            for (act, passed) in acts {
                clock += passed;
                if state(Instant(clock), failures, until) != State::Open {
                    continue;
                }
                if act == 0 {
                    (failures, locks, until, since_lock, since_right) = (0, 0, 0, 0, 0);
                    continue;
                }
                failures += 1;
                since_lock += 1;
                since_right += 1;
                match lock_for(failures, locks) {
                    Lock::For(ms) => (locks, until, since_lock) = (locks + 1, clock + ms, 0),
                    Lock::Closed => since_lock = 0,
                    Lock::None => {}
                }
                prop_assert!(since_lock < PER_LOCK && since_right <= CLOSED_AT);
            }
        }

        #[test]
        fn a_guard_is_locked_up_to_its_instant(now in 0i64..1_000_000, until in 0i64..1_000_000, failures in 0i64..60) {
            let expected = if failures >= CLOSED_AT {
                State::Closed
            } else if now < until {
                State::Locked { until: Instant(until) }
            } else {
                State::Open
            };
            prop_assert_eq!(state(Instant(now), failures, until), expected);
        }
    }
}
