//! What stands round every page: skip link, sandbox banner, top bar, bottom bar, footer.
//!
//! Nothing here needs scripts: the menu is a `<details>`, the language a link. Links come in as data and only pages that exist are
//! in them; the place one is at is read from the router.

use super::bloom::{Brand, Hem};
use super::effect;
use super::frame::use_frame;
use super::icon::{Glyph, Icon};
use super::page::MAIN;
use super::text;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// One entry of a navigation. `icon` and `icon_current` (its fill variant) are drawn in the bottom bar only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub icon: Option<(Glyph, Glyph)>,
    /// Another page that stands under this entry where it has none of its own: the bottom bar only.
    pub holds: Option<String>,
}

impl NavItem {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), icon: None, holds: None }
    }

    #[must_use]
    pub fn icon(mut self, idle: Glyph, current: Glyph) -> Self {
        self.icon = Some((idle, current));
        self
    }

    #[must_use]
    pub fn holding(mut self, href: impl Into<String>) -> Self {
        self.holds = Some(href.into());
        self
    }
}

/// Whether `path` is the page `href` or below it.
fn is_at(path: &str, href: &str) -> bool {
    path == href || (href != "/" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

/// `aria-current` of a link, following the router.
pub(super) fn current(href: String) -> Memo<Option<&'static str>> {
    current_of(vec![href])
}

/// The same of a link under which several pages stand.
fn current_of(pages: Vec<String>) -> Memo<Option<&'static str>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| pages.iter().any(|page| is_at(path, page))).then_some("page"))
}

/// "Langsung ke isi", visible on focus. First in the body.
#[component]
pub fn SkipLink() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <a class="skip" href=format!("#{MAIN}") rel="external">
            {text::skip(lang)}
        </a>
    }
}

/// Says on every sandbox page that nothing here is real; nothing in production.
#[component]
pub fn SandboxBanner(#[prop(into)] href: String) -> impl IntoView {
    let frame = use_frame();
    frame.sandbox.then(move || {
        let (lead, rest, link) = text::sandbox(frame.lang);
        view! {
            <aside class="sandbox" aria-label="Sandbox">
                <Icon glyph=Glyph::FlaskFill/>
                <p>
                    <b>{lead}</b>
                    " "
                    {rest}
                    " "
                    <a href=href>{link}</a>
                </p>
            </aside>
        }
    })
}

/// The bar of every page. For a visitor: mark, menu, then `secondary` ("Masuk") and `primary` ("Daftar") at the far right, and the
/// hem. Signed in: mark, navigation on wide screens, `primary` ("Dasbor") on public pages, help. `other_language` is the address of
/// the same page in the other language (`?lang=en`).
#[component]
pub fn TopBar(
    #[prop(into)] home: String,
    nav: Vec<NavItem>,
    #[prop(default = None)] secondary: Option<NavItem>,
    #[prop(optional)] primary: Option<NavItem>,
    #[prop(into)] help: String,
    #[prop(into)] other_language: String,
    /// A page of the public site, with menu and hem, also for someone signed in.
    #[prop(into)]
    public: Signal<bool>,
) -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    let wide = nav.clone().into_iter().map(entry).collect_view();
    view! {
        <header class="top" class:inside=move || !public.get()>
            <div class="bar">
                <Brand href=home/>
                <nav class="bar-nav" aria-label=text::main_menu(lang)>
                    <ul>{wide}</ul>
                </nav>
                <Menu nav other_language=other_language.clone()/>
                <div class="bar-end">
                    <LanguageLink href=other_language/>
                    {frame.signed_in.then(|| view! {
                        <a class="icon-button" href=help aria-label=text::help(lang)>
                            <Icon glyph=Glyph::Question/>
                        </a>
                    })}
                    {secondary.map(|item| view! { <a class="button secondary small" href=item.href>{item.label}</a> })}
                    {primary.map(|item| view! { <a class="button small" href=item.href>{item.label}</a> })}
                </div>
            </div>
            {move || public.get().then(|| view! { <Hem/> })}
        </header>
    }
}

/// One line of the menu, wide or narrow.
fn entry(item: NavItem) -> impl IntoView {
    let current = current(item.href.clone());
    view! {
        <li>
            <a href=item.href aria-current=current>
                {item.label}
            </a>
        </li>
    }
}

/// The menu of narrow screens; closes itself when a page was chosen.
#[component]
fn Menu(nav: Vec<NavItem>, other_language: String) -> impl IntoView {
    let lang = use_frame().lang;
    let node = NodeRef::<html::Details>::new();
    let path = use_location().pathname;
    effect(move || {
        path.track();
        if let Some(menu) = node.get_untracked() {
            menu.set_open(false);
        }
    });
    view! {
        <details class="menu" node_ref=node>
            <summary class="icon-button" aria-label=text::menu(lang)>
                <Icon glyph=Glyph::List/>
                <Icon glyph=Glyph::X/>
            </summary>
            <nav class="menu-sheet" aria-label=text::main_menu(lang)>
                <ul>
                    {nav.into_iter().map(entry).collect_view()} <li>
                        <LanguageLink href=other_language/>
                    </li>
                </ul>
            </nav>
        </details>
    }
}

/// Leads to the same page in the other language; a full load, since the whole page changes.
#[component]
pub(super) fn LanguageLink(#[prop(into)] href: String) -> impl IntoView {
    let lang = use_frame().lang;
    let other = lang.other().code();
    view! {
        <a class="language" href=href hreflang=other lang=other rel="external">
            {text::other_language(lang)}
        </a>
    }
}

/// The bar at the bottom of signed-in pages on phones.
#[component]
pub fn BottomBar(nav: Vec<NavItem>) -> impl IntoView {
    let lang = use_frame().lang;
    let entry = |item: NavItem| {
        let current = current_of(std::iter::once(item.href.clone()).chain(item.holds).collect());
        let icon = item.icon.map(|(idle, filled)| {
            view! { {move || view! { <Icon glyph=if current.get().is_some() { filled } else { idle }/> }} }
        });
        view! {
            <li>
                <a href=item.href aria-current=current>
                    {icon}
                    <span>{item.label}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="bottom" aria-label=text::main_menu(lang)>
            <ul>{nav.into_iter().map(entry).collect_view()}</ul>
        </nav>
    }
}

/// Mark, the sentence on fees and codes, links in two columns, the other language last.
#[component]
pub fn FooterBar(
    #[prop(into)] home: String,
    #[prop(into)] sentence: String,
    links: Vec<NavItem>,
    #[prop(into)] other_language: String,
) -> impl IntoView {
    let lang = use_frame().lang;
    let entry = |item: NavItem| {
        view! {
            <li>
                <a href=item.href>{item.label}</a>
            </li>
        }
    };
    view! {
        <footer class="foot">
            <div class="foot-in">
                <div>
                    <Brand href=home/>
                    <p class="soft">{sentence}</p>
                </div>
                <nav aria-label=text::footer_menu(lang)>
                    <ul>
                        {links.into_iter().map(entry).collect_view()} <li>
                            <LanguageLink href=other_language/>
                        </li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use super::is_at;

    #[test]
    fn a_place_is_current_on_its_page_and_below() {
        assert!(is_at("/akun", "/akun") && is_at("/akun/email", "/akun") && is_at("/", "/"));
        assert!(!is_at("/akunku", "/akun") && !is_at("/bantuan", "/"));
    }
}
