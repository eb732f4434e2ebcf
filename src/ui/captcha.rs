//! The captcha: a proof of work that solves itself, with a sum in words beside it that is always accepted instead.
//!
//! The plain script `/captcha.js` drives it, before hydration, without it and after client navigation. It finds `[data-captcha]`,
//! solves `data-challenge` (`<id>.<bits>`: an integer n such that SHA-256 of `<id>:<n>` begins with that many zero bits), writes n
//! into the hidden `pow` and sets one of `is-working`, `is-done`, `is-expired`, `is-failed` on the root. The texts of the states are
//! in `data-*` attributes, so everything here is static for Leptos and the script never meets a re-render.
//!
//! Posted: `tantangan` (the signed token), `pow` (empty or n) and `captcha` (empty or the sum). A token is good for one post only, so
//! after a refusal and on `on_again` the page fetches a new challenge and gives it to this component: the script notices. Without
//! `on_again`, "Periksa lagi" loads the page again.

use super::bloom::petals;
use super::field::{Wrong, described_by, invalid};
use super::frame::use_frame;
use super::text;
use leptos::prelude::*;

/// How long a challenge is good, as on the server.
const SECONDS: u32 = 1_800;

#[component]
pub fn CaptchaBox(
    /// `<id>.<bits>`: the proof of work.
    #[prop(into)]
    challenge: String,
    /// The signed token, posted back as `tantangan`.
    #[prop(into)]
    token: String,
    /// The sum in words: "Berapa tujuh tambah lima?"
    #[prop(into)]
    question: String,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    /// "Periksa lagi" was pressed and scripts run: the page brings a new challenge.
    #[prop(optional, into)]
    on_again: Option<Callback<()>>,
) -> impl IntoView {
    let words = text::captcha(use_frame().lang);
    let describe = described_by("captcha", true, error);
    let wrong = move || error.is_some_and(|error| error.with(Option::is_some));
    view! {
        <div
            class="captcha"
            data-captcha=""
            data-challenge=challenge
            data-seconds=SECONDS
            data-done=words.done.0
            data-done-note=words.done.1
            data-expired=words.expired.0
            data-expired-note=words.expired.1
            data-working=words.working.0
            data-working-note=words.working.1
            data-failed=words.failed
        >
            <p class="captcha-heading">{words.heading}</p>
            <div class="captcha-row">
                {petals("bloom", [None; 4])} <div role="status">
                    <b data-captcha-title="">{words.working.0}</b>
                    <small data-captcha-note="">{words.working.1}</small>
                </div> <button
                    class="plain-link"
                    type="button"
                    data-captcha-again=""
                    on:click=move |event| {
                        if let Some(on_again) = on_again {
                            event.prevent_default();
                            on_again.run(());
                        }
                    }
                >
                    {words.again}
                </button>
            </div>
            <input type="hidden" name="tantangan" value=token/>
            <input type="hidden" name="pow" value="" data-captcha-pow=""/>
            <div class="captcha-sum" data-captcha-sum="">
                <div class="field" class:is-wrong=wrong>
                    <p class="captcha-failed wrong" role="status">
                        {words.failed}
                    </p>
                    <label for="captcha">
                        {question}
                    </label>
                    <p class="hint" id="captcha-hint">
                        {words.hint}
                    </p>
                    <Wrong id="captcha".to_string() error/>
                    <input
                        class="input width-short"
                        id="captcha"
                        name="captcha"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-invalid=invalid(error)
                        aria-describedby=describe
                    />
                </div>
            </div>
        </div>
    }
}
