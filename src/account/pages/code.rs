//! What `/daftar/kode`, `/masuk/kode` and `/akun/konfirmasi/kode` share: where the code went, the field, a new code, and help when none arrives.

use super::parts::{Says, Sentence, error, to_account};
use crate::account::model::{Channel, CodePage};
use crate::account::text::code as words;
use crate::account::text::faults::{general, register_general};
use crate::account::text::fields::field_error;
use crate::account::text::{checking, sending};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::ui::text::seconds;
use crate::ui::{
    ButtonKind, Card, Check, CheckItem, Checklist, CodeField, Countdown, Details, ErrorSummary, Form, FormState, FormTitle, Glyph,
    Heading, Standing, Submit, Tint, use_frame,
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
}

impl Place {
    fn verify(self) -> &'static str {
        match self {
            Place::Register => "/api/account/register_verify",
            Place::SignIn => "/api/account/sign_in_verify",
            Place::Phone => "/api/account/phone_verify",
            Place::Email => "/api/account/email_verify",
            Place::Proof => "/api/account/proof_verify",
        }
    }

    fn resend(self) -> &'static str {
        match self {
            Place::Register => "/api/account/register_resend",
            Place::SignIn => "/api/account/sign_in_resend",
            Place::Phone => "/api/account/phone_resend",
            Place::Email => "/api/account/email_resend",
            Place::Proof => "/api/account/proof_resend",
        }
    }
}

const FIELDS: &[&str] = &["kode"];
const WAIT: &str = "tunggu-kode";

/// Everything below the steps. Both forms share one state, so that a refusal of either stands in the one summary.
#[component]
pub fn CodeContent(page: CodePage, place: Place) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let line = match place {
        Place::Register => register_general,
        Place::SignIn | Place::Proof | Place::Phone | Place::Email => general,
    };
    let trust = (place == Place::SignIn).then(|| {
        view! {
            <Check name="percaya" value="on" checked=state.ticked("percaya") hint=words::trust_hint(lang)>
                {words::trust(lang)}
            </Check>
        }
    });
    let heading = words::heading(lang, page.channel);
    let heading = match place {
        Place::Phone | Place::Email => view! { <Heading title=heading back=to_account(lang)/> }.into_any(),
        Place::Register | Place::SignIn | Place::Proof => view! { <Heading title=heading/> }.into_any(),
    };
    view! {
        <FormTitle title/>
        {heading}
        <Sentence
            before=words::sent_before(lang)
            middle=page.destination.clone()
            after=words::sent_after(lang, &page.sent_at.clock_wib())
        />
        <Form action=place.verify() state>
            <ErrorSummary state fields=FIELDS text=move |field, code| field_error(lang, field, code) general=line/>
            <CodeField
                label=words::field(lang)
                hint=words::hint(lang, &page.valid_until.clock_wib())
                error=error(state, "kode")
            />
            {trust}
            <Submit label=words::verify(lang) busy=checking(lang)/>
        </Form>
        <Resend page=page.clone() place state/>
        <Missing page place/>
        <Troubles/>
        <Says tint=Tint::Wait glyph=Glyph::LockSimpleFill words=words::never_share(lang)/>
    }
}

/// "Kirim Ulang Kode" with its countdown, and the other channel where there is one.
#[component]
fn Resend(page: CodePage, place: Place, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let waiting = RwSignal::new(false);
    // There is one channel, except at sign-in; the name keeps this button apart from "Verifikasi".
    let (name, value) = match place {
        Place::Register | Place::Phone | Place::Email => ("aksi", "ulang"),
        Place::SignIn | Place::Proof => ("saluran", page.channel.name()),
    };
    view! {
        <Form action=place.resend() state>
            <Submit
                label=words::resend(lang)
                kind=ButtonKind::Secondary
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
        </Form>
        {page.other_channel.map(|channel| view! { <Other channel place state/> })}
    }
}

/// The code by the other way.
#[component]
fn Other(channel: Channel, place: Place, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Form action=place.resend() state>
            <Submit
                label=words::by_channel(lang, channel)
                kind=ButtonKind::Secondary
                busy=sending(lang)
                name="saluran"
                value=channel.name()
            />
            {(channel == Channel::Sms).then(|| view! { <p class="soft">{words::sms_risk(lang)}</p> })}
        </Form>
    }
}

/// "Kode belum masuk?" in four lines.
#[component]
fn Missing(page: CodePage, place: Place) -> impl IntoView {
    let lang = use_frame().lang;
    let look = match page.channel {
        Channel::Email => Glyph::Tray,
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
                <WrongAddress place lang/>
                <CheckItem
                    standing=Standing::Open
                    title=words::patience(lang, page.channel)
                    detail=words::newest(lang)
                    glyph=Glyph::ClockCountdown
                />
                <CheckItem standing=Standing::Open title=words::still_missing(lang) glyph=Glyph::Lifebuoy>
                    <p><a href=format!("{}#kode", Route::Help.path())>{help}</a>{rest}</p>
                </CheckItem>
            </Checklist>
        </Card>
    }
}

/// What to do when the code does not come, is wrong or too old, the mailbox is full or the phone is lost; each opens where it stands.
#[component]
fn Troubles() -> impl IntoView {
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
            <h2>{words::troubles_title(lang)}</h2>
            {words::troubles(lang).into_iter().map(trouble).collect_view()}
            <p>
                <a href=format!("{}#kode", Route::Help.path())>{words::all_about_codes(lang)}</a>
            </p>
        </section>
    }
}

#[component]
fn WrongAddress(place: Place, lang: Lang) -> impl IntoView {
    let (address, (link, rest)) = match place {
        Place::Register => (Route::Register.path(), words::change_email(lang)),
        Place::SignIn => (Route::SignIn.path(), words::sign_in_again(lang)),
        // Inside the account the address is the account's own.
        Place::Proof => return None,
        // The button that gives the change up stands below.
        Place::Phone | Place::Email => ("#batal", crate::account::text::contact::wrong_place(lang)),
    };
    Some(view! {
        <CheckItem standing=Standing::Open title=words::wrong_address(lang) glyph=Glyph::PencilSimpleLine>
            <p><a href=address>{link}</a>{rest}</p>
        </CheckItem>
    })
}
