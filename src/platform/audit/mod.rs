//! The audit trail (`docs/rules.md`, C41): who did what to whom, with which outcome, in a chain that shows every later change.
//!
//! Invariants: an event commits with the change it describes; it holds ids and codes, never personal data, so erasing a person
//! leaves the chain whole. Tables are append-only by trigger. One writer at a time links pending events, and within a second:
//! each link's SHA-256 covers its number, every field of its event and the hash before it, so a changed, missing or reordered
//! event breaks the chain from there on. Heads are signed and printed to the log, where the database cannot rewrite them.

mod chain;
mod event;
mod link;
pub mod store;
#[cfg(test)]
mod tests;
mod verify;

pub use chain::SignedHead;
pub use event::{ActorRef, Event, Fact, record};
pub use link::{finish, link_pending, record_past, run};
pub use verify::{Report, Witness, verify, verify_against};
