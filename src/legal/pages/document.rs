//! How a legal document looks: version, contents, numbered sections.

use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::legal::model::{Block, Both, Desk, Section as Part};
use crate::legal::text;
use crate::ui::frame::use_contacts;
use crate::ui::{Head, Heading, LinkRow, Section, Table, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

/// One document under its address. The link to the other language loads the page anew, as every change of language does.
#[component]
pub(super) fn Document(route: Route, title: &'static str, lead: &'static str, sections: &'static [Part]) -> impl IntoView {
    let lang = use_frame().lang;
    let other = lang.other();
    view! {
        <Title text=title/>
        <Heading title lead/>
        <p class="soft">{text::version(lang)}</p>
        <p class="link-row">
            <a href=format!("{}?lang={}", route.path(), other.code()) hreflang=other.code() lang=other.code() rel="external">
                {text::other_language(lang)}
            </a>
        </p>
        <nav class="prose" aria-labelledby="isi-halaman">
            <h2 id="isi-halaman">{text::contents(lang)}</h2>
            <ol>{sections.iter().map(|part| entry(lang, part)).collect_view()}</ol>
        </nav>
        {sections.iter().enumerate().map(|(place, part)| section(lang, place + 1, part)).collect_view()}
    }
}

fn entry(lang: Lang, part: &'static Part) -> impl IntoView {
    view! {
        <li>
            <a href=format!("#{}", part.id)>{pick(lang, part.name)}</a>
        </li>
    }
}

fn section(lang: Lang, number: usize, part: &'static Part) -> impl IntoView {
    view! {
        <Section title=format!("{number}. {}", pick(lang, part.name)) id=part.id>
            <div class="prose">{part.body.iter().map(|part| block(lang, part)).collect_view()}</div>
        </Section>
    }
}

fn block(lang: Lang, block: &'static Block) -> AnyView {
    match *block {
        Block::Text(words) => view! { <p>{pick(lang, words)}</p> }.into_any(),
        Block::List(items) => {
            let line = |item: &Both| view! { <li>{pick(lang, *item)}</li> };
            view! { <ul>{items.iter().map(line).collect_view()}</ul> }.into_any()
        }
        Block::Table { caption, head, rows } => {
            let head = head.iter().map(|label| Head::new(pick(lang, *label))).collect();
            let line = |row: &&[Both]| row.iter().map(|cell| pick(lang, *cell).into_any()).collect();
            view! { <Table caption=pick(lang, caption) head rows=rows.iter().map(line).collect()/> }.into_any()
        }
        Block::Go(route, tail, words) => {
            view! { <LinkRow href=format!("{}{tail}", route.path()) label=pick(lang, words)/> }.into_any()
        }
        Block::Mail(desk) => {
            let contacts = use_contacts();
            let address = match desk {
                Desk::Help => contacts.help,
                Desk::Privacy => contacts.privacy,
            };
            view! { <LinkRow href=format!("mailto:{address}") label=address/> }.into_any()
        }
    }
}

fn pick(lang: Lang, (id, en): Both) -> &'static str {
    lang.pick(id, en)
}
