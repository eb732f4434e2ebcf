//! Cards. They do not nest. The next-step card is the one strong slab of a page: at most one, and it says what to do now.

use leptos::prelude::*;

/// A quiet card; `link` is (address, words), at the right of the title.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<String>,
    #[prop(optional)] link: Option<(String, String)>,
    /// Small words at the right of the title instead of a link: "3 dari 4".
    #[prop(optional, into)]
    aside: Option<String>,
    #[prop(optional, into)] class: Option<String>,
    /// Right below the page's `h1`, without a section between: the title is an `h2` that looks the same.
    #[prop(optional)]
    top: bool,
    children: Children,
) -> impl IntoView {
    let class = class.map_or_else(|| "card".to_string(), |extra| format!("card {extra}"));
    let heading =
        move |title: String| if top { view! { <h2>{title}</h2> }.into_any() } else { view! { <h3>{title}</h3> }.into_any() };
    view! {
        <section class=class>
            {title
                .map(|title| {
                    view! {
                        <header class="head">
                            {heading(title)}
                            {link.map(|(href, label)| view! { <a href=href>{label}</a> })}
                            {aside.map(|aside| view! { <small>{aside}</small> })}
                        </header>
                    }
                })} {children()}
        </section>
    }
}

/// The slab with the next step: kicker, an order as title, then one or two sentences and one gold button (the children).
/// With nothing to do the kicker says so, and there is no button.
#[component]
pub fn NextStep(#[prop(into)] kicker: String, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="slab cloth next-step">
            <p class="kicker">{kicker}</p>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

/// Tiles side by side; one column where there is no room.
#[component]
pub fn Tiles(children: Children) -> impl IntoView {
    view! { <div class="tiles">{children()}</div> }
}

/// One figure: small label, amount, small note.
#[component]
pub fn Tile(
    #[prop(into)] label: String,
    #[prop(into)] amount: String,
    #[prop(optional, into)] note: Option<String>,
) -> impl IntoView {
    view! {
        <div class="card tile">
            <p class="soft">{label}</p>
            <p class="amount">{amount}</p>
            {note.map(|note| view! { <p class="soft">{note}</p> })}
        </div>
    }
}
