//! `/daftar/lanjut/{token}`, the link of the registration mail. Opening it changes nothing; the button acts.

use super::parts::{Says, Sentence};
use crate::account::api::register_continue_page;
use crate::account::model::ContinuePage;
use crate::account::text;
use crate::account::text::faults::register_general;
use crate::account::text::fields::field_error;
use crate::account::text::register as words;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonLink, Drawing, EmptyState, ErrorSummary, Form, FormState, FormTitle, Glyph, Heading, Hidden, LinkRow, Load, Steps,
    Submit, Tint, parameter, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn RegisterContinuePage() -> impl IntoView {
    let lang = use_frame().lang;
    let fetch = || register_continue_page(parameter());
    view! {
        <Title text=words::continue_title(lang)/>
        <Load
            fetch
            view=|mut page: ContinuePage| match page.email.take() {
                Some(email) => view! { <Go email page/> }.into_any(),
                None => view! { <Dead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Go(email: String, page: ContinuePage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::continue_title(lang));
    view! {
        <FormTitle title/>
        <Steps now=2 name=words::step(lang, 2)/>
        <Heading title=words::continue_title(lang)/>
        <Sentence before=words::continue_before(lang) middle=email after=words::continue_after(lang)/>
        {(!page.same_browser)
            .then(|| view! { <Says tint=Tint::Info glyph=Glyph::DevicesFill words=words::continue_elsewhere(lang)/> })}
        <Form action="/api/account/register_continue" state>
            <ErrorSummary
                state
                fields=&[]
                text=move |field, code| field_error(lang, field, code)
                general=register_general
            />
            <Hidden name="token" value=page.token/>
            <Submit label=words::continue_submit(lang) busy=text::checking(lang)/>
        </Form>
        <Says tint=Tint::Craft glyph=Glyph::ShieldCheckFill words=words::continue_stranger(lang)/>
    }
}

#[component]
fn Dead() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::dead_title(lang)/>
        <EmptyState drawing=Drawing::NotFound title=words::dead_title(lang) sentence=words::dead_reason(lang) page=true>
            <ButtonLink href=Route::SignIn.path()>{text::sign_in(lang)}</ButtonLink>
            <LinkRow href=Route::Register.path() label=words::dead_again(lang)/>
        </EmptyState>
    }
}
