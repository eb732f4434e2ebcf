//! `/akun/hapus` and `/hapus/batal/{token}`.

use super::parts::{Sentence, once_more};
use crate::account::api::removal::{removal_cancel_page, removal_page};
use crate::account::model::removal;
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::overview::title as account;
use crate::account::text::removal as words;
use crate::account::text::standing::Step;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CheckItem, Checklist, Drawing, EmptyState, ErrorSummary, Field, Form, FormState, FormTitle,
    Glyph, Heading, Hidden, LinkRow, Load, Notice, Standing, Submit, Tint, parameter, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn RemovalPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| removal_page() view=|page| view! { <Content page/> } skeleton=10/>
    }
}

#[component]
fn Content(page: removal::RemovalPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let back = (Route::Account.path().to_owned(), account(lang).to_owned());
    let error = state.error("kata", move |field, code| words::error(lang, field, code));
    let (lead, rest) = words::when(lang, page.cancel_until, page.erased_by);
    view! {
        <FormTitle title/>
        <Heading title=words::title(lang) lead=words::lead(lang) back/>
        {once_more(lang, &page.refill, words::title(lang))}
        <Things title=words::goes(lang) things=words::gone(lang) glyph=Glyph::XCircleFill/>
        <Things title=words::stays(lang) things=words::kept(lang) glyph=Glyph::ShieldCheckFill/>
        <Notice tint=Tint::Wait lead>{rest}</Notice>
        <Sentence before=words::mail_goes_to(lang) middle=page.email after="."/>
        <Form action="/api/account/removal_request" state>
            <ErrorSummary state fields=&["kata"] text=move |field, code| words::error(lang, field, code) general=general/>
            <Field
                name="kata"
                label=words::type_the_word(lang)
                hint=words::word_hint(lang)
                error
                value=state.value("kata")
                autocomplete="off"
                inputmode="text"
                maxlength=24
                width="short"
            />
            <Submit label=words::title(lang) kind=ButtonKind::Danger busy=words::removing(lang)/>
        </Form>
        <LinkRow href=Route::Account.path() label=words::keep_account(lang)/>
    }
}

#[component]
fn Things(title: &'static str, things: [Step; 4], glyph: Glyph) -> impl IntoView {
    let item = move |(title, detail): Step| view! { <CheckItem standing=Standing::Open title detail glyph/> };
    view! {
        <Card title top=true>
            <Checklist lined=true>{things.into_iter().map(item).collect_view()}</Checklist>
        </Card>
    }
}

/// The link in the mail. Opening it changes nothing; the button acts.
#[component]
pub fn CancelRemovalPage() -> impl IntoView {
    let lang = use_frame().lang;
    let fetch = || removal_cancel_page(parameter());
    view! {
        <Title text=words::cancel_title(lang)/>
        <Load
            fetch
            view=|page: removal::RemovalCancelPage| match page.until {
                Some(until) => view! { <Cancel until page/> }.into_any(),
                None => view! { <Dead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Cancel(until: Instant, page: removal::RemovalCancelPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::cancel_title(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::cancel_title(lang) lead=words::cancel_lead(lang, until)/>
        <p>{words::cancel_then(lang)}</p>
        <Form action="/api/account/removal_cancel" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <Hidden name="token" value=page.token/>
            <Submit label=words::cancel(lang) busy=words::cancelling(lang)/>
        </Form>
    }
}

#[component]
fn Dead() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::cancel_dead(lang)/>
        <EmptyState drawing=Drawing::NotFound title=words::cancel_dead(lang) sentence=words::cancel_dead_reason(lang) page=true>
            <ButtonLink href=Route::SignIn.path()>{text::sign_in(lang)}</ButtonLink>
            <LinkRow href=Route::Register.path() label=text::register(lang)/>
        </EmptyState>
    }
}
