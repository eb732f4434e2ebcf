//! What the office sees of a participant: masked as a rule, in full only for a reason.

use super::standing::Suspension;
use super::{Channel, Identity};
use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::person::Gender;
use crate::kernel::word::words;
use serde::{Deserialize, Serialize};

/// A participant as lists and pages of the office name them. Nothing in it is whole (`docs/rules.md`, C39).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masked {
    /// The account's id: 32 hex digits.
    pub id: String,
    pub name: String,
    pub nik: String,
    pub email: String,
    pub phone: String,
    /// Names of district, regency and province, in this order.
    pub place: String,
    pub phone_verified_at: Option<Instant>,
    pub identity: Identity,
    /// When the population registry was last asked.
    pub identity_checked_at: Option<Instant>,
    pub state: AccountState,
    pub opened_at: Instant,
}

/// How an account stands, for the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountState {
    Active,
    /// Without an end until it is lifted.
    Suspended {
        reason: Suspension,
        until: Option<Instant>,
    },
    /// Neither: it is on its way out of the portal.
    Leaving,
}

/// What the page about one participant shows without a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    pub masked: Masked,
    /// By which way the second step is taken first.
    pub channel: Channel,
    /// When the password was last replaced, if it ever was.
    pub password_changed_at: Option<Instant>,
    /// The last use of a session of the last 30 days.
    pub last_seen_at: Option<Instant>,
    /// Sessions that live.
    pub live_sessions: u32,
    /// The newest events of the security history: what and when, no more.
    pub events: Vec<DossierEvent>,
}

/// One event: the action and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierEvent {
    pub at: Instant,
    pub action: String,
    pub outcome: String,
}

/// The personal data in full. Made only for somebody who gave a reason.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Full {
    pub name: String,
    /// Sixteen digits.
    pub nik: String,
    pub birth_date: Date,
    pub gender: Gender,
    pub email: String,
    /// As dialled in Indonesia: `0812…`.
    pub phone: String,
    pub address: String,
    /// As in [`Masked::place`].
    pub place: String,
}

/// Nothing of it reaches a log by accident.
impl std::fmt::Debug for Full {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Full(hidden)")
    }
}

words! {
    /// Why a member of the staff sees a participant's full data. The words stand in the audit trail, and the participant reads them in
    /// sentences.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ViewReason {
        /// Answering the participant's own question or ticket.
        Ticket = "ticket",
        /// Looking into an identity that the population registry did not confirm.
        Identity = "identity",
        /// Correcting data because the participant asked for it.
        Correction = "correction",
        /// Looking into a suspicion that the account is misused.
        Misuse = "misuse",
        /// A request by somebody whom the law entitles to ask.
        Legal = "legal",
    }
}
