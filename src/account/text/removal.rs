//! `/akun/hapus`, `/hapus/batal/{token}` and `/masuk/dihapus`.

use super::standing::Step;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Hapus Akun", "Remove account")
}

pub fn lead(lang: Lang) -> &'static str {
    lang.pick(
        "Anda boleh pergi kapan saja, tanpa alasan. Baca dulu apa yang terjadi.",
        "You may leave at any time without giving a reason. First read what happens.",
    )
}

/// Bold first sentence, then the rest.
pub fn when(lang: Lang, cancel_until: Instant, erased_by: Instant) -> (String, String) {
    let [until, done] = [cancel_until, erased_by].map(|at| at.date_time(lang));
    match lang {
        Lang::Id => (
            format!("Bisa dibatalkan sampai {until}."),
            format!(
                "Anda langsung keluar dari semua perangkat dan tidak bisa masuk lagi. Data terhapus paling lambat {done}; sampai saat itu email dan NIK ini belum bisa didaftarkan lagi."
            ),
        ),
        Lang::En => (
            format!("It can be cancelled until {until}."),
            format!(
                "You are signed out on every device at once and cannot sign in again. Your data is erased by {done} at the latest; until then this email and NIK cannot be registered again."
            ),
        ),
    }
}

pub fn goes(lang: Lang) -> &'static str {
    lang.pick("Yang dihapus", "What goes")
}

/// What goes: title, detail.
pub fn gone(lang: Lang) -> [Step; 4] {
    match lang {
        Lang::Id => [
            ("Data diri", "Nama, NIK, tanggal lahir, alamat, email, dan nomor ponsel, bersama kunci yang membukanya."),
            ("Profil", "Pendidikan, pekerjaan, keahlian, dan riwayat perubahannya."),
            ("Cara masuk", "Password, kode, aplikasi autentikator, perangkat, sesi, dan tautan yang pernah kami kirim."),
            ("Isian dan pesan", "Isian yang belum selesai, pemberitahuan, dan isi pesan kami."),
        ],
        Lang::En => [
            ("Personal data", "Name, NIK, birth date, address, email and phone number, with the key that opens them."),
            ("Profile", "Education, work, skills, and the history of changes."),
            ("Ways in", "Password, codes, authenticator app, devices, sessions, and links we ever sent."),
            ("Forms and messages", "What you left unfinished, notices, and the text of our messages."),
        ],
    }
}

pub fn stays(lang: Lang) -> &'static str {
    lang.pick("Yang tetap ada, dan mengapa", "What stays, and why")
}

/// What stays: title, why.
pub fn kept(lang: Lang) -> [Step; 4] {
    match lang {
        Lang::Id => [
            (
                "Catatan uang",
                "Dengan nomor acak sebagai nama samaran, karena pembukuan uang negara harus utuh. Saldo pelatihan yang tersisa kembali ke program.",
            ),
            (
                "Sidik NIK, hanya kalau Anda pernah menerima bantuan",
                "Supaya bantuan tetap satu kali untuk setiap orang. NIK tidak bisa dibaca darinya.",
            ),
            (
                "Catatan penghapusan ini",
                "Nomor acak akun dan kapan penghapusan diminta dan selesai, supaya terbukti bahwa data sudah dihapus.",
            ),
            ("Catatan pemeriksaan", "Nomor, kode, dan waktu tanpa data pribadi, supaya perubahan diam-diam ketahuan."),
        ],
        Lang::En => [
            (
                "Money records",
                "Under a random number as pseudonym, because the books of public money must stay whole. What is left of the training balance returns to the programme.",
            ),
            (
                "A fingerprint of the NIK, only if you ever received a grant",
                "So that there is one grant for each person. The NIK cannot be read from it.",
            ),
            (
                "The record of this removal",
                "The account's random number, and when the removal was asked for and done, as proof that the data was erased.",
            ),
            ("The audit record", "Numbers, codes and times without personal data, so that secret changes come to light."),
        ],
    }
}

/// Stands before the masked address.
pub fn mail_goes_to(lang: Lang) -> &'static str {
    lang.pick("Tautan pembatalan kami kirim ke ", "The link to cancel goes to ")
}

/// Label of the field.
pub fn type_the_word(lang: Lang) -> &'static str {
    lang.pick("Ketik HAPUS untuk melanjutkan", "Type HAPUS to go on")
}

pub fn word_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Huruf besar atau kecil, keduanya boleh.",
        "HAPUS is Indonesian for “delete”. Capitals or small letters, either will do.",
    )
}

pub fn removing(lang: Lang) -> &'static str {
    lang.pick("Menghapus…", "Removing…")
}

pub fn keep_account(lang: Lang) -> &'static str {
    lang.pick("Tidak jadi, kembali ke Akun Saya", "Keep the account, back to my account")
}

/// On "Akun Saya": the link and a sentence about it.
pub fn link_note(lang: Lang) -> &'static str {
    lang.pick("Ingin berhenti memakai portal?", "Do you want to stop using the portal?")
}

/// The sentence for a refused field.
pub fn error(lang: Lang, field: &str, code: &str) -> String {
    match (field, code) {
        ("kata", "required") => lang.pick("Ketik kata HAPUS.", "Type the word HAPUS.").to_owned(),
        ("kata", _) => lang
            .pick("Kata itu bukan HAPUS. Ketik lima huruf: HAPUS.", "That is not the word. Type five letters: HAPUS.")
            .to_owned(),
        _ => super::fields::field_error(lang, field, code),
    }
}

pub fn cancel_title(lang: Lang) -> &'static str {
    lang.pick("Batalkan penghapusan akun", "Cancel the removal of your account")
}

pub fn cancel_lead(lang: Lang, until: Instant) -> String {
    let until = until.date_time(lang);
    match lang {
        Lang::Id => format!("Dengan tombol ini akun Anda terbuka lagi dan tidak ada yang terhapus. Berlaku sampai {until}."),
        Lang::En => format!("With this button your account opens again and nothing is erased. It works until {until}."),
    }
}

pub fn cancel_then(lang: Lang) -> &'static str {
    lang.pick("Setelah itu, masuk seperti biasa dengan password dan kode.", "After that, sign in as usual with password and code.")
}

pub fn cancel(lang: Lang) -> &'static str {
    lang.pick("Batalkan penghapusan", "Cancel the removal")
}

pub fn cancelling(lang: Lang) -> &'static str {
    lang.pick("Membatalkan…", "Cancelling…")
}

pub fn cancel_dead(lang: Lang) -> &'static str {
    lang.pick("Tautan ini tidak berlaku lagi", "This link no longer works")
}

pub fn cancel_dead_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Tautannya berlaku sekali dan selama 24 jam. Kalau Anda sudah membatalkannya, masuk seperti biasa. Kalau waktunya lewat, akun dihapus dan Anda bisa mendaftar lagi.",
        "It works once and for 24 hours. If you have cancelled already, sign in as usual. If the time is over, the account is removed and you can register again.",
    )
}

/// `/masuk/dihapus`.
pub fn removing_title(lang: Lang) -> &'static str {
    lang.pick("Akun ini akan dihapus", "This account will be removed")
}

/// Bold first sentence. `until` is known to whoever gave password and code, `now` decides whether it is over.
pub fn removing_until(lang: Lang, until: Option<Instant>, now: Instant) -> String {
    match (until, lang) {
        (Some(until), Lang::Id) if now < until => format!("Anda masih bisa membatalkan sampai {}.", until.date_time(lang)),
        (Some(until), Lang::En) if now < until => format!("You can still cancel until {}.", until.date_time(lang)),
        (Some(_), _) => lang.pick("Waktu untuk membatalkan sudah lewat.", "The time to cancel is over.").to_owned(),
        (None, _) => lang
            .pick(
                "Penghapusan bisa dibatalkan selama 24 jam setelah diminta.",
                "A removal can be cancelled for 24 hours after it was asked for.",
            )
            .to_owned(),
    }
}

pub fn removing_why(lang: Lang) -> &'static str {
    lang.pick(
        "Penghapusannya sudah diminta, jadi tidak ada yang bisa masuk. Data terhapus paling lambat 72 jam setelah diminta.",
        "Its removal was asked for, so nobody can sign in. The data is erased at most 72 hours after it was asked for.",
    )
}

pub fn to_home(lang: Lang) -> &'static str {
    lang.pick("Ke beranda", "To the home page")
}

pub fn removing_steps(lang: Lang) -> [Step; 2] {
    match lang {
        Lang::Id => [
            ("Berubah pikiran, atau bukan Anda?", "Buka email kami “Akun Anda akan dihapus” dan tekan “Batalkan penghapusan”."),
            (
                "Ingin kembali nanti?",
                "Setelah terhapus, email dan NIK ini bisa didaftarkan lagi kapan saja. Kami mengirim satu kabar saat itu.",
            ),
        ],
        Lang::En => [
            (
                "Changed your mind, or was it not you?",
                "Open our mail “Your account will be removed” and press “Cancel the removal”.",
            ),
            ("Coming back later?", "Once it is erased, this email and NIK can be registered again at any time. We send word then."),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::rules::removal::WORD;

    #[test]
    fn the_page_names_the_word_and_each_refusal_differs() {
        for lang in Lang::ALL {
            assert!(type_the_word(lang).contains(WORD));
            assert!(error(lang, "kata", "required").contains(WORD) && error(lang, "kata", "wrong").contains(WORD));
            assert_ne!(error(lang, "kata", "required"), error(lang, "kata", "wrong"));
        }
    }

    #[test]
    fn until_when_it_can_be_cancelled_is_said_and_that_it_is_over() {
        let (now, until) = (Instant(1_790_000_000_000), Instant(1_790_000_060_000));
        for lang in Lang::ALL {
            assert!(removing_until(lang, Some(until), now).contains(&until.date_time(lang)));
            assert_ne!(removing_until(lang, Some(until), until), removing_until(lang, Some(until), now));
            assert_ne!(removing_until(lang, None, now), removing_until(lang, Some(until), until));
        }
    }
}
