//! What stands round the pages of the back office: a slab at the side with its list of places, on phones a plain list on top. No motif,
//! no menu that opens: everything is a link, so nothing here needs scripts.

use super::bars::{LanguageLink, NavItem};
use super::bloom::Logo;
use super::field::TokenField;
use super::frame::use_frame;
use super::icon::Icon;
use super::text;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The bar of a page of the office. `nav` has the places that this role may open, none before signing in; `leave` is the endpoint that
/// signs out and `person` says who is in (the role). `other_language` is the address of the same page in the other language.
#[component]
pub fn OfficeBar(
    #[prop(into)] home: String,
    nav: Vec<NavItem>,
    person: Option<String>,
    #[prop(into)] leave: String,
    #[prop(into)] other_language: String,
) -> impl IntoView {
    let lang = use_frame().lang;
    let path = use_location().pathname.get_untracked();
    let first = home.clone();
    let entry = |item: NavItem| {
        // Every page lies below the first one, which is current only on its own.
        let below = item.href != first && path.strip_prefix(&item.href).is_some_and(|rest| rest.starts_with('/'));
        let current = (below || path == item.href).then_some("page");
        let icon = item.icon.map(|(idle, _)| view! { <Icon glyph=idle/> });
        // Full loads: the role and the time that is left are facts of the page.
        view! {
            <li>
                <a href=item.href aria-current=current rel="external">
                    {icon}
                    {item.label}
                </a>
            </li>
        }
    };
    let places = (!nav.is_empty()).then(|| {
        view! {
            <nav aria-label=text::office_menu(lang)>
                <ul>{nav.into_iter().map(entry).collect_view()}</ul>
            </nav>
        }
    });
    view! {
        <header class="office-bar">
            <a class="brand" href=home rel="external">
                <Logo/>
                <span class="brand-name">"Prakerja" <small>{text::office(lang)}</small></span>
            </a>
            {places}
            <div class="office-end">
                <LanguageLink href=other_language/>
                {person.map(|person| {
                    view! {
                        <p>{person}</p>
                        <form method="post" action=leave>
                            <TokenField/>
                            <button class="button ghost small" type="submit">
                                <span>{text::sign_out(lang)}</span>
                            </button>
                        </form>
                    }
                })}
            </div>
        </header>
    }
}
