//! Mails about a suspended account.

use super::{link, message, note, text};
use crate::account::model::standing::Suspension;
use crate::account::text::standing as words;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::Message;

/// The account was suspended; without `until` until it is lifted.
pub fn suspended(lang: Lang, at: Instant, reason: Suspension, until: Option<Instant>, help: &str) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Akun Anda ditangguhkan", "Your account is suspended"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} akun ini ditangguhkan. Semua perangkat sudah dikeluarkan."),
                Lang::En => format!("On {when} this account was suspended. All devices were signed out."),
            }),
            text(words::reason(lang, reason)),
            text(words::until(lang, until)),
            text(lang.pick(
                "Keberatan, atau ada yang keliru? Hubungi bantuan dan sebutkan nomor pesan ini.",
                "Do you object, or is something wrong? Ask for help and name the number of this message.",
            )),
            link(lang.pick("Pusat Bantuan", "Help centre"), help),
            note(words::data_is_kept(lang)),
        ],
    )
}

/// The suspension is over.
pub fn lifted(lang: Lang, at: Instant, sign_in: &str) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Akun Anda bisa dipakai lagi", "Your account can be used again"),
        vec![
            text(match lang {
                Lang::Id => format!("Penangguhan akun ini berakhir pada {when}. Data Anda tidak berubah."),
                Lang::En => format!("The suspension of this account ended on {when}. Your data have not changed."),
            }),
            text(lang.pick("Masuk seperti biasa, dengan password dan kode.", "Sign in as usual, with password and code.")),
            link(lang.pick("Masuk", "Sign in"), sign_in),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    const AT: Instant = Instant(1_790_000_000_000);

    #[test]
    fn a_suspension_is_told_with_its_reason_and_its_end() {
        for lang in Lang::ALL {
            let mut said = std::collections::BTreeSet::new();
            for &reason in Suspension::ALL {
                for until in [None, Some(AT)] {
                    let mail = suspended(lang, AT, reason, until, "https://portal.example/bantuan");
                    let words = words(&mail);
                    assert!(words.contains(&AT.date_time(lang)) && !words.contains('!'));
                    assert!(said.insert(words), "every reason and end reads differently");
                }
            }
            assert_ne!(
                lifted(lang, AT, "https://portal.example/masuk").subject,
                suspended(lang, AT, Suspension::Review, None, "").subject
            );
        }
    }
}
