//! A bar that is never alone: the words beside it say the same.

use leptos::prelude::*;

/// `words` is "7 dari 11 materi"; the per cent stands at the right.
#[component]
pub fn Progress(#[prop(into)] label: String, #[prop(into)] words: String, value: u32, max: u32) -> impl IntoView {
    let percent = if max == 0 { 0 } else { (u64::from(value) * 100 / u64::from(max)).min(100) };
    view! {
        <div class="progress">
            <progress max=max.max(1) value=value aria-label=label></progress>
            <p>
                <span>{words}</span>
                <b>{format!("{percent}%")}</b>
            </p>
        </div>
    }
}
