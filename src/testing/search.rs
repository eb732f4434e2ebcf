//! Looks for what must not be there, byte by byte, in everything a database has written.

use super::dump;
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

/// A digit of hex, or of base64 in either alphabet.
fn digit(bits: u32, byte: u8) -> Option<u32> {
    let digit = match (bits, byte) {
        (4, b'0'..=b'9') => byte - b'0',
        (4, b'a'..=b'f') => byte - b'a' + 10,
        (4, b'A'..=b'F') => byte - b'A' + 10,
        (6, b'A'..=b'Z') => byte - b'A',
        (6, b'a'..=b'z') => byte - b'a' + 26,
        (6, b'0'..=b'9') => byte - b'0' + 52,
        (6, b'+' | b'-') => 62,
        (6, b'/' | b'_') => 63,
        _ => return None,
    };
    Some(digit.into())
}

/// What every run of hex or base64 stands for. Where its first byte begins is not known, so it is read from each of its first digits.
fn decoded(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for (bits, whole) in [(4, 2), (6, 4)] {
        for run in bytes.split(|byte| digit(bits, *byte).is_none()).filter(|run| run.len() >= 8) {
            for start in 0..whole {
                let (mut held, mut count) = (0, 0);
                for byte in &run[start..] {
                    held = held << bits | digit(bits, *byte).unwrap();
                    count += bits;
                    if count >= 8 {
                        count -= 8;
                        all.push(u8::try_from(held >> count).unwrap());
                        held &= (1 << count) - 1;
                    }
                }
                // What is read next stands apart.
                all.push(0);
            }
        }
    }
    all
}

/// The names of what is there, in any form, also within larger values that were written as hex or base64.
pub fn found_in(needles: &[Needle], bytes: &[u8]) -> BTreeSet<String> {
    let inside = decoded(bytes);
    let twice = decoded(&inside);
    [bytes, &inside, &twice].into_iter().flat_map(|bytes| standing_in(needles, bytes)).collect()
}

/// One look at each place, however many needles there are.
fn standing_in(needles: &[Needle], bytes: &[u8]) -> BTreeSet<String> {
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

/// Every row of every table, value by value, with binary columns in hex; the file of a database sets no bounds between values. Then,
/// SQLite: the file, its log and its index, byte by byte, and a copy as a backup makes it; PostgreSQL: see [`heaps`].
pub async fn everything(ctx: &Ctx) -> Vec<Place> {
    let mut places = rows(ctx).await;
    places.extend(files(ctx).await);
    places
}

async fn rows(ctx: &Ctx) -> Vec<Place> {
    let mut places = Vec::new();
    for (table, columns) in dump::tables(ctx).await {
        let row = match &ctx.db {
            Db::Sqlite { .. } => columns.iter().map(|column| format!("quote({column})")).collect::<Vec<_>>().join(" || ',' || "),
            Db::Postgres(_) => "CAST(t AS TEXT)".to_owned(),
        };
        let rows: Vec<(String,)> = ctx.db.fetch_all(format!("SELECT {row} FROM {table} t").leak(), &[]).await.unwrap();
        let text: Vec<String> = rows.into_iter().map(|(row,)| row).collect();
        places.push(Place { name: format!("the rows of {table}"), bytes: text.join("\n").into_bytes() });
    }
    places
}

async fn files(ctx: &Ctx) -> Vec<Place> {
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
        Db::Postgres(_) => heaps(ctx).await,
    }
}

/// Whether the server lets this role read its files; says so where not.
pub async fn may_read_heaps(db: &Db) -> bool {
    let sql = "SELECT CAST(has_function_privilege('pg_read_binary_file(text)', 'EXECUTE') AND rolsuper AS INTEGER) \
               FROM pg_roles WHERE rolname = current_user";
    let (may,): (i32,) = db.fetch_one(sql, &[]).await.unwrap();
    if may == 0 {
        eprintln!("PostgreSQL: the tables' files were NOT searched, the role of TEST_POSTGRES_URL may not read them");
    }
    may == 1
}

/// PostgreSQL: the files of the tables of this schema and of what is stored beside them for long values, as far as the server's role may
/// read them. Its log and backups belong to whoever runs the server.
async fn heaps(ctx: &Ctx) -> Vec<Place> {
    if !may_read_heaps(&ctx.db).await {
        return Vec::new();
    }
    let Db::Postgres(pool) = &ctx.db else { return Vec::new() };
    // Otherwise the files are what they were before the last changes.
    sqlx::query("CHECKPOINT").execute(pool).await.unwrap();
    let sql = "SELECT CAST(c.relname AS TEXT), pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c \
               WHERE c.relkind IN ('r', 'i') AND c.relnamespace = CAST(current_schema() AS regnamespace) \
                  OR c.relkind = 't' AND c.oid IN (SELECT t.reltoastrelid FROM pg_class t \
                       WHERE t.relnamespace = CAST(current_schema() AS regnamespace)) \
               ORDER BY 1";
    let files: Vec<(String, Vec<u8>)> = ctx.db.fetch_all(sql, &[]).await.unwrap();
    assert!(files.len() > 30, "tables and indexes");
    files.into_iter().map(|(name, bytes)| Place { name: format!("the file of {name}"), bytes }).collect()
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
        for before in ["", "a,", "ab ", "abc="] {
            let text = format!("{before}739152;xyz");
            let written = [
                text.clone(),
                format!("(\\\\x{}ff,7)", hex(text.as_bytes())),
                format!("X'{}'", hex(text.as_bytes()).to_uppercase()),
                format!("kunci {}", STANDARD.encode(&text)),
                format!("q{}", URL_SAFE_NO_PAD.encode(&text)),
                format!("\\x{}", hex(STANDARD.encode(&text).as_bytes())),
            ];
            for written in written {
                assert!(is_in(&code, written.as_bytes()), "{written}");
                let longer = text.replace("739152", "1739152");
                assert!(!is_in(&code, hex(longer.as_bytes()).as_bytes()), "{longer}");
            }
        }
        assert!(is_in(&code, b"kode=739152,") && !is_in(&code, b"a1739152ff") && !is_in(&code, b"1739152"));
    }
}
