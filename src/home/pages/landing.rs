//! `/`: what the programme gives, who may join, how to begin.

use crate::home::text;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::programme::{Benefits, Conditions, GUIDE};
use crate::ui::{
    ButtonKind, ButtonLink, Card, CheckItem, Checklist, Glyph, Hero, Notice, Petals, Section, Standing, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the conditions stand; the terms link to it.
const CONDITIONS: &str = "syarat";

#[component]
pub fn LandingPage() -> impl IntoView {
    let lang = use_frame().lang;
    let steps = text::steps(lang).map(|(title, note)| (title.to_owned(), note.to_owned()));
    view! {
        <Title text=text::title(lang)/>
        <Opening/>
        <div class="main">
            <div class="columns even">
                <Section title=text::steps_heading(lang)>
                    <Petals steps/>
                </Section>
                <div class="stack">
                    <Benefits scheme=&GUIDE/>
                    <div id=CONDITIONS>
                        <Conditions scheme=&GUIDE/>
                    </div>
                </div>
            </div>
            <Section title=text::start_heading(lang)>
                <div class="cards">{registering(lang)} {prepare(lang)}</div>
            </Section>
            <div class="cards">{fraud(lang)} {advice(lang)}</div>
        </div>
    }
}

/// The slab. Whoever is signed in is led on to the dashboard instead of to registration.
#[component]
fn Opening() -> impl IntoView {
    let frame = use_frame();
    let lang = frame.lang;
    let (balance, stipend) = (GUIDE.training_balance.to_text_in(lang), GUIDE.stipend);
    let lead = text::lead(lang, &balance, &stipend.monthly.to_text_in(lang), stipend.months);
    let (route, label) = match frame.signed_in {
        true => (Route::Dashboard, text::dashboard(lang)),
        false => (Route::Register, text::register(lang)),
    };
    view! {
        <Hero title=text::heading(lang) lead aside=move || draw(lang)>
            <ButtonLink href=route.path() kind=ButtonKind::Gold>
                {label}
            </ButtonLink>
            <ButtonLink href=format!("#{CONDITIONS}") kind=ButtonKind::Ghost>
                {text::who_may_join(lang)}
            </ButtonLink>
        </Hero>
    }
}

/// How participants are chosen, and why hurry does not help.
fn draw(lang: Lang) -> impl IntoView {
    let icons = [Glyph::Scales, Glyph::ShieldCheck, Glyph::CalendarBlank];
    let thought = |(glyph, title)| view! { <CheckItem standing=Standing::Open glyph title/> };
    view! {
        <Card class="petal">
            <h2>{text::draw_heading(lang)}</h2>
            <Checklist>{icons.into_iter().zip(text::draw(lang)).map(thought).collect_view()}</Checklist>
        </Card>
    }
}

fn registering(lang: Lang) -> impl IntoView {
    let step = |(title, note)| view! { <li><b>{title}</b> " " {note}</li> };
    view! {
        <Card title=text::registering_heading(lang)>
            <div class="prose">
                <ol>{text::registering(lang).into_iter().map(step).collect_view()}</ol>
            </div>
            <p class="soft">{text::draft_is_kept(lang)}</p>
        </Card>
    }
}

fn prepare(lang: Lang) -> impl IntoView {
    let icons = [Glyph::IdentificationCard, Glyph::EnvelopeSimple, Glyph::DeviceMobile];
    let thing = |(glyph, (title, detail))| view! { <CheckItem standing=Standing::Open glyph title detail/> };
    view! {
        <Card title=text::prepare_heading(lang)>
            <Checklist>{icons.into_iter().zip(text::prepare(lang)).map(thing).collect_view()}</Checklist>
        </Card>
    }
}

fn fraud(lang: Lang) -> impl IntoView {
    let (lead, rest, link) = text::fraud(lang);
    view! {
        <Notice tint=Tint::Wait glyph=Glyph::ShieldWarningFill lead>
            {rest} " " <a href=help("penipuan")>{link}</a>
        </Notice>
    }
}

fn advice(lang: Lang) -> impl IntoView {
    let (lead, rest, phone, data) = text::advice(lang);
    view! {
        <Notice tint=Tint::Craft glyph=Glyph::DevicesFill lead>
            {rest} " " <a href=help("ponsel-bersama")>{phone}</a> " · " <a href=help("hemat-data")>{data}</a>
        </Notice>
    }
}

/// The address of a topic of the help page.
fn help(topic: &str) -> String {
    format!("{}#{topic}", Route::Help.path())
}
