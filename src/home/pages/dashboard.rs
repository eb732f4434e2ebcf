//! `/dasbor`: greeting, the one next step, how the account stands, who signed in, the way out.

use crate::account::model::overview::KeptForm;
use crate::account::model::{Identity, Mismatch, Overview, SignInLine};
use crate::account::{device_text, kept_text as offer};
use crate::home::api::dashboard;
use crate::home::model::{Next, short_name};
use crate::home::pages::notices::NoticeCard;
use crate::home::text::dashboard as words;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::field::Hidden;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CheckItem, Checklist, Columns, ErrorSummary, Form, FormState, Glyph, Greeting, Load, NextStep,
    Notice, Row, Standing, Submit, SummaryList, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

const LEAVE: &str = "/api/account/sign_out";
const GO_ON: &str = "/api/account/kept_open";
const DISCARD: &str = "/api/account/kept_discard";

#[component]
pub fn DashboardPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| dashboard() view=|account| view! { <Content account/> } skeleton=10/>
    }
}

#[component]
fn Content(account: Overview) -> impl IntoView {
    let lang = use_frame().lang;
    let next = Next::of(&account);
    let hello = words::greeting(lang, account.now.part_of_day(), short_name(&account.name));
    let reminder = words::nik_differs(lang, account.nik_birth_date_differs, account.nik_gender_differs);
    let sign_ins = account.sign_ins.clone();
    // A page has at most two notices, and the reminder is one.
    let notices: Vec<_> = account.notices.iter().take(2 - usize::from(reminder.is_some())).cloned().collect();
    let kept = account.kept.clone();
    let side = move || {
        view! {
            <SignIns lines=sign_ins.clone()/>
            <Leave/>
        }
        .into_any()
    };
    view! {
        <Greeting now=2 title=hello words=words::journey(lang)/>
        <Columns side=side>
            {kept.into_iter().map(|kept| view! { <Unfinished kept/> }).collect_view()}
            <NextCard next/>
            {notices.into_iter().map(|line| view! { <NoticeCard line/> }).collect_view()}
            {reminder.map(|(lead, rest)| view! { <Notice tint=Tint::Wait lead>{rest}</Notice> })}
            <AccountCard account/>
        </Columns>
    }
}

/// What was being filled in when the session ended by itself.
#[component]
fn Unfinished(kept: KeptForm) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    view! {
        <Card title=offer::title(lang, &kept.page) top=true>
            <p>{offer::body(lang, &kept.until.clock_wib())}</p>
            <Form action=GO_ON state>
                <ErrorSummary state fields=&[] text=|_, _| String::new()/>
                <Hidden name="formulir" value=kept.form/>
                <div class="buttons">
                    <Submit label=offer::go_on(lang)/>
                    <Submit label=offer::discard(lang) kind=ButtonKind::Secondary action=DISCARD/>
                </div>
            </Form>
        </Card>
    }
}

#[component]
fn NextCard(next: Next) -> impl IntoView {
    let lang = use_frame().lang;
    let page = match next {
        Next::Correct(Mismatch::NikTaken) => Route::ForgotEmail,
        Next::VerifyPhone => Route::Phone,
        Next::Correct(_) | Next::Wait | Next::Ready => Route::Profile,
    };
    let button = words::next_button(lang, next).map(|label| {
        view! {
            <ButtonLink href=page.path() kind=ButtonKind::Gold>
                {label}
            </ButtonLink>
        }
    });
    view! {
        <NextStep kicker=words::kicker(lang, next) title=words::next_title(lang, next)>
            <p>{words::next_body(lang, next)}</p>
            {button}
        </NextStep>
    }
}

/// Each line: what it is, its state as a tag, the reason.
#[component]
fn AccountCard(account: Overview) -> impl IntoView {
    let lang = use_frame().lang;
    let good = |label: &'static str| view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label/> }.into_any();
    let phone = if account.phone_verified {
        good(words::verified(lang))
    } else {
        view! { <Tag tint=Tint::Wait glyph=Glyph::ClockBold label=words::unverified(lang)/> }.into_any()
    };
    let identity = match account.identity {
        Identity::Verified => good(words::verified(lang)),
        Identity::Pending => {
            view! { <Tag tint=Tint::Wait glyph=Glyph::HourglassMediumBold label=words::checking(lang)/> }.into_any()
        }
        Identity::Unverified(_) => {
            view! { <Tag tint=Tint::Bad glyph=Glyph::WarningBold label=words::unverified(lang)/> }.into_any()
        }
    };
    let rows = vec![
        row(lang, words::email(lang), line(account.email, good(words::verified(lang)), words::email_reason(lang)), "/akun/email"),
        row(
            lang,
            words::phone(lang),
            line(account.phone, phone, words::phone_reason(lang, account.phone_verified)),
            "/akun/nomor-telepon",
        ),
        row(lang, words::identity(lang), line(String::new(), identity, words::identity_reason(lang, account.identity)), "/profil"),
    ];
    view! {
        <Card title=words::account(lang) link=(Route::Account.path().to_owned(), words::my_account(lang).to_owned())>
            <SummaryList rows/>
        </Card>
    }
}

/// A line with a link to the page where the thing is changed, once there is one.
fn row(lang: Lang, name: &'static str, value: impl IntoView + 'static, page: &str) -> Row {
    match Route::parse(page) {
        Some(route) => Row::new(name, value).change(route.path(), words::open(lang), name),
        None => Row::new(name, value),
    }
}

fn line(value: String, tag: AnyView, reason: &'static str) -> impl IntoView {
    let shown = (!value.is_empty()).then(|| view! { <p translate="no">{value}</p> });
    view! {
        {shown}
        {tag}
        <p class="soft">{reason}</p>
    }
}

#[component]
fn SignIns(lines: Vec<SignInLine>) -> impl IntoView {
    let lang = use_frame().lang;
    let (link, rest) = words::to_history(lang);
    view! {
        <Card title=words::sign_ins(lang)>
            <Checklist lined=true>{lines.into_iter().map(|line| sign_in_line(lang, &line)).collect_view()}</Checklist>
            <p class="soft">{words::not_me(lang)} " " <a href=Route::History.path()>{link}</a>{rest}</p>
        </Card>
    }
}

fn sign_in_line(lang: Lang, line: &SignInLine) -> impl IntoView + use<> {
    let device = device_text::name(lang, &line.class);
    let title = if line.current { format!("{device} ({})", words::this_device(lang)) } else { device.to_owned() };
    let glyph = if matches!(line.class.as_str(), "android" | "iphone") { Glyph::DeviceMobile } else { Glyph::Devices };
    view! { <CheckItem standing=Standing::Open title detail=line.at.date_time(lang) glyph=glyph/> }
}

/// "Keluar"; a refusal (no connection) says so right here.
#[component]
fn Leave() -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    view! {
        <Card>
            <p class="soft">{words::sign_out_note(lang)}</p>
            <Form action=LEAVE state>
                <ErrorSummary state fields=&[] text=|_, _| String::new()/>
                <Submit label=words::sign_out(lang) kind=ButtonKind::Secondary busy=words::signing_out(lang)/>
            </Form>
        </Card>
    }
}
