//! Shows what a page waits for: data, or the fault that came instead.
//!
//! The pages are rendered fully awaited, so the server never makes the skeleton; it shows only on client navigation, after 400 ms.
//! A fault with a destination leads there (the server has already redirected a full load).

use super::effect;
use super::frame::use_frame;
use super::notice::{Notice, Tint};
use super::text;
use crate::kernel::fault::{Code, Fault};
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos::tachys::reactive_graph::OwnedView;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::pin::Pin;
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

/// Page data on its way to the view: one type for every page, so that the browser carries the machinery of waiting once.
pub(super) type Packed = Vec<u8>;
pub(super) type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Packed> + Send>> + Send + Sync>;
pub(super) type Show = Arc<dyn Fn(&[u8]) -> Result<AnyView, Fault> + Send + Sync>;

/// `fetch` asks the server function, `view` gets the data once it is there. `skeleton` is the number of text lines that stand for it
/// meanwhile.
#[component]
pub fn Load<T, Fut, G, F, V>(fetch: G, view: F, #[prop(default = 6)] skeleton: usize) -> impl IntoView
where
    T: Serialize + DeserializeOwned + 'static,
    Fut: Future<Output = Result<T, Fault>> + Send + 'static,
    G: Fn() -> Fut + Send + Sync + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let fetch: Fetch = Box::new(move || {
        let answer = fetch();
        Box::pin(async move { pack(answer.await) })
    });
    let show: Show = Arc::new(move |packed| unpack(packed).map(|data| view(data).into_any()));
    load(fetch, show, skeleton)
}

/// A leading 0 and the data, or a leading 1 and the fault.
fn pack<T: Serialize>(answer: Result<T, Fault>) -> Packed {
    let (mark, packed) = match &answer {
        Ok(data) => (0, postcard::to_allocvec(data)),
        Err(fault) => (1, postcard::to_allocvec(fault)),
    };
    let mut bytes = vec![mark];
    bytes.extend(packed.unwrap_or_default());
    bytes
}

fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, Fault> {
    match packed.split_first() {
        Some((0, data)) => postcard::from_bytes(data).map_err(|_| Fault::of(Code::Transport)),
        Some((_, fault)) => Err(postcard::from_bytes(fault).unwrap_or_else(|_| Fault::of(Code::Transport))),
        None => Err(Fault::of(Code::Transport)),
    }
}

/// Hands the packed bytes over from server to browser as they are.
#[derive(Clone, Copy, Debug)]
struct AsPacked;

impl Encoder<Packed> for AsPacked {
    type Error = Infallible;
    type Encoded = Packed;

    fn encode(packed: &Packed) -> Result<Packed, Infallible> {
        Ok(packed.clone())
    }
}

impl Decoder<Packed> for AsPacked {
    type Error = Infallible;
    type Encoded = [u8];

    fn decode(packed: &[u8]) -> Result<Packed, Infallible> {
        Ok(packed.to_vec())
    }
}

/// Everything that does not depend on the data of a page, so that it is compiled once.
pub(super) fn load(fetch: Fetch, show: Show, skeleton: usize) -> AnyView {
    let on_fault = use_context::<OnFault>();
    let resource = ArcResource::<Packed, AsPacked>::new_with_options(|| (), move |()| fetch(), false);
    let shown = move || {
        let (resource, show, on_fault) = (resource.clone(), Arc::clone(&show), on_fault.clone());
        async move {
            show(&resource.await).unwrap_or_else(|fault| {
                if let Some(on_fault) = on_fault {
                    (on_fault.0)(&fault);
                }
                view! { <FaultNotice fault/> }.into_any()
            })
        }
    };
    if cfg!(feature = "ssr") { awaited(shown()) } else { waiting(shown, skeleton) }
}

/// In the browser: a skeleton until the data are there.
fn waiting<Fut: Future<Output = AnyView> + Send + 'static>(shown: impl Fn() -> Fut + Send + 'static, skeleton: usize) -> AnyView {
    view! {
        <Suspense fallback=move || {
            view! { <Skeleton lines=skeleton/> }
        }>{move || Suspend::new(shown())}</Suspense>
    }
    .into_any()
}

/// On the server: the same HTML without `Suspense`, which makes the view three times to find out what it waits for.
fn awaited(shown: impl Future<Output = AnyView> + Send + 'static) -> AnyView {
    // Browser and server number what they make in the same order, and the browser's `Suspense` takes a number.
    let _ = Owner::current_shared_context().map(|context| context.next_id());
    let owner = Owner::new();
    owner.clone().with(|| Suspend::new(async move { OwnedView::new_with_owner(shown.await, owner) }).into_any())
}

/// What went wrong with a whole page, and the way out: go there, sign in, or try again.
#[component]
pub fn FaultNotice(fault: Fault) -> impl IntoView {
    let lang = use_frame().lang;
    if let Some(address) = fault.destination().map(str::to_owned) {
        // On the server the redirect is already decided; in the browser this runs after the render.
        effect(move || super::send::go(&address));
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
pub(super) fn Skeleton(lines: usize) -> impl IntoView {
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
