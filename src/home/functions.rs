//! Who may call the functions of this slice.

use crate::platform::http::registry::{Function, Who};

pub const FUNCTIONS: &[Function] = &[Function::query("/api/home/dashboard", Who::Participant)];
