//! Suspension of an account: what a row means at a moment, and what may happen to it.

use crate::account::model::standing::Suspension;
use crate::kernel::instant::Instant;
use crate::kernel::word::words;

words! {
    /// An account's status as it stands in the table. Only an active one has sessions.
    pub enum Status {
        Active = "active",
        Suspended = "suspended",
        /// Its owner asked for its removal.
        Removing = "removing",
        /// Nothing of the person is left.
        Erased = "erased",
    }
}

/// How an account stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Active,
    /// Suspended; without an end until it is lifted.
    Suspended {
        reason: Suspension,
        until: Option<Instant>,
    },
    /// The suspension has run out and only has to be lifted.
    Lapsed,
    /// Its owner asked for its removal, and can take that back until then.
    Removing {
        cancel_until: Instant,
    },
}

impl Standing {
    /// A suspended account at a moment.
    #[must_use]
    pub fn suspended(reason: Suspension, until: Option<Instant>, now: Instant) -> Self {
        match until {
            Some(until) if until <= now => Standing::Lapsed,
            Some(_) | None => Standing::Suspended { reason, until },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What can happen to an account while the clock goes on, and sometimes back.
    #[derive(Clone, Copy, Debug)]
    enum Act {
        Suspend(Option<i64>),
        Lift,
        Pass(i64),
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![proptest::option::of(0_i64..1_000).prop_map(Act::Suspend), Just(Act::Lift), (-200_i64..600).prop_map(Act::Pass),]
    }

    proptest! {
        #[test]
        fn a_suspension_without_an_end_lasts_until_it_is_lifted_and_one_with_an_end_no_longer(
            acts in proptest::collection::vec(act(), 0..40),
        ) {
            let (mut status, mut until, mut clock) = (Status::Active, None, 0_i64);
            for act in acts {
                match act {
                    Act::Suspend(seconds) => {
                        status = Status::Suspended;
                        until = seconds.map(|seconds| Instant(clock + seconds));
                    }
                    Act::Lift => (status, until) = (Status::Active, None),
                    Act::Pass(passed) => clock += passed,
                }
                if status != Status::Suspended {
                    continue;
                }
                let over = until.is_some_and(|until| until.0 <= clock);
                let expected = if over { Standing::Lapsed } else { Standing::Suspended { reason: Suspension::Misuse, until } };
                prop_assert_eq!(Standing::suspended(Suspension::Misuse, until, Instant(clock)), expected);
            }
        }
    }
}
