//! Radios and checkboxes. The whole row is the target; a chosen row has a thick indigo edge, so colour is never alone.
//! Plain rows, without a box, are only for consent and "Percayai perangkat ini".

use super::field::{Wrong, described_by, invalid};
use leptos::prelude::*;

/// One answer of a radio group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One question with few answers. The first radio's `id` is the name, so the error summary leads to it.
#[component]
pub fn Radios(
    name: &'static str,
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    /// Short answers stand side by side where there is room.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let describe = described_by(name, hint.is_some(), error);
    let wrong = move || error.is_some_and(|error| error.with(Option::is_some));
    let row = move |(index, choice): (usize, Choice)| {
        let id = if index == 0 { name.to_string() } else { format!("{name}-{index}") };
        let checked = choice.value == value;
        view! {
            <label class="choice">
                <input type="radio" id=id name=name value=choice.value checked=checked aria-invalid=invalid(error)/>
                <span>{choice.label} {choice.hint.map(|hint| view! { <small>{hint}</small> })}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field" class:is-wrong=wrong aria-describedby=describe>
            <legend>{legend}</legend>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <Wrong id=name.to_string() error/>
            <div class="choices" class:inline=inline>
                {choices.into_iter().enumerate().map(row).collect_view()}
            </div>
        </fieldset>
    }
}

/// One yes. The children are its text and may hold links. It posts `value` (default `on`) when ticked, nothing otherwise.
#[component]
pub fn Check(
    name: &'static str,
    #[prop(default = "on")] value: &'static str,
    #[prop(optional)] checked: bool,
    /// With a box round the row, for a choice among others; plain for consent.
    #[prop(optional)]
    boxed: bool,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    children: Children,
) -> impl IntoView {
    let describe = described_by(name, hint.is_some(), error);
    let wrong = move || error.is_some_and(|error| error.with(Option::is_some));
    view! {
        <div class="field" class:is-wrong=wrong>
            <Wrong id=name.to_string() error/>
            <label class=if boxed { "choice" } else { "choice bare" }>
                <input type="checkbox" id=name name=name value=value checked=checked aria-invalid=invalid(error) aria-describedby=describe/>
                <span>
                    {children()} {hint.map(|hint| view! { <small id=format!("{name}-hint")>{hint}</small> })}
                </span>
            </label>
        </div>
    }
}
