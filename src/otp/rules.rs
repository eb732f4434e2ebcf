//! When a code may be sent, how long it lives, and what a try does to it: pure decisions (`docs/rules.md`, C10–C14).

use crate::kernel::instant::Instant;
use crate::kernel::word::words;

/// Tries per code.
pub const MAX_ATTEMPTS: i64 = 5;
/// Wrong tries per subject in 24 hours over all its codes; a resend never refills it, only a new password does, at sign-in and fresh proof.
pub const GUESSES_PER_DAY: i64 = 30;
/// Seconds until the next code may be asked for.
pub const RESEND_AFTER: i64 = 60;
/// Seconds of the day that limits look back on.
pub const DAY: i64 = 86_400;

words! {
    /// What a code is for. The words are part of the auditors' views.
    pub enum Purpose {
        Register = "register",
        SignIn = "sign_in",
        Phone = "phone",
        Email = "email",
        FreshProof = "fresh_proof",
        Recovery = "recovery",
    }
}

impl Purpose {
    /// Seconds a code lives.
    #[must_use]
    pub const fn life(self) -> i64 {
        match self {
            Purpose::Register => 600,
            Purpose::SignIn | Purpose::Phone | Purpose::Email | Purpose::FreshProof | Purpose::Recovery => 300,
        }
    }
}

/// A code that was sent to a destination before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    pub at: Instant,
    pub verified: bool,
    /// For the purpose that is asked for now, and not from before the password was replaced, where that begins anew.
    pub alike: bool,
}

/// Whether one more code may go to a destination, given what went there in the last 24 hours, newest first. Codes that were verified
/// count only towards the 30 a day: whoever proves to be there may come again at once. So do codes for another purpose: a stranger who
/// registers somebody's address must not keep its owner from signing in, nor learn from a wait that the owner just did. So do codes from
/// before the password was replaced: whoever knew the old one must not keep the owner out with them.
///
/// # Errors
/// Seconds until it may.
pub fn may_send(history: &[Sent], now: Instant) -> Result<(), u32> {
    let open = |window: i64| history.iter().filter(move |sent| sent.alike && !sent.verified && now.seconds_since(sent.at) < window);
    // (how many unverified codes, within how many seconds)
    let windows = [(1, RESEND_AFTER), (3, 900), (6, DAY)];
    let waits = windows.into_iter().filter_map(|(most, window)| {
        // Room is made when the oldest of the newest `most` leaves the window.
        open(window).nth(most - 1).map(|sent| sent.at.plus_seconds(window))
    });
    let any = history.iter().filter(|sent| now.seconds_since(sent.at) < DAY).nth(29).map(|sent| sent.at.plus_seconds(DAY));
    match waits.chain(any).max() {
        Some(until) if until > now => Err(now.seconds_until(until)),
        _ => Ok(()),
    }
}

words! {
    /// The state of a code as it stands in the table. The words are part of the auditors' views.
    pub enum CodeState {
        Live = "live",
        Verified = "verified",
        Superseded = "superseded",
        Expired = "expired",
        Exhausted = "exhausted",
        Cancelled = "cancelled",
    }
}

/// The state of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Live { attempts: i64 },
    Verified,
    Superseded,
    Expired,
    Exhausted,
    Cancelled,
}

/// What can happen to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Right,
    Wrong,
    Superseded,
    Cancelled,
    /// The job that clears up comes by.
    Swept,
}

/// The next state. The statements in `store.rs` do the same in guarded updates; a test holds the two together.
///
/// Time alone is no event: a code that is over takes no try, and the first one, or the job, ends it for good, so that setting the clock
/// back brings none to life again. What ends it otherwise gives the end its name, also past its time.
#[must_use]
pub fn step(state: State, event: Event, now: Instant, expires: Instant) -> State {
    let State::Live { attempts } = state else { return state };
    match event {
        Event::Superseded => State::Superseded,
        Event::Cancelled => State::Cancelled,
        _ if now >= expires => State::Expired,
        Event::Swept => state,
        Event::Right => State::Verified,
        Event::Wrong if attempts + 1 >= MAX_ATTEMPTS => State::Exhausted,
        Event::Wrong => State::Live { attempts: attempts + 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1000)
    }

    fn sent(seconds: i64) -> Sent {
        Sent { at: at(seconds), verified: false, alike: true }
    }

    #[test]
    fn a_code_may_be_asked_for_again_after_sixty_seconds() {
        let sent = [sent(0)];
        assert_eq!(may_send(&sent, at(59)), Err(1));
        assert_eq!(may_send(&sent, at(60)), Ok(()));
    }

    #[test]
    fn the_fourth_unverified_code_waits_until_a_quarter_of_an_hour_is_over() {
        let sent = [200, 100, 0].map(sent);
        assert_eq!(may_send(&sent, at(400)), Err(500));
        assert_eq!(may_send(&sent, at(900)), Ok(()));
    }

    #[test]
    fn a_verified_code_does_not_make_the_next_one_wait() {
        assert_eq!(may_send(&[Sent { verified: true, ..sent(0) }], at(1)), Ok(()));
    }

    #[test]
    fn a_code_for_another_purpose_does_not_make_the_next_one_wait_until_there_are_thirty() {
        let other = |seconds| Sent { alike: false, ..sent(seconds) };
        assert_eq!(may_send(&[other(0)], at(1)), Ok(()));
        let many: Vec<Sent> = (0..30).rev().map(other).collect();
        assert_eq!(may_send(&many[1..], at(30)), Ok(()));
        assert_eq!(may_send(&many, at(30)), Err(u32::try_from(DAY).unwrap() - 30));
    }

    fn event() -> impl Strategy<Value = (Event, i64)> {
        let ends = prop_oneof![Just(Event::Superseded), Just(Event::Cancelled), Just(Event::Swept)];
        // The clock may also be set back, beyond the code's time.
        (prop_oneof![4 => Just(Event::Wrong), 2 => Just(Event::Right), 1 => ends], -400_i64..400)
    }

    proptest! {
        #[test]
        fn whatever_happens_an_end_is_final_and_five_wrong_tries_end_it(events in proptest::collection::vec(event(), 0..40)) {
            let (mut state, mut clock, mut wrong) = (State::Live { attempts: 0 }, 0, 0);
            let expires = at(300);
            for (event, passed) in events {
                clock += passed;
                let before = state;
                state = step(state, event, at(clock), expires);
                if !matches!(before, State::Live { .. }) {
                    prop_assert_eq!(before, state);
                } else if matches!(event, Event::Right | Event::Wrong) && at(clock) >= expires {
                    prop_assert_eq!(state, State::Expired, "a late try is the last");
                } else if event == Event::Wrong {
                    wrong += 1;
                }
                if state == State::Verified && before != State::Verified {
                    prop_assert!(at(clock) < expires);
                    prop_assert!(wrong < MAX_ATTEMPTS);
                }
            }
            prop_assert!(wrong <= MAX_ATTEMPTS);
        }

        #[test]
        fn never_more_than_six_unverified_codes_a_day(asks in proptest::collection::vec(0_i64..4000, 0..120)) {
            let (mut history, mut clock) = (Vec::new(), 0);
            for passed in asks {
                clock += passed;
                if may_send(&history, at(clock)).is_ok() {
                    history.insert(0, sent(clock));
                }
            }
            for sent in &history {
                let within = |window| history.iter().filter(|other| (0..window).contains(&sent.at.seconds_since(other.at))).count();
                prop_assert!(within(DAY) <= 6);
                prop_assert!(within(900) <= 3);
                prop_assert!(within(RESEND_AFTER) <= 1);
            }
        }
    }
}
