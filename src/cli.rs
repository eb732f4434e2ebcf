//! The command line: `serve` (the default), `migrate`, `seed --demo`, `audit verify`, `keys rotate`, `maintain`.
//!
//! Exit status: 0 good, 1 a violation was found, 2 could not run. All but `serve` work beside a running server.

use crate::platform::audit::SignedHead;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::crypt::{self, Keys};
use crate::platform::db::{self, Db};
use crate::platform::hashing::Hasher;
use crate::platform::outbox::Wake;
use crate::platform::providers::population::Population;
use crate::platform::random::Random;
use crate::platform::{Ctx, audit, telemetry};
use crate::{account, site};
use std::process::ExitCode;
use std::sync::Arc;

const USAGE: &str = "prakerja [serve]          run the portal
prakerja migrate          bring the database schema up to date
prakerja seed --demo      add the demo participants (sandbox only)
prakerja audit verify     check the audit trail's chain
         [--head HEAD]    and that it still runs through a head from the log (SEQ:HASH:SIGNATURE)
prakerja keys rotate      add a master key and wrap every person's key with it
prakerja maintain         end and forget what ran out, wrap keys that a rotation left

Settings: Leptos.toml, each overridable by PRAKERJA__SECTION__KEY";

/// Why a command could not do its work.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs the command that the arguments name.
#[must_use]
pub fn run(args: impl Iterator<Item = String>) -> ExitCode {
    let args: Vec<String> = args.collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    if matches!(words.as_slice(), ["help" | "--help" | "-h"]) {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // Rendering a page can keep a worker busy; with fewer than four, other requests would wait behind it.
        .worker_threads(std::thread::available_parallelism().map_or(4, |n| n.get().max(4)))
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(dispatch(&words)),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("prakerja: {error}");
            ExitCode::from(2)
        }
    }
}

async fn dispatch(words: &[&str]) -> Result<ExitCode, Failure> {
    let config = Config::of_this_process()?;
    match words {
        [] | ["serve"] => site::serve(config).await.map(|()| ExitCode::SUCCESS),
        ["migrate"] => {
            open_database(&config).await?.migrate().await?;
            println!("the schema is up to date");
            Ok(ExitCode::SUCCESS)
        }
        ["seed", "--demo"] => {
            let ctx = context(config).await?;
            for line in account::seed_demo(&ctx).await? {
                println!("{line}");
            }
            Ok(ExitCode::SUCCESS)
        }
        ["audit", "verify"] => verify_audit(config, None).await,
        ["audit", "verify", "--head", head] => verify_audit(config, Some(head)).await,
        ["keys", "rotate"] => {
            let ctx = context(config).await?;
            let rotated = crypt::rotate(&ctx.db, &ctx.keys, &ctx.random).await?;
            println!("master key {} is in use, {} keys were wrapped anew", rotated.master_id, rotated.rewrapped);
            Ok(ExitCode::SUCCESS)
        }
        ["maintain"] => {
            let ctx = context(config).await?;
            println!("{} rows ended, removed or wrapped anew", site::maintain(&ctx).await?);
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprintln!("prakerja: unknown command `{}`\n\n{USAGE}", words.join(" "));
            Ok(ExitCode::from(2))
        }
    }
}

async fn verify_audit(config: Config, head: Option<&str>) -> Result<ExitCode, Failure> {
    let printed = match head {
        Some(text) => Some(SignedHead::parse(text).ok_or("a head is written SEQ:HASH:SIGNATURE, as the log prints it")?),
        None => None,
    };
    let ctx = context(config).await?;
    let report = match &printed {
        Some(printed) => audit::verify_against(&ctx, printed).await?,
        None => audit::verify(&ctx.db, ctx.now()).await?,
    };
    println!("{report}");
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Opens the database of the settings; a missing SQLite folder is made.
pub async fn open_database(config: &Config) -> Result<Db, Failure> {
    if let Some(folder) = config.database.sqlite_file().as_deref().and_then(std::path::Path::parent) {
        std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    }
    Db::open(config.database.url.expose()).await.map_err(|error| format!("cannot open the database: {error}").into())
}

/// Everything a use case needs, from the settings. In sandbox mode missing keys are made; production never makes any.
pub async fn context(config: Config) -> Result<Ctx, Failure> {
    telemetry::start(config.is_sandbox());
    let random = Random;
    let file = &config.keys.file;
    let keys = if config.is_sandbox() && !file.exists() {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        }
        Keys::create(file, &random, true)?
    } else {
        Keys::load(file)?
    };
    let db = open_database(&config).await?;
    if config.is_sandbox() {
        db.migrate().await?;
    }
    let hasher = Hasher::new(config.hashing, &keys)?;
    let clock = Clock::system();
    if let Some(offset) = db::fact(&db, site::CLOCK_FACT).await?.and_then(|text| text.parse().ok()) {
        clock.set_offset_ms(offset);
    }
    Ok(Ctx { db, clock, random, keys, config: Arc::new(config), hasher, population: Population::Simulator, wake: Wake::default() })
}
