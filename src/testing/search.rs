//! Looks for what must not be there, byte by byte, in everything a database has written.

use crate::platform::Ctx;
use crate::platform::crypt::hex;
use crate::platform::db::Db;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeSet, HashMap};
use std::fs;

/// Something to look through.
pub struct Place {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Something to look for, in the clear, as hex and as base64.
#[derive(Clone, Debug)]
pub struct Needle {
    pub what: String,
    forms: Vec<Vec<u8>>,
    /// Short ones turn up by chance within longer words: only a word of its own counts.
    whole: bool,
}

impl Needle {
    pub fn new(what: impl Into<String>, value: impl AsRef<[u8]>) -> Self {
        let value = value.as_ref();
        assert!(value.len() >= 6, "too short to look for");
        let lower = hex(value);
        let mut forms = vec![value.to_vec(), lower.to_uppercase().into_bytes(), lower.into_bytes()];
        for before in 0..3 {
            // Of what stands before and behind only whole characters are its own.
            let data = [vec![0; before], value.to_vec()].concat();
            let (from, to) = ((before * 8).div_ceil(6), data.len() * 8 / 6);
            for text in [STANDARD_NO_PAD.encode(&data), URL_SAFE_NO_PAD.encode(&data)] {
                if to >= from + 8 {
                    forms.push(text.as_bytes()[from..to].to_vec());
                }
            }
        }
        Self { what: what.into(), forms, whole: value.len() < 9 }
    }

    /// Whether one of its forms stands at this place.
    fn stands_at(&self, start: usize, bytes: &[u8]) -> bool {
        let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        self.forms.iter().any(|form| {
            bytes[start..].starts_with(form)
                && !(self.whole && (is_word(start.checked_sub(1)) || is_word(Some(start + form.len()))))
        })
    }
}

/// The names of what is there, in any form. One look at each place, however many needles there are.
pub fn found_in(needles: &[Needle], bytes: &[u8]) -> BTreeSet<String> {
    let mut beginnings: HashMap<[u8; 4], Vec<&Needle>> = HashMap::new();
    for needle in needles {
        for form in &needle.forms {
            beginnings.entry(form[..4].try_into().unwrap()).or_default().push(needle);
        }
    }
    let mut found = BTreeSet::new();
    for (start, beginning) in bytes.windows(4).enumerate() {
        let candidates = beginnings.get(beginning).map(Vec::as_slice).unwrap_or_default();
        found.extend(candidates.iter().filter(|needle| needle.stands_at(start, bytes)).map(|needle| needle.what.clone()));
    }
    found
}

/// Fails with the names of what is found and where.
#[track_caller]
pub fn assert_nowhere(needles: &[Needle], places: &[Place]) {
    let all = places
        .iter()
        .flat_map(|place| found_in(needles, &place.bytes).into_iter().map(move |what| format!("{what} in {}", place.name)));
    let found: BTreeSet<String> = all.collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Fails with the names of what is in none of the places, so that a search that finds nothing means something.
#[track_caller]
pub fn assert_somewhere(needles: &[Needle], places: &[Place]) {
    let found: BTreeSet<String> = places.iter().flat_map(|place| found_in(needles, &place.bytes)).collect();
    let missing: Vec<&str> = needles.iter().map(|needle| needle.what.as_str()).filter(|what| !found.contains(*what)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// SQLite: the file, its log and its index, byte by byte, and a copy as a backup makes it. PostgreSQL: every row of every table as text,
/// with binary columns in hex; its files belong to the server.
pub async fn everything(ctx: &Ctx) -> Vec<Place> {
    match &ctx.db {
        Db::Sqlite { write, .. } => {
            let file = ctx.config.database.sqlite_file().unwrap();
            let copy = file.with_extension(format!("{}.salinan", ctx.random.id(ctx.now()).simple()));
            let backup = format!("VACUUM INTO '{}'", copy.display());
            sqlx::query(AssertSqlSafe(backup)).execute(write).await.unwrap();
            let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
            let files =
                ["", "-wal", "-shm"].map(|end| file.with_file_name(format!("{}{end}", name(&file)))).into_iter().chain([copy]);
            let places: Vec<Place> = files
                .filter(|path| path.exists())
                .map(|path| Place { name: name(&path), bytes: fs::read(path).unwrap() })
                .collect();
            assert!(places.len() >= 3, "file, log and copy");
            places
        }
        Db::Postgres(_) => {
            let tables: Vec<(String,)> = ctx
                .db
                .fetch_all(
                    "SELECT CAST(table_name AS TEXT) FROM information_schema.tables \
                     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name",
                    &[],
                )
                .await
                .unwrap();
            let mut places = Vec::new();
            for (table,) in tables {
                let rows: &'static str = Box::leak(format!("SELECT CAST(t AS TEXT) FROM {table} t").into_boxed_str());
                let rows: Vec<(String,)> = ctx.db.fetch_all(rows, &[]).await.unwrap();
                let text: Vec<String> = rows.into_iter().map(|(row,)| row).collect();
                places.push(Place { name: table, bytes: text.join("\n").into_bytes() });
            }
            places
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn a_value_is_found_however_it_was_written_and_not_by_chance() {
        let is_in = |needle: &Needle, bytes: &[u8]| !found_in(std::slice::from_ref(needle), bytes).is_empty();
        let needle = Needle::new("nik", "3273015204987643");
        for before in ["", "a", "ab", "abc"] {
            let text = format!("{before}3273015204987643xyz");
            let written = [
                text.clone(),
                hex(text.as_bytes()),
                hex(text.as_bytes()).to_uppercase(),
                STANDARD.encode(&text),
                URL_SAFE_NO_PAD.encode(&text),
            ];
            for written in written {
                assert!(is_in(&needle, written.as_bytes()), "{written}");
            }
        }
        assert!(!is_in(&needle, b"3273015204987644 327301520498764"));
        let code = Needle::new("kode", "739152");
        assert!(is_in(&code, b"kode=739152,") && !is_in(&code, b"a1739152ff") && !is_in(&code, b"1739152"));
    }
}
