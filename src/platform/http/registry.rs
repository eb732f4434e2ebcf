//! Every server function declares here who may call it and where a plain form goes back to when it is refused. A function that is
//! not declared does not exist for the web layer; a test compares the declarations with what the framework has registered.

use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use std::collections::BTreeMap;

/// Who may call a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anyone,
    /// A signed-in participant, for their own data.
    Participant,
    /// Signed-in staff of one of these roles.
    Staff(&'static [Role]),
}

/// The declaration of one function.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Fixed path, `/api/<slice>/<verb>`.
    pub path: &'static str,
    pub who: Who,
    /// Only within five minutes after password and code were given in this session (`docs/rules.md`, C20); of staff, password and
    /// authenticator value.
    pub fresh: bool,
    /// The page that asks a query which needs fresh proof; forms name theirs.
    pub page: Option<Route>,
    /// The form this function answers, if a form posts to it.
    pub form: Option<Form>,
    /// Runs on when its client hangs up, see [`super::running`].
    pub to_its_end: bool,
}

/// A form as the web layer knows it.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Key of its flash.
    pub name: &'static str,
    /// Page that shows the fault when a plain post is refused.
    pub page: Route,
    /// Fields whose typed values may be kept for showing again. Never passwords or codes.
    pub keep: &'static [&'static str],
    /// Where the form stands on a page about one thing: that page, and the field that names the thing.
    pub about: Option<(Route, &'static str)>,
}

impl Form {
    /// The address of the page that this post came from.
    #[must_use]
    pub fn address(&self, typed: &BTreeMap<String, String>) -> String {
        let filled = self.about.and_then(|(page, field)| page.fill(typed.get(field)?));
        filled.unwrap_or_else(|| self.page.path().to_owned())
    }
}

impl Function {
    /// A function that pages ask for data.
    #[must_use]
    pub const fn query(path: &'static str, who: Who) -> Self {
        Self { path, who, fresh: false, page: None, form: None, to_its_end: false }
    }

    /// A function that a form posts to.
    #[must_use]
    pub const fn form(path: &'static str, who: Who, name: &'static str, page: Route, keep: &'static [&'static str]) -> Self {
        Self { path, who, fresh: false, page: None, form: Some(Form { name, page, keep, about: None }), to_its_end: false }
    }

    /// The same form, on a page about one thing that `field` names. Without it the form's own page is gone back to.
    #[must_use]
    pub const fn about(mut self, page: Route, field: &'static str) -> Self {
        if let Some(mut form) = self.form {
            form.about = Some((page, field));
            self.form = Some(form);
        }
        self
    }

    /// The same query, for a page that opens with fresh proof only; also when a link within the portal leads there without a load.
    #[must_use]
    pub const fn for_proven(mut self, page: Route) -> Self {
        self.fresh = true;
        self.page = Some(page);
        self
    }

    /// The same function, asking for fresh proof.
    #[must_use]
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }
    /// The same function, run to its end when its client hangs up: it counts a try as a failure before it looks at it, and has to be there
    /// to take that back. A form that is sent twice hangs up the first time; so its second post has to find its way by what the first
    /// one did.
    #[must_use]
    pub const fn to_its_end(mut self) -> Self {
        self.to_its_end = true;
        self
    }
}
