//! Mails about the removal of an account.

use super::{device, link, message, note, text};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::Message;

/// It was asked for; `cancel` is the page with the one button, `until` and `erased_by` when it stops working and when all is done.
pub fn requested(lang: Lang, at: Instant, class: &str, cancel: &str, until: Instant, erased_by: Instant) -> Message {
    let [when, until, done] = [at, until, erased_by].map(|at| at.date_time(lang));
    let device = device(lang, class);
    message(
        lang.pick("Akun Anda akan dihapus", "Your account will be removed"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} penghapusan akun ini diminta dari {device}. Semua perangkat sudah dikeluarkan."),
                Lang::En => {
                    format!("On {when} the removal of this account was asked for from {device}. All devices were signed out.")
                }
            }),
            text(match lang {
                Lang::Id => format!("Berubah pikiran, atau bukan Anda yang meminta? Batalkan sampai {until}."),
                Lang::En => format!("Have you changed your mind, or was it not you? Cancel until {until}."),
            }),
            link(lang.pick("Batalkan penghapusan", "Cancel the removal"), cancel),
            text(match lang {
                Lang::Id => format!(
                    "Setelah itu data Anda dihapus, paling lambat {done}. Sampai saat itu email dan NIK ini belum bisa didaftarkan lagi."
                ),
                Lang::En => format!(
                    "After that your data is erased, by {done} at the latest. Until then this email and NIK cannot be registered again."
                ),
            }),
            note(lang.pick(
                "Tidak berubah pikiran? Tidak ada yang perlu dilakukan. Kami mengirim satu kabar lagi saat semuanya terhapus.",
                "No change of mind? There is nothing to do. We send word once more when all of it is erased.",
            )),
        ],
    )
}

/// It was taken back.
pub fn cancelled(lang: Lang, at: Instant, forgot: &str) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Penghapusan akun dibatalkan", "The removal of your account was cancelled"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} penghapusan akun ini dibatalkan. Data Anda tidak berubah. Masuk seperti biasa."),
                Lang::En => {
                    format!("On {when} the removal of this account was cancelled. Your data has not changed. Sign in as usual.")
                }
            }),
            text(lang.pick(
                "Bukan Anda yang meminta penghapusannya? Ganti password sekarang. Semua perangkat akan dikeluarkan.",
                "Was it not you who asked for the removal? Replace your password now. All devices will be signed out.",
            )),
            link(lang.pick("Ganti password", "Replace the password"), forgot),
        ],
    )
}

/// It is done.
pub fn removed(lang: Lang, at: Instant) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Akun Anda sudah dihapus", "Your account was removed"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} data Anda di Portal Peserta dihapus dan kuncinya dimusnahkan."),
                Lang::En => format!("On {when} your data on the participant portal was erased and its key destroyed."),
            }),
            text(lang.pick(
                "Catatan uang dan catatan pemeriksaan tetap ada dengan nama samaran. Email dan NIK ini bisa didaftarkan lagi kapan saja.",
                "Money records and the audit record stay under a pseudonym. This email and NIK can be registered again at any time.",
            )),
            note(lang.pick("Ini pesan terakhir kami ke alamat ini.", "This is our last message to this address.")),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;
    use crate::platform::outbox::Block;

    const AT: Instant = Instant(1_790_000_000_000);

    #[test]
    fn the_first_mail_says_until_when_and_holds_the_link_and_the_last_one_needs_none() {
        let (until, done) = (AT.plus_seconds(86_400), AT.plus_seconds(3 * 86_400));
        for lang in Lang::ALL {
            let mails = [
                requested(lang, AT, "android", "https://portal.example/hapus/batal/x", until, done),
                cancelled(lang, AT, "https://portal.example/lupa-password"),
                removed(lang, AT),
            ];
            for at in [AT, until, done] {
                assert!(words(&mails[0]).contains(&at.date_time(lang)));
            }
            let links = |mail: &Message| mail.blocks.iter().filter(|block| matches!(block, Block::Link { .. })).count();
            assert_eq!(mails.each_ref().map(links), [1, 1, 0]);
            let subjects: std::collections::BTreeSet<_> = mails.iter().map(|mail| mail.subject.clone()).collect();
            assert_eq!(subjects.len(), 3);
            for mail in &mails {
                assert!(!words(mail).contains('!') && !mail.subject.contains(|c: char| c.is_ascii_digit() || c == '@'));
            }
        }
    }
}
