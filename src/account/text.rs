//! Every sentence of the account pages: Indonesian first, English second.
//!
//! No sentence quotes what was typed; the codes it answers come from the parsers in `kernel` and from the service.

pub mod code;
pub mod contact;
pub mod data;
pub mod device;
pub mod faults;
pub mod fields;
pub mod history;
pub mod kept;
pub mod overview;
pub mod profile;
pub mod proof;
pub mod recovery;
pub mod register;
pub mod removal;
pub mod reset;
pub mod security;
pub mod sign_in;
pub mod standing;

use crate::kernel::lang::Lang;

pub fn email(lang: Lang) -> &'static str {
    lang.pick("Email", "Email")
}

pub fn password(lang: Lang) -> &'static str {
    lang.pick("Password", "Password")
}

/// What a new password must be, and what makes it strong.
pub fn password_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Minimal 10 karakter. Gabungan huruf, angka, dan simbol lebih kuat.",
        "At least 10 characters. Mixing letters, numbers and symbols makes it stronger.",
    )
}

/// The line below the meter, from zxcvbn's score.
pub fn strength(lang: Lang, score: u8) -> &'static str {
    match score {
        0 => lang.pick("Kekuatan: sangat lemah", "Strength: very weak"),
        1 => lang.pick("Kekuatan: lemah", "Strength: weak"),
        2 => lang.pick("Kekuatan: belum cukup", "Strength: not enough yet"),
        3 => lang.pick("Kekuatan: kuat", "Strength: strong"),
        _ => lang.pick("Kekuatan: sangat kuat", "Strength: very strong"),
    }
}

/// What would make the password stronger; nothing when the server has no advice.
pub fn advice(lang: Lang, code: &str) -> Option<&'static str> {
    Some(match code {
        "" => return None,
        "too_short" => lang.pick("Tambah sampai 10 karakter", "Make it 10 characters long"),
        "too_long" => lang.pick("Paling banyak 256 karakter", "256 characters at most"),
        "personal" => {
            lang.pick("Jangan pakai nama, email, NIK, atau tanggal lahir Anda", "Leave out your name, email, NIK and birth date")
        }
        "common" => {
            lang.pick("Password ini termasuk yang paling sering dipakai orang", "This is one of the passwords that people use most")
        }
        "repeat" => lang.pick("Hindari huruf atau kata yang diulang", "Avoid repeated letters or words"),
        "sequence" => lang.pick("Hindari urutan seperti abc atau 123", "Avoid runs such as abc or 123"),
        "keyboard" => lang.pick("Hindari tombol yang berjejer di papan ketik", "Avoid keys that lie in a row"),
        "date" => lang.pick("Hindari tanggal dan tahun", "Avoid dates and years"),
        "name" => lang.pick("Hindari nama orang", "Avoid names of people"),
        "word" => lang.pick("Satu kata saja mudah ditebak, tambah kata lain", "One word alone is easy to guess, add others"),
        _ => lang.pick(
            "Coba tiga kata yang tidak berhubungan, dengan angka dan simbol",
            "Try three unrelated words, with numbers and symbols",
        ),
    })
}

pub fn register(lang: Lang) -> &'static str {
    lang.pick("Daftar", "Register")
}

pub fn sign_in(lang: Lang) -> &'static str {
    lang.pick("Masuk", "Sign in")
}

pub fn forgot(lang: Lang) -> &'static str {
    lang.pick("Lupa Password", "Forgotten password")
}

pub fn help(lang: Lang) -> &'static str {
    lang.pick("Pusat Bantuan", "Help centre")
}

/// What a button says while its post is under way.
pub fn sending(lang: Lang) -> &'static str {
    lang.pick("Mengirim…", "Sending…")
}

pub fn checking(lang: Lang) -> &'static str {
    lang.pick("Memeriksa…", "Checking…")
}

pub fn saving(lang: Lang) -> &'static str {
    lang.pick("Menyimpan…", "Saving…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_and_advice_has_words_in_both_languages() {
        for lang in Lang::ALL {
            let words: std::collections::BTreeSet<_> = (0..=4).map(|score| strength(lang, score)).collect();
            assert_eq!(words.len(), 5);
            assert_eq!(strength(lang, 200), strength(lang, 4));
            let other = advice(lang, "weak");
            for code in ["too_short", "too_long", "personal", "common", "repeat", "sequence", "keyboard", "date", "name", "word"] {
                assert!(advice(lang, code).is_some() && advice(lang, code) != other, "{code}");
            }
            assert_eq!(advice(lang, ""), None);
        }
    }
}
