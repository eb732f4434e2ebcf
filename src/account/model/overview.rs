//! What "Akun Saya", fresh proof and the pages about locked, suspended and expired show.

use super::standing::Suspension;
use super::{Channel, Identity};
use crate::kernel::instant::Instant;
use crate::kernel::refill::Refill;
use serde::{Deserialize, Serialize};

/// `/akun`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    pub name: String,
    /// Masked.
    pub email: String,
    /// Masked.
    pub phone: String,
    pub phone_verified: bool,
    /// A new address or number waits for its code in this session.
    pub email_waits: bool,
    pub phone_waits: bool,
    /// What sign-in asks for first.
    pub channel: Channel,
    /// Since when the password is in use.
    pub password_since: Instant,
    /// Whether it was ever replaced.
    pub password_replaced: bool,
    /// Sessions that live, this one included.
    pub signed_in: u32,
    pub identity: Identity,
    /// Parts of the profile that say something.
    pub filled: u8,
    /// The password was changed just now.
    pub password_changed: bool,
}

/// `/akun/konfirmasi`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofPage {
    /// Masked address of the account.
    pub email: String,
    /// Path of the page for whose sake it is asked.
    pub target: String,
    pub refill: Refill,
}

/// `/akun/ubah-password`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePasswordPage {
    pub refill: Refill,
}

/// A form that waits to be finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    pub form: String,
    /// Path of its page.
    pub page: String,
    pub until: Instant,
}

/// `/masuk/terkunci`, `/masuk/ditangguhkan` and `/masuk/dihapus`: what this browser was told. Without it the pages explain in general.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedPage {
    pub now: Instant,
    pub until: Option<Instant>,
    /// Locked for good until the password is replaced.
    pub closed: bool,
    pub reason: Option<Suspension>,
}
