//! What stands round a page of the back office: the side bar with the places that the role may open, the banner, the page. The server alone
//! renders it: no participant's phone carries code of an office, and the office's forms are plain ones.

use super::frame::{item, other_language};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::office::role_name;
use crate::ui::{Glyph, Main, NavItem, OfficeBar, SandboxBanner, SkipLink, use_frame};
use leptos::prelude::*;

/// The places of the back office in the order of its list; each is shown to the roles that may open it.
fn places(lang: Lang) -> Vec<(Route, NavItem)> {
    let place = |route: Route, label, glyph| (route, item(route, label).icon(glyph, glyph));
    vec![
        place(Route::Office, lang.pick("Ringkasan", "Overview"), Glyph::House),
        place(Route::OfficePeople, lang.pick("Peserta", "Participants"), Glyph::MagnifyingGlass),
        place(Route::OfficeStaff, lang.pick("Staf", "Staff"), Glyph::IdentificationCard),
    ]
}

/// A page of the back office, with or without somebody signed in; `narrow` for forms and reading.
#[component]
pub fn Office(#[prop(optional)] narrow: bool, children: Children) -> impl IntoView {
    let frame = use_frame();
    let (lang, desk) = (frame.lang, frame.desk);
    let may_open = |route: Route| desk.is_some_and(|role| route.staff().is_some_and(|roles| roles.contains(&role)));
    let nav = places(lang).into_iter().filter(|(route, _)| may_open(*route)).map(|(_, item)| item).collect::<Vec<_>>();
    let home = if desk.is_some() { Route::Office } else { Route::OfficeSignIn };
    let person = desk.map(|role| role_name(lang, role).to_owned());
    view! {
        <SkipLink/>
        <div class="office">
            <OfficeBar home=home.path() nav person leave="/api/office/sign_out" other_language=other_language(lang)/>
            <div class="office-main">
                <SandboxBanner href=Route::Sandbox.path()/>
                <Main narrow=narrow>{children()}</Main>
            </div>
        </div>
    }
}
