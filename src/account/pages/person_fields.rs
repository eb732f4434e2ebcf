//! What registration and profile both ask about a person, with the sentences of the form it stands in.

use super::regions::Regions;
use crate::account::model::RegionOption;
use crate::account::text::data as words;
use crate::account::text::fields::caption;
use crate::account::text::profile::gender;
use crate::kernel::date::Date;
use crate::kernel::person::Gender;
use crate::ui::{Choice, DateField, Field, FormState, Radios, use_frame};
use leptos::prelude::*;

/// The sentence for a refused field of a form.
pub type ErrorOf = fn(FormState, &'static str) -> Signal<Option<String>>;

/// Name, birth date between two days, gender.
#[component]
pub fn PersonFields(state: FormState, oldest: Date, youngest: Date, error: ErrorOf) -> impl IntoView {
    let lang = use_frame().lang;
    let genders = [Gender::L, Gender::P].map(|each| Choice::new(each.code(), gender(lang, each)));
    view! {
        <Field
            name="nama"
            label=caption(lang, "nama")
            hint=words::name_hint(lang)
            error=error(state, "nama")
            value=state.value("nama")
            autocomplete="name"
            maxlength=100
        />
        <DateField
            name="tanggal_lahir"
            label=caption(lang, "tanggal_lahir")
            hint=words::birth_date_hint(lang)
            error=error(state, "tanggal_lahir")
            value=state.value("tanggal_lahir")
            autocomplete="bday"
            min=oldest.to_text()
            max=youngest.to_text()
        />
        <Radios
            name="jenis_kelamin"
            legend=caption(lang, "jenis_kelamin")
            error=error(state, "jenis_kelamin")
            choices=genders.to_vec()
            value=state.value("jenis_kelamin")
            inline=true
        />
    }
}

/// Street and region; each list of regions follows the choice before it.
#[component]
pub fn AddressFields(
    state: FormState,
    provinces: Vec<RegionOption>,
    regencies: Vec<RegionOption>,
    districts: Vec<RegionOption>,
    error: ErrorOf,
) -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Field
            name="alamat"
            label=caption(lang, "alamat")
            hint=words::address_hint(lang)
            error=error(state, "alamat")
            value=state.value("alamat")
            autocomplete="address-line1"
            maxlength=200
        />
        <Regions state provinces regencies districts/>
    }
}
