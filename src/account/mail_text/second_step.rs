//! Mails about the second step.

use super::{device, disavowable, note, text};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::Message;

/// An authenticator app belongs to the account from now on.
pub fn app_on(lang: Lang, at: Instant, class: &str, way_out: &str) -> Message {
    let (when, device) = (at.date_time(lang), device(lang, class));
    disavowable(
        lang,
        lang.pick("Aplikasi autentikator dipasang", "An authenticator app was set up"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} aplikasi autentikator dipasang untuk akun ini dari {device}."),
                Lang::En => format!("On {when} an authenticator app was set up for this account from {device}."),
            }),
            text(lang.pick(
                "Setiap masuk sekarang meminta angka dari aplikasi itu, juga di perangkat yang dulu tepercaya. Kalau ponsel itu tidak ada, kode tetap bisa dikirim ke email ini.",
                "Every sign-in now asks for the number of that app, also on devices that were trusted before. Without that phone a code can still come to this email.",
            )),
            note(lang.pick("Anda yang memasangnya? Tidak ada yang perlu dilakukan.", "Was it you? Then there is nothing to do.")),
        ],
        way_out,
    )
}

/// The authenticator app no longer belongs to the account.
pub fn app_off(lang: Lang, at: Instant, class: &str, way_out: &str) -> Message {
    let (when, device) = (at.date_time(lang), device(lang, class));
    disavowable(
        lang,
        lang.pick("Aplikasi autentikator dimatikan", "The authenticator app was switched off"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} aplikasi autentikator dilepas dari akun ini lewat {device}."),
                Lang::En => format!("On {when} the authenticator app was taken off this account from {device}."),
            }),
            text(lang.pick(
                "Setiap masuk sekarang meminta kode yang kami kirim. Catatan Prakerja di aplikasi itu boleh dihapus.",
                "Every sign-in now asks for a code that we send. You may delete the entry in that app.",
            )),
            note(lang.pick("Anda yang mematikannya? Tidak ada yang perlu dilakukan.", "Was it you? Then there is nothing to do.")),
        ],
        way_out,
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;
    use crate::platform::outbox::Block;

    const AT: Instant = Instant(1_790_000_000_000);
    const URL: &str = "https://portal.example/bukan-saya/rahasia";

    #[test]
    fn both_mails_say_when_and_where_and_lead_out() {
        for lang in Lang::ALL {
            let mails = [app_on(lang, AT, "android", URL), app_off(lang, AT, "android", URL)];
            assert_ne!(mails[0].subject, mails[1].subject);
            for mail in mails {
                let said = words(&mail);
                assert!(said.contains(&AT.date_time(lang)) && said.contains("Android") && !said.contains('!'), "{said}");
                assert!(mail.blocks.iter().any(|block| matches!(block, Block::Link { url, .. } if url == URL)));
                assert!(!mail.subject.contains(|char: char| char.is_ascii_digit() || char == '@'));
            }
        }
    }
}
