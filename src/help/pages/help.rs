//! `/bantuan`: topics, questions that open, and where to write.

use crate::help::model::{Block, Both, Question, Topic};
use crate::help::text;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::ui::frame::use_contacts;
use crate::ui::{ButtonKind, ButtonLink, Card, Details, Glyph, Heading, Icon, LinkRow, Section, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

const TOPICS: &str = "topik";

#[component]
pub fn HelpPage() -> impl IntoView {
    let lang = use_frame().lang;
    let address = use_contacts().help;
    view! {
        <Title text=text::title(lang)/>
        <Heading title=text::heading(lang) lead=text::lead(lang)/>
        <nav class="section" id=TOPICS aria-labelledby="judul-topik">
            <h2 id="judul-topik">{text::topics_heading(lang)}</h2>
            <ul class="tiles topics">{text::TOPICS.iter().map(|topic| entry(lang, topic)).collect_view()}</ul>
        </nav>
        {text::TOPICS.iter().map(|topic| group(lang, topic)).collect_view()}
        <Section title=text::contact_heading(lang) id="kontak">
            <Card>
                <div class="prose">
                    <p>{text::contact_lead(lang)}</p>
                    {list(lang, text::CONTACT_HINTS)}
                </div>
                <ButtonLink href=format!("mailto:{address}") external=true>
                    {address.clone()}
                </ButtonLink>
                <p class="soft">{text::contact_privacy(lang)}</p>
                <LinkRow href=Route::Privacy.path() label=text::privacy_link(lang)/>
            </Card>
        </Section>
    }
}

/// A topic in the list at the top.
fn entry(lang: Lang, topic: &'static Topic) -> impl IntoView {
    view! {
        <li>
            <a class="card title" href=format!("#{}", topic.id)>
                <Icon glyph=glyph(topic.id)/>
                {pick(lang, topic.name)}
            </a>
        </li>
    }
}

/// A topic with its questions. The link in its head leads back to the list.
fn group(lang: Lang, topic: &'static Topic) -> impl IntoView {
    let up = (format!("#{TOPICS}"), text::back_to_topics(lang).to_string());
    view! {
        <Section title=pick(lang, topic.name) id=topic.id link=up>
            {topic.questions.iter().map(|question| answered(lang, question)).collect_view()}
        </Section>
    }
}

fn answered(lang: Lang, question: &'static Question) -> impl IntoView {
    view! {
        <Details summary=pick(lang, question.ask)>
            <div class="prose">{question.answer.iter().map(|part| block(lang, part)).collect_view()}</div>
        </Details>
    }
}

fn block(lang: Lang, block: &'static Block) -> AnyView {
    match *block {
        Block::Text(words) => view! { <p>{marked(pick(lang, words))}</p> }.into_any(),
        Block::List(items) => list(lang, items).into_any(),
        Block::Steps(items) => view! { <ol>{items.iter().map(|item| line(lang, *item)).collect_view()}</ol> }.into_any(),
        Block::Go(route, tail, words) => {
            let (href, label) = (format!("{}{tail}", route.path()), pick(lang, words));
            // A query changes what the server sends, so the browser has to load the page itself.
            match tail.starts_with('?') {
                true => {
                    view! { <ButtonLink href kind=ButtonKind::Secondary small=true external=true>{label}</ButtonLink> }.into_any()
                }
                false => view! { <LinkRow href label/> }.into_any(),
            }
        }
    }
}

fn list(lang: Lang, items: &'static [Both]) -> impl IntoView {
    view! { <ul>{items.iter().map(|item| line(lang, *item)).collect_view()}</ul> }
}

fn line(lang: Lang, words: Both) -> impl IntoView {
    view! { <li>{marked(pick(lang, words))}</li> }
}

/// Sets what stands between asterisks bold.
fn marked(words: &'static str) -> impl IntoView {
    let part = |(place, part): (usize, &'static str)| match place % 2 {
        0 => part.into_any(),
        _ => view! { <b>{part}</b> }.into_any(),
    };
    words.split('*').enumerate().map(part).collect_view()
}

fn pick(lang: Lang, (id, en): Both) -> &'static str {
    lang.pick(id, en)
}

fn glyph(topic: &str) -> Glyph {
    match topic {
        "daftar" => Glyph::UserCircle,
        "masuk" => Glyph::LockSimple,
        "kode" => Glyph::EnvelopeSimple,
        "atur-ulang" => Glyph::Key,
        "akun" => Glyph::PencilSimpleLine,
        "nik" => Glyph::IdentificationCard,
        "ponsel-bersama" => Glyph::Devices,
        "hemat-data" => Glyph::DeviceMobile,
        "penipuan" => Glyph::ShieldWarningFill,
        _ => Glyph::Question,
    }
}
