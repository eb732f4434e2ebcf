//! `/privasi`: the privacy notice.

use super::document::Document;
use crate::kernel::route::Route;
use crate::legal::text;
use crate::ui::use_frame;
use leptos::prelude::*;

#[component]
pub fn PrivacyPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! { <Document route=Route::Privacy title=text::privacy_title(lang) lead=text::privacy_lead(lang) sections=text::PRIVACY/> }
}
