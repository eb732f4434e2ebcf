//! The parties outside: what the portal asks of them (ports), and their simulators for the sandbox.
//!
//! Invariants: a slice names a port, never an adapter; an answer is one of a few words, so nothing of an outside party's data is taken
//! over unasked; a party that does not answer in time is down, and being down is an answer that every caller has to handle. Simulators
//! live here too and are refused by production.

pub mod population;
