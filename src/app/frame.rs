//! What stands round a page: bars, banner, footer. Only pages that exist are in the lists.

use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::ui::{BottomBar, FooterBar, Glyph, Main, NavItem, SandboxBanner, SkipLink, TopBar, remembered, use_frame};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

pub(super) fn item(route: Route, label: &'static str) -> NavItem {
    NavItem::new(route.path(), label)
}

fn help(lang: Lang) -> NavItem {
    item(Route::Help, lang.pick("Pusat Bantuan", "Help centre"))
}

/// The address of this page in the other language; what else the address asks for stays.
pub(super) fn other_language(lang: Lang) -> String {
    let search = use_location().search.get_untracked();
    in_other_language(lang, &search)
}

fn in_other_language(lang: Lang, search: &str) -> String {
    let kept = search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let other = lang.pick("?lang=en", "?lang=id");
    std::iter::once(other).chain(kept).collect::<Vec<_>>().join("&")
}

/// A page of the public site. `bare` leaves the edges to the page, `full` gives it the whole width.
#[component]
pub fn Public(#[prop(optional)] bare: bool, #[prop(optional)] full: bool, children: Children) -> impl IntoView {
    view! {
        {remembered("public", public_head)}
        {if bare {
            view! { <Main wide=true>{children()}</Main> }.into_any()
        } else if full {
            view! { <Main>{children()}</Main> }.into_any()
        } else {
            view! { <Main narrow=true>{children()}</Main> }.into_any()
        }}
        {remembered("footer", footer)}
    }
}

fn public_head() -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    let (secondary, primary) = if frame.signed_in {
        (None, item(Route::Dashboard, lang.pick("Dasbor", "Dashboard")))
    } else {
        (Some(item(Route::SignIn, lang.pick("Masuk", "Sign in"))), item(Route::Register, lang.pick("Daftar", "Register")))
    };
    let nav = vec![item(Route::Home, lang.pick("Beranda", "Home")), help(lang)];
    view! {
        <SkipLink/>
        <SandboxBanner href=Route::Sandbox.path()/>
        <TopBar
            home=Route::Home.path()
            nav=nav
            secondary=secondary
            primary=primary
            help=Route::Help.path()
            other_language=other_language(lang)
            public=true
        />
    }
}

/// A page of somebody who is signed in; `narrow` for forms and lists.
#[component]
pub fn Inside(#[prop(optional)] narrow: bool, children: Children) -> impl IntoView {
    view! {
        {remembered("inside", inside_head)}
        <Main narrow=narrow>{children()}</Main>
        {remembered("bottom", bottom)}
    }
}

fn dashboard(lang: Lang) -> NavItem {
    item(Route::Dashboard, lang.pick("Dasbor", "Dashboard")).icon(Glyph::House, Glyph::HouseFill)
}

fn account(lang: Lang) -> NavItem {
    item(Route::Account, lang.pick("Akun Saya", "My account")).icon(Glyph::UserCircle, Glyph::UserCircleFill)
}

fn inside_head() -> impl IntoView {
    let lang = use_frame().lang;
    let profile = item(Route::Profile, lang.pick("Profil", "Profile"));
    view! {
        <SkipLink/>
        <SandboxBanner href=Route::Sandbox.path()/>
        <TopBar
            home=Route::Home.path()
            nav=vec![dashboard(lang), profile, account(lang)]
            help=Route::Help.path()
            other_language=other_language(lang)
            public=false
        />
    }
}

/// On phones the bar at the bottom leads to "Akun Saya", which leads on.
fn bottom() -> impl IntoView {
    let lang = use_frame().lang;
    let help = help(lang).icon(Glyph::Question, Glyph::QuestionFill);
    let account = account(lang).holding(Route::Profile.path());
    view! { <BottomBar nav=vec![dashboard(lang), account, help]/> }
}

fn footer() -> impl IntoView {
    let lang = use_frame().lang;
    let sentence = lang.pick(
        "Mendaftar dan mengikuti program tidak dipungut biaya. Petugas tidak pernah meminta kode OTP atau password.",
        "Registering for and taking part in the programme is free of charge. Staff never ask for a code or a password.",
    );
    let links = vec![
        help(lang),
        item(Route::Terms, lang.pick("Syarat & ketentuan", "Terms & conditions")),
        item(Route::Privacy, lang.pick("Privasi", "Privacy")),
    ];
    view! { <FooterBar home=Route::Home.path() sentence=sentence links=links other_language=other_language(lang)/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_keeps_what_the_address_asks_for() {
        assert_eq!(in_other_language(Lang::Id, ""), "?lang=en");
        assert_eq!(in_other_language(Lang::En, "?tujuan=/akun/email"), "?lang=id&tujuan=/akun/email");
        assert_eq!(in_other_language(Lang::Id, "sebelum=1&lang=id&bukan=2"), "?lang=en&sebelum=1&bukan=2");
    }
}
