//! What can be done on a participant's page: seeing the full data for a reason, suspending the account, lifting that.

use crate::account::model::dossier::{Full, ViewReason};
use crate::account::model::standing::Suspension;
use crate::account::standing_text;
use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::office::model::people::FullPart;
use crate::office::text::{people as words, person as acts};
use crate::ui::{
    ButtonKind, Card, Choice, DateField, ErrorSummary, Field, Form, FormState, Hidden, Radios, Row, Submit, SummaryList, use_frame,
};
use leptos::prelude::*;

/// The sentence for a refused field, in the page's language.
fn error(state: FormState, name: &'static str) -> Signal<Option<String>> {
    let lang = use_frame().lang;
    state.error(name, move |field, code| words::field_error(lang, field, code))
}

/// The full data while they are open, else the form that opens them.
#[component]
pub fn FullCard(id: String, part: FullPart) -> impl IntoView {
    let lang = use_frame().lang;
    let inside = match part {
        FullPart::NotForRole => view! { <p class="soft">{acts::full_not_for_role(lang)}</p> }.into_any(),
        FullPart::Closed(refill) => view! { <OpenForm id refill/> }.into_any(),
        FullPart::Open { full, until, seconds } => view! { <Opened id full until seconds/> }.into_any(),
    };
    view! {
        <Card title=acts::full_heading(lang) top=true>
            {inside}
        </Card>
    }
}

#[component]
fn OpenForm(id: String, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let choices: Vec<_> =
        ViewReason::ALL.iter().map(|reason| Choice::new(reason.name(), acts::view_reason(lang, *reason))).collect();
    view! {
        <p>{acts::full_lead(lang)}</p>
        <Form action="/api/office/person_full" state>
            <ErrorSummary state fields=&["alasan", "rujukan"] text=move |field, code| words::field_error(lang, field, code)/>
            <Hidden name="peserta" value=id/>
            <Radios
                name="alasan"
                legend=acts::why(lang)
                error=error(state, "alasan")
                choices
                value=state.value("alasan")
            />
            <Field
                name="rujukan"
                label=acts::reference(lang)
                hint=acts::reference_hint(lang)
                error=error(state, "rujukan")
                value=state.value("rujukan")
                autocomplete="off"
                maxlength=120
            />
            <Submit label=acts::view_full(lang) kind=ButtonKind::Secondary busy=acts::opening(lang)/>
        </Form>
    }
}

/// The full data, until when they are open, and closing them before.
#[component]
fn Opened(id: String, full: Full, until: Instant, seconds: u32) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    view! {
        <div class="stack" id="data-lengkap" data-closes=seconds>
            <SummaryList rows=full_rows(lang, &full)/>
            <p class="soft">{acts::open_until(lang, &until.clock_wib())}</p>
            <Form action="/api/office/person_full_close" state>
                <Hidden name="peserta" value=id/>
                <Submit label=acts::close_full(lang) kind=ButtonKind::Secondary busy=acts::closing(lang)/>
            </Form>
        </div>
        <div role="status">
            <p hidden="">{acts::full_closed(lang)} " " <a href="">{acts::load_again(lang)}</a></p>
        </div>
    }
}

fn full_rows(lang: Lang, full: &Full) -> Vec<Row> {
    let exact = |text: &str| {
        let text = text.to_owned();
        view! { <span translate="no">{text}</span> }
    };
    vec![
        Row::new(words::name(lang), exact(&full.name)),
        Row::new("NIK", exact(&full.nik)),
        Row::new(words::birth_date(lang), full.birth_date.long(lang)),
        Row::new(words::gender_label(lang), words::gender(lang, full.gender)),
        Row::new(words::email(lang), exact(&full.email)),
        Row::new(words::phone(lang), exact(&full.phone)),
        Row::new(words::address(lang), exact(&full.address)),
        Row::new(words::place(lang), exact(&full.place)),
    ]
}

/// Why and until when; the participant reads the sentence below the reason.
#[component]
pub fn SuspendCard(id: String, refill: Refill, first_day: Date, last_day: Date) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let reasons: Vec<_> = Suspension::ALL
        .iter()
        .map(|reason| Choice::new(reason.name(), acts::suspension(lang, *reason)).hint(standing_text::reason(lang, *reason)))
        .collect();
    let ends = vec![Choice::new("tanggal", acts::until_date(lang)), Choice::new("dicabut", acts::until_lifted(lang))];
    view! {
        <Card title=acts::suspend_heading(lang) top=true>
            <p>{acts::suspend_lead(lang)}</p>
            <Form action="/api/office/person_suspend" state>
                <ErrorSummary
                    state
                    fields=&["sebab", "batas", "sampai"]
                    text=move |field, code| words::field_error(lang, field, code)
                />
                <Hidden name="peserta" value=id/>
                <Radios
                    name="sebab"
                    legend=acts::suspend_why(lang)
                    error=error(state, "sebab")
                    choices=reasons
                    value=state.value("sebab")
                />
                <Radios
                    name="batas"
                    legend=acts::how_long(lang)
                    error=error(state, "batas")
                    choices=ends
                    value=state.value("batas")
                />
                <DateField
                    name="sampai"
                    label=acts::last_day(lang)
                    hint=acts::last_day_hint(lang)
                    error=error(state, "sampai")
                    value=state.value("sampai")
                    min=first_day.to_text()
                    max=last_day.to_text()
                />
                <Submit label=acts::suspend(lang) kind=ButtonKind::Danger busy=acts::suspending(lang)/>
            </Form>
        </Card>
    }
}

#[component]
pub fn LiftCard(id: String, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    view! {
        <Card title=acts::lift_heading(lang) top=true>
            <p>{acts::lift_lead(lang)}</p>
            <Form action="/api/office/person_lift" state>
                <ErrorSummary state fields=&[] text=move |field, code| words::field_error(lang, field, code)/>
                <Hidden name="peserta" value=id/>
                <Submit label=acts::lift(lang) kind=ButtonKind::Secondary busy=acts::lifting(lang)/>
            </Form>
        </Card>
    }
}
