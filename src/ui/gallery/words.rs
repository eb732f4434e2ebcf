//! Texts: what a document consists of, words too long for one line, and what components say in the other language of the portal.

use super::forms::{provinces, says};
use super::{HERE, NOWHERE, scripted};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::refill::Refill;
use crate::ui::bars::{NavItem, TopBar};
use crate::ui::bloom::Steps;
use crate::ui::button::ButtonLink;
use crate::ui::card::Card;
use crate::ui::choice::{Check, Choice, Radios};
use crate::ui::field::Field;
use crate::ui::form::{Form, FormState};
use crate::ui::frame::{Frame, use_frame};
use crate::ui::icon::Glyph;
use crate::ui::lists::{CheckItem, Checklist, Details, Row, Standing, SummaryList};
use crate::ui::load::FaultNotice;
use crate::ui::notice::{Notice, Tag, Tint};
use crate::ui::page::Section;
use crate::ui::select::SelectField;
use crate::ui::summary::ErrorSummary;
use crate::ui::text;
use leptos::context::Provider;
use leptos::prelude::*;

#[component]
pub fn Texts() -> impl IntoView {
    view! {
        <Section title="Teks">
            <p class="lead">"Kalimat pengantar di bawah judul halaman."</p>
            <div class="prose">
                <h3>"Judul bagian"</h3>
                <p>
                    "Paragraf dengan " <b>"kata tebal"</b> ", " <a href="/privasi">"tautan"</a> ", dan " <small>"catatan kecil"</small> "."
                </p>
                <ul>
                    <li>"NIK dan tanggal lahir"</li>
                    <li>"Alamat email yang bisa dibuka"</li>
                </ul>
                <ol>
                    <li>"Buat akun"</li>
                    <li>"Verifikasi email"</li>
                </ol>
            </div>
        </Section>
        <Section title="Teks panjang">
            <Long/>
        </Section>
    }
}

/// Words that need several lines, and words that no line can hold.
#[component]
fn Long() -> impl IntoView {
    let rows = vec![
        Row::new("Nama persis seperti di kartu keluarga", "Raden Ajeng Sekar Kusumawardhani Wiryodiningrat Purwokusumo")
            .change(HERE, "Ubah", "nama"),
        Row::new("Email", view! { <span translate="no">"sekarkusumawardhani.wiryodiningrat@kantordesa.contoh.example"</span> }),
    ];
    view! {
        <Steps now=3 name="Data diri, alamat menurut kartu keluarga, dan cara menghubungi Anda"/>
        <div class="buttons">
            <Tag tint=Tint::Wait glyph=Glyph::HourglassMediumBold label="Menunggu pemeriksaan data kependudukan"/>
            <ButtonLink href=HERE>"Lanjut ke pemeriksaan data kependudukan dan nomor ponsel"</ButtonLink>
        </div>
        <div class="columns even">
            <div class="form">
                <Field
                    name="panjang_nama"
                    label="Nama lengkap persis seperti yang tertulis di e-KTP, termasuk gelar bila ada di sana"
                    hint="Kami mencocokkannya huruf demi huruf dengan data kependudukan, jadi singkatan pun harus sama seperti di kartu."
                    value="Raden Ajeng Sekar Kusumawardhani Wiryodiningrat Purwokusumo"
                    error=says("Nama ini tidak sama dengan data kependudukan. Periksa ejaan setiap kata, lalu perbaiki yang berbeda.")
                />
                <Radios
                    name="panjang_cara"
                    legend="Cara menerima kode yang diminta lebih dulu setiap kali Anda masuk dari perangkat baru"
                    choices=vec![
                        Choice::new("aplikasi", "Aplikasi autentikator yang sudah dipasang di ponsel Anda")
                            .hint("Jalan tanpa sinyal dan tanpa pulsa, dan tidak bisa dialihkan lewat penggantian kartu SIM."),
                        Choice::new("email", "Email"),
                    ]
                    value="aplikasi"
                />
                <Check name="panjang_setuju">
                    "Saya sudah membaca dan menyetujui "
                    <a href="/syarat-ketentuan">"syarat & ketentuan serta cara data pribadi saya dipakai"</a>
                    " selama mengikuti program."
                </Check>
            </div>
            <div class="stack">
                <Card title="Hal yang perlu Anda siapkan sebelum mulai mendaftar" link=(HERE.to_string(), "Lihat semua".to_string())>
                    <SummaryList rows/>
                    <Checklist>
                        <CheckItem
                            standing=Standing::Wrong
                            title="Nomor ponsel di aplikasi e-wallet berbeda dari nomor di portal"
                            detail="Buka aplikasi e-wallet, samakan nomornya, lalu kembali ke sini. Biasanya selesai dalam satu hari kerja."
                        >
                            <a href=HERE>"Periksa ulang"</a>
                        </CheckItem>
                    </Checklist>
                </Card>
                <Details summary="Apa yang harus saya lakukan bila nama di e-KTP berbeda dari nama di kartu keluarga?">
                    <p>"Perbaiki dulu di Dukcapil, lalu periksa ulang di halaman profil."</p>
                </Details>
            </div>
        </div>
        <Notice tint=Tint::Bad lead="Tanggal lahir tidak sama dengan data kependudukan.">
            "Periksa e-KTP, lalu perbaiki. Bila tanggal di e-KTP yang keliru, minta Dukcapil di tempat tinggal Anda memperbaikinya lebih dulu; \
             setelah itu kami memeriksa ulang sendiri setiap hari dan mengabari Anda lewat email."
        </Notice>
    }
}

#[component]
pub fn OtherLanguage() -> impl IntoView {
    let here = use_frame();
    let there = Frame { lang: here.lang.other(), signed_in: true, ..here };
    view! {
        <Section title="Bahasa lain">
            <div class="stack" lang=there.lang.code()>
                <Provider value=there>
                    <Said/>
                </Provider>
            </div>
        </Section>
    }
}

/// Every component that has words of its own.
#[component]
fn Said() -> impl IntoView {
    let lang = use_frame().lang;
    let words = text::captcha(lang);
    let nav = vec![
        NavItem::new("/dasbor", lang.pick("Dasbor", "Dashboard")),
        NavItem::new(HERE, lang.pick("Sistem desain", "Design system")),
        NavItem::new("/akun", lang.pick("Akun Saya", "My account")),
    ];
    view! {
        <TopBar home="/" nav help="/bantuan" other_language=format!("?lang={}", lang.other().code()) public=false/>
        <Steps now=2 name=lang.pick("Verifikasi email", "Verify your e-mail")/>
        <div class="columns even">
            <SaidByForm/>
            <div class="stack">
                {captcha_states(words)}
                <FaultNotice fault=Fault::of(Code::Limited).retry(540)/>
                <FaultNotice fault=Fault::of(Code::Unavailable)/>
            </div>
        </div>
        <div class="cards">{scripted::WARNINGS.map(scripted::warning).collect_view()}</div>
    }
}

fn captcha_states(words: text::Captcha) -> impl IntoView {
    view! {
        {scripted::captcha("lain-bekerja", "working", words.working, None)}
        {scripted::captcha("lain-selesai", "done", words.done, None)}
        {scripted::captcha("lain-lewat", "expired", words.expired, None)}
        {scripted::captcha("lain-ganti", "failed", words.working, None)}
    }
}

/// A refused form; it hears of it when it stands, as on the rest of this page.
#[component]
fn SaidByForm() -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    let text = move |field: &str, _: &str| {
        let sentence = match field {
            "lain_email" => lang.pick("Email ini belum lengkap.", "This e-mail address is not complete."),
            _ => lang.pick("Provinsi belum dipilih.", "No province is chosen."),
        };
        sentence.to_string()
    };
    let form = view! {
        <Form action=NOWHERE state>
            <ErrorSummary state fields=&["lain_email", "lain_provinsi"] text/>
            <Field name="lain_email" label="Email" kind="email" value="sari@" error=state.error("lain_email", text)/>
            <SelectField
                name="lain_provinsi"
                label=lang.pick("Provinsi", "Province")
                options=provinces()
                error=state.error("lain_provinsi", text)
            />
            {scripted::password("lain_password", false)}
            {scripted::password("lain_password_tampak", true)}
        </Form>
    };
    state.fault.set(Some(Fault::invalid("lain_email", "shape").with("lain_provinsi", "required")));
    form
}
