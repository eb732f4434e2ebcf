//! Participants' accounts: register, verify, complete, sign in, reset.
//!
//! Invariants: an e-mail has at most one account and a verified NIK at most one verified account; a registration belongs to the
//! browser that started it until its mailbox is proven; known and unknown addresses are answered alike; whatever ends a password
//! ends the sessions that stand on it.
//!
//! Public surface: the pages, the functions in [`api`], their declarations [`FUNCTIONS`], and for the server `server::service`.

pub mod api;
#[cfg(feature = "ssr")]
pub mod mail_text;
pub mod model;
pub mod pages;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod text;

#[cfg(feature = "ssr")]
pub use functions::{FUNCTIONS, PROOF};
#[cfg(feature = "ssr")]
pub use server::{
    endpoints::{challenge_endpoint, reset_link_endpoint},
    seed::{DEMO_FACT, demo_sign_ins, seed_demo},
    service::overview::overview,
    service::standing::{lift_suspension, suspend},
    work::{check_pending, maintain},
};

#[cfg(feature = "ssr")]
mod functions;
