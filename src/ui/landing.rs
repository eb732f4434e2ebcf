//! The two large parts of the landing page.

use leptos::prelude::*;

/// The slab from edge to edge: display heading, a paragraph, buttons (the children); `aside` is the card beside or below it.
#[component]
pub fn Hero(
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    #[prop(optional, into)] aside: Option<ViewFn>,
    /// An `h2` instead of the page's own title.
    #[prop(optional)]
    part: bool,
    children: Children,
) -> impl IntoView {
    let heading = if part { view! { <h2>{title}</h2> }.into_any() } else { view! { <h1>{title}</h1> }.into_any() };
    view! {
        <div class="hero slab cloth">
            <div class="within">
                <div class="hero-words">
                    {heading}
                    <p>{lead}</p>
                    <div class="buttons">{children()}</div>
                </div>
                {aside.map(|aside| aside.run())}
            </div>
        </div>
    }
}

/// The way in four steps, as four big petals round a gold centre; each is (title of at most four words, a few words below).
#[component]
pub fn Petals(steps: [(String, String); 4]) -> impl IntoView {
    let petal = |(index, (title, words)): (usize, (String, String))| {
        view! {
            <li>
                <span class="number" aria-hidden="true">
                    {index + 1}
                </span>
                <b>{title}</b>
                <small>{words}</small>
            </li>
        }
    };
    view! { <ol class="petals">{steps.into_iter().enumerate().map(petal).collect_view()}</ol> }
}
