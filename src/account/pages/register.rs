//! `/daftar`: e-mail, NIK and password.

use super::parts::{Captcha, NewPassword, NikField, Says, error};
use crate::account::api::open_form;
use crate::account::model::OpenForm;
use crate::account::text;
use crate::account::text::faults::register_general;
use crate::account::text::fields::field_error;
use crate::account::text::register as words;
use crate::kernel::route::Route;
use crate::ui::{ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, Load, Steps, Submit, Tint, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &["email", "nik", "password", "captcha"];

#[component]
pub fn RegisterPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Steps now=1 name=words::step(lang, 1)/>
        <Heading title=words::heading(lang)/>
        <Load fetch=|| open_form("daftar".to_owned()) view=|page| view! { <Content page/> } skeleton=8/>
    }
}

#[component]
fn Content(page: OpenForm) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let notice = page.notice.and_then(|notice| words::notice(lang, notice));
    view! {
        <FormTitle title/>
        {notice.map(|notice| view! { <Says tint=Tint::Wait glyph=Glyph::HourglassMediumFill words=notice/> })}
        <Form action="/api/account/register" state>
            <ErrorSummary
                state
                fields=FIELDS
                text=move |field, code| field_error(lang, field, code)
                general=register_general
            />
            <Field
                name="email"
                label=text::email(lang)
                hint=words::email_hint(lang)
                error=error(state, "email")
                value=state.value("email")
                kind="email"
                autocomplete="username"
                inputmode="email"
                maxlength=254
            />
            <NikField state hint=words::nik_hint(lang)/>
            <NewPassword state name="password" label=text::password(lang)/>
            <Captcha state form="daftar" challenge=page.challenge/>
            <Submit label=words::submit(lang) busy=text::sending(lang)/>
        </Form>
        <p>{words::have_account(lang)} " " <a href=Route::SignIn.path()>{text::sign_in(lang)}</a></p>
        <Says tint=Tint::Info glyph=Glyph::DevicesFill words=words::kept(lang)/>
    }
}
