//! What staff may be. Which function and which page is open to which role is declared with the function and the page.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident => $name:literal,)+) => {
        /// The role of a member of staff (`docs/rules.md`, roles).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            /// Every role, in the order in which they are offered.
            pub const ALL: &'static [Role] = &[$(Role::$role,)+];

            /// The name in tables, forms and addresses.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Role::$role => $name,)+
                }
            }
        }
    };
}

roles! {
    /// Invites staff and ends their access.
    Administrator => "administrator",
    /// Participants, waves and reviews.
    Officer => "programme_officer",
    /// Funding and payouts.
    Finance => "finance",
    /// Courses, providers, employers, news and help.
    Curator => "curator",
    /// Helps participants.
    Support => "support",
    /// Reads, changes nothing.
    Auditor => "auditor",
}

impl Role {
    /// Reads [`Role::name`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.iter().find(|role| role.name() == text).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_role_reads_back_by_a_name_of_its_own() {
        let names: BTreeSet<&str> = Role::ALL.iter().map(|role| role.name()).collect();
        assert_eq!(names.len(), Role::ALL.len());
        for role in Role::ALL {
            assert_eq!(Role::parse(role.name()), Some(*role));
        }
        for other in ["", "Administrator", "admin", "administrator "] {
            assert_eq!(Role::parse(other), None, "{other:?}");
        }
    }
}
