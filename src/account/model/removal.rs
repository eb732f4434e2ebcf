//! What the pages of "Hapus Akun" show.

use crate::kernel::instant::Instant;
use crate::kernel::refill::Refill;
use serde::{Deserialize, Serialize};

/// `/akun/hapus`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalPage {
    /// Masked address that the mail goes to.
    pub email: String,
    /// Until when it can be taken back, and by when it is done, if the button is pressed now.
    pub cancel_until: Instant,
    pub erased_by: Instant,
    pub refill: Refill,
}

/// `/hapus/batal/{token}`: shows one button; the post acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalCancelPage {
    /// Until when the link works, or `None` when it is used up or too old.
    pub until: Option<Instant>,
    pub token: String,
    pub refill: Refill,
}
