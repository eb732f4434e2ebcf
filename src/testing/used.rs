//! What visitors fetch holds nothing that no page shows: classes of the style sheets and icons of the sprite. And the pages that are
//! written by hand wear no class that has no look.

use super::sources::{below, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Classes that the code puts together: how each begins, the file that does it, and how the rest stands there.
const PUT_TOGETHER: &[(&str, &str, &str)] =
    &[("is-", "public/captcha.js", "\"{}\""), ("width-", "src/ui/field.rs", "width=\"{}\"")];

fn checkout() -> PathBuf {
    root().join("..")
}

/// The text of every file with this ending below a folder of the checkout.
fn texts(folder: &str, ending: &str) -> Vec<String> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = Vec::new();
    walk(&checkout().join(folder), ending, &mut found);
    found
}

/// What is compiled into the portal, without comments and without what only tests name.
fn code() -> String {
    let written = below("").into_iter().filter(|(path, _)| !path.contains("tests") && !path.starts_with("testing"));
    let spoken = written.map(|(_, text)| {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    });
    spoken.collect::<Vec<_>>().join("\n")
}

/// The classes that the selectors of a style sheet name.
fn classes(css: &str) -> BTreeSet<String> {
    let mut bare = String::new();
    for (at, part) in css.split("/*").enumerate() {
        bare.push_str(if at == 0 { part } else { part.split_once("*/").map_or("", |(_, behind)| behind) });
    }
    let mut found = BTreeSet::new();
    // What stands before a brace is a selector, or the last thing behind a semicolon or another brace is.
    for head in bare.split('{').map(|part| part.rsplit([';', '}']).next().unwrap_or_default()) {
        let selector = head.trim();
        if !selector.starts_with('@') {
            found.extend(selector.split('.').skip(1).map(word).filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    found
}

/// The name that a text begins with. A number is none: `.5rem` is no class.
fn word(text: &str) -> &str {
    let end = text.find(|char: char| !char.is_ascii_alphanumeric() && char != '-' && char != '_').unwrap_or(text.len());
    if text.starts_with(|char: char| char.is_ascii_digit()) { "" } else { &text[..end] }
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|char: char| !char.is_ascii_alphanumeric() && char != '-' && char != '_').collect()
}

#[test]
fn every_class_of_the_style_sheets_stands_on_a_page() {
    let (code, markup) = (code(), [texts("templates", "html"), texts("public", "html")].concat().join("\n"));
    let used: BTreeSet<_> = words(&code).into_iter().chain(words(&markup)).collect();
    let is_put_together = |class: &str| {
        PUT_TOGETHER.iter().any(|(begin, file, rest)| {
            class.strip_prefix(begin).is_some_and(|name| {
                let composed = fs::read_to_string(checkout().join(file)).unwrap().contains(begin);
                let asked = rest.replace("{}", name);
                composed && (code.contains(&asked) || texts("public", "js").iter().any(|script| script.contains(&asked)))
            })
        })
    };
    let all: BTreeSet<_> = texts("style", "css").iter().flat_map(|css| classes(css)).collect();
    assert!(all.len() > 100, "{}", all.len());
    let dead: Vec<_> = all.iter().filter(|class| !used.contains(class.as_str()) && !is_put_together(class)).collect();
    assert!(dead.is_empty(), "nothing wears {dead:?}");
}

/// The text of a template whatever its conditions are.
fn without_tags(template: &str) -> String {
    let mut parts = template.split("{%");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("%}").map_or("", |(_, rest)| rest))
}

/// By which tests tell a page from others.
const MARKS: &[&str] = &["error-page"];

#[test]
fn every_class_of_a_template_is_in_the_style_sheets() {
    let known: BTreeSet<_> = texts("style", "css").iter().flat_map(|css| classes(css)).collect();
    // A mail brings its own.
    let pages = texts("templates", "html").into_iter().filter(|page| page.contains("/prakerja.css"));
    let pages: Vec<_> = pages.map(|page| without_tags(&page)).collect();
    assert_eq!(pages.len(), 2);
    let lists = pages.iter().flat_map(|page| page.split(" class=\"").skip(1)).filter_map(|rest| rest.split('"').next());
    let worn: BTreeSet<_> = lists.flat_map(str::split_whitespace).collect();
    assert!(worn.len() > 10, "{worn:?}");
    let bare: Vec<_> = worn.into_iter().filter(|name| !known.contains(*name) && !MARKS.contains(name)).collect();
    assert!(bare.is_empty(), "no style sheet has {bare:?}");
}

#[test]
fn every_icon_of_the_sprite_is_shown() {
    let icons = fs::read_to_string(root().join("ui/icon.rs")).unwrap();
    let table = icons.split("glyphs! {").nth(1).and_then(|behind| behind.split("\n}\n").next()).unwrap();
    let glyphs: Vec<_> = table.lines().filter_map(|line| line.trim().split_once(" = ")).map(|(glyph, _)| glyph).collect();
    let listed = fs::read_to_string(checkout().join("tools/icons.txt")).unwrap();
    assert_eq!(glyphs.len(), listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count());
    let code = code();
    let shown: BTreeSet<_> = code.split("Glyph::").skip(1).map(word).collect();
    let dead: Vec<_> = glyphs.into_iter().filter(|glyph| !shown.contains(glyph)).collect();
    assert!(dead.is_empty(), "no page shows {dead:?}");
}

#[test]
fn classes_are_read_from_selectors_only() {
    let css = "/* .comment { */ .a, p.b:not(.c-d)::before { margin: .5rem 1.5em; background: url(x.svg) }\n\
               @media (width > 40.5rem) { .e > .f_g { top: 0 } .h { & .i { left: 0 } } }";
    let found: Vec<_> = classes(css).into_iter().collect();
    assert_eq!(found, ["a", "b", "c-d", "e", "f_g", "h", "i"]);
}
