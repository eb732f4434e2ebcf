//! `/kantor/staf`: who works in the office. Administrators invite and end access there, auditors read.

use super::parts::error;
use crate::account::Says;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::staff::Role;
use crate::office::api::staff_page;
use crate::office::model::{self, Invitation, Member};
use crate::office::text::fields::field_error;
use crate::office::text::{general, role_name, staff as words};
use crate::ui::{
    ButtonKind, Card, Details, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Head, Heading, Load, Section, SelectField,
    Submit, Table, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn StaffPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| staff_page() view=|page| view! { <Content page/> } skeleton=12/>
    }
}

#[component]
fn Content(page: model::StaffPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let may_change = page.may_change;
    let notice = page.notice.map(|notice| {
        view! { <Says tint=Tint::Good glyph=Glyph::CheckCircleFill words=words::notice(lang, notice) role="status"/> }
    });
    let people = page.members.into_iter().map(|member| person(lang, member, may_change.then_some(state))).collect();
    let invitations = if page.invitations.is_empty() {
        view! {
            <Card title=words::invitations(lang) top=true>
                <p class="soft">{words::no_invitations(lang)}</p>
            </Card>
        }
        .into_any()
    } else {
        let rows = page.invitations.into_iter().map(|open| invitation(lang, open, may_change.then_some(state))).collect();
        view! {
            <Card>
                <Table caption=words::invitations(lang) head=invitation_head(lang, may_change) rows/>
            </Card>
        }
        .into_any()
    };
    view! {
        <FormTitle title/>
        <Heading title=words::title(lang) lead=words::lead(lang, may_change)/>
        {notice}
        <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
        <Card>
            <Table caption=words::people(lang) head=people_head(lang, may_change) rows=people/>
        </Card>
        {invitations}
        {may_change.then(|| view! { <Invite refill=page.invite/> })}
    }
}

fn people_head(lang: Lang, may_change: bool) -> Vec<Head> {
    let mut head = vec![
        Head::new(words::name(lang)),
        Head::new(words::email(lang)),
        Head::new(words::role(lang)),
        Head::new(words::state(lang)),
        Head::new(words::signed_in(lang)),
    ];
    head.extend(may_change.then(|| Head::new(words::action(lang))));
    head
}

/// The cells of a person; with `state` the last one can end their access.
fn person(lang: Lang, member: Member, state: Option<FormState>) -> Vec<AnyView> {
    let tag = match (member.is_you, member.active) {
        (true, _) => (Tint::Info, Glyph::CheckBold, words::you(lang)),
        (false, true) => (Tint::Good, Glyph::CheckBold, words::active(lang)),
        (false, false) => (Tint::Neutral, Glyph::XBold, words::deactivated(lang)),
    };
    let (tint, glyph, label) = tag;
    let since = member.signed_in_at.map_or_else(|| words::never(lang).to_owned(), |at| at.date_time(lang));
    let name = member.name.clone();
    let mut cells = vec![
        member.name.into_any(),
        view! { <span translate="no">{member.email}</span> }.into_any(),
        role_name(lang, member.role).into_any(),
        view! { <Tag tint glyph label/> }.into_any(),
        since.into_any(),
    ];
    if let Some(state) = state {
        let may_end = member.active && !member.is_you;
        let end = may_end.then(|| {
            let (label, busy) = (words::deactivate_now(lang), words::ending(lang));
            let about = name.clone();
            view! {
                <Details summary=words::deactivate(lang) about>
                    <p>{words::deactivate_means(lang)}</p>
                    {button(state, "/api/office/deactivate", "staf", member.id, label, busy, name)}
                </Details>
            }
        });
        cells.push(end.into_any());
    }
    cells
}

fn invitation_head(lang: Lang, may_change: bool) -> Vec<Head> {
    let mut head = vec![Head::new(words::email(lang)), Head::new(words::role(lang)), Head::new(words::until(lang))];
    head.extend(may_change.then(|| Head::new(words::action(lang))));
    head
}

fn invitation(lang: Lang, open: Invitation, state: Option<FormState>) -> Vec<AnyView> {
    let address = open.email.clone();
    let mut cells = vec![
        view! { <span translate="no">{open.email}</span> }.into_any(),
        role_name(lang, open.role).into_any(),
        open.until.date_time(lang).into_any(),
    ];
    if let Some(state) = state {
        let (label, busy) = (words::withdraw(lang), words::withdrawing(lang));
        cells.push(button(state, "/api/office/invitation_withdraw", "undangan", open.id, label, busy, address));
    }
    cells
}

/// A form of one button; `about` tells it from the same one in other rows.
fn button(
    state: FormState,
    action: &'static str,
    name: &'static str,
    id: String,
    label: &'static str,
    busy: &'static str,
    about: String,
) -> AnyView {
    view! {
        <Form action state>
            <Submit label kind=ButtonKind::Danger small=true busy name value=id about/>
        </Form>
    }
    .into_any()
}

#[component]
fn Invite(refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let roles: Vec<_> = Role::ALL.iter().map(|role| (role.name().to_owned(), role_name(lang, *role).to_owned())).collect();
    view! {
        <Section title=words::invite_title(lang) id="undang">
            <p>{words::invite_lead(lang)}</p>
            <Form action="/api/office/invite" state class="measure">
                <ErrorSummary
                    state
                    fields=&["email", "peran"]
                    text=move |field, code| field_error(lang, field, code)
                    general=general
                />
                <Field
                    name="email"
                    label=words::email(lang)
                    error=error(state, "email")
                    value=state.value("email")
                    kind="email"
                    autocomplete="off"
                    inputmode="email"
                    maxlength=254
                />
                <SelectField
                    name="peran"
                    label=words::role(lang)
                    error=error(state, "peran")
                    options=Signal::stored(roles)
                    value=state.value("peran")
                />
                <Submit label=words::invite(lang) busy=words::sending(lang)/>
            </Form>
        </Section>
    }
}
