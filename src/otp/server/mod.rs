//! Codes on the server: drawn, limited, stored as digests, tried.

mod service;
pub mod store;
#[cfg(test)]
mod tests;

pub use service::{
    Guess, Prepared, Request, attempt, await_app, cancel, cancel_for, guess, judge, latest, line_up, maintain, on_trial, prepare,
    put,
};
pub use store::{ERASURE, Latest};
