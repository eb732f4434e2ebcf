//! `/lupa-email` and `/lupa-email/kode`. What is said depends on nothing that the portal knows.

use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Lupa email", "Forgotten email")
}

pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Lupa email akun?", "Forgotten your account's email?")
}

pub fn lead(lang: Lang) -> &'static str {
    lang.pick(
        "Isi NIK dan nama lengkap. Kami mengirim pengingat ke email akun itu.",
        "Enter your NIK and full name. We send a reminder to the account's email.",
    )
}

pub fn nik_hint(lang: Lang) -> &'static str {
    lang.pick("16 angka di e-KTP Anda.", "The 16 digits on your e-KTP.")
}

pub fn name_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Seperti yang Anda isi waktu mendaftar. Huruf besar dan kecil boleh.",
        "As you entered it when you registered. Capitals or not does not matter.",
    )
}

pub fn send(lang: Lang) -> &'static str {
    lang.pick("Kirim", "Send")
}

pub fn remembered(lang: Lang) -> &'static str {
    lang.pick("Ingat emailnya?", "Remember the email?")
}

pub fn code_title(lang: Lang) -> &'static str {
    lang.pick("Periksa email Anda", "Look at your mailboxes")
}

/// The one answer for everybody.
pub fn code_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Kalau NIK dan nama itu cocok dengan sebuah akun, pengingat sedang dikirim ke email akun itu. Buka semua kotak email Anda, juga folder Spam, dan cari kata Prakerja.",
        "If NIK and name belong to an account, a reminder is on its way to that account's email. Open all your mailboxes, the spam folders too, and search for Prakerja.",
    )
}

/// Bold sentence, the rest: why the answer says no more.
pub fn same_answer(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Jawaban ini sama untuk semua orang.", " Dengan begitu orang lain tidak tahu siapa yang punya akun."),
        Lang::En => ("This answer is the same for everybody.", " That way nobody learns who has an account."),
    }
}

pub fn by_phone(lang: Lang) -> &'static str {
    lang.pick("Tidak bisa membuka emailnya?", "Cannot open the mailbox?")
}

/// `time` is "09.14 WIB".
pub fn by_phone_lead(lang: Lang, time: &str) -> String {
    match lang {
        Lang::Id => format!(
            "Kalau akun itu punya nomor ponsel terverifikasi, kami juga mengirim 6 angka lewat SMS ke sana pukul {time}. Isi di sini untuk melihat sebagian alamat emailnya."
        ),
        Lang::En => format!(
            "If the account has a verified mobile number, we also sent 6 digits there by SMS at {time}. Enter them here to see part of its email."
        ),
    }
}

/// In the list of what to do when no code comes: title, link, then the rest.
pub fn wrong_data(lang: Lang) -> (&'static str, &'static str, &'static str) {
    match lang {
        Lang::Id => ("NIK atau namanya salah?", "Isi lagi", " seperti waktu Anda mendaftar."),
        Lang::En => ("Wrong NIK or name?", "Enter them again", " as you did when you registered."),
    }
}

pub fn found_title(lang: Lang) -> &'static str {
    lang.pick("Ini email akun Anda", "This is your account's email")
}

/// Before and after the masked address.
pub fn found_before(lang: Lang) -> &'static str {
    lang.pick("Akun Anda memakai ", "Your account uses ")
}

pub fn found_after(lang: Lang) -> &'static str {
    lang.pick(
        ". Sebagian huruf disembunyikan. Alamat lengkapnya ada di pengingat yang kami kirim ke sana.",
        ". Some letters are hidden. The whole address is in the reminder that we sent there.",
    )
}

/// Way to this page from sign-in and reset.
pub fn link(lang: Lang) -> &'static str {
    lang.pick("Lupa email?", "Forgotten the email?")
}
