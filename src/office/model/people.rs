//! What the pages about participants show.

pub use crate::account::model::dossier::ViewReason;
use crate::account::model::dossier::{Dossier, Full, Masked};
use crate::account::model::history::StaffMark;
use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::refill::Refill;
use serde::{Deserialize, Serialize};

/// `/kantor/peserta`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePage {
    /// What the last search found, for as long as it is remembered.
    pub found: Option<Found>,
    pub refill: Refill,
}

/// The accounts that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What was searched by: `email`, `nik`, `phone` or `id`.
    pub kind: String,
    pub hits: Vec<Masked>,
    /// There are more than are listed.
    pub more: bool,
}

/// `/kantor/peserta/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    pub dossier: Dossier,
    pub full: FullPart,
    /// Whether the caller's role may suspend and lift.
    pub may_suspend: bool,
    /// Who opened full data lately.
    pub views: Vec<ViewLine>,
    /// How what was done last ended.
    pub notice: Option<PersonNotice>,
    pub suspend: Refill,
    pub lift: Refill,
    /// The days on which a suspension may end.
    pub first_day: Date,
    pub last_day: Date,
}

/// The full data, or the way to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FullPart {
    /// The caller's role never sees them.
    NotForRole,
    /// A reason is needed.
    Closed(Refill),
    Open {
        full: Full,
        until: Instant,
        /// What is left until then, for the page to count.
        seconds: u32,
    },
}

/// One opening of somebody's full data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewLine {
    pub at: Instant,
    pub staff: StaffMark,
    pub reason: ViewReason,
    /// What was written about it; only for those who oversee.
    pub reference: String,
}

/// How an act on somebody's page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonNotice {
    Suspended,
    /// Somebody was quicker, or the account is no longer active.
    NotSuspended,
    Lifted,
    /// Somebody was quicker, or it ran out.
    NotLifted,
    ViewClosed,
}

impl PersonNotice {
    const ALL: [PersonNotice; 5] = [
        PersonNotice::Suspended,
        PersonNotice::NotSuspended,
        PersonNotice::Lifted,
        PersonNotice::NotLifted,
        PersonNotice::ViewClosed,
    ];

    /// The name under which it waits for the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PersonNotice::Suspended => "suspended",
            PersonNotice::NotSuspended => "not_suspended",
            PersonNotice::Lifted => "lifted",
            PersonNotice::NotLifted => "not_lifted",
            PersonNotice::ViewClosed => "view_closed",
        }
    }

    /// Reads [`PersonNotice::name`].
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        PersonNotice::ALL.into_iter().find(|notice| notice.name() == name)
    }
}
