//! `/kantor/masuk` and `/kantor/masuk/kode`.

use super::parts::{AuthenticatorField, error};
use crate::account::model::{Notice as Why, OpenForm};
use crate::account::{Captcha, Says, open_form};
use crate::kernel::route::Route;
use crate::office::api::sign_in_code_page;
use crate::office::model::CodePage;
use crate::office::text::fields::field_error;
use crate::office::text::{general, sign_in as words};
use crate::ui::{
    ButtonLink, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, LinkRow, Load, PasswordField, Submit, Tint,
    use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn OfficeSignInPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Heading title=words::title(lang) lead=words::for_staff(lang)/>
        <Load fetch=|| open_form("kantor_masuk".to_owned()) view=|page| view! { <Content page/> } skeleton=8/>
    }
}

#[component]
fn Content(page: OpenForm) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let greeting = page.notice.and_then(|notice| {
        Some(match notice {
            Why::SignedOut => (Tint::Good, Glyph::CheckCircleFill, words::signed_out(lang)),
            Why::SessionEnded => (Tint::Wait, Glyph::HourglassMediumFill, words::session_ended(lang)),
            Why::SignInFirst => (Tint::Info, Glyph::InfoFill, words::sign_in_first(lang)),
            _ => return None,
        })
    });
    view! {
        <FormTitle title/>
        {greeting.map(|(tint, glyph, words)| view! { <Says tint glyph words role="status"/> })}
        <Form action="/api/office/sign_in" state>
            <ErrorSummary
                state
                fields=&["email", "password", "captcha"]
                text=move |field, code| field_error(lang, field, code)
                general=general
            />
            <Field
                name="email"
                label=words::email(lang)
                error=error(state, "email")
                value=state.value("email")
                kind="email"
                autocomplete="username"
                inputmode="email"
                maxlength=254
            />
            <PasswordField name="password" label=words::password(lang) error=error(state, "password")/>
            <Captcha state form="kantor_masuk" challenge=page.challenge/>
            <Submit label=words::sign_in(lang) busy=words::checking(lang)/>
        </Form>
        <Says tint=Tint::Info glyph=Glyph::InfoFill words=words::trouble(lang)/>
        <LinkRow href=Route::SignIn.path() label=words::for_participants(lang)/>
    }
}

#[component]
pub fn OfficeCodePage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::code_title(lang)/>
        <Load fetch=|| sign_in_code_page() view=|page| view! { <Code page/> }/>
    }
}

#[component]
fn Code(page: CodePage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::code_title(lang));
    if page.exhausted {
        return view! {
            <FormTitle title/>
            <Heading title=words::code_title(lang)/>
            <Says tint=Tint::Bad glyph=Glyph::XCircleFill words=words::exhausted(lang) role="alert"/>
            <ButtonLink href=Route::OfficeSignIn.path()>{words::from_the_start(lang)}</ButtonLink>
        }
        .into_any();
    }
    view! {
        <FormTitle title/>
        <Heading title=words::code_title(lang) lead=words::code_lead(lang)/>
        <Form action="/api/office/sign_in_verify" state>
            <ErrorSummary state fields=&["kode"] text=move |field, code| field_error(lang, field, code) general=general/>
            <AuthenticatorField state/>
            <Submit label=words::verify(lang) busy=words::checking(lang)/>
        </Form>
        <Says tint=Tint::Info glyph=Glyph::InfoFill words=words::trouble(lang)/>
        <LinkRow href=Route::OfficeSignIn.path() label=words::from_the_start(lang)/>
    }
    .into_any()
}
