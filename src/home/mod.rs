//! The front door: `/` for everyone, `/dasbor` for whoever is signed in.
//!
//! Purpose: say what the programme gives, who may join and what to do next; the cards of other slices come from their `mod.rs`.
//!
//! Invariants: `/` holds no data of anybody and needs neither session nor script; every figure on it is read from the scheme in
//! force; the conditions stand under the id `syarat`, where the terms link to (`/#syarat`). `/dasbor` shows its owner's data only,
//! has at most one next step, and names reason and remedy beside every state.
//!
//! Public surface: [`LandingPage`], [`DashboardPage`], the functions in [`api`] and their declarations `FUNCTIONS`.

pub mod api;
pub mod model;
mod pages;
pub mod text;

pub use pages::dashboard::DashboardPage;
pub use pages::landing::LandingPage;

#[cfg(feature = "ssr")]
mod functions;
#[cfg(feature = "ssr")]
pub use functions::FUNCTIONS;
