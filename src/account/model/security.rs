//! What `/akun/keamanan` shows.

use super::Channel;
use crate::kernel::instant::Instant;
use crate::kernel::qr::QrPath;
use crate::kernel::refill::Refill;
use serde::{Deserialize, Serialize};

/// `/akun/keamanan`: the second step at sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityPage {
    /// What sign-in asks for first.
    pub first: Channel,
    /// Masked.
    pub email: String,
    /// Masked.
    pub phone: String,
    pub phone_verified: bool,
    /// Since when the authenticator app belongs to the account, if it does.
    pub app_since: Option<Instant>,
    /// The app that this session is setting up.
    pub setup: Option<Setup>,
    pub notice: Option<SecurityNotice>,
    /// Of the buttons of the app.
    pub refill: Refill,
    /// Of the choice.
    pub choice: Refill,
}

/// An authenticator app that is being set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// 32 hex digits, posted back as `persiapan`.
    pub id: String,
    pub qr: QrPath,
    /// The same as an address, for an app on this very phone.
    pub uri: String,
    /// The key in groups of four, for typing.
    pub key: String,
    pub until: Instant,
    /// Of the form that confirms it.
    pub refill: Refill,
}

/// What just happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecurityNotice {
    /// The app belongs to the account.
    On,
    /// It no longer does.
    Off,
    /// Sign-in asks for another way first.
    Chosen,
    /// The app that was being set up is set up anew, in another tab or device, or too late.
    Over,
}

impl SecurityNotice {
    /// The name in the flash.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SecurityNotice::On => "on",
            SecurityNotice::Off => "off",
            SecurityNotice::Chosen => "chosen",
            SecurityNotice::Over => "over",
        }
    }

    /// Reads [`SecurityNotice::name`].
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [SecurityNotice::On, SecurityNotice::Off, SecurityNotice::Chosen, SecurityNotice::Over]
            .into_iter()
            .find(|notice| notice.name() == name)
    }
}
