//! Province, regency and district, each list following the choice before it.
//!
//! Hydrated, a choice fetches the next list. Without scripts a second button of the form (`aksi` = `wilayah`) comes back with it;
//! once scripts run these buttons leave the page, because the first submit button is also what the Enter key presses.

use super::live;
use super::parts::error;
use crate::account::api::regions;
use crate::account::model::RegionOption;
use crate::account::text::data as words;
use crate::account::text::fields::caption;
use crate::ui::{ButtonKind, FormState, SelectField, Submit, effect, use_frame};
use leptos::prelude::*;

/// The two lists that depend on a choice, and the request under way.
#[derive(Clone, Copy)]
struct Lists {
    regencies: RwSignal<Vec<RegionOption>>,
    districts: RwSignal<Vec<RegionOption>>,
    loading: RwSignal<bool>,
    /// What could not be fetched.
    missing: RwSignal<Option<(Level, String)>>,
    newest: StoredValue<u32>,
}

/// Which list a choice fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Regency,
    District,
}

impl Lists {
    fn new(regencies: Vec<RegionOption>, districts: Vec<RegionOption>) -> Self {
        Self {
            regencies: RwSignal::new(regencies),
            districts: RwSignal::new(districts),
            loading: RwSignal::new(false),
            missing: RwSignal::new(None),
            newest: StoredValue::new(0),
        }
    }

    /// Empties what no longer fits and fetches the list below `parent`. The answer to an older choice is dropped.
    fn follow(self, level: Level, parent: String) {
        let asked = self.newest.get_value().wrapping_add(1);
        self.newest.set_value(asked);
        self.missing.set(None);
        self.districts.set(Vec::new());
        if level == Level::Regency {
            self.regencies.set(Vec::new());
        }
        self.loading.set(!parent.is_empty());
        if parent.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let answer = regions(parent.clone()).await;
            if self.newest.try_get_value() != Some(asked) {
                return;
            }
            self.loading.set(false);
            match (answer, level) {
                (Ok(list), Level::Regency) => self.regencies.set(list),
                (Ok(list), Level::District) => self.districts.set(list),
                (Err(_), _) => self.missing.set(Some((level, parent))),
            }
        });
    }

    /// A choice made before hydration, or put back by the browser, has no list yet.
    fn catch_up(self, state: FormState) {
        let (province, regency) = (live::value("provinsi"), live::value("kabupaten"));
        if province != state.value("provinsi") {
            self.follow(Level::Regency, province);
        } else if regency != state.value("kabupaten") {
            self.follow(Level::District, regency);
        }
    }
}

#[component]
pub fn Regions(
    state: FormState,
    provinces: Vec<RegionOption>,
    regencies: Vec<RegionOption>,
    districts: Vec<RegionOption>,
) -> impl IntoView {
    let lang = use_frame().lang;
    let lists = Lists::new(regencies, districts);
    let ready = RwSignal::new(false);
    effect(move || {
        ready.set(true);
        lists.catch_up(state);
    });
    view! {
        <SelectField
            name="provinsi"
            label=caption(lang, "provinsi")
            error=error(state, "provinsi")
            options=Signal::stored(provinces)
            value=state.value("provinsi")
            prompt=words::choose(lang, "provinsi")
            autocomplete="address-level1"
            on_change=Callback::new(move |code| lists.follow(Level::Regency, code))
        />
        {fetch_button(ready, words::show_regencies(lang))}
        <SelectField
            name="kabupaten"
            label=caption(lang, "kabupaten")
            error=error(state, "kabupaten")
            options=lists.regencies
            value=state.value("kabupaten")
            prompt=words::choose(lang, "kabupaten")
            autocomplete="address-level2"
            on_change=Callback::new(move |code| lists.follow(Level::District, code))
        />
        {fetch_button(ready, words::show_districts(lang))}
        <SelectField
            name="kecamatan"
            label=caption(lang, "kecamatan")
            error=error(state, "kecamatan")
            options=lists.districts
            value=state.value("kecamatan")
            prompt=words::choose(lang, "kecamatan")
            autocomplete="address-level3"
        />
        <Progress lists/>
    }
}

/// The button that fetches the next list without scripts.
fn fetch_button(ready: RwSignal<bool>, label: &'static str) -> impl IntoView {
    view! {
        {move || {
            (!ready.get()).then(|| {
                view! { <Submit label kind=ButtonKind::Secondary small=true name="aksi" value="wilayah"/> }
            })
        }}
    }
}

/// Says that a list is on its way, or that it could not be fetched and how to try again.
#[component]
fn Progress(lists: Lists) -> impl IntoView {
    let lang = use_frame().lang;
    let again = move || {
        if let Some((level, parent)) = lists.missing.get_untracked() {
            lists.follow(level, parent);
        }
    };
    view! {
        <p class="hint" role="status">
            {move || match (lists.loading.get(), lists.missing.with(Option::is_some)) {
                (true, _) => words::loading_regions(lang),
                (_, true) => words::regions_missing(lang),
                _ => "",
            }}
        </p>
        {move || {
            lists
                .missing
                .with(Option::is_some)
                .then(|| {
                    view! {
                        <button class="plain-link" type="button" on:click=move |_| again()>
                            {words::regions_again(lang)}
                        </button>
                    }
                })
        }}
    }
}
