//! Buttons and links that look like buttons.
//!
//! - A link goes somewhere, a submit does something; neither pretends to be the other.
//! - One primary per view. Gold and ghost only on the slab.
//! - *Busy*: the label stays in the page and keeps the width, the `-ing` form of the verb shows beside a spinner (drawn from
//!   `data-busy`), `aria-busy` is set, and a second press does nothing.
//! - *Not yet*: `aria-disabled`, still focusable, dashed; the reason stands in text beside it. Without scripts the button posts and
//!   the server answers with the reason, so it is only ever set by a signal.

use super::form::FormState;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Secondary,
    Text,
    Danger,
    /// On the slab.
    Gold,
    /// On the slab, beside gold.
    Ghost,
}

impl ButtonKind {
    fn class(self, small: bool) -> &'static str {
        match (self, small) {
            (Self::Primary, false) => "button",
            (Self::Primary, true) => "button small",
            (Self::Secondary, false) => "button secondary",
            (Self::Secondary, true) => "button secondary small",
            (Self::Text, false) => "button plain",
            (Self::Text, true) => "button plain small",
            (Self::Danger, false) => "button danger",
            (Self::Danger, true) => "button danger small",
            (Self::Gold, false) => "button gold",
            (Self::Gold, true) => "button gold small",
            (Self::Ghost, false) => "button ghost",
            (Self::Ghost, true) => "button ghost small",
        }
    }
}

/// A link with the weight of a button. `external` makes the browser load the page itself (downloads, language, other hosts).
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] small: bool,
    #[prop(optional)] external: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class(small) href=href rel=external.then_some("external")>
            {children()}
        </a>
    }
}

/// The button that posts the form around it.
///
/// Inside a [`super::Form`] it knows by itself whether its own post is under way; `pending` overrides that. `name` and `value` are
/// posted only when this button was pressed; `action` sends the form to another address (`formaction`).
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] small: bool,
    /// What the button says while the post is under way: "Mengirim…".
    #[prop(optional, into)]
    busy: Option<String>,
    #[prop(optional, into)] pending: Option<Signal<bool>>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] action: Option<&'static str>,
    #[prop(optional, into)] not_yet: Option<Signal<bool>>,
    /// `id` of the sentence that says why not yet.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// What the button is about, where several say the same: for screen readers, behind the label.
    #[prop(optional, into)]
    about: Option<String>,
) -> impl IntoView {
    let own = (name.unwrap_or_default().to_string(), value.clone().unwrap_or_default());
    let form = use_context::<FormState>();
    let working = move || match (pending, form) {
        (Some(pending), _) => pending.get(),
        (None, Some(form)) => form.pending.get() && form.pressed.with(|pressed| *pressed == own),
        (None, None) => false,
    };
    let blocked = move || not_yet.is_some_and(|not_yet| not_yet.get());
    view! {
        <button
            class=kind.class(small)
            type="submit"
            name=name
            value=value
            formaction=action
            data-busy=busy
            aria-busy=move || working().then_some("true")
            aria-disabled=move || blocked().then_some("true")
            aria-describedby=described_by
        >
            <span>{label} {about.map(|about| view! { <span class="hidden">": " {about}</span> })}</span>
        </button>
    }
}

/// `rel` of a link: an address with a fragment is the browser's own. The router scrolls there and leaves the keyboard where it was, and
/// of a page that the server alone renders it has nothing to show.
#[must_use]
pub fn rel(href: &str) -> Option<&'static str> {
    href.contains('#').then_some("external")
}

/// A stand-alone link: 44 px high, left-aligned, like "Lupa Password" below the field.
#[component]
pub fn LinkRow(#[prop(into)] href: String, #[prop(into)] label: String) -> impl IntoView {
    let rel = rel(&href);
    view! {
        <p class="link-row">
            <a href=href rel=rel>
                {label}
            </a>
        </p>
    }
}
