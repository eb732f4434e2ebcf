//! Codes on the server: drawn, limited, stored as digests, tried.

mod service;
pub mod store;
#[cfg(test)]
mod tests;

pub use service::{Guess, Prepared, Request, cancel, guess, latest, maintain, prepare, put};
pub use store::{ERASURE, Latest};
