//! What several pages of the office share: the sentence of a refused field, the authenticator's field, a new password with its meter.

use crate::account::{password_advice, password_strength_words};
use crate::office::api::password_strength;
use crate::office::model::Strength;
use crate::office::text::fields::field_error;
use crate::office::text::{accept as words, sign_in};
use crate::ui::password::when_rested;
use crate::ui::{CodeField, FormState, PasswordField, StrengthMeter, live, use_frame};
use leptos::prelude::*;

/// The sentence for a refused field of this form, in the page's language.
pub fn error(state: FormState, name: &'static str) -> Signal<Option<String>> {
    let lang = use_frame().lang;
    state.error(name, move |field, code| field_error(lang, field, code))
}

/// The value of the authenticator.
#[component]
pub fn AuthenticatorField(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    view! { <CodeField label=sign_in::code(lang) hint=sign_in::code_hint(lang) error=error(state, "kode")/> }
}

/// A new password with hint and meter; the server is asked once typing rests. Without scripts the meter appears with the refusal.
#[component]
pub fn NewPassword(state: FormState) -> impl IntoView {
    const NAME: &str = "password_baru";
    let lang = use_frame().lang;
    let refused = state.fault.with_untracked(|fault| {
        matches!(fault.as_ref().and_then(|fault| fault.is_field(NAME)), Some("too_short" | "weak" | "personal"))
    });
    let strength = RwSignal::new(refused.then(|| Strength { score: 1, advice: String::new() }));
    let on_input = when_rested(move |password, is_newest| {
        if password.is_empty() {
            return strength.set(None);
        }
        leptos::task::spawn_local(async move {
            let answer = password_strength(password, live::value("nama"), live::value("email")).await;
            if is_newest.run(()) {
                strength.set(answer.ok());
            }
        });
    });
    let score = Signal::derive(move || strength.with(|strength| strength.as_ref().map(|strength| strength.score)));
    let label = Signal::derive(move || password_strength_words(lang, score.get().unwrap_or_default()).to_owned());
    let advice = Signal::derive(move || {
        strength.with(|strength| match strength.as_ref()?.advice.as_str() {
            "too_short" => Some(words::too_short(lang).to_owned()),
            other => password_advice(lang, other).map(str::to_owned),
        })
    });
    view! {
        <PasswordField
            name=NAME
            label=words::password(lang)
            hint=words::password_hint(lang)
            error=error(state, NAME)
            autocomplete="new-password"
            on_input
        >
            <StrengthMeter score label advice/>
        </PasswordField>
    }
}
