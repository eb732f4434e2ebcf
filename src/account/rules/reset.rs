//! A reset link as a state machine: one use within a quarter of an hour, and only while it is the newest (`docs/rules.md`, C17).

use crate::kernel::instant::Instant;

/// Where a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Works until then.
    Live { until: Instant },
    /// A password was chosen with it.
    Used,
    /// A newer link took its place, or the password was changed on another way.
    Revoked,
}

/// What can happen to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A new password is chosen with it.
    Use,
    /// A newer one is sent.
    Revoke,
}

/// The next state. Opening the link is no event: it consumes nothing. The guarded updates in the store do the same; a test holds the two
/// together.
#[must_use]
pub fn step(state: State, event: Event, now: Instant) -> State {
    match (state, event) {
        (State::Live { until }, Event::Use) if now < until => State::Used,
        (State::Live { .. }, Event::Revoke) => State::Revoked,
        (state, _) => state,
    }
}

/// Whether the link opens anything.
#[must_use]
pub fn works(state: State, now: Instant) -> bool {
    matches!(state, State::Live { until } if now < until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::rules::RESET_LIFE;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1000)
    }

    fn event() -> impl Strategy<Value = (Event, i64)> {
        // The clock may also be set back.
        (prop_oneof![3 => Just(Event::Use), 1 => Just(Event::Revoke)], -600_i64..1_200)
    }

    proptest! {
        #[test]
        fn whatever_happens_a_link_is_used_at_most_once_and_in_time(events in proptest::collection::vec(event(), 0..30)) {
            let (mut state, mut clock, mut used) = (State::Live { until: at(RESET_LIFE) }, 0, 0);
            for (event, passed) in events {
                clock += passed;
                let (before, worked) = (state, works(state, at(clock)));
                state = step(state, event, at(clock));
                if before != State::Used && state == State::Used {
                    prop_assert!(worked && clock < RESET_LIFE);
                    used += 1;
                }
                if !matches!(before, State::Live { .. }) {
                    prop_assert_eq!(before, state, "an end is final");
                }
                prop_assert_eq!(step(state, event, at(clock)), state, "twice is like once");
            }
            prop_assert!(used <= 1);
        }
    }
}
