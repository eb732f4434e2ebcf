//! Fields, and whole forms: refused, held up, under way.

use super::{NOWHERE, scripted};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::refill::Refill;
use crate::ui::button::{ButtonKind, LinkRow, Submit};
use crate::ui::choice::{Check, Choice, Radios};
use crate::ui::code::CodeField;
use crate::ui::countdown::Countdown;
use crate::ui::field::{DateField, Field, TextArea};
use crate::ui::form::{Form, FormState};
use crate::ui::notice::Notice;
use crate::ui::page::Section;
use crate::ui::password::{PasswordField, StrengthMeter};
use crate::ui::select::SelectField;
use crate::ui::summary::ErrorSummary;
use leptos::prelude::*;

/// A sentence that stands, as a field takes it.
pub fn says(text: &'static str) -> Signal<Option<String>> {
    Signal::stored(Some(text.to_string()))
}

/// Provinces to choose from.
pub fn provinces() -> Signal<Vec<(String, String)>> {
    let all = [("31", "DKI Jakarta"), ("32", "Jawa Barat")];
    Signal::stored(all.map(|(code, name)| (code.to_string(), name.to_string())).to_vec())
}

#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Section title="Isian">
            <div class="form">
                <Lines/>
                <Passwords/>
                <Pickers/>
                <Codes/>
                <Choices/>
            </div>
        </Section>
    }
}

/// One line each: empty, filled, confirmed, refused, of known length.
#[component]
fn Lines() -> impl IntoView {
    view! {
        <div class="columns even">
            <Field name="ui_email" label="Email" hint="Kode verifikasi dikirim ke alamat ini." kind="email" inputmode="email"/>
            <Field name="ui_nama" label="Nama lengkap" value="Sari Wulandari"/>
        </div>
        <div class="columns even">
            <Field
                name="ui_telepon"
                label="Nomor ponsel"
                hint="Nomor yang dipakai di e-wallet Anda."
                kind="tel"
                value="0812 3344 4471"
                good=says("Nomor ponsel Indonesia")
            />
            <Field
                name="ui_telepon_salah"
                label="Nomor ponsel"
                kind="tel"
                value="0800 123 456"
                error=says("Nomor 0800 bebas pulsa tidak bisa menerima SMS.")
            />
        </div>
        <div class="columns even">
            <Field
                name="ui_nik"
                label="NIK"
                hint="16 angka di e-KTP Anda. Disimpan terenkripsi."
                inputmode="numeric"
                width="nik"
                value="3273014704980001"
                good=says("16 angka, susunannya benar")
            />
            <Field
                name="ui_kata"
                label="Tulis HAPUS"
                hint="Dengan huruf besar, tanpa spasi."
                width="short"
                value="HAPSU"
                error=says("Kata ini belum HAPUS. Periksa hurufnya.")
            />
        </div>
    }
}

/// Empty, refused, filled and shown, and the meter at every strength.
#[component]
fn Passwords() -> impl IntoView {
    let strengths = [(0, "sangat lemah"), (2, "belum cukup"), (3, "kuat"), (4, "sangat kuat")];
    let meter = |(score, word): (u8, &str)| {
        view! { <StrengthMeter score=Signal::stored(Some(score)) label=Signal::stored(format!("Kekuatan: {word}"))/> }
    };
    view! {
        <div class="columns even">
            <PasswordField name="ui_password" label="Password"/>
            <PasswordField
                name="ui_password_baru"
                label="Password baru"
                hint="Minimal 10 karakter. Gabungan huruf, angka, dan simbol lebih kuat."
                error=says("Password ini mudah ditebak. Coba tiga kata yang tidak berhubungan.")
                autocomplete="new-password"
            >
                <StrengthMeter
                    score=Signal::stored(Some(1))
                    label=Signal::stored("Kekuatan: lemah".to_string())
                    advice=says("Tambah sampai 10 karakter")
                />
            </PasswordField>
        </div>
        <div class="columns even">
            {scripted::password("ui_password_terisi", false)} {scripted::password("ui_password_tampak", true)}
        </div>
        <div class="columns even">{strengths.map(meter).collect_view()}</div>
    }
}

/// Days, lists and several lines.
#[component]
fn Pickers() -> impl IntoView {
    view! {
        <div class="columns even">
            <DateField name="ui_tanggal" label="Tanggal lahir" value="1998-04-07"/>
            <DateField
                name="ui_tanggal_salah"
                label="Tanggal lahir"
                hint="Sesuai e-KTP."
                error=says("Tanggal lahir belum diisi. Pilih tanggal, bulan, dan tahunnya.")
            />
        </div>
        <div class="columns even">
            <SelectField name="ui_provinsi" label="Provinsi" options=provinces() value="32"/>
            <SelectField name="ui_provinsi_kosong" label="Provinsi" options=provinces()/>
        </div>
        <div class="columns even">
            <SelectField
                name="ui_provinsi_salah"
                label="Provinsi"
                options=provinces()
                error=says("Provinsi belum dipilih. Pilih sesuai e-KTP.")
            />
            <SelectField
                name="ui_kabupaten"
                label="Kabupaten atau kota"
                options=Signal::stored(Vec::<(String, String)>::new())
                prompt="Pilih provinsi dulu"
            />
        </div>
        <div class="columns even">
            <TextArea
                name="ui_keahlian"
                label="Keahlian"
                hint="Satu keahlian per baris."
                value="Menjahit\nMicrosoft Excel"
                rows=3
            />
            <TextArea
                name="ui_keahlian_salah"
                label="Keahlian"
                hint="Satu keahlian per baris."
                error=says("Daftar ini terlalu panjang. Tulis paling banyak 20 keahlian.")
                rows=3
            />
        </div>
    }
}

/// A code that is awaited, typed, refused; the wait for a new one, and its end.
#[component]
fn Codes() -> impl IntoView {
    view! {
        <div class="columns even">
            <CodeField name="ui_kode" label="Kode 6 angka" hint="Berlaku sampai 09.24 WIB. Boleh ditempel dengan spasi."/>
            {scripted::code("ui_kode_terisi", "Kode 6 angka")}
            <CodeField
                name="ui_kode_salah"
                label="Kode 6 angka"
                hint="Berlaku sampai 09.24 WIB. Boleh ditempel dengan spasi."
                error=says("Kode ini tidak cocok. Masih ada 4 percobaan.")
            />
        </div>
        <Countdown
            until_ms=60_000
            now_ms=0
            text=|left| format!("bisa diminta lagi dalam {left} detik")
            done="Kode bisa diminta lagi."
        />
        <Countdown
            until_ms=0
            now_ms=60_000
            text=|left| format!("bisa diminta lagi dalam {left} detik")
            done="Kode bisa diminta lagi."
        />
    }
}

/// Radios and checkboxes: open, chosen, refused; with a box and without.
#[component]
fn Choices() -> impl IntoView {
    let ways = || {
        vec![
            Choice::new("email", "Email").hint("s•••••i@contoh.example"),
            Choice::new("sms", "SMS").hint("Ke nomor yang sudah diverifikasi."),
        ]
    };
    let genders = || vec![Choice::new("L", "Laki-laki"), Choice::new("P", "Perempuan")];
    view! {
        <div class="columns even">
            <Radios name="ui_saluran" legend="Kirim kode lewat" choices=ways() value="email"/>
            <Radios name="ui_saluran_lain" legend="Kirim kode lewat" hint="Bisa diganti kapan saja." choices=ways()/>
        </div>
        <div class="columns even">
            <Radios name="ui_jenis_kelamin" legend="Jenis kelamin" choices=genders() value="P" inline=true/>
            <Radios
                name="ui_jenis_kelamin_salah"
                legend="Jenis kelamin"
                choices=genders()
                inline=true
                error=says("Pilih salah satu.")
            />
        </div>
        <div class="columns even">
            <Check name="ui_setuju" checked=true>
                "Saya menyetujui "
                <a href="/syarat-ketentuan">"syarat & ketentuan"</a>
                "."
            </Check>
            <Check name="ui_setuju_salah" error=says("Centang bila Anda setuju.")>
                "Saya menyetujui "
                <a href="/syarat-ketentuan">"syarat & ketentuan"</a>
                "."
            </Check>
        </div>
        <div class="columns even">
            <Check name="ui_percaya" hint="30 hari tanpa kode. Jangan di ponsel bersama.">
                "Percayai perangkat ini"
            </Check>
            <Check name="ui_kotak" boxed=true>
                "Dengan kotak"
            </Check>
            <Check name="ui_kotak_terpilih" boxed=true checked=true>
                "Dengan kotak, dipilih"
            </Check>
        </div>
    }
}

#[component]
pub fn Forms() -> impl IntoView {
    view! {
        <Section title="Formulir">
            <div class="columns even">
                <Refused/>
                <div class="stack">
                    <HeldUp/>
                    <UnderWay/>
                </div>
            </div>
            <Notice>"Isian tersimpan. Anda bisa berhenti dan melanjutkan di perangkat lain dengan email yang sama."</Notice>
        </Section>
    }
}

/// Fields were refused. The form hears of it when it stands already: one that opens with it takes the focus, and this page would begin
/// in its middle.
#[component]
fn Refused() -> impl IntoView {
    let values = [("nik_contoh".to_string(), "327301470498001".to_string())].into();
    let state = FormState::new(&Refill { fault: None, values });
    let text = |field: &str, _: &str| match field {
        "nik_contoh" => "NIK baru 15 angka. Periksa lagi angka terakhir di e-KTP.".to_string(),
        _ => "Password mudah ditebak.".to_string(),
    };
    let form = view! {
        <Form action=NOWHERE state>
            <ErrorSummary state fields=&["nik_contoh", "sandi_contoh"] text/>
            <Field
                name="nik_contoh"
                label="NIK"
                hint="16 angka di e-KTP Anda. Disimpan terenkripsi."
                inputmode="numeric"
                value=state.value("nik_contoh")
                error=state.error("nik_contoh", text)
            />
            <PasswordField name="sandi_contoh" label="Password" error=state.error("sandi_contoh", text)/>
            <LinkRow href="/lupa-password" label="Lupa Password"/>
            <Submit label="Kirim" busy="Mengirim…"/>
            <Submit label="Simpan" busy="Menyimpan…" kind=ButtonKind::Secondary name="aksi" value="simpan"/>
        </Form>
    };
    state.fault.set(Some(Fault::invalid("nik_contoh", "digits_15").with("sandi_contoh", "weak")));
    form
}

/// No field is to blame.
#[component]
fn HeldUp() -> impl IntoView {
    let state = FormState::new(&Refill::default());
    let form = view! {
        <Form action=NOWHERE state>
            <ErrorSummary state fields=&[] text=|_, _| String::new()/>
            <Field name="ui_tertahan" label="Email" kind="email" value="sari@contoh.example"/>
            <Submit label="Kirim" busy="Mengirim…"/>
        </Form>
    };
    state.fault.set(Some(Fault::of(Code::Limited).retry(540)));
    form
}

/// Posted, and the answer is awaited.
#[component]
fn UnderWay() -> impl IntoView {
    let state = FormState::new(&Refill::default());
    state.pending.set(true);
    view! {
        <Form action=NOWHERE state>
            <ErrorSummary state fields=&[] text=|_, _| String::new()/>
            <Field name="ui_dikirim" label="Email" kind="email" value="sari@contoh.example"/>
            <Submit label="Masuk" busy="Memeriksa…"/>
        </Form>
    }
}
