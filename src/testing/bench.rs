//! What `make bench` says it measures it does measure. How fast things are is nobody's to assert; that they are measured is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What the issues ask to be measured.
const ASKED_FOR: &[&str] = &["sizes", "pages", "sign-in", "busy", "codes", "alike", "memory", "accounts"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|_| panic!("{path}"))
}

/// Main without its comments.
fn program() -> String {
    read("benches/portal/main.rs").lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The names that `ALL` lists.
fn listed(program: &str) -> BTreeSet<String> {
    let list = program.split_once("const ALL: &[&str] = &[").and_then(|(_, rest)| rest.split_once(']')).expect("a list of all").0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The function that the arm of this name calls: module and name.
fn dispatched<'a>(program: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let quoted = format!("\"{name}\"");
    let arm = program.match_indices(quoted.as_str()).map(|(at, word)| &program[at + word.len()..]);
    let call = arm.filter_map(|rest| {
        let (pattern, body) = rest.split_once("=>")?;
        // Between the name and the arrow stands at most another name or a condition.
        (!pattern.contains([';', ',', '{'])).then(|| body.split_once('(').map(|(call, _)| call.trim()))?
    });
    let called: Vec<&str> = call.collect();
    called.into_iter().find_map(|call| call.trim_start_matches('{').trim().rsplit_once("::"))
}

#[test]
fn clause_4_4a_clause_5_13i_every_measurement_that_is_asked_for_is_a_function_that_the_bench_calls() {
    assert!(read("Makefile").contains("tools/bench.sh") && read("tools/bench.sh").contains("cargo bench"));
    let program = program();
    let listed = listed(&program);
    for name in ASKED_FOR {
        assert!(listed.contains(*name), "{name} is not measured");
    }
    let mut called = BTreeSet::new();
    for name in &listed {
        let (module, function) = dispatched(&program, name).unwrap_or_else(|| panic!("{name} leads to no measurement"));
        assert!(program.contains(&format!("mod {module};")), "{module}");
        let source = read(&format!("benches/portal/{module}.rs"));
        let body = source.split_once(&format!("fn {function}(")).unwrap_or_else(|| panic!("{module}::{function}")).1;
        assert!(body.contains("table."), "{name}: what it measures stands in the table");
        called.insert(format!("{module}::{function}"));
    }
    assert_eq!(called.len(), listed.len(), "each name has a measurement of its own");
    assert!(program.contains("measure_on(") && program.contains("measured?"), "a measurement that fails is told");
}

#[test]
fn clause_4_4a_no_measurement_is_left_out_of_the_list() {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/portal");
    let program = program();
    let called: BTreeSet<String> =
        listed(&program).iter().filter_map(|name| dispatched(&program, name)).map(|(module, _)| module.to_owned()).collect();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        if fs::read_to_string(&path).is_ok_and(|text| text.contains("pub async fn measure(")) {
            assert!(called.contains(&module), "{module} measures something that nobody asks for");
        }
    }
}

/// A file of the bench has these words: the names of its rows, or how it asks.
#[track_caller]
fn assert_measures(file: &str, all: &[&str]) {
    let source = read(&format!("benches/portal/{file}.rs"));
    for words in all {
        assert!(source.contains(*words), "{file}: {words}");
    }
}

#[test]
fn sizes_are_told_of_every_piece_of_the_bundle_raw_and_in_brotli() {
    let pieces = ["[\".wasm\", \".js\", \".css\"]", "[\".woff2\", \".svg\"]", "\"HTML of {page}\"", "\"{name}.br\""];
    assert_measures("sizes", &pieces);
    assert_measures("table", &["\"raw\", \"brotli\""]);
}

#[test]
fn a_first_visit_is_told_with_all_that_it_fetches() {
    let rows = ["\"first visit to {page}, to read:", "\"first visit to {page}, all:"];
    assert_measures("sizes", &rows);
    assert_measures("sizes", &["(\"/masuk\", Some(\"entry\"))"]);
}

#[test]
fn pages_are_told_beside_the_minimal_page_and_a_file_and_all_ask_for_brotli_behind_the_same_layers() {
    let rows = ["\"minimal Leptos page\"", "\"page /\"", "\"page /masuk\"", "\"static file (prakerja.css)\""];
    assert_measures("pages", &rows);
    assert_measures("pages", &["\"page /masuk of the minimal page\"", "(aim: 25 or more)"]);
    assert_measures("pages", &["header(\"accept-encoding\", \"br\")", "answer.header(\"content-encoding\") == \"br\""]);
    assert_measures("portal", &["site::dress(&site, site::routes(&site, pages::yardstick()))"]);
}

#[test]
fn sign_ins_are_told_beside_argon2_alone_at_the_same_cost() {
    let rows = ["\"argon2 alone, {}, {engine} run\"", "\"sign-in until the code is sent, {engine}\""];
    assert_measures("sign_in", &rows);
    assert_measures("sign_in", &["\"sign-in of argon2 alone, {engine}\""]);
}

#[test]
fn checks_of_codes_are_told_on_both_databases() {
    assert_measures("codes", &["\"code check, wrong, {}\"", "\"code check, right, {}\""]);
    let program = program();
    assert!(program.contains("[Some(Engine::Sqlite), postgres.map(Engine::Postgres)]"), "each engine in turn");
    assert!(program.contains("const ONCE: &[&str] = &[\"sizes\", \"pages\"];"), "codes are measured on both");
}

#[test]
fn pages_of_the_account_are_told_with_a_thousand_and_with_a_million_accounts_on_both_databases() {
    assert_measures("accounts", &["FEW: u32 = 1_000;", "MANY: u32 = 1_000_000;", "seed_participants(", "route.needs_session()"]);
    assert_measures("accounts", &["\"{}, {count} accounts, {}\"", "portal.engine"]);
    assert_measures("table", &["\"p95 ms\""]);
    assert!(!program().contains("&[\"sizes\", \"pages\", \"accounts\"]"), "accounts are measured on both");
}

#[test]
fn sign_ins_while_home_and_help_are_read_are_told_with_what_the_readers_wait() {
    let rows = [
        "\"argon2 alone, {}, {engine} busy\"",
        "\"sign-in while pages are read, {engine}\"",
        "\"page / while people sign in, {engine}\"",
        "\"page /bantuan while people sign in, {engine}\"",
    ];
    assert_measures("busy", &rows);
    assert_measures("table", &["\"p99 ms\""]);
}

#[test]
fn resident_memory_is_told_of_a_server_in_a_process_of_its_own() {
    assert_measures("memory", &["\"VmRSS:\"", "Command::new(std::env::current_exe()?)", "table.memory("]);
}
