//! `/masuk/terkunci`, `/masuk/ditangguhkan`, `/masuk/berakhir`: until when, why, and what can be done now.

use crate::account::model::standing::Suspension;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;

/// Heading and sentence of a thing that can be done.
pub type Step = (&'static str, &'static str);

pub fn what_now(lang: Lang) -> &'static str {
    lang.pick("Yang bisa Anda lakukan sekarang", "What you can do now")
}

pub fn help(lang: Lang) -> &'static str {
    lang.pick("Buka Pusat Bantuan", "Open the help centre")
}

pub fn locked_title(lang: Lang) -> &'static str {
    lang.pick("Masuk sedang terkunci", "Sign-in is locked")
}

pub fn locked_until(lang: Lang, until: Option<Instant>, closed: bool) -> String {
    match (until, closed, lang) {
        (Some(until), _, Lang::Id) => format!("Terkunci sampai {}.", until.date_time(lang)),
        (Some(until), _, Lang::En) => format!("Locked until {}.", until.date_time(lang)),
        (None, true, _) => {
            lang.pick("Terkunci sampai Anda membuat password baru.", "Locked until you choose a new password.").to_owned()
        }
        (None, false, _) => lang
            .pick(
                "Kunci berlangsung 15 menit, lalu 30 menit, lalu paling lama 1 jam.",
                "A lock lasts 15 minutes, then 30 minutes, then an hour at most.",
            )
            .to_owned(),
    }
}

pub fn locked_why(lang: Lang) -> &'static str {
    lang.pick(
        "Password salah diketik 5 kali berturut-turut. Kunci ini mencegah orang lain menebak password Anda.",
        "A wrong password was typed 5 times in a row. The lock keeps others from guessing your password.",
    )
}

pub fn locked_steps(lang: Lang) -> [Step; 3] {
    match lang {
        Lang::Id => [
            ("Buat password baru", "Tautan atur ulang tetap bekerja selama terkunci, dan kunci langsung terbuka setelahnya."),
            ("Atau tunggu", "Setelah waktunya lewat, coba lagi. Satu password yang benar menghapus hitungan yang salah."),
            ("Bukan Anda yang mencoba?", "Akun Anda aman. Perangkat yang pernah Anda pakai masuk tidak ikut terkunci."),
        ],
        Lang::En => [
            ("Choose a new password", "The reset link works during a lock and ends it at once."),
            ("Or wait", "Try again when the time is over. One right password clears the wrong tries."),
            ("Was it not you who tried?", "Your account is safe. A device you signed in on before is not locked with it."),
        ],
    }
}

pub fn new_password(lang: Lang) -> &'static str {
    lang.pick("Buat password baru", "Choose a new password")
}

pub fn back_to_sign_in(lang: Lang) -> &'static str {
    lang.pick("Kembali ke Masuk", "Back to sign-in")
}

/// The link beside a lock on the form.
pub fn what_is_a_lock(lang: Lang) -> &'static str {
    lang.pick("Apa arti terkunci, dan apa yang bisa dilakukan?", "What does locked mean, and what can be done?")
}

/// The link beside the notice that a session ended.
pub fn what_is_expired(lang: Lang) -> &'static str {
    lang.pick("Mengapa sesi berakhir?", "Why do sessions end?")
}

pub fn suspended_title(lang: Lang) -> &'static str {
    lang.pick("Akun Anda ditangguhkan", "Your account is suspended")
}

/// In the mail and on the page.
pub fn until(lang: Lang, until: Option<Instant>) -> String {
    match (until, lang) {
        (Some(until), Lang::Id) => format!("Berlaku sampai {}, lalu terbuka sendiri.", until.date_time(lang)),
        (Some(until), Lang::En) => format!("It lasts until {} and then ends by itself.", until.date_time(lang)),
        (None, _) => lang.pick("Berlaku sampai petugas mencabutnya.", "It lasts until our staff lift it.").to_owned(),
    }
}

pub fn reason(lang: Lang, reason: Suspension) -> &'static str {
    match reason {
        Suspension::Review => lang.pick(
            "Alasan: ada hal pada akun ini yang sedang kami periksa.",
            "Reason: something about this account is being looked into.",
        ),
        Suspension::FalseData => lang.pick(
            "Alasan: sebagian data akun ini tidak sesuai dengan kenyataan.",
            "Reason: some of this account's data are not true.",
        ),
        Suspension::Misuse => lang.pick(
            "Alasan: akun ini dipakai dengan cara yang melanggar syarat & ketentuan.",
            "Reason: this account was used against the terms & conditions.",
        ),
        Suspension::OwnerAsked => lang.pick(
            "Alasan: pemilik akun memintanya, misalnya karena ponsel hilang.",
            "Reason: the account's owner asked for it, for example because a phone was lost.",
        ),
    }
}

/// When this browser was not told why.
pub fn reason_unknown(lang: Lang) -> &'static str {
    lang.pick(
        "Alasan dan batas waktunya ada di email yang kami kirim ke alamat akun, dan di halaman ini setelah Anda masuk dengan password dan kode.",
        "Reason and end stand in the mail to the account's address, and on this page after you sign in with password and code.",
    )
}

/// In the mail, and on the page where no reason is known.
pub fn data_is_kept(lang: Lang) -> &'static str {
    lang.pick("Data Anda tidak dihapus selama penangguhan.", "Your data are not removed while it is suspended.")
}

pub fn suspended_steps(lang: Lang) -> [Step; 2] {
    match lang {
        Lang::Id => [
            (
                "Hubungi bantuan",
                "Keberatan atau ada yang keliru? Sebutkan nomor pesan di email penangguhan. Jangan kirim password atau kode.",
            ),
            (
                "Baca email kami",
                "Di sana tertulis kapan dan mengapa akun ditangguhkan. Saat dibuka lagi, kami kirim kabar ke alamat yang sama.",
            ),
        ],
        Lang::En => [
            (
                "Ask for help",
                "Do you object, or is something wrong? Name the message number of our mail. Send no password and no code.",
            ),
            (
                "Read our mail",
                "It says when and why the account was suspended. When it opens again, news goes to the same address.",
            ),
        ],
    }
}

pub fn expired_title(lang: Lang) -> &'static str {
    lang.pick("Sesi sudah berakhir", "The session has ended")
}

pub fn expired_until(lang: Lang) -> &'static str {
    lang.pick(
        "Sesi berakhir setelah 15 menit tanpa kegiatan, paling lama 8 jam setelah masuk, atau kalau perangkat ini dikeluarkan dari perangkat lain.",
        "A session ends after 15 minutes without activity, at most 8 hours after signing in, or when this device was signed out from another one.",
    )
}

pub fn expired_why(lang: Lang) -> &'static str {
    lang.pick(
        "Ini menjaga data Anda kalau ponsel atau komputer ditinggal terbuka atau hilang. Akun Anda tidak berubah.",
        "It guards your data when a phone or computer is left open or lost. Your account has not changed.",
    )
}

pub fn expired_steps(lang: Lang) -> [Step; 2] {
    match lang {
        Lang::Id => [
            ("Masuk lagi", "Pakai email dan password yang sama. Di perangkat tepercaya Anda masuk tanpa kode."),
            (
                "Lanjutkan isian Anda",
                "Isian yang sedang dikirim saat sesi berakhir disimpan 30 menit dan ditawarkan di Dasbor, hanya untuk Anda di perangkat yang sama.",
            ),
        ],
        Lang::En => [
            ("Sign in again", "Use the same email and password. On a trusted device you need no code."),
            (
                "Go on with your form",
                "What you were sending when the session ended is kept for 30 minutes and offered on the dashboard, only to you and on the same device.",
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_says_until_when_or_what_opens_it() {
        let at = Instant(1_790_000_000_000);
        for lang in Lang::ALL {
            let said = [locked_until(lang, Some(at), false), locked_until(lang, None, true), locked_until(lang, None, false)];
            assert!(said[0].contains(&at.date_time(lang)));
            assert!(said[1] != said[2]);
            let reasons: std::collections::BTreeSet<_> = Suspension::ALL.iter().map(|why| reason(lang, *why)).collect();
            assert_eq!(reasons.len(), Suspension::ALL.len());
        }
    }
}
