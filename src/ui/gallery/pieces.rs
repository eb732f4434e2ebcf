//! Tags, notices, cards, lists, tables, a code to scan, drawings.

use super::HERE;
use crate::kernel::fault::{Code as FaultCode, Fault};
use crate::kernel::qr::QrPath;
use crate::ui::button::{ButtonKind, ButtonLink, LinkRow, Submit};
use crate::ui::card::{Card, NextStep, Tile, Tiles};
use crate::ui::drawing::{Drawing, EmptyState};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::landing::{Hero, Petals};
use crate::ui::lists::{CheckItem, Checklist, Details, Facts, Row, Standing, SummaryList};
use crate::ui::load::FaultNotice;
use crate::ui::notice::{Notice, Tag, Tint};
use crate::ui::page::{Columns, Section};
use crate::ui::progress::Progress;
use crate::ui::qr::Qr;
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
                <Notice tint=Tint::Good lead="Password diganti." role="status">"Sesi lain ditutup."</Notice>
                <Notice tint=Tint::Wait>"Saldo hangus dalam 8 hari."</Notice>
                <Notice tint=Tint::Bad>"Terkunci sampai 10.45 WIB."</Notice>
                <Notice tint=Tint::Craft glyph=Glyph::DeviceMobileFill lead="Memakai ponsel bersama?">
                    "Jangan centang “Percayai perangkat ini”, lalu tekan Keluar setelah selesai."
                </Notice>
                <Notice tint=Tint::Wait glyph=Glyph::ShieldWarningFill lead="Ada yang mengaku petugas?">
                    "Petugas kami tidak pernah meminta kode. " <a href="/bantuan#penipuan">"Kenali penipuan"</a>
                </Notice>
                <Notice lead="Kami mengeluarkan semua perangkat.">
                    "Itu terjadi 22 November 2026, karena Anda menekan “Bukan saya”."
                    <Submit label="Sudah saya baca" kind=ButtonKind::Text/>
                </Notice>
                <FaultNotice fault=Fault::of(FaultCode::Unavailable)/>
                <FaultNotice fault=Fault::of(FaultCode::Limited).retry(540)/>
                <FaultNotice fault=Fault::of(FaultCode::Forbidden)/>
            </div>
            <Progress label="Dasar Kelistrikan" words="0 dari 8 materi" value=0 max=8/>
            <Progress label="Pembukuan Sederhana" words="7 dari 11 materi" value=7 max=11/>
            <Progress label="Barista: dari Biji ke Cangkir" words="9 dari 9 materi" value=9 max=9/>
            <div class="buttons">{Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph/> }).collect_view()}</div>
        </Section>
    }
}

#[component]
pub fn Cards() -> impl IntoView {
    let side = || {
        view! {
            <Card title="Gelombang 11" link=(HERE.to_string(), "Lihat semua".to_string())>
                <Tag tint=Tint::Good glyph=Glyph::SealCheckBold label="Terpilih"/>
                <p>"Diundi 20 November 2026 dari 1.284.906 peserta."</p>
                <a href=HERE>"Periksa hasil undian saya"</a>
            </Card>
            <Card>
                <p class="soft">"Kartu tanpa judul."</p>
            </Card>
        }
    };
    view! {
        <Section title="Kartu" link=(HERE.to_string(), "Lihat semua".to_string())>
            <Columns side>
                <NextStep kicker="Langkah Anda berikutnya" title="Verifikasi nomor ponsel Anda">
                    <p>
                        "Sekitar 2 menit. Selesaikan sebelum " <b>"5 Desember"</b> " supaya kode bisa dikirim lewat SMS."
                    </p>
                    <ButtonLink href=HERE kind=ButtonKind::Gold>
                        "Lanjutkan"
                    </ButtonLink>
                </NextStep>
                <NextStep kicker="Tidak ada yang perlu Anda lakukan" title="Data Anda sedang diperiksa">
                    <p>"Kami memeriksanya ke data kependudukan dan mengabari Anda lewat email, paling lambat besok."</p>
                </NextStep>
                <Tiles>
                    <Tile label="Saldo pelatihan" amount="Rp650.000" note="Pakai sebelum 31 Des 2026"/>
                    <Tile label="Dana pribadi" amount="Rp75.000"/>
                </Tiles>
            </Columns>
        </Section>
        <Opening/>
    }
}

/// The parts of the front page.
#[component]
fn Opening() -> impl IntoView {
    let steps = [
        ("Daftar", "Siapkan NIK dan email"),
        ("Gelombang", "Ikut undian terbuka"),
        ("Belajar", "Pilih pelatihan Anda"),
        ("Bekerja", "Insentif dan lowongan"),
    ];
    let wave = || {
        view! {
            <Card class="petal" title="Gelombang 12" top=true>
                <p>"Tutup " <b>"Jumat, 27 November 2026"</b> ", pukul 23.59 WIB."</p>
            </Card>
        }
    };
    view! {
        <Section title="Pembuka beranda">
            <Hero
                part=true
                title="Ikut pelatihan, terima insentif, temukan kerja."
                lead="Kartu Prakerja memberi pencari kerja saldo pelatihan dan insentif. Tidak dipungut biaya."
                aside=wave
            >
                <ButtonLink href="/daftar" kind=ButtonKind::Gold>
                    "Daftar"
                </ButtonLink>
                <ButtonLink href="/" kind=ButtonKind::Ghost>
                    "Cek syarat saya"
                </ButtonLink>
            </Hero>
            <Petals steps=steps.map(|(title, words)| (title.to_string(), words.to_string()))/>
        </Section>
    }
}

#[component]
pub fn Lists() -> impl IntoView {
    view! {
        <Section title="Daftar">
            <div class="columns even">
                <div class="stack">
                    <Checklists/>
                </div>
                <div class="stack">
                    <Known/>
                </div>
            </div>
            <Facts items=vec![(Glyph::StarFill, "4,8".into()), (Glyph::Clock, "18 jam".into()), (Glyph::SealCheck, "91% lulus".into())]/>
            <ul class="tiles topics">
                <li>
                    <a class="card title" href="/bantuan#masuk">
                        <Icon glyph=Glyph::LockSimple/>
                        "Masuk"
                    </a>
                </li>
                <li>
                    <a class="card title" href="/bantuan#kode">
                        <Icon glyph=Glyph::EnvelopeSimple/>
                        "Kode OTP"
                    </a>
                </li>
            </ul>
            <div>
                <Details summary="Mengapa kode belum masuk?">
                    <p>"Lihat folder Spam atau Promosi."</p>
                </Details>
                <Details summary="Siapa yang boleh ikut?" open=true>
                    <p>"Warga negara Indonesia, 18–40 tahun, sedang tidak bekerja."</p>
                </Details>
            </div>
        </Section>
    }
}

/// Every standing, lines with icons of their own, a device, and what happened on a day.
#[component]
fn Checklists() -> impl IntoView {
    view! {
        <Card title="Siap menerima insentif?" aside="3 dari 4">
            <Checklist lined=true>
                <CheckItem standing=Standing::Done title="NIK sama dengan e-wallet"/>
                <CheckItem standing=Standing::Caution title="E-wallet tertaut, belum upgrade"/>
                <CheckItem standing=Standing::Open title="Selesaikan pelatihan pertama"/>
                <CheckItem standing=Standing::Wrong title="Nomor ponsel berbeda" detail="Samakan nomor di aplikasi e-wallet, lalu periksa ulang.">
                    <a href=HERE>"Periksa ulang"</a>
                </CheckItem>
            </Checklist>
        </Card>
        <Card title="Kode belum masuk?">
            <Checklist>
                <CheckItem standing=Standing::Open glyph=Glyph::Tray title="Lihat folder Spam atau Promosi"/>
                <CheckItem
                    standing=Standing::Open
                    glyph=Glyph::ClockCountdown
                    title="Email kadang perlu 2–3 menit"
                    detail="Hanya kode terbaru yang berlaku."
                />
            </Checklist>
        </Card>
        <Card>
            <Checklist lined=true>
                <CheckItem standing=Standing::Open glyph=Glyph::DeviceMobile title="Chrome di Android">
                    <div class="device">
                        <Tag tint=Tint::Good glyph=Glyph::CheckBold label="Sedang masuk"/>
                        <p class="soft">"Terakhir dipakai 22 November 2026, pukul 09.14 WIB"</p>
                        <Submit label="Keluarkan" kind=ButtonKind::Secondary small=true about="Chrome di Android, 22 November"/>
                    </div>
                </CheckItem>
            </Checklist>
        </Card>
        <section class="day">
            <h2>"Sabtu, 22 November 2026"</h2>
            <Card>
                <Checklist lined=true>
                    <CheckItem
                        standing=Standing::Caution
                        title="Percobaan masuk ditolak"
                        detail="09.14 WIB · Firefox di Windows"
                    >
                        <LinkRow href=HERE label="Bukan saya"/>
                    </CheckItem>
                    <CheckItem standing=Standing::Open glyph=Glyph::ShieldCheck title="Password diganti" detail="08.02 WIB"/>
                </Checklist>
            </Card>
        </section>
    }
}

/// What is known, with state, reason and the link to change it.
#[component]
fn Known() -> impl IntoView {
    let phone = view! {
        <p translate="no">"+62 812•••••471"</p>
        <Tag tint=Tint::Wait glyph=Glyph::ClockBold label="Belum diverifikasi"/>
        <p class="soft">"Verifikasi supaya kode bisa dikirim lewat SMS."</p>
    };
    let rows = vec![
        Row::new("Nama", "Sari Wulandari").change(HERE, "Ubah", "nama"),
        Row::new("NIK", view! { <span class="num" translate="no">"3273••••••••1234"</span> }),
        Row::new("Nomor ponsel", phone).change(HERE, "Ubah", "nomor ponsel"),
        Row::new("Pendidikan", "Belum diisi").change(HERE, "Isi", "pendidikan"),
    ];
    view! {
        <Card title="Profil">
            <SummaryList rows/>
        </Card>
    }
}

/// Rows of text and numbers; a card that is too narrow for the columns; nothing to list.
#[component]
pub fn Tables() -> impl IntoView {
    let head = vec![Head::new("Perangkat"), Head::new("Terakhir dipakai"), Head::number("Sesi")];
    let rows = [("Chrome di Android", "22 November 2026", "1"), ("Firefox di Windows", "3 November 2026", "2")];
    let rows = rows.map(|(device, day, count)| [device, day, count].map(|cell| cell.into_any()).into()).into();
    view! {
        <Section title="Tabel">
            <Table caption="Perangkat tepercaya" head rows/>
            <div class="cards">
                <Card>
                    <Staff/>
                </Card>
                <Card title="Undangan">
                    <p class="soft">"Tidak ada undangan yang menunggu."</p>
                </Card>
            </div>
        </Section>
    }
}

#[component]
fn Staff() -> impl IntoView {
    let head = vec![Head::new("Nama"), Head::new("Email"), Head::new("Keadaan"), Head::new("Tindakan")];
    let row = |(name, email, (tint, glyph, label), may_end): (&'static str, &'static str, (Tint, Glyph, &'static str), bool)| {
        let end = may_end.then(|| {
            view! {
                <Details summary="Akhiri akses" about=name>
                    <p>"Sesinya berakhir sekarang juga."</p>
                    <Submit label="Akhiri sekarang" kind=ButtonKind::Danger small=true about=name/>
                </Details>
            }
        });
        vec![
            name.into_any(),
            view! { <span translate="no">{email}</span> }.into_any(),
            view! { <Tag tint glyph label/> }.into_any(),
            end.into_any(),
        ]
    };
    let people = [
        ("Ayu Lestari", "ayu.lestari@contoh.example", (Tint::Info, Glyph::CheckBold, "Anda"), false),
        ("Bima Prakoso", "bima.prakoso@contoh.example", (Tint::Good, Glyph::CheckBold, "Aktif"), true),
    ];
    view! { <Table caption="Staf" head rows=people.map(row).into()/> }
}

#[component]
pub fn Code(qr: QrPath) -> impl IntoView {
    view! {
        <Section title="Kode QR">
            <Qr code=qr label="Kode QR contoh"/>
            <p class="qr-key" translate="no">
                "GEZD GNBV GY3T QOJQ"
            </p>
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
                <ButtonLink href=HERE>"Lanjutkan"</ButtonLink>
                <LinkRow href="/bantuan" label="Pusat Bantuan"/>
            </EmptyState>
        }
    };
    view! {
        <Section title="Keadaan kosong">
            <div class="cards">{all.map(one).collect_view()} <EmptyState drawing=Drawing::Empty title="Hanya judul"/></div>
        </Section>
    }
}
