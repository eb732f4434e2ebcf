//! Mails and SMS about fresh proof and a changed password.

use super::{code_mail, device, disavowable, not_me, note, text};
use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::{Message, Sms};

/// A code before something that matters; `class` as in `SignInLine`, `not_me_link` where the owner goes if it was somebody else.
pub fn code(lang: Lang, code: &OneTimeCode, at: Instant, until: Instant, class: &str, not_me_link: &str) -> Message {
    let (when, device) = (at.date_time(lang), device(lang, class));
    let enter = match lang {
        Lang::Id => format!("Pada {when} akun ini mau diubah dari {device}. Masukkan kode ini di halaman yang Anda buka."),
        Lang::En => format!(
            "On {when} something in this account was about to be changed from {device}. Enter this code on the page you have open."
        ),
    };
    let subject = lang.pick("Kode konfirmasi Anda", "Your confirmation code");
    code_mail(lang, subject, enter, code, until, not_me(lang, not_me_link))
}

/// One SMS: plain characters only, short enough for the reference to fit behind it.
pub fn code_sms(lang: Lang, code: &OneTimeCode, until: Instant) -> Sms {
    let (code, clock) = (code.as_str(), until.clock_wib());
    let text = match lang {
        Lang::Id => format!(
            "Prakerja: {code} kode konfirmasi Anda, berlaku sampai {clock}. Jangan beri tahu siapa pun, petugas tidak memintanya."
        ),
        Lang::En => {
            format!("Prakerja: {code} is your confirmation code, valid until {clock}. Tell nobody, our staff never ask for it.")
        }
    };
    Sms { text }
}

/// The password was changed by somebody who was signed in.
pub fn password_changed(lang: Lang, at: Instant, class: &str, disavow_link: &str) -> Message {
    let (when, device) = (at.date_time(lang), device(lang, class));
    disavowable(
        lang,
        lang.pick("Password akun Anda diubah", "The password of your account was changed"),
        vec![
            text(match lang {
                Lang::Id => format!(
                    "Password akun ini diubah pada {when} dari {device}. Semua perangkat lain sudah dikeluarkan dan tidak lagi tepercaya."
                ),
                Lang::En => format!(
                    "The password of this account was changed on {when} from {device}. All other devices were signed out and are no longer trusted."
                ),
            }),
            note(lang.pick("Anda yang mengubahnya? Tidak ada yang perlu dilakukan.", "Was it you? Then there is nothing to do.")),
        ],
        disavow_link,
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;
    use crate::platform::outbox::Block;

    const AT: Instant = Instant(1_790_000_000_000);
    const URL: &str = "https://portal.example/lupa-password";

    #[test]
    fn every_message_says_when_and_leads_out_and_the_subject_says_no_code() {
        let code_typed = OneTimeCode::from_number(40_826).unwrap();
        for lang in Lang::ALL {
            for mail in [code(lang, &code_typed, AT, AT, "android", URL), password_changed(lang, AT, "android", URL)] {
                let said = words(&mail);
                assert!(said.contains(&AT.date_time(lang)) && said.contains("Android") && !said.contains('!'), "{said}");
                assert!(mail.blocks.iter().any(|block| matches!(block, Block::Link { url, .. } if url == URL)));
                assert!(!mail.subject.contains(|char: char| char.is_ascii_digit()));
            }
            let sms = code_sms(lang, &code_typed, AT).text;
            assert!(sms.is_ascii() && sms.len() <= 145 && sms.contains("040826"), "{}: {sms}", sms.len());
        }
    }
}
