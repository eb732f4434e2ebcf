//! `/masuk`: e-mail and password.

use super::parts::{Captcha, Says, error};
use crate::account::api::open_form;
use crate::account::model::{Notice, OpenForm};
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::sign_in as words;
use crate::account::text::standing as closed;
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::ui::{
    Card, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, LinkRow, Load, PasswordField, Submit, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &["email", "password", "captcha"];

#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=text::sign_in(lang)/>
        <header class="heading">
            <h1>{words::heading(lang)}</h1>
            <p class="lead">{words::no_account(lang)} " " <a href=Route::Register.path()>{text::register(lang)}</a></p>
        </header>
        <Load fetch=|| open_form("masuk".to_owned()) view=|page| view! { <Content page/> } skeleton=8/>
    }
}

#[component]
fn Content(page: OpenForm) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(text::sign_in(lang));
    let greeting = page.notice.and_then(|notice| Some((look(notice), words::notice(lang, notice)?)));
    let expired = matches!(page.notice, Some(Notice::SessionEnded | Notice::SessionKept));
    let locked = move || state.fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.code == Code::Locked));
    view! {
        <FormTitle title/>
        {greeting.map(|((tint, glyph), notice)| view! { <Says tint glyph words=notice role="status"/> })}
        {expired.then(|| view! { <LinkRow href=Route::Expired.path() label=closed::what_is_expired(lang)/> })}
        <Form action="/api/account/sign_in" state>
            <ErrorSummary state fields=FIELDS text=move |field, code| field_error(lang, field, code) general=general/>
            {move || locked().then(|| view! { <LinkRow href=Route::Locked.path() label=closed::what_is_a_lock(lang)/> })}
            <Field
                name="email"
                label=text::email(lang)
                error=error(state, "email")
                value=state.value("email")
                kind="email"
                autocomplete="username"
                inputmode="email"
                maxlength=254
            />
            <PasswordField name="password" label=text::password(lang) error=error(state, "password")/>
            <LinkRow href=Route::Forgot.path() label=text::forgot(lang)/>
            <Captcha state form="masuk" challenge=page.challenge/>
            <Submit label=text::sign_in(lang) busy=text::checking(lang)/>
        </Form>
        <Trouble/>
        <Says tint=Tint::Craft glyph=Glyph::DeviceMobileFill words=words::shared_phone(lang)/>
    }
}

fn look(notice: Notice) -> (Tint, Glyph) {
    match notice {
        Notice::PasswordReplaced | Notice::SignedOut | Notice::RemovalCancelled => (Tint::Good, Glyph::CheckCircleFill),
        Notice::SessionEnded | Notice::SessionKept | Notice::RemovalLate => (Tint::Wait, Glyph::HourglassMediumFill),
        Notice::SignInFirst | Notice::EmailNotFree | Notice::LinkSent | Notice::DraftOver => (Tint::Info, Glyph::InfoFill),
    }
}

/// "Tidak bisa masuk?": answers that exist, in the help centre.
#[component]
fn Trouble() -> impl IntoView {
    let lang = use_frame().lang;
    let help = |topic: &str| format!("{}#{topic}", Route::Help.path());
    view! {
        <Card>
            <h2>{words::trouble(lang)}</h2>
            <ul class="checklist lined">
                <li>
                    <div>
                        <a href=Route::ForgotEmail.path()>{words::forgot_email(lang)}</a>
                        <p class="soft">{words::forgot_email_note(lang)}</p>
                    </div>
                </li>
                <li>
                    <a href=help("kode") rel="external">
                        {words::no_code(lang)}
                    </a>
                </li>
                <li>
                    <a href=help("penipuan") rel="external">
                        {words::suspicious(lang)}
                    </a>
                </li>
            </ul>
        </Card>
    }
}
