//! `/akun/nomor-telepon`, `/akun/email` and `/email/batal/{token}`.

use super::code::{CodeContent, Place};
use super::parts::{Says, Sentence, error, once_more, to_account};
use crate::account::api::contact::{email_page, email_undo_page, phone_page};
use crate::account::model::contact::{EmailPage, PhoneNotice, PhonePage, UndoPage};
use crate::account::text::contact as words;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::{self, sending};
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, ButtonLink, Card, Drawing, EmptyState, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, Hidden,
    LinkRow, Load, Notice, Row, Submit, SummaryList, Tag, Tint, parameter, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ChangePhonePage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::phone_title(lang)/>
        <Load
            fetch=|| phone_page()
            view=move |mut page: PhonePage| {
                match page.code.take() {
                    Some(code) => {
                        let then = (words::phone_then(lang), code.destination.clone());
                        // The number given at registration is not replaced, only verified.
                        let same = !page.verified && page.current == code.destination;
                        let now = Row::new(words::phone_now(lang), shown(page.current, state_of(lang, page.verified)));
                        let both = if same { Vec::new() } else { both(lang, now, then) };
                        view! { <CodeContent page=code place=Place::Phone both/> <GiveUp place=Place::Phone/> }.into_any()
                    }
                    None => view! { <Phone page/> }.into_any(),
                }
            }
        />
    }
}

/// Whether an address or number is verified.
fn state_of(lang: Lang, verified: bool) -> AnyView {
    match verified {
        true => view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::verified(lang)/> }.into_any(),
        false => view! { <Tag tint=Tint::Wait glyph=Glyph::ClockBold label=words::not_verified(lang)/> }.into_any(),
    }
}

/// A masked address or number and how it stands.
fn shown(value: String, tag: AnyView) -> impl IntoView {
    view! {
        <p translate="no">{value}</p>
        {tag}
    }
}

/// What holds now and, below it, what the code is for: its label and the masked value.
fn both(lang: Lang, now: Row, (label, value): (&'static str, String)) -> Vec<Row> {
    let tag = view! { <Tag tint=Tint::Wait glyph=Glyph::ClockBold label=words::code_awaited(lang)/> }.into_any();
    vec![now, Row::new(label, shown(value, tag))]
}

/// What to do next, one thing at a time: press once more after the proof, or begin again what another session began.
fn next(lang: Lang, elsewhere: bool, refill: &Refill) -> Option<AnyView> {
    let again = once_more(lang, refill, words::send_code(lang)).map(|notice| notice.into_any());
    let begun = || view! { <Says tint=Tint::Wait glyph=Glyph::WarningFill words=words::elsewhere(lang) role="status"/> };
    again.or_else(|| elsewhere.then(|| begun().into_any()))
}

#[component]
fn Phone(page: PhonePage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::phone_title(lang));
    let rows = vec![Row::new(words::phone_now(lang), shown(page.current, state_of(lang, page.verified)))];
    view! {
        <FormTitle title/>
        <Heading title=words::phone_title(lang) lead=words::phone_lead(lang) back=to_account(lang)/>
        {page.notice.map(|notice| {
            let (tint, glyph) = match notice {
                PhoneNotice::Verified => (Tint::Good, Glyph::CheckCircleFill),
                PhoneNotice::Taken => (Tint::Bad, Glyph::WarningCircleFill),
            };
            view! { <Says tint glyph words=words::phone_notice(lang, notice) role="status"/> }
        })}
        {next(lang, page.elsewhere, &page.refill)}
        <Card>
            <SummaryList rows/>
            {(!page.verified).then(|| view! { <VerifyThis/> })}
        </Card>
        <Form action="/api/account/phone_start" state>
            <ErrorSummary state fields=&["telepon"] text=move |field, code| field_error(lang, field, code) general=general/>
            <Field
                name="telepon"
                label=words::new_number(lang)
                hint=words::new_number_hint(lang)
                error=error(state, "telepon")
                value=state.value("telepon")
                kind="tel"
                autocomplete="tel"
                inputmode="tel"
                maxlength=24
            />
            <Submit label=words::send_code(lang) busy=sending(lang)/>
        </Form>
        <Says tint=Tint::Wait glyph=Glyph::WarningFill words=words::sms_risk(lang)/>
    }
}

/// The number given at registration needs no typing.
#[component]
fn VerifyThis() -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    view! {
        <Form action="/api/account/phone_current" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <p class="soft">{words::verify_this_note(lang)}</p>
            <Submit label=words::verify_this(lang) kind=ButtonKind::Secondary busy=sending(lang) name="aksi" value="sekarang"/>
        </Form>
    }
}

/// Leaves everything as it is.
#[component]
fn GiveUp(place: Place) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    let action = if place == Place::Email { "/api/account/email_cancel" } else { "/api/account/phone_cancel" };
    view! {
        <Form action state id="batal">
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <p class="soft">{words::waiting(lang)}</p>
            <Submit label=words::give_up(lang) kind=ButtonKind::Secondary busy=words::giving_up(lang) name="aksi" value="batal"/>
        </Form>
    }
}

#[component]
pub fn ChangeEmailPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::email_title(lang)/>
        <Load
            fetch=|| email_page()
            view=move |mut page: EmailPage| {
                match page.code.take() {
                    Some(code) => {
                        let then = (words::email_then(lang), code.destination.clone());
                        let both = both(lang, Row::new(words::email_now(lang), shown(page.current, state_of(lang, true))), then);
                        view! { <CodeContent page=code place=Place::Email both/> <GiveUp place=Place::Email/> }.into_any()
                    }
                    None => view! { <Email page/> }.into_any(),
                }
            }
        />
    }
}

#[component]
fn Email(page: EmailPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::email_title(lang));
    let address = shown(page.current, state_of(lang, true));
    let held = page.held.map(|held| {
        let (lead, rest) = words::email_held(lang, &held.old, &held.until.date_time(lang));
        view! { <Notice tint=Tint::Info glyph=Glyph::InfoFill lead>{rest}</Notice> }
    });
    view! {
        <FormTitle title/>
        <Heading title=words::email_title(lang) lead=words::email_lead(lang) back=to_account(lang)/>
        {page.done.then(|| {
            view! { <Says tint=Tint::Good glyph=Glyph::CheckCircleFill words=words::email_done(lang) role="status"/> }
        })}
        {next(lang, page.elsewhere, &page.refill)}
        {held}
        <Card>
            <SummaryList rows=vec![Row::new(words::email_now(lang), address)]/>
        </Card>
        <Form action="/api/account/email_start" state>
            <ErrorSummary state fields=&["email"] text=move |field, code| field_error(lang, field, code) general=general/>
            <Field
                name="email"
                label=words::new_email(lang)
                hint=words::new_email_hint(lang)
                error=error(state, "email")
                value=state.value("email")
                kind="email"
                autocomplete="email"
                inputmode="email"
                maxlength=254
            />
            <Submit label=words::send_code(lang) busy=sending(lang)/>
        </Form>
    }
}

/// The link in the mail to the old address. Opening it changes nothing; the button acts.
#[component]
pub fn UndoEmailPage() -> impl IntoView {
    let lang = use_frame().lang;
    let fetch = || email_undo_page(parameter());
    view! {
        <Title text=words::undo_title(lang)/>
        <Load
            fetch
            view=|mut page: UndoPage| match page.old.take() {
                Some(old) => view! { <Undo old page/> }.into_any(),
                None => view! { <UndoDead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Undo(old: String, page: UndoPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::undo_title(lang));
    let taken = move || state.fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.is_field("email").is_some()));
    view! {
        <FormTitle title/>
        <Heading title=words::undo_title(lang)/>
        <Sentence before=words::undo_before(lang) middle=old after=words::undo_after(lang)/>
        <Form action="/api/account/email_undo" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            {move || taken().then(|| view! { <LinkRow href=format!("{}#kontak", Route::Help.path()) label=text::help(lang)/> })}
            <Hidden name="token" value=page.token/>
            <Submit label=words::undo(lang) busy=words::undoing(lang)/>
        </Form>
    }
}

#[component]
fn UndoDead() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::undo_dead(lang)/>
        <EmptyState drawing=Drawing::NotFound title=words::undo_dead(lang) sentence=words::undo_dead_reason(lang) page=true>
            <ButtonLink href=Route::Forgot.path()>{text::forgot(lang)}</ButtonLink>
            <LinkRow href=Route::SignIn.path() label=text::sign_in(lang)/>
        </EmptyState>
    }
}
