//! `make bench`: what the portal sends and how fast it answers, measured in one run on this machine and printed as one table.
//!
//! The real server runs in this process on loopback, in sandbox mode with a new database for each measurement and the release's files;
//! the load comes from a thread of its own over connections that stay open. Speed is never asserted: the exit status is 0 unless an
//! answer was wrong or the clock tells a known address from an unknown one (1) or something could not be measured (2). Named measurements (`tools/bench.sh pages codes`) run alone.
//!
//! A new measurement is a file with a function that takes what it needs and adds rows to the [`Table`], a name in [`ALL`] and a line in
//! [`measure_on`].

#![expect(clippy::print_stderr, clippy::print_stdout, reason = "whoever starts a measurement wants to read it")]

mod accounts;
mod alike;
mod busy;
mod codes;
mod guest;
mod load;
mod memory;
mod pages;
mod portal;
mod sign_in;
mod sizes;
mod table;

use load::{Failure, Load};
use portal::{Engine, Portal};
use std::process::ExitCode;
use std::time::Duration;
use table::Table;

/// Every measurement, in the order of the table.
const ALL: &[&str] = &["sizes", "pages", "sign-in", "busy", "codes", "alike", "memory", "accounts"];
/// Those that no database has to do with: they run once.
const ONCE: &[&str] = &["sizes", "pages"];

/// Seconds of each measurement.
const SECONDS: f64 = 5.0;

// As the server has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words == [memory::SERVE] {
        return prakerja::cli::run(words.into_iter());
    }
    match run() {
        Ok((0, 0)) => ExitCode::SUCCESS,
        Ok((wrong, told_apart)) => {
            eprintln!("bench: {wrong} answers were wrong; {told_apart} forms take longer for one kind of address");
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// Answers the number of wrong answers, and of forms that answer known and unknown addresses in different times.
fn run() -> Result<(u64, u64), Failure> {
    // Cargo adds `--bench`.
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if let Some(unknown) = asked.iter().find(|name| !ALL.contains(&name.as_str())) {
        return Err(format!("there is no measurement `{unknown}`; there are: {}", ALL.join(", ")).into());
    }
    let wanted: Vec<&str> = ALL.iter().copied().filter(|name| asked.is_empty() || asked.iter().any(|word| word == name)).collect();
    let seconds = match std::env::var("BENCH_SECONDS") {
        Ok(text) => text.parse().ok().filter(|seconds| (0.1..=600.0).contains(seconds)).ok_or("BENCH_SECONDS is 0.1 to 600")?,
        Err(_) => SECONDS,
    };
    let counts = counts()?;
    let runtime = portal::runtime()?;
    let load = Load::start()?;
    let mut table = Table::default();
    runtime.block_on(measure(&wanted, &load, Duration::from_secs_f64(seconds), &counts, &mut table))?;
    println!("\n{} cores, {seconds} s for each rate\n\n{table}", portal::cores());
    Ok((table.wrong(), table.told_apart()))
}

/// With how many accounts the pages behind a session are read: few, then a million or as many as somebody asks for.
fn counts() -> Result<Vec<u32>, Failure> {
    let most = match std::env::var("BENCH_ACCOUNTS") {
        Ok(text) => text.parse().ok().filter(|count| (1..=10_000_000).contains(count)).ok_or("BENCH_ACCOUNTS is 1 to 10000000")?,
        Err(_) => accounts::MANY,
    };
    Ok(if most > accounts::FEW { vec![accounts::FEW, most] } else { vec![most] })
}

async fn measure(wanted: &[&str], load: &Load, time: Duration, counts: &[u32], table: &mut Table) -> Result<(), Failure> {
    let postgres = std::env::var("TEST_POSTGRES_URL").ok();
    if postgres.is_none() {
        eprintln!("bench: without TEST_POSTGRES_URL only SQLite is measured");
    }
    if wanted.contains(&"accounts") && counts.contains(&accounts::MANY) {
        eprintln!("bench: a million accounts are generated for each engine, which takes long; BENCH_ACCOUNTS=1000 does without");
    }
    for engine in [Some(Engine::Sqlite), postgres.map(Engine::Postgres)].into_iter().flatten() {
        let is_first = matches!(engine, Engine::Sqlite);
        for name in wanted.iter().filter(|name| is_first || !ONCE.contains(name)) {
            let portal = Portal::start(engine.clone()).await?;
            let measured = measure_on(&portal, name, load, time, counts, table).await;
            portal.stop().await?;
            measured?;
            eprintln!("bench: {name} measured on {engine}");
        }
    }
    Ok(())
}

async fn measure_on(
    portal: &Portal,
    name: &str,
    load: &Load,
    time: Duration,
    counts: &[u32],
    table: &mut Table,
) -> Result<(), Failure> {
    match name {
        "sizes" => sizes::measure(portal, table).await,
        "pages" => pages::measure(portal, load, time, table).await,
        "sign-in" => sign_in::measure(portal, load, time, table).await,
        "busy" => busy::measure(portal, load, time, table).await,
        "codes" => codes::measure(portal, time, table).await,
        "alike" => alike::measure(portal, load, table).await,
        "memory" => memory::measure(portal, load, time, table).await,
        "accounts" => accounts::measure(portal, load, time, counts, table).await,
        other => Err(format!("`{other}` has no measurement").into()),
    }
}
