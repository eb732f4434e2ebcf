//! The help centre: answers that can be read without an account.
//!
//! Purpose: whoever is stuck finds the reason and the next step in one page: registering, signing in, codes, a new password, the
//! NIK, shared phones, saving data, fraud.
//!
//! Invariants: the page is static, needs no session, no script and no request of its own; every topic has a fixed id that other
//! pages and mails link to (`/bantuan#kode`); an answer links only to pages of [`crate::kernel::route::Route`].
//!
//! Public surface: [`HelpPage`]. The ids of the topics are part of it: `daftar`, `masuk`, `kode`, `atur-ulang`, `nik`,
//! `ponsel-bersama`, `hemat-data`, `penipuan`, and `kontak` for the address.

pub mod model;
mod pages;
pub mod text;

pub use pages::help::HelpPage;
