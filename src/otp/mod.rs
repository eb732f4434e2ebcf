//! One-time codes: six digits, short-lived, five tries, newest only, bound to purpose, browser and destination.
//!
//! Invariants: of one subject and purpose at most one code is live; a wrong try is counted before it is answered; an end is final; the
//! effect of a right code commits together with its end. Codes are stored as keyed digests only.
//!
//! Public surface: [`rules`] and, on the server, [`server::prepare`], [`server::put`], [`server::guess`] and [`server::cancel`].

pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
