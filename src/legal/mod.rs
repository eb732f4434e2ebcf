//! The terms and the privacy notice.
//!
//! Purpose: what a participant agrees to at registration, in words that can be understood.
//!
//! Invariants: both pages are static and need neither session nor script; the Indonesian text is the binding one; consent records
//! name [`TERMS_VERSION`], which covers both documents and grows whenever a promise in either of them changes.
//!
//! Public surface: [`TermsPage`], [`PrivacyPage`], [`TERMS_VERSION`].

pub mod model;
mod pages;
pub mod text;

pub use model::TERMS_VERSION;
pub use pages::privacy::PrivacyPage;
pub use pages::terms::TermsPage;
