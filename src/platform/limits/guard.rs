//! Locks after consecutive failures (`docs/rules.md`, C7), so that guessing takes years, and keeps the owner's known device apart
//! from strangers (C8): each has a guard of its own, named by its [`super::tries::Counter`].
//!
//! Five consecutive failures lock for 15 minutes, the next five for 30, then always for an hour; 50 close the route until a
//! reset. Only success or a reset clears the count. During a lock nothing is tried, so nothing is counted. Staff have no reset, so theirs
//! never close ([`attempt_of_staff`]): every five lock for an hour, for as long as somebody goes on.
//!
//! A try counts as a failure before it is judged ([`attempt`]), so that of many at once no more are looked at than of many in a row;
//! the right one clears the count, and one that was not looked at after all is given back.

use super::store::{self, GuardRow};
use crate::kernel::instant::Instant;
use crate::platform::db::{Result, Tx};

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

/// What happens to a guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody wants to try.
    Attempt,
    /// The same at a guard of staff, which never closes.
    StaffAttempt,
    /// A try that was let through was not made.
    GivenBack,
    /// A try was right, or the password was replaced.
    Cleared,
}

/// What a failure leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    None,
    /// Locked from now on for so many milliseconds.
    For(i64),
    Closed,
}

/// The rule: `failures` in a row including this one, `locks` imposed before.
fn lock_for(failures: i64, locks: i64) -> Lock {
    if failures >= CLOSED_AT {
        Lock::Closed
    } else if failures >= PER_LOCK.saturating_mul(locks.saturating_add(1)) {
        let doublings = locks.clamp(0, 2);
        Lock::For((FIRST_LOCK_MS << doublings).min(LONGEST_LOCK_MS))
    } else {
        Lock::None
    }
}

/// How a guard stands; a name never seen has the row that is all zero.
#[must_use]
pub fn state(row: GuardRow, now: Instant) -> State {
    if row.failures >= CLOSED_AT {
        State::Closed
    } else if row.locked_until > now.0 {
        State::Locked { until: Instant(row.locked_until) }
    } else {
        State::Open
    }
}

/// What an event makes of a guard. Everything that is stored went through here.
#[must_use]
pub fn step(row: GuardRow, event: Event, now: Instant) -> GuardRow {
    match event {
        Event::Attempt | Event::StaffAttempt if state(row, now) == State::Open => {
            let failures = row.failures + 1;
            match lock_for(failures, row.locks) {
                Lock::For(ms) => GuardRow { failures, locks: row.locks + 1, locked_until: now.0 + ms },
                // Stands as after the lock before, so that the next five come here again.
                Lock::Closed if event == Event::StaffAttempt => {
                    GuardRow { failures: failures - PER_LOCK, locked_until: now.0 + LONGEST_LOCK_MS, ..row }
                }
                Lock::None | Lock::Closed => GuardRow { failures, ..row },
            }
        }
        Event::Attempt | Event::StaffAttempt => row,
        Event::GivenBack => {
            let failures = (row.failures - 1).max(0);
            // A lock that so few failures do not lead to was imposed for this try or for one beside it.
            if failures < PER_LOCK.saturating_mul(row.locks) {
                GuardRow { failures, locks: row.locks - 1, locked_until: 0 }
            } else {
                GuardRow { failures, ..row }
            }
        }
        Event::Cleared => GuardRow::default(),
    }
}

/// Asks whether a try may be made, and counts it as a failure at once if so. Answers the state that the try met: only when that is
/// [`State::Open`] it may be made. The one that reaches a lock still may; the lock is there for the next. Of many at once, on however many
/// processes, as many are let through as the rule allows: the row is the caller's until its transaction ends.
pub async fn attempt(tx: &mut Tx, now: Instant, name: &str) -> Result<State> {
    attempt_as(tx, Event::Attempt, now, name).await
}

/// [`attempt`] at a guard of staff: it locks as others do and never closes, because nothing could open it again.
pub async fn attempt_of_staff(tx: &mut Tx, now: Instant, name: &str) -> Result<State> {
    attempt_as(tx, Event::StaffAttempt, now, name).await
}

async fn attempt_as(tx: &mut Tx, event: Event, now: Instant, name: &str) -> Result<State> {
    let row = store::hold_guard(tx, name, now).await?;
    let met = state(row, now);
    if met == State::Open {
        store::put_guard(tx, name, step(row, event, now), now).await?;
    }
    Ok(met)
}

/// Takes an [`attempt`] back that was let through and not made.
pub async fn give_back(tx: &mut Tx, now: Instant, name: &str) -> Result<()> {
    let row = store::hold_guard(tx, name, now).await?;
    store::put_guard(tx, name, step(row, Event::GivenBack, now), now).await
}

/// Forgets all failures: after a success, and after a reset.
pub async fn clear(tx: &mut Tx, name: &str) -> Result<()> {
    store::clear_guard(tx, name).await
}

/// [`clear`] for many.
pub(super) async fn clear_all(tx: &mut Tx, names: &[String]) -> Result<()> {
    store::clear_guards(tx, names).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::TestCaseResult;

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

    /// What happens, and how far the clock goes before it or is set back. The weights are those of a try that turns out right, of one that
    /// is given back and of a wrong one.
    fn acts_with(attempt: Event, weights: [u32; 3], most: usize) -> impl Strategy<Value = Vec<(Event, i64)>> {
        let [right, given_back, wrong] = weights;
        let event = prop_oneof![
            right => Just(Event::Cleared),
            given_back => Just(Event::GivenBack),
            wrong => Just(attempt),
        ];
        proptest::collection::vec((event, -2_000_000_i64..4_000_000), 0..most)
    }

    /// Lets it happen to a guard and holds the guard to the rule; one of staff never closes.
    fn play(acts: Vec<(Event, i64)>, closes: bool) -> TestCaseResult {
        let (mut row, mut now, mut tries) = (GuardRow::default(), Instant(1_750_000_000_000), 0_i64);
        for (event, passed) in acts {
            now = Instant(now.0 + passed);
            let (met, next) = (state(row, now), step(row, event, now));
            match event {
                Event::Cleared => tries = 0,
                Event::GivenBack => tries = (tries - 1).max(0),
                Event::Attempt | Event::StaffAttempt if met == State::Open => {
                    tries += 1;
                    prop_assert_eq!(state(next, now) != State::Open, tries % PER_LOCK == 0);
                    if let State::Locked { until } = state(next, now) {
                        let lock = until.0 - now.0;
                        prop_assert!((FIRST_LOCK_MS..=LONGEST_LOCK_MS).contains(&lock));
                        prop_assert!(tries < 3 * PER_LOCK || lock == LONGEST_LOCK_MS);
                    }
                    // What is counted of staff goes round below the number that closes.
                    tries = if tries == CLOSED_AT && !closes { CLOSED_AT - PER_LOCK } else { tries };
                }
                Event::Attempt | Event::StaffAttempt => prop_assert_eq!(next, row, "nothing is tried"),
            }
            row = next;
            // Whatever else stands in the row follows from how many tries were let through.
            prop_assert_eq!((row.failures, row.locks), (tries, (tries / PER_LOCK).min(CLOSED_AT / PER_LOCK - 1)));
            prop_assert_eq!(state(row, now) == State::Closed, tries == CLOSED_AT);
            prop_assert!(tries <= CLOSED_AT);
        }
        Ok(())
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
        fn whatever_happens_five_tries_pass_between_two_locks_and_fifty_in_all(acts in acts_with(Event::Attempt, [1, 5, 34], 300)) {
            play(acts, true)?;
        }

        #[test]
        fn whatever_happens_a_guard_of_staff_locks_after_five_tries_and_never_closes(acts in acts_with(Event::StaffAttempt, [1, 3, 56], 400)) {
            play(acts, false)?;
        }

        #[test]
        fn a_try_that_is_given_back_leaves_no_trace(failures in 0i64..50, now in 0i64..1_000_000) {
            let (open, now) = (GuardRow { failures, locks: failures / PER_LOCK, locked_until: 0 }, Instant(now));
            prop_assert_eq!(step(step(open, Event::Attempt, now), Event::GivenBack, now), open);
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
            prop_assert_eq!(state(GuardRow { failures, locks: 0, locked_until: until }, Instant(now)), expected);
        }
    }
}
