//! `/kantor/undangan/{token}` and `/kantor/undangan`.

use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Undangan ke kantor", "Invitation to the office")
}

/// `role` and `until` in words.
pub fn lead(lang: Lang, role: &str, until: &str) -> String {
    match lang {
        Lang::Id => format!("Anda diundang dengan peran {role}. Undangan ini berlaku sekali, sampai {until}."),
        Lang::En => format!("You are invited as {role}. This invitation works once, until {until}."),
    }
}

pub fn what_you_need(lang: Lang) -> &'static str {
    lang.pick(
        "Perlu sekitar 5 menit: nama, password baru, dan ponsel dengan aplikasi autentikator, misalnya Aegis, Google Authenticator, atau Microsoft Authenticator.",
        "It takes about 5 minutes: your name, a new password and a phone with an authenticator app such as Aegis, Google Authenticator or Microsoft Authenticator.",
    )
}

/// The one button of the link's page.
pub fn accept(lang: Lang) -> &'static str {
    lang.pick("Terima undangan", "Accept the invitation")
}

pub fn opening(lang: Lang) -> &'static str {
    lang.pick("Membuka…", "Opening…")
}

pub fn dead(lang: Lang) -> &'static str {
    lang.pick("Undangan ini tidak berlaku lagi", "This invitation no longer works")
}

pub fn dead_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Sudah dipakai, ditarik, atau lewat waktunya. Minta administrator mengundang Anda lagi, atau masuk kalau sudah punya akun.",
        "It was used, withdrawn or is too old. Ask an administrator to invite you again, or sign in if you have an account.",
    )
}

pub fn to_sign_in(lang: Lang) -> &'static str {
    lang.pick("Masuk ke kantor", "Sign in to the office")
}

pub fn step_person(lang: Lang) -> &'static str {
    lang.pick("Nama dan password", "Name and password")
}

/// Which of the two steps it is.
pub fn step(lang: Lang, number: u8) -> String {
    match lang {
        Lang::Id => format!("Langkah {number} dari 2"),
        Lang::En => format!("Step {number} of 2"),
    }
}

pub fn name(lang: Lang) -> &'static str {
    lang.pick("Nama lengkap", "Full name")
}

pub fn name_hint(lang: Lang) -> &'static str {
    lang.pick("Terlihat oleh administrator dan auditor.", "Administrators and auditors see it.")
}

pub fn email_is(lang: Lang) -> &'static str {
    lang.pick("Email untuk masuk", "Email to sign in with")
}

pub fn password(lang: Lang) -> &'static str {
    lang.pick("Password baru", "New password")
}

pub fn password_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Minimal 15 karakter. Tiga atau empat kata yang tidak berhubungan mudah diingat dan kuat.",
        "At least 15 characters. Three or four unrelated words are easy to remember and strong.",
    )
}

/// Where the meter would ask for fewer.
pub fn too_short(lang: Lang) -> &'static str {
    lang.pick("Tambah sampai 15 karakter", "Make it 15 characters long")
}

pub fn go_on(lang: Lang) -> &'static str {
    lang.pick("Lanjutkan", "Continue")
}

pub fn saving(lang: Lang) -> &'static str {
    lang.pick("Menyimpan…", "Saving…")
}

pub fn step_authenticator(lang: Lang) -> &'static str {
    lang.pick("Pasang autentikator", "Set up the authenticator")
}

pub fn scan(lang: Lang) -> &'static str {
    lang.pick(
        "Buka aplikasi autentikator di ponsel, pilih tambah akun, lalu pindai gambar ini.",
        "Open the authenticator app on your phone, choose to add an account and scan this picture.",
    )
}

/// What the picture is, for whoever cannot see it.
pub fn picture(lang: Lang) -> &'static str {
    lang.pick("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app")
}

pub fn key(lang: Lang) -> &'static str {
    lang.pick("Tidak bisa memindai? Ketik kunci ini di aplikasi", "Cannot scan? Type this key into the app")
}

pub fn then(lang: Lang) -> &'static str {
    lang.pick(
        "Lalu isi kode 6 angka yang ditampilkan aplikasi. Setelah itu akun Anda aktif.",
        "Then enter the 6-digit code that the app shows. After that your account is active.",
    )
}

pub fn until(lang: Lang, until: &str) -> String {
    match lang {
        Lang::Id => format!("Selesaikan sebelum {until}. Di peramban ini Anda bisa berhenti dulu dan melanjutkan dari tautannya."),
        Lang::En => format!("Finish before {until}. In this browser you can stop and go on from the link."),
    }
}

/// Bold first sentence, then the rest.
pub fn keep_it(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Gambar dan kunci ini hanya tampil sekarang.", "Jangan kirim ke siapa pun, juga tidak ke rekan kerja."),
        Lang::En => ("This picture and key show now only.", "Send them to nobody, not to a colleague either."),
    }
}
