//! `/masuk`.

use super::super::model::Notice;
use crate::kernel::lang::Lang;

pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Masuk ke akun Anda", "Sign in to your account")
}

pub fn no_account(lang: Lang) -> &'static str {
    lang.pick("Belum punya akun?", "No account yet?")
}

pub fn trouble(lang: Lang) -> &'static str {
    lang.pick("Tidak bisa masuk?", "Cannot sign in?")
}

pub fn forgot_email(lang: Lang) -> &'static str {
    lang.pick("Lupa email yang didaftarkan", "Forgotten which email you registered")
}

pub fn forgot_email_note(lang: Lang) -> &'static str {
    lang.pick("Dengan NIK dan nama lengkap Anda.", "With your NIK and full name.")
}

pub fn no_code(lang: Lang) -> &'static str {
    lang.pick("Kode tidak masuk ke email atau ponsel", "No code in your mailbox or phone")
}

pub fn suspicious(lang: Lang) -> &'static str {
    lang.pick("Saya menerima pesan yang mencurigakan", "I received a suspicious message")
}

/// Bold first sentence, then the rest.
pub fn shared_phone(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Memakai ponsel bersama?", "Jangan centang “Percayai perangkat ini”, lalu tekan Keluar setelah selesai."),
        Lang::En => ("Using a shared phone?", "Leave “Trust this device” unticked, and sign out when you are done."),
    }
}

/// Why the page greets with a notice: bold first sentence, then the rest.
pub fn notice(lang: Lang, notice: Notice) -> Option<(&'static str, &'static str)> {
    let (id, en) = match notice {
        Notice::PasswordReplaced => (
            ("Password diganti.", "Semua perangkat sudah dikeluarkan. Masuk dengan password baru."),
            ("Your password was replaced.", "All devices were signed out. Sign in with the new password."),
        ),
        Notice::SessionEnded => (
            (
                "Sesi Anda sudah berakhir.",
                "Itu terjadi setelah 15 menit tanpa kegiatan, setelah 8 jam, atau kalau perangkat ini dikeluarkan dari perangkat lain. Masuk lagi untuk melanjutkan.",
            ),
            (
                "Your session has ended.",
                "That happens after 15 minutes without activity, after 8 hours, or when this device was signed out from another one. Sign in again to go on.",
            ),
        ),
        Notice::SessionKept => (
            (
                "Sesi Anda sudah berakhir, isian Anda disimpan.",
                "Masuk lagi di perangkat ini dalam 30 menit, lalu lanjutkan dari Dasbor.",
            ),
            (
                "Your session has ended; what you typed is kept.",
                "Sign in again on this device within 30 minutes, then go on from the dashboard.",
            ),
        ),
        Notice::SignedOut => (
            ("Anda sudah keluar.", "Data Anda tidak lagi terbuka di perangkat ini."),
            ("You are signed out.", "Your data is no longer open on this device."),
        ),
        Notice::SignInFirst => (
            ("Masuk dulu untuk membuka halaman itu.", "Halaman itu berisi data Anda sendiri."),
            ("Sign in to open that page.", "It shows your own data."),
        ),
        Notice::RemovalCancelled => (
            ("Penghapusan akun dibatalkan.", "Data Anda tidak berubah. Masuk seperti biasa."),
            ("The removal of your account was cancelled.", "Your data has not changed. Sign in as usual."),
        ),
        Notice::RemovalLate => (
            (
                "Tautan pembatalan tidak berlaku lagi.",
                "Tautannya berlaku 24 jam. Setelah itu akun dihapus, dan Anda bisa mendaftar lagi kapan saja.",
            ),
            (
                "The link to cancel no longer works.",
                "It works for 24 hours. After that the account is removed, and you can register again at any time.",
            ),
        ),
        Notice::EmailNotFree => (
            (
                "Pendaftaran dengan email ini belum bisa diselesaikan.",
                "Kalau Anda punya akun dengan email ini, masuk. Kalau tidak, coba lagi nanti, isian Anda kami simpan, atau daftar dengan email lain.",
            ),
            (
                "The registration with this email cannot be finished yet.",
                "If you have an account with this email, sign in. If not, try again later, what you typed is kept, or register with another email.",
            ),
        ),
        Notice::LinkSent | Notice::DraftOver => return None,
    };
    Some(if lang == Lang::Id { id } else { en })
}
