//! `/kantor/peserta`: one search field, and what the last search found.

use crate::account::model::Identity;
use crate::account::model::dossier::{AccountState, Masked};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::office::api::people::people_page;
use crate::office::model::people::{Found, PeoplePage};
use crate::office::rules::people::SEARCHES_A_DAY;
use crate::office::text::people as words;
use crate::ui::{
    Card, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Head, Heading, Load, Notice, Submit, Table, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ParticipantsPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| people_page() view=|page| view! { <People page/> } skeleton=6/>
    }
}

#[component]
fn People(page: PeoplePage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let error = state.error("cari", move |field, code| words::field_error(lang, field, code));
    view! {
        <FormTitle title/>
        <Heading title=words::title(lang) lead=words::lead(lang)/>
        <Form action="/api/office/people_search" state class="measure">
            <ErrorSummary state fields=&["cari"] text=move |field, code| words::field_error(lang, field, code)/>
            <Field
                name="cari"
                label=words::search_label(lang)
                hint=words::search_hint(lang)
                error
                value=state.value("cari")
                autocomplete="off"
                inputmode="search"
                maxlength=254
            />
            <Submit label=words::search(lang) busy=words::searching(lang)/>
            <p class="soft">{words::search_rules(lang, SEARCHES_A_DAY)}</p>
        </Form>
        {page.found.map(|found| view! { <Results found/> })}
    }
}

#[component]
fn Results(found: Found) -> impl IntoView {
    let lang = use_frame().lang;
    if found.hits.is_empty() {
        let (lead, rest) = words::none_found(lang, &found.kind);
        return view! { <Notice tint=Tint::Info glyph=Glyph::InfoFill lead role="status">{rest}</Notice> }.into_any();
    }
    let head = [
        words::name(lang),
        "NIK",
        words::contact(lang),
        words::identity_label(lang),
        words::account_label(lang),
        words::opened(lang),
    ];
    let caption = words::found(lang, &found.kind, found.hits.len());
    let rows = found.hits.iter().map(|hit| row(lang, hit)).collect();
    view! {
        <Card>
            <Table caption head=head.map(Head::new).into() rows/>
        </Card>
        {found.more.then(|| view! { <p class="soft">{words::more_found(lang)}</p> })}
    }
    .into_any()
}

fn row(lang: Lang, hit: &Masked) -> Vec<AnyView> {
    let href = Route::OfficePerson.fill(&hit.id).unwrap_or_default();
    let name = hit.name.clone();
    let (nik, email, phone) = (hit.nik.clone(), hit.email.clone(), hit.phone.clone());
    vec![
        view! {
            <a href=href translate="no">
                {name}
            </a>
        }
        .into_any(),
        view! { <span translate="no">{nik}</span> }.into_any(),
        view! {
            <div>
                <p translate="no">{email}</p>
                <p translate="no">{phone}</p>
            </div>
        }
        .into_any(),
        identity_tag(lang, hit.identity),
        state_tag(lang, hit.state),
        hit.opened_at.date_long(lang).into_any(),
    ]
}

/// How the identity stands.
pub fn identity_tag(lang: Lang, identity: Identity) -> AnyView {
    let (tint, glyph) = match identity {
        Identity::Verified => (Tint::Good, Glyph::CheckBold),
        Identity::Pending => (Tint::Wait, Glyph::HourglassMediumBold),
        Identity::Unverified(_) => (Tint::Bad, Glyph::WarningBold),
    };
    view! { <Tag tint glyph label=words::identity(lang, identity)/> }.into_any()
}

/// How the account stands.
pub fn state_tag(lang: Lang, state: AccountState) -> AnyView {
    let (tint, glyph) = match state {
        AccountState::Active => (Tint::Good, Glyph::CheckBold),
        AccountState::Suspended { .. } => (Tint::Bad, Glyph::LockSimpleBold),
        AccountState::Leaving => (Tint::Neutral, Glyph::ClockBold),
    };
    view! { <Tag tint glyph label=words::state(lang, state)/> }.into_any()
}
