//! The warning before a session ends: two and a half minutes ahead, one press answers it.
//!
//! Time runs from the load of the page and from every answered warning. When it is over the page says so and keeps what was typed:
//! one signs in again in another tab. Without scripts there is no warning, and the server's answer to the next press explains.

#[cfg(feature = "hydrate")]
use super::effect;
use super::frame::use_frame;
use super::text;
use leptos::prelude::*;

/// Seconds between the warning and the end.
const AHEAD: u32 = 150;

/// `seconds` is what is left of the session when the page is made; `stay` the endpoint that prolongs it; `leave` the endpoint that
/// signs out; `sign_in` the page to sign in.
#[component]
pub fn SessionWarning(
    seconds: u32,
    #[prop(into)] stay: String,
    #[prop(into)] leave: String,
    #[prop(into)] sign_in: String,
) -> impl IntoView {
    let words = text::session(use_frame().lang);
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let over = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let watch = Watch { dialog, over, pending, seconds };
    watch.start();
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="session-title">
            <h2 id="session-title">{move || if over.get() { words.over_title } else { words.title }}</h2>
            <p>{move || if over.get() { words.over_body } else { words.body }}</p>
            <div class="dialog-buttons" hidden=move || over.get()>
                <form method="post" action=leave>
                    <super::field::TokenField/>
                    <button class="button secondary" type="submit">
                        <span>{words.leave}</span>
                    </button>
                </form>
                <button
                    class="button"
                    type="button"
                    data-busy=words.staying
                    aria-busy=move || pending.get().then_some("true")
                    on:click=move |_| watch.stay(&stay)
                >
                    <span>{words.stay}</span>
                </button>
            </div>
            <p hidden=move || !over.get()>
                <a href=sign_in target="_blank" rel="external">
                    {words.sign_in}
                </a>
            </p>
        </dialog>
    }
}

#[derive(Clone, Copy)]
struct Watch {
    dialog: NodeRef<leptos::html::Dialog>,
    over: RwSignal<bool>,
    pending: RwSignal<bool>,
    seconds: u32,
}

#[cfg(not(feature = "hydrate"))]
impl Watch {
    fn start(self) {
        let _ = (self.dialog, self.over, self.pending, self.seconds, AHEAD);
    }

    fn stay(self, _endpoint: &str) {}
}

#[cfg(feature = "hydrate")]
impl Watch {
    fn start(self) {
        use std::time::Duration;
        effect(move || {
            let warn =
                set_timeout_with_handle(move || self.warn(), Duration::from_secs(u64::from(self.seconds.saturating_sub(AHEAD))));
            let end = set_timeout_with_handle(move || self.end(), Duration::from_secs(u64::from(self.seconds)));
            on_cleanup(move || {
                for handle in [warn, end].into_iter().flatten() {
                    handle.clear();
                }
            });
        });
    }

    /// A page that was taken down before its timers were set has nobody to clear them, and nothing left to show.
    fn warn(self) {
        if let Some(dialog) = self.dialog.try_get_untracked().flatten().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
        }
    }

    fn end(self) {
        let _ = self.over.try_set(true);
    }

    /// Prolongs the session, then closes the dialog and starts over; whatever goes wrong, the words say what to do.
    fn stay(self, endpoint: &str) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let endpoint = endpoint.to_string();
        leptos::task::spawn_local(async move {
            let Ok(body) = web_sys::UrlSearchParams::new() else { return };
            let answer = super::send::post(&endpoint, &body).await;
            self.pending.set(false);
            match answer {
                Ok(_) => {
                    if let Some(dialog) = self.dialog.get_untracked() {
                        dialog.close();
                    }
                    self.start();
                }
                Err(fault) if fault.code == crate::kernel::fault::Code::Unauthenticated => self.over.set(true),
                // No connection: the dialog stays, the person may press again.
                Err(_) => {}
            }
        });
    }
}
