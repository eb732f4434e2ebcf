//! What a source file names below `src`: through braces, renames, globs and modules that were imported before.

use super::super::sources::{below, root};
use std::collections::{BTreeMap, BTreeSet};

/// A path below `src` as its names: `["otp", "server", "guess"]`; a glob is `*`.
pub type Names = Vec<String>;

pub struct Source {
    pub path: String,
    /// First folder or file stem below `src`.
    pub room: String,
    pub text: String,
}

/// Every file but tests, which may name anything, without comments.
pub fn sources() -> Vec<Source> {
    below("").into_iter().filter(|(path, _)| !path.contains("tests")).map(|(path, text)| source(&path, &text)).collect()
}

pub fn source(path: &str, text: &str) -> Source {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let spoken = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let text = spoken.map(|line| line.split(" // ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let room = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    Source { path: path.to_owned(), room: room.to_owned(), text }
}

/// Every identifier and where it begins.
pub fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_part).map(|start| at + start) {
        let word = word(&text[start..]);
        found.push((start, word));
        at = start + word.len();
    }
    found
}

fn is_part(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The identifier that a text begins with.
fn word(text: &str) -> &str {
    &text[..text.find(|char| !is_part(char)).unwrap_or(text.len())]
}

/// The module a file is.
pub fn home_of(path: &str) -> Names {
    let mut names: Names = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// Everything a file names below `src`: after `crate`, `self` or `super`, and through what it declares (`mod server;` …
/// `server::guess`) or imports (`use crate::otp as codes;` … `codes::server::guess`).
pub fn named(source: &Source) -> BTreeSet<Names> {
    let (text, home) = (&source.text[..], home_of(&source.path));
    let mut known = declared(text, &home);
    let mut paths = Vec::new();
    let mut imports = Vec::new();
    for (at, _) in words(text).into_iter().filter(|(_, word)| *word == "use") {
        let rest = text[at + "use".len()..].trim_start();
        if matches!(word(rest), "crate" | "self" | "super") || known.contains_key(word(rest)) {
            let behind = follow(&home, rest, &mut paths);
            imports.push(at..text.len() - behind.len());
        }
    }
    known.extend(paths.iter().map(|path| (path.alias.clone(), path.names.clone())));
    for (at, word) in words(text) {
        let Some(rest) = text[at + word.len()..].strip_prefix("::") else { continue };
        if text[..at].ends_with("::") || imports.iter().any(|import| import.contains(&at)) {
            continue;
        }
        if matches!(word, "crate" | "self" | "super") {
            follow(&home, &text[at..], &mut paths);
        } else if let Some(base) = known.get(word) {
            follow(base, rest, &mut paths);
        }
    }
    paths.into_iter().map(|path| path.names).collect()
}

/// The modules that stand in files of their own.
fn declared(text: &str, home: &[String]) -> BTreeMap<String, Names> {
    let mut found = BTreeMap::new();
    for (at, _) in words(text).into_iter().filter(|(_, word)| *word == "mod") {
        let rest = text[at + "mod".len()..].trim_start();
        if !word(rest).is_empty() && rest[word(rest).len()..].starts_with(';') {
            found.insert(word(rest).to_owned(), [home, &[word(rest).to_owned()]].concat());
        }
    }
    found
}

/// Something that was named, and what it is called in the file.
struct Path {
    names: Names,
    alias: String,
}

/// Follows a path from `base` through its braces; answers what stands behind it.
fn follow<'t>(base: &[String], text: &'t str, found: &mut Vec<Path>) -> &'t str {
    let mut names = base.to_vec();
    let mut text = text.trim_start();
    loop {
        if let Some(inner) = text.strip_prefix('{') {
            return follow_each(&names, inner, found);
        }
        let part = if text.starts_with('*') { "*" } else { word(text) };
        match part {
            "super" => drop(names.pop()),
            "crate" => names.clear(),
            "self" | "" => {}
            name => names.push(name.to_owned()),
        }
        text = &text[part.len()..];
        match text.strip_prefix("::") {
            Some(next) => text = next,
            None => break,
        }
    }
    let mut alias = names.last().cloned().unwrap_or_default();
    if let Some(renamed) = text.trim_start().strip_prefix("as ").map(str::trim_start) {
        alias = word(renamed).to_owned();
        text = &renamed[alias.len()..];
    }
    found.push(Path { names, alias });
    text
}

/// Every branch of a brace by itself; answers what stands behind the brace.
fn follow_each<'t>(base: &[String], text: &'t str, found: &mut Vec<Path>) -> &'t str {
    let mut text = text.trim_start();
    loop {
        if let Some(behind) = text.strip_prefix('}') {
            return behind;
        }
        let behind = follow(base, text, found).trim_start();
        match behind.strip_prefix(',') {
            Some(next) => text = next.trim_start(),
            None => return behind.strip_prefix('}').unwrap_or(behind),
        }
    }
}

/// Whether a name below a folder is one of its files or folders, and not something its `mod.rs` hands out.
fn is_inner(folder: &str, name: &str) -> bool {
    let folder = root().join(folder);
    folder.join(format!("{name}.rs")).exists() || folder.join(name).is_dir()
}

/// The layer of a slice that names lead into: a file or folder of the slice or of its `server`; `mod` is what the slice's `mod.rs` hands
/// out. A glob below a slice is a layer that no table allows: it takes what is inside along.
pub fn layer_of(names: &[String]) -> &str {
    match names {
        [slice, server, inside, ..] if server == "server" && is_inner(&format!("{slice}/server"), inside) => inside,
        [slice, inside, ..] if inside == "*" || is_inner(slice, inside) => inside,
        _ => "mod",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str, text: &str) -> Vec<String> {
        named(&source(path, text)).iter().map(|names| names.join("::")).collect()
    }

    #[test]
    fn braces_are_followed_however_deep_they_are() {
        assert_eq!(
            shown("home/api.rs", "use crate::otp::{self, rules::{A, b::{C, D}, E as F}, server::guess,};"),
            ["otp", "otp::rules::A", "otp::rules::E", "otp::rules::b::C", "otp::rules::b::D", "otp::server::guess"]
        );
        assert_eq!(
            shown("home/api.rs", "use crate::{\n    kernel::lang::Lang, // why\n    // and why\n    ui,\n};"),
            ["kernel::lang::Lang", "ui"]
        );
        assert!(shown("home/api.rs", "use crate::otp::{};").is_empty());
        assert!(shown("home/api.rs", "use std::{fmt, io::Read};\nuse leptos::prelude::*;").is_empty());
    }

    #[test]
    fn a_path_is_found_without_an_import_and_with_any_visibility() {
        assert_eq!(shown("home/api.rs", "let x = crate::legal::VERSION + 1;"), ["legal::VERSION"]);
        assert_eq!(shown("home/api.rs", "pub use crate::otp::A;\npub(crate) use crate::otp::B;"), ["otp::A", "otp::B"]);
        assert_eq!(
            shown("home/api.rs", "fn f() -> Vec<crate::otp::Guess> { use crate::otp::server; }"),
            ["otp::Guess", "otp::server"]
        );
        assert_eq!(shown("home/api.rs", "crate::otp::get::<crate::legal::A>()"), ["legal::A", "otp::get"]);
        assert_eq!(shown("home/api.rs", "$crate::otp::a!()"), ["otp::a"]);
    }

    #[test]
    fn super_and_self_are_led_back_to_where_they_stand() {
        assert_eq!(shown("home/pages/mod.rs", "use super::super::otp::server;"), ["otp::server"]);
        assert_eq!(shown("home/pages/a.rs", "use super::{b, c::D};"), ["home::pages::b", "home::pages::c::D"]);
        assert_eq!(shown("home/pages/a.rs", "use self::super::super::server::store;"), ["home::server::store"]);
        assert_eq!(
            shown("home/pages/a.rs", "use super::{super::{api, super::otp::X}, b};"),
            ["home::api", "home::pages::b", "otp::X"]
        );
        assert_eq!(shown("home/pages/a.rs", "super::super::api::go()"), ["home::api::go"]);
        assert_eq!(shown("home/pages/mod.rs", "self::a::go()"), ["home::pages::a::go"]);
    }

    #[test]
    fn what_goes_by_another_name_is_still_found() {
        assert_eq!(shown("home/api.rs", "use crate::otp;\notp::server::guess()"), ["otp", "otp::server::guess"]);
        assert_eq!(shown("home/api.rs", "use crate::otp as codes;\ncodes::server::guess()"), ["otp", "otp::server::guess"]);
        assert_eq!(
            shown("home/api.rs", "use crate::otp::{self as codes, server as inside};\ncodes::a(); inside::store::b();"),
            ["otp", "otp::a", "otp::server", "otp::server::store::b"]
        );
        assert_eq!(
            shown("home/api.rs", "use crate::otp::server;\nuse server::store::{self, X};"),
            ["otp::server", "otp::server::store", "otp::server::store::X"]
        );
        assert_eq!(shown("home/api.rs", "use crate::ui::Form as _;"), ["ui::Form"]);
    }

    #[test]
    fn a_declared_module_is_named_without_a_prefix() {
        assert_eq!(
            shown("home/mod.rs", "mod server;\npub use server::{store::A, work};"),
            ["home::server::store::A", "home::server::work"]
        );
        assert!(shown("home/mod.rs", "pub use server::store::A;\nmod inline { }").is_empty(), "a crate of that name");
    }

    #[test]
    fn a_glob_is_a_name_of_its_own() {
        assert_eq!(shown("home/api.rs", "use crate::otp::*;"), ["otp::*"]);
        assert_eq!(
            shown("home/api.rs", "use crate::{kernel::lang::*, otp::rules::{*, A}};"),
            ["kernel::lang::*", "otp::rules::*", "otp::rules::A"]
        );
    }

    #[test]
    fn comments_and_tests_name_what_they_like() {
        assert!(shown("home/api.rs", "//! See crate::otp::server.\n    // crate::otp::a").is_empty());
        assert!(shown("home/api.rs", "#[cfg(test)]\nmod tests {\n    use crate::otp::server;\n}").is_empty());
        let kept = shown("home/api.rs", "let a = crate::otp::b(); // crate::legal::c\nlet d = crate::ui::e();");
        assert_eq!(kept, ["otp::b", "ui::e"]);
    }

    #[test]
    fn the_layer_of_a_path_is_its_file_or_folder_or_what_the_slice_hands_out() {
        let layer = |path: &str| layer_of(&path.split("::").map(str::to_owned).collect::<Vec<_>>()).to_owned();
        assert_eq!(layer("otp::rules::DAY"), "rules");
        assert_eq!(layer("otp::server::store::Latest"), "store");
        assert_eq!(layer("otp::server::Guess"), "server");
        assert_eq!(layer("account::server::service::codes::Sent"), "service");
        for handed_out in ["otp", "otp::Purpose", "otp::guess"] {
            assert_eq!(layer(handed_out), "mod");
        }
        assert_eq!(layer("otp::*"), "*");
        assert_eq!(layer("otp::rules::*"), "rules");
    }
}
