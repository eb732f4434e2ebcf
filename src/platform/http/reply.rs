//! What a use case wants the answer to carry besides its value: cookies, where to go, a status. Collected while the request runs and
//! applied once by the web layer, so that use cases know nothing of the framework.

use super::cookies::Cookie;
use crate::kernel::route::Route;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The collected wishes of one request.
#[derive(Clone, Debug, Default)]
pub struct Reply(Arc<Mutex<Wishes>>);

/// See [`Reply`].
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    pub cookies: Vec<Cookie>,
    /// A path of the portal.
    pub location: Option<String>,
    pub status: Option<u16>,
    /// The answer depends on a session or a flow and must not be stored.
    pub private: bool,
    /// `Clear-Site-Data: "storage"`.
    pub clear_site_data: bool,
}

impl Reply {
    fn wishes(&self) -> MutexGuard<'_, Wishes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets a cookie; a later one of the same name replaces an earlier one.
    pub fn set_cookie(&self, cookie: Cookie) {
        let mut wishes = self.wishes();
        wishes.cookies.retain(|kept| kept.name != cookie.name);
        wishes.cookies.push(cookie);
        wishes.private = true;
    }

    /// Success leads to this page.
    pub fn go(&self, route: Route) {
        self.wishes().location = Some(route.path().to_owned());
    }

    /// Leads to a path of the portal that is more than a route (already checked by the caller).
    pub fn go_path(&self, path: String) {
        self.wishes().location = Some(path);
    }

    /// Answers with this status.
    pub fn status(&self, status: u16) {
        self.wishes().status = Some(status);
    }

    /// Marks the answer as not to be stored.
    pub fn private(&self) {
        self.wishes().private = true;
    }

    /// Asks the browser to forget what the portal stored on the device.
    pub fn clear_site_data(&self) {
        self.wishes().clear_site_data = true;
    }

    /// Takes everything collected so far.
    #[must_use]
    pub fn take(&self) -> Wishes {
        std::mem::take(&mut *self.wishes())
    }

    /// Looks without taking.
    #[must_use]
    pub fn peek(&self) -> Wishes {
        self.wishes().clone()
    }

    /// Forgets what was wished since [`Reply::peek`] answered this.
    pub fn put_back(&self, wishes: Wishes) {
        *self.wishes() = wishes;
    }
}
