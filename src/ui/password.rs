//! Password: a field that can be shown, and the meter of a new one.
//!
//! The server never sends a password back, so there is no `value`. "Lihat" appears only when scripts run, and the field hides
//! itself again before it is posted, so that password managers recognise it.

use super::effect;
use super::field::{FieldFrame, described_by, invalid};
use super::form::FormState;
use super::icon::{Glyph, Icon};
use super::{frame, text};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long typing must rest before anybody is asked about what was typed.
const REST: Duration = Duration::from_millis(400);

/// `autocomplete` is `current-password` or `new-password`. Children (the meter) stand below the input.
#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(default = "current-password")] autocomplete: &'static str,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    if let Some(form) = use_context::<FormState>() {
        effect(move || {
            if form.pending.get() {
                shown.set(false);
            }
        });
    }
    let describe = described_by(name, hint.is_some(), error);
    view! {
        <FieldFrame id=name.to_string() label hint error>
            <div class="input-box">
                <input
                    class="input"
                    id=name
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid(error)
                    aria-describedby=describe
                    on:input=move |event| {
                        if let Some(on_input) = on_input {
                            on_input.run(event_target_value(&event));
                        }
                    }
                />
                <Peek shown controls=name/>
            </div>
            {children.map(|children| children())}
        </FieldFrame>
    }
}

/// "Lihat" and "Tutup", hidden until scripts run.
#[component]
fn Peek(shown: RwSignal<bool>, controls: &'static str) -> impl IntoView {
    let lang = frame::use_frame().lang;
    let ready = RwSignal::new(false);
    effect(move || ready.set(true));
    view! {
        <button
            class="peek"
            type="button"
            hidden=move || !ready.get()
            aria-controls=controls
            aria-label=move || if shown.get() { text::hide_password(lang) } else { text::show_password(lang) }
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            <Icon glyph=Glyph::Eye/>
            <span>{move || if shown.get() { text::hide(lang) } else { text::show(lang) }}</span>
        </button>
    }
}

/// Calls `ask` with what stands in a field once typing has rested there, with an empty field at once. What it is given besides tells
/// whether the text is still the newest: an answer that comes later, or when the page is gone, is dropped. Runs in browsers only:
/// nothing types on the server.
pub fn when_rested(ask: impl Fn(String, Callback<(), bool>) + Send + Sync + 'static) -> Callback<String> {
    let ask = Arc::new(ask);
    let newest = StoredValue::new(0_u32);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    Callback::new(move |typed: String| {
        stop();
        let number = newest.get_value().wrapping_add(1);
        newest.set_value(number);
        let is_newest = Callback::new(move |()| newest.try_get_value() == Some(number));
        if typed.is_empty() {
            return ask(typed, is_newest);
        }
        let ask = Arc::clone(&ask);
        waiting.set_value(set_timeout_with_handle(move || ask(typed, is_newest), REST).ok());
    })
}

/// Four bars and a word. `score` is 0 to 4 (`None`: nothing typed yet, nothing shown), `label` the whole line
/// ("Kekuatan: lemah"), `advice` what would make it stronger.
#[component]
pub fn StrengthMeter(
    #[prop(into)] score: Signal<Option<u8>>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] advice: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let bars = move || score.get().map(|score| if score == 0 { 1 } else { score.min(4) });
    view! {
        <div class="meter" data-score=move || bars().map(|bars| bars.to_string()) hidden=move || bars().is_none()>
            <div class="meter-bars" aria-hidden="true">
                <i></i>
                <i></i>
                <i></i>
                <i></i>
            </div>
            <p role="status">
                {move || label.get()}
                <span>{move || advice.and_then(|advice| advice.get()).map(|advice| format!(". {advice}"))}</span>
            </p>
        </div>
    }
}
