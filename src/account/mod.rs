//! Participants' accounts: register, verify, complete, sign in, reset, fresh proof, the account's own pages, suspension.
//!
//! Invariants: an e-mail has at most one account and a verified NIK at most one verified account; a registration belongs to the
//! browser that started it until its mailbox is proven; known and unknown addresses are answered alike; whatever ends a password
//! ends the sessions that stand on it; what matters needs password and code once more; a suspended account opens no session.
//!
//! Public surface: the pages, the functions in [`api`], their declarations [`FUNCTIONS`], for the office
//! [`suspend`] and [`lift_suspension`], and for the server `server::service`.

pub mod api;
#[cfg(feature = "ssr")]
pub mod mail_text;
pub mod model;
pub mod pages;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod text;

pub use text::kept as kept_text;

#[cfg(feature = "ssr")]
pub use functions::{CONTACT, FUNCTIONS, HISTORY, PROOF};
#[cfg(feature = "ssr")]
pub use server::{
    endpoints::{challenge_endpoint, reset_link_endpoint},
    seed::crowd::seed_participants,
    seed::{DEMO_FACT, demo_sign_ins, generated_sign_ins, seed_demo},
    service::overview::overview,
    service::standing::{lift_suspension, suspend},
    work::{check_pending, maintain},
};

#[cfg(feature = "ssr")]
mod functions;
