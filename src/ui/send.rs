//! The browser's half of [`super::form`]: one fetch, one answer. On the server there is nothing to do.

#[cfg(feature = "hydrate")]
pub use browser::{Answer, go, post, reload, submit, wake_after_back};

#[cfg(not(feature = "hydrate"))]
pub fn submit(_event: &leptos::ev::SubmitEvent, _state: super::FormState) {}

#[cfg(not(feature = "hydrate"))]
pub fn wake_after_back(_state: super::FormState) {}

#[cfg(not(feature = "hydrate"))]
pub fn go(_address: &str) {}

#[cfg(not(feature = "hydrate"))]
pub fn reload() {}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::kernel::fault::{Code, Fault};
    use crate::ui::FormState;
    use leptos::ev::SubmitEvent;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Event, FormData, HtmlButtonElement, HtmlFormElement, Request, RequestInit, Response, UrlSearchParams};

    /// What an accepted post means for the page.
    pub enum Answer {
        /// Go there, with a full page load.
        Go(String),
        /// Accepted, nowhere to go.
        Stay(Response),
    }

    /// Leaves for another page of the portal with a full load.
    pub fn go(address: &str) {
        let _ = window().location().assign(address);
    }

    /// Loads the page of the present address from the server.
    pub fn reload() {
        let _ = window().location().reload();
    }

    /// Sends the form that the event belongs to; ignored while an earlier post is under way or the button is "not yet".
    pub fn submit(event: &SubmitEvent, state: FormState) {
        event.prevent_default();
        let Some(form) =
            event.current_target().or_else(|| event.target()).and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        let button = event.submitter().and_then(|element| element.dyn_into::<HtmlButtonElement>().ok());
        let asleep = button.as_ref().is_some_and(|button| button.get_attribute("aria-disabled").as_deref() == Some("true"));
        if asleep || state.pending.get_untracked() {
            return;
        }
        let Some(body) = encode(&form, button.as_ref()) else { return };
        let action = button
            .as_ref()
            .and_then(|button| button.get_attribute("formaction"))
            .or_else(|| form.get_attribute("action"))
            .unwrap_or_default();
        state.pressed.set(button.map(|button| (button.name(), button.value())).unwrap_or_default());
        state.pending.set(true);
        spawn_local(async move {
            match post(&action, &body).await {
                // Pending stays on: the page is about to be replaced.
                Ok(Answer::Go(address)) => go(&address),
                Ok(Answer::Stay(_)) => reload(),
                Err(fault) => refuse(&form, state, fault),
            }
        });
    }

    fn refuse(form: &HtmlFormElement, state: FormState, fault: Fault) {
        if let Some(address) = fault.destination() {
            return go(address);
        }
        let lost = fault.code == Code::Transport;
        state.pending.set(false);
        state.fault.set(Some(fault));
        state.sent.update(|sent| *sent += 1);
        if lost {
            return;
        }
        if let Ok(event) = Event::new("formfault") {
            let _ = form.dispatch_event(&event);
        }
    }

    /// The urlencoded body, the pressed button's own pair included.
    fn encode(form: &HtmlFormElement, button: Option<&HtmlButtonElement>) -> Option<UrlSearchParams> {
        let data = FormData::new_with_form(form).ok()?;
        let body = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        if let Some(button) = button.filter(|button| !button.name().is_empty()) {
            body.append(&button.name(), &button.value());
        }
        Some(body)
    }

    /// Posts a body to an endpoint of the portal.
    ///
    /// # Errors
    /// The server's fault; [`Code::Transport`] when no understandable answer came.
    pub async fn post(action: &str, body: &UrlSearchParams) -> Result<Answer, Fault> {
        let response = fetch(action, body).await.map_err(|_| Fault::of(Code::Transport))?;
        if response.redirected() {
            return Ok(Answer::Go(response.url()));
        }
        if response.ok() {
            return Ok(match response.headers().get("location").ok().flatten() {
                Some(address) => Answer::Go(address),
                None => Answer::Stay(response),
            });
        }
        Err(read_fault(&response).await.unwrap_or_else(|| Fault::of(Code::Transport)))
    }

    async fn fetch(action: &str, body: &UrlSearchParams) -> Result<Response, JsValue> {
        let init = RequestInit::new();
        init.set_method("POST");
        // The browser itself names this kind of body application/x-www-form-urlencoded.
        init.set_body(body);
        let request = Request::new_with_str_and_init(action, &init)?;
        request.headers().set("accept", "application/json")?;
        JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()
    }

    async fn read_fault(response: &Response) -> Option<Fault> {
        Fault::from_json(&JsFuture::from(response.text().ok()?).await.ok()?.as_string()?)
    }

    /// A page kept by the browser's back-forward cache comes back as it was left: with its button still busy.
    pub fn wake_after_back(state: FormState) {
        let listener = window_event_listener_untyped("pageshow", move |event| {
            let kept = event.dyn_ref::<web_sys::PageTransitionEvent>().is_some_and(web_sys::PageTransitionEvent::persisted);
            if kept {
                state.pending.set(false);
            }
        });
        on_cleanup(move || listener.remove());
    }
}
