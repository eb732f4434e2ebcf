//! `/akun/nomor-telepon`, `/akun/email` and `/email/batal/{token}`.

use super::super::model::contact::PhoneNotice;
use crate::kernel::lang::Lang;

pub fn phone_title(lang: Lang) -> &'static str {
    lang.pick("Ganti Nomor Telepon", "Change the phone number")
}

pub fn phone_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Kode SMS dan kabar penting hanya dikirim ke nomor yang terverifikasi.",
        "SMS codes and important news only go to a verified number.",
    )
}

/// Label of the present number and of its state.
pub fn phone_now(lang: Lang) -> &'static str {
    lang.pick("Nomor saat ini", "Present number")
}

pub fn verified(lang: Lang) -> &'static str {
    lang.pick("Terverifikasi", "Verified")
}

pub fn not_verified(lang: Lang) -> &'static str {
    lang.pick("Belum terverifikasi", "Not verified")
}

/// Button that verifies the stored number.
pub fn verify_this(lang: Lang) -> &'static str {
    lang.pick("Verifikasi nomor ini", "Verify this number")
}

pub fn verify_this_note(lang: Lang) -> &'static str {
    lang.pick("Kami mengirim kode 6 angka lewat SMS ke nomor itu.", "We send a 6-digit code to that number by SMS.")
}

pub fn new_number(lang: Lang) -> &'static str {
    lang.pick("Nomor ponsel baru", "New mobile number")
}

pub fn new_number_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Nomor ponsel Indonesia, diawali 08 atau +62. Nomor rumah, layanan berbayar, luar negeri, dan nomor internet (VoIP) tidak bisa dipakai.",
        "An Indonesian mobile number, beginning with 08 or +62. Landlines, paid services, foreign and internet (VoIP) numbers cannot be used.",
    )
}

pub fn send_code(lang: Lang) -> &'static str {
    lang.pick("Kirim kode", "Send the code")
}

/// What an SMS is worth (`docs/rules.md`, C15).
pub fn sms_risk(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Nomor prabayar yang hangus bisa dipakai orang lain.", " Ganti nomor di sini sebelum nomor lama tidak aktif."),
        Lang::En => (
            "A prepaid number that lapses can be given to somebody else.",
            " Change the number here before the old one stops working.",
        ),
    }
}

/// What just happened: bold sentence, the rest.
pub fn phone_notice(lang: Lang, notice: PhoneNotice) -> (&'static str, &'static str) {
    match (notice, lang) {
        (PhoneNotice::Verified, Lang::Id) => ("Nomor Anda terverifikasi.", " Kami memberi tahu Anda lewat email dan SMS."),
        (PhoneNotice::Verified, Lang::En) => ("Your number is verified.", " We have told you by email and SMS."),
        (PhoneNotice::Taken, Lang::Id) => (
            "Nomor itu sudah terverifikasi di akun lain.",
            " Satu nomor hanya untuk satu akun. Pakai nomor lain, atau masuk ke akun Anda yang lama dan ganti nomornya di sana.",
        ),
        (PhoneNotice::Taken, Lang::En) => (
            "That number is verified for another account.",
            " Each number belongs to one account. Use another number, or sign in to your older account and change the number there.",
        ),
    }
}

pub fn email_title(lang: Lang) -> &'static str {
    lang.pick("Ganti email", "Change the email")
}

pub fn email_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Anda masuk dengan alamat ini, dan kode serta kabar penting dikirim ke sini.",
        "You sign in with this address, and codes and important news go here.",
    )
}

pub fn email_now(lang: Lang) -> &'static str {
    lang.pick("Email saat ini", "Present email")
}

pub fn new_email(lang: Lang) -> &'static str {
    lang.pick("Email baru", "New email")
}

pub fn new_email_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Kami mengirim kode ke alamat ini. Email lama tetap berlaku sampai kodenya Anda masukkan.",
        "We send a code to this address. The old one stays valid until you enter the code.",
    )
}

pub fn email_done(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Email akun sudah diganti.", " Masuk berikutnya memakai alamat yang baru. Perangkat lain sudah dikeluarkan."),
        Lang::En => ("Your email was changed.", " Sign in with the new address from now on. Other devices were signed out."),
    }
}

/// While the old address can take the change back: bold sentence, the rest.
pub fn email_held(lang: Lang, old: &str, until: &str) -> (&'static str, String) {
    match lang {
        Lang::Id => (
            "Penggantian ini masih bisa dibatalkan.",
            format!(" Tautannya ada di email ke {old} dan berlaku sampai {until}. Sampai saat itu kedua alamat tercatat."),
        ),
        Lang::En => (
            "This change can still be undone.",
            format!(" The link is in the email to {old} and works until {until}. Until then both addresses are on record."),
        ),
    }
}

/// Labels of what the account gets once the code is entered.
pub fn email_then(lang: Lang) -> &'static str {
    lang.pick("Email baru", "New email")
}

pub fn phone_then(lang: Lang) -> &'static str {
    lang.pick("Nomor baru", "New number")
}

/// State of a new address or number.
pub fn code_awaited(lang: Lang) -> &'static str {
    lang.pick("Menunggu kode", "Waiting for the code")
}

/// A change was begun in another session: bold sentence, the rest.
pub fn elsewhere(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Penggantian yang Anda mulai di sesi lain tidak bisa diteruskan di sini.",
            "Belum ada yang berubah. Mulai lagi di bawah, lalu masukkan kode yang baru.",
        ),
        Lang::En => (
            "The change that you began in another session cannot go on here.",
            "Nothing has changed yet. Start again below, then enter the new code.",
        ),
    }
}

/// A change waits for its code: stands above the code field.
pub fn waiting(lang: Lang) -> &'static str {
    lang.pick("Belum berubah sampai kode dimasukkan.", "Nothing changes until the code is entered.")
}

pub fn give_up(lang: Lang) -> &'static str {
    lang.pick("Batalkan penggantian", "Give up the change")
}

pub fn giving_up(lang: Lang) -> &'static str {
    lang.pick("Membatalkan…", "Giving up…")
}

/// In the list of what to do when no code comes: link, then the rest.
pub fn wrong_place(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Batalkan", " di bawah, lalu isi yang benar."),
        Lang::En => ("Give up", " below, then enter the right one."),
    }
}

pub fn undo_title(lang: Lang) -> &'static str {
    lang.pick("Batalkan penggantian email", "Undo the change of email")
}

pub fn undo(lang: Lang) -> &'static str {
    lang.pick("Batalkan penggantian", "Undo the change")
}

pub fn undoing(lang: Lang) -> &'static str {
    lang.pick("Membatalkan…", "Undoing…")
}

/// Before and after the masked old address.
pub fn undo_before(lang: Lang) -> &'static str {
    lang.pick("Dengan tombol ini, ", "With this button ")
}

pub fn undo_after(lang: Lang) -> &'static str {
    lang.pick(
        " kembali menjadi email akun. Semua perangkat dikeluarkan, dan tautan untuk membuat password baru dikirim ke sana.",
        " becomes the account's email again. All devices are signed out, and a link to choose a new password goes there.",
    )
}

pub fn undo_dead(lang: Lang) -> &'static str {
    lang.pick("Tautan ini tidak berlaku lagi", "This link no longer works")
}

pub fn undo_dead_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Tautan pembatalan hanya berlaku sekali dan selama 10 hari. Kalau akun Anda dipakai orang lain, buat password baru sekarang.",
        "The link to undo works once and for 10 days. If somebody else uses your account, choose a new password now.",
    )
}
