//! `/akun/konfirmasi` and `/akun/ubah-password`.

use super::fields::field_error;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Konfirmasi bahwa ini Anda", "Confirm that it is you")
}

/// `page` is the name of the page that asked.
pub fn lead(lang: Lang, page: &str) -> String {
    match lang {
        Lang::Id => format!("{page} hanya terbuka setelah password dan kode. Berlaku 5 menit, lalu Anda kembali ke halaman itu."),
        Lang::En => format!("{page} opens only after password and code. It holds for 5 minutes; then you go on there."),
    }
}

/// Stands before the masked address.
pub fn account(lang: Lang) -> &'static str {
    lang.pick("Akun ", "Account ")
}

pub fn kept(lang: Lang) -> &'static str {
    lang.pick("Isian yang sudah Anda ketik tidak hilang.", "Nothing you have typed is lost.")
}

pub fn go_on(lang: Lang) -> &'static str {
    lang.pick("Lanjutkan", "Continue")
}

/// Bold sentence on the page that goes on after the proof.
pub fn confirmed(lang: Lang) -> &'static str {
    lang.pick("Terkonfirmasi.", "Confirmed.")
}

/// The rest: `button` is the label of what waits to be pressed.
pub fn once_more(lang: Lang, button: &str) -> String {
    match lang {
        Lang::Id => format!("Tekan {button} sekali lagi."),
        Lang::En => format!("Press {button} once more."),
    }
}

/// Link back to the password, then the rest of the sentence, where the app was tried in vain.
pub fn start_again(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Ulangi konfirmasi", " dari password. Anda tetap masuk."),
        Lang::En => ("Confirm again", " from the password on. You stay signed in."),
    }
}

pub fn cancel(lang: Lang) -> &'static str {
    lang.pick("Batal, kembali ke Akun Saya", "Cancel, back to my account")
}

/// The sentence for a refused field: inside the account a wrong password has nothing to do with the e-mail.
pub fn error(lang: Lang, field: &str, code: &str) -> String {
    match (field, code) {
        ("password" | "password_lama", "wrong") => lang
            .pick(
                "Password tidak cocok. Periksa huruf besar dan kecil. Lupa? Buat yang baru lewat Lupa Password.",
                "The password does not match. Check capital letters. Forgotten? Choose a new one with Forgotten password.",
            )
            .to_owned(),
        ("password_lama", "required") => lang.pick("Isi password lama.", "Enter your old password.").to_owned(),
        ("password_baru", "required") => lang.pick("Isi password baru.", "Enter a new password.").to_owned(),
        ("password_baru", "same") => lang
            .pick(
                "Password baru sama dengan yang lama. Pilih yang lain.",
                "The new password is the same as the old one. Choose another.",
            )
            .to_owned(),
        // Whoever is signed in has no way back to the sign-in page.
        ("kode", "app_exhausted" | "app_wrong_0") => lang
            .pick(
                "Sudah salah 5 kali. Minta kode dengan cara lain, atau tekan Ulangi konfirmasi di bawah.",
                "Wrong 5 times. Get a code another way, or press Confirm again below.",
            )
            .to_owned(),
        ("kode", "app_dead") => lang
            .pick(
                "Percobaan ini sudah selesai. Minta kode dengan cara lain, atau tekan Ulangi konfirmasi di bawah.",
                "This attempt is over. Get a code another way, or press Confirm again below.",
            )
            .to_owned(),
        ("password_lama", code) => field_error(lang, "password", code),
        _ => field_error(lang, field, code),
    }
}

pub fn change(lang: Lang) -> &'static str {
    lang.pick("Ubah Password", "Change password")
}

pub fn change_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Setelah disimpan, perangkat lain dikeluarkan dan tidak lagi tepercaya. Di perangkat ini Anda tetap masuk.",
        "Once it is saved, other devices are signed out and no longer trusted. On this device you stay signed in.",
    )
}

pub fn old_password(lang: Lang) -> &'static str {
    lang.pick("Password lama", "Old password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_both_passwords_has_words_of_its_own() {
        for lang in Lang::ALL {
            let said: std::collections::BTreeSet<_> = [
                ("password", "wrong"),
                ("password", "required"),
                ("password_lama", "required"),
                ("password_lama", "too_long"),
                ("password_baru", "required"),
                ("password_baru", "same"),
                ("password_baru", "weak"),
                ("kode", "dead"),
                ("kode", "app_dead"),
                ("kode", "app_exhausted"),
            ]
            .into_iter()
            .map(|(field, code)| error(lang, field, code))
            .collect();
            assert_eq!(said.len(), 10);
        }
    }
}
