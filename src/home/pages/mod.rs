//! Pages of this slice.

pub mod dashboard;
pub mod landing;
mod notices;
