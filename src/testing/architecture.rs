//! Holds the import table of the house true by reading the `use` lines and paths of every source file.

use super::sources::{below, root};
use std::collections::BTreeSet;
use std::fs;

/// A slice's files may name other slices only along these edges, and then only what stands in their `mod.rs`.
const SLICE_EDGES: &[(&str, &str)] = &[
    ("account", "otp"),
    ("account", "legal"),
    ("home", "account"),
    ("home", "programme"),
    ("office", "account"),
    ("office", "otp"),
];
/// Along these edges also the other slice's `model`.
const MODEL_EDGES: &[(&str, &str)] = &[("home", "account"), ("office", "account")];
/// Who assembles the portal may name everything.
const ASSEMBLERS: &[&str] = &["app", "cli", "site", "sandbox", "lib", "main", "testing"];
/// What every slice stands on; every other folder is a slice.
const FOUNDATION: &[&str] = &["kernel", "platform", "ui"];

fn slices() -> BTreeSet<String> {
    let folders = fs::read_dir(root()).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !ASSEMBLERS.contains(&name.as_str()) && !FOUNDATION.contains(&name.as_str())).collect()
}

struct Source {
    path: String,
    /// First folder or file stem below `src`.
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let read = |(path, text): (String, String)| {
        let room = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        // Comments and tests may name anything.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let text = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        Source { path, room, text }
    };
    below("").into_iter().map(read).filter(|source| !source.path.contains("tests")).collect()
}

/// A path below `src` as its names: `["otp", "server", "guess"]`.
type Names = Vec<String>;

/// Everything a file names below `src`: after `crate::` or `super::`, each branch of a brace by itself, and what is named through an
/// imported slice (`use crate::otp;` … `otp::server::guess`).
fn named(source: &Source) -> Vec<Names> {
    let mut paths = Vec::new();
    for (at, word) in words(&source.text) {
        let before = source.text[..at].trim_end();
        if before.ends_with("::") || !source.text[at + word.len()..].starts_with("::") {
            continue;
        }
        let rest = &source.text[at + word.len() + 2..];
        match word {
            "crate" => {
                branches(&[], rest, &mut paths);
            }
            "super" => {
                branches(&home_of(&source.path), &source.text[at..], &mut paths);
            }
            _ => {}
        }
    }
    let imported: Vec<String> = paths.iter().filter(|path| path.len() == 1).map(|path| path[0].clone()).collect();
    for (at, word) in words(&source.text) {
        let rest = &source.text[at + word.len()..];
        if let Some(rest) = rest.strip_prefix("::")
            && imported.iter().any(|name| name == word)
            && !source.text[..at].ends_with("::")
        {
            branches(&[word.to_owned()], rest, &mut paths);
        }
    }
    paths
}

/// Every identifier and where it begins.
fn words(text: &str) -> Vec<(usize, &str)> {
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_part).map(|start| at + start) {
        let end = text[start..].find(|char: char| !is_part(char)).map_or(text.len(), |end| start + end);
        found.push((start, &text[start..end]));
        at = end;
    }
    found
}

/// The module a file is.
fn home_of(path: &str) -> Names {
    let mut names: Names = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// Follows a path from `base` through its braces; answers what stands behind it.
fn branches<'t>(base: &[String], text: &'t str, found: &mut Vec<Names>) -> &'t str {
    let mut names = base.to_vec();
    let mut text = text.trim_start();
    loop {
        if let Some(mut inner) = text.strip_prefix('{') {
            loop {
                inner = branches(&names, inner, found).trim_start();
                match inner.strip_prefix(',') {
                    Some(next) if !next.trim_start().starts_with('}') => inner = next,
                    Some(next) => return next.trim_start().strip_prefix('}').unwrap_or_default(),
                    None => return inner.strip_prefix('}').unwrap_or(inner),
                }
            }
        }
        let end = text.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(text.len());
        match &text[..end] {
            "super" => drop(names.pop()),
            "self" | "" => {}
            name => names.push(name.to_owned()),
        }
        text = &text[end..];
        match text.strip_prefix("::") {
            Some(next) => text = next,
            None => break,
        }
    }
    found.push(names);
    // An `as` renames what was named.
    let renamed = text.trim_start().strip_prefix("as ").map(str::trim_start);
    renamed.map_or(text, |alias| alias.trim_start_matches(|char: char| char.is_alphanumeric() || char == '_'))
}

/// Whether a name below a slice is one of its files or folders, and not something its `mod.rs` hands out.
fn is_inner(slice: &str, name: &str) -> bool {
    let folder = root().join(slice);
    folder.join(format!("{name}.rs")).exists() || folder.join(name).is_dir()
}

fn is_layer(path: &str, names: &[&str]) -> bool {
    names.iter().any(|name| path.ends_with(&format!("/{name}.rs")) || path.contains(&format!("/{name}/")))
}

#[test]
fn nobody_imports_what_the_table_does_not_allow() {
    let slices = slices();
    let is_slice = |name: &str| slices.contains(name);
    let mut broken = Vec::new();
    for source in sources() {
        if ASSEMBLERS.contains(&source.room.as_str()) {
            continue;
        }
        for path in named(&source) {
            let Some(room) = path.first() else { continue };
            let allowed = match (source.room.as_str(), room.as_str()) {
                (own, other) if own == other => true,
                (_, "kernel") => true,
                ("kernel", _) => false,
                ("ui", _) => false,
                ("platform", "params") => true,
                ("platform", other) => !is_slice(other) && other != "ui" && other != "app",
                ("wire", _) => false,
                (slice, "ui") if is_slice(slice) => is_layer(&source.path, &["pages"]) || !source.path.contains("server"),
                (slice, "platform" | "params") if is_slice(slice) => {
                    source.path.contains("/server/") || is_layer(&source.path, &["api", "functions", "mod", "mail_text"])
                }
                (slice, other) if is_slice(slice) && is_slice(other) => SLICE_EDGES.contains(&(slice, other)),
                (_, "site" | "cli" | "sandbox") => false,
                _ => true,
            };
            if !allowed {
                broken.push(format!("{} names {}", source.path, path.join("::")));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn what_is_inside_a_slice_is_named_by_nobody_else() {
    let slices = slices();
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| slices.contains(&source.room)) {
        for path in named(&source) {
            let [slice, inside, ..] = &path[..] else { continue };
            if *slice == source.room || !slices.contains(slice) || !is_inner(slice, inside) {
                continue;
            }
            if inside != "model" || !MODEL_EDGES.contains(&(source.room.as_str(), slice.as_str())) {
                broken.push(format!("{} names {}", source.path, path.join("::")));
            }
        }
    }
    assert!(broken.is_empty(), "only what stands in another slice's mod.rs: {broken:#?}");
}

#[test]
fn a_store_is_named_only_on_the_server_side_of_its_slice() {
    let slices = slices();
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| slices.contains(&source.room) && !source.path.contains("/server/")) {
        for path in named(&source) {
            if path.len() > 2 && path[1] == "server" && path[2] == "store" {
                broken.push(format!("{} names {}", source.path, path.join("::")));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn paths_are_read_through_braces_aliases_and_imported_slices() {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        room: path.split('/').next().unwrap().to_owned(),
        text: text.to_owned(),
    };
    let shown = |path, text| named(&source(path, text)).iter().map(|names| names.join("::")).collect::<Vec<_>>();
    assert_eq!(
        shown("home/api.rs", "use crate::otp::{self, rules::{A, B as C}, server::guess};\nlet x = crate::legal::VERSION;"),
        ["otp", "otp::rules::A", "otp::rules::B", "otp::server::guess", "legal::VERSION"]
    );
    assert_eq!(shown("home/api.rs", "use crate::otp;\notp::server::guess()"), ["otp", "otp::server::guess"]);
    assert_eq!(shown("home/pages/mod.rs", "use super::super::otp::server;"), ["otp::server"]);
    assert_eq!(shown("home/pages/a.rs", "use super::{b, c::D};"), ["home::pages::b", "home::pages::c::D"]);
    assert!(is_inner("otp", "rules") && is_inner("otp", "server") && !is_inner("otp", "Purpose") && !is_inner("otp", "guess"));
}

/// Stores that go by another name.
const STORES: &[&str] = &["platform/http/session.rs", "platform/http/staff.rs", "platform/http/kept.rs"];

/// Files that may speak to a database.
fn speaks_sql(source: &Source) -> bool {
    source.path.starts_with("platform/db/")
        || is_layer(&source.path, &["store"])
        || STORES.contains(&source.path.as_str())
        || source.room == "testing"
}

#[test]
fn sql_stands_in_stores_only() {
    const VERBS: [&str; 4] = ["fetch_one", "fetch_optional", "fetch_all", "execute"];
    const STATEMENTS: [&str; 4] = ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "];
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| !speaks_sql(source)) {
        for (at, word) in words(&source.text) {
            let rest = &source.text[at + word.len()..];
            let crate_itself = word == "sqlx" && (rest.starts_with("::") || source.text[..at].ends_with("use "));
            if crate_itself || VERBS.contains(&word) && rest.starts_with('(') {
                broken.push(format!("{} names {word}", source.path));
            }
        }
        broken.extend(STATEMENTS.iter().filter(|part| source.text.contains(**part)).map(|part| format!("{}: {part}", source.path)));
    }
    assert!(broken.is_empty(), "outside a store: {broken:#?}");
}

#[test]
fn the_framework_stays_out_of_kernel_rules_services_and_stores() {
    let slices = slices();
    let broken: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.text.contains("leptos::") || source.text.contains("use leptos"))
        .filter(|source| {
            source.room == "kernel"
                || is_layer(&source.path, &["model", "rules", "service", "store"]) && slices.contains(&source.room)
        })
        .map(|source| source.path)
        .collect();
    assert!(broken.is_empty(), "leptos in {broken:#?}");
}

#[test]
fn nothing_unwraps_outside_tests_and_start_up() {
    let broken: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.room != "testing")
        .flat_map(|source| {
            let lines: Vec<_> = source
                .text
                .lines()
                .filter(|line| line.contains(".unwrap()") || line.contains("panic!("))
                .map(|line| format!("{}: {}", source.path, line.trim()))
                .collect();
            lines
        })
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn clause_2_6c_only_the_clock_reads_the_time_and_only_the_dice_throw() {
    let sources_of =
        [("platform/clock.rs", ["SystemTime::now", "Instant::now"].as_slice()), ("platform/random.rs", &["getrandom", "now_v7"])];
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| source.room != "testing") {
        for (owner, names) in sources_of.iter().filter(|(owner, _)| source.path != *owner) {
            broken.extend(
                names
                    .iter()
                    .filter(|name| source.text.contains(**name))
                    .map(|name| format!("{} names {name}, which is {owner}'s", source.path)),
            );
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Whether a call can be run again is decided by what its own task wrote (`platform/db/attempt.rs`).
#[test]
fn what_a_call_does_it_does_in_its_own_task() {
    let slices = slices();
    let of_calls = |source: &Source| source.path.contains("/server/service") || is_layer(&source.path, &["api"]);
    let mut read = 0;
    for source in sources().into_iter().filter(|source| slices.contains(&source.room) && of_calls(source)) {
        read += 1;
        let broken: Vec<&str> =
            words(&source.text).into_iter().map(|(_, word)| word).filter(|word| word.starts_with("spawn")).collect();
        assert!(broken.is_empty(), "{} names {broken:?}", source.path);
    }
    assert!(read > 30, "{read}");
}

/// A service needs a database, and tests get one from `testing` only: `both` gives them each of the two.
#[test]
fn service_tests_take_their_databases_from_where_both_are_given() {
    let mut tests = 0;
    for (path, text) in below("").into_iter().filter(|(path, _)| path.contains("/server/tests")) {
        tests += text.matches("#[tokio::test").count();
        assert!(!text.contains("sqlite(") && !text.contains("postgres("), "{path} runs on one of them only");
    }
    assert!(tests > 250, "{tests}");
}
