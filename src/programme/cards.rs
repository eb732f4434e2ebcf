//! The rules of a scheme as cards for other pages.

use crate::programme::model::Scheme;
use crate::programme::text;
use crate::ui::{Card, CheckItem, Checklist, Glyph, Standing, use_frame};
use leptos::prelude::*;

/// What a participant receives: the two amounts, side by side but never added up, and the certificate.
#[component]
pub fn Benefits(scheme: &'static Scheme) -> impl IntoView {
    let lang = use_frame().lang;
    let (title, note) = text::certificate(lang);
    let money = [
        (text::amount(lang, scheme.training_balance), text::training_balance_note(lang)),
        (text::instalments(lang, scheme.stipend), text::stipend_note(lang)),
    ];
    let line = |(amount, note)| {
        view! {
            <li>
                <div>
                    <p class="amount">{amount}</p>
                    <p class="soft">{note}</p>
                </div>
            </li>
        }
    };
    view! {
        <Card title=text::benefits_heading(lang)>
            <Checklist lined=true>
                {money.into_iter().map(line).collect_view()} <li>
                    <div>
                        <p class="bold">{title}</p>
                        <p class="soft">{note}</p>
                    </div>
                </li>
            </Checklist>
        </Card>
    }
}

/// Who may take part, line by line.
#[component]
pub fn Conditions(scheme: &'static Scheme) -> impl IntoView {
    let lang = use_frame().lang;
    let rules = &scheme.eligibility;
    let line = |title: String| view! { <CheckItem standing=Standing::Done title glyph=Glyph::CheckBold/> };
    view! {
        <Card title=text::conditions_heading(lang)>
            <Checklist>{text::conditions(lang, rules).into_iter().map(line).collect_view()}</Checklist>
            {rules.low_income_first.then(|| view! { <p class="soft">{text::low_income_first(lang)}</p> })}
        </Card>
    }
}
