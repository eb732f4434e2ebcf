//! `/kantor/masuk`, `/kantor/masuk/kode` and `/kantor/konfirmasi`.

use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Masuk ke kantor", "Sign in to the office")
}

/// Below the title: for whom this is, then the link of everybody else.
pub fn for_staff(lang: Lang) -> &'static str {
    lang.pick("Halaman ini untuk staf program.", "This page is for staff of the programme.")
}

pub fn for_participants(lang: Lang) -> &'static str {
    lang.pick("Peserta masuk di sini", "Participants sign in here")
}

pub fn email(_lang: Lang) -> &'static str {
    "Email"
}

pub fn password(_lang: Lang) -> &'static str {
    "Password"
}

pub fn sign_in(lang: Lang) -> &'static str {
    lang.pick("Masuk", "Sign in")
}

pub fn checking(lang: Lang) -> &'static str {
    lang.pick("Memeriksa…", "Checking…")
}

/// Why the page greets: bold first sentence, then the rest.
pub fn signed_out(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Anda sudah keluar.", "Data kantor tidak lagi terbuka di perangkat ini."),
        Lang::En => ("You are signed out.", "The office's data is no longer open on this device."),
    }
}

pub fn session_ended(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Sesi Anda sudah berakhir.",
            "Sesi kantor berakhir setelah 10 menit tanpa kegiatan, setelah 4 jam, atau ketika Anda masuk di tempat lain.",
        ),
        Lang::En => (
            "Your session has ended.",
            "A session in the office ends after 10 minutes without activity, after 4 hours, or when you sign in elsewhere.",
        ),
    }
}

pub fn sign_in_first(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Masuk dulu untuk membuka halaman itu.", "Halaman kantor hanya untuk staf yang sudah masuk."),
        Lang::En => ("Sign in to open that page.", "The office's pages are for staff who are signed in."),
    }
}

/// What to do about a lost phone or a forgotten password: bold first sentence, then the rest.
pub fn trouble(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Lupa password, atau ponsel hilang?",
            "Hubungi administrator. Akses lama dihentikan, lalu Anda diundang lagi dan membuat password serta autentikator baru.",
        ),
        Lang::En => (
            "Forgotten your password, or lost your phone?",
            "Ask an administrator. The old access is ended, and you are invited again to choose a new password and authenticator.",
        ),
    }
}

pub fn code_title(lang: Lang) -> &'static str {
    lang.pick("Kode dari aplikasi autentikator", "The code of your authenticator app")
}

pub fn code_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Buka aplikasi autentikator di ponsel Anda, lalu isi kode yang sedang tampil untuk Prakerja Kantor.",
        "Open the authenticator app on your phone and enter the code that shows for Prakerja Kantor.",
    )
}

pub fn code(lang: Lang) -> &'static str {
    lang.pick("Kode 6 angka", "6-digit code")
}

pub fn code_hint(lang: Lang) -> &'static str {
    lang.pick("Berganti setiap 30 detik dan hanya bisa dipakai sekali.", "It changes every 30 seconds and works once.")
}

pub fn verify(lang: Lang) -> &'static str {
    lang.pick("Verifikasi", "Verify")
}

pub fn from_the_start(lang: Lang) -> &'static str {
    lang.pick("Masuk lagi dari awal", "Sign in from the start")
}

/// No tries are left: bold first sentence, then the rest.
pub fn exhausted(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Lima kode salah berturut-turut.",
            "Demi keamanan, kode baru diterima lagi setelah 15 menit. Setelah itu masuk dari awal.",
        ),
        Lang::En => (
            "Five wrong codes in a row.",
            "For your safety codes are accepted again after 15 minutes. Then sign in from the start.",
        ),
    }
}

pub fn proof_title(lang: Lang) -> &'static str {
    lang.pick("Konfirmasi bahwa ini Anda", "Confirm that it is you")
}

pub fn proof_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Tindakan ini perlu password dan kode autentikator, lalu berlaku 5 menit. Yang sudah Anda isi tetap ada.",
        "This action needs your password and an authenticator code, good for 5 minutes. What you typed is kept.",
    )
}

pub fn go_on(lang: Lang) -> &'static str {
    lang.pick("Lanjutkan", "Continue")
}
