//! `make bench`: what the portal sends and how fast it answers, measured in one run on this machine and printed as one table.
//!
//! The real server runs in this process on loopback, in sandbox mode with a new database and the release's files; the load comes from
//! a thread of its own over connections that stay open. Speed is never asserted: the exit status is 0 unless an answer was wrong (1)
//! or something could not be measured (2). Named measurements (`tools/bench.sh pages codes`) run alone.
//!
//! A new measurement is a function that takes what it needs and adds rows to the [`Table`], a name in [`ALL`] and a line in
//! [`measure_on`].

mod codes;
mod load;
mod pages;
mod people;
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
const ALL: &[&str] = &["sizes", "pages", "sign-in", "codes"];

/// Seconds of each measurement.
const SECONDS: f64 = 5.0;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(wrong) => {
            eprintln!("bench: {wrong} answers were wrong");
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// Answers the number of wrong answers.
fn run() -> Result<u64, Failure> {
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
    let runtime = portal::runtime()?;
    let load = Load::start()?;
    let mut table = Table::default();
    runtime.block_on(measure(&wanted, &load, Duration::from_secs_f64(seconds), &mut table))?;
    println!("\n{} cores, {seconds} s for each rate\n\n{table}", portal::cores());
    Ok(table.wrong())
}

async fn measure(wanted: &[&str], load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let postgres = std::env::var("TEST_POSTGRES_URL").ok();
    if postgres.is_none() {
        eprintln!("bench: without TEST_POSTGRES_URL only SQLite is measured");
    }
    for engine in [Some(Engine::Sqlite), postgres.map(Engine::Postgres)].into_iter().flatten() {
        let portal = Portal::start(engine).await?;
        let measured = measure_on(&portal, wanted, load, time, table).await;
        portal.stop().await?;
        measured?;
    }
    Ok(())
}

/// Measures on one database; what does not depend on it only once.
async fn measure_on(portal: &Portal, wanted: &[&str], load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let is_first = matches!(portal.engine, Engine::Sqlite);
    for name in wanted {
        match *name {
            "sizes" if is_first => sizes::measure(portal, table).await?,
            "pages" if is_first => pages::measure(portal, load, time, table).await?,
            "sign-in" => sign_in::measure(portal, load, time, table).await?,
            "codes" => codes::measure(portal, time, table).await?,
            _ => continue,
        }
        eprintln!("bench: {name} measured on {}", portal.engine);
    }
    Ok(())
}
