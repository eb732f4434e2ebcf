//! `/akun/keamanan`: the second step at sign-in.

use super::super::model::Channel;
use super::super::model::security::SecurityNotice;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Keamanan", "Security")
}

pub fn lead(lang: Lang) -> &'static str {
    lang.pick(
        "Selain password, masuk meminta langkah kedua yang hanya bisa Anda jawab.",
        "Beside the password, signing in asks for a second step that only you can take.",
    )
}

/// What just happened: bold sentence, the rest.
pub fn notice(lang: Lang, notice: SecurityNotice) -> (&'static str, &'static str) {
    match (notice, lang) {
        (SecurityNotice::On, Lang::Id) => (
            "Aplikasi autentikator terpasang.",
            " Masuk berikutnya meminta angkanya, juga di perangkat yang dulu tepercaya. Kabarnya kami kirim ke email Anda.",
        ),
        (SecurityNotice::On, Lang::En) => (
            "The authenticator app is set up.",
            " The next sign-in asks for its number, also on devices that were trusted before. We sent word to your email.",
        ),
        (SecurityNotice::Off, Lang::Id) => (
            "Aplikasi autentikator dimatikan.",
            " Masuk berikutnya meminta kode yang kami kirim. Catatan Prakerja di aplikasi itu boleh dihapus.",
        ),
        (SecurityNotice::Off, Lang::En) => (
            "The authenticator app is off.",
            " The next sign-in asks for a code that we send. You may delete the entry in that app.",
        ),
        (SecurityNotice::Chosen, Lang::Id) => ("Pilihan Anda disimpan.", " Berlaku mulai masuk berikutnya."),
        (SecurityNotice::Chosen, Lang::En) => ("Your choice is saved.", " It holds from the next sign-in."),
        (SecurityNotice::Over, Lang::Id) => (
            "Pemasangan tadi tidak berlaku lagi.",
            " Pemasangan itu diulang di tab lain, atau lewat 10 menit. Kalau ada kode QR di bawah, pindai yang itu; kalau tidak, mulai lagi.",
        ),
        (SecurityNotice::Over, Lang::En) => (
            "That setup no longer works.",
            " It was begun again in another tab, or took more than 10 minutes. If there is a QR code below, scan that one; if not, start again.",
        ),
    }
}

/// The card about the app.
pub fn app(lang: Lang) -> &'static str {
    lang.pick("Aplikasi autentikator", "Authenticator app")
}

/// `day` is "27 November 2026".
pub fn on_since(lang: Lang, day: &str) -> String {
    match lang {
        Lang::Id => format!("Aktif sejak {day}"),
        Lang::En => format!("On since {day}"),
    }
}

pub fn off(lang: Lang) -> &'static str {
    lang.pick("Belum dipasang", "Not set up")
}

pub fn app_what(lang: Lang) -> &'static str {
    lang.pick(
        "Aplikasi di ponsel Anda membuat angka baru tiap 30 detik, tanpa pulsa dan tanpa internet. Paling aman, karena tidak ada pesan yang bisa dibaca orang lain.",
        "An app on your phone makes a new number every 30 seconds, without credit and without internet. The safest way, because there is no message that others could read.",
    )
}

pub fn set_up(lang: Lang) -> &'static str {
    lang.pick("Pasang aplikasi", "Set the app up")
}

pub fn set_up_again(lang: Lang) -> &'static str {
    lang.pick("Pasang di ponsel lain", "Set it up on another phone")
}

pub fn setting_up(lang: Lang) -> &'static str {
    lang.pick("Menyiapkan…", "Preparing…")
}

pub fn switch_off(lang: Lang) -> &'static str {
    lang.pick("Matikan", "Switch off")
}

pub fn switching_off(lang: Lang) -> &'static str {
    lang.pick("Mematikan…", "Switching off…")
}

/// Both buttons ask for it.
pub fn proof_first(lang: Lang) -> &'static str {
    lang.pick(
        "Sebelum ada yang berubah, kami meminta password dan kode sekali lagi.",
        "Before anything changes we ask for password and code once more.",
    )
}

/// The choice.
pub fn first(lang: Lang) -> &'static str {
    lang.pick("Yang diminta saat masuk", "What signing in asks for")
}

pub fn first_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Cara lain yang tercatat di sini tetap bisa dipilih saat masuk.",
        "The other ways listed here can still be chosen then.",
    )
}

pub fn way(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::App => lang.pick("Angka dari aplikasi autentikator", "Number of the authenticator app"),
        Channel::Email => lang.pick("Kode lewat email", "Code by email"),
        Channel::Sms => lang.pick("Kode lewat SMS", "Code by SMS"),
    }
}

/// Where a code goes; `place` is masked.
pub fn goes_to(lang: Lang, place: &str) -> String {
    match lang {
        Lang::Id => format!("Dikirim ke {place}"),
        Lang::En => format!("Sent to {place}"),
    }
}

/// Link, then the rest of the sentence, while the number is not verified.
pub fn verify_number(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Verifikasi nomor ponsel", " supaya kode juga bisa dikirim lewat SMS."),
        Lang::En => ("Verify your mobile number", " so that codes can come by SMS, too."),
    }
}

pub fn save(lang: Lang) -> &'static str {
    lang.pick("Simpan", "Save")
}

pub fn saving(lang: Lang) -> &'static str {
    lang.pick("Menyimpan…", "Saving…")
}

/// While an app is being set up.
pub fn setup_title(lang: Lang) -> &'static str {
    lang.pick("Pasang aplikasi autentikator", "Set up the authenticator app")
}

/// `until` is "10.24 WIB".
pub fn setup_lead(lang: Lang, until: &str) -> String {
    match lang {
        Lang::Id => format!("Selesaikan sampai {until}. Belum ada yang berubah sampai angka pertama Anda masukkan."),
        Lang::En => format!("Finish by {until}. Nothing changes until you enter the first number."),
    }
}

/// Above each of [`steps`].
pub fn step(lang: Lang, number: u8) -> String {
    match lang {
        Lang::Id => format!("Langkah {number}"),
        Lang::En => format!("Step {number}"),
    }
}

pub fn steps(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Id => [
            "Buka aplikasi autentikator di ponsel, misalnya Google Authenticator, Aegis, atau Microsoft Authenticator. Belum punya? Ambil dari toko aplikasi ponsel Anda.",
            "Pilih tambah akun, lalu pindai kode QR ini.",
            "Ketik 6 angka yang tampil di aplikasi.",
        ],
        Lang::En => [
            "Open an authenticator app on your phone, such as Google Authenticator, Aegis or Microsoft Authenticator. You have none? Get one from your phone's app store.",
            "Choose to add an account, then scan this QR code.",
            "Type the 6 digits that the app shows.",
        ],
    }
}

/// What the drawing is, for screen readers.
pub fn qr(lang: Lang) -> &'static str {
    lang.pick("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app")
}

pub fn this_phone(lang: Lang) -> &'static str {
    lang.pick("Buka di aplikasi pada ponsel ini", "Open in the app on this phone")
}

pub fn cannot_scan(lang: Lang) -> &'static str {
    lang.pick("Tidak bisa memindai?", "Cannot scan it?")
}

pub fn type_key(lang: Lang) -> &'static str {
    lang.pick(
        "Pilih \u{201c}masukkan kunci\u{201d} di aplikasi, lalu ketik kunci ini tanpa memperhatikan spasi. Jenisnya berbasis waktu.",
        "Choose to enter a key in the app and type this one; spaces do not matter. Its kind is time-based.",
    )
}

pub fn never_show(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Jangan tunjukkan kode QR dan kunci ini kepada siapa pun.",
            " Siapa pun yang memilikinya bisa membuat angka yang sama.",
        ),
        Lang::En => ("Show this QR code and key to nobody.", " Whoever has them can make the same numbers."),
    }
}

pub fn give_up(lang: Lang) -> &'static str {
    lang.pick("Batal", "Cancel")
}

pub fn giving_up(lang: Lang) -> &'static str {
    lang.pick("Membatalkan…", "Cancelling…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_has_its_words_in_both_languages() {
        let all = [SecurityNotice::On, SecurityNotice::Off, SecurityNotice::Chosen, SecurityNotice::Over];
        for lang in Lang::ALL {
            let leads: std::collections::BTreeSet<_> = all.map(|kind| notice(lang, kind).0).into_iter().collect();
            assert_eq!(leads.len(), all.len());
        }
        for kind in all {
            assert_ne!(notice(Lang::Id, kind), notice(Lang::En, kind));
            assert_eq!(SecurityNotice::parse(kind.name()), Some(kind));
        }
    }
}
