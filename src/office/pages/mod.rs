//! The office's pages, one file each.

pub mod overview;

pub use overview::OverviewPage;
