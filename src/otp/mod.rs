//! One-time codes: six digits, short-lived, five tries, newest only, bound to purpose, browser and destination.
//!
//! Invariants: of one subject and purpose at most one code is live; a wrong try is counted before it is answered; an end is final; the
//! effect of a right code commits together with its end. Codes are stored as keyed digests only.
//!
//! Beside them the values of an authenticator app ([`Secret`], [`check`]), which participants may and staff must use.
//!
//! Public surface: [`Purpose`], [`CodeState`], [`RESEND_AFTER`] and, on the server, [`prepare`], [`put`], [`guess`], [`cancel`] and the app's part.

pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod totp;

pub use rules::{CodeState, Purpose, RESEND_AFTER};
#[cfg(feature = "ssr")]
pub use server::{
    Guess, Latest, Prepared, Request, attempt, await_app, cancel, cancel_for, guess, judge, latest, line_up, maintain, on_trial,
    prepare, put,
};
#[cfg(feature = "ssr")]
pub use totp::{KEY_BYTES, Secret, check, step_at};
