//! Prakerja: the participant portal. Vertical slices outside, layers inside; who may import whom is checked by
//! `testing::architecture`.
//!
//! - `kernel`: vocabulary for both targets, no I/O
//! - `ui`: the design system
//! - `account`, `otp`, `home`, `help`, `legal`, `office`, `programme`: slices (model, rules, text, api, pages, server)
//! - `platform`: configuration, database, keys, web layer, delivery (server only)
//! - `app`: document shell, routes and frame; the only view file that names every slice

#![recursion_limit = "256"]

pub mod account;
pub mod app;
#[cfg(feature = "ssr")]
pub mod cli;
pub mod help;
pub mod home;
pub mod kernel;
pub mod legal;
#[cfg(feature = "ssr")]
pub mod office;
pub mod otp;
#[cfg(feature = "ssr")]
pub mod platform;
pub mod programme;
#[cfg(feature = "ssr")]
pub mod sandbox;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod testing;
pub mod ui;
mod wire;

/// Called by `/start.js` once the browser is idle or touched.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    app::hydrate();
}
