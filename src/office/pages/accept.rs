//! `/kantor/undangan/{token}` with its one button, and `/kantor/undangan`: name and password, then the authenticator.

use super::parts::{AuthenticatorField, NewPassword, error};
use crate::account::Says;
use crate::kernel::instant::Instant;
use crate::kernel::qr::QrPath;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::api::{accept_page, invitation_page};
use crate::office::model::{self, AcceptStep};
use crate::office::text::fields::field_error;
use crate::office::text::{accept as words, general, role_name, sign_in};
use crate::ui::{
    ButtonLink, Drawing, EmptyState, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, Hidden, Load, Qr, Row,
    Submit, SummaryList, Tint, parameter, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The link of the mail. Opening it changes nothing; the button acts.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let lang = use_frame().lang;
    let fetch = move || invitation_page(parameter());
    view! {
        <Title text=words::title(lang)/>
        <Load
            fetch
            view=|page: model::InvitationPage| match page.open {
                Some((role, until)) => view! { <Open role until token=page.token refill=page.refill/> }.into_any(),
                None => view! { <Dead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Open(role: Role, until: Instant, token: String, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let title = state.title(words::title(lang));
    let lead = words::lead(lang, role_name(lang, role), &until.date_time(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::title(lang) lead/>
        <p>{words::what_you_need(lang)}</p>
        <Form action="/api/office/invitation_open" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <Hidden name="token" value=token/>
            <Submit label=words::accept(lang) busy=words::opening(lang)/>
        </Form>
    }
}

#[component]
fn Dead() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::dead(lang)/>
        <EmptyState drawing=Drawing::NotFound title=words::dead(lang) sentence=words::dead_reason(lang) page=true>
            <ButtonLink href=Route::OfficeSignIn.path() external=true>{words::to_sign_in(lang)}</ButtonLink>
        </EmptyState>
    }
}

#[component]
pub fn AcceptPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load
            fetch=|| accept_page()
            view=|page: model::AcceptPage| match page.step {
                Some(AcceptStep::Person { role, email, until }) => {
                    view! { <Person role email until refill=page.refill/> }.into_any()
                }
                Some(AcceptStep::Authenticator { qr, key, until }) => {
                    view! { <Authenticator qr key until refill=page.refill/> }.into_any()
                }
                None => view! { <Dead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Person(role: Role, email: Option<String>, until: Instant, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let title = state.title(words::step_person(lang));
    let lead = words::lead(lang, role_name(lang, role), &until.date_time(lang));
    let address = match email {
        Some(email) => view! {
            <SummaryList rows=vec![Row::new(words::email_is(lang), view! { <span translate="no">{email}</span> })]/>
        }
        .into_any(),
        None => view! {
            <Field
                name="email"
                label=words::email_is(lang)
                error=error(state, "email")
                value=state.value("email")
                kind="email"
                autocomplete="username"
                inputmode="email"
                maxlength=254
            />
        }
        .into_any(),
    };
    view! {
        <FormTitle title/>
        <p class="soft">{words::step(lang, 1)}</p>
        <Heading title=words::step_person(lang) lead/>
        <Form action="/api/office/accept" state>
            <ErrorSummary
                state
                fields=&["nama", "email", "password_baru"]
                text=move |field, code| field_error(lang, field, code)
                general=general
            />
            <Field
                name="nama"
                label=words::name(lang)
                hint=words::name_hint(lang)
                error=error(state, "nama")
                value=state.value("nama")
                autocomplete="name"
                maxlength=100
            />
            {address}
            <NewPassword state/>
            <Submit label=words::go_on(lang) busy=words::saving(lang)/>
        </Form>
    }
}

#[component]
fn Authenticator(qr: QrPath, key: String, until: Instant, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let title = state.title(words::step_authenticator(lang));
    view! {
        <FormTitle title/>
        <p class="soft">{words::step(lang, 2)}</p>
        <Heading title=words::step_authenticator(lang) lead=words::scan(lang)/>
        <Qr code=qr label=words::picture(lang)/>
        <div>
            <p class="soft">{words::key(lang)}</p>
            <p class="qr-key">
                <code translate="no">{key}</code>
            </p>
        </div>
        <Says tint=Tint::Wait glyph=Glyph::WarningFill words=words::keep_it(lang)/>
        <p>{words::then(lang)}</p>
        <Form action="/api/office/accept_confirm" state>
            <ErrorSummary state fields=&["kode"] text=move |field, code| field_error(lang, field, code) general=general/>
            <AuthenticatorField state/>
            <Submit label=sign_in::verify(lang) busy=sign_in::checking(lang)/>
        </Form>
        <p class="soft">{words::until(lang, &until.date_time(lang))}</p>
    }
}
