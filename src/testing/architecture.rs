//! Holds the import table of the house true by reading the `use` lines and paths of every source file.

use std::fs;
use std::path::{Path, PathBuf};

const SLICES: &[&str] = &["account", "otp", "home", "help", "legal", "programme"];
/// A slice's files may name other slices only along these edges, and then only through their `mod.rs`.
const SLICE_EDGES: &[(&str, &str)] = &[("account", "otp"), ("account", "legal"), ("home", "account"), ("home", "programme")];
/// Who assembles the portal may name everything.
const ASSEMBLERS: &[&str] = &["app", "cli", "site", "sandbox", "lib", "main", "testing"];

struct Source {
    path: String,
    /// First folder or file stem below `src`.
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let relative = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let room = relative.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            // Comments and tests may name anything.
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let text = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            Source { path: relative, room, text }
        })
        .filter(|source| !source.path.contains("tests"))
        .collect()
}

/// The rooms a file names: `crate::room` and, inside braces, `use crate::{room, …}`.
fn named_rooms(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for part in text.split("crate::").skip(1) {
        match part.strip_prefix('{') {
            Some(list) => {
                let list = list.split("};").next().unwrap_or_default();
                rooms.extend(list.split(',').map(|item| item.trim().split("::").next().unwrap_or_default().trim().to_owned()));
            }
            None => rooms.push(part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned()),
        }
    }
    rooms
}

fn is_layer(path: &str, names: &[&str]) -> bool {
    names.iter().any(|name| path.ends_with(&format!("/{name}.rs")) || path.contains(&format!("/{name}/")))
}

#[test]
fn nobody_imports_what_the_table_does_not_allow() {
    let mut broken = Vec::new();
    for source in sources() {
        if ASSEMBLERS.contains(&source.room.as_str()) {
            continue;
        }
        for room in named_rooms(&source.text) {
            let allowed = match (source.room.as_str(), room.as_str()) {
                (own, other) if own == other => true,
                (_, "kernel") => true,
                ("kernel", _) => false,
                ("ui", _) => false,
                ("platform", "params") => true,
                ("platform", other) => !SLICES.contains(&other) && other != "ui" && other != "app",
                ("wire", _) => false,
                (slice, "ui") if SLICES.contains(&slice) => is_layer(&source.path, &["pages"]) || !source.path.contains("server"),
                (slice, "platform" | "params") if SLICES.contains(&slice) => {
                    source.path.contains("/server/") || is_layer(&source.path, &["api", "functions", "mod", "mail_text"])
                }
                (slice, other) if SLICES.contains(&slice) && SLICES.contains(&other) => SLICE_EDGES.contains(&(slice, other)),
                (_, "site" | "cli" | "sandbox") => false,
                _ => true,
            };
            if !allowed {
                broken.push(format!("{} names {room}", source.path));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn sql_stands_in_stores_only() {
    let broken: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.text.contains("sqlx::"))
        .filter(|source| {
            !source.path.starts_with("platform/db/") && !is_layer(&source.path, &["store"]) && source.room != "testing"
        })
        .map(|source| source.path)
        .collect();
    assert!(broken.is_empty(), "sqlx outside a store: {broken:#?}");
}

#[test]
fn the_framework_stays_out_of_kernel_rules_services_and_stores() {
    let broken: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.text.contains("leptos::") || source.text.contains("use leptos"))
        .filter(|source| {
            source.room == "kernel"
                || is_layer(&source.path, &["model", "rules", "service", "store"]) && SLICES.contains(&source.room.as_str())
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
