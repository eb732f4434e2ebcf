//! A table that becomes stacked blocks where it has less than 36rem: no sideways scrolling, each value with its label.

use leptos::prelude::*;

/// A column: its heading, and whether it holds numbers (set right, tabular figures).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub label: String,
    pub number: bool,
}

impl Head {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false }
    }

    pub fn number(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: true }
    }
}

/// `caption` names the table for everyone; the first cell of a row is its title. Roles are repeated because stacking by CSS takes
/// them away in some browsers.
#[component]
pub fn Table(#[prop(into)] caption: String, head: Vec<Head>, rows: Vec<Vec<AnyView>>) -> impl IntoView {
    let labels: Vec<Head> = head.clone();
    let line = move |cells: Vec<AnyView>| {
        let cell = |(column, cell): (usize, AnyView)| {
            let Head { label, number } = labels.get(column).cloned().unwrap_or_default();
            let class = number.then_some("number");
            match column {
                0 => view! { <th scope="row">{cell}</th> }.into_any(),
                _ => view! { <td class=class data-label=label>{cell}</td> }.into_any(),
            }
        };
        view! { <tr>{cells.into_iter().enumerate().map(cell).collect_view()}</tr> }
    };
    let column = |head: Head| {
        let class = head.number.then_some("number");
        view! { <th scope="col" class=class>{head.label}</th> }
    };
    view! {
        <div class="table-box">
            <table class="table">
                <caption>{caption}</caption>
                <thead>
                    <tr>{head.into_iter().map(column).collect_view()}</tr>
                </thead>
                <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}
