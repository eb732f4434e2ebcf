//! `/akun/ubah-password`: the old one and a new one.

use super::parts::{NewPassword, once_more, to_account};
use crate::account::api::proof::change_password_page;
use crate::account::model::overview;
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::proof as words;
use crate::account::text::reset::{new_password, save};
use crate::account::text::standing as closed;
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::ui::{ErrorSummary, Form, FormState, FormTitle, Heading, LinkRow, Load, PasswordField, Submit, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &["password_lama", "password_baru"];

#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::change(lang)/>
        <Load fetch=|| change_password_page() view=|page| view! { <Content page/> }/>
    }
}

#[component]
fn Content(page: overview::ChangePasswordPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::change(lang));
    let back = to_account(lang);
    let error = state.error("password_lama", move |field, code| words::error(lang, field, code));
    let locked = move || state.fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.code == Code::Locked));
    view! {
        <FormTitle title/>
        <Heading title=words::change(lang) lead=words::change_lead(lang) back/>
        {once_more(lang, &page.refill, save(lang))}
        <Form action="/api/account/change_password" state>
            <ErrorSummary state fields=FIELDS text=move |field, code| words::error(lang, field, code) general=general/>
            {move || locked().then(|| view! { <LinkRow href=Route::Locked.path() label=closed::what_is_a_lock(lang)/> })}
            <PasswordField name="password_lama" label=words::old_password(lang) error/>
            <NewPassword state name="password_baru" label=new_password(lang)/>
            <Submit label=save(lang) busy=text::saving(lang)/>
        </Form>
    }
}
