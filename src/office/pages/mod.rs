//! The office's pages, one file each; `person_acts` holds what can be done on a participant's page.

mod person_acts;

pub mod overview;
pub mod people;
pub mod person;

pub use overview::OverviewPage;
pub use people::ParticipantsPage;
pub use person::ParticipantPage;
