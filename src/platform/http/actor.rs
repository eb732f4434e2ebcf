//! One call of a use case: the context, who calls, and the answer that is being collected.

use super::Site;
use super::flash::Flash;
use super::reply::Reply;
use super::session::Session;
use super::staff::StaffSession;
use super::visit::Visit;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::refill::{ONCE_MORE, Refill};
use crate::kernel::token::Token;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::{Ctx, Error};
use leptos::prelude::use_context;
use std::collections::BTreeMap;

/// See the module.
#[derive(Clone, Debug)]
pub struct Call {
    pub ctx: Ctx,
    pub visit: Visit,
    pub reply: Reply,
}

/// The call that the framework is running right now.
///
/// # Errors
/// [`Code::Unavailable`] outside a request, which is a defect of the wiring.
pub fn call() -> Result<Call, Fault> {
    let found = (|| {
        let site = use_context::<Site>()?;
        Some(Call { ctx: site.ctx, visit: use_context::<Visit>()?, reply: use_context::<Reply>()? })
    })();
    found.ok_or_else(|| {
        tracing::error!("a server function ran outside a request");
        Fault::of(Code::Unavailable)
    })
}

impl Call {
    /// Now, by the portal's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.ctx.now()
    }

    /// The caller's session.
    ///
    /// # Errors
    /// [`Code::Unauthenticated`] without one.
    pub fn session(&self) -> Result<&Session, Fault> {
        self.visit.session.as_ref().ok_or_else(|| Fault::of(Code::Unauthenticated))
    }

    /// The caller's session in the back office.
    ///
    /// # Errors
    /// [`Code::Unauthenticated`] without one.
    pub fn staff(&self) -> Result<&StaffSession, Fault> {
        self.visit.staff.as_ref().ok_or_else(|| Fault::of(Code::Unauthenticated))
    }

    /// The flow of this browser; begins one if there is none.
    #[must_use]
    pub fn flow_or_new(&self) -> Token {
        if let Some(token) = &self.visit.flow {
            return token.clone();
        }
        let token = self.ctx.random.token();
        self.reply.set_cookie(Cookie { name: cookies::FLOW, value: token.encode(), max_age: None });
        token
    }

    /// What the form shows again; shown once.
    #[must_use]
    pub fn refill(&self, form: &str) -> Refill {
        // What was refused last is newer than what waited for the page.
        let waited = self.visit.entrusted(form);
        if waited.is_some() {
            self.reply.set_cookie(Cookie::gone(cookies::ENTRUSTED));
        }
        match self.visit.flash(form) {
            Some(refill) => {
                self.reply.set_cookie(Cookie::gone(cookies::FLASH));
                refill
            }
            None => {
                let mut refill = waited.unwrap_or_default();
                // Whoever came back without giving the proof would be asked for it again.
                if !self.visit.session.as_ref().is_some_and(|session| session.is_fresh(self.now())) {
                    refill.values.remove(ONCE_MORE);
                }
                refill
            }
        }
    }
}

impl Call {
    /// Lets the form's page greet with a notice, once.
    pub fn flash(&self, form: &str, notice: &str) {
        self.show_again(form, None, BTreeMap::from([("notice".to_owned(), notice.to_owned())]));
    }

    /// Lets the form's page show again what was typed, with the reason if there is one. Never passwords or codes.
    pub fn show_again(&self, form: &str, fault: Option<Fault>, typed: BTreeMap<String, String>) {
        if let Some(cookie) = (Flash { form: form.to_owned(), fault, values: typed }).cookie(&self.ctx.keys) {
            self.reply.set_cookie(cookie);
        }
    }
}

impl From<Error> for Fault {
    /// Inside matters stay inside: the log gets the error, the caller only that it did not work.
    fn from(error: Error) -> Self {
        let is_load = error.report("a use case failed");
        Fault::of(Code::Unavailable).retry(if is_load { 5 } else { 30 })
    }
}

impl From<crate::platform::db::DbError> for Fault {
    fn from(error: crate::platform::db::DbError) -> Self {
        Error::from(error).into()
    }
}

impl From<crate::platform::crypt::CryptError> for Fault {
    fn from(error: crate::platform::crypt::CryptError) -> Self {
        Error::from(error).into()
    }
}
