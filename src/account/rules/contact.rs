//! A change of phone number or e-mail as a state machine: begun with fresh proof, confirmed by a code to the new place; a change of
//! e-mail can be taken back from the old address for a while (`docs/rules.md`, C23).

use crate::kernel::instant::Instant;
use crate::kernel::word::words;

/// Seconds a change waits for its code.
pub const CHANGE_LIFE: i64 = 30 * 60;
/// Seconds for which the old address can take a change of e-mail back.
pub const UNDO_LIFE: i64 = 10 * 86_400;

words! {
    /// What changes.
    pub enum Kind {
        Phone = "phone",
        Email = "email",
    }
}

impl Kind {
    /// Seconds for which the change can be taken back once it holds. A number has nobody at its old end who could be asked.
    #[must_use]
    pub const fn undo_life(self) -> i64 {
        match self {
            Kind::Phone => 0,
            Kind::Email => UNDO_LIFE,
        }
    }
}

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the code until then.
    Open { until: Instant },
    /// Holds; may be taken back until then.
    Confirmed { undo_until: Instant },
    /// Given up, or replaced by another change.
    Cancelled,
    /// Taken back.
    Undone,
}

/// What can happen to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The right code.
    Confirm,
    /// The person gives up, or begins another change of the same kind.
    Cancel,
    /// The old address takes it back.
    Undo,
}

/// The next state. A change whose time is over is as good as given up: nothing confirms it any more. The guarded updates in the store do
/// the same; a test holds the two together.
#[must_use]
pub fn step(kind: Kind, state: State, event: Event, now: Instant) -> State {
    match (state, event) {
        (State::Open { until }, Event::Confirm) if now < until => {
            State::Confirmed { undo_until: now.plus_seconds(kind.undo_life()) }
        }
        (State::Open { .. }, Event::Cancel) => State::Cancelled,
        // Also while the clock is set back.
        (State::Confirmed { undo_until }, Event::Undo) if kind.undo_life() > 0 && now < undo_until => State::Undone,
        (state, _) => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1000)
    }

    #[test]
    fn a_change_of_number_cannot_be_taken_back_and_one_of_address_for_ten_days() {
        let open = State::Open { until: at(CHANGE_LIFE) };
        let phone = step(Kind::Phone, open, Event::Confirm, at(1));
        assert_eq!(step(Kind::Phone, phone, Event::Undo, at(1)), phone);
        assert_eq!(step(Kind::Phone, phone, Event::Undo, at(0)), phone, "nor when the clock is set back");
        let email = step(Kind::Email, open, Event::Confirm, at(0));
        assert_eq!(step(Kind::Email, email, Event::Undo, at(UNDO_LIFE - 1)), State::Undone);
        assert_eq!(step(Kind::Email, email, Event::Undo, at(UNDO_LIFE)), email);
    }

    fn event() -> impl Strategy<Value = (Event, i64)> {
        // The clock may also be set back.
        (prop_oneof![Just(Event::Confirm), Just(Event::Cancel), Just(Event::Undo)], -600_i64..90_000)
    }

    fn kind() -> impl Strategy<Value = Kind> {
        prop_oneof![Just(Kind::Phone), Just(Kind::Email)]
    }

    proptest! {
        #[test]
        fn pressing_twice_does_what_pressing_once_does(kind in kind(), events in proptest::collection::vec(event(), 0..20)) {
            let (mut state, mut clock) = (State::Open { until: at(CHANGE_LIFE) }, 0);
            for (event, passed) in events {
                clock += passed;
                state = step(kind, state, event, at(clock));
                prop_assert_eq!(step(kind, state, event, at(clock)), state);
            }
        }

        #[test]
        fn whatever_happens_a_change_holds_at_most_once_and_ends_for_good(
            kind in kind(),
            events in proptest::collection::vec(event(), 0..40),
        ) {
            let (mut state, mut clock, mut confirmed) = (State::Open { until: at(CHANGE_LIFE) }, 0, 0);
            for (event, passed) in events {
                clock += passed;
                let before = state;
                state = step(kind, state, event, at(clock));
                match (before, state) {
                    (State::Open { until }, State::Confirmed { .. }) => {
                        prop_assert!(at(clock) < until);
                        confirmed += 1;
                    }
                    (State::Confirmed { undo_until }, State::Undone) => {
                        prop_assert_eq!(kind, Kind::Email, "a number is never taken back");
                        prop_assert!(at(clock) < undo_until);
                    }
                    (State::Open { .. }, State::Cancelled) => {}
                    _ => prop_assert_eq!(before, state),
                }
            }
            prop_assert!(confirmed <= 1);
        }
    }
}
