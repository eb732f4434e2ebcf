//! What stands round the pages of the back office: a slab at the side with its list of places, on phones a plain list on top. No motif,
//! no menu that opens: everything is a link, so nothing here needs scripts.

use super::bars::{LanguageLink, NavItem, current};
use super::bloom::Logo;
use super::field::TokenField;
use super::frame::use_frame;
use super::icon::Icon;
use super::text;
use leptos::prelude::*;

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
    let entry = |item: NavItem| {
        let current = current(item.href.clone());
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
