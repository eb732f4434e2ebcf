//! What is sealed for which place, read from the source: a place is a column of the schema, and a sealed column is the place of its values.

use super::{both, dump, sources};
use std::collections::BTreeSet;

/// What browsers keep and no table.
const LOOSE: [&str; 3] = ["captcha", "entrusted", "flash"];
/// An invitation becomes a member of staff under its own id, and its values move there as they are.
const MOVES: &str = "staff_invitation.";

/// The names of all places.
fn places() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (path, text) in sources::below("") {
        if path.contains("tests") || path.starts_with("testing/") || path == "platform/crypt/place.rs" {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for made in ["Place::row(", "Place::named(", "Place::loose("] {
            for rest in text.split(made).skip(1) {
                let name = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                names.insert(name.unwrap_or_else(|| panic!("{path}: {made}{rest:.60}… names no column")).to_owned());
            }
        }
    }
    names
}

#[tokio::test]
async fn every_sealed_column_is_a_place_of_its_own_and_every_place_is_a_sealed_column() {
    both(|ctx| async move {
        let mut columns = BTreeSet::new();
        for (table, names) in dump::tables(&ctx).await {
            columns.extend(names.iter().filter_map(|name| Some(format!("{table}.{}", name.strip_suffix("_sealed")?))));
        }
        columns.retain(|column| !column.starts_with(MOVES));
        let (held, loose): (BTreeSet<String>, BTreeSet<String>) = places().into_iter().partition(|place| place.contains('.'));
        assert_eq!(held, columns);
        assert_eq!(loose.iter().collect::<Vec<_>>(), LOOSE);
    })
    .await;
}
