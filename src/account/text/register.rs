//! `/daftar` and `/daftar/lanjut/{token}`.

use super::super::model::Notice;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Daftar", "Register")
}

pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Daftar akun peserta", "Register as a participant")
}

/// The four steps of a registration; a page shows its own.
pub fn step(lang: Lang, step: u8) -> &'static str {
    match step {
        1 => lang.pick("Buat akun", "Open an account"),
        2 => lang.pick("Verifikasi email", "Verify your email"),
        3 => lang.pick("Data diri", "About you"),
        _ => lang.pick("Selesai", "Done"),
    }
}

pub fn email_hint(lang: Lang) -> &'static str {
    lang.pick("Kode verifikasi dikirim ke alamat ini.", "The verification code goes to this address.")
}

pub fn nik_hint(lang: Lang) -> &'static str {
    lang.pick("16 angka di e-KTP Anda. Disimpan terenkripsi.", "The 16 digits on your e-KTP. Stored encrypted.")
}

/// Confirms a NIK as it is typed: its form, not that it exists.
pub fn nik_good(lang: Lang) -> &'static str {
    lang.pick("Susunan angkanya sudah benar", "The digits have the right form")
}

pub fn submit(lang: Lang) -> &'static str {
    lang.pick("Lanjut: verifikasi email", "Next: verify your email")
}

pub fn have_account(lang: Lang) -> &'static str {
    lang.pick("Sudah punya akun?", "Already registered?")
}

/// Bold first sentence, then the rest.
pub fn kept(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Isian tersimpan",
            "selama 7 hari setelah Anda menekan tombol. Anda bisa berhenti dan melanjutkan di perangkat lain dengan email yang sama.",
        ),
        Lang::En => (
            "What you enter is kept",
            "for 7 days once you press the button. You can stop and go on on another device with the same email.",
        ),
    }
}

/// Why the page greets with a notice: bold first sentence, then the rest.
pub fn notice(lang: Lang, notice: Notice) -> Option<(&'static str, &'static str)> {
    (notice == Notice::DraftOver).then_some(match lang {
        Lang::Id => (
            "Pendaftaran sebelumnya sudah berakhir.",
            "Isian yang belum selesai kami hapus setelah 7 hari, atau setelah alamatnya dipakai mendaftar di tempat lain. Mulai lagi di sini, perlu sekitar 10 menit.",
        ),
        Lang::En => (
            "The earlier registration is over.",
            "We delete unfinished ones after 7 days, or once the address was used to register elsewhere. Start again here; it takes about 10 minutes.",
        ),
    })
}

pub fn continue_title(lang: Lang) -> &'static str {
    lang.pick("Lanjutkan pendaftaran", "Go on registering")
}

/// Stands before the masked address.
pub fn continue_before(lang: Lang) -> &'static str {
    lang.pick("Tautan ini membuktikan bahwa ", "This link proves that ")
}

/// Stands after the masked address.
pub fn continue_after(lang: Lang) -> &'static str {
    lang.pick(
        " adalah email Anda. Tekan Lanjutkan, lalu isi data diri.",
        " is your email. Press the button, then enter your personal data.",
    )
}

/// When the registration began in another browser.
pub fn continue_elsewhere(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Anda akan mengisi NIK lagi dan membuat password baru.",
            "Pendaftaran ini dimulai di browser lain. Demi keamanan, NIK yang diketik di sana tidak ditampilkan dan passwordnya tidak dipakai.",
        ),
        Lang::En => (
            "You will enter the NIK again and choose a new password.",
            "This registration began in another browser. For your safety the NIK typed there is not shown, and the password is not used.",
        ),
    }
}

pub fn continue_stranger(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Bukan Anda yang mendaftar?",
            "Tutup halaman ini. Tanpa tombol di atas tidak terjadi apa-apa, dan isiannya terhapus sendiri setelah 7 hari.",
        ),
        Lang::En => (
            "Was it not you who registered?",
            "Close this page. Unless the button is pressed nothing happens, and what was entered deletes itself after 7 days.",
        ),
    }
}

pub fn continue_submit(lang: Lang) -> &'static str {
    lang.pick("Lanjutkan", "Continue")
}

pub fn dead_title(lang: Lang) -> &'static str {
    lang.pick("Tautan ini sudah tidak berlaku", "This link no longer works")
}

pub fn dead_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Tautan verifikasi berlaku 24 jam dan hanya untuk satu kali. Kalau email Anda sudah terverifikasi, masuk untuk melanjutkan pendaftaran. Kalau belum, daftar lagi dan kami kirim tautan baru.",
        "A verification link works for 24 hours and only once. If your email is verified already, sign in to go on registering. If not, register again and we will send a new link.",
    )
}

pub fn dead_again(lang: Lang) -> &'static str {
    lang.pick("Daftar lagi", "Register again")
}
