//! Suspension of an account: what a row means at a moment, and what may happen to it.

use crate::kernel::instant::Instant;
use serde::{Deserialize, Serialize};

/// Why an account is suspended. The names stand in the table and in the audit trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspension {
    /// Something about the account is being looked into.
    Review,
    /// Data of the account are not true.
    FalseData,
    /// The account was used against the programme's rules.
    Misuse,
    /// The owner asked for it, for example because the phone was stolen.
    OwnerAsked,
}

impl Suspension {
    pub const ALL: [Suspension; 4] = [Suspension::Review, Suspension::FalseData, Suspension::Misuse, Suspension::OwnerAsked];

    /// The name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Suspension::Review => "review",
            Suspension::FalseData => "false_data",
            Suspension::Misuse => "misuse",
            Suspension::OwnerAsked => "owner_asked",
        }
    }

    /// Reads [`Suspension::name`].
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Suspension::ALL.into_iter().find(|reason| reason.name() == name)
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
    /// Reads a row. A reason nobody knows counts as one that is being looked into, so that it never opens an account.
    #[must_use]
    pub fn of(status: &str, reason: Option<&str>, until: Option<Instant>, now: Instant) -> Self {
        if status != "suspended" {
            return Standing::Active;
        }
        match until {
            Some(until) if until <= now => Standing::Lapsed,
            _ => Standing::Suspended { reason: reason.and_then(Suspension::parse).unwrap_or(Suspension::Review), until },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_reason_survives_the_table() {
        for reason in Suspension::ALL {
            assert_eq!(Suspension::parse(reason.name()), Some(reason));
        }
        assert_eq!(Suspension::parse("other"), None);
    }

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
            let (mut status, mut until, mut clock) = ("active", None, 0_i64);
            for act in acts {
                match act {
                    Act::Suspend(seconds) => {
                        status = "suspended";
                        until = seconds.map(|seconds| Instant(clock + seconds));
                    }
                    Act::Lift => (status, until) = ("active", None),
                    Act::Pass(passed) => clock += passed,
                }
                let standing = Standing::of(status, Some("misuse"), until, Instant(clock));
                let over = until.is_some_and(|until| until.0 <= clock);
                match standing {
                    Standing::Active => prop_assert_eq!(status, "active"),
                    Standing::Lapsed => prop_assert!(status == "suspended" && over),
                    Standing::Removing { .. } => prop_assert!(false, "nobody asked for it"),
                    Standing::Suspended { until: said, .. } => {
                        prop_assert!(status == "suspended" && !over);
                        prop_assert_eq!(said, until);
                    }
                }
            }
        }
    }
}
