//! The office's pages, one file each; `parts` holds what several of them share, `person_acts` what can be done on a participant's page.

mod parts;
mod person_acts;

pub mod accept;
pub mod overview;
pub mod people;
pub mod person;
pub mod proof;
pub mod sign_in;
pub mod staff;

pub use accept::{AcceptPage, InvitationPage};
pub use overview::OverviewPage;
pub use people::ParticipantsPage;
pub use person::ParticipantPage;
pub use proof::OfficeProofPage;
pub use sign_in::{OfficeCodePage, OfficeSignInPage};
pub use staff::StaffPage;
