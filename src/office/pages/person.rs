//! `/kantor/peserta/{id}`: one participant. Facts at the left, what can be done at the right; one below the other on small screens.

use super::people::{identity_tag, state_tag};
use super::person_acts::{FullCard, LiftCard, SuspendCard};
use crate::account::model::dossier::{AccountState, Dossier, DossierEvent};
use crate::account::{history_text, standing_text};
use crate::kernel::fault::Code;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::office::api::people::person_page;
use crate::office::model::people::{FullPart, PersonNotice, PersonPage, ViewLine};
use crate::office::text::{people as words, person as acts, role_name};
use crate::ui::{
    ButtonLink, Card, CheckItem, Checklist, Columns, Drawing, EmptyState, FormState, FormTitle, Glyph, Heading, Load, Notice, Row,
    Section, Standing, SummaryList, Tag, Tint, parameter, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ParticipantPage() -> impl IntoView {
    let lang = use_frame().lang;
    let fetch = move || {
        let id = parameter();
        async move {
            match person_page(id).await {
                Ok(page) => Ok(Some(page)),
                // Who follows an old address is told so, and where to go on.
                Err(fault) if fault.code == Code::NotFound => Ok(None),
                Err(fault) => Err(fault),
            }
        }
    };
    view! {
        <Title text=words::title(lang)/>
        <Load fetch view=shown skeleton=12/>
    }
}

fn shown(page: Option<PersonPage>) -> AnyView {
    match page {
        Some(page) => view! { <Person page/> }.into_any(),
        None => view! { <Missing/> }.into_any(),
    }
}

#[component]
fn Missing() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=acts::not_found_title(lang)/>
        <EmptyState drawing=Drawing::NotFound title=acts::not_found_title(lang) sentence=acts::not_found_reason(lang) page=true>
            <ButtonLink href=Route::OfficePeople.path()>{words::title(lang)}</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Person(page: PersonPage) -> impl IntoView {
    let lang = use_frame().lang;
    let PersonPage { dossier, full, may_suspend, views, notice, suspend, lift, first_day, last_day } = page;
    let closed = match &full {
        FullPart::Closed(refill) => Some(refill),
        _ => None,
    };
    let refused = [Some(&suspend), Some(&lift), closed].into_iter().flatten().find(|refill| refill.fault.is_some());
    let title = FormState::new(&refused.cloned().unwrap_or_default()).title(words::title(lang));
    let (id, state) = (dossier.masked.id.clone(), dossier.masked.state);
    let back = (Route::OfficePeople.path().to_owned(), words::title(lang).to_owned());
    let masked = masked_rows(lang, &dossier);
    let standing = standing_rows(lang, &dossier);
    let side = ViewFn::from(move || {
        let act = match (may_suspend, state) {
            (true, AccountState::Active) => {
                view! { <SuspendCard id=id.clone() refill=suspend.clone() first_day last_day/> }.into_any()
            }
            (true, AccountState::Suspended { .. }) => view! { <LiftCard id=id.clone() refill=lift.clone()/> }.into_any(),
            _ => ().into_any(),
        };
        view! {
            <FullCard id=id.clone() part=full.clone()/>
            {act}
        }
    });
    view! {
        <FormTitle title/>
        <Heading title=dossier.masked.name.clone() back/>
        {notice.map(|notice| view! { <Told notice/> })}
        <Columns side>
            <Card title=acts::masked_heading(lang) top=true>
                <SummaryList rows=masked/>
            </Card>
            <Card title=acts::state_heading(lang) top=true>
                <SummaryList rows=standing/>
            </Card>
            <Section title=acts::events_heading(lang)>
                <Events events=dossier.events/>
            </Section>
            <Section title=acts::views_heading(lang)>
                <Views views/>
            </Section>
        </Columns>
    }
}

#[component]
fn Told(notice: PersonNotice) -> impl IntoView {
    let lang = use_frame().lang;
    let (lead, rest) = acts::notice(lang, notice);
    let (tint, glyph) = match notice {
        PersonNotice::NotSuspended | PersonNotice::NotLifted => (Tint::Wait, Glyph::WarningFill),
        _ => (Tint::Good, Glyph::CheckCircleFill),
    };
    view! { <Notice tint glyph lead role="status">{rest}</Notice> }
}

fn exact(text: &str) -> impl IntoView + use<> {
    let text = text.to_owned();
    view! { <span translate="no">{text}</span> }
}

fn masked_rows(lang: Lang, dossier: &Dossier) -> Vec<Row> {
    let masked = &dossier.masked;
    vec![
        Row::new(words::name(lang), exact(&masked.name)),
        Row::new("NIK", exact(&masked.nik)),
        Row::new(words::email(lang), exact(&masked.email)),
        Row::new(words::phone(lang), exact(&masked.phone)),
        Row::new(words::place(lang), exact(&masked.place)),
        Row::new(words::account_number(lang), exact(&masked.id)),
    ]
}

fn soft(text: String) -> AnyView {
    view! { <p class="soft">{text}</p> }.into_any()
}

fn standing_rows(lang: Lang, dossier: &Dossier) -> Vec<Row> {
    let masked = &dossier.masked;
    let identity = view! {
        {identity_tag(lang, masked.identity)}
        {words::identity_reason(lang, masked.identity).map(|why| soft(why.to_owned()))}
        {masked.identity_checked_at.map(|at| soft(words::checked_at(lang, &at.date_time(lang))))}
    };
    let account = match masked.state {
        AccountState::Suspended { reason, until } => view! {
            {state_tag(lang, masked.state)}
            {soft(standing_text::reason(lang, reason).to_owned())}
            {soft(standing_text::until(lang, until))}
        }
        .into_any(),
        state => state_tag(lang, state),
    };
    let phone = match masked.phone_verified_at {
        Some(at) => view! {
            <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::verified(lang)/>
            {soft(words::verified_at(lang, &at.date_long(lang)))}
        }
        .into_any(),
        None => view! { <Tag tint=Tint::Wait glyph=Glyph::ClockBold label=words::not_verified(lang)/> }.into_any(),
    };
    let sessions = view! {
        <p>{words::live_sessions(lang, dossier.live_sessions)}</p>
        {dossier.last_seen_at.map(|at| soft(words::last_seen(lang, &at.date_time(lang))))}
    };
    let changed = dossier.password_changed_at.map(|at| at.date_long(lang));
    vec![
        Row::new(words::account_label(lang), account),
        Row::new(words::identity_label(lang), identity),
        Row::new(words::phone(lang), phone),
        Row::new(words::second_step(lang), words::channel(lang, dossier.channel)),
        Row::new(words::password(lang), words::password_changed(lang, changed.as_deref())),
        Row::new(words::sessions(lang), sessions),
        Row::new(words::opened(lang), masked.opened_at.date_time(lang)),
    ]
}

/// The actions only: no devices, no places.
#[component]
fn Events(events: Vec<DossierEvent>) -> impl IntoView {
    let lang = use_frame().lang;
    if events.is_empty() {
        return view! { <p class="soft">{acts::no_events(lang)}</p> }.into_any();
    }
    let line = move |event: DossierEvent| {
        let title = history_text::event(lang, &event.action, &event.outcome);
        view! { <CheckItem standing=Standing::Open title detail=event.at.date_time(lang) glyph=Glyph::ShieldCheckFill/> }
    };
    view! {
        <Card>
            <Checklist lined=true>{events.into_iter().map(line).collect_view()}</Checklist>
        </Card>
    }
    .into_any()
}

#[component]
fn Views(views: Vec<ViewLine>) -> impl IntoView {
    let lang = use_frame().lang;
    if views.is_empty() {
        return view! { <p class="soft">{acts::no_views(lang)}</p> }.into_any();
    }
    let line = move |line: ViewLine| {
        let role = role_name(lang, line.staff.role);
        let who = acts::viewer(lang, role, &line.staff.reference);
        let detail = [line.at.date_time(lang), who].join(" · ");
        let reference = (!line.reference.is_empty()).then(|| view! { <p translate="no">{line.reference}</p> });
        view! {
            <CheckItem standing=Standing::Open title=acts::view_reason(lang, line.reason) detail glyph=Glyph::Eye>
                {reference}
            </CheckItem>
        }
    };
    view! {
        <Card>
            <Checklist lined=true>{views.into_iter().map(line).collect_view()}</Checklist>
        </Card>
    }
    .into_any()
}
