//! `/daftar/data-diri`.

use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Data diri", "About you")
}

pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Isi data diri", "Enter your personal data")
}

/// Stands before the masked address that was proven.
pub fn proven_before(lang: Lang) -> &'static str {
    lang.pick("Email ", "Your email ")
}

pub fn proven_after(lang: Lang) -> &'static str {
    lang.pick(
        " sudah terverifikasi. Tulis data persis seperti di e-KTP.",
        " is verified. Write everything exactly as on your e-KTP.",
    )
}

pub fn identity(lang: Lang) -> &'static str {
    lang.pick("Identitas", "Identity")
}

pub fn address_group(lang: Lang) -> &'static str {
    lang.pick("Tempat tinggal", "Where you live")
}

pub fn contact(lang: Lang) -> &'static str {
    lang.pick("Kontak", "Contact")
}

pub fn security(lang: Lang) -> &'static str {
    lang.pick("Keamanan", "Security")
}

pub fn nik_kept(lang: Lang) -> &'static str {
    lang.pick("Sebagian angka disembunyikan.", "Some digits are hidden.")
}

/// Where the link was opened in another browser than the registration began in.
pub fn nik_again(lang: Lang) -> &'static str {
    lang.pick(
        "Tautan verifikasi dibuka di browser lain. Isi lagi NIK yang Anda pakai saat mulai mendaftar.",
        "The verification link was opened in another browser. Enter again the NIK with which you began to register.",
    )
}

pub fn nik_other(lang: Lang) -> &'static str {
    lang.pick("Daftar ulang dengan NIK yang benar", "Register again with the right NIK")
}

/// Ways out when the NIK belongs to another account.
pub fn nik_recover(lang: Lang) -> &'static str {
    lang.pick("Lupa Password akun itu", "Forgotten the password of that account")
}

pub fn nik_email(lang: Lang) -> &'static str {
    lang.pick("Lupa email akun itu", "Forgotten the email of that account")
}

pub fn nik_help(lang: Lang) -> &'static str {
    lang.pick("Bantuan tentang NIK", "Help about the NIK")
}

pub fn name_hint(lang: Lang) -> &'static str {
    lang.pick("Seperti di e-KTP, tanpa gelar. Satu kata saja boleh.", "As on your e-KTP, without titles. A single name is fine.")
}

pub fn birth_date_hint(lang: Lang) -> &'static str {
    lang.pick("Seperti di e-KTP. Umur minimal 17 tahun.", "As on your e-KTP. You must be 17 or older.")
}

pub fn address_hint(lang: Lang) -> &'static str {
    lang.pick("Jalan atau dusun, nomor, RT/RW, kelurahan atau desa.", "Street or hamlet, number, RT/RW, village.")
}

pub fn choose(lang: Lang, field: &str) -> &'static str {
    match field {
        "provinsi" => lang.pick("Pilih provinsi", "Choose a province"),
        "kabupaten" => lang.pick("Pilih kabupaten atau kota", "Choose a regency or city"),
        _ => lang.pick("Pilih kecamatan", "Choose a district"),
    }
}

/// Buttons that fetch the next list without scripts.
pub fn show_regencies(lang: Lang) -> &'static str {
    lang.pick("Tampilkan kabupaten/kota", "Show regencies and cities")
}

pub fn show_districts(lang: Lang) -> &'static str {
    lang.pick("Tampilkan kecamatan", "Show districts")
}

/// Read out while the next list is on its way.
pub fn loading_regions(lang: Lang) -> &'static str {
    lang.pick("Mengambil daftar…", "Fetching the list…")
}

pub fn regions_missing(lang: Lang) -> &'static str {
    lang.pick(
        "Daftar ini belum bisa diambil. Periksa sambungan internet, lalu ambil lagi. Isian Anda tetap ada.",
        "This list could not be fetched. Check your connection, then fetch it again. What you typed is kept.",
    )
}

pub fn regions_again(lang: Lang) -> &'static str {
    lang.pick("Ambil lagi", "Fetch again")
}

pub fn phone_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Diawali 08 atau +62. Pakai nomor yang sama dengan e-wallet Anda, kalau ada.",
        "Begins with 08 or +62. Use the number of your e-wallet, if you have one.",
    )
}

/// Confirms a number as it is typed: its form, not that it is in use.
pub fn phone_good(lang: Lang) -> &'static str {
    lang.pick("Nomor ponsel Indonesia", "Indonesian mobile number")
}

pub fn new_password_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Tautan verifikasi dibuka di browser lain, jadi password yang pertama tidak dipakai. Buat yang baru di sini.",
        "The verification link was opened in another browser, so the first password is not used. Choose a new one here.",
    )
}

/// The consent in four parts: text, link to the terms, text, link to the privacy notice; then what is stored and why.
pub fn consent(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Id => ["Saya menyetujui ", "Syarat & Ketentuan", " dan sudah membaca ", "Pemberitahuan Privasi"],
        Lang::En => ["I agree to the ", "Terms & Conditions", " and have read the ", "Privacy Notice"],
    }
}

pub fn consent_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Keduanya dibuka di tab baru. Data Anda dicocokkan dengan data kependudukan dan hanya dipakai untuk program ini.",
        "Both open in a new tab. Your data is compared with the population registry and used for this programme only.",
    )
}

pub fn submitting(lang: Lang) -> &'static str {
    lang.pick("Mendaftarkan…", "Registering…")
}
