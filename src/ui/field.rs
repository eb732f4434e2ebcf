//! Fields: label, hint, error, input, in this order; never a placeholder as label.
//!
//! - The `id` of the input is its `name`, so the error summary can link to it.
//! - An error shows as a bar along the whole field, an icon and a sentence, sets `aria-invalid` and is part of the description.
//! - `value` is what the server kept; hydration never touches what was typed meanwhile.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The `aria-describedby` of an input: its hint, then its error, then its confirmation.
pub(super) fn described_by(id: &str, hint: bool, error: Option<Signal<Option<String>>>) -> Signal<Option<String>> {
    let id = id.to_string();
    Signal::derive(move || {
        let wrong = error.is_some_and(|error| error.with(Option::is_some));
        match (hint, wrong) {
            (true, true) => Some(format!("{id}-hint {id}-error")),
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (false, false) => None,
        }
    })
}

pub(super) fn invalid(error: Option<Signal<Option<String>>>) -> Signal<Option<&'static str>> {
    Signal::derive(move || error.is_some_and(|error| error.with(Option::is_some)).then_some("true"))
}

/// The sentence of an error with its icon; always in the tree, empty and hidden while all is well.
#[component]
pub(super) fn Wrong(id: String, error: Option<Signal<Option<String>>>) -> impl IntoView {
    error.map(|error| {
        view! {
            <p class="wrong" id=format!("{id}-error") hidden=move || error.with(Option::is_none)>
                <Icon glyph=Glyph::WarningCircleFill/>
                <span>{move || error.get().unwrap_or_default()}</span>
            </p>
        }
    })
}

/// What stands around every input: label, hint, error; then the children.
#[component]
pub(super) fn FieldFrame(
    id: String,
    label: String,
    hint: Option<String>,
    error: Option<Signal<Option<String>>>,
    children: Children,
) -> impl IntoView {
    let wrong = move || error.is_some_and(|error| error.with(Option::is_some));
    view! {
        <div class="field" class:is-wrong=wrong>
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            <Wrong id=id.clone() error/>
            {children()}
        </div>
    }
}

/// A one-line field. `kind` is the input's type (`text`, `email`, `tel`, …).
#[component]
pub fn Field(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    /// Confirms a NIK, a phone number or a code, with a check; not for other fields.
    #[prop(optional, into)]
    good: Option<Signal<Option<String>>>,
    #[prop(optional, into)] value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] maxlength: Option<u32>,
    /// Width in characters where the answer has a known length: `"nik"`, `"short"`.
    #[prop(optional)]
    width: Option<&'static str>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
) -> impl IntoView {
    // Nobody spells an address, a number or a code; phones must not "correct" them.
    let exact = kind != "text" || inputmode.is_some();
    let describe = described_by(name, hint.is_some(), error);
    view! {
        <FieldFrame id=name.to_string() label hint error>
            <input
                class=width.map_or_else(|| "input".to_string(), |width| format!("input width-{width}"))
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=maxlength
                autocapitalize=exact.then_some("none")
                spellcheck=exact.then_some("false")
                aria-invalid=invalid(error)
                aria-describedby=describe
                on:input=move |event| {
                    if let Some(on_input) = on_input {
                        on_input.run(event_target_value(&event));
                    }
                }
            />
            <Right good/>
        </FieldFrame>
    }
}

/// A field of several lines; `maxlength` counts line breaks, too.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(optional, into)] value: String,
    #[prop(default = 6)] rows: u32,
    #[prop(optional)] maxlength: Option<u32>,
) -> impl IntoView {
    let describe = described_by(name, hint.is_some(), error);
    view! {
        <FieldFrame id=name.to_string() label hint error>
            <textarea
                class="input"
                id=name
                name=name
                rows=rows
                maxlength=maxlength
                aria-invalid=invalid(error)
                aria-describedby=describe
            >
                {value}
            </textarea>
        </FieldFrame>
    }
}

/// The confirmation below a field.
#[component]
fn Right(good: Option<Signal<Option<String>>>) -> impl IntoView {
    good.map(|good| {
        view! {
            <p class="right" role="status" hidden=move || good.with(Option::is_none)>
                <Icon glyph=Glyph::CheckCircleFill/>
                <span>{move || good.get().unwrap_or_default()}</span>
            </p>
        }
    })
}

/// A day, by the browser's own date field. `value`, `min` and `max` are `yyyy-mm-dd`.
#[component]
pub fn DateField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(optional, into)] value: String,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] min: Option<String>,
    #[prop(optional, into)] max: Option<String>,
) -> impl IntoView {
    let describe = described_by(name, hint.is_some(), error);
    view! {
        <FieldFrame id=name.to_string() label hint error>
            <input
                class="input width-date"
                id=name
                name=name
                type="date"
                value=value
                min=min
                max=max
                autocomplete=autocomplete
                aria-invalid=invalid(error)
                aria-describedby=describe
            />
        </FieldFrame>
    }
}

/// The token that every form carries.
#[component]
pub fn TokenField() -> impl IntoView {
    view! { <Hidden name="permintaan" value=super::frame::use_request_token()/> }
}

/// A value the server put in and wants back.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
