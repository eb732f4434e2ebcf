//! The messages about a forgotten e-mail.

use super::{link, message, note, text};
use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::{Message, Sms};

/// `/lupa-email`: to the address that was forgotten, which stands in the mail but not in its subject.
pub fn reminder(lang: Lang, address: &str, at: Instant, sign_in: &str, forgot: &str) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Ini email akun Portal Peserta Anda", "This is the email of your participant account"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} seseorang, mungkin Anda, lupa email akunnya dan mengisi NIK serta nama Anda."),
                Lang::En => {
                    format!("On {when} somebody, perhaps you, had forgotten the email of their account and entered your NIK and name.")
                }
            }),
            text(match lang {
                Lang::Id => format!("Akun Anda memakai alamat ini: {address}"),
                Lang::En => format!("Your account uses this address: {address}"),
            }),
            text(lang.pick("Masuk dengan alamat itu dan password Anda.", "Sign in with that address and your password.")),
            link(lang.pick("Masuk", "Sign in"), sign_in),
            text(lang.pick("Lupa password juga? Buat yang baru di sini.", "Forgotten your password, too? Choose a new one here.")),
            link(lang.pick("Lupa Password", "Forgotten password"), forgot),
            note(lang.pick(
                "Alamat ini hanya kami beri tahu di pesan ini. Kalau bukan Anda yang meminta, tidak ada yang perlu dilakukan: orang itu tidak tahu apakah Anda punya akun.",
                "Only this message tells the address. If it was not you who asked, there is nothing to do: that person does not know whether you have an account.",
            )),
        ],
    )
}

/// One SMS: plain characters only, short enough for the reference to fit behind it.
pub fn code_sms(lang: Lang, code: &OneTimeCode, until: Instant) -> Sms {
    let (code, clock) = (code.as_str(), until.clock_wib());
    let text = match lang {
        Lang::Id => {
            format!("Prakerja: {code} kode untuk melihat email akun Anda, berlaku sampai {clock}. Jangan beri tahu siapa pun.")
        }
        Lang::En => format!("Prakerja: {code} is your code to see your account's email, valid until {clock}. Tell nobody."),
    };
    Sms { text }
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    const AT: Instant = Instant(1_790_000_000_000);
    const ADDRESS: &str = "s•••i@contoh.example";

    #[test]
    fn the_reminder_names_the_address_in_its_body_only_and_says_how_to_go_on() {
        for lang in Lang::ALL {
            let mail = reminder(lang, ADDRESS, AT, "https://portal.example/masuk", "https://portal.example/lupa-password");
            assert!(words(&mail).contains(ADDRESS) && !mail.subject.contains('@'));
            assert!(!words(&mail).contains('!'));
            let links = mail.blocks.iter().filter(|block| matches!(block, crate::platform::outbox::Block::Link { .. })).count();
            assert_eq!(links, 2);
        }
        let [id, en] = Lang::ALL.map(|lang| reminder(lang, ADDRESS, AT, "a", "b").subject);
        assert_ne!(id, en);
    }

    #[test]
    fn the_sms_leaves_room_for_its_reference() {
        let code = OneTimeCode::from_number(40_826).unwrap();
        for lang in Lang::ALL {
            let sms = code_sms(lang, &code, AT).text;
            assert!(sms.is_ascii() && sms.len() <= 140 && sms.contains("040826"), "{}: {sms}", sms.len());
        }
    }
}
