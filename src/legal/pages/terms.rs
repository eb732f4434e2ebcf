//! `/syarat-ketentuan`: the terms and conditions.

use super::document::Document;
use crate::kernel::route::Route;
use crate::legal::text;
use crate::ui::use_frame;
use leptos::prelude::*;

#[component]
pub fn TermsPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! { <Document route=Route::Terms title=text::terms_title(lang) lead=text::terms_lead(lang) sections=text::TERMS/> }
}
