//! What `/daftar/kode`, `/masuk/kode`, `/akun/konfirmasi/kode` and the like share: where the code went, the field, a new code, and help when none arrives.

use super::parts::{Captcha, Says, Sentence, to_account};
use crate::account::model::{Challenge, Channel, CodePage};
use crate::account::rules::proof::target;
use crate::account::text::code as words;
use crate::account::text::faults::{general, register_general};
use crate::account::text::fields::field_error;
use crate::account::text::{checking, sending};
use crate::account::text::{proof as again, recovery};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::ui::text::seconds;
use crate::ui::{
    ButtonKind, Card, Check, CheckItem, Checklist, CodeField, Countdown, Details, ErrorSummary, Form, FormState, FormTitle, Glyph,
    Heading, Row, Standing, Submit, SummaryList, Tint, rel, use_frame,
};
use leptos::prelude::*;

/// The places that ask for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Register,
    SignIn,
    Proof,
    /// A new phone number.
    Phone,
    /// A new address.
    Email,
    /// A forgotten e-mail; the page does not say where the code went.
    Recovery,
}

impl Place {
    fn verify(self) -> &'static str {
        match self {
            Place::Register => "/api/account/register_verify",
            Place::SignIn => "/api/account/sign_in_verify",
            Place::Phone => "/api/account/phone_verify",
            Place::Email => "/api/account/email_verify",
            Place::Recovery => "/api/account/recovery_verify",
            Place::Proof => "/api/account/proof_verify",
        }
    }

    fn resend(self) -> &'static str {
        match self {
            Place::Register => "/api/account/register_resend",
            Place::SignIn => "/api/account/sign_in_resend",
            Place::Phone => "/api/account/phone_resend",
            Place::Email => "/api/account/email_resend",
            Place::Recovery => "/api/account/recovery_resend",
            Place::Proof => "/api/account/proof_resend",
        }
    }
}

const FIELDS: &[&str] = &["kode", "captcha"];
const WAIT: &str = "tunggu-kode";

/// Everything below the steps. `both` shows what holds now beside what the code is for.
#[component]
pub fn CodeContent(page: CodePage, place: Place, #[prop(optional)] both: Vec<Row>) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let source = if page.channel == Channel::App {
        view! { <p>{words::open_app(lang)}</p> }.into_any()
    } else {
        let (middle, after) = (page.destination.clone(), words::sent_after(lang, &page.sent_at.clock_wib()));
        view! { <Sentence before=words::sent_before(lang) middle after/> }.into_any()
    };
    let heading = words::heading(lang, page.channel);
    let heading = match place {
        Place::Phone | Place::Email => view! { <Heading title=heading back=to_account(lang)/> }.into_any(),
        Place::Register | Place::SignIn | Place::Proof | Place::Recovery => view! { <Heading title=heading/> }.into_any(),
    };
    let both = (!both.is_empty()).then(|| {
        view! {
            <Card>
                <SummaryList rows=both/>
            </Card>
        }
    });
    // Where SMS is one of several ways.
    let risk = (page.channel == Channel::Sms && matches!(place, Place::SignIn | Place::Proof))
        .then(|| view! { <p class="soft">{words::sms_risk(lang)}</p> });
    view! {
        <FormTitle title/>
        {heading}
        {source}
        {both}
        {risk}
        <CodeForms page place state/>
    }
}

/// The code and what helps with it. Both forms share one state, so that a refusal of either stands in the one summary.
#[component]
pub fn CodeForms(page: CodePage, place: Place, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let refusal = if place == Place::Proof { again::error } else { field_error };
    let line = match place {
        Place::Register => register_general,
        Place::SignIn | Place::Proof | Place::Phone | Place::Email | Place::Recovery => general,
    };
    let trust = (place == Place::SignIn).then(|| {
        view! {
            <Check name="percaya" value="on" checked=state.ticked("percaya") hint=words::trust_hint(lang)>
                {words::trust(lang)}
            </Check>
        }
    });
    let channel = page.channel;
    let by_app = channel == Channel::App;
    let hint = if by_app { words::app_hint(lang).to_owned() } else { words::hint(lang, &page.valid_until.clock_wib()) };
    let help = if by_app {
        view! { <NoApp page place state/> }.into_any()
    } else {
        view! {
            <Resend page=page.clone() place state/>
            <Missing page place/>
            <Troubles title=words::troubles_title(lang) list=words::troubles(lang, channel)/>
        }
        .into_any()
    };
    view! {
        <Form action=place.verify() state>
            <ErrorSummary state fields=FIELDS text=move |field, code| refusal(lang, field, code) general=line/>
            <CodeField label=words::field(lang) hint error=state.error("kode", move |field, code| refusal(lang, field, code))/>
            {trust}
            <Submit label=words::verify(lang) busy=checking(lang)/>
        </Form>
        {help}
        <Says tint=Tint::Wait glyph=Glyph::LockSimpleFill words=words::never_share(lang)/>
    }
}

/// "Kirim Ulang Kode" with its countdown, and the other ways there are.
#[component]
fn Resend(page: CodePage, place: Place, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let waiting = RwSignal::new(false);
    // There is one way, except for the second step; the name keeps this button apart from "Verifikasi".
    let (name, value) = match place {
        Place::Register | Place::Phone | Place::Email | Place::Recovery => ("aksi", "ulang"),
        Place::SignIn | Place::Proof => ("saluran", page.channel.name()),
    };
    view! {
        <Form action=place.resend() state>
            <Payment challenge=page.captcha state/>
            <Submit
                label=words::resend(lang)
                kind=ButtonKind::Secondary
                small=true
                busy=sending(lang)
                name
                value
                not_yet=waiting
                described_by=WAIT
            />
            <Countdown
                until_ms=page.resend_from.0
                now_ms=page.now.0
                text=move |left| format!("{} {}", words::resend_in(lang), seconds(lang, left))
                done=words::resend_ready(lang)
                running=waiting
                id=WAIT
            />
            <Others others=page.others/>
        </Form>
    }
}

/// The captcha of a resend, where the server asks for one: known when the page opens, or told by a refusal.
#[component]
fn Payment(challenge: Option<Challenge>, state: FormState) -> impl IntoView {
    // Once told, it stays: the fault is shared with the form of the code.
    let told = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or_default()
            || state.fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.is_field("captcha").is_some()))
    });
    move || {
        let due = challenge.clone().or_else(|| told.get().then(Challenge::default));
        due.map(|challenge| view! { <Captcha state form="kirim_ulang" challenge/> })
    }
}

/// The ways that are not asked for now, in the form of the resend.
#[component]
fn Others(others: Vec<Channel>) -> impl IntoView {
    let ways = others.into_iter().map(|channel| view! { <Other channel/> }).collect::<Vec<_>>();
    // Where "wrong number?" leads.
    (!ways.is_empty()).then(|| view! { <div id="cara-lain" class="form">{ways}</div> })
}

/// The second step by another way.
#[component]
fn Other(channel: Channel) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Submit
            label=words::by_channel(lang, channel)
            kind=ButtonKind::Secondary
            busy=sending(lang)
            name="saluran"
            value=channel.name()
        />
        {(channel == Channel::Sms).then(|| view! { <p class="soft">{words::sms_risk(lang)}</p> })}
    }
}

/// "Kode belum masuk?" in four lines.
#[component]
fn Missing(page: CodePage, place: Place) -> impl IntoView {
    let lang = use_frame().lang;
    let look = match page.channel {
        Channel::Email | Channel::App => Glyph::Tray,
        Channel::Sms => Glyph::DeviceMobile,
    };
    let sender = (!page.sender.is_empty()).then(|| view! { <p class="soft">{words::sender(lang, &page.sender)}</p> });
    let (help, rest) = words::ask_help(lang);
    view! {
        <Card>
            <h2>{words::missing(lang)}</h2>
            <Checklist lined=true>
                <CheckItem standing=Standing::Open title=words::look(lang, page.channel) glyph=look>
                    {sender}
                    <p class="soft" translate="no">{words::reference(lang, &page.reference)}</p>
                </CheckItem>
                <WrongPlace place channel=page.channel lang/>
                <CheckItem
                    standing=Standing::Open
                    title=words::patience(lang, page.channel)
                    detail=words::newest(lang)
                    glyph=Glyph::ClockCountdown
                />
                <CheckItem standing=Standing::Open title=words::still_missing(lang) glyph=Glyph::Lifebuoy>
                    <p><a href=format!("{}#kode", Route::Help.path()) rel="external">{help}</a>{rest}</p>
                </CheckItem>
            </Checklist>
        </Card>
    }
}

/// The other ways and what to do, where the app is asked for.
#[component]
fn NoApp(page: CodePage, place: Place, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let way = match place {
        Place::SignIn => Some((Route::SignIn.path().to_owned(), words::sign_in_again(lang))),
        // The page that asked is gone on to from there as well.
        Place::Proof => Some((Route::Proof.asking_for(target(&state.value("tujuan"))), again::start_again(lang))),
        Place::Register | Place::Phone | Place::Email | Place::Recovery => None,
    };
    let begin = way.map(|(href, (link, rest))| view! { <p><a href=href>{link}</a>{rest}</p> });
    view! {
        <section class="section">
            <h2>{words::no_app(lang)}</h2>
            <p>{words::no_app_lead(lang)}</p>
            <Form action=place.resend() state>
                <Payment challenge=page.captcha state/>
                <Others others=page.others/>
            </Form>
            {begin}
        </section>
        <Troubles title=words::app_troubles_title(lang) list=words::app_troubles(lang, place == Place::Proof).to_vec()/>
    }
}

/// What to do when the code does not come, is wrong or too old, the mailbox is full or the phone is lost; each opens where it stands.
#[component]
fn Troubles(title: &'static str, list: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let lang = use_frame().lang;
    let trouble = |(question, answer): (&'static str, &'static str)| {
        view! {
            <Details summary=question>
                <p>{answer}</p>
            </Details>
        }
    };
    view! {
        <section class="section">
            <h2>{title}</h2>
            {list.into_iter().map(trouble).collect_view()}
            <p>
                <a href=format!("{}#kode", Route::Help.path()) rel="external">
                    {words::all_about_codes(lang)}
                </a>
            </p>
        </section>
    }
}

#[component]
fn WrongPlace(place: Place, channel: Channel, lang: Lang) -> impl IntoView {
    let (address, (link, rest)) = match (place, channel) {
        (Place::Register, _) => (Route::Register.path(), words::change_email(lang)),
        // The number is the account's own: another way comes first, then the number is changed inside.
        (Place::SignIn | Place::Proof, Channel::Sms) => ("#cara-lain", words::other_way(lang)),
        (Place::SignIn, _) => (Route::SignIn.path(), words::sign_in_again(lang)),
        // Inside the account the address is the account's own.
        (Place::Proof, _) => return None,
        // The button that gives the change up stands below.
        (Place::Phone | Place::Email, _) => ("#batal", crate::account::text::contact::wrong_place(lang)),
        (Place::Recovery, _) => {
            let (_, link, rest) = recovery::wrong_data(lang);
            (Route::ForgotEmail.path(), (link, rest))
        }
    };
    let title = if place == Place::Recovery { recovery::wrong_data(lang).0 } else { words::wrong_place(lang, channel) };
    Some(view! {
        <CheckItem standing=Standing::Open title glyph=Glyph::PencilSimpleLine>
            <p><a href=address rel=rel(address)>{link}</a>{rest}</p>
        </CheckItem>
    })
}
