//! The web layer: who is asking, what may be answered, and how.
//!
//! From the outside in: connection limits ([`serve`]) → counters ([`measure`]) → security headers and nonce ([`headers`]) → same-origin check ([`origin`]) →
//! the visit (cookies, session, language, [`visit`]) → the functions under `/api` ([`api`], [`running`]) or a page ([`pages`]).
//!
//! Invariants: nothing under `/api` runs that the registry does not name; a post from another site never reaches a function; an error
//! never redirects to an address that the request brought along; whatever depends on a session or a flow is `no-store`.

pub mod actor;
pub mod api;
pub mod assets;
pub mod cookies;
pub mod files;
pub mod flash;
pub mod headers;
pub mod kept;
pub mod measure;
pub mod origin;
pub mod pages;
pub mod registry;
pub mod reply;
pub mod running;
pub mod serve;
pub mod session;
pub mod staff;
pub mod visit;

use crate::platform::Ctx;
use registry::Function;
use std::sync::Arc;

/// What the web layer carries besides [`Ctx`]: the functions that exist and the assets of this release.
#[derive(Clone, Debug)]
pub struct Site {
    pub ctx: Ctx,
    pub functions: Arc<Vec<Function>>,
    /// Folder of the release's assets below `/pkg`.
    pub release: &'static str,
}
