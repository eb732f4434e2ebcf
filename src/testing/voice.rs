//! How the portal speaks, held for every file of sentences there is.

use super::sources::below;

/// The files that hold sentences: `text.rs`, `mail_text.rs` and the folders beside them.
fn is_text(path: &str) -> bool {
    path.split('/').any(|part| ["text", "mail_text"].contains(&part.trim_end_matches(".rs"))) && !path.starts_with("kernel/")
}

/// The voice has no exclamation marks; in the sources of the texts one could only stand inside a sentence.
#[test]
fn no_sentence_shouts() {
    let texts: Vec<_> = below("").into_iter().filter(|(path, _)| is_text(path)).collect();
    assert!(texts.len() > 50, "{}", texts.len());
    for (path, source) in texts {
        let spoken = source.split("#[cfg(test)]").next().unwrap_or_default();
        for line in spoken.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let quoted = line.split('"').skip(1).step_by(2).any(|sentence| sentence.contains('!'));
            assert!(!quoted, "{path}: {line}");
        }
    }
}
