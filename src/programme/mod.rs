//! The programme: what it gives, to whom, and under which rules.
//!
//! Purpose: the rules are data. A [`model::Scheme`] is one version of them; pages and decisions read it and hold no figure of their
//! own, so a new scheme is a new value and not a new page.
//!
//! Invariants: a published scheme never changes, a change is a new version; amounts are whole rupiah; training balance and stipend
//! are never added up, because only one of them is the participant's money.
//!
//! Public surface: [`GUIDE`], the cards [`Benefits`] and [`Conditions`], and the types of [`model`].

mod cards;
pub mod model;
pub mod text;

pub use cards::{Benefits, Conditions};
pub use model::GUIDE;
