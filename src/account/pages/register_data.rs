//! `/daftar/data-diri`: who somebody is, where they live, how to reach them; "Daftar" opens the account.

use super::parts::{NewPassword, NikField, Sentence, confirmed, error};
use super::person_fields::{AddressFields, PersonFields};
use crate::account::api::register_data_page;
use crate::account::model::DataPage;
use crate::account::text;
use crate::account::text::data as words;
use crate::account::text::faults::register_general;
use crate::account::text::fields::{caption, field_error};
use crate::account::text::register::step;
use crate::kernel::phone::Phone;
use crate::kernel::route::Route;
use crate::ui::{
    Check, ErrorSummary, Field, Form, FormState, FormTitle, Glyph, Heading, Icon, LinkRow, Load, Steps, Submit, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

const FIELDS: &[&str] = &[
    "nik",
    "nama",
    "tanggal_lahir",
    "jenis_kelamin",
    "alamat",
    "provinsi",
    "kabupaten",
    "kecamatan",
    "telepon",
    "password",
    "setuju",
];

#[component]
pub fn RegisterDataPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Steps now=3 name=step(lang, 3)/>
        <Heading title=words::heading(lang)/>
        <Load fetch=|| register_data_page() view=|page| view! { <Content page/> } skeleton=12/>
    }
}

#[component]
fn Content(page: DataPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::title(lang));
    let password = page.nik.is_none().then(|| {
        view! {
            <Group id="keamanan" title=words::security(lang)>
                <p>{words::new_password_reason(lang)}</p>
                <NewPassword state name="password" label=text::password(lang)/>
            </Group>
        }
    });
    view! {
        <FormTitle title/>
        <Sentence before=words::proven_before(lang) middle=page.email.clone() after=words::proven_after(lang)/>
        <Form action="/api/account/register_complete" state>
            <ErrorSummary
                state
                fields=FIELDS
                text=move |field, code| field_error(lang, field, code)
                general=register_general
            />
            <Identity state page=page.clone()/>
            <Group id="tempat-tinggal" title=words::address_group(lang)>
                <AddressFields state provinces=page.provinces regencies=page.regencies districts=page.districts error/>
            </Group>
            <Contact state/>
            {password}
            <Consent state/>
            <Submit label=text::register(lang) busy=words::submitting(lang)/>
        </Form>
    }
}

/// A part of the form under its own heading.
#[component]
fn Group(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="group" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}

#[component]
fn Identity(state: FormState, page: DataPage) -> impl IntoView {
    let lang = use_frame().lang;
    let nik = match page.nik {
        Some(nik) => view! { <NikLine state nik/> }.into_any(),
        None => view! { <NikField state hint=words::nik_again(lang)/> <NikWays state/> }.into_any(),
    };
    view! {
        <Group id="identitas" title=words::identity(lang)>
            {nik}
            <PersonFields state oldest=page.oldest_birth_date youngest=page.youngest_birth_date error/>
        </Group>
    }
}

/// The NIK of the first page, as text: it belongs to the verified draft.
#[component]
fn NikLine(state: FormState, nik: String) -> impl IntoView {
    let lang = use_frame().lang;
    let wrong = error(state, "nik");
    view! {
        <div
            class="field"
            class:is-wrong=move || wrong.with(Option::is_some)
            id="nik"
            tabindex="-1"
            role="group"
            aria-labelledby="nik-name"
            aria-describedby=move || wrong.with(Option::is_some).then_some("nik-error")
        >
            <p class="bold" id="nik-name">"NIK"</p>
            <p class="hint">{words::nik_kept(lang)}</p>
            <p class="wrong" id="nik-error" hidden=move || wrong.with(Option::is_none)>
                <Icon glyph=Glyph::WarningCircleFill/>
                <span>{move || wrong.get()}</span>
            </p>
            <p class="num" translate="no">
                {nik}
            </p>
            <NikWays state/>
        </div>
    }
}

/// The ways out where a NIK opens no account; one that is only mistyped needs none.
#[component]
fn NikWays(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    move || {
        let code = state.fault.with(|fault| fault.as_ref()?.is_field("nik").map(str::to_owned))?;
        let (way, label) = match code.as_str() {
            "nik_taken" => (Route::Forgot, words::nik_recover(lang)),
            "differs" | "registry_not_found" | "registry_deceased" => (Route::Register, words::nik_other(lang)),
            _ => return None,
        };
        let email = (code == "nik_taken").then(|| {
            view! { <LinkRow href=Route::ForgotEmail.path() label=words::nik_email(lang)/> }
        });
        Some(view! {
            {email}
            <LinkRow href=way.path() label/>
            <LinkRow href=format!("{}#nik", Route::Help.path()) label=words::nik_help(lang)/>
        })
    }
}

#[component]
fn Contact(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let (typed, good) = confirmed(state, "telepon", words::phone_good(lang), |typed| Phone::parse(typed).is_ok());
    view! {
        <Group id="kontak" title=words::contact(lang)>
            <Field
                name="telepon"
                label=caption(lang, "telepon")
                hint=words::phone_hint(lang)
                error=error(state, "telepon")
                good=good
                value=state.value("telepon")
                kind="tel"
                autocomplete="tel"
                inputmode="tel"
                on_input=typed
            />
        </Group>
    }
}

/// Consent to terms and privacy notice; both open beside this page, so nothing typed is lost.
#[component]
fn Consent(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let [agree, terms, and, privacy] = words::consent(lang);
    view! {
        <Check
            name="setuju"
            value="on"
            checked=state.ticked("setuju")
            hint=words::consent_hint(lang)
            error=error(state, "setuju")
        >
            {agree}
            <a href=Route::Terms.path() target="_blank" rel="noopener">
                {terms}
            </a>
            {and}
            <a href=Route::Privacy.path() target="_blank" rel="noopener">
                {privacy}
            </a>
            "."
        </Check>
    }
}
