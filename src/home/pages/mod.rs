//! Pages of this slice that need a session.

pub mod dashboard;
mod notices;
