//! The command line: `serve` (the default), `migrate`, `seed --demo [--participants N]`, `admin bootstrap`, `admin deactivate EMAIL`,
//! `audit verify`, `keys create`, `keys rotate`, `maintain`, `simulate`.
//!
//! Exit status: 0 good, 1 a violation was found, 2 could not run or not go on. All but `serve` work beside a running server.

#![expect(clippy::print_stderr, clippy::print_stdout, reason = "a command answers whoever typed it")]

use crate::kernel::email::Email;
use crate::platform::audit::SignedHead;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::crypt::{self, CryptError, Keys};
use crate::platform::db::{self, Db, MigrationError, Schema};
use crate::platform::hashing::Hasher;
use crate::platform::limits::sources::Watch;
use crate::platform::outbox::Wake;
use crate::platform::providers::phone_lookup::PhoneLookup;
use crate::platform::providers::population::Population;
use crate::platform::providers::simulators::Simulators;
use crate::platform::random::Random;
use crate::platform::{Ctx, audit, erasure, telemetry};
use crate::{account, office, site};
use std::io::IsTerminal;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

const USAGE: &str = "prakerja [serve]          run the portal
prakerja migrate          bring the database schema up to date
prakerja seed --demo      add the demo participants and staff (sandbox only)
          [--participants N]
                          and generate participants until there are N; goes on where an earlier run stopped
          [--if-empty]    only to a database that nobody uses yet; in production it does nothing
prakerja admin bootstrap  print the address at which the first administrator sets up their account: once, 15 minutes
prakerja admin deactivate EMAIL
                          end the access of a member of staff; then bootstrap works again if it was the last administrator
prakerja audit verify     check the audit trail's chain
          [--head HEAD]    and that it still runs through a head from the log (SEQ:HASH:SIGNATURE)
prakerja keys create      make the key file of a new installation; never touches one that is there
prakerja keys rotate      add a master key and wrap every person's key with it
prakerja maintain         end and forget what ran out, erase whoever asked for it, wrap keys that a rotation left, and take
                          the bytes of what was deleted out of the database's files
prakerja simulate [--addr 127.0.0.1:3050]
                          answer as the outside parties, population registry and phone look-up, in a process of
                          its own, and print the settings with which a portal asks them (sandbox only)

Settings: Leptos.toml, each overridable by PRAKERJA__SECTION__KEY";

/// Where `simulate` listens unless it is told.
const SIMULATORS_PORT: u16 = 3050;

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
        Ok(runtime) => {
            let outcome = runtime.block_on(dispatch(&words));
            // Nobody waits any more for what a thread may still be working on.
            runtime.shutdown_background();
            outcome
        }
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
        ["seed", "--demo", "--if-empty"] => {
            // Whoever starts the portal need not know in which mode it is.
            if config.is_sandbox() {
                let ctx = context(config).await?;
                seed_if_empty(&ctx).await?;
            }
            Ok(ExitCode::SUCCESS)
        }
        ["seed", "--demo", options @ ..] => {
            let participants = participants_asked(options)?;
            seed(&context(config).await?, participants).await?;
            Ok(ExitCode::SUCCESS)
        }
        ["admin", "bootstrap"] => {
            let ctx = context(config).await?;
            match office::bootstrap(&ctx).await? {
                Some(address) => {
                    println!("{address}");
                    Ok(ExitCode::SUCCESS)
                }
                None => Err("there is an administrator, who can invite further staff at /kantor/staf".into()),
            }
        }
        ["admin", "deactivate", email] => {
            let email = Email::parse(email).map_err(|_| format!("`{email}` is not an e-mail address"))?;
            match office::deactivate_address(&context(config).await?, &email).await? {
                true => {
                    println!("{} has no access to the office any more", email.as_str());
                    Ok(ExitCode::SUCCESS)
                }
                false => Err("no active member of staff has this address".into()),
            }
        }
        ["audit", "verify"] => verify_audit(config, None).await,
        ["audit", "verify", "--head", head] => verify_audit(config, Some(head)).await,
        ["keys", "create"] => {
            create_keys(&config.keys.file)?;
            println!("new keys are in {}", config.keys.file.display());
            println!("keep a copy apart from the database: without it nobody can read what the database holds");
            Ok(ExitCode::SUCCESS)
        }
        ["keys", "rotate"] => {
            let ctx = context(config).await?;
            let rotated = crypt::rotate(&ctx.db, &ctx.keys, &ctx.random).await?;
            println!("master key {} is in use, {} keys were wrapped anew", rotated.master_id, rotated.rewrapped);
            Ok(ExitCode::SUCCESS)
        }
        ["maintain"] => {
            println!("{}", maintain(&context(config).await?).await?);
            Ok(ExitCode::SUCCESS)
        }
        ["simulate"] => simulate(&config, SocketAddr::from((Ipv4Addr::LOCALHOST, SIMULATORS_PORT))).await,
        ["simulate", "--addr", addr] => match addr.parse() {
            Ok(addr) => simulate(&config, addr).await,
            Err(_) => Err(format!("--addr must be an address with a port like 127.0.0.1:{SIMULATORS_PORT}, not `{addr}`").into()),
        },
        _ => {
            eprintln!("prakerja: unknown command `{}`\n\n{USAGE}", words.join(" "));
            Ok(ExitCode::from(2))
        }
    }
}

/// Clears up, erases and scrubs; answers what to print.
///
/// # Errors
/// The database, or a key file that cannot be read.
pub async fn maintain(ctx: &Ctx) -> Result<String, Failure> {
    // Whatever failed, the bytes of whoever was erased are scrubbed.
    let rows = site::maintain(ctx).await;
    let is_scrubbed = erasure::scrub_now(ctx, &site::erasures()).await?;
    let rows = rows?;
    let files = if is_scrubbed {
        "no file of the database holds deleted rows any more"
    } else {
        "the database was in use, so its files may still hold deleted rows; run this again"
    };
    Ok(format!("{rows} rows ended, removed or wrapped anew\n{files}"))
}

/// How many participants `seed --demo` shall generate.
fn participants_asked(options: &[&str]) -> Result<Option<u32>, Failure> {
    match options {
        [] => Ok(None),
        ["--participants", count] => match count.parse() {
            Ok(count) if count > 0 => Ok(Some(count)),
            _ => Err(format!("--participants must be a number from 1 on, not `{count}`").into()),
        },
        ["--participants"] => Err("--participants needs a number".into()),
        options => match options.iter().find(|option| matches!(**option, "--jobs" | "--courses")) {
            Some(option) => Err(format!("{option} is not built: this release seeds participants only\n\n{USAGE}").into()),
            None => Err(format!("unknown options of seed --demo: `{}`\n\n{USAGE}", options.join(" ")).into()),
        },
    }
}

/// Adds the demo participants and staff to a database that nobody uses yet, or finishes doing so: the staff come last. Answers whether
/// there was anything to do.
async fn seed_if_empty(ctx: &Ctx) -> Result<bool, Failure> {
    let is_begun = db::fact(&ctx.db, account::DEMO_FACT).await?.is_some();
    let is_used = office::is_anybody_there(&ctx.db).await? || !is_begun && account::is_anybody_there(&ctx.db).await?;
    if is_used {
        return Ok(false);
    }
    println!("Adding demo participants and staff (a few seconds)");
    account::seed_demo(ctx).await?;
    office::seed_demo(ctx).await?;
    Ok(true)
}

/// Adds the demo participants and generates more; says how far it is, on a terminal in one line.
async fn seed(ctx: &Ctx, participants: Option<u32>) -> Result<(), Failure> {
    for line in account::seed_demo(ctx).await?.into_iter().chain(office::seed_demo(ctx).await?) {
        println!("{line}");
    }
    let Some(wanted) = participants else { return Ok(()) };
    let terminal = std::io::stderr().is_terminal();
    let tell = |there: u32| {
        if terminal {
            eprint!("\r{there} of {wanted} participants");
        } else if there.is_multiple_of(100_000) {
            eprintln!("{there} of {wanted} participants");
        }
    };
    let added = account::seed_participants(ctx, wanted, tell).await?;
    if terminal && added > 0 {
        eprintln!();
    }
    println!("{added} participants were generated");
    println!("{}", account::generated_sign_ins(wanted));
    Ok(())
}

/// Makes the keys of a production portal, in a file that only its owner can read.
fn create_keys(file: &Path) -> Result<(), Failure> {
    make_folder_of(file)?;
    Keys::create(file, &Random, false)?;
    Ok(())
}

/// The keys of a sandbox, which makes them for itself; of processes that start at once one makes them and all take those.
fn sandbox_keys(file: &Path) -> Result<Keys, Failure> {
    if !file.exists() {
        make_folder_of(file)?;
        match Keys::create(file, &Random, true) {
            Err(CryptError::Exists(_)) => {}
            made => return Ok(made?),
        }
    }
    Ok(Keys::load(file)?)
}

fn make_folder_of(file: &Path) -> Result<(), Failure> {
    let Some(folder) = file.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()).into())
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

/// Serves the simulators until told to stop.
async fn simulate(config: &Config, addr: SocketAddr) -> Result<ExitCode, Failure> {
    if !config.is_sandbox() {
        return Err("simulators are for the sandbox; PRAKERJA__MODE is production".into());
    }
    telemetry::start(true);
    let simulators = Simulators::from_config(config, &Random).map_err(|(setting, error)| format!("setting {setting}: {error}"))?;
    let listener = TcpListener::bind(addr).await.map_err(|error| format!("cannot listen on {addr}: {error}"))?;
    for line in simulators.settings(config, listener.local_addr()?) {
        println!("{line}");
    }
    axum::serve(listener, simulators.router()).with_graceful_shutdown(site::stop_signal()).await?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the database of the settings; a missing SQLite folder is made.
async fn open_database(config: &Config) -> Result<Db, Failure> {
    if let Some(file) = config.database.sqlite_file() {
        make_folder_of(&file)?;
    }
    Db::open(config.database.url.expose()).await.map_err(|error| format!("cannot open the database: {error}").into())
}

/// Opens the database and makes sure that this release can read it: the sandbox brings the schema up to date, production refuses another.
async fn usable_database(config: &Config) -> Result<Db, Failure> {
    let db = open_database(config).await?;
    if config.is_sandbox() {
        db.migrate().await?;
    }
    match db.schema().await? {
        Schema::Current => Ok(db),
        Schema::Behind => Err("the schema is not up to date; run `prakerja migrate` first".into()),
        Schema::Ahead => Err(MigrationError::Ahead.into()),
    }
}

/// Everything a use case needs, from the settings. In sandbox mode missing keys are made; production never makes any. The parties
/// outside are not connected: only `serve` asks them.
pub async fn context(config: Config) -> Result<Ctx, Failure> {
    telemetry::start(config.is_sandbox());
    let random = Random;
    let keys = if config.is_sandbox() { sandbox_keys(&config.keys.file)? } else { Keys::load(&config.keys.file)? };
    let db = usable_database(&config).await?;
    let hasher = Hasher::new(config.hashing, &keys)?;
    let clock = Clock::system();
    // Only the sandbox moves its clock; a production portal on what was its database tells the true time.
    if config.is_sandbox()
        && let Some(offset) = db::fact(&db, site::CLOCK_FACT).await?.and_then(|text| text.parse().ok())
    {
        clock.set_offset_ms(offset);
    }
    Ok(Ctx {
        db,
        clock,
        random,
        keys,
        config: Arc::new(config),
        hasher,
        population: Population::unconnected(),
        phone_lookup: PhoneLookup::unconnected(),
        watch: Watch::default(),
        wake: Wake::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::config::{Mode, Secret};
    use crate::testing::web::{App, nik};
    use crate::testing::{both, sqlite};
    use axum::http::StatusCode;

    #[test]
    fn new_keys_are_production_keys_that_only_their_owner_can_read_and_nothing_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("baru").join("kunci.toml");
        create_keys(&file).unwrap();
        assert!(!Keys::load(&file).unwrap().is_sandbox());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let written = std::fs::read(&file).unwrap();
        assert!(create_keys(&file).unwrap_err().to_string().contains("kunci.toml"));
        assert_eq!(std::fs::read(&file).unwrap(), written, "the keys that were there stand");
        assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "and nothing lies beside them");
    }

    #[test]
    fn sandboxes_that_start_at_once_in_an_empty_folder_take_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..20 {
            let file = folder.path().join(round.to_string()).join("kunci.toml");
            let start = std::sync::Barrier::new(4);
            let marks: Vec<Vec<u8>> = std::thread::scope(|scope| {
                let begin = || {
                    start.wait();
                    sandbox_keys(&file).unwrap().blind("uji", "sama")
                };
                let all: Vec<_> = (0..4).map(|_| scope.spawn(begin)).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect()
            });
            assert!(marks.iter().all(|mark| *mark == marks[0]));
        }
    }

    #[test]
    fn a_seed_takes_a_number_of_participants_and_says_what_it_does_not_take() {
        assert_eq!(participants_asked(&[]).unwrap(), None);
        assert_eq!(participants_asked(&["--participants", "1000000"]).unwrap(), Some(1_000_000));
        let refused = |options: &[&str]| participants_asked(options).unwrap_err().to_string();
        assert!(refused(&["--participants"]).contains("needs a number"));
        assert!(refused(&["--if-empty", "--participants", "5"]).contains("--if-empty --participants 5"));
        for wrong in ["0", "-1", "banyak", "99999999999"] {
            assert!(refused(&["--participants", wrong]).contains(wrong));
        }
        // What later slices seed is not there yet, and nothing pretends that it is.
        for options in [&["--jobs", "5"][..], &["--participants", "5", "--courses", "5"]] {
            let refusal = refused(options);
            assert!(refusal.contains("is not built") && refusal.contains("prakerja seed --demo"), "{refusal}");
        }
        assert!(!USAGE.contains("--jobs") && !USAGE.contains("--courses"));
        assert!(refused(&["--peserta", "5"]).contains("--peserta 5"));
    }

    async fn people(ctx: &Ctx) -> (i64, i64) {
        const PEOPLE: &str = "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM account), (SELECT CAST(COUNT(*) AS BIGINT) FROM staff)";
        ctx.db.fetch_one(PEOPLE, &[]).await.unwrap()
    }

    #[tokio::test]
    async fn clause_1_1a_demo_people_come_into_an_empty_database_once_and_a_seed_that_was_broken_off_is_finished() {
        both(|ctx| async move {
            // As far as a seed came that was stopped in the middle.
            account::seed_demo(&ctx).await.unwrap();
            assert_eq!(people(&ctx).await, (3, 0));
            assert!(seed_if_empty(&ctx).await.unwrap());
            assert_eq!(people(&ctx).await, (3, 6));
            assert!(!seed_if_empty(&ctx).await.unwrap());
            assert_eq!(people(&ctx).await, (3, 6));
        })
        .await;
        both(|ctx| async move {
            assert!(seed_if_empty(&ctx).await.unwrap());
            assert_eq!(people(&ctx).await, (3, 6));
        })
        .await;
    }

    #[tokio::test]
    async fn production_asks_for_the_migration_that_an_empty_database_needs_and_the_sandbox_does_it() {
        both(|ctx| async move {
            let mut config = (*ctx.config).clone();
            config.mode = Mode::Production;
            assert!(usable_database(&config).await.is_ok());
            // As good as empty: neither what was applied is there, nor what is read first.
            let mut tx = ctx.db.begin().await.unwrap();
            for sql in ["DROP TABLE _sqlx_migrations", "DROP TABLE fact"] {
                tx.execute(sql, &[]).await.unwrap();
            }
            tx.commit().await.unwrap();
            assert_eq!(ctx.db.schema().await.unwrap(), Schema::Behind);
            let refusal = usable_database(&config).await.unwrap_err().to_string();
            assert!(refusal.contains("run `prakerja migrate` first"), "{refusal}");
        })
        .await;
        let folder = tempfile::tempdir().unwrap();
        let mut config = (*sqlite(folder.path()).await.config).clone();
        config.database.url = Secret::new(format!("sqlite://{}", folder.path().join("kosong.db").display()));
        config.mode = Mode::Production;
        assert!(usable_database(&config).await.unwrap_err().to_string().contains("prakerja migrate"));
        config.mode = Mode::Sandbox;
        assert_eq!(usable_database(&config).await.unwrap().schema().await.unwrap(), Schema::Current);
    }

    async fn change(ctx: &Ctx, sql: &'static str) {
        let mut tx = ctx.db.begin().await.unwrap();
        assert_eq!(tx.execute(sql, &[]).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_database_that_a_newer_release_has_migrated_serves_on_and_is_not_started_on_or_migrated() {
        const NEWER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             SELECT version + 1, description, success, checksum, execution_time FROM _sqlx_migrations \
             WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
        both(|ctx| async move {
            change(&ctx, NEWER).await;
            assert_eq!(ctx.db.schema().await.unwrap(), Schema::Ahead);
            assert_eq!(App::new(ctx.clone()).browser().get("/readyz").await.status, StatusCode::OK);
            let refusal = ctx.db.migrate().await.unwrap_err().to_string();
            assert_eq!(refusal, "this database belongs to a newer release of the portal");
            let mut config = (*ctx.config).clone();
            for mode in [Mode::Production, Mode::Sandbox] {
                config.mode = mode;
                assert_eq!(usable_database(&config).await.unwrap_err().to_string(), refusal);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_process_on_a_database_that_is_behind_is_not_ready_and_says_what_to_do() {
        both(|ctx| async move {
            change(&ctx, "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)").await;
            assert_eq!(ctx.db.schema().await.unwrap(), Schema::Behind);
            let answer = App::new(ctx).browser().get("/readyz").await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(answer.body.contains("run `prakerja migrate`"), "{}", answer.body);
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_that_somebody_uses_gets_no_demo_people() {
        both(|ctx| async move {
            let app = App::new(ctx);
            app.browser().register("dewi@contoh.example", &nik("0001")).await.leads_to("/dasbor");
            assert!(!seed_if_empty(&app.ctx).await.unwrap());
            assert_eq!(people(&app.ctx).await, (1, 0));
        })
        .await;
    }

    /// What the arms of [`dispatch`] take, read from its text.
    #[test]
    fn the_help_names_every_command_and_option() {
        let source = include_str!("cli.rs").split("async fn dispatch(").nth(1).unwrap().split("\n}\n").next().unwrap();
        let arms = source.lines().filter_map(|line| line.split_once("] =>")).map(|(arm, _)| arm);
        let mut commands = Vec::new();
        for arm in arms {
            let (options, words): (Vec<&str>, Vec<&str>) =
                arm.split('"').skip(1).step_by(2).partition(|word| word.starts_with("--"));
            for option in options {
                assert!(USAGE.contains(option), "{option}");
            }
            let command = words.join(" ");
            assert!(USAGE.contains(&format!("prakerja {command} ")) || command == "serve", "{command}");
            commands.push(command);
        }
        commands.dedup();
        assert_eq!(commands.len(), 10, "{commands:?}");
        for more in ["[serve]", "--participants N", "admin deactivate EMAIL"] {
            assert!(USAGE.contains(more), "{more}");
        }
    }
}
