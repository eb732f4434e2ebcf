//! The office on the server.

pub mod seed;
pub mod service;
pub mod store;
#[cfg(test)]
mod tests;
pub mod work;
