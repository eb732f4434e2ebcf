//! What the server functions take, read from their source: the names of their arguments are the names of the forms' fields.

use super::sources;
use std::collections::BTreeMap;

/// The fields of every server function, by its path.
pub fn fields() -> BTreeMap<String, Vec<String>> {
    let files = sources::below("").into_iter().filter(|(path, _)| path.ends_with("/api.rs") || path.contains("/api/"));
    files.flat_map(|(_, text)| functions(&text)).collect()
}

/// The functions of one file.
fn functions(text: &str) -> Vec<(String, Vec<String>)> {
    let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let attributes = text.match_indices("#[server(").map(|(at, _)| &text[at..]);
    // The attribute of an argument looks like that of a function, but names no endpoint.
    let endpoint = |rest: &str| Some(rest.split(']').next()?.split("endpoint = \"").nth(1)?.split('"').next()?.to_owned());
    let list = |rest: &str| {
        arguments(rest.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')).map_or("", |(_, rest)| inside(rest)))
    };
    attributes.filter_map(|rest| Some((format!("/api/{}", endpoint(rest)?), list(rest)))).collect()
}

/// Up to the parenthesis that closes the one before this text.
fn inside(text: &str) -> &str {
    let mut depth = 1;
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

fn arguments(list: &str) -> Vec<String> {
    let names = list.split(',').filter_map(|argument| argument.split_once(':')).map(|(name, _)| name);
    names.map(|name| name.rsplit(']').next().unwrap_or(name).trim().to_owned()).collect()
}

#[test]
fn fields_are_read_from_functions_of_every_shape() {
    let text = "/// Doc.\n#[server(prefix = \"/api\", endpoint = \"a/none\")]\npub async fn none() -> X {}\n\
         #[server(name = One, prefix = \"/api\", endpoint = \"a/one\", output = Postcard)]\npub async fn one(#[server(default)] kode: String) -> X {}\n\
         #[server(prefix = \"/api\", endpoint = \"a/two\")]\npub async fn two(\n    #[server(default)] nama: String,\n    // Why.\n    #[server(default)] pilihan: Vec<String>,\n) -> X {}\n";
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let expected = [("/api/a/none", owned(&[])), ("/api/a/one", owned(&["kode"])), ("/api/a/two", owned(&["nama", "pilihan"]))];
    assert_eq!(functions(text), expected.map(|(path, names)| (path.to_owned(), names)));
}
