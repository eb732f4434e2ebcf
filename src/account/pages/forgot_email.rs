//! `/lupa-email`: NIK and name, then the same answer for everybody and a code for who has a verified number.

use super::code::{CodeForms, Place};
use super::parts::{Captcha, NikField, Says, Sentence, error};
use crate::account::api::open_form;
use crate::account::api::recovery::recovery_page;
use crate::account::model::recovery::RecoveryPage;
use crate::account::model::{CodePage, OpenForm};
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::fields::{caption, field_error};
use crate::account::text::recovery as words;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonLink, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, LinkRow, Load, Section, Submit, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &["nik", "nama", "captcha"];

#[component]
pub fn ForgotEmailPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| open_form("lupa_email".to_owned()) view=|page| view! { <Ask page/> }/>
    }
}

#[component]
fn Ask(page: OpenForm) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::heading(lang) lead=words::lead(lang)/>
        <Form action="/api/account/remind_email" state>
            <ErrorSummary state fields=FIELDS text=move |field, code| field_error(lang, field, code) general=general/>
            <NikField state hint=words::nik_hint(lang)/>
            <Field
                name="nama"
                label=caption(lang, "nama")
                hint=words::name_hint(lang)
                error=error(state, "nama")
                value=state.value("nama")
                autocomplete="name"
                maxlength=100
            />
            <Captcha state form="lupa_email" challenge=page.challenge/>
            <Submit label=words::send(lang) busy=text::sending(lang)/>
        </Form>
        <p>{words::remembered(lang)} " " <a href=Route::SignIn.path()>{text::sign_in(lang)}</a></p>
    }
}

#[component]
pub fn ForgotEmailCodePage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::code_title(lang)/>
        <Load
            fetch=|| recovery_page()
            view=|page: RecoveryPage| match page {
                RecoveryPage::Code(page) => view! { <Answer page=*page/> }.into_any(),
                RecoveryPage::Found(email) => view! { <Found email/> }.into_any(),
            }
        />
    }
}

/// What everybody is told, and where a code would go.
#[component]
fn Answer(page: CodePage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::code_title(lang));
    let lead = words::by_phone_lead(lang, &page.sent_at.clock_wib());
    view! {
        <FormTitle title/>
        <Heading title=words::code_title(lang) lead=words::code_lead(lang)/>
        <Says tint=Tint::Info glyph=Glyph::InfoFill words=words::same_answer(lang)/>
        <Section title=words::by_phone(lang)>
            <p>{lead}</p>
            <CodeForms page place=Place::Recovery state/>
        </Section>
    }
}

/// After the right code.
#[component]
fn Found(email: String) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::found_title(lang)/>
        <Heading title=words::found_title(lang)/>
        <Sentence before=words::found_before(lang) middle=email after=words::found_after(lang)/>
        <div class="buttons">
            <ButtonLink href=Route::SignIn.path()>{text::sign_in(lang)}</ButtonLink>
        </div>
        <LinkRow href=Route::Forgot.path() label=text::forgot(lang)/>
    }
}
