//! Pages of the help centre.

pub mod help;
