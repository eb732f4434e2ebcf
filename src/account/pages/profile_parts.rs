//! `/profil/data-diri`, `/profil/alamat`, `/profil/pendidikan`, `/profil/pekerjaan` and `/profil/keahlian`: one part and one "Simpan"
//! each, so that on a small screen nobody saves what they did not look at.

use super::person_fields::{AddressFields, PersonFields};
use super::profile::Stored;
use crate::account::api::profile::profile_part_page;
use crate::account::model::profile::{Education, LONGEST_LINE, LONGEST_LIST, Part, PartPage, WorkStatus};
use crate::account::text;
use crate::account::text::profile as words;
use crate::kernel::route::Route;
use crate::ui::{
    Choice, ErrorSummary, Field, Form, FormState, FormTitle, Heading, Hidden, Load, Radios, SelectField, Submit, TextArea,
    use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page of one part.
#[component]
pub fn ProfilePartPage(part: Part) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::part(lang, part)/>
        <Load fetch=move || profile_part_page(part.name().to_owned()) view=move |page| view! { <Content part page/> }/>
    }
}

fn action(part: Part) -> &'static str {
    match part {
        Part::Person => "/api/account/profile_person",
        Part::Address => "/api/account/profile_address",
        Part::Education => "/api/account/profile_education",
        Part::Work => "/api/account/profile_work",
        Part::Skills => "/api/account/profile_skills",
    }
}

fn fields_of(part: Part) -> &'static [&'static str] {
    match part {
        Part::Person => &["nama", "tanggal_lahir", "jenis_kelamin"],
        Part::Address => &["alamat", "provinsi", "kabupaten", "kecamatan"],
        Part::Education => &["pendidikan", "masih_sekolah"],
        Part::Work => &["pekerjaan", "bidang"],
        Part::Skills => &["keahlian"],
    }
}

#[component]
fn Content(part: Part, page: PartPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::part(lang, part));
    let back = (Route::Profile.path().to_owned(), words::back(lang).to_owned());
    let late = page.is_late.then(|| view! { <Stored values=page.stored.clone()/> });
    let version = page.version.clone();
    let fields = match part {
        Part::Person => {
            view! { <PersonFields state oldest=page.oldest_birth_date youngest=page.youngest_birth_date error/> }.into_any()
        }
        Part::Address => {
            view! { <AddressFields state provinces=page.provinces regencies=page.regencies districts=page.districts error/> }
                .into_any()
        }
        Part::Education => view! { <Schooling state/> }.into_any(),
        Part::Work => view! { <Work state/> }.into_any(),
        Part::Skills => view! { <Skills state/> }.into_any(),
    };
    view! {
        <FormTitle title/>
        <Heading title=words::part(lang, part) lead=words::reason(lang, part) back/>
        <Form action=action(part) state>
            <ErrorSummary
                state
                fields=fields_of(part)
                text=move |field, code| words::error(lang, field, code)
                general=words::general
            />
            {late}
            <Hidden name="versi" value=version/>
            {fields}
            <Submit label=words::save(lang) busy=text::saving(lang)/>
        </Form>
    }
}

/// The sentence for a refused field of these forms.
fn error(state: FormState, name: &'static str) -> Signal<Option<String>> {
    let lang = use_frame().lang;
    state.error(name, move |field, code| words::error(lang, field, code))
}

#[component]
fn Schooling(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let levels: Vec<_> =
        Education::ALL.iter().map(|level| (level.name().to_owned(), words::education(lang, *level).to_owned())).collect();
    let answers = vec![Choice::new("ya", words::yes_no(lang, true)), Choice::new("tidak", words::yes_no(lang, false))];
    view! {
        <SelectField
            name="pendidikan"
            label=words::level_label(lang)
            error=error(state, "pendidikan")
            options=Signal::stored(levels)
            value=state.value("pendidikan")
        />
        <Radios
            name="masih_sekolah"
            legend=words::studying_label(lang)
            error=error(state, "masih_sekolah")
            choices=answers
            value=state.value("masih_sekolah")
            inline=true
        />
    }
}

#[component]
fn Work(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let statuses: Vec<_> =
        WorkStatus::ALL.iter().map(|status| (status.name().to_owned(), words::work(lang, *status).to_owned())).collect();
    view! {
        <SelectField
            name="pekerjaan"
            label=words::status_label(lang)
            error=error(state, "pekerjaan")
            options=Signal::stored(statuses)
            value=state.value("pekerjaan")
        />
        <Field
            name="bidang"
            label=words::what_label(lang)
            hint=words::what_hint(lang)
            error=error(state, "bidang")
            value=state.value("bidang")
            autocomplete="organization-title"
            maxlength=u32::try_from(LONGEST_LINE).unwrap_or(u32::MAX)
        />
    }
}

#[component]
fn Skills(state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <TextArea
            name="keahlian"
            label=words::skills_label(lang)
            hint=words::skills_hint(lang)
            error=error(state, "keahlian")
            value=state.value("keahlian")
            rows=8
            maxlength=LONGEST_LIST
        />
    }
}
