//! Every sentence of the two legal pages: Indonesian first, English second.
//!
//! Figures here repeat promises that code keeps (terms of cookies, of codes, of drafts, of erasure). Whoever changes one
//! changes the other, and raises [`TERMS_VERSION`] when a promise to participants changes.

mod privacy;
mod terms;

pub use privacy::SECTIONS as PRIVACY;
pub use terms::SECTIONS as TERMS;

use crate::kernel::lang::Lang;
use crate::legal::model::TERMS_VERSION;

pub fn terms_title(lang: Lang) -> &'static str {
    lang.pick("Syarat dan ketentuan", "Terms and conditions")
}

pub fn terms_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Aturan memakai Portal Peserta, dalam kalimat biasa. Bacalah sebelum mendaftar.",
        "The rules for using this portal, in plain words. Read them before you register.",
    )
}

pub fn privacy_title(lang: Lang) -> &'static str {
    lang.pick("Privasi", "Privacy")
}

pub fn privacy_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Data apa yang kami pakai, untuk apa, berapa lama, dan apa hak Anda.",
        "Which data we use, what for, for how long, and what your rights are.",
    )
}

/// "Versi 1, berlaku sejak 23 November 2026". The date belongs to [`TERMS_VERSION`].
pub fn version(lang: Lang) -> String {
    let (version, since) = match lang {
        Lang::Id => ("Versi", "berlaku sejak 23 November 2026"),
        Lang::En => ("Version", "in force since 23 November 2026"),
    };
    format!("{version} {TERMS_VERSION}, {since}")
}

/// The link to the same page in the other language, named in that language.
pub fn other_language(lang: Lang) -> &'static str {
    lang.pick("English version", "Versi bahasa Indonesia")
}

pub fn contents(lang: Lang) -> &'static str {
    lang.pick("Isi halaman", "On this page")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legal::model::{Block, Section};
    use std::collections::BTreeSet;

    const DOCUMENTS: [&[Section]; 2] = [TERMS, PRIVACY];

    #[test]
    fn the_parts_of_a_document_have_addresses_of_their_own() {
        for document in DOCUMENTS {
            let ids: BTreeSet<&str> = document.iter().map(|part| part.id).collect();
            assert_eq!(ids.len(), document.len());
        }
    }

    #[test]
    fn every_row_of_a_table_fills_its_columns() {
        for part in DOCUMENTS.into_iter().flatten() {
            for block in part.body {
                if let Block::Table { head, rows, .. } = block {
                    assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == head.len()), "{}", part.id);
                }
            }
        }
    }

    #[test]
    fn the_version_is_named_in_both_languages() {
        for lang in Lang::ALL {
            let line = version(lang);
            assert!(line.contains(TERMS_VERSION) && line.contains("23 November 2026"), "{line}");
        }
    }
}
