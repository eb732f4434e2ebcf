//! Line drawings for empty, done and error pages, made of the petal, the stem and the ground line; and the page shape that holds
//! one. Nothing else in the portal is illustrated.

use super::bloom::{CENTRE, PETAL};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Nothing here yet: a bloom on a stem with two leaves.
    Empty,
    /// No connection: a bloom on a thread, whole on the left, dotted on the right.
    Offline,
    /// Finished: all four petals leaf.
    Done,
    /// Not found: three petals, the fourth lies on the ground.
    NotFound,
}

const STEM: &str = "M88 62v58";
const GROUND: &str = "M24 121h128";
const LEAVES: &str = "M88 119c-3-15-15-23-30-24 2 14 13 23 30 24Zm0 0c2-13 13-21 29-22-3 13-13 21-29 22Z";

/// The drawing, 176 × 128, silent for screen readers.
#[component]
pub fn Illustration(drawing: Drawing) -> impl IntoView {
    let (petals, extra) = match drawing {
        Drawing::Empty => ([None, None, Some("craft"), None], None),
        Drawing::Offline => ([Some("info"), Some("dotted"), Some("dotted"), Some("info")], None),
        Drawing::Done => ([Some("good"); 4], None),
        Drawing::NotFound => ([None, Some("gone"), None, None], Some("translate(116 117) rotate(-38) scale(2) translate(-2 -2)")),
    };
    let thread = drawing == Drawing::Offline;
    let petal = |index: u32, class: Option<&'static str>| {
        let transform = format!("rotate({} 16 16)", index * 90);
        view! { <path class=class d=PETAL transform=transform></path> }
    };
    let [first, second, third, fourth] = petals;
    view! {
        <svg class="drawing" viewBox="0 0 176 128" width="176" height="128" aria-hidden="true">
            {thread.then(|| view! {
                <path d="M14 72c20-8 34-16 56-20"></path>
                <path class="dotted" d="M106 52c22 4 36 12 56 20"></path>
            })}
            {(!thread).then(|| view! {
                <path d=STEM></path>
                <path class="good" d=LEAVES></path>
                <path d=GROUND></path>
            })}
            <g transform="translate(54.4 14) scale(2.1)">
                {petal(0, first)} {petal(1, second)} {petal(2, third)} {petal(3, fourth)} <path class="centre" d=CENTRE></path>
            </g>
            {extra.map(|transform| view! { <path class="craft fallen" d=PETAL transform=transform></path> })}
        </svg>
    }
}

/// A page or part with nothing in it: drawing, title, one sentence, then one button and one text link (the children).
#[component]
pub fn EmptyState(
    drawing: Drawing,
    #[prop(into)] title: String,
    #[prop(optional, into)] sentence: Option<String>,
    /// The page's own title (`h1`) instead of an `h2`.
    #[prop(optional)]
    page: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = if page { view! { <h1>{title}</h1> }.into_any() } else { view! { <h2>{title}</h2> }.into_any() };
    view! {
        <div class="empty">
            <Illustration drawing/>
            {heading}
            {sentence.map(|sentence| view! { <p class="soft">{sentence}</p> })}
            {children.map(|children| children())}
        </div>
    }
}
