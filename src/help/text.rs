//! Every sentence of the help page: Indonesian first, English second.
//!
//! A phrase between two asterisks is a word on a button or a field and is shown bold.

mod access;
mod account;
mod identity;
mod leave;
mod safety;

use crate::help::model::{Both, Topic};
use crate::kernel::lang::Lang;

/// The topics in the order of the page. Other pages link to `/bantuan#` and one of these ids.
pub const TOPICS: &[Topic] = &[
    Topic { id: "daftar", name: ("Mendaftar", "Registering"), questions: access::REGISTER },
    Topic { id: "masuk", name: ("Masuk akun", "Signing in"), questions: access::SIGN_IN },
    Topic { id: "kode", name: ("Kode OTP", "One-time code"), questions: access::CODE },
    Topic { id: "atur-ulang", name: ("Lupa Password", "Forgotten password"), questions: access::RESET },
    Topic { id: "akun", name: ("Akun Saya", "My account"), questions: account::ACCOUNT },
    Topic { id: "nik", name: ("NIK dan e-\u{2060}KTP", "NIK and e-\u{2060}KTP"), questions: identity::NIK },
    Topic { id: "ponsel-bersama", name: ("Ponsel bersama", "Shared phone"), questions: safety::SHARED_PHONE },
    Topic { id: "hemat-data", name: ("Hemat data", "Saving data"), questions: safety::SAVE_DATA },
    Topic { id: "hapus-akun", name: ("Hapus Akun", "Removing the account"), questions: leave::LEAVE },
    Topic { id: "penipuan", name: ("Penipuan dan spam", "Fraud and spam"), questions: safety::FRAUD },
];

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Pusat Bantuan", "Help centre")
}

pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Ada yang bisa dibantu?", "How can we help?")
}

pub fn lead(lang: Lang) -> &'static str {
    lang.pick(
        "Pilih topik, lalu buka pertanyaannya. Halaman ini bisa dibaca tanpa masuk akun.",
        "Choose a topic, then open a question. You can read this page without signing in.",
    )
}

pub fn topics_heading(lang: Lang) -> &'static str {
    lang.pick("Topik", "Topics")
}

pub fn back_to_topics(lang: Lang) -> &'static str {
    lang.pick("Kembali ke daftar topik", "Back to the topics")
}

pub fn contact_heading(lang: Lang) -> &'static str {
    lang.pick("Belum terjawab?", "Not answered?")
}

pub fn contact_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Tulis email kepada kami. Kami membalas paling lambat 2 hari kerja setelah email Anda sampai.",
        "Write us an email. We answer within 2 working days after it reached us.",
    )
}

/// What a question should contain, so that it can be answered at once.
pub const CONTACT_HINTS: &[Both] = &[
    (
        "Tulis apa yang Anda lakukan, pesan apa yang tampil, dan pukul berapa.",
        "Say what you did, which message you saw, and at what time.",
    ),
    ("Pakai email akun Anda, kalau masih bisa dibuka.", "Write from your account's email, if you can still open it."),
    ("Jangan tulis password, kode, atau NIK lengkap.", "Leave out passwords, codes and your full NIK."),
];

pub fn contact_privacy(lang: Lang) -> &'static str {
    lang.pick(
        "Pertanyaan tentang data pribadi dijawab di halaman Privasi.",
        "Questions about personal data are answered on the privacy page.",
    )
}

pub fn privacy_link(lang: Lang) -> &'static str {
    lang.pick("Baca halaman Privasi", "Read the privacy page")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::model::Block;
    use std::collections::BTreeSet;

    /// Every sentence of the answers with its translation.
    fn sentences() -> Vec<Both> {
        let mut all = CONTACT_HINTS.to_vec();
        for topic in TOPICS {
            all.push(topic.name);
            for question in topic.questions {
                all.push(question.ask);
                for block in question.answer {
                    match *block {
                        Block::Text(words) | Block::Go(_, _, words) => all.push(words),
                        Block::List(items) | Block::Steps(items) => all.extend(items),
                    }
                }
            }
        }
        all
    }

    #[test]
    fn the_ids_that_other_pages_link_to_are_there_once() {
        let ids: BTreeSet<&str> = TOPICS.iter().map(|topic| topic.id).collect();
        assert_eq!(ids.len(), TOPICS.len());
        for id in ["daftar", "masuk", "kode", "atur-ulang", "akun", "nik", "ponsel-bersama", "hemat-data", "hapus-akun", "penipuan"]
        {
            assert!(ids.contains(id), "{id}");
        }
    }

    #[test]
    fn every_asterisk_that_opens_is_closed() {
        for (id, en) in sentences() {
            assert_eq!(id.matches('*').count() % 2, 0, "{id}");
            assert_eq!(en.matches('*').count() % 2, 0, "{en}");
        }
    }

    #[test]
    fn every_sentence_is_there_in_both_languages_and_none_shouts() {
        for (id, en) in sentences() {
            assert!(!id.is_empty() && !en.is_empty(), "{id} / {en}");
            assert!(!id.contains('!') && !en.contains('!'), "{id} / {en}");
        }
    }

    #[test]
    fn links_lead_to_pages_that_anybody_may_open() {
        for question in TOPICS.iter().flat_map(|topic| topic.questions) {
            for block in question.answer {
                if let Block::Go(route, _, _) = block {
                    assert!(!route.needs_session() && !route.has_parameter() && !route.sandbox_only(), "{route:?}");
                }
            }
        }
    }
}
