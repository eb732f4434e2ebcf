//! `/lupa-password`: asks for the address, then says the same to everybody.

use super::parts::{Captcha, error};
use crate::account::api::open_form;
use crate::account::model::history::TakenBack;
use crate::account::model::{Notice, OpenForm};
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::reset as words;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CheckItem, Checklist, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, LinkRow,
    Load, Standing, Submit, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &["email", "captcha"];

#[component]
pub fn ForgotPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=text::forgot(lang)/>
        <Load
            fetch=|| open_form("lupa".to_owned())
            view=|page: OpenForm| match page.notice {
                Some(Notice::LinkSent) => {
                    view! { <Sent disavowed=TakenBack::parse(page.refill.value(TakenBack::FIELD))/> }.into_any()
                }
                _ => view! { <Ask page/> }.into_any(),
            }
        />
    }
}

#[component]
fn Ask(page: OpenForm) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(text::forgot(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::forgot_heading(lang) lead=words::forgot_lead(lang)/>
        <Form action="/api/account/forgot" state>
            <ErrorSummary state fields=FIELDS text=move |field, code| field_error(lang, field, code) general=general/>
            <Field
                name="email"
                label=text::email(lang)
                hint=words::forgot_hint(lang)
                error=error(state, "email")
                value=state.value("email")
                kind="email"
                autocomplete="username"
                inputmode="email"
                maxlength=254
            />
            <Captcha state form="lupa" challenge=page.challenge/>
            <Submit label=words::send(lang) busy=text::sending(lang)/>
        </Form>
        <LinkRow href=Route::ForgotEmail.path() label=text::recovery::link(lang)/>
        <p>{words::remembered(lang)} " " <a href=Route::SignIn.path()>{text::sign_in(lang)}</a></p>
    }
}

/// After "Kirim": what to expect, and what to do when nothing comes. After "bukan saya" also what was done.
#[component]
fn Sent(disavowed: Option<TakenBack>) -> impl IntoView {
    let lang = use_frame().lang;
    let lead = disavowed.map_or_else(|| words::sent_lead(lang), |back| words::sent_after(lang, back.address));
    let done = disavowed.map(|back| {
        let lines = std::iter::once(text::history::all_out(lang)).chain(text::history::taken_back(lang, back));
        let lines = lines.map(|title| view! { <CheckItem standing=Standing::Done title/> }).collect_view();
        view! {
            <Card>
                <Checklist>{lines}</Checklist>
            </Card>
        }
    });
    let [wait, look, other] = words::sent_lines(lang);
    view! {
        <Title text=words::sent_title(lang)/>
        <Heading title=words::sent_title(lang) lead/>
        {done}
        <Card>
            <h2>{words::sent_missing(lang)}</h2>
            <Checklist lined=true>
                <CheckItem standing=Standing::Open title=wait.0 detail=wait.1 glyph=Glyph::ClockCountdown/>
                <CheckItem standing=Standing::Open title=look.0 detail=look.1 glyph=Glyph::Tray/>
                <CheckItem standing=Standing::Open title=other.0 detail=other.1 glyph=Glyph::PencilSimpleLine>
                    <p>
                        <a href=Route::ForgotEmail.path()>{text::recovery::link(lang)}</a>
                    </p>
                </CheckItem>
                <CheckItem standing=Standing::Open title=text::code::still_missing(lang) glyph=Glyph::Lifebuoy>
                    <p>
                        <a href=format!("{}#atur-ulang", Route::Help.path()) rel="external">
                            {text::help(lang)}
                        </a>
                    </p>
                </CheckItem>
            </Checklist>
        </Card>
        <div class="buttons">
            // A full load: the same address now shows the empty form.
            <ButtonLink href=Route::Forgot.path() kind=ButtonKind::Secondary external=true>
                {words::other_address(lang)}
            </ButtonLink>
        </div>
        <LinkRow href=Route::SignIn.path() label=words::back_to_sign_in(lang)/>
    }
}
