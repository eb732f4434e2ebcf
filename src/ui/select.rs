//! A list to choose one from, by the browser's own select. The first entry is empty ("Pilih") and means "not answered".

use super::field::{FieldFrame, described_by, invalid};
use super::{frame, text};
use leptos::prelude::*;

/// `options` are (value, label) and may change (regencies of a province); `value` is the one chosen at first.
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(optional, into)] value: String,
    /// Text of the empty entry; "Pilih" when left out.
    #[prop(optional, into)]
    prompt: Option<String>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let prompt = prompt.unwrap_or_else(|| text::choose(frame::use_frame().lang).to_string());
    let describe = described_by(name, false, error);
    view! {
        <FieldFrame id=name.to_string() label hint=None error>
            <select
                class="input"
                id=name
                name=name
                autocomplete=autocomplete
                aria-invalid=invalid(error)
                aria-describedby=describe
                on:change=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&event));
                    }
                }
            >
                <option value="">{prompt}</option>
                {move || {
                    let entry = |(code, label): &(String, String)| {
                        let selected = *code == value;
                        view! { <option value=code.clone() selected=selected>{label.clone()}</option> }
                    };
                    options.with(|options| options.iter().map(entry).collect_view())
                }}
            </select>
        </FieldFrame>
    }
}
