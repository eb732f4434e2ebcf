//! "Hapus Akun" as a state machine: asked for, taken back within a day, or erased after it (`docs/rules.md`, C24).

use crate::kernel::instant::Instant;
use crate::kernel::word::words;

/// Seconds for which the owner can take the request back.
pub const CANCEL_LIFE: i64 = 24 * 3600;
/// Seconds after the request by which the person is erased. The job looks every minute, so it is hours early.
pub const ERASE_LIFE: i64 = 72 * 3600;
/// The word that is typed, in capitals or not; the same in both languages, because it stands on the page.
pub const WORD: &str = "HAPUS";

/// Whether this is the word.
#[must_use]
pub fn is_word(typed: &str) -> bool {
    typed.trim().eq_ignore_ascii_case(WORD)
}

words! {
    /// Where a request stands in the table.
    pub enum RequestState {
        Requested = "requested",
        Cancelled = "cancelled",
        /// Carried out.
        Erased = "erased",
    }
}

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In use.
    Active,
    /// Asked for: nobody gets in, and the owner can take it back until then.
    Requested { cancel_until: Instant },
    /// Nothing of the person is left.
    Erased,
}

/// What can happen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The owner asks for it.
    Request,
    /// The owner takes it back by the link.
    Cancel,
    /// The job comes by.
    Erase,
}

/// The next state. The guarded updates in the store do the same; a test holds the two together.
#[must_use]
pub fn step(state: State, event: Event, now: Instant) -> State {
    match (state, event) {
        (State::Active, Event::Request) => State::Requested { cancel_until: now.plus_seconds(CANCEL_LIFE) },
        (State::Requested { cancel_until }, Event::Cancel) if now < cancel_until => State::Active,
        (State::Requested { cancel_until }, Event::Erase) if now >= cancel_until => State::Erased,
        (state, _) => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AT: Instant = Instant(1_790_000_000_000);

    #[test]
    fn the_word_may_be_typed_in_any_case_and_nothing_else_counts() {
        for typed in ["HAPUS", "hapus", " Hapus\t"] {
            assert!(is_word(typed), "{typed}");
        }
        for typed in ["", "HAPUS AKUN", "HAPU", "DELETE", "H A P U S"] {
            assert!(!is_word(typed), "{typed}");
        }
    }

    #[test]
    fn it_can_be_taken_back_for_a_day_to_the_second_and_is_erased_from_then_on() {
        let asked = step(State::Active, Event::Request, AT);
        let (last, over) = (AT.plus_seconds(CANCEL_LIFE - 1), AT.plus_seconds(CANCEL_LIFE));
        assert_eq!(step(asked, Event::Cancel, last), State::Active);
        assert_eq!(step(asked, Event::Cancel, over), asked);
        assert_eq!(step(asked, Event::Erase, last), asked);
        assert_eq!(step(asked, Event::Erase, over), State::Erased);
        const { assert!(CANCEL_LIFE < ERASE_LIFE) };
    }

    /// An event, how often it is submitted at once, and how far the clock goes before it; sometimes back.
    fn event() -> impl Strategy<Value = (Event, usize, i64)> {
        (prop_oneof![Just(Event::Request), Just(Event::Cancel), Just(Event::Erase)], 1_usize..4, -7_200_i64..50_000)
    }

    proptest! {
        #[test]
        fn whatever_happens_nobody_is_erased_within_the_day_or_without_asking_and_the_end_is_final(
            events in proptest::collection::vec(event(), 0..60),
        ) {
            let (mut state, mut clock, mut asked_at) = (State::Active, AT, None);
            for (event, times, passed) in events {
                clock = clock.plus_seconds(passed);
                let before = state;
                state = step(state, event, clock);
                match (before, state) {
                    (State::Active, State::Requested { cancel_until }) => {
                        prop_assert_eq!(event, Event::Request);
                        prop_assert_eq!(cancel_until, clock.plus_seconds(CANCEL_LIFE));
                        asked_at = Some(clock);
                    }
                    (State::Requested { cancel_until }, State::Active) => {
                        prop_assert_eq!(event, Event::Cancel);
                        prop_assert!(clock < cancel_until);
                        asked_at = None;
                    }
                    (State::Requested { cancel_until }, State::Erased) => {
                        prop_assert_eq!(event, Event::Erase);
                        prop_assert!(clock >= cancel_until && clock >= asked_at.unwrap().plus_seconds(CANCEL_LIFE));
                    }
                    _ => prop_assert_eq!(before, state),
                }
                // Submitted again at the same moment it changes nothing more, unless it undoes what another event did.
                for _ in 1..times {
                    prop_assert_eq!(step(state, event, clock), state);
                }
            }
        }

        #[test]
        fn once_asked_for_the_day_and_the_job_end_it_whatever_was_submitted_again(again in 0_usize..5, late in 0_i64..200_000) {
            let mut state = step(State::Active, Event::Request, AT);
            for _ in 0..again {
                state = step(state, Event::Request, AT.plus_seconds(late));
            }
            prop_assert_eq!(step(state, Event::Erase, AT.plus_seconds(CANCEL_LIFE)), State::Erased);
        }
    }
}
