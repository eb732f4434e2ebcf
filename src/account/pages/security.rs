//! `/akun/keamanan`: the second step at sign-in. While an app is being set up the page is about nothing else.

use super::parts::{Says, error, once_more, to_account};
use crate::account::api::security::security_page;
use crate::account::model::Channel;
use crate::account::model::security::{SecurityNotice, SecurityPage, Setup};
use crate::account::text::checking;
use crate::account::text::code::{field, sms_risk, verify};
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::history as more;
use crate::account::text::security as words;
use crate::kernel::refill::{ONCE_MORE, Refill};
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, Card, Choice, CodeField, Details, ErrorSummary, Form, FormState, FormTitle, Glyph, Heading, Hidden, LinkRow, Load,
    Qr, Radios, Section, Submit, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn SecondStepPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load
            fetch=|| security_page()
            view=|mut page: SecurityPage| {
                let notice = page.notice;
                match page.setup.take() {
                    Some(setup) => view! { <SettingUp setup notice/> }.into_any(),
                    None => view! { <Content page/> }.into_any(),
                }
            }
        />
    }
}

/// What just happened.
#[component]
fn Happened(notice: Option<SecurityNotice>) -> impl IntoView {
    let lang = use_frame().lang;
    notice.map(|notice| {
        let (tint, glyph) = match notice {
            SecurityNotice::Over => (Tint::Wait, Glyph::WarningFill),
            SecurityNotice::On | SecurityNotice::Off | SecurityNotice::Chosen => (Tint::Good, Glyph::CheckCircleFill),
        };
        view! { <Says tint glyph words=words::notice(lang, notice) role="status"/> }
    })
}

#[component]
fn Content(page: SecurityPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.choice);
    let title = state.title(words::title(lang));
    view! {
        <FormTitle title/>
        <Heading
            title=words::title(lang)
            lead=words::lead(lang)
            back=to_account(lang)
        />
        <Happened notice=page.notice/>
        <App page=page.clone()/>
        <First page state/>
        <LinkRow href=Route::Devices.path() label=more::devices_title(lang)/>
        <LinkRow href=Route::History.path() label=more::history_title(lang)/>
    }
}

const OFF: &str = "/api/account/totp_off";

/// The authenticator app: how it stands, set it up, switch it off.
#[component]
fn App(page: SecurityPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let tag = match page.app_since {
        Some(since) => {
            view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::on_since(lang, &since.date_long(lang))/> }.into_any()
        }
        None => view! { <Tag tint=Tint::Neutral glyph=Glyph::CircleDashed label=words::off(lang)/> }.into_any(),
    };
    let on = page.app_since.is_some();
    let (start, kind) = match on {
        true => (words::set_up_again(lang), ButtonKind::Secondary),
        false => (words::set_up(lang), ButtonKind::Primary),
    };
    let asked = if page.refill.value(ONCE_MORE) == OFF { words::switch_off(lang) } else { start };
    let again = once_more(lang, &page.refill, asked);
    let off = on.then(|| {
        view! {
            <Form action=OFF state>
                <Submit
                    label=words::switch_off(lang)
                    kind=ButtonKind::Danger
                    busy=words::switching_off(lang)
                    name="aksi"
                    value="matikan"
                />
            </Form>
        }
    });
    view! {
        <Card title=words::app(lang) top=true>
            {tag}
            <p>{words::app_what(lang)}</p>
            {again}
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <p class="soft">{words::proof_first(lang)}</p>
            <Form action="/api/account/totp_start" state>
                <Submit label=start kind busy=words::setting_up(lang) name="aksi" value="pasang"/>
            </Form>
            {off}
        </Card>
    }
}

/// What sign-in asks for first, of the ways that are open.
#[component]
fn First(page: SecurityPage, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let open = |channel: Channel, place: Option<&str>| {
        let choice = Choice::new(channel.name(), words::way(lang, channel));
        match place {
            Some(place) => choice.hint(words::goes_to(lang, place)),
            None => choice,
        }
    };
    let mut choices = Vec::new();
    if page.app_since.is_some() {
        choices.push(open(Channel::App, None));
    }
    choices.push(open(Channel::Email, Some(&page.email)));
    if page.phone_verified {
        let place = words::goes_to(lang, &page.phone);
        choices.push(open(Channel::Sms, None).hint(format!("{place}. {}", sms_risk(lang))));
    }
    let number = (!page.phone_verified).then(|| {
        let (link, rest) = words::verify_number(lang);
        view! { <p class="soft"><a href=Route::Phone.path()>{link}</a>{rest}</p> }
    });
    view! {
        {once_more(lang, &page.choice, words::save(lang))}
        <Form action="/api/account/channel_choose" state>
            <ErrorSummary state fields=&["cara"] text=move |field, code| field_error(lang, field, code) general=general/>
            <Radios
                name="cara"
                legend=words::first(lang)
                hint=words::first_hint(lang)
                error=error(state, "cara")
                choices
                value=state.value_or("cara", page.first.name())
            />
            {number}
            <Submit label=words::save(lang) kind=ButtonKind::Secondary busy=words::saving(lang)/>
        </Form>
    }
}

/// Three steps with the phone in hand.
#[component]
fn SettingUp(setup: Setup, notice: Option<SecurityNotice>) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&setup.refill);
    let title = state.title(words::setup_title(lang));
    let [open, scan, enter] = words::steps(lang);
    view! {
        <FormTitle title/>
        <Heading title=words::setup_title(lang) lead=words::setup_lead(lang, &setup.until.clock_wib())/>
        <Happened notice/>
        <Section title=words::step(lang, 1)>
            <p>{open}</p>
        </Section>
        <Section title=words::step(lang, 2)>
            <p>{scan}</p>
            <Qr code=setup.qr label=words::qr(lang)/>
            <p class="link-row">
                <a href=setup.uri rel="external">{words::this_phone(lang)}</a>
            </p>
            <Details summary=words::cannot_scan(lang)>
                <p>{words::type_key(lang)}</p>
                <p class="qr-key" translate="no">{setup.key}</p>
            </Details>
            <Says tint=Tint::Wait glyph=Glyph::LockSimpleFill words=words::never_show(lang)/>
        </Section>
        <Section title=words::step(lang, 3)>
            <p>{enter}</p>
            <Form action="/api/account/totp_confirm" state>
                <ErrorSummary state fields=&["kode"] text=move |field, code| field_error(lang, field, code) general=general/>
                <Hidden name="persiapan" value=setup.id/>
                <CodeField label=field(lang) error=error(state, "kode")/>
                <Submit label=verify(lang) busy=checking(lang)/>
            </Form>
        </Section>
        <GiveUp/>
    }
}

/// Leaves everything as it is.
#[component]
fn GiveUp() -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    view! {
        <Form action="/api/account/totp_cancel" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <Submit label=words::give_up(lang) kind=ButtonKind::Secondary busy=words::giving_up(lang) name="aksi" value="batal"/>
        </Form>
    }
}
