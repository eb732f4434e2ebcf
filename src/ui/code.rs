//! The one-time code: one field drawn as six underlines, not six fields.
//!
//! Pasting with spaces works: once hydrated, everything but digits is dropped as it is typed; without scripts the server does it.

use super::field::{FieldFrame, described_by, invalid};
use leptos::prelude::*;

const DIGITS: usize = 6;

#[component]
pub fn CodeField(
    #[prop(default = "kode")] name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let describe = described_by(name, hint.is_some(), error);
    view! {
        <FieldFrame id=name.to_string() label hint error>
            <input
                class="input code"
                id=name
                name=name
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                autocapitalize="none"
                spellcheck="false"
                translate="no"
                aria-invalid=invalid(error)
                aria-describedby=describe
                on:input=move |event| tidy(&event_target(&event))
            />
        </FieldFrame>
    }
}

/// Keeps the first six digits; writes only when something changes, so the caret stays.
fn tidy(input: &leptos::web_sys::HtmlInputElement) {
    let typed = input.value();
    let digits: String = typed.chars().filter(char::is_ascii_digit).take(DIGITS).collect();
    if digits != typed {
        input.set_value(&digits);
    }
}
