//! Pure decisions of the office.

pub mod people;
