//! The account's pages, one file each; `parts` and `code` hold what several of them share.

mod code;
mod parts;
mod person_fields;
mod regions;

use crate::ui::live;

pub mod change_password;
pub mod closed;
pub mod contact;
pub mod forgot;
pub mod forgot_email;
pub mod history;
pub mod overview;
pub mod profile;
pub mod profile_parts;
pub mod proof;
pub mod register;
pub mod register_code;
pub mod register_continue;
pub mod register_data;
pub mod removal;
pub mod reset;
pub mod security;
pub mod sign_in;
pub mod sign_in_code;

pub use change_password::ChangePasswordPage;
pub use closed::{ExpiredPage, LockedPage, RemovingPage, SuspendedPage};
pub use contact::{ChangeEmailPage, ChangePhonePage, UndoEmailPage};
pub use forgot::ForgotPage;
pub use forgot_email::{ForgotEmailCodePage, ForgotEmailPage};
pub use history::{DevicesListPage, DisavowLinkPage, SecurityHistoryPage};
pub use overview::AccountPage;
pub use parts::{Captcha, Says};
pub use profile::{ProfileHistoryPage, ProfileNikPage, ProfileSummaryPage};
pub use profile_parts::ProfilePartPage;
pub use proof::{ProofCodePage, ProofPage};
pub use register::RegisterPage;
pub use register_code::RegisterCodePage;
pub use register_continue::RegisterContinuePage;
pub use register_data::RegisterDataPage;
pub use removal::{CancelRemovalPage, RemovalPage};
pub use reset::ResetPage;
pub use security::SecondStepPage;
pub use sign_in::SignInPage;
pub use sign_in_code::SignInCodePage;
