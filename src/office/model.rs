//! What travels between the office's functions and its pages.

pub mod people;

use crate::kernel::instant::Instant;
use crate::kernel::qr::QrPath;
use crate::kernel::refill::Refill;
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

/// `/kantor/masuk/kode`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePage {
    /// No tries are left: only signing in from the start helps.
    pub exhausted: bool,
    pub refill: Refill,
}

/// `/kantor/undangan/{token}`; looking at it changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationPage {
    pub token: String,
    /// Role and end of the invitation; `None` when it is used, withdrawn or too old.
    pub open: Option<(Role, Instant)>,
    pub refill: Refill,
}

/// `/kantor/undangan`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptPage {
    /// `None` when this browser takes up no invitation (any more).
    pub step: Option<AcceptStep>,
    pub refill: Refill,
}

/// How far somebody is with their invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AcceptStep {
    /// Name and password; the address too where the invitation has none.
    Person { role: Role, email: Option<String>, until: Instant },
    /// The authenticator: its key as a picture and as text.
    Authenticator { qr: QrPath, key: String, until: Instant },
}

/// `/kantor/konfirmasi`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofPage {
    /// Path of the page for whose sake it is asked.
    pub target: String,
    pub refill: Refill,
}

/// How strong a new password is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    pub score: u8,
    pub advice: String,
}

/// `/kantor/staf`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPage {
    pub members: Vec<Member>,
    pub invitations: Vec<Invitation>,
    /// Whether the caller may invite and end access; others only read.
    pub may_change: bool,
    /// What just happened.
    pub notice: Option<StaffNotice>,
    /// Of the form that invites.
    pub invite: Refill,
    /// Of the buttons in the lists.
    pub refill: Refill,
}

/// Somebody who works, or worked, in the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub active: bool,
    pub signed_in_at: Option<Instant>,
    /// The caller.
    pub is_you: bool,
}

/// An invitation that is still open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: String,
    pub email: String,
    pub role: Role,
    pub until: Instant,
}

/// What the list of staff greets with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaffNotice {
    Invited,
    Withdrawn,
    Deactivated,
}
