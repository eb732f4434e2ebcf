//! `/lupa-password` and `/atur-ulang`.

use crate::kernel::lang::Lang;

pub fn forgot_heading(lang: Lang) -> &'static str {
    lang.pick("Lupa password?", "Forgotten your password?")
}

pub fn forgot_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Tulis email akun Anda. Kami mengirim tautan untuk membuat password baru.",
        "Enter the email of your account. We send a link to choose a new password.",
    )
}

pub fn forgot_hint(lang: Lang) -> &'static str {
    lang.pick("Alamat yang Anda pakai waktu mendaftar.", "The address you registered with.")
}

pub fn send(lang: Lang) -> &'static str {
    lang.pick("Kirim", "Send")
}

pub fn remembered(lang: Lang) -> &'static str {
    lang.pick("Ingat password Anda?", "Remember your password?")
}

pub fn sent_title(lang: Lang) -> &'static str {
    lang.pick("Periksa email Anda", "Look at your email")
}

pub fn sent_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Kalau alamat itu punya akun, tautan untuk membuat password baru sedang dikirim ke sana. Tautannya berlaku 15 menit dan hanya untuk satu kali.",
        "If that address has an account, a link to choose a new password is on its way. It works for 15 minutes and only once.",
    )
}

/// The same after "bukan saya", where there is an account; `old`: its e-mail is the one before again.
pub fn sent_after(lang: Lang, old: bool) -> &'static str {
    if old {
        lang.pick(
            "Tautan untuk membuat password baru sedang dikirim ke alamat email yang lama. Tautannya berlaku 15 menit dan hanya untuk satu kali.",
            "A link to choose a new password is on its way to the old email address. It works for 15 minutes and only once.",
        )
    } else {
        lang.pick(
            "Tautan untuk membuat password baru sedang dikirim ke email akun. Tautannya berlaku 15 menit dan hanya untuk satu kali.",
            "A link to choose a new password is on its way to the account's email. It works for 15 minutes and only once.",
        )
    }
}

pub fn sent_missing(lang: Lang) -> &'static str {
    lang.pick("Tautan belum masuk?", "No link yet?")
}

/// The lines of the card: title, then what to do.
pub fn sent_lines(lang: Lang) -> [(&'static str, &'static str); 3] {
    match lang {
        Lang::Id => [
            ("Tunggu 2–3 menit", "Hanya tautan terbaru yang berlaku."),
            ("Lihat folder Spam atau Promosi", "Cari kata Prakerja."),
            (
                "Mungkin akunnya memakai alamat lain",
                "Jawaban kami sama untuk semua alamat, supaya orang lain tidak tahu siapa yang punya akun.",
            ),
        ],
        Lang::En => [
            ("Wait 2–3 minutes", "Only the newest link works."),
            ("Look in the spam or promotions folder", "Search for Prakerja."),
            (
                "The account may use another address",
                "Our answer is the same for every address, so that nobody learns who has an account.",
            ),
        ],
    }
}

pub fn other_address(lang: Lang) -> &'static str {
    lang.pick("Kirim ke alamat lain", "Send to another address")
}

pub fn back_to_sign_in(lang: Lang) -> &'static str {
    lang.pick("Kembali ke Masuk", "Back to sign-in")
}

pub fn reset_title(lang: Lang) -> &'static str {
    lang.pick("Buat password baru", "Choose a new password")
}

/// Stands before the masked address.
pub fn reset_before(lang: Lang) -> &'static str {
    lang.pick("Untuk akun ", "For the account ")
}

pub fn reset_after(lang: Lang) -> &'static str {
    lang.pick(
        ". Setelah disimpan, semua perangkat dikeluarkan dan Anda masuk lagi dengan password baru.",
        ". Once it is saved all devices are signed out, and you sign in again with the new password.",
    )
}

pub fn new_password(lang: Lang) -> &'static str {
    lang.pick("Password baru", "New password")
}

pub fn save(lang: Lang) -> &'static str {
    lang.pick("Simpan", "Save")
}

pub fn dead_title(lang: Lang) -> &'static str {
    lang.pick("Tautan ini sudah tidak berlaku", "This link no longer works")
}

pub fn dead_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Tautan atur ulang berlaku 15 menit dan hanya untuk satu kali, supaya orang lain tidak bisa memakainya. Password Anda tidak berubah.",
        "A reset link works for 15 minutes and only once, so that nobody else can use it. Your password has not changed.",
    )
}

pub fn dead_again(lang: Lang) -> &'static str {
    lang.pick("Minta tautan baru", "Ask for a new link")
}
