//! What several account pages share: the NIK, the new password with its meter, the captcha, sentences with a masked address in them.

use super::live;
use crate::account::api::{open_form, password_strength};
use crate::account::model::{Challenge, Strength};
use crate::account::text;
use crate::account::text::fields::field_error;
use crate::account::text::proof;
use crate::kernel::lang::Lang;
use crate::kernel::nik::Nik;
use crate::kernel::refill::{ONCE_MORE, Refill};
use crate::kernel::route::Route;
use crate::ui::password::when_rested;
use crate::ui::{CaptchaBox, Field, FormState, Glyph, Notice, PasswordField, StrengthMeter, Tint, effect, use_frame};
use leptos::prelude::*;

/// The sentence for a refused field of this form, in the page's language.
pub fn error(state: FormState, name: &'static str) -> Signal<Option<String>> {
    let lang = use_frame().lang;
    state.error(name, move |field, code| field_error(lang, field, code))
}

/// A field's input and its confirmation: shown while what is typed passes `check` and nothing is refused.
pub fn confirmed(
    state: FormState,
    name: &'static str,
    words: &'static str,
    check: fn(&str) -> bool,
) -> (Callback<String>, Signal<Option<String>>) {
    let good = RwSignal::new(check(&state.value(name)));
    let refused = move || state.fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.is_field(name).is_some()));
    let shown = Signal::derive(move || (good.get() && !refused()).then(|| words.to_owned()));
    (Callback::new(move |typed: String| good.set(check(&typed))), shown)
}

/// A NIK, confirmed once it looks right.
#[component]
pub fn NikField(state: FormState, hint: &'static str) -> impl IntoView {
    let lang = use_frame().lang;
    let (typed, good) = confirmed(state, "nik", text::register::nik_good(lang), |typed| Nik::parse(typed).is_ok());
    view! {
        <Field
            name="nik"
            label="NIK"
            hint
            error=error(state, "nik")
            good
            value=state.value("nik")
            autocomplete="off"
            inputmode="numeric"
            width="nik"
            on_input=typed
        />
    }
}

/// The way back from a page of the account to "Akun Saya".
pub fn to_account(lang: Lang) -> (String, String) {
    (Route::Account.path().to_owned(), text::overview::title(lang).to_owned())
}

/// A bold first sentence and the rest, from a pair of the texts.
#[component]
pub fn Says(
    tint: Tint,
    glyph: Glyph,
    words: (&'static str, &'static str),
    #[prop(optional)] role: Option<&'static str>,
) -> impl IntoView {
    let (lead, rest) = words;
    match role {
        Some(role) => view! { <Notice tint glyph lead role>{rest}</Notice> }.into_any(),
        None => view! { <Notice tint glyph lead>{rest}</Notice> }.into_any(),
    }
}

/// After fresh proof: what was pressed before it has to be pressed once more. `button` is its label.
pub fn once_more(lang: Lang, refill: &Refill, button: &str) -> Option<impl IntoView + use<>> {
    (!refill.value(ONCE_MORE).is_empty()).then(|| {
        let rest = proof::once_more(lang, button);
        view! {
            <Notice tint=Tint::Good glyph=Glyph::CheckCircleFill lead=proof::confirmed(lang) role="status">
                {rest}
            </Notice>
        }
    })
}

/// A sentence with a masked address or number, bold, in its middle.
#[component]
pub fn Sentence(before: &'static str, middle: String, #[prop(into)] after: String) -> impl IntoView {
    view! {
        <p>
            {before} <b translate="no">{middle}</b> {after}
        </p>
    }
}

/// The captcha of an open form (`daftar`, `masuk` or `lupa`) or of a resend (`kirim_ulang`), there from the first refusal on if it is
/// empty. A challenge is good for one post and for 30 minutes, so a refusal
/// and "Periksa lagi" bring a fresh one; `/captcha.js` meets the new box by itself. If it cannot be fetched the old one stays, and
/// the next answer of the server brings another try.
#[component]
pub fn Captcha(state: FormState, form: &'static str, challenge: Challenge) -> impl IntoView {
    let challenge = RwSignal::new(challenge);
    let renew = move || {
        leptos::task::spawn_local(async move {
            if let Ok(page) = open_form(form.to_owned()).await {
                let _ = challenge.try_set(page.challenge);
            }
        });
    };
    effect(move || {
        if state.sent.get() > 0 {
            renew();
        }
    });
    let on_again = Callback::new(move |()| renew());
    view! {
        {move || {
            let Challenge { token, work, question } = challenge.get();
            let known = !work.is_empty();
            known.then(|| view! { <CaptchaBox challenge=work token question error=error(state, "captcha") on_again/> })
        }}
    }
}

/// A new password with hint and meter. The server is asked once typing rests; an answer that is no longer about what stands in
/// the field is dropped. Without scripts the meter appears with the refusal.
#[component]
pub fn NewPassword(state: FormState, name: &'static str, #[prop(into)] label: String) -> impl IntoView {
    let lang = use_frame().lang;
    let error = state.error(name, move |field, code| proof::error(lang, field, code));
    let strength = RwSignal::new(refused_as_weak(state, name).then(|| Strength { score: 1, advice: String::new() }));
    let ask = asker(strength);
    let score = Signal::derive(move || strength.with(|strength| strength.as_ref().map(|strength| strength.score)));
    let words = Signal::derive(move || text::strength(lang, score.get().unwrap_or_default()).to_owned());
    let advice =
        Signal::derive(move || strength.with(|strength| text::advice(lang, &strength.as_ref()?.advice).map(str::to_owned)));
    view! {
        <PasswordField
            name
            label
            hint=text::password_hint(lang)
            error
            autocomplete="new-password"
            on_input=ask
        >
            <StrengthMeter score label=words advice/>
        </PasswordField>
    }
}

/// Whether the page opens with this password refused as too easy.
fn refused_as_weak(state: FormState, name: &str) -> bool {
    state.fault.with_untracked(|fault| {
        let code = fault.as_ref().and_then(|fault| fault.is_field(name));
        matches!(code, Some("too_short" | "weak" | "personal"))
    })
}

/// Asks the server about each password at which typing rested; an answer that is no longer about what stands in the field is dropped.
fn asker(strength: RwSignal<Option<Strength>>) -> Callback<String> {
    when_rested(move |password, is_newest| {
        if password.is_empty() {
            return strength.set(None);
        }
        leptos::task::spawn_local(async move {
            let answer = password_strength(password, live::value("email"), live::value("nik")).await;
            if is_newest.run(()) {
                // Without an answer the meter is silent; what it said was about another password.
                strength.set(answer.ok());
            }
        });
    })
}
