//! One-time codes: six digits, short-lived, five tries, newest only, bound to purpose, browser and destination.
//!
//! Invariants: of one subject and purpose at most one code is live; a wrong try is counted before it is answered; an end is final; the
//! effect of a right code commits together with its end. Codes are stored as keyed digests only.
//!
//! Public surface: [`Purpose`], [`RESEND_AFTER`] and, on the server, [`prepare`], [`put`], [`guess`] and [`cancel`].

pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;

pub use rules::{Purpose, RESEND_AFTER};
#[cfg(feature = "ssr")]
pub use server::{Guess, Latest, Prepared, Request, cancel, guess, latest, maintain, prepare, put};
