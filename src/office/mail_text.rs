//! The sentences of the office's mails: Indonesian first, English second. Subjects carry nothing personal: they show on locked screens.

use super::text::{overview, role_name};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;
use crate::platform::outbox::Message;
use crate::platform::outbox::letter::{link, message, note, text};

/// An administrator invites; `url` leads to the page with the one button.
pub fn invitation(lang: Lang, role: Role, until: Instant, url: &str) -> Message {
    let (role, until) = (role_name(lang, role), until.date_time(lang));
    message(
        lang.pick("Undangan ke kantor Prakerja", "Invitation to the Prakerja office"),
        vec![
            text(match lang {
                Lang::Id => format!("Anda diundang bekerja di kantor portal ini dengan peran {role}."),
                Lang::En => format!("You are invited to work in the office of this portal as {role}."),
            }),
            text(lang.pick(
                "Siapkan ponsel dengan aplikasi autentikator. Tanpa aplikasi itu Anda tidak bisa masuk.",
                "Have a phone with an authenticator app ready. Without one you cannot sign in.",
            )),
            link(lang.pick("Terima undangan", "Accept the invitation"), url),
            text(match lang {
                Lang::Id => format!("Tautan ini berlaku sekali, sampai {until}."),
                Lang::En => format!("This link works once, until {until}."),
            }),
            note(lang.pick(
                "Tidak mengenal undangan ini? Abaikan saja. Tanpa Anda, tidak ada akun yang dibuat.",
                "Does this invitation mean nothing to you? Ignore it. Without you no account is made.",
            )),
        ],
    )
}

/// Somebody signed in with a browser that was never used before; `class` is the device class.
pub fn new_browser(lang: Lang, at: Instant, class: &str) -> Message {
    let (when, device) = (at.date_time(lang), overview::class(lang, class));
    message(
        lang.pick("Masuk ke kantor dengan peramban baru", "The office was entered with a new browser"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} akun kantor Anda dipakai masuk dari peramban yang belum dikenal: {device}."),
                Lang::En => format!("On {when} your office account was used from a browser that was not known: {device}."),
            }),
            text(lang.pick(
                "Sesi sebelumnya sudah berakhir, karena hanya satu sesi yang bisa berjalan.",
                "The session before it has ended, because there is one session at a time.",
            )),
            note(lang.pick(
                "Bukan Anda? Hubungi administrator sekarang supaya akses ini dihentikan.",
                "Was it not you? Ask an administrator now to end this access.",
            )),
        ],
    )
}

/// An administrator ended the access.
pub fn deactivated(lang: Lang, at: Instant) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Akses kantor Anda dihentikan", "Your access to the office has ended"),
        vec![
            text(match lang {
                Lang::Id => {
                    format!("Pada {when} administrator menghentikan akses Anda ke kantor. Sesi yang terbuka sudah berakhir.")
                }
                Lang::En => format!("On {when} an administrator ended your access to the office. Open sessions have ended."),
            }),
            text(lang.pick(
                "Kalau ini keliru, hubungi administrator. Anda bisa diundang lagi.",
                "If this is a mistake, ask an administrator. You can be invited again.",
            )),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::outbox::Block;

    const AT: Instant = Instant(1_790_000_000_000);
    const URL: &str = "https://portal.example/kantor/undangan/x";

    fn words(mail: &Message) -> String {
        let block = |block: &Block| match block {
            Block::Text(text) | Block::Note(text) | Block::Code(text) => text.clone(),
            Block::Link { label, url } => format!("{label} {url}"),
        };
        mail.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_mail_says_when_and_no_subject_says_who_or_what_role() {
        for lang in Lang::ALL {
            for role in Role::ALL {
                let mail = invitation(lang, *role, AT, URL);
                let said = words(&mail);
                assert!(
                    said.contains(role_name(lang, *role)) && said.contains(URL) && said.contains(&AT.date_time(lang)),
                    "{said}"
                );
                assert!(!mail.subject.contains(role_name(lang, *role)));
            }
            for mail in [new_browser(lang, AT, "android"), deactivated(lang, AT)] {
                let said = words(&mail);
                assert!(said.contains(&AT.date_time(lang)) && !said.contains('!'), "{said}");
            }
        }
    }
}
