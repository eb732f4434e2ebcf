//! `/profil`, `/profil/nik` and `/profil/riwayat`: what the profile says, the NIK in full, what it said before.

use super::parts::{Says, once_more, to_account};
use crate::account::api::profile::{nik_page, profile_changes_page, profile_page};
use crate::account::model::profile::{Change, ChangesPage, NikPage, Part, ProfileNotice, ProfilePage, Values};
use crate::account::model::{Identity, Mismatch};
use crate::account::text;
use crate::account::text::fields::field_error;
use crate::account::text::profile as words;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, ButtonLink, Card, Details, ErrorSummary, Form, FormState, FormTitle, Glyph, Heading, LinkRow, Load, Notice, Row,
    Submit, SummaryList, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ProfileSummaryPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| profile_page() view=|page| view! { <Summary page/> } skeleton=16/>
    }
}

#[component]
fn Summary(page: ProfilePage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let identity = page.identity;
    let greeting = page.notice.map(|notice| {
        let (tint, glyph) = match (notice, identity) {
            (ProfileNotice::Down, _) => (Tint::Wait, Glyph::HourglassMediumFill),
            (ProfileNotice::Checked, Identity::Unverified(_)) => (Tint::Bad, Glyph::WarningCircleFill),
            _ => (Tint::Good, Glyph::CheckCircleFill),
        };
        view! { <Says tint glyph words=words::notice(lang, notice, identity) role="status"/> }
    });
    let (person, others): (Vec<_>, Vec<_>) = page.parts.iter().cloned().partition(|values| values.part() == Part::Person);
    let cards = others.into_iter().map(|values| part_card(lang, &values)).collect_view();
    let contact = contact_rows(lang, &page);
    view! {
        <FormTitle title/>
        <Heading title=words::title(lang) lead=words::lead(lang) back=to_account(lang)/>
        {greeting}
        {person.into_iter().next().map(|values| view! { <Person values nik=page.nik.clone() identity state/> })}
        {cards}
        <Card title=words::contact(lang) top=true>
            <SummaryList rows=contact/>
        </Card>
        <LinkRow href=Route::ProfileHistory.path() label=words::history(lang)/>
    }
}

/// A part with the link to its page.
fn part_card(lang: Lang, values: &Values) -> AnyView {
    let part = values.part();
    let label = if values.is_filled() { words::change(lang) } else { words::fill_in(lang) };
    let (title, mut rows) = (words::part(lang, part), rows(lang, values));
    if let Some(first) = rows.first_mut() {
        first.change = Some((part.route().path().to_owned(), label.to_owned(), words::part(lang, part).to_owned()));
    }
    view! {
        <Card title=title top=true>
            <SummaryList rows/>
        </Card>
    }
    .into_any()
}

/// What a part says.
fn rows(lang: Lang, values: &Values) -> Vec<Row> {
    words::lines(lang, values).into_iter().map(|(name, value)| Row::new(name, view! { <p>{value}</p> })).collect()
}

fn contact_rows(lang: Lang, page: &ProfilePage) -> Vec<Row> {
    let line = |value: &str, tag: AnyView| {
        let value = value.to_owned();
        view! {
            <p translate="no">{value}</p>
            {tag}
        }
    };
    let good = || view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::verified(lang)/> }.into_any();
    let phone = match page.phone_verified {
        true => good(),
        false => view! { <Tag tint=Tint::Wait glyph=Glyph::ClockBold label=words::unverified(lang)/> }.into_any(),
    };
    vec![
        Row::new(words::email(lang), line(&page.email, good())).change(
            Route::Email.path(),
            words::change(lang),
            words::email(lang),
        ),
        Row::new(words::phone(lang), line(&page.phone, phone)).change(Route::Phone.path(), words::change(lang), words::phone(lang)),
    ]
}

/// What the population registry knows, too: how it stands, how it is corrected, and the question once more.
#[component]
fn Person(values: Values, nik: String, identity: Identity, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let tag = match identity {
        Identity::Verified => view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::verified(lang)/> }.into_any(),
        Identity::Pending => {
            view! { <Tag tint=Tint::Wait glyph=Glyph::HourglassMediumBold label=words::checking(lang)/> }.into_any()
        }
        Identity::Unverified(_) => {
            view! { <Tag tint=Tint::Bad glyph=Glyph::WarningBold label=words::unverified(lang)/> }.into_any()
        }
    };
    let shown = view! {
        <p class="num" translate="no">{nik}</p>
        {tag}
    };
    let mut all = vec![Row::new("NIK", shown)];
    all.extend(rows(lang, &values));
    if identity != Identity::Verified
        && let Some(name) = all.get_mut(1)
    {
        let what = words::part(lang, Part::Person).to_owned();
        name.change = Some((Route::ProfilePerson.path().to_owned(), words::change(lang).to_owned(), what));
    }
    let (lead, rest) = words::identity(lang, identity);
    let (question, answer) = words::dukcapil(lang);
    let recovery = (identity == Identity::Unverified(Mismatch::NikTaken))
        .then(|| view! { <LinkRow href=Route::ForgotEmail.path() label=words::find_email(lang)/> });
    view! {
        <Card title=words::part(lang, Part::Person) top=true>
            <SummaryList rows=all/>
            <p><b>{lead}</b>{rest}</p>
            {recovery}
            <Details summary=question>
                <p>{answer}</p>
            </Details>
            <Form action="/api/account/profile_recheck" state>
                <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=words::general/>
                <p class="soft">{words::recheck_note(lang, identity)}</p>
                <Submit label=words::recheck(lang) kind=ButtonKind::Secondary busy=text::checking(lang) name="aksi" value="periksa"/>
            </Form>
            <Reveal refill=Refill::default()/>
        </Card>
    }
}

/// "Lihat NIK lengkap".
#[component]
fn Reveal(refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    view! {
        <Form action="/api/account/nik_reveal" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=words::general/>
            <Submit label=words::reveal(lang) kind=ButtonKind::Secondary busy=text::checking(lang) name="aksi" value="lihat"/>
        </Form>
    }
}

#[component]
pub fn ProfileNikPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::reveal(lang)/>
        <Load fetch=|| nik_page() view=|page| view! { <Nik page/> }/>
    }
}

#[component]
fn Nik(page: NikPage) -> impl IntoView {
    let lang = use_frame().lang;
    let back = (Route::Profile.path().to_owned(), words::back(lang).to_owned());
    let is_full = page.full.is_some();
    let again = once_more(lang, &page.refill, words::reveal(lang));
    let shown = page.full.unwrap_or(page.masked);
    let rows = vec![Row::new("NIK", view! { <p class="num" translate="no">{shown}</p> })];
    view! {
        <Heading title=words::reveal(lang) lead=words::reveal_lead(lang) back/>
        {again}
        <Card>
            <SummaryList rows/>
        </Card>
        {if is_full {
            // A full load: the same address shows it masked again.
            view! {
                <ButtonLink href=Route::ProfileNik.path() kind=ButtonKind::Secondary external=true>
                    {words::revealed(lang)}
                </ButtonLink>
            }
                .into_any()
        } else {
            view! { <Reveal refill=page.refill/> }.into_any()
        }}
    }
}

#[component]
pub fn ProfileHistoryPage() -> impl IntoView {
    let lang = use_frame().lang;
    let query = use_query_map();
    let fetch = move || profile_changes_page(query.with_untracked(|query| query.get("sebelum").unwrap_or_default()));
    view! {
        <Title text=words::history(lang)/>
        <Load fetch view=|page| view! { <Changes page/> } skeleton=8/>
    }
}

#[component]
fn Changes(page: ChangesPage) -> impl IntoView {
    let lang = use_frame().lang;
    let paged = use_query_map().with_untracked(|query| query.get("sebelum").is_some());
    let back = (Route::Profile.path().to_owned(), words::back(lang).to_owned());
    let nothing = page.changes.is_empty().then(|| {
        let sentence = if paged { words::no_older(lang) } else { words::no_changes(lang) };
        view! { <p class="soft">{sentence}</p> }
    });
    let cards = page.changes.iter().map(|change| change_card(lang, change)).collect_view();
    let older = (!page.older.is_empty()).then(|| {
        let href = format!("{}?sebelum={}", Route::ProfileHistory.path(), page.older);
        // A full load: the same page with other data.
        view! { <ButtonLink href kind=ButtonKind::Secondary external=true>{words::older(lang)}</ButtonLink> }
    });
    let newest = paged.then(|| {
        view! {
            <ButtonLink href=Route::ProfileHistory.path() kind=ButtonKind::Text external=true>
                {words::newest(lang)}
            </ButtonLink>
        }
    });
    view! {
        <Heading title=words::history(lang) lead=words::history_lead(lang) back/>
        {nothing}
        {cards}
        <div class="buttons">{older} {newest}</div>
    }
}

/// What a part said before and after, as one line each.
fn change_card(lang: Lang, change: &Change) -> AnyView {
    let said = |values: &Values| {
        let lines = words::lines(lang, values).into_iter();
        lines.map(|(name, value)| view! { <p>{name} ": " <b>{value}</b></p> }).collect_view()
    };
    let rows = vec![Row::new(words::before(lang), said(&change.before)), Row::new(words::after(lang), said(&change.after))];
    let (title, when) = (words::part(lang, change.after.part()), change.at.date_time(lang));
    view! {
        <Card title=title top=true>
            <p class="soft">{when}</p>
            <SummaryList rows/>
        </Card>
    }
    .into_any()
}

/// What is stored now, for who typed something else meanwhile.
#[component]
pub fn Stored(values: Values) -> impl IntoView {
    let lang = use_frame().lang;
    let (lead, rest) = words::late(lang);
    let lines = words::lines(lang, &values).into_iter();
    let lines = lines.map(|(name, value)| view! { <p>{name} ": " <b>{value}</b></p> }).collect_view();
    view! {
        <Notice tint=Tint::Wait lead>
            {rest}
            {lines}
        </Notice>
    }
}
