//! The words that belong to the components themselves.

use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::text::wait;

pub fn show(lang: Lang) -> &'static str {
    lang.pick("Lihat", "Show")
}

pub fn hide(lang: Lang) -> &'static str {
    lang.pick("Tutup", "Hide")
}

/// What a screen reader says for the button that shows a password.
pub fn show_password(lang: Lang) -> &'static str {
    lang.pick("Lihat password", "Show password")
}

pub fn hide_password(lang: Lang) -> &'static str {
    lang.pick("Tutup password", "Hide password")
}

pub fn menu(lang: Lang) -> &'static str {
    lang.pick("Menu", "Menu")
}

pub fn skip(lang: Lang) -> &'static str {
    lang.pick("Langsung ke isi", "Skip to content")
}

pub fn main_menu(lang: Lang) -> &'static str {
    lang.pick("Menu utama", "Main menu")
}

pub fn footer_menu(lang: Lang) -> &'static str {
    lang.pick("Tautan lain", "More links")
}

pub fn help(lang: Lang) -> &'static str {
    lang.pick("Pusat Bantuan", "Help centre")
}

pub fn subtitle(lang: Lang) -> &'static str {
    lang.pick("Portal Peserta", "Participant portal")
}

/// Below the name, in the back office.
pub fn office(lang: Lang) -> &'static str {
    lang.pick("Kantor", "Office")
}

pub fn office_menu(lang: Lang) -> &'static str {
    lang.pick("Menu kantor", "Office menu")
}

pub fn sign_out(lang: Lang) -> &'static str {
    lang.pick("Keluar", "Sign out")
}

/// The name of the other language, in that language.
pub fn other_language(lang: Lang) -> &'static str {
    lang.pick("English", "Bahasa Indonesia")
}

pub fn back(lang: Lang) -> &'static str {
    lang.pick("Kembali", "Back")
}

pub fn try_again(lang: Lang) -> &'static str {
    lang.pick("Coba lagi", "Try again")
}

pub fn loading(lang: Lang) -> &'static str {
    lang.pick("Memuat…", "Loading…")
}

/// Stands before the page title while a form has errors.
pub fn error_prefix(lang: Lang) -> &'static str {
    lang.pick("Error: ", "Error: ")
}

pub fn choose(lang: Lang) -> &'static str {
    lang.pick("Pilih", "Choose")
}

pub fn step_of(lang: Lang, step: u8, of: u8) -> String {
    match lang {
        Lang::Id => format!("Langkah {step} dari {of}"),
        Lang::En => format!("Step {step} of {of}"),
    }
}

/// Title of the error summary.
pub fn faults(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Id, n) => format!("Ada {n} isian yang perlu diperbaiki"),
        (Lang::En, 1) => "There is 1 answer to correct".into(),
        (Lang::En, n) => format!("There are {n} answers to correct"),
    }
}

pub fn seconds(lang: Lang, n: u32) -> String {
    match (lang, n) {
        (Lang::Id, n) => format!("{n} detik"),
        (Lang::En, 1) => "1 second".into(),
        (Lang::En, n) => format!("{n} seconds"),
    }
}

/// One sentence for a fault that belongs to no field: what happened, and the step to take.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    if let Some(left) = fault.retry_after {
        return retry(lang, fault.code, left);
    }
    match fault.code {
        Code::Unauthenticated => lang
            .pick("Sesi Anda sudah berakhir. Masuk lagi, lalu ulangi.", "Your session has ended. Sign in again, then repeat this."),
        Code::Forbidden => lang.pick("Akun ini tidak boleh membuka bagian ini.", "This account may not open this part."),
        Code::ReauthRequired => lang.pick("Langkah ini perlu password Anda lagi.", "This step needs your password again."),
        Code::NotFound => lang.pick(
            "Data yang dicari tidak ada atau bukan milik akun ini.",
            "What you looked for does not exist or does not belong to this account.",
        ),
        Code::Conflict => lang.pick(
            "Permintaan yang sama sedang diproses. Tunggu sebentar, lalu periksa hasilnya.",
            "The same request is being handled. Wait a moment, then check the result.",
        ),
        Code::TooLarge => lang.pick("Isian terlalu besar untuk dikirim.", "What you sent is too large."),
        Code::KeyReused => lang.pick(
            "Permintaan ini sudah pernah dikirim dengan isi lain. Buka ulang halaman ini.",
            "This request was sent before with other content. Open this page again.",
        ),
        Code::Locked => lang.pick("Bagian ini terkunci untuk sementara.", "This part is locked for the moment."),
        Code::Limited => lang.pick(
            "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
            "Too many tries. Wait a few minutes, then try again.",
        ),
        Code::Unavailable => lang.pick(
            "Layanan sedang padat. Coba lagi sebentar lagi, isian Anda tetap ada.",
            "The service is busy. Try again shortly; what you typed is kept.",
        ),
        Code::Transport => lang.pick(
            "Jawaban dari portal tidak sampai. Periksa sambungan internet, lalu coba lagi. Isian Anda tetap ada.",
            "No answer came from the portal. Check your connection, then try again. What you typed is kept.",
        ),
        _ => lang.pick(
            "Permintaan ini tidak dapat diproses. Buka ulang halaman ini, lalu coba lagi.",
            "This request could not be handled. Open this page again, then retry.",
        ),
    }
    .to_string()
}

fn retry(lang: Lang, code: Code, left: u32) -> String {
    let wait = wait(lang, left);
    match (code, lang) {
        (Code::Locked, Lang::Id) => format!("Terkunci untuk sementara. Coba lagi dalam {wait}."),
        (Code::Locked, Lang::En) => format!("Locked for the moment. Try again in {wait}."),
        (Code::Unavailable, Lang::Id) => format!("Layanan sedang padat. Coba lagi dalam {wait}, isian Anda tetap ada."),
        (Code::Unavailable, Lang::En) => format!("The service is busy. Try again in {wait}; what you typed is kept."),
        (_, Lang::Id) => format!("Terlalu banyak percobaan. Coba lagi dalam {wait}."),
        (_, Lang::En) => format!("Too many tries. Try again in {wait}."),
    }
}

/// Sandbox banner: a bold sentence, the rest, the link.
pub fn sandbox(lang: Lang) -> (&'static str, &'static str, &'static str) {
    match lang {
        Lang::Id => ("Portal contoh, bukan layanan resmi.", "Jangan isi data asli.", "Buka sandbox"),
        Lang::En => ("Sample portal, not the official service.", "Enter no real data.", "Open the sandbox"),
    }
}

/// Words of the captcha: heading, then title and note of each state.
pub struct Captcha {
    pub heading: &'static str,
    pub working: (&'static str, &'static str),
    pub done: (&'static str, &'static str),
    pub expired: (&'static str, &'static str),
    pub failed: &'static str,
    pub hint: &'static str,
    pub again: &'static str,
}

pub fn captcha(lang: Lang) -> Captcha {
    match lang {
        Lang::Id => Captcha {
            heading: "Pemeriksaan keamanan",
            working: ("Memeriksa…", "Sekitar 2 detik, tidak perlu apa-apa."),
            done: ("Saya bukan robot", "Selesai diperiksa di perangkat ini, tanpa kuis gambar."),
            expired: ("Kedaluwarsa", "Halaman ini terbuka terlalu lama."),
            failed: "Pemeriksaan otomatis tidak jalan di perangkat ini. Jawab hitungan ini sebagai gantinya.",
            hint: "Tulis jawabannya dengan angka.",
            again: "Periksa lagi",
        },
        Lang::En => Captcha {
            heading: "Security check",
            working: ("Checking…", "About 2 seconds, nothing for you to do."),
            done: ("I am not a robot", "Checked on this device, without a picture quiz."),
            expired: ("Expired", "This page has been open for too long."),
            failed: "The automatic check does not run on this device. Answer this sum instead.",
            hint: "Write the answer in digits.",
            again: "Check again",
        },
    }
}

/// Words of the dialog before a session ends.
#[cfg(feature = "ssr")]
pub struct Session {
    pub title: &'static str,
    pub body: &'static str,
    pub stay: &'static str,
    pub staying: &'static str,
    pub leave: &'static str,
    pub final_title: &'static str,
    pub over_title: &'static str,
    pub over_body: &'static str,
    pub sign_in: &'static str,
    pub close: &'static str,
}

#[cfg(feature = "ssr")]
pub fn session(lang: Lang) -> Session {
    match lang {
        Lang::Id => Session {
            title: "Masih di sini?",
            body: "Demi keamanan, Anda akan keluar dalam 2 menit bila tidak ada kegiatan. Isian di halaman ini tetap ada.",
            stay: "Ya, tetap masuk",
            staying: "Menyimpan…",
            leave: "Keluar sekarang",
            final_title: "Sesi ini segera berakhir",
            over_title: "Sesi Anda sudah berakhir",
            over_body: "Masuk lagi di tab lain, lalu kembali ke sini. Isian di halaman ini tetap ada.",
            sign_in: "Masuk di tab lain",
            close: "Tutup",
        },
        Lang::En => Session {
            title: "Still here?",
            body: "For your safety you will be signed out in 2 minutes if nothing happens. What you typed on this page stays.",
            stay: "Yes, stay signed in",
            staying: "Saving…",
            leave: "Sign out now",
            final_title: "This session ends soon",
            over_title: "Your session has ended",
            over_body: "Sign in again in another tab, then come back here. What you typed on this page stays.",
            sign_in: "Sign in in another tab",
            close: "Close",
        },
    }
}

/// Says that nothing prolongs the session any more; `ends_at` is "17.42 WIB".
#[cfg(feature = "ssr")]
pub fn session_final(lang: Lang, ends_at: &str) -> String {
    match lang {
        Lang::Id => format!(
            "Sesi ini berakhir paling lambat pukul {ends_at} dan tidak bisa diperpanjang. Simpan dulu isian di halaman ini; setelah itu masuk lagi."
        ),
        Lang::En => format!(
            "This session ends at {ends_at} at the latest and cannot be prolonged. Save what you typed on this page first; then sign in again."
        ),
    }
}
