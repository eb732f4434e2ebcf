//! The office, on both databases.
