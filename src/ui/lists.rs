//! Lists: checklist, facts, details, summary list.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How one line of a checklist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Done,
    Caution,
    Wrong,
    /// Not yet.
    Open,
}

impl Standing {
    fn look(self) -> (&'static str, Glyph) {
        match self {
            Self::Done => ("good", Glyph::CheckCircleFill),
            Self::Caution => ("wait", Glyph::WarningFill),
            Self::Wrong => ("bad", Glyph::XCircleFill),
            Self::Open => ("open", Glyph::CircleDashed),
        }
    }
}

/// Holds [`CheckItem`]s, or any lines with hairlines between them.
#[component]
pub fn Checklist(#[prop(optional)] lined: bool, children: Children) -> impl IntoView {
    view! { <ul class=if lined { "checklist lined" } else { "checklist" }>{children()}</ul> }
}

/// One line. A failing one: `title` what is wrong, `detail` how to mend it, children the link.
#[component]
pub fn CheckItem(
    standing: Standing,
    #[prop(into)] title: String,
    #[prop(optional, into)] detail: Option<String>,
    /// Another icon than the standing's own, for lines that are no conditions.
    #[prop(optional)]
    glyph: Option<Glyph>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, own) = standing.look();
    let bold = detail.is_some() || children.is_some();
    view! {
        <li class=class>
            <Icon glyph=glyph.unwrap_or(own)/>
            <div>
                <p class:bold=bold>{title}</p>
                {detail.map(|detail| view! { <p class="soft">{detail}</p> })}
                {children.map(|children| children())}
            </div>
        </li>
    }
}

/// One row of icon and words, wrapping.
#[component]
pub fn Facts(items: Vec<(Glyph, String)>) -> impl IntoView {
    let item = |(glyph, words): (Glyph, String)| {
        view! {
            <li>
                <Icon glyph/>
                {words}
            </li>
        }
    };
    view! { <ul class="facts">{items.into_iter().map(item).collect_view()}</ul> }
}

/// A question that opens, by the browser's own element.
#[component]
pub fn Details(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    /// What it is about, where several ask the same: for screen readers, behind the question.
    #[prop(optional, into)]
    about: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary>
                <span>{summary} {about.map(|about| view! { <span class="hidden">": " {about}</span> })}</span>
                <Icon glyph=Glyph::CaretRightBold/>
            </summary>
            <div class="details-body">{children()}</div>
        </details>
    }
}

/// One line of a summary list. `change` is (address, words, what is changed for screen readers).
pub struct Row {
    pub key: String,
    pub value: AnyView,
    pub change: Option<(String, String, String)>,
    /// Another link in its place.
    pub aside: Option<AnyView>,
}

impl Row {
    pub fn new(key: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { key: key.into(), value: value.into_any(), change: None, aside: None }
    }

    /// Adds the link that leads to the page where it is changed.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>, label: impl Into<String>, what: impl Into<String>) -> Self {
        self.change = Some((href.into(), label.into(), what.into()));
        self
    }

    /// Adds a link that is more than an address and words.
    #[must_use]
    pub fn aside(mut self, link: impl IntoView + 'static) -> Self {
        self.aside = Some(link.into_any());
        self
    }
}

/// What is known, line by line: name, value, link to change it.
#[component]
pub fn SummaryList(rows: Vec<Row>) -> impl IntoView {
    let line = |row: Row| {
        view! {
            <div>
                <dt>{row.key}</dt>
                <dd>{row.value}</dd>
                {row
                    .change
                    .map(|(href, label, what)| {
                        view! {
                            <dd class="change">
                                <a href=href>{label} <span class="hidden">" " {what}</span></a>
                            </dd>
                        }
                    })}
                {row.aside.map(|link| view! { <dd class="change">{link}</dd> })}
            </div>
        }
    };
    view! { <dl class="summary-list">{rows.into_iter().map(line).collect_view()}</dl> }
}
