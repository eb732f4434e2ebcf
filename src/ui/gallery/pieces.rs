//! Tags, notices, cards, lists, tables, drawings.

use crate::kernel::fault::{Code, Fault};
use crate::ui::button::{ButtonKind, ButtonLink};
use crate::ui::card::{Card, NextStep, Tile, Tiles};
use crate::ui::drawing::{Drawing, EmptyState};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::landing::{Hero, Petals};
use crate::ui::lists::{CheckItem, Checklist, Details, Facts, Row, Standing, SummaryList};
use crate::ui::load::FaultNotice;
use crate::ui::notice::{Notice, Tag, Tint};
use crate::ui::page::Section;
use crate::ui::progress::Progress;
use crate::ui::table::{Head, Table};
use leptos::prelude::*;

#[component]
pub fn States() -> impl IntoView {
    view! {
        <Section title="Status">
            <div class="buttons">
                <Tag tint=Tint::Good glyph=Glyph::CheckBold label="Dibayar"/>
                <Tag tint=Tint::Info glyph=Glyph::CalendarBlankBold label="Dijadwalkan"/>
                <Tag tint=Tint::Wait glyph=Glyph::HourglassMediumBold label="Menunggu"/>
                <Tag tint=Tint::Bad glyph=Glyph::XBold label="Ditolak"/>
                <Tag tint=Tint::Neutral glyph=Glyph::LockSimpleBold label="Terkunci"/>
                <Tag tint=Tint::Craft glyph=Glyph::LeafBold label="Keahlian"/>
            </div>
            <div class="cards">
                <Notice>"Hasil undian keluar 30 November."</Notice>
                <Notice tint=Tint::Good lead="Password diganti.">"Sesi lain ditutup."</Notice>
                <Notice tint=Tint::Wait>"Saldo hangus dalam 8 hari."</Notice>
                <Notice tint=Tint::Bad>"Terkunci sampai 10.45 WIB."</Notice>
                <Notice tint=Tint::Craft glyph=Glyph::DeviceMobileFill lead="Memakai ponsel bersama?">
                    "Jangan centang “Percayai perangkat ini”, lalu tekan Keluar setelah selesai."
                </Notice>
                <FaultNotice fault=Fault::of(Code::Unavailable)/>
            </div>
            <Progress label="Pembukuan Sederhana" words="7 dari 11 materi" value=7 max=11/>
            <div class="buttons">{Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph/> }).collect_view()}</div>
        </Section>
    }
}

#[component]
pub fn Cards() -> impl IntoView {
    view! {
        <Section title="Kartu">
            <NextStep kicker="Langkah Anda berikutnya" title="Verifikasi nomor ponsel Anda">
                <p>
                    "Sekitar 2 menit. Selesaikan sebelum " <b>"5 Desember"</b> " supaya kode bisa dikirim lewat SMS."
                </p>
                <ButtonLink href="/sandbox/ui" kind=ButtonKind::Gold>
                    "Lanjutkan"
                </ButtonLink>
            </NextStep>
            <Tiles>
                <Tile label="Saldo pelatihan" amount="Rp650.000" note="Pakai sebelum 31 Des 2026"/>
                <Tile label="Dana pribadi" amount="Rp75.000" note="Uang Anda sendiri"/>
            </Tiles>
            <Card title="Gelombang 11" link=("/sandbox/ui".to_string(), "Lihat semua".to_string())>
                <Tag tint=Tint::Good glyph=Glyph::SealCheckBold label="Terpilih"/>
                <p>"Diundi 20 November 2026 dari 1.284.906 peserta."</p>
                <a href="/sandbox/ui">"Periksa hasil undian saya"</a>
            </Card>
            <Hero
                part=true
                title="Ikut pelatihan, terima insentif, temukan kerja."
                lead="Kartu Prakerja memberi pencari kerja saldo pelatihan dan insentif. Tidak dipungut biaya."
                aside=|| view! { <Card class="petal" title="Gelombang 12" top=true><p>"Tutup " <b>"Jumat, 27 November 2026"</b> ", pukul 23.59 WIB."</p></Card> }
            >
                <ButtonLink href="/daftar" kind=ButtonKind::Gold>
                    "Daftar"
                </ButtonLink>
                <ButtonLink href="/" kind=ButtonKind::Ghost>
                    "Cek syarat saya"
                </ButtonLink>
            </Hero>
            <Petals steps=[("Daftar", "Siapkan NIK dan email"), ("Gelombang", "Ikut undian terbuka"), ("Belajar", "Pilih pelatihan Anda"), ("Bekerja", "Insentif dan lowongan")]
                .map(|(title, words)| (title.to_string(), words.to_string()))/>
        </Section>
    }
}

#[component]
pub fn Lists() -> impl IntoView {
    let head = vec![Head::new("Perangkat"), Head::new("Terakhir dipakai"), Head::number("Sesi")];
    let rows = [("Chrome di Android", "22 November 2026", "1"), ("Firefox di Windows", "3 November 2026", "2")];
    let rows = rows.map(|(device, day, count)| [device, day, count].map(|cell| cell.into_any()).into()).into();
    let known = vec![
        Row::new("Nama", "Sari Wulandari").change("/sandbox/ui", "Ubah", "nama"),
        Row::new("NIK", view! { <span class="num" translate="no">"3273••••••••1234"</span> }),
    ];
    view! {
        <Section title="Daftar">
            <Card title="Siap menerima insentif?" aside="3 dari 4">
                <Checklist lined=true>
                    <CheckItem standing=Standing::Done title="NIK sama dengan e-wallet"/>
                    <CheckItem standing=Standing::Caution title="E-wallet tertaut, belum upgrade"/>
                    <CheckItem standing=Standing::Open title="Selesaikan pelatihan pertama"/>
                    <CheckItem standing=Standing::Wrong title="Nomor ponsel berbeda" detail="Samakan nomor di aplikasi e-wallet, lalu periksa ulang.">
                        <a href="/sandbox/ui">"Periksa ulang"</a>
                    </CheckItem>
                </Checklist>
            </Card>
            <Facts items=vec![(Glyph::StarFill, "4,8".into()), (Glyph::Clock, "18 jam".into()), (Glyph::SealCheck, "91% lulus".into())]/>
            <Card title="Profil">
                <SummaryList rows=known/>
            </Card>
            <div>
                <Details summary="Mengapa kode belum masuk?">
                    <p>"Lihat folder Spam atau Promosi."</p>
                </Details>
                <Details summary="Siapa yang boleh ikut?" open=true>
                    <p>"Warga negara Indonesia, 18–40 tahun, sedang tidak bekerja."</p>
                </Details>
            </div>
            <Table caption="Perangkat tepercaya" head rows/>
        </Section>
    }
}

#[component]
pub fn Empties() -> impl IntoView {
    let all = [
        (Drawing::Empty, "Belum ada pelatihan yang berjalan", "Saldo pelatihan Anda Rp1.000.000."),
        (Drawing::NotFound, "Halaman ini tidak ada", "Alamatnya mungkin salah ketik."),
        (Drawing::Done, "Akun Anda siap", "Masuk untuk melihat langkah berikutnya."),
        (Drawing::Offline, "Tidak ada sambungan internet", "Isian Anda tersimpan di ponsel ini."),
    ];
    let one = |(drawing, title, sentence): (Drawing, &'static str, &'static str)| {
        view! {
            <EmptyState drawing title sentence>
                <ButtonLink href="/sandbox/ui">"Lanjutkan"</ButtonLink>
            </EmptyState>
        }
    };
    view! {
        <Section title="Keadaan kosong">
            <div class="cards">{all.map(one).collect_view()}</div>
        </Section>
    }
}
