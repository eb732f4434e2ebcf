//! Every component in every state, on `/sandbox/ui`: for the eye, and for the tests that look at contrast, focus and size.
//!
//! - Texts are Indonesian: this page is for those who work on the portal. What components say by themselves follows the page's
//!   language, and one section shows it in the other one.
//! - Hover and focus show themselves. What only a script brings about is written into the component's own markup.
//! - Skip link, sandbox banner, the bar of a visitor and the footer are not here: they stand round this page as round every other.

mod forms;
mod pieces;
mod scripted;
mod words;

use super::bars::{BottomBar, NavItem};
use super::bloom::{Bloom, BloomSize, Brand, Greeting, Hem, Logo, Steps};
use super::button::{ButtonKind, ButtonLink, LinkRow, Submit};
use super::countdown::Countdown;
use super::frame::use_frame;
use super::icon::Glyph;
use super::office::OfficeBar;
use super::page::{Heading, Section};
use crate::kernel::qr::QrPath;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos_meta::Title;

/// Where the links of this page lead.
const HERE: &str = "/sandbox/ui";
/// Where its forms post to: an address that does not exist, which shows the answer to a broken line.
const NOWHERE: &str = "/api/sandbox/tidak-ada";

/// The markup of one component, parts of which can be replaced: by what a script sets there, or because a page may hold them only once.
struct Markup(String);

impl Markup {
    fn of(view: impl IntoView) -> Self {
        Self(view.to_html())
    }

    fn change(self, from: &str, to: &str) -> Self {
        Self(self.0.replace(from, to))
    }

    fn shown(self) -> AnyView {
        InertElement::new(self.0).into_any()
    }
}

/// `qr` is any code: drawing one is the platform's.
#[component]
pub fn Gallery(qr: QrPath) -> impl IntoView {
    view! {
        <Title text="Sistem desain"/>
        <Heading
            title="Sistem desain"
            lead="Setiap komponen portal dalam setiap keadaannya."
            back=("/sandbox".to_string(), "Sandbox".to_string())
        />
        <Buttons/>
        <Blooms/>
        <forms::Fields/>
        <forms::Forms/>
        <scripted::Scripted/>
        <pieces::States/>
        <pieces::Cards/>
        <pieces::Lists/>
        <pieces::Tables/>
        <pieces::Code qr/>
        <pieces::Empties/>
        <words::Texts/>
        <words::OtherLanguage/>
        <Bars/>
    }
}

/// `id` of the sentence that says why a button waits.
const WAIT: &str = "ui-tunggu";

#[component]
fn Buttons() -> impl IntoView {
    let kinds = [
        (ButtonKind::Primary, "Daftar"),
        (ButtonKind::Secondary, "Masuk"),
        (ButtonKind::Text, "Lupa Password"),
        (ButtonKind::Danger, "Hapus Akun"),
    ];
    let links = move |small: bool| {
        kinds.map(|(kind, label)| view! { <ButtonLink href=HERE kind small>{label}</ButtonLink> }).collect_view()
    };
    let busy = [
        (ButtonKind::Primary, "Kirim", "Mengirim…"),
        (ButtonKind::Secondary, "Simpan", "Menyimpan…"),
        (ButtonKind::Text, "Tutup", "Menutup…"),
        (ButtonKind::Danger, "Keluarkan", "Mengeluarkan…"),
    ];
    let busy = busy.map(|(kind, label, busy)| view! { <Submit label kind busy pending=Signal::stored(true)/> }).collect_view();
    view! {
        <Section title="Tombol">
            <div class="buttons">{links(false)}</div>
            <div class="buttons">{links(true)}</div>
            <div class="buttons">{busy}</div>
            <div class="buttons">
                <Submit label="Kirim Ulang Kode" kind=ButtonKind::Secondary not_yet=Signal::stored(true) described_by=WAIT/>
                <Submit label="Kirim" not_yet=Signal::stored(true) described_by=WAIT/>
            </div>
            <Countdown
                until_ms=42_000
                now_ms=0
                text=|left| format!("bisa diminta lagi dalam {left} detik")
                done="Kode bisa diminta lagi."
                id=WAIT
            />
            <div class="buttons">
                <Submit label="Simpan"/>
                <Submit label="Keluarkan" kind=ButtonKind::Secondary small=true about="Chrome di Android"/>
                <Submit label="Tarik kembali" kind=ButtonKind::Danger small=true about="ayu.lestari@contoh.example"/>
            </div>
            <div class="buttons even">
                <ButtonLink href=HERE kind=ButtonKind::Secondary>"Ini memang saya"</ButtonLink>
                <Submit label="Bukan saya" kind=ButtonKind::Danger/>
            </div>
            <LinkRow href=HERE label="Lupa Password"/>
            <div class="slab cloth next-step">
                <div class="buttons">
                    <ButtonLink href=HERE kind=ButtonKind::Gold>"Lanjutkan"</ButtonLink>
                    <ButtonLink href=HERE kind=ButtonKind::Ghost>"Cek syarat saya"</ButtonLink>
                </div>
            </div>
        </Section>
    }
}

#[component]
fn Blooms() -> impl IntoView {
    let steps = [(1, "Buat akun"), (2, "Verifikasi email"), (3, "Data diri"), (4, "Selesai"), (5, "Selesai")];
    // A page has one h1, and this one has it already.
    let greeting = Markup::of(view! { <Greeting now=2 title="Selamat pagi, Sari" words="Langkah 2 dari 4: Gelombang"/> })
        .change("<h1>", "<h2>")
        .change("</h1>", "</h2>")
        .shown();
    view! {
        <Section title="Tanda dan langkah">
            <div class="buttons">
                <Brand href="/"/>
                <Logo/>
            </div>
            <Hem/>
            <div class="buttons">{[0, 1, 2, 3, 4, 5].map(|now| view! { <Bloom now/> }).collect_view()} <Bloom now=3 size=BloomSize::Journey/></div>
            {steps.map(|(now, name)| view! { <Steps now name/> }).collect_view()}
            {greeting}
        </Section>
    }
}

#[component]
fn Bars() -> impl IntoView {
    let other = format!("?lang={}", use_frame().lang.other().code());
    let nav = vec![
        NavItem::new("/sandbox", "Dasbor").icon(Glyph::House, Glyph::HouseFill),
        NavItem::new("/dasbor", "Bantuan").icon(Glyph::Question, Glyph::QuestionFill),
        NavItem::new("/bantuan", "Pusat Bantuan").icon(Glyph::UserCircle, Glyph::UserCircleFill),
    ];
    let places = vec![
        NavItem::new(HERE, "Ringkasan").icon(Glyph::House, Glyph::House),
        NavItem::new("/bantuan", "Peserta").icon(Glyph::MagnifyingGlass, Glyph::MagnifyingGlass),
    ];
    let person = Some("Petugas program".to_string());
    view! {
        <Section title="Bilah">
            // In a box of its own it stays where it stands.
            <div>
                <BottomBar nav/>
            </div>
            <div class="cards">
                <OfficeBar home="/" nav=places person leave=NOWHERE other_language=other.clone()/>
                <OfficeBar home="/" nav=Vec::new() person=None leave=NOWHERE other_language=other/>
            </div>
        </Section>
    }
}
