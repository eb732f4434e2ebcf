//! The office's pages, one file each; `parts` holds what several of them share.

mod parts;

pub mod accept;
pub mod overview;
pub mod proof;
pub mod sign_in;
pub mod staff;

pub use accept::{AcceptPage, InvitationPage};
pub use overview::OverviewPage;
pub use proof::OfficeProofPage;
pub use sign_in::{OfficeCodePage, OfficeSignInPage};
pub use staff::StaffPage;
