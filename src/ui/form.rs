//! The form: a plain `<form method="post">` that works as it is, and once hydrated posts by itself without leaving the page.
//!
//! Hydrated, a press sends the same urlencoded body by fetch. A success goes where the server says (a full page load, so the
//! frame's facts are fresh); a refusal becomes a [`Fault`] in the [`FormState`] and nothing typed is lost. A second press while the
//! first is under way does nothing. A page that comes back from the back-forward cache is never left with a dead button.
//!
//! After a refusal (not after a lost line) the form element dispatches `formfault`: `captcha.js` knows that its challenge is spent.

use crate::kernel::fault::Fault;
use crate::kernel::refill::Refill;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_meta::Title;
use std::collections::BTreeMap;

/// What a form knows about itself, from the first render on. `Copy`: hand it to every part of the form.
#[derive(Clone, Copy)]
pub struct FormState {
    /// Why the last post was refused.
    pub fault: RwSignal<Option<Fault>>,
    /// A post is under way.
    pub pending: RwSignal<bool>,
    /// Refusals so far in this page; the summary takes the focus whenever it grows.
    pub sent: RwSignal<u32>,
    /// Name and value of the button that was pressed last.
    pub pressed: RwSignal<(String, String)>,
    values: StoredValue<BTreeMap<String, String>>,
}

impl FormState {
    /// Starts from what the server remembers of a plain post that failed (usually nothing).
    pub fn new(refill: &Refill) -> Self {
        Self {
            fault: RwSignal::new(refill.fault.clone()),
            pending: RwSignal::new(false),
            sent: RwSignal::new(0),
            pressed: RwSignal::default(),
            values: StoredValue::new(refill.values.clone()),
        }
    }

    /// The value a field starts with; empty when nothing was kept.
    pub fn value(&self, name: &str) -> String {
        self.values.with_value(|values| values.get(name).cloned().unwrap_or_default())
    }

    /// As [`Self::value`], with a default for a form that was not posted yet.
    pub fn value_or(&self, name: &str, default: impl Into<String>) -> String {
        self.values.with_value(|values| values.get(name).cloned()).unwrap_or_else(|| default.into())
    }

    /// Whether a checkbox starts ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// The sentence for one field, looked up from its code: `text(field, code)`.
    pub fn error(&self, name: &'static str, text: impl Fn(&str, &str) -> String + Send + Sync + 'static) -> Signal<Option<String>> {
        let fault = self.fault;
        Signal::derive(move || fault.with(|fault| fault.as_ref()?.fields.get(name).map(|code| text(name, code))))
    }

    /// The page title, which starts with "Error:" while something is wrong.
    ///
    /// The head is written after the page, when on the server the page's own signals may already be gone; so this one is counted,
    /// and falls back on what was known when it was made.
    pub fn title(&self, title: impl Into<String>) -> ArcSignal<String> {
        let (fault, title, lang) = (self.fault, title.into(), super::use_frame().lang);
        let at_first = fault.with_untracked(Option::is_some);
        ArcSignal::derive(move || match fault.try_with(Option::is_some).unwrap_or(at_first) {
            true => format!("{}{title}", super::text::error_prefix(lang)),
            false => title.clone(),
        })
    }
}

/// The title of a page with a form: what [`FormState::title`] says, now and later.
#[component]
pub fn FormTitle(title: ArcSignal<String>) -> impl IntoView {
    // The server writes the head once, after the page; the text of the moment is all it needs.
    #[cfg(feature = "ssr")]
    let text = title.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let text = move || title.get();
    view! { <Title text/> }
}

/// A form that posts to `action`, the fixed `/api/<slice>/<verb>` of its server function.
#[component]
pub fn Form(
    #[prop(into)] action: String,
    state: FormState,
    #[prop(optional, into)] class: Option<String>,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    super::send::wake_after_back(state);
    let class = class.map_or_else(|| "form".to_string(), |extra| format!("form {extra}"));
    view! {
        <form method="post" action=action class=class id=id novalidate on:submit=move |event| super::send::submit(&event, state)>
            <super::field::TokenField/>
            // A context of its own: a page may hold two forms.
            <Provider value=state>{children()}</Provider>
        </form>
    }
}
