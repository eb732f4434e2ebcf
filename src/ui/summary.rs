//! The error summary, first in the form: how many answers to correct, each line a link to its field in the same words.
//! It takes the focus after a refused post. A fault that belongs to no field, or to one that the page does not have, is one line without
//! a link.

use super::effect;
use super::form::FormState;
use super::frame::use_frame;
use super::text;
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use std::sync::Arc;

pub(super) type FieldText = Arc<dyn Fn(&str, &str) -> String + Send + Sync>;
pub(super) type FaultText = Arc<dyn Fn(&Fault) -> Option<String> + Send + Sync>;

/// `fields` is the order of the fields on the page, and all that the summary can lead to; `text(field, code)` the same function the
/// fields use. `general` may put a slice's own sentence in place of [`text::fault`] for a fault without fields.
#[component]
pub fn ErrorSummary(
    state: FormState,
    fields: &'static [&'static str],
    text: impl Fn(&str, &str) -> String + Send + Sync + 'static,
    #[prop(optional)] general: Option<fn(crate::kernel::lang::Lang, &Fault) -> Option<String>>,
) -> impl IntoView {
    let lang = use_frame().lang;
    let general: FaultText = Arc::new(move |fault| general.and_then(|general| general(lang, fault)));
    summary(state, fields, Arc::new(text), general)
}

/// Everything that does not depend on the caller's types, so that it is compiled once.
pub(super) fn summary(state: FormState, fields: &'static [&'static str], words: FieldText, general: FaultText) -> AnyView {
    let lang = use_frame().lang;
    let own = Arc::clone(&words);
    let title = move || {
        state.fault.with(|fault| {
            let fault = fault.as_ref()?;
            let sentence = match alone(fault, fields) {
                Some((field, code)) => own(field, code),
                None if fault.fields.is_empty() => String::new(),
                None => text::faults(lang, fault.fields.len()),
            };
            let general = || general(fault).unwrap_or_else(|| text::fault(lang, fault));
            Some(if sentence.is_empty() { general() } else { sentence })
        })
    };
    // Named by its words and not by the heading's id, because a page may have several forms.
    let label = title.clone();
    let node = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        if state.sent.get() > 0 {
            // One frame later: the lines are in the tree and the box is no longer hidden.
            request_animation_frame(move || {
                if let Some(node) = node.get_untracked() {
                    let _ = node.focus();
                }
            });
        }
    });
    // After a plain post the page opens with the fault in it: the browser itself moves the focus there.
    let opened_wrong = state.fault.with_untracked(Option::is_some);
    view! {
        <div
            class="summary"
            node_ref=node
            tabindex="-1"
            role="group"
            aria-label=label
            hidden=move || state.fault.with(Option::is_none)
            autofocus=opened_wrong
        >
            <h2>{move || title().unwrap_or_default()}</h2>
            <ul>
                {move || {
                    let line = |(field, words): (String, String)| {
                        let words = match fields.contains(&field.as_str()) {
                            true => view! { <a href=format!("#{field}") rel="external">{words}</a> }.into_any(),
                            false => words.into_any(),
                        };
                        view! { <li>{words}</li> }
                    };
                    let lines = state.fault.with(|fault| fault.as_ref().map(|fault| lines(fault, fields, &words)));
                    lines.unwrap_or_default().into_iter().map(line).collect_view()
                }}
            </ul>
        </div>
    }
    .into_any()
}

/// The one thing that was refused, where the page has no field for it: its sentence is the heading, with nothing to list below.
fn alone<'a>(fault: &'a Fault, fields: &[&str]) -> Option<(&'a str, &'a str)> {
    let mut refused = fault.fields.iter();
    let (field, code) = refused.next()?;
    (refused.next().is_none() && !fields.contains(&field.as_str())).then_some((field.as_str(), code.as_str()))
}

/// Lines in the order of the page; a field the page does not name comes last.
fn lines(fault: &Fault, order: &[&str], words: &FieldText) -> Vec<(String, String)> {
    if alone(fault, order).is_some() {
        return Vec::new();
    }
    let mut lines: Vec<_> = fault.fields.iter().map(|(field, code)| (field.clone(), words(field, code))).collect();
    lines.sort_by_key(|(field, _)| order.iter().position(|name| name == field).unwrap_or(order.len()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_follow_the_order_of_the_page() {
        let words: FieldText = Arc::new(|field, code| format!("{field}:{code}"));
        let fault = Fault::invalid("password", "weak").with("email", "shape").with("zzz", "x").with("captcha", "wrong");
        let order: Vec<_> = lines(&fault, &["email", "password", "captcha"], &words).into_iter().map(|(field, _)| field).collect();
        assert_eq!(order, ["email", "password", "captcha", "zzz"]);
    }

    #[test]
    fn a_single_refusal_of_what_the_page_does_not_have_needs_no_line() {
        let words: FieldText = Arc::new(|field, code| format!("{field}:{code}"));
        let fault = Fault::invalid("staf", "own");
        assert_eq!(alone(&fault, &["email"]), Some(("staf", "own")));
        assert!(lines(&fault, &["email"], &words).is_empty());
        assert_eq!(alone(&fault, &["staf"]), None);
        assert_eq!(lines(&fault, &["staf"], &words).len(), 1);
        let fault = fault.with("email", "shape");
        assert_eq!(alone(&fault, &[]), None);
        assert_eq!(lines(&fault, &[], &words).len(), 2);
    }
}
