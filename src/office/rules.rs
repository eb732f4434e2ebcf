//! Figures and pure decisions of the office.

pub mod people;

use crate::kernel::word::words;

/// Seconds the invitation of the first administrator works (README, "Commands").
pub const FIRST_INVITATION_LIFE: i64 = 15 * 60;
/// Seconds an administrator's invitation works.
pub const INVITATION_LIFE: i64 = 72 * 3600;
/// Seconds between password and authenticator value.
pub const SIGN_IN_LIFE: i64 = 10 * 60;
/// Wrong values before the password is asked for again (`docs/rules.md`, C12).
pub const TRIES: i64 = 5;
/// Seconds a browser is remembered for its failure counter.
pub const DEVICE_LIFE: i64 = 400 * 86_400;

words! {
    /// Whether somebody works in the office.
    pub enum MemberStatus {
        Active = "active",
        Deactivated = "deactivated",
    }
}

words! {
    /// Where a sign-in between password and authenticator value stands.
    pub enum SignInState {
        Open = "open",
        Done = "done",
        /// No tries are left.
        Exhausted = "exhausted",
        Cancelled = "cancelled",
    }
}
