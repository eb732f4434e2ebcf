//! `/masuk/kode`: the code after the password.

use super::code::{CodeContent, Place};
use crate::account::api::sign_in_code_page;
use crate::account::text::code::title;
use crate::ui::{Load, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn SignInCodePage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=title(lang)/>
        <Load fetch=|| sign_in_code_page() view=|page| view! { <CodeContent page place=Place::SignIn/> }/>
    }
}
