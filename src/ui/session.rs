//! The warning before a session ends: two and a half minutes ahead, one press answers it.
//!
//! It stands after the app in the document, on every page of somebody who is signed in, and costs the browser's bundle nothing: the plain
//! script `/session.js` drives it, with WASM and without. The script finds `[data-session]`, counts from when the page was loaded and
//! from every later use, and shows the parts that bear `data-when`: "soon", "final" when no use can put the end off any more, or "over".
//! When it is over the page keeps what was typed: one signs in again in another tab, which the script hears of. Without scripts there
//! is no warning, and the server's answer to the next press explains.

use super::field::Hidden;
use super::text;
use crate::kernel::lang::Lang;
use leptos::prelude::*;

/// When the session behind a page ends, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionEnd {
    /// Seconds until it ends if nothing more happens.
    pub seconds: u32,
    /// Seconds that every further use gives it.
    pub idle: i64,
    /// Seconds after which it ends in any case.
    pub ends: u32,
    /// The same for people: "17.42 WIB".
    pub ends_at: String,
    /// The same for all pages of one person in one browser, so that a use of one of them counts for the others.
    pub mark: String,
    /// Where a press prolongs it.
    pub stay: &'static str,
    /// Where a press signs out.
    pub leave: &'static str,
    /// The page to sign in.
    pub sign_in: &'static str,
}

#[component]
pub fn SessionWarning(end: SessionEnd, lang: Lang, request_token: String) -> impl IntoView {
    let words = text::session(lang);
    view! {
        <dialog
            class="dialog"
            aria-labelledby="session-title"
            data-session=""
            data-seconds=end.seconds
            data-idle=end.idle
            data-ends=end.ends
            data-mark=end.mark
        >
            <h2 id="session-title">
                <span data-when="soon">{words.title}</span>
                <span data-when="final" hidden="">
                    {words.final_title}
                </span>
                <span data-when="over" hidden="">
                    {words.over_title}
                </span>
            </h2>
            <p data-when="soon">{words.body}</p>
            <p data-when="final" hidden="">
                {text::session_final(lang, &end.ends_at)}
            </p>
            <p data-when="over" hidden="">
                {words.over_body}
            </p>
            <form method="post" action=end.leave class="dialog-buttons" data-when="soon">
                <Hidden name="permintaan" value=request_token/>
                <button class="button" type="button" data-stay=end.stay data-busy=words.staying autofocus="">
                    <span>{words.stay}</span>
                </button>
                <button class="button secondary" type="submit">
                    <span>{words.leave}</span>
                </button>
            </form>
            <form method="dialog" class="dialog-buttons" data-when="final" hidden="">
                <button class="button" type="submit">
                    <span>{words.close}</span>
                </button>
            </form>
            <form method="dialog" class="dialog-buttons" data-when="over" hidden="">
                <a class="button" href=end.sign_in target="_blank" rel="external">
                    <span>{words.sign_in}</span>
                </a>
                <button class="button secondary" type="submit">
                    <span>{words.close}</span>
                </button>
            </form>
        </dialog>
    }
}
