//! What tests share: a context on each database, sinks for mail and SMS, the architecture test.

mod architecture;
mod bench;
pub mod canary;
pub mod dump;
mod elements;
mod erasure;
mod functions;
pub mod office;
mod places;
mod plans;
mod schema;
pub mod search;
mod signatures;
pub mod sms;
pub mod smtp;
mod sources;
mod used;
mod voice;
pub mod web;
mod web_tests;
mod words;

use crate::kernel::instant::Instant;
use crate::platform::Ctx;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::crypt::Keys;
use crate::platform::db::Db;
use crate::platform::hashing::Hasher;
use crate::platform::limits::sources::Watch;
use crate::platform::outbox::Wake;
use crate::platform::providers::{self, Connected};
use crate::platform::random::Random;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::path::Path;
use std::sync::Arc;

/// 23 November 2026, 10.00 WIB.
pub const START: Instant = Instant(1_795_402_800_000);

/// Runs a test on SQLite and then on PostgreSQL. There is no skipping: without `TEST_POSTGRES_URL` the test fails and says so.
pub async fn both<F, Fut>(test: F)
where
    F: Fn(Ctx) -> Fut,
    Fut: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    test(sqlite(folder.path()).await).await;
    test(postgres(folder.path()).await).await;
}

/// Some of what a strategy makes, the same in every run: for models that are compared with a database, where shrinking would take longer
/// than reading.
pub fn samples<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// A context on a new SQLite file.
pub async fn sqlite(folder: &Path) -> Ctx {
    let url = format!("sqlite://{}", folder.join("test.db").display());
    context(folder, &url).await
}

/// A context in a schema of its own on the PostgreSQL server of `TEST_POSTGRES_URL`.
pub async fn postgres(folder: &Path) -> Ctx {
    let base = std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL names a PostgreSQL server; `make test` starts one");
    let schema = format!("t{}", Random.id(Clock::system().now()).simple());
    crate::platform::db::create_schema_for_test(&base, &schema).await.expect("a schema of its own");
    let separator = if base.contains('?') { '&' } else { '?' };
    context(folder, &format!("{base}{separator}options=-c%20search_path%3D{schema}")).await
}

async fn context(folder: &Path, url: &str) -> Ctx {
    let keys_file = folder.join("kunci.toml");
    let env = [
        ("PRAKERJA__MODE", "sandbox"),
        ("PRAKERJA__DATA_DIR", &folder.display().to_string()),
        ("PRAKERJA__DATABASE__URL", url),
        // The floor, so that a suite with hundreds of hashes stays quick.
        ("PRAKERJA__HASHING__MEMORY_KIB", "19456"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = Config::load(None, &env).expect("test settings");
    let random = Random;
    let keys =
        if keys_file.exists() { Keys::load(&keys_file) } else { Keys::create(&keys_file, &random, true) }.expect("test keys");
    let db = Db::open(url).await.expect("a test database");
    db.migrate().await.expect("migrations");
    let hasher = Hasher::new(config.hashing, &keys).expect("a hasher");
    let Connected { population, phone_lookup } = providers::connect(&config, &random).await.expect("simulators");
    Ctx {
        db,
        clock: Clock::frozen(START),
        random,
        keys,
        config: Arc::new(config),
        hasher,
        population,
        phone_lookup,
        watch: Watch::default(),
        wake: Wake::default(),
    }
}
