//! The pages that ask for a one-time code: `/daftar/kode` and `/masuk/kode`.

use super::super::model::Channel;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Masukkan kode", "Enter the code")
}

pub fn heading(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Masukkan kode dari email", "Enter the code from your email"),
        Channel::Sms => lang.pick("Masukkan kode dari SMS", "Enter the code from your SMS"),
    }
}

/// Stands before the masked address or number.
pub fn sent_before(lang: Lang) -> &'static str {
    lang.pick("Kami mengirim 6 angka ke ", "We sent 6 digits to ")
}

/// Stands after it; `time` is "09.14 WIB".
pub fn sent_after(lang: Lang, time: &str) -> String {
    match lang {
        Lang::Id => format!(" pukul {time}."),
        Lang::En => format!(" at {time}."),
    }
}

pub fn field(lang: Lang) -> &'static str {
    lang.pick("Kode 6 angka", "6-digit code")
}

pub fn hint(lang: Lang, until: &str) -> String {
    match lang {
        Lang::Id => format!("Berlaku sampai {until}. Boleh ditempel dengan spasi."),
        Lang::En => format!("Valid until {until}. Pasting it with spaces is fine."),
    }
}

/// "Percayai perangkat ini", the words of the contract.
pub fn trust(lang: Lang) -> &'static str {
    lang.pick("Percayai perangkat ini", "Trust this device")
}

pub fn trust_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Di perangkat ini Anda masuk tanpa kode selama 30 hari. Jangan centang di ponsel atau komputer bersama.",
        "On this device you sign in without a code for 30 days. Leave it unticked on a shared phone or computer.",
    )
}

/// "Verifikasi", the word of the contract.
pub fn verify(lang: Lang) -> &'static str {
    lang.pick("Verifikasi", "Verify")
}

/// "Kirim Ulang Kode", the words of the contract.
pub fn resend(lang: Lang) -> &'static str {
    lang.pick("Kirim Ulang Kode", "Send a new code")
}

/// Stands before the seconds that are left.
pub fn resend_in(lang: Lang) -> &'static str {
    lang.pick("bisa diminta lagi dalam", "can be asked for in")
}

pub fn resend_ready(lang: Lang) -> &'static str {
    lang.pick("Kode baru sudah bisa diminta.", "You can ask for a new code now.")
}

pub fn by_channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Kirim kode lewat email", "Send the code by email"),
        Channel::Sms => lang.pick("Kirim kode lewat SMS", "Send the code by SMS"),
    }
}

pub fn missing(lang: Lang) -> &'static str {
    lang.pick("Kode belum masuk?", "No code yet?")
}

/// First of the four lines: where else to look.
pub fn look(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Lihat folder Spam atau Promosi", "Look in the spam or promotions folder"),
        Channel::Sms => lang.pick("Lihat semua SMS, juga yang diblokir", "Look at all your SMS, blocked ones too"),
    }
}

pub fn sender(lang: Lang, sender: &str) -> String {
    match lang {
        Lang::Id => format!("Pengirim {sender}"),
        Lang::En => format!("Sender {sender}"),
    }
}

pub fn reference(lang: Lang, reference: &str) -> String {
    match lang {
        Lang::Id => format!("Nomor rujukan {reference}"),
        Lang::En => format!("Reference {reference}"),
    }
}

pub fn wrong_address(lang: Lang) -> &'static str {
    lang.pick("Alamatnya salah?", "Wrong address?")
}

/// Link, then the rest of the sentence, at registration.
pub fn change_email(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Ganti email", ", lalu kami kirim kode baru ke sana."),
        Lang::En => ("Change the email", " and we send a new code there."),
    }
}

/// Link, then the rest of the sentence, at sign-in.
pub fn sign_in_again(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Masuk", " lagi dengan email yang Anda pakai mendaftar."),
        Lang::En => ("Sign in", " again with the email you registered with."),
    }
}

pub fn patience(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Email kadang perlu 2–3 menit", "Email sometimes takes 2–3 minutes"),
        Channel::Sms => lang.pick("SMS kadang perlu 1–2 menit", "SMS sometimes takes 1–2 minutes"),
    }
}

pub fn newest(lang: Lang) -> &'static str {
    lang.pick("Hanya kode terbaru yang berlaku.", "Only the newest code works.")
}

pub fn still_missing(lang: Lang) -> &'static str {
    lang.pick("Tetap tidak masuk?", "Still nothing?")
}

/// Link, then the rest of the sentence.
pub fn ask_help(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Hubungi bantuan", " tanpa perlu masuk akun."),
        Lang::En => ("Ask for help", " without signing in."),
    }
}

/// Bold first sentence, then the rest.
pub fn never_share(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Jangan beri tahu siapa pun kode ini.", "Petugas kami tidak pernah memintanya."),
        Lang::En => ("Tell nobody this code.", "Our staff never ask for it."),
    }
}

/// Why SMS is the weaker way, where it is used.
pub fn sms_risk(lang: Lang) -> &'static str {
    lang.pick(
        "SMS bisa dibaca siapa pun yang memegang kartu SIM Anda. Email lebih aman kalau nomor Anda dipakai bersama.",
        "Whoever holds your SIM card can read your SMS. Email is safer when several people use your number.",
    )
}
