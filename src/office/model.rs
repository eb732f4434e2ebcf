//! What travels between the office's functions and its pages.

pub mod people;

use crate::kernel::instant::Instant;
use crate::kernel::staff::Role;
use serde::{Deserialize, Serialize};

/// `/kantor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewPage {
    pub name: String,
    pub email: String,
    pub role: Role,
    /// When the session ends in any case.
    pub ends_at: Instant,
    /// The last sign-ins, the newest first, this one included.
    pub sign_ins: Vec<SignIn>,
}

/// One sign-in, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    pub at: Instant,
    /// Device class ("android").
    pub class: String,
    /// The beginning of the network address.
    pub network: String,
    /// The session that is looking.
    pub current: bool,
}
