//! Why a field of the office was refused: one sentence per code, with the step that mends it.

use crate::kernel::fault::split_number;
use crate::kernel::lang::Lang;

/// The sentence for a refused field; shown at the field and, in the same words, in the summary.
pub fn field_error(lang: Lang, field: &str, code: &str) -> String {
    numbered(lang, field, code).unwrap_or_else(|| {
        let (id, en) = sentence(field, code);
        lang.pick(id, en).to_owned()
    })
}

/// The codes that carry a number.
fn numbered(lang: Lang, field: &str, code: &str) -> Option<String> {
    let (head, Some(number)) = split_number(code) else { return None };
    Some(match (field, head, lang) {
        ("kode", "digits", Lang::Id) => format!("Kode berisi {number} angka, seharusnya 6. Lihat lagi di aplikasi autentikator."),
        ("kode", "digits", Lang::En) => format!("The code has {number} digits instead of 6. Look at the authenticator app again."),
        ("kode", "wrong", Lang::Id) => {
            format!("Kode tidak cocok. Masih ada {number} percobaan. Pakai kode yang sedang tampil, dan periksa jam ponsel Anda.")
        }
        ("kode", "wrong", Lang::En) if number == 1 => {
            "The code does not match. There is 1 try left. Use the one that shows now, and check your phone's clock.".to_owned()
        }
        ("kode", "wrong", Lang::En) => format!(
            "The code does not match. There are {number} tries left. Use the one that shows now, and check your phone's clock."
        ),
        _ => return None,
    })
}

fn sentence(field: &str, code: &str) -> (&'static str, &'static str) {
    match (field, code) {
        ("email", "required") => ("Isi alamat email.", "Enter the email address."),
        ("email", "too_long") => (
            "Alamat email terlalu panjang. Periksa apakah ada bagian yang terketik dua kali.",
            "The email address is too long. Check whether a part was typed twice.",
        ),
        ("email", "space") => ("Alamat email tidak memakai spasi. Hapus spasinya.", "An email address has no spaces. Remove them."),
        ("email", "taken") => (
            "Alamat email ini sudah dipakai staf yang aktif. Pakai alamat lain.",
            "This email address belongs to somebody on the staff. Use another one.",
        ),
        ("email", _) => (
            "Alamat email belum lengkap atau salah ketik. Contohnya: nama@contoh.id.",
            "The email address is incomplete or mistyped. An example: nama@contoh.id.",
        ),
        ("nama", "required") => ("Isi nama lengkap.", "Enter the full name."),
        ("nama", "too_long") => ("Nama terlalu panjang, paling banyak 100 huruf.", "The name is too long; 100 letters at most."),
        ("nama", _) => (
            "Nama hanya berisi huruf, spasi, titik, koma, tanda hubung, dan apostrof. Hapus yang lain.",
            "A name has letters, spaces, full stops, commas, hyphens and apostrophes only. Remove the rest.",
        ),
        ("peran", "required") => ("Pilih peran.", "Choose a role."),
        ("peran", _) => ("Peran ini tidak ada. Pilih dari daftar.", "There is no such role. Choose from the list."),
        ("staf", "own") => (
            "Akses sendiri tidak bisa dihentikan. Minta administrator lain melakukannya.",
            "Your own access cannot be ended. Ask another administrator to do it.",
        ),
        ("password", "required") => ("Isi password.", "Enter the password."),
        ("password", "wrong") => (
            "Email atau password tidak cocok. Periksa huruf besar dan kecil.",
            "Email or password does not match. Check capital letters.",
        ),
        ("password" | "password_baru", "too_long") => {
            ("Password paling banyak 256 karakter. Pendekkan.", "A password has 256 characters at most. Shorten it.")
        }
        ("password_baru", "required") => ("Buat password.", "Choose a password."),
        ("password_baru", "too_short") => (
            "Password staf minimal 15 karakter. Tiga atau empat kata yang tidak berhubungan sudah cukup.",
            "A staff password has 15 characters at least. Three or four unrelated words will do.",
        ),
        ("password_baru", "personal") => (
            "Password ini mudah ditebak dari nama atau email Anda. Pakai kata yang tidak berhubungan.",
            "This password is easily guessed from your name or email. Use unrelated words.",
        ),
        ("password_baru", _) => (
            "Password ini terlalu mudah ditebak. Tambah kata yang tidak berhubungan.",
            "This password is too easy to guess. Add unrelated words.",
        ),
        ("kode", "required") => {
            ("Isi kode 6 angka dari aplikasi autentikator.", "Enter the 6-digit code of the authenticator app.")
        }
        ("kode", "shape") => ("Kode hanya berisi angka. Hapus yang lain.", "The code has digits only. Remove the rest."),
        ("kode", "used") => (
            "Kode ini sudah dipakai. Tunggu sampai aplikasi menampilkan kode berikutnya, paling lama 30 detik.",
            "This code was used before. Wait until the app shows the next one, 30 seconds at most.",
        ),
        ("kode", "exhausted") => (
            "Percobaan habis. Masuk lagi dari awal dengan email dan password.",
            "No tries are left. Sign in from the start with email and password.",
        ),
        ("kode", _) => (
            "Kode tidak cocok. Pakai kode yang sedang tampil, dan periksa apakah jam ponsel Anda tepat.",
            "The code does not match. Use the one that shows now, and check whether your phone's clock is right.",
        ),
        ("captcha", "missing") => ("Jawab hitungan ini dengan angka.", "Answer this sum with a number."),
        ("captcha", "wrong") => ("Jawaban hitungan belum tepat. Hitung lagi.", "The sum is not right. Work it out again."),
        ("captcha", "extra") => (
            "Karena banyak percobaan, kami perlu dua hitungan. Jawab yang baru.",
            "Because of many tries we need two sums. Answer the new ones.",
        ),
        ("captcha", _) => (
            "Pemeriksaan ini sudah kedaluwarsa atau terpakai. Jawab yang baru.",
            "This check is too old or was used. Answer the new one.",
        ),
        _ => (
            "Ada bagian yang tidak dapat diterima. Muat ulang halaman, lalu coba lagi.",
            "Something here cannot be accepted. Load the page again, then retry.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_of_a_field_has_a_sentence_of_its_own_that_ends_properly() {
        let fields: [(&str, &[&str]); 7] = [
            ("email", &["required", "too_long", "space", "shape", "taken"]),
            ("nama", &["required", "too_long", "shape"]),
            ("peran", &["required", "unknown"]),
            ("password", &["required", "wrong", "too_long"]),
            ("password_baru", &["required", "too_short", "too_long", "weak", "personal"]),
            ("kode", &["required", "shape", "digits_5", "wrong", "wrong_4", "wrong_1", "used", "exhausted"]),
            ("captcha", &["missing", "wrong", "extra", "expired"]),
        ];
        for lang in Lang::ALL {
            for (field, codes) in fields {
                let said: BTreeSet<_> = codes.iter().map(|code| field_error(lang, field, code)).collect();
                assert_eq!(said.len(), codes.len(), "{field}");
                assert!(said.iter().all(|sentence| sentence.ends_with('.')), "{said:?}");
            }
        }
    }
}
