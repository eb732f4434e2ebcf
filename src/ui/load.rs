//! Shows what a page waits for: data, or the fault that came instead.
//!
//! The pages are rendered fully awaited, so the server never sends the skeleton; it shows only on client navigation, after 400 ms.
//! A fault with a destination leads there (the server has already redirected a full load).

use super::frame::use_frame;
use super::notice::{Notice, Tint};
use super::text;
use crate::kernel::fault::{Code, Fault};
use leptos::prelude::*;
use std::sync::Arc;

/// What the server does when a page's data is refused: redirect, or set the status. Given as context by the shell; the browser
/// has none and follows a destination by itself.
#[derive(Clone)]
pub struct OnFault(Arc<dyn Fn(&Fault) + Send + Sync>);

impl OnFault {
    pub fn new(answer: impl Fn(&Fault) + Send + Sync + 'static) -> Self {
        Self(Arc::new(answer))
    }
}

/// `view` gets the data once it is there. `skeleton` is the number of text lines that stand for it meanwhile.
#[component]
pub fn Load<T, Ser, F, V>(resource: Resource<Result<T, Fault>, Ser>, view: F, #[prop(default = 6)] skeleton: usize) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    Ser: Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let on_fault = use_context::<OnFault>();
    view! {
        <Suspense fallback=move || {
            view! { <Skeleton lines=skeleton/> }
        }>
            {move || {
                let (view, on_fault) = (view.clone(), on_fault.clone());
                Suspend::new(async move {
                    match resource.await {
                        Ok(data) => view(data).into_any(),
                        Err(fault) => {
                            if let Some(on_fault) = on_fault {
                                (on_fault.0)(&fault);
                            }
                            view! { <FaultNotice fault/> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

/// What went wrong with a whole page, and the way out: go there, sign in, or try again.
#[component]
pub fn FaultNotice(fault: Fault) -> impl IntoView {
    let lang = use_frame().lang;
    if let Some(page) = fault.destination() {
        // On the server the redirect is already decided; in the browser this runs after the render.
        Effect::new(move |_| super::send::go(page.path()));
        return view! { <p class="soft">{text::loading(lang)}</p> }.into_any();
    }
    let tint = if matches!(fault.code, Code::Unavailable | Code::Limited | Code::Locked) { Tint::Wait } else { Tint::Bad };
    view! {
        <Notice tint role="alert">
            {text::fault(lang, &fault)} " "
            <a href="" rel="external">
                {text::try_again(lang)}
            </a>
        </Notice>
    }
    .into_any()
}

/// Blocks with the height of the text they stand for.
#[component]
fn Skeleton(lines: usize) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <div class="skeleton" aria-busy="true">
            <p class="hidden" role="status">
                {text::loading(lang)}
            </p>
            {(0..lines).map(|_| view! { <i></i> }).collect_view()}
        </div>
    }
}
