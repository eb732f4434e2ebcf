//! Every component in every state, on `/sandbox/ui`: for the eye, and for the tests that look at contrast, focus and size.
//!
//! Texts are Indonesian only: this page is for those who work on the portal.

mod forms;
mod pieces;

use super::bars::{BottomBar, NavItem};
use super::bloom::{Bloom, BloomSize, Brand, Hem, Steps};
use super::button::{ButtonKind, ButtonLink, Submit};
use super::icon::Glyph;
use super::page::{Heading, Section};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn Gallery() -> impl IntoView {
    view! {
        <Title text="Sistem desain"/>
        <Heading title="Sistem desain" lead="Setiap komponen portal dalam setiap keadaannya."/>
        <Buttons/>
        <Blooms/>
        <forms::Fields/>
        <forms::WholeForm/>
        <forms::Captchas/>
        <pieces::States/>
        <pieces::Cards/>
        <pieces::Lists/>
        <pieces::Empties/>
        <Bars/>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let kinds = [
        (ButtonKind::Primary, "Daftar"),
        (ButtonKind::Secondary, "Masuk"),
        (ButtonKind::Text, "Lupa Password"),
        (ButtonKind::Danger, "Hapus Akun"),
    ];
    let links = move |small: bool| {
        kinds.map(|(kind, label)| view! { <ButtonLink href="/sandbox/ui" kind small>{label}</ButtonLink> }).collect_view()
    };
    view! {
        <Section title="Tombol">
            <div class="buttons">{links(false)}</div>
            <div class="buttons">{links(true)}</div>
            <div class="buttons">
                <Submit label="Kirim" busy="Mengirim…" pending=Signal::stored(true)/>
                <Submit label="Kirim Ulang Kode" kind=ButtonKind::Secondary not_yet=Signal::stored(true)/>
                <Submit label="Simpan"/>
            </div>
            <div class="slab cloth next-step">
                <div class="buttons">
                    <ButtonLink href="/sandbox/ui" kind=ButtonKind::Gold>"Lanjutkan"</ButtonLink>
                    <ButtonLink href="/sandbox/ui" kind=ButtonKind::Ghost>"Cek syarat saya"</ButtonLink>
                </div>
            </div>
        </Section>
    }
}

#[component]
fn Blooms() -> impl IntoView {
    view! {
        <Section title="Tanda dan langkah">
            <Brand href="/"/>
            <Hem/>
            <div class="buttons">{[0, 1, 2, 3, 4, 5].map(|now| view! { <Bloom now/> }).collect_view()} <Bloom now=3 size=BloomSize::Journey/></div>
            <Steps now=1 name="Buat akun"/>
            <Steps now=2 name="Verifikasi email"/>
            <Steps now=5 name="Selesai"/>
        </Section>
    }
}

#[component]
fn Bars() -> impl IntoView {
    let nav = vec![
        NavItem::new("/sandbox", "Dasbor").icon(Glyph::House, Glyph::HouseFill),
        NavItem::new("/dasbor", "Bantuan").icon(Glyph::Question, Glyph::QuestionFill),
        NavItem::new("/bantuan", "Pusat Bantuan").icon(Glyph::UserCircle, Glyph::UserCircleFill),
    ];
    view! {
        <Section title="Bilah">
            <BottomBar nav/>
        </Section>
    }
}
