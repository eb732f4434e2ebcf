//! Holds the house's rules true by reading every source file: who may name whom, who may speak to a database, a browser, the framework,
//! the clock and the dice.

mod names;

use super::sources::{below, root};
use names::{Names, Source, home_of, layer_of, named, sources, words};
use std::collections::BTreeSet;
use std::fs;

/// From where to where.
type Pair<'a> = (&'a str, &'a str);
/// What each may name.
type Table = &'static [(&'static str, &'static [&'static str])];

/// Who assembles the portal may name everything.
const ASSEMBLERS: &[&str] = &["app", "cli", "site", "sandbox", "lib", "main", "testing"];

/// What every slice stands on, and what of ours it may name; every other folder is a slice.
const FOUNDATION: Table = &[("kernel", &[]), ("ui", &["kernel"]), ("wire", &["kernel"]), ("platform", &["kernel"])];

/// What each layer of a slice may name: `own rules` is the layer of its own slice, `other model` that of another one, `other mod` what the
/// other's `mod.rs` hands out; anything else is a path below `src`.
const LAYERS: Table = &[
    ("mod", &["own"]),
    ("model", &["kernel", "other model"]),
    ("rules", &["kernel", "own model", "other model"]),
    ("text", &["kernel", "own model", "other model"]),
    ("mail_text", &["kernel", "own model", "own text", "platform::outbox"]),
    // The dashboard has no use cases of its own: its functions ask the slices whose cards it shows.
    ("api", &["kernel", "own model", "own service", "other mod", "other model", "platform::http::actor"]),
    ("functions", &["kernel", "own model", "own rules", "platform::http::registry"]),
    // What a page decides while it is shown (where proof leads, what deserves care) is the service's own decision, never a second one.
    ("pages", &["kernel", "ui", "own api", "own model", "own rules", "own text", "other mod", "other model"]),
    ("cards", &["ui", "own model", "own text"]),
    ("totp", &["kernel"]),
    ("server", &["own service", "own store"]),
    ("endpoints", &["own service", "platform::http"]),
    ("service", &["kernel", "own model", "own rules", "own mail_text", "own store", "other mod", "other model", "platform"]),
    // The names of states and the figures of limits that stand in SQL are the rules' own; a store says what becomes of its tables when
    // somebody is erased, and that a word in a row is none of its list (`Error::Corrupt`).
    ("store", &["kernel", "own model", "own rules", "platform::Error", "platform::db", "platform::erasure"]),
    ("work", &["kernel", "own model", "own rules", "own service", "own store", "platform"]),
    ("seed", &["kernel", "own model", "own rules", "own service", "own store", "other mod", "platform"]),
];

/// A slice's files may name other slices only along these edges, and then only what stands in their `mod.rs`.
const SLICE_EDGES: &[Pair] = &[
    ("account", "otp"),
    ("account", "legal"),
    ("home", "account"),
    ("home", "programme"),
    ("office", "account"),
    ("office", "otp"),
];
/// Along these edges also the other slice's `model`.
const MODEL_EDGES: &[Pair] = &[("home", "account"), ("office", "account")];

fn slices() -> BTreeSet<String> {
    let folders = fs::read_dir(root()).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !ASSEMBLERS.contains(&name.as_str()) && row(FOUNDATION, name).is_none()).collect()
}

fn row(table: Table, name: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|(from, _)| *from == name).map(|(_, permits)| *permits)
}

/// That a file names something outside its own layer.
struct Edge {
    path: String,
    room: String,
    /// Of a slice the layer, else the room.
    layer: String,
    target: Names,
}

impl Edge {
    fn of(source: &Source, slices: &BTreeSet<String>) -> Vec<Edge> {
        let is_slice = slices.contains(&source.room);
        let layer = if is_slice { layer_of(&home_of(&source.path)).to_owned() } else { source.room.clone() };
        let at_home = |target: &Names| target[0] == source.room && (!is_slice || layer_of(target) == layer);
        let edge = |target| Edge { path: source.path.clone(), room: source.room.clone(), layer: layer.clone(), target };
        named(source).into_iter().map(placed).filter(|target| !at_home(target)).map(edge).collect()
    }

    /// The permission the table gives.
    fn permit(&self, slices: &BTreeSet<String>) -> Option<&'static str> {
        let is_slice = slices.contains(&self.room);
        let (own, other) = (self.target[0] == self.room, self.target[0] != self.room && slices.contains(&self.target[0]));
        row(if is_slice { LAYERS } else { FOUNDATION }, &self.layer)?.iter().copied().find(|permit| match permit.split_once(' ') {
            Some(("own", layer)) => own && layer_of(&self.target) == layer,
            Some((_, layer)) => other && layer_of(&self.target) == layer,
            None => own && *permit == "own" || self.leads_into(permit),
        })
    }

    fn leads_into(&self, path: &str) -> bool {
        let parts: Vec<_> = path.split("::").collect();
        self.target.len() >= parts.len() && parts.iter().zip(&self.target).all(|(part, name)| part == name)
    }

    /// The edge between two slices that it goes along, if it leads into another one, and which list has to have it.
    fn between<'a>(&'a self, slices: &BTreeSet<String>) -> Option<(&'static [Pair<'static>], Pair<'a>)> {
        let (from, to) = (&self.room[..], &self.target[0][..]);
        let list = if layer_of(&self.target) == "model" { MODEL_EDGES } else { SLICE_EDGES };
        (from != to && slices.contains(from) && slices.contains(to)).then_some((list, (from, to)))
    }
}

impl std::fmt::Display for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}) names {}", self.path, self.layer, self.target.join("::"))
    }
}

/// The macro of `platform::db` stands at the root, because exported macros do; the root itself is nobody's.
fn placed(target: Names) -> Names {
    match target.first().map(String::as_str) {
        Some("params") => ["platform", "db", "params"].map(str::to_owned).to_vec(),
        None => vec!["lib".to_owned()],
        Some(_) => target,
    }
}

fn edges() -> Vec<Edge> {
    let slices = slices();
    let ruled = sources().into_iter().filter(|source| !ASSEMBLERS.contains(&&source.room[..]));
    ruled.flat_map(|source| Edge::of(&source, &slices)).collect()
}

#[test]
fn nobody_imports_what_the_table_does_not_allow() {
    let slices = slices();
    let broken: Vec<_> = edges().iter().filter(|edge| edge.permit(&slices).is_none()).map(Edge::to_string).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn slices_know_each_other_along_the_listed_edges_only() {
    let slices = slices();
    let strange = |edge: &&Edge| edge.between(&slices).is_some_and(|(list, pair)| !list.contains(&pair));
    let broken: Vec<_> = edges().iter().filter(strange).map(Edge::to_string).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

/// A permission that nobody needs any more would let the next one in unseen.
#[test]
fn what_the_tables_allow_is_used() {
    let (slices, edges) = (slices(), edges());
    let used: BTreeSet<_> = edges.iter().filter_map(|edge| Some((&edge.layer[..], edge.permit(&slices)?))).collect();
    let permits = FOUNDATION.iter().chain(LAYERS).flat_map(|(from, permits)| permits.iter().map(move |permit| (*from, *permit)));
    let unused: Vec<_> = permits.filter(|permit| !used.contains(permit)).collect();
    assert!(unused.is_empty(), "nobody needs {unused:?}");
    let passed: Vec<_> = edges.iter().filter_map(|edge| edge.between(&slices)).collect();
    for list in [SLICE_EDGES, MODEL_EDGES] {
        let unused: Vec<_> = list.iter().filter(|pair| !passed.contains(&(list, **pair))).collect();
        assert!(unused.is_empty(), "no slice goes along {unused:?}");
    }
}

#[test]
fn an_edge_that_the_table_does_not_have_is_found() {
    let slices = slices();
    let permits = |path: &str, text: &str| {
        let edges = Edge::of(&names::source(path, text), &slices);
        edges.iter().map(|edge| edge.permit(&slices)).collect::<Vec<_>>()
    };
    assert_eq!(permits("kernel/date.rs", "use super::lang::Lang;\nuse crate::ui::Form;"), [None]);
    assert_eq!(permits("ui/field.rs", "use crate::kernel::lang::Lang;"), [Some("kernel")]);
    assert_eq!(permits("ui/field.rs", "use crate::account::model::Channel;"), [None]);
    assert_eq!(permits("platform/qr.rs", "use crate::otp;\nuse super::db::Db;"), [None]);
    assert_eq!(
        permits("otp/server/store.rs", "use crate::params;\nuse crate::platform::crypt::hex;"),
        [Some("platform::db"), None]
    );
    assert_eq!(
        permits("otp/server/service.rs", "use super::store;\nuse crate::platform::crypt::hex;"),
        [Some("own store"), Some("platform")]
    );
    assert_eq!(permits("account/pages/proof.rs", "use crate::account::server::store;\nuse crate::platform::Ctx;"), [None, None]);
    assert_eq!(
        permits("account/api.rs", "use crate::platform::http::actor::call;\nuse crate::platform::http::flash::Flash;"),
        [Some("platform::http::actor"), None]
    );
    assert_eq!(
        permits("office/server/service/mod.rs", "use crate::otp::{Secret, rules, server::store};"),
        [Some("other mod"), None, None]
    );
    assert_eq!(permits("office/server/service/mod.rs", "use crate::otp::*;"), [None]);
    assert_eq!(permits("account/rules.rs", "use crate::Anything;\nuse crate::app;\nuse crate::site;"), [None, None, None]);
    let handed_out = "mod rules;\npub use rules::A;\nuse crate::kernel::lang::Lang;";
    assert_eq!(permits("account/mod.rs", handed_out), [Some("own"), None]);
}

/// Stores that go by another name.
const STORES: &[&str] = &["platform/http/session.rs", "platform/http/staff.rs", "platform/http/kept.rs"];

/// Files that may speak to a database.
fn speaks_sql(source: &Source) -> bool {
    source.path.starts_with("platform/db/")
        || source.path.ends_with("/store.rs")
        || source.path.contains("/store/")
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

/// The files that name one of these crates, with the crate.
fn naming(crates: &[&str]) -> BTreeSet<(String, String)> {
    let of = |source: Source| {
        let named = words(&source.text).into_iter().filter(|(at, word)| {
            let before = &source.text[..*at];
            crates.contains(word)
                && !before.ends_with("::")
                && (source.text[at + word.len()..].starts_with("::") || before.ends_with("use "))
        });
        named.map(|(_, word)| (source.path.clone(), word.to_owned())).collect::<Vec<_>>()
    };
    sources().into_iter().filter(|source| source.room != "testing").flat_map(of).collect()
}

#[test]
fn the_framework_stays_where_something_is_shown_or_called() {
    let slices = slices();
    let shows = |path: &str| {
        let names = home_of(path);
        match &names[0][..] {
            "kernel" => false,
            room if slices.contains(room) => ["pages", "cards", "api"].contains(&layer_of(&names)),
            "platform" => names.get(1).is_some_and(|name| name == "http"),
            _ => true,
        }
    };
    let mut broken = naming(&["leptos", "leptos_meta", "leptos_router", "leptos_axum"]);
    broken.retain(|(path, _)| !shows(path));
    assert!(broken.is_empty(), "{broken:#?}");
}

/// `wire` reads a refusal with the browser's own parser, `app` and `lib` are where the browser comes in.
#[test]
fn only_the_design_system_speaks_to_a_browser() {
    let mut broken = naming(&["gloo", "gloo_net", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"]);
    broken.retain(|(path, name)| {
        let starts = ["app.rs", "lib.rs", "wire/json.rs"].contains(&path.as_str()) && name != "web_sys";
        !starts && !path.starts_with("ui/")
    });
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Clippy refuses `expect` and `panic!` where no reason is given (`Cargo.toml`), and `unwrap` everywhere; but it does not see into macros.
#[test]
fn nothing_unwraps_outside_tests_and_start_up() {
    const WAYS_OUT: [&str; 6] = [".unwrap()", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "process::exit("];
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| source.room != "testing") {
        for line in source.text.lines().filter(|line| WAYS_OUT.iter().any(|way| line.contains(way))) {
            broken.push(format!("{}: {}", source.path, line.trim()));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// In the browser a countdown reads the browser's clock: it shows time that passes and decides nothing.
#[test]
fn clause_2_6c_only_the_clock_reads_the_time_and_only_the_dice_throw() {
    let owners = [
        ("platform/clock.rs", ["SystemTime", "Instant::now"].as_slice()),
        ("platform/random.rs", &["getrandom", "now_v7", "new_v4", "OsRng", "rand::"]),
        ("ui/countdown.rs", &["js_sys::Date", "timeOrigin"]),
    ];
    let mut broken = Vec::new();
    for source in sources().into_iter().filter(|source| source.room != "testing") {
        for (owner, names) in owners.iter().filter(|(owner, _)| source.path != *owner) {
            let taken = names.iter().filter(|name| source.text.contains(**name));
            broken.extend(taken.map(|name| format!("{} names {name}, which is {owner}'s", source.path)));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Whether a call can be run again is decided by what its own task wrote (`platform/db/attempt.rs`).
#[test]
fn what_a_call_does_it_does_in_its_own_task() {
    let slices = slices();
    let of_calls = |source: &Source| ["service", "api"].contains(&layer_of(&home_of(&source.path)));
    let mut read = 0;
    for source in sources().into_iter().filter(|source| slices.contains(&source.room) && of_calls(source)) {
        read += 1;
        let broken: Vec<&str> =
            words(&source.text).into_iter().map(|(_, word)| word).filter(|word| word.starts_with("spawn")).collect();
        assert!(broken.is_empty(), "{} names {broken:?}", source.path);
    }
    assert!(read > 30, "{read}");
}

/// Whoever holds a connection to PostgreSQL and waits for a second one keeps all others waiting who do the same, until their patience ends.
/// So whatever is awaited between begin and commit names the transaction.
#[test]
fn whoever_holds_a_transaction_asks_for_nothing_beside_it() {
    let (mut begun, mut broken) = (0, Vec::new());
    for source in sources().into_iter().filter(|source| source.room != "testing") {
        for rest in source.text.split(".begin().await").skip(1) {
            begun += 1;
            let end = ["tx.commit()", "drop(tx)", "fn "].into_iter().filter_map(|end| rest.find(end)).min();
            let beside = rest[..end.unwrap_or(rest.len())]
                .split(';')
                .filter(|statement| statement.contains(".await") && !words(statement).into_iter().any(|(_, word)| word == "tx"));
            broken.extend(beside.map(|statement| format!("{}: {}", source.path, statement.trim())));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(begun > 80, "{begun}");
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
