//! Fields, a whole form with its summary, and the captcha.

use crate::kernel::fault::Fault;
use crate::kernel::refill::Refill;
use crate::ui::button::{ButtonKind, LinkRow, Submit};
use crate::ui::captcha::CaptchaBox;
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

fn says(text: &'static str) -> Signal<Option<String>> {
    Signal::stored(Some(text.to_string()))
}

#[component]
pub fn Fields() -> impl IntoView {
    let provinces = [("31", "DKI Jakarta"), ("32", "Jawa Barat")].map(|(code, name)| (code.to_string(), name.to_string())).to_vec();
    view! {
        <Section title="Isian">
            <div class="form">
                <div class="pair">
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
                <div class="pair">
                    <PasswordField name="ui_password" label="Password"/>
                    <PasswordField
                        name="ui_password_baru"
                        label="Password baru"
                        hint="Minimal 10 karakter. Gabungan huruf, angka, dan simbol lebih kuat."
                        error=says("Password ini mudah ditebak. Coba tiga kata yang tidak berhubungan.")
                        autocomplete="new-password"
                    >
                        <StrengthMeter score=Signal::stored(Some(1)) label=Signal::stored("Kekuatan: lemah".to_string())/>
                    </PasswordField>
                </div>
                {[2, 3, 4]
                    .map(|score| {
                        view! { <StrengthMeter score=Signal::stored(Some(score)) label=Signal::stored(format!("Kekuatan: {score} dari 4"))/> }
                    })
                    .collect_view()}
                <div class="pair">
                    <DateField name="ui_tanggal" label="Tanggal lahir" value="1998-04-07"/>
                    <SelectField name="ui_provinsi" label="Provinsi" options=provinces value="32"/>
                </div>
                <TextArea name="ui_keahlian" label="Keahlian" hint="Satu keahlian per baris." value="Menjahit\nMicrosoft Excel" rows=3/>
                <CodeField name="ui_kode" label="Kode 6 angka" hint="Berlaku sampai 09.24 WIB. Boleh ditempel dengan spasi."/>
                <Countdown until_ms=42_000 now_ms=0 text=|left| format!("bisa diminta lagi dalam {left} detik") done="Kode bisa diminta lagi."/>
                <Radios
                    name="ui_saluran"
                    legend="Kirim kode lewat"
                    choices=vec![Choice::new("email", "Email"), Choice::new("sms", "SMS").hint("Ke nomor yang sudah diverifikasi.")]
                    value="email"
                />
                <Radios
                    name="ui_jenis_kelamin"
                    legend="Jenis kelamin"
                    choices=vec![Choice::new("L", "Laki-laki"), Choice::new("P", "Perempuan")]
                    inline=true
                    error=says("Pilih salah satu.")
                />
                <Check name="ui_setuju" checked=true>
                    "Saya menyetujui "
                    <a href="/syarat-ketentuan">"syarat & ketentuan"</a>
                    "."
                </Check>
                <Check name="ui_percaya" boxed=true>
                    "Percayai perangkat ini"
                </Check>
            </div>
        </Section>
    }
}

/// A form whose last post was refused. It posts to an address that does not exist, which shows the answer to a broken line.
#[component]
pub fn WholeForm() -> impl IntoView {
    let fault = Fault::invalid("nik_contoh", "digits_15").with("sandi_contoh", "weak");
    let values = [("nik_contoh".to_string(), "327301470498001".to_string())].into();
    let state = FormState::new(&Refill { fault: Some(fault), values });
    let text = |field: &str, _: &str| match field {
        "nik_contoh" => "NIK baru 15 angka. Periksa lagi angka terakhir di e-KTP.".to_string(),
        _ => "Password mudah ditebak.".to_string(),
    };
    view! {
        <Section title="Formulir">
            <Form action="/api/sandbox/tidak-ada" state>
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
            <Notice>"Isian tersimpan. Anda bisa berhenti dan melanjutkan di perangkat lain dengan email yang sama."</Notice>
        </Section>
    }
}

/// One that works, and the other states as the script leaves them.
#[component]
pub fn Captchas() -> impl IntoView {
    view! {
        <Section title="Pemeriksaan keamanan">
            <form class="form" method="get" action="/sandbox/ui">
                <CaptchaBox token="contoh" challenge="contoh.12" question="Berapa tujuh tambah lima?"/>
            </form>
        </Section>
    }
}
