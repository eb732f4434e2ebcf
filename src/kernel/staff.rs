//! What staff may be. Which function and which page is open to which role is declared with the function and the page.

use serde::{Deserialize, Serialize};

use super::word::words;

words! {
    /// The role of a member of staff (`docs/rules.md`, roles).
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Role {
        /// Invites staff and ends their access.
        Administrator = "administrator",
        /// Participants, waves and reviews.
        Officer = "programme_officer",
        /// Funding and payouts.
        Finance = "finance",
        /// Courses, providers, employers, news and help.
        Curator = "curator",
        /// Helps participants.
        Support = "support",
        /// Reads, changes nothing.
        Auditor = "auditor",
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
