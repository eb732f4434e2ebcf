//! The closed lists of the code are those of both schemas, statements name no word that is in neither, and the security history waits for
//! no event that nobody records.

use super::schema::statements;
use super::sources::{below, root};
use crate::account::model::dossier::ViewReason;
use crate::account::model::profile::Part;
use crate::account::model::{Channel, Identity, Mismatch};
use crate::account::rules::history;
use crate::account::rules::removal::RequestState;
use crate::account::rules::second_step::SecondStep;
use crate::account::rules::standing::Status;
use crate::account::rules::{RecoveryState, RegistrationState, contact};
use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;
use crate::kernel::word::Word;
use crate::office::rules::{MemberStatus, SignInState};
use crate::otp::rules::{CodeState, Purpose};
use crate::platform::outbox;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Table and column, and the words that its CHECK allows.
type Lists = BTreeMap<(String, String), BTreeSet<String>>;

/// Columns whose words stand in statements only: nobody reads them into the code.
const BY_STATEMENTS: &[(&str, &str)] =
    &[("contact_change", "state"), ("outbox", "state"), ("sign_in", "state"), ("staff_invitation", "state")];

/// The columns that each closed list of the code stands in.
fn of_the_code() -> Lists {
    let mut lists = Lists::new();
    let mut add = |columns: &[(&str, &str)], words: BTreeSet<String>| {
        for (table, column) in columns {
            lists.insert(((*table).to_owned(), (*column).to_owned()), words.clone());
        }
    };
    let identities = [Identity::Verified, Identity::Pending, Identity::Unverified(Mismatch::Name)];
    add(&[("account", "identity")], identities.map(|identity| identity.names().0.to_owned()).into());
    add(&[("account", "status")], all(Status::ALL));
    add(&[("account", "second_step")], all(SecondStep::ALL));
    // Codes go nowhere for the app.
    add(&[("account", "code_channel")], all(&[Channel::Email, Channel::Sms]));
    add(&[("otp_challenge", "channel"), ("sign_in", "channel")], all(Channel::ALL));
    add(&[("otp_challenge", "purpose")], all(Purpose::ALL));
    add(&[("otp_challenge", "state")], all(CodeState::ALL));
    add(&[("account", "language"), ("registration", "language"), ("staff", "language")], all(&Lang::ALL));
    add(&[("registration", "state")], all(RegistrationState::ALL));
    add(&[("recovery", "state")], all(RecoveryState::ALL));
    add(&[("removal", "state")], all(RequestState::ALL));
    add(&[("contact_change", "kind")], all(contact::Kind::ALL));
    add(&[("profile_change", "part")], all(Part::ALL));
    add(&[("staff", "role"), ("staff_invitation", "role")], all(Role::ALL));
    add(&[("staff", "status")], all(MemberStatus::ALL));
    add(&[("staff_sign_in", "state")], all(SignInState::ALL));
    add(&[("full_view", "reason")], all(ViewReason::ALL));
    add(&[("outbox", "channel")], all(outbox::Channel::ALL));
    lists
}

fn all<W: Word>(list: &[W]) -> BTreeSet<String> {
    list.iter().map(|word| word.word().to_owned()).collect()
}

/// The lists as the migrations of one engine leave them.
fn of_the_schema(engine: &str) -> Lists {
    let folder = root().join("../migrations").join(engine);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut lists = Lists::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("--"));
        let text = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        for statement in text.split(';') {
            apply(statement.trim(), &mut lists);
        }
    }
    lists
}

/// What one statement of a migration does to the lists.
fn apply(statement: &str, lists: &mut Lists) {
    let words: Vec<&str> = statement.split([' ', '(']).filter(|word| !word.is_empty()).collect();
    match words[..] {
        ["DROP", "TABLE", gone] => lists.retain(|(table, _), _| table != gone),
        ["ALTER", "TABLE", of, "DROP", "COLUMN", gone] => lists.retain(|(table, column), _| table != of || column != gone),
        ["ALTER", "TABLE", old, "RENAME", "TO", new] => {
            rename(lists, |table, column| (table == old).then(|| (new.to_owned(), column.to_owned())));
        }
        ["ALTER", "TABLE", of, "RENAME", "COLUMN", old, "TO", new] => {
            rename(lists, |table, column| (table == of && column == old).then(|| (table.to_owned(), new.to_owned())));
        }
        ["CREATE", "TABLE", table, ..] | ["ALTER", "TABLE", table, "ADD", ..] => {
            for check in statement.split("CHECK (").skip(1) {
                let Some((column, list)) = check.split_once(" IN (") else { continue };
                if column.chars().all(|char| char.is_ascii_lowercase() || char == '_') {
                    let list = list.split_once(')').unwrap().0.split(", ").map(|word| word.trim_matches('\'').to_owned());
                    lists.insert((table.to_owned(), column.to_owned()), list.collect());
                }
            }
        }
        _ => {}
    }
}

fn rename(lists: &mut Lists, to: impl Fn(&str, &str) -> Option<(String, String)>) {
    let renamed = |((table, column), words): ((String, String), BTreeSet<String>)| {
        let new = to(&table, &column);
        (new.unwrap_or((table, column)), words)
    };
    *lists = std::mem::take(lists).into_iter().map(renamed).collect();
}

#[test]
fn the_words_of_every_list_are_those_that_both_schemas_allow_and_no_column_is_forgotten() {
    for engine in ["sqlite", "postgres"] {
        let mut schema = of_the_schema(engine);
        for (table, column) in BY_STATEMENTS {
            assert!(schema.remove(&((*table).to_owned(), (*column).to_owned())).is_some(), "{engine} {table}.{column}");
        }
        assert_eq!(schema, of_the_code(), "{engine}");
    }
    assert_eq!(of_the_schema("sqlite"), of_the_schema("postgres"));
}

/// The words that a statement compares a column with or sets it to: `state = 'open'`, `s.state IN ('open', 'done')`.
fn named(statement: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut listed: Option<String> = None;
    let parts: Vec<&str> = statement.split('\'').collect();
    for pair in parts.chunks_exact(2) {
        let (before, word) = (pair[0].trim_end(), pair[1]);
        let compared = ["<>", "=", "IN ("].into_iter().find_map(|sign| before.strip_suffix(sign).map(|rest| (sign, rest)));
        let column = match compared {
            Some((sign, rest)) => {
                let name = rest.trim_end().rsplit([' ', '.', '(']).next().unwrap_or_default().to_owned();
                listed = (sign == "IN (").then(|| name.clone());
                Some(name)
            }
            None if before == "," => listed.clone(),
            None => None,
        };
        found.extend(column.map(|column| (column, word.to_owned())));
    }
    found
}

#[test]
fn no_statement_names_a_word_that_its_tables_do_not_know() {
    let schema = of_the_schema("postgres");
    let mut seen = 0;
    for statement in statements() {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let tables: BTreeSet<&str> = statement.split(|char: char| !is_part(char)).collect();
        for (column, word) in named(statement) {
            let lists: Vec<_> =
                schema.iter().filter(|((table, name), _)| *name == column && tables.contains(table.as_str())).collect();
            if !lists.is_empty() {
                seen += 1;
                assert!(lists.iter().any(|(_, words)| words.contains(&word)), "{column} '{word}' in {statement}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn words_are_found_in_statements() {
    let found = named("UPDATE a SET state = 'x' WHERE b.kind IN ('p', 'q') AND c <> 'z' AND d = $1 OR f(1, 'w')");
    let found: Vec<_> = found.iter().map(|(column, word)| (column.as_str(), word.as_str())).collect();
    assert_eq!(found, [("state", "x"), ("kind", "p"), ("kind", "q"), ("c", "z")]);
}

#[test]
fn every_event_that_the_security_history_shows_is_recorded_by_some_service() {
    let services: Vec<_> = below("").into_iter().filter(|(path, _)| path.contains("/server/service")).collect();
    assert!(services.len() > 30, "{}", services.len());
    let spoken = |text: &str| {
        let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        lines.collect::<Vec<_>>().join("\n")
    };
    let services = services.iter().map(|(_, text)| spoken(text)).collect::<Vec<_>>().join("\n");
    for (action, _) in history::shown() {
        assert!(services.contains(&format!("\"{action}\"")), "nobody records {action}");
    }
}
