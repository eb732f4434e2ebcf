//! `/kantor/konfirmasi`: password and authenticator value once more, then on to the page that asked.

use super::parts::{AuthenticatorField, error};
use crate::office::api::proof_page;
use crate::office::model::ProofPage;
use crate::office::text::fields::field_error;
use crate::office::text::{general, sign_in as words};
use crate::ui::{ErrorSummary, Form, FormState, FormTitle, Heading, Hidden, Load, PasswordField, Submit, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub fn OfficeProofPage() -> impl IntoView {
    let lang = use_frame().lang;
    // The server decides what it makes of the page that asked.
    let asked = use_query_map().with_untracked(|query| query.get("tujuan").unwrap_or_default());
    view! {
        <Title text=words::proof_title(lang)/>
        <Load fetch=move || proof_page(asked.clone()) view=|page| view! { <Content page/> }/>
    }
}

#[component]
fn Content(page: ProofPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::proof_title(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::proof_title(lang) lead=words::proof_lead(lang)/>
        <Form action="/api/office/proof" state>
            <ErrorSummary
                state
                fields=&["password", "kode"]
                text=move |field, code| field_error(lang, field, code)
                general=general
            />
            <Hidden name="tujuan" value=page.target/>
            <PasswordField name="password" label=words::password(lang) error=error(state, "password")/>
            <AuthenticatorField state/>
            <Submit label=words::go_on(lang) busy=words::checking(lang)/>
        </Form>
    }
}
