//! Why an account is suspended.

use crate::kernel::word::words;
use serde::{Deserialize, Serialize};

words! {
    /// Why an account is suspended. The words stand in the table and in the audit trail.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Suspension {
        /// Something about the account is being looked into.
        Review = "review",
        /// Data of the account are not true.
        FalseData = "false_data",
        /// The account was used against the programme's rules.
        Misuse = "misuse",
        /// The owner asked for it, for example because the phone was stolen.
        OwnerAsked = "owner_asked",
    }
}
