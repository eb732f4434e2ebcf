//! `/akun`, "Akun Saya".

use super::super::model::{Channel, Identity};
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Akun Saya", "My account")
}

pub fn lead(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Id => format!("{name}. Keadaan akun Anda, dan apa yang bisa dilakukan berikutnya."),
        Lang::En => format!("{name}. How your account stands, and what can be done next."),
    }
}

/// Bold first sentence, then the rest.
pub fn password_changed(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Password diubah.", "Perangkat lain sudah dikeluarkan, dan kabarnya kami kirim ke email Anda."),
        Lang::En => ("Your password was changed.", "Other devices were signed out, and we sent word to your email."),
    }
}

pub fn change(lang: Lang) -> &'static str {
    lang.pick("Ubah", "Change")
}

pub fn look(lang: Lang) -> &'static str {
    lang.pick("Lihat", "View")
}

pub fn profile(lang: Lang) -> &'static str {
    lang.pick("Profil", "Profile")
}

pub fn complete(lang: Lang) -> &'static str {
    lang.pick("Lengkap", "Complete")
}

pub fn filled(lang: Lang, filled: u8, of: u8) -> String {
    match lang {
        Lang::Id => format!("{filled} dari {of} bagian terisi"),
        Lang::En => format!("{filled} of {of} parts filled in"),
    }
}

pub fn profile_next(lang: Lang, complete: bool) -> &'static str {
    match complete {
        true => lang.pick("Perbarui kalau ada yang berubah.", "Update it when something changes."),
        false => lang.pick(
            "Pendidikan, pekerjaan, dan keahlian dipakai untuk syarat program dan lowongan.",
            "Education, work and skills are used for the programme's conditions and for jobs.",
        ),
    }
}

pub fn sign_out(lang: Lang) -> &'static str {
    lang.pick("Keluar", "Sign out")
}

pub fn signing_out(lang: Lang) -> &'static str {
    lang.pick("Mengeluarkan…", "Signing out…")
}

pub fn sign_out_note(lang: Lang) -> &'static str {
    lang.pick("Di ponsel bersama, selalu keluar setelah selesai.", "On a shared phone, always sign out when you are done.")
}

pub fn email(lang: Lang) -> &'static str {
    lang.pick("Email", "Email")
}

pub fn phone(lang: Lang) -> &'static str {
    lang.pick("Nomor ponsel", "Mobile number")
}

pub fn password(lang: Lang) -> &'static str {
    lang.pick("Password", "Password")
}

pub fn second_step(lang: Lang) -> &'static str {
    lang.pick("Langkah kedua", "Second step")
}

pub fn devices(lang: Lang) -> &'static str {
    lang.pick("Perangkat", "Devices")
}

pub fn identity(lang: Lang) -> &'static str {
    lang.pick("Identitas (NIK)", "Identity (NIK)")
}

pub fn language(lang: Lang) -> &'static str {
    lang.pick("Bahasa", "Language")
}

pub fn verified(lang: Lang) -> &'static str {
    lang.pick("Terverifikasi", "Verified")
}

pub fn unverified(lang: Lang) -> &'static str {
    lang.pick("Belum terverifikasi", "Not verified")
}

pub fn checking(lang: Lang) -> &'static str {
    lang.pick("Sedang diperiksa", "Being checked")
}

pub fn on(lang: Lang) -> &'static str {
    lang.pick("Aktif", "On")
}

pub fn email_next(lang: Lang) -> &'static str {
    lang.pick("Kabar penting tentang akun dikirim ke sini.", "Important news about the account goes here.")
}

pub fn phone_next(lang: Lang, verified: bool) -> &'static str {
    match verified {
        true => lang.pick("Kode juga bisa dikirim ke nomor ini.", "Codes can go to this number, too."),
        false => lang.pick(
            "Verifikasi nomor ini supaya kode juga bisa dikirim lewat SMS.",
            "Verify this number so that codes can come by SMS, too.",
        ),
    }
}

/// One or two words for a tag. `day`, "27 November 2026", is when it was replaced.
pub fn password_state(lang: Lang, replaced: bool, day: &str) -> String {
    match (replaced, lang) {
        (true, Lang::Id) => format!("Diubah {day}"),
        (true, Lang::En) => format!("Changed {day}"),
        (false, Lang::Id) => "Sejak mendaftar".into(),
        (false, Lang::En) => "Since you registered".into(),
    }
}

pub fn password_next(lang: Lang) -> &'static str {
    lang.pick("Ubah kalau orang lain mungkin tahu.", "Change it if somebody else may know it.")
}

pub fn second_step_state(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Kode lewat email", "Code by email"),
        Channel::Sms => lang.pick("Kode lewat SMS", "Code by SMS"),
        Channel::App => lang.pick("Aplikasi autentikator", "Authenticator app"),
    }
}

pub fn second_step_next(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::App => lang.pick(
            "Angkanya diminta setiap masuk di perangkat yang tidak tepercaya.",
            "Its number is asked for at every sign-in on a device that is not trusted.",
        ),
        Channel::Email | Channel::Sms => lang.pick(
            "Diminta setiap masuk di perangkat yang tidak tepercaya. Lebih aman dengan aplikasi autentikator.",
            "Asked for at every sign-in on a device that is not trusted. An authenticator app is safer.",
        ),
    }
}

pub fn devices_state(lang: Lang, count: u32) -> String {
    match (lang, count) {
        (Lang::Id, count) => format!("{count} sedang masuk"),
        (Lang::En, count) => format!("{count} signed in"),
    }
}

pub fn devices_next(lang: Lang) -> &'static str {
    lang.pick("Ada yang tidak Anda kenal? Keluarkan di sana.", "Is there one you do not know? Sign it out there.")
}

pub fn history(lang: Lang) -> &'static str {
    lang.pick("Riwayat keamanan", "Security history")
}

pub fn history_next(lang: Lang) -> &'static str {
    lang.pick(
        "Semua yang terjadi pada akun, per perangkat. Ada yang bukan Anda? Katakan di sana.",
        "All that happened to the account, by device. Was something not you? Say so there.",
    )
}

pub fn identity_next(lang: Lang, identity: Identity) -> &'static str {
    match identity {
        Identity::Verified => lang.pick("Cocok dengan data kependudukan.", "Matches the population registry."),
        Identity::Pending => lang.pick(
            "Data kependudukan belum menjawab. Kami memeriksanya lagi secara otomatis, setidaknya setiap 6 jam. Tidak ada yang perlu Anda lakukan.",
            "The population registry has not answered. We check again by ourselves, at least every 6 hours. There is nothing for you to do.",
        ),
        Identity::Unverified(_) => lang.pick(
            "Belum cocok dengan data kependudukan. Profil menyebut sebab dan langkahnya.",
            "Does not match the population registry yet. The profile says why and what to do.",
        ),
    }
}
