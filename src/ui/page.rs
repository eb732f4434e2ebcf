//! The skeleton of a page's content: the main element, headings, sections, columns.

use super::effect;
use super::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// `id` of the main element, where the skip link leads.
pub const MAIN: &str = "isi";

/// The main part of a page. `narrow` (32rem) for forms and reading, else 72rem. `wide` leaves the edges to the page itself.
///
/// It takes the focus on a page that the router led to: the link that was pressed is gone, and nothing else would tell readers of the
/// screen that they are elsewhere. Where the browser loaded the page, the focus is the browser's.
#[component]
pub fn Main(#[prop(optional)] narrow: bool, #[prop(optional)] wide: bool, children: Children) -> impl IntoView {
    let class = match (narrow, wide) {
        (true, _) => "main narrow",
        (_, true) => "main wide",
        _ => "main",
    };
    if Owner::current_shared_context().is_some_and(|context| !context.during_hydration()) {
        // At once and not a frame later: the router scrolls to the top after this.
        effect(|| {
            // Found by its name: a reference to the node would bring code of the forms into what every first visit loads.
            let main = document().get_element_by_id(MAIN).and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
            let _ = main.map(|main| main.focus());
        });
    }
    view! {
        <main class=class id=MAIN tabindex="-1">
            {children()}
        </main>
    }
}

/// The one `h1` of a page, with a back link above it and a sentence below it where needed.
#[component]
pub fn Heading(
    #[prop(into)] title: String,
    #[prop(optional, into)] lead: Option<String>,
    /// Address and words of the link back.
    #[prop(optional)]
    back: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <header class="heading">
            {back
                .map(|(href, label)| {
                    view! {
                        <a class="back" href=href>
                            <Icon glyph=Glyph::ArrowLeftBold/>
                            {label}
                        </a>
                    }
                })} <h1>{title}</h1> {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        </header>
    }
}

/// A part of a page under an `h2`; `link` is (address, words), at the right of the title.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional)] link: Option<(String, String)>,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" id=id>
            <header class="head">
                <h2>{title}</h2>
                {link.map(|(href, label)| view! { <a href=href>{label}</a> })}
            </header>
            {children()}
        </section>
    }
}

/// Main and side column, 1.7 : 1 from 56rem on, one below the other before.
#[component]
pub fn Columns(#[prop(into)] side: ViewFn, children: Children) -> impl IntoView {
    view! {
        <div class="columns">
            <div class="stack">{children()}</div>
            <div class="stack">{side.run()}</div>
        </div>
    }
}
