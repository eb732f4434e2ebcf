//! Participants' accounts: register, verify, complete, sign in, reset, fresh proof, second step, the account's own pages, the profile,
//! forgotten e-mail, suspension, removal.
//!
//! Invariants: an e-mail has at most one account and a verified NIK at most one verified account; a registration belongs to the
//! browser that started it until its mailbox is proven; no way of signing in or beginning again steps around the second step, and a
//! value of the authenticator app is used once; known and unknown addresses are answered alike; whatever ends a password
//! ends the sessions that stand on it; what matters needs password and code once more; an account that is suspended or being removed opens
//! no session; of an erased person nothing is left but the account's number.
//!
//! Public surface: the pages, the functions in [`api`], their declarations [`functions`], for the office [`lookup`], [`suspend`],
//! [`lift_suspension`], the captcha of open forms and the words about suspensions, the history and a password's strength, and for the
//! server `server::service`.

pub mod api;
#[cfg(feature = "ssr")]
pub mod mail_text;
pub mod model;
pub mod pages;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod text;

pub use api::open_form;
pub use pages::{Captcha, Says};
pub use rules::lookup::Wanted;
pub use text::{advice as password_advice, device as device_text, kept as kept_text, strength as password_strength_words};
pub use text::{history as history_text, standing as standing_text};

#[cfg(feature = "ssr")]
pub use functions::functions;
#[cfg(feature = "ssr")]
pub use server::{
    endpoints::{challenge_endpoint, reset_link_endpoint},
    seed::crowd::seed_participants,
    seed::{DEMO_FACT, demo_sign_ins, generated_sign_ins, seed_demo},
    service::lookup,
    service::overview::overview,
    service::removal::erase_due,
    service::standing::{Acting, lift_suspension, suspend},
    store::crowd::is_anybody_there,
    store::removal::ERASURE,
    work::{check_pending, maintain},
};

#[cfg(feature = "ssr")]
mod functions;
