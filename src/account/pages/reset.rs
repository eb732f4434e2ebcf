//! `/atur-ulang`: the new password.

use super::parts::{NewPassword, Sentence};
use crate::account::api::reset_page;
use crate::account::model;
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::reset as words;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonLink, Drawing, EmptyState, ErrorSummary, Form, FormState, FormTitle, Heading, LinkRow, Load, Submit, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &["password_baru"];

#[component]
pub fn ResetPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::reset_title(lang)/>
        <Load
            fetch=|| reset_page()
            view=|page: model::ResetPage| match page.email {
                Some(email) => view! { <Choose email refill=page.refill/> }.into_any(),
                None => view! { <Dead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Choose(email: String, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let title = state.title(words::reset_title(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::reset_title(lang)/>
        <Sentence before=words::reset_before(lang) middle=email after=words::reset_after(lang)/>
        <Form action="/api/account/reset" state>
            <ErrorSummary state fields=FIELDS text=move |field, code| field_error(lang, field, code) general=general/>
            <NewPassword state name="password_baru" label=words::new_password(lang)/>
            <Submit label=words::save(lang) busy=text::saving(lang)/>
        </Form>
    }
}

#[component]
fn Dead() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::dead_title(lang)/>
        <EmptyState drawing=Drawing::NotFound title=words::dead_title(lang) sentence=words::dead_reason(lang) page=true>
            <ButtonLink href=Route::Forgot.path()>{words::dead_again(lang)}</ButtonLink>
            <LinkRow href=Route::SignIn.path() label=words::back_to_sign_in(lang)/>
        </EmptyState>
    }
}
