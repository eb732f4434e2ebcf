//! The two documents and the view they share.

mod document;
pub mod privacy;
pub mod terms;
