//! `/daftar/kode`: the code that proves the mailbox.

use super::code::{CodeContent, Place};
use crate::account::api::register_code_page;
use crate::account::text::code::title;
use crate::account::text::register::step;
use crate::ui::{Load, Steps, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn RegisterCodePage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=title(lang)/>
        <Steps now=2 name=step(lang, 2)/>
        <Load fetch=|| register_code_page() view=|page| view! { <CodeContent page place=Place::Register/> }/>
    }
}
