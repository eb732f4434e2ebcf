//! What the pages about number and address show.

use super::CodePage;
use crate::kernel::instant::Instant;
use crate::kernel::refill::Refill;
use serde::{Deserialize, Serialize};

/// `/akun/nomor-telepon`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhonePage {
    /// Masked number of the account.
    pub current: String,
    pub verified: bool,
    /// A change is under way: where its code went.
    pub code: Option<CodePage>,
    /// A change waits that another session began: it has to be begun again here.
    pub elsewhere: bool,
    pub notice: Option<PhoneNotice>,
    pub refill: Refill,
}

/// How the last change ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhoneNotice {
    Verified,
    /// Verified for another account; whose is not said.
    Taken,
}

impl PhoneNotice {
    /// Reads the name that the page before left.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "verified" => Some(PhoneNotice::Verified),
            "taken" => Some(PhoneNotice::Taken),
            _ => None,
        }
    }
}

/// `/akun/email`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailPage {
    /// Masked address of the account.
    pub current: String,
    /// A change is under way: where its code went.
    pub code: Option<CodePage>,
    /// As in [`PhonePage`].
    pub elsewhere: bool,
    /// The address before, while it can take the change back.
    pub held: Option<Held>,
    /// The change was made just now.
    pub done: bool,
    pub refill: Refill,
}

/// An address that can take a change back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Masked.
    pub old: String,
    pub until: Instant,
}

/// `/email/batal/{token}`: shows one button; the post acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoPage {
    /// Masked address that comes back, or `None` when the link is used up or too old.
    pub old: Option<String>,
    pub token: String,
    pub refill: Refill,
}
