//! Parts of a page that say the same in every answer of one kind, so the server writes them once: bars and footer, a third of what a
//! page consists of.
//!
//! Such a part may read the frame, the route and the language, nothing else: no visitor, no data, no clock, no token. What the address
//! asks for (`?lang=en`) is part of some links, so a page that is asked for anything is written anew. The browser builds the part as any
//! other.

use leptos::prelude::*;

/// The part of a page that `view` makes, `name` being the same for all pages.
#[cfg(not(feature = "ssr"))]
pub fn remembered<V: IntoView>(_name: &'static str, view: impl FnOnce() -> V) -> V {
    view()
}

/// The part of a page that `view` makes, `name` being the same for all pages.
#[cfg(feature = "ssr")]
pub fn remembered<V: IntoView>(name: &'static str, view: impl FnOnce() -> V) -> AnyView {
    use leptos_router::hooks::use_location;

    let place = use_location();
    let route = place.pathname.with_untracked(|path| memory::plain_route(path));
    let Some(route) = route.filter(|_| place.search.with_untracked(String::is_empty)) else { return view().into_any() };
    memory::html((name, super::use_frame(), route), || view().to_html()).into_any()
}

#[cfg(feature = "ssr")]
mod memory {
    use crate::kernel::route::Route;
    use crate::ui::Frame;
    use leptos::tachys::html::InertElement;
    use std::collections::HashMap;
    use std::sync::{LazyLock, PoisonError, RwLock};

    /// Name of the part, and all that it may depend on. There are some hundred of them, so nothing is ever forgotten.
    type Key = (&'static str, Frame, Route);

    static WRITTEN: LazyLock<RwLock<HashMap<Key, &'static str>>> = LazyLock::new(RwLock::default);

    /// The page at this path, unless the path has a parameter.
    pub(super) fn plain_route(path: &str) -> Option<Route> {
        Route::parse(path).filter(|route| route.path() == path)
    }

    pub(super) fn html(key: Key, write: impl FnOnce() -> String) -> InertElement {
        let known = WRITTEN.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        let html = known.unwrap_or_else(|| {
            let html = write();
            WRITTEN.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert_with(|| html.leak())
        });
        InertElement::new(html)
    }
}
