//! What may be shown of an address or a number.

use leptos::prelude::*;

/// A masked address or number. Where there is no room for an address in one line it breaks before its `@`, not inside a word.
#[component]
pub fn Masked(#[prop(into)] value: String) -> impl IntoView {
    let (head, tail) = match value.find('@') {
        Some(at) => value.split_at(at),
        None => (value.as_str(), ""),
    };
    let (head, tail) = (head.to_owned(), tail.to_owned());
    view! { <p translate="no">{head} <wbr/> {tail}</p> }
}
