//! The pages that ask for a one-time code: `/daftar/kode`, `/masuk/kode` and `/akun/konfirmasi/kode`.

use super::super::model::Channel;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Masukkan kode", "Enter the code")
}

pub fn heading(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Masukkan kode dari email", "Enter the code from your email"),
        Channel::Sms => lang.pick("Masukkan kode dari SMS", "Enter the code from your SMS"),
        Channel::App => lang.pick("Masukkan angka dari aplikasi", "Enter the number from your app"),
    }
}

/// In place of where the code went: nothing was sent.
pub fn open_app(lang: Lang) -> &'static str {
    lang.pick(
        "Buka aplikasi autentikator di ponsel Anda, lalu salin 6 angka di bawah nama Prakerja.",
        "Open the authenticator app on your phone and copy the 6 digits below the name Prakerja.",
    )
}

pub fn app_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Angkanya berganti tiap 30 detik, dan tiap angka hanya bisa dipakai sekali.",
        "The number changes every 30 seconds, and each number works once.",
    )
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

pub fn trust(lang: Lang) -> &'static str {
    lang.pick("Percayai perangkat ini", "Trust this device")
}

pub fn trust_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Di perangkat ini Anda masuk tanpa kode selama 30 hari. Jangan centang di ponsel atau komputer bersama.",
        "On this device you sign in without a code for 30 days. Leave it unticked on a shared phone or computer.",
    )
}

pub fn verify(lang: Lang) -> &'static str {
    lang.pick("Verifikasi", "Verify")
}

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
        Channel::App => lang.pick("Pakai aplikasi autentikator", "Use the authenticator app"),
    }
}

/// Stands above the other ways where the app is asked for.
pub fn no_app(lang: Lang) -> &'static str {
    lang.pick("Aplikasinya tidak ada di tangan?", "Is the app not at hand?")
}

pub fn no_app_lead(lang: Lang) -> &'static str {
    lang.pick("Kode tetap bisa dikirim dengan cara lain.", "A code can still come another way.")
}

pub fn missing(lang: Lang) -> &'static str {
    lang.pick("Kode belum masuk?", "No code yet?")
}

/// First of the four lines: where else to look.
pub fn look(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email | Channel::App => lang.pick("Lihat folder Spam atau Promosi", "Look in the spam or promotions folder"),
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

/// Second of the four lines: perhaps it went to the wrong place.
pub fn wrong_place(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email | Channel::App => lang.pick("Alamatnya salah?", "Wrong address?"),
        Channel::Sms => lang.pick("Nomornya salah?", "Wrong number?"),
    }
}

/// Link to the other ways, then the rest of the sentence, where the account's own number is the wrong one.
pub fn other_way(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Minta kode lewat email", ", lalu ganti nomornya di Akun Saya."),
        Lang::En => ("Get the code by email", ", then change the number in My account."),
    }
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
        Channel::Email | Channel::App => {
            lang.pick("Email kadang perlu 2–3 menit", "Email sometimes takes 2\u{2060}–\u{2060}3 minutes")
        }
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

/// Stands above [`troubles`].
pub fn troubles_title(lang: Lang) -> &'static str {
    lang.pick("Ada kendala dengan kode?", "Trouble with the code?")
}

/// What can go wrong with a code that went this way, and what to do about it: question, answer.
pub fn troubles(lang: Lang, channel: Channel) -> Vec<(&'static str, &'static str)> {
    let [wrong, over, inbox, full, lost] = troubles_by_mail(lang);
    match channel {
        Channel::Sms => vec![wrong, over, no_sms(lang), lost],
        Channel::Email | Channel::App => vec![wrong, over, inbox, full, lost],
    }
}

fn no_sms(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "SMS tidak masuk",
            "Pastikan ada sinyal dan kotak SMS tidak penuh, lalu nyalakan ulang ponsel. Periksa juga folder spam atau pesan yang diblokir.",
        ),
        Lang::En => (
            "The SMS does not arrive",
            "Make sure that there is signal and room for SMS, then restart the phone. Look into the folder of spam or blocked messages too.",
        ),
    }
}

fn troubles_by_mail(lang: Lang) -> [(&'static str, &'static str); 5] {
    match lang {
        Lang::Id => [
            (
                "Kode ditolak karena salah",
                "Pakai kode dari pesan terbaru dan cocokkan nomor rujukannya. Satu kode bisa dicoba 5 kali, lalu minta yang baru.",
            ),
            (
                "Kode sudah tidak berlaku",
                "Jam berlakunya tertulis di atas. Setelah lewat, tekan Kirim Ulang Kode. Kode lama langsung mati begitu yang baru dikirim.",
            ),
            (
                "Tidak ada di kotak masuk",
                "Cari kata Prakerja di folder Spam, Promosi, dan Sampah. Tandai sebagai bukan spam supaya kode berikutnya masuk ke kotak utama.",
            ),
            (
                "Kotak email penuh",
                "Hapus beberapa email besar dan kosongkan folder Sampah, lalu tekan Kirim Ulang Kode. Email yang datang saat penuh tidak disimpan.",
            ),
            (
                "Ponsel hilang atau nomor berganti",
                "Buka email di perangkat lain, atau pilih kode lewat email kalau tombolnya ada di halaman ini. Minta operator memblokir kartu SIM yang hilang.",
            ),
        ],
        Lang::En => [
            (
                "The code is refused as wrong",
                "Use the code of the newest message and compare its reference. A code can be tried 5 times; then ask for a new one.",
            ),
            (
                "The code is no longer valid",
                "Until when it works stands above. After that press Send a new code. The old code is dead as soon as a new one is sent.",
            ),
            (
                "It is not in the inbox",
                "Search for Prakerja in the spam, promotions and trash folders. Mark it as no spam so that the next code reaches the inbox.",
            ),
            (
                "The mailbox is full",
                "Delete some large mails and empty the trash, then press Send a new code. Mail that comes while it is full is not kept.",
            ),
            (
                "The phone is lost or the number has changed",
                "Open your email on another device, or choose the code by email if this page has that button. Ask your operator to block the lost SIM card.",
            ),
        ],
    }
}

/// Stands above [`app_troubles`].
pub fn app_troubles_title(lang: Lang) -> &'static str {
    lang.pick("Ada kendala dengan aplikasi?", "Trouble with the app?")
}

/// What can go wrong with an authenticator app, and what to do about it: question, answer.
/// `inside`: at the proof of somebody who is signed in.
pub fn app_troubles(lang: Lang, inside: bool) -> [(&'static str, &'static str); 4] {
    let exhausted = match (inside, lang) {
        (false, Lang::Id) => {
            "Mulai lagi dari halaman Masuk, atau minta kode lewat email. Batas ini menjaga akun dari orang yang menebak-nebak."
        }
        (false, Lang::En) => {
            "Start again from the sign-in page, or get a code by email. This limit keeps the account from people who guess."
        }
        (true, Lang::Id) => {
            "Tekan Ulangi konfirmasi di atas, atau minta kode lewat email. Batas ini menjaga akun dari orang yang menebak-nebak."
        }
        (true, Lang::En) => {
            "Press Confirm again above, or get a code by email. This limit keeps the account from people who guess."
        }
    };
    match lang {
        Lang::Id => [
            (
                "Angkanya ditolak",
                "Tunggu sampai angka berganti, lalu ketik yang baru. Kalau tetap ditolak, nyalakan tanggal dan waktu otomatis di pengaturan ponsel: jam yang meleset membuat angkanya meleset.",
            ),
            (
                "Ponsel hilang atau aplikasinya terhapus",
                "Minta kode lewat email di halaman ini. Setelah masuk, buka Akun Saya, tekan Ubah di baris Langkah kedua, lalu matikan aplikasi yang lama dan pasang di ponsel baru.",
            ),
            (
                "Ada beberapa angka di aplikasi",
                "Pakai yang bernama Prakerja. Kalau nama itu tercatat dua kali, yang berlaku adalah yang terakhir dipasang.",
            ),
            ("Sudah salah 5 kali", exhausted),
        ],
        Lang::En => [
            (
                "The number is refused",
                "Wait until it changes, then type the new one. If that is refused too, switch on automatic date and time in the phone's settings: a wrong clock makes wrong numbers.",
            ),
            (
                "The phone is lost or the app is gone",
                "Get a code by email on this page. Once you are in, open My account, press Change in the row Second step, switch the old app off and set it up on the new phone.",
            ),
            (
                "The app shows several numbers",
                "Use the one named Prakerja. If that name is there twice, the one set up last works.",
            ),
            ("Wrong 5 times already", exhausted),
        ],
    }
}

/// Link to the whole answer in the help centre.
pub fn all_about_codes(lang: Lang) -> &'static str {
    lang.pick("Semua jawaban tentang kode", "All answers about codes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::text::overview;

    #[test]
    fn a_code_that_went_by_sms_is_not_looked_for_in_a_mailbox() {
        for (lang, mailbox) in [(Lang::Id, "Kotak email"), (Lang::En, "mailbox")] {
            let about = |channel| troubles(lang, channel).iter().any(|(title, _)| title.contains(mailbox));
            assert!(about(Channel::Email) && !about(Channel::Sms));
        }
    }

    #[test]
    fn the_way_to_the_app_is_told_in_the_words_of_akun_saya() {
        for (lang, inside) in Lang::ALL.into_iter().flat_map(|lang| [(lang, true), (lang, false)]) {
            let [_, (_, lost), ..] = app_troubles(lang, inside);
            for words in [overview::title(lang), overview::second_step(lang), overview::change(lang)] {
                assert!(lost.contains(words), "{words}: {lost}");
            }
        }
    }
}
