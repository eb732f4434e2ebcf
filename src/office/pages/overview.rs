//! `/kantor`: who one is there, what one may do, when one was last in.

use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::api::overview_page;
use crate::office::model;
use crate::office::text::{overview as words, role_name};
use crate::ui::{Card, Checklist, Glyph, Head, Heading, Icon, Load, Notice, Row, SummaryList, Table, Tag, Tint, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn OverviewPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| overview_page() view=|page| view! { <Content page/> } skeleton=10/>
    }
}

#[component]
fn Content(page: model::OverviewPage) -> impl IntoView {
    let lang = use_frame().lang;
    let role = role_name(lang, page.role);
    let rows =
        vec![Row::new(words::name(lang), page.name), Row::new(words::email(lang), page.email), Row::new(words::role(lang), role)];
    let (lead, rest) = words::not_you(lang);
    view! {
        <Heading title=words::title(lang) lead=words::lead(lang, role, &page.ends_at.date_time(lang))/>
        <div class="columns even">
            <Card title=words::who(lang) top=true>
                <SummaryList rows/>
            </Card>
            <Card title=words::may_do(lang) top=true>
                <p>{words::duties(lang, page.role)}</p>
                <Places role=page.role/>
            </Card>
        </div>
        <Card>
            <Table caption=words::sign_ins(lang) head=head(lang) rows=page.sign_ins.into_iter().map(|line| cells(lang, line)).collect()/>
        </Card>
        <Notice tint=Tint::Info glyph=Glyph::InfoFill lead>{rest}</Notice>
    }
}

/// The pages of this role besides this one.
#[component]
fn Places(role: Role) -> impl IntoView {
    let lang = use_frame().lang;
    let opens = |route: Route| route.staff().is_some_and(|roles| roles.contains(&role));
    let staff = opens(Route::OfficeStaff).then(|| {
        let (label, detail) = words::staff_place(lang, role != Role::Administrator);
        (Route::OfficeStaff, label, detail, Glyph::IdentificationCard)
    });
    let people = opens(Route::OfficePeople).then(|| {
        let (label, detail) = words::people_place(lang);
        (Route::OfficePeople, label, detail, Glyph::MagnifyingGlass)
    });
    let places: Vec<_> = [people, staff].into_iter().flatten().collect();
    if places.is_empty() {
        return view! { <p class="soft">{words::no_places(lang)}</p> }.into_any();
    }
    let line = |(route, label, detail, glyph): (Route, &'static str, &'static str, Glyph)| {
        view! {
            <li>
                <Icon glyph/>
                <div>
                    <a class="title" href=route.path() rel="external">
                        {label}
                    </a>
                    <p class="soft">{detail}</p>
                </div>
            </li>
        }
    };
    view! { <Checklist lined=true>{places.into_iter().map(line).collect_view()}</Checklist> }.into_any()
}

fn head(lang: Lang) -> Vec<Head> {
    vec![Head::new(words::when(lang)), Head::new(words::device(lang)), Head::new(words::network(lang))]
}

fn cells(lang: Lang, line: model::SignIn) -> Vec<AnyView> {
    let current = line.current.then(|| view! { " " <Tag tint=Tint::Info glyph=Glyph::CheckBold label=words::this_one(lang)/> });
    vec![
        view! { {line.at.date_time(lang)} {current} }.into_any(),
        words::class(lang, &line.class).into_any(),
        view! { <span translate="no">{line.network}</span> }.into_any(),
    ]
}
