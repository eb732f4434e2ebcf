//! The kawung bloom: the portal's mark, and four petals that count the steps of a flow or of the journey.
//!
//! As state: done is leaf, now is gold with a sogan outline, to come is an outline, clockwise from the top left. It is a picture of
//! the words beside it ("Langkah 3 dari 4"), never the only carrier, so it is hidden from screen readers.

use super::frame::use_frame;
use super::text;
use leptos::prelude::*;

/// One petal in a 32 × 32 box, top left; the others are turned about the middle.
pub(super) const PETAL: &str = "M15.2 15.2C8.2 15.2 2.4 9.6 2 2c7.6.4 13.2 6.2 13.2 13.2Z";
pub(super) const CENTRE: &str = "M16 13.6 18.4 16 16 18.4 13.6 16Z";
/// The three petals of the mark that have one colour, top left, bottom right and bottom left: it stands on every page, twice on most.
const THREE: &str = "M15.2 15.2C8.2 15.2 2.4 9.6 2 2c7.6.4 13.2 6.2 13.2 13.2ZM16.8 16.8C23.8 16.8 29.6 22.4 30 30c-7.6-.4-13.2-6.2-13.2-13.2Z\
    M15.2 16.8C15.2 23.8 9.6 29.6 2 30c.4-7.6 6.2-13.2 13.2-13.2Z";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BloomSize {
    /// 40 px, in flows.
    #[default]
    Flow,
    /// 52 px, on the dashboard.
    Journey,
}

/// Four petals; `now` is the step in progress from 1 to 4, 0 before the first and 5 when all are done.
#[component]
pub fn Bloom(now: u8, #[prop(optional)] size: BloomSize) -> impl IntoView {
    let class = match size {
        BloomSize::Flow => "bloom",
        BloomSize::Journey => "bloom journey",
    };
    petals(class, [1, 2, 3, 4].map(|step| petal_class(step, now)))
}

fn petal_class(step: u8, now: u8) -> Option<&'static str> {
    match step.cmp(&now) {
        std::cmp::Ordering::Less => Some("done"),
        std::cmp::Ordering::Equal => Some("now"),
        std::cmp::Ordering::Greater => None,
    }
}

/// The drawing, with a class for each petal.
pub(super) fn petals(class: &'static str, state: [Option<&'static str>; 4]) -> impl IntoView {
    let [first, second, third, fourth] = state;
    view! {
        <svg class=class viewBox="0 0 32 32" aria-hidden="true">
            <path class=first d=PETAL></path>
            <path class=second d=PETAL transform="rotate(90 16 16)"></path>
            <path class=third d=PETAL transform="rotate(180 16 16)"></path>
            <path class=fourth d=PETAL transform="rotate(270 16 16)"></path>
            <path class="centre" d=CENTRE></path>
        </svg>
    }
}

/// Where one is in a flow of four: bloom, "Langkah 2 dari 4", the name of the step. After the last step (`now` 5) only the name.
#[component]
pub fn Steps(now: u8, #[prop(into)] name: String) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <p class="steps">
            <Bloom now/>
            <span>
                {(now <= 4).then(|| view! { <small>{text::step_of(lang, now.max(1), 4)}</small> })} <b>{name}</b>
            </span>
        </p>
    }
}

/// The greeting of the dashboard: bloom of the journey, title of the page, where one is on the way.
#[component]
pub fn Greeting(now: u8, #[prop(into)] title: String, #[prop(into)] words: String) -> impl IntoView {
    view! {
        <header class="greeting">
            <Bloom now size=BloomSize::Journey/>
            <div>
                <h1>{title}</h1>
                <p class="soft">{words}</p>
            </div>
        </header>
    }
}

/// The mark alone.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <path d=THREE></path>
            <path class="leaf" d=PETAL transform="rotate(90 16 16)"></path>
            <path class="centre" d=CENTRE></path>
        </svg>
    }
}

/// Mark and wordmark, as a link to `href`.
#[component]
pub fn Brand(#[prop(into)] href: String) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <a class="brand" href=href>
            <Logo/>
            <span class="brand-name">"Prakerja" <small>{text::subtitle(lang)}</small></span>
        </a>
    }
}

/// The row of triangles under the top bar of public pages.
#[component]
pub fn Hem() -> impl IntoView {
    view! { <div class="hem" aria-hidden="true"></div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn petals_before_the_step_are_done_and_later_ones_wait() {
        assert_eq!([1, 2, 3, 4].map(|step| petal_class(step, 3)), [Some("done"), Some("done"), Some("now"), None]);
        assert_eq!([1, 2, 3, 4].map(|step| petal_class(step, 5)), [Some("done"); 4]);
        assert_eq!([1, 2, 3, 4].map(|step| petal_class(step, 0)), [None; 4]);
    }
}
