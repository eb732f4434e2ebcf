//! The back office: its staff, apart from participants, with sign-in and roles of their own.
//!
//! Invariants: whoever enters gave a password and a value of their authenticator; a value is good once; a member of staff has one session;
//! an invitation makes one member; the last administrator stays; which role may call or see what is declared with the function and the
//! page, and whoever is not named there is refused.
//!
//! Public surface: the pages, the functions in [`api`], their declarations [`FUNCTIONS`] and [`PEOPLE`], the names of the roles, and for
//! the server [`bootstrap`], [`maintain`], the demo staff and what becomes of the tables when somebody is erased.

pub mod api;
#[cfg(feature = "ssr")]
pub mod mail_text;
pub mod model;
pub mod pages;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod text;

pub use text::role_name;

#[cfg(feature = "ssr")]
pub use functions::{FUNCTIONS, PEOPLE};
#[cfg(feature = "ssr")]
pub use server::{
    seed::{DemoStaff, demo_staff, seed_demo},
    service::staff::{bootstrap, deactivate_address},
    store::{ERASURE, is_anybody_there},
    work::maintain,
};

#[cfg(feature = "ssr")]
mod functions;
