//! Mails and SMS about a changed number or address.

use super::{code_mail, device, disavowable, link, message, note, nothing_to_do, text};
use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::{Message, Sms};

/// To the new number: one SMS, plain characters only.
pub fn phone_code(lang: Lang, code: &OneTimeCode, until: Instant) -> Sms {
    let (code, clock) = (code.as_str(), until.clock_wib());
    let text = match lang {
        Lang::Id => format!(
            "Prakerja: {code} kode verifikasi nomor ini, berlaku sampai {clock}. Jangan beri tahu siapa pun, petugas tidak memintanya."
        ),
        Lang::En => {
            format!("Prakerja: {code} verifies this number, valid until {clock}. Tell nobody, our staff never ask for it.")
        }
    };
    Sms { text }
}

/// To the number that now belongs to the account.
pub fn phone_welcome(lang: Lang, at: Instant) -> Sms {
    let clock = at.clock_wib();
    let text = match lang {
        Lang::Id => format!("Prakerja: nomor ini terverifikasi pukul {clock}. Bukan Anda? Buka Pusat Bantuan di portal."),
        Lang::En => format!("Prakerja: this number was verified at {clock}. Not you? Open the help centre of the portal."),
    };
    Sms { text }
}

/// To the number that no longer belongs to the account.
pub fn phone_left(lang: Lang, at: Instant) -> Sms {
    let clock = at.clock_wib();
    let text = match lang {
        Lang::Id => format!("Prakerja: nomor akun Anda diganti pukul {clock}. Bukan Anda? Ganti password di portal sekarang."),
        Lang::En => {
            format!("Prakerja: your account's number was replaced at {clock}. Not you? Replace your password on the portal now.")
        }
    };
    Sms { text }
}

/// To the mailbox: the account has another number.
pub fn phone_changed(lang: Lang, at: Instant, number: &str, class: &str, way_out: &str) -> Message {
    let (when, device) = (at.date_time(lang), device(lang, class));
    disavowable(
        lang,
        lang.pick("Nomor ponsel akun Anda terverifikasi", "Your account's mobile number was verified"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} nomor {number} diverifikasi untuk akun ini dari {device}."),
                Lang::En => format!("On {when} the number {number} was verified for this account from {device}."),
            }),
            nothing_to_do(lang),
        ],
        way_out,
    )
}

/// To the new address.
pub fn email_code(lang: Lang, code: &OneTimeCode, until: Instant) -> Message {
    let subject = lang.pick("Kode untuk mengganti email akun", "The code to change your account's email");
    let enter = lang.pick(
        "Masukkan kode ini di halaman tempat Anda mengganti email.",
        "Enter this code on the page where you are changing your email.",
    );
    let end = note(lang.pick(
        "Bukan Anda yang meminta? Abaikan pesan ini. Tanpa kode ini tidak ada yang berubah.",
        "Did you not ask for it? Ignore this message. Without the code nothing changes.",
    ));
    code_mail(lang, subject, enter, code, until, [end])
}

/// To an address that somebody wanted for an account although it belongs to one: only its owner learns of it.
pub fn email_taken(lang: Lang, at: Instant) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Alamat ini diminta untuk akun lain", "This address was asked for by another account"),
        vec![
            text(match lang {
                Lang::Id => format!(
                    "Pada {when} seseorang ingin menjadikan alamat ini email akunnya di Portal Peserta. Alamat ini sudah terhubung dengan akun Anda, jadi tidak ada yang berubah."
                ),
                Lang::En => format!(
                    "On {when} somebody wanted to make this address the email of their account on the participant portal. It belongs to your account already, so nothing has changed."
                ),
            }),
            text(lang.pick(
                "Kalau itu Anda: satu alamat hanya untuk satu akun. Pakai alamat lain, atau masuk ke akun yang sudah memakai alamat ini.",
                "If it was you: each address has one account only. Use another address, or sign in to the account that has this one.",
            )),
            note(lang.pick(
                "Kalau bukan Anda, tidak ada yang perlu dilakukan. Orang itu tidak menerima kode dan tidak bisa membuka akun Anda.",
                "If it was not you, there is nothing to do. That person got no code and cannot open your account.",
            )),
        ],
    )
}

/// To the old address: what happened, and the link that takes it back.
pub fn email_left(lang: Lang, at: Instant, new: &str, class: &str, undo: &str, until: Instant) -> Message {
    let (when, device, last) = (at.date_time(lang), device(lang, class), until.date_time(lang));
    message(
        lang.pick("Email akun Anda diganti", "Your account's email was changed"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} email akun ini diganti menjadi {new} dari {device}."),
                Lang::En => format!("On {when} the email of this account was changed to {new} from {device}."),
            }),
            nothing_to_do(lang),
            text(match lang {
                Lang::Id => format!(
                    "Bukan Anda? Batalkan sampai {last}. Alamat ini kembali menjadi email akun, dan semua perangkat dikeluarkan."
                ),
                Lang::En => format!(
                    "Was it not you? Undo it until {last}. This address becomes the account's email again, and all devices are signed out."
                ),
            }),
            link(lang.pick("Batalkan penggantian", "Undo the change"), undo),
        ],
    )
}

/// To the new address, once it holds.
pub fn email_welcome(lang: Lang, at: Instant, way_out: &str) -> Message {
    let when = at.date_time(lang);
    disavowable(
        lang,
        lang.pick("Alamat ini sekarang email akun Anda", "This address is now your account's email"),
        vec![text(match lang {
            Lang::Id => format!(
                "Sejak {when} Anda masuk dengan alamat ini. Alamat yang lama diberi tahu dan bisa membatalkannya selama 10 hari."
            ),
            Lang::En => {
                format!("Since {when} you sign in with this address. The old one was told and can undo the change for 10 days.")
            }
        })],
        way_out,
    )
}

/// To the address that was taken back.
pub fn email_undone(lang: Lang, at: Instant) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Penggantian email dibatalkan", "The change of email was undone"),
        vec![
            text(match lang {
                Lang::Id => format!(
                    "Pada {when} pemilik alamat yang lama membatalkan penggantian email. Alamat ini tidak lagi terhubung dengan akun itu."
                ),
                Lang::En => format!(
                    "On {when} the owner of the old address undid the change of email. This address no longer belongs to that account."
                ),
            }),
            note(lang.pick(
                "Kalau akun itu milik Anda, masuk dengan alamat yang lama atau tanyakan lewat Pusat Bantuan.",
                "If the account is yours, sign in with the old address or ask through the help centre.",
            )),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Instant = Instant(1_790_000_000_000);

    #[test]
    fn every_sms_leaves_room_for_its_reference() {
        let code = OneTimeCode::from_number(40_826).unwrap();
        for lang in Lang::ALL {
            for sms in [phone_code(lang, &code, AT), phone_welcome(lang, AT), phone_left(lang, AT)] {
                assert!(sms.text.is_ascii() && sms.text.len() <= 140, "{}: {}", sms.text.len(), sms.text);
            }
        }
    }

    #[test]
    fn subjects_say_nothing_secret_and_no_two_are_alike() {
        let code = OneTimeCode::from_number(40_826).unwrap();
        for lang in Lang::ALL {
            let mails = [
                phone_changed(lang, AT, "+62", "android", "u"),
                email_code(lang, &code, AT),
                email_taken(lang, AT),
                email_left(lang, AT, "s•i@contoh.example", "android", "u", AT),
                email_welcome(lang, AT, "u"),
                email_undone(lang, AT),
            ];
            let subjects: std::collections::BTreeSet<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
            assert_eq!(subjects.len(), mails.len());
            assert!(subjects.iter().all(|subject| !subject.contains(|c: char| c.is_ascii_digit() || c == '@')));
        }
    }
}
