//! `/akun/konfirmasi` and `/akun/konfirmasi/kode`: password, then code, then on to the page that asked.

use super::code::{CodeContent, Place};
use super::parts::Sentence;
use crate::account::api::proof::{proof_code_page, proof_page};
use crate::account::model::overview;
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::kept::page_name;
use crate::account::text::proof as words;
use crate::account::text::standing as closed;
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::ui::field::Hidden;
use crate::ui::{ErrorSummary, Form, FormState, FormTitle, Heading, LinkRow, Load, PasswordField, Submit, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

const FIELDS: &[&str] = &["password"];

/// The page that asked, as the address names it; the server decides what it makes of it.
fn asked() -> String {
    let search = use_location().search.get_untracked();
    let value = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("tujuan="));
    value.unwrap_or_default().to_owned()
}

#[component]
pub fn ProofPage() -> impl IntoView {
    let lang = use_frame().lang;
    let target = asked();
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=move || proof_page(target.clone()) view=|page| view! { <Content page/> }/>
    }
}

#[component]
fn Content(page: overview::ProofPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let error = state.error("password", move |field, code| words::error(lang, field, code));
    let locked = move || state.fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.code == Code::Locked));
    view! {
        <FormTitle title/>
        <Heading title=words::title(lang) lead=words::lead(lang, page_name(lang, &page.target))/>
        <Sentence before=words::account(lang) middle=page.email after="."/>
        <Form action="/api/account/proof" state>
            <ErrorSummary state fields=FIELDS text=move |field, code| words::error(lang, field, code) general=general/>
            {move || locked().then(|| view! { <LinkRow href=Route::Locked.path() label=closed::what_is_a_lock(lang)/> })}
            <Hidden name="tujuan" value=page.target/>
            <PasswordField name="password" label=text::password(lang) hint=words::kept(lang) error/>
            <LinkRow href=Route::Forgot.path() label=text::forgot(lang)/>
            <Submit label=words::go_on(lang) busy=text::checking(lang)/>
        </Form>
        <LinkRow href=Route::Account.path() label=words::cancel(lang)/>
    }
}

#[component]
pub fn ProofCodePage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=text::code::title(lang)/>
        <Load fetch=|| proof_code_page() view=|page| view! { <CodeContent page place=Place::Proof/> }/>
        <LinkRow href=Route::Account.path() label=words::cancel(lang)/>
    }
}
