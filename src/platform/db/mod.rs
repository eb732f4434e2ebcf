//! One SQL text, two engines: SQLite embedded by default, PostgreSQL to scale out.
//!
//! Invariants: the branch on engine lives in this folder only; every statement is a `&'static str` in the dialect both engines
//! share (`$1…` placeholders, `RETURNING`, `ON CONFLICT`); every write goes through [`Db::begin`], the read pool of SQLite refuses
//! writes. Times are epoch milliseconds, money whole rupiah, ids UUIDv7.

mod attempt;
mod bulk;
#[cfg(test)]
mod explain;
mod fact;
mod lock;
mod scrub;
#[cfg(test)]
pub mod trace;

pub use attempt::Attempt;
#[cfg(test)]
pub use explain::plan_for_test;
pub use fact::{ERASURE, drop_fact, fact, fact_in, move_fact, put_fact};
pub use lock::{LockError, ServeLock};

use crate::kernel::word::Word;
use lock::SetupLock;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgArguments, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Arguments, FromRow, Postgres, Sqlite, Transaction, query_as_with, query_with};
use std::cmp::Ordering;
use std::time::Duration;
use uuid::Uuid;

pub use sqlx::Error as DbError;
pub type Result<T> = std::result::Result<T, DbError>;

/// A row type both engines can decode; `#[derive(sqlx::FromRow)]` or a tuple is enough.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A bound value; `None` keeps its kind because PostgreSQL types its parameters.
#[derive(Clone, Debug)]
pub enum Val {
    Int(Option<i64>),
    Bool(Option<bool>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Id(Option<Uuid>),
}

macro_rules! val_from { ($($t:ty => $v:ident),* $(,)?) => { $(
    impl From<$t> for Val { fn from(x: $t) -> Self { Val::$v(Some(x.into())) } }
    impl From<Option<$t>> for Val { fn from(x: Option<$t>) -> Self { Val::$v(x.map(Into::into)) } }
)* } }
val_from! { i64 => Int, i32 => Int, bool => Bool, String => Text, &str => Text, Vec<u8> => Bytes, &[u8] => Bytes, Uuid => Id }

impl From<crate::kernel::instant::Instant> for Val {
    fn from(at: crate::kernel::instant::Instant) -> Self {
        Val::Int(Some(at.0))
    }
}
impl From<Option<crate::kernel::instant::Instant>> for Val {
    fn from(at: Option<crate::kernel::instant::Instant>) -> Self {
        Val::Int(at.map(|at| at.0))
    }
}
impl From<&String> for Val {
    fn from(text: &String) -> Self {
        Val::Text(Some(text.clone()))
    }
}
/// Of a closed list: bound as the word it is.
impl<W: Word> From<W> for Val {
    fn from(word: W) -> Self {
        Val::Text(Some(word.word().to_owned()))
    }
}
impl From<&Vec<u8>> for Val {
    fn from(bytes: &Vec<u8>) -> Self {
        Val::Bytes(Some(bytes.clone()))
    }
}

/// `params![a, b]` makes the bound values of one statement.
#[macro_export]
macro_rules! params { ($($x:expr),* $(,)?) => { &[$($crate::platform::db::Val::from($x)),*] } }

macro_rules! bind {
    ($name:ident, $args:ty) => {
        fn $name(sql: &str, vals: &[Val]) -> Result<$args> {
            check_count(sql, vals)?;
            #[cfg(test)]
            trace::note(sql);
            let mut args = <$args>::default();
            for val in vals {
                match val.clone() {
                    Val::Int(x) => args.add(x),
                    Val::Bool(x) => args.add(x),
                    Val::Text(x) => args.add(x),
                    Val::Bytes(x) => args.add(x),
                    Val::Id(x) => args.add(x),
                }
                .map_err(DbError::Encode)?;
            }
            Ok(args)
        }
    };
}
bind!(lite, SqliteArguments);
bind!(post, PgArguments);

/// SQLite reads a missing `$n` as NULL, so the count is checked for both engines.
fn check_count(sql: &str, vals: &[Val]) -> Result<()> {
    let wanted = count(sql);
    if wanted == vals.len() { Ok(()) } else { Err(DbError::Protocol(format!("{wanted} placeholders, {} values", vals.len()))) }
}

/// How many values a statement takes.
fn count(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).filter_map(|s| s.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok());
    numbers.max().unwrap_or(0)
}

/// The database, cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// A write transaction. Dropped without [`Tx::commit`] it is rolled back.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

macro_rules! verbs {
    ($ty:ident, $me:ty, $lp:pat => $lex:expr, $pp:pat => $pex:expr) => {
        impl $ty {
            /// The one row; an error when there is none.
            pub async fn fetch_one<T: Record>(self: $me, sql: &'static str, vals: &[Val]) -> Result<T> {
                attempt::note(match self {
                    $lp => query_as_with(sql, lite(sql, vals)?).fetch_one($lex).await,
                    $pp => query_as_with(sql, post(sql, vals)?).fetch_one($pex).await,
                })
            }
            /// The row if there is one.
            pub async fn fetch_optional<T: Record>(self: $me, sql: &'static str, vals: &[Val]) -> Result<Option<T>> {
                attempt::note(match self {
                    $lp => query_as_with(sql, lite(sql, vals)?).fetch_optional($lex).await,
                    $pp => query_as_with(sql, post(sql, vals)?).fetch_optional($pex).await,
                })
            }
            /// All rows; the statement carries its own LIMIT.
            pub async fn fetch_all<T: Record>(self: $me, sql: &'static str, vals: &[Val]) -> Result<Vec<T>> {
                attempt::note(match self {
                    $lp => query_as_with(sql, lite(sql, vals)?).fetch_all($lex).await,
                    $pp => query_as_with(sql, post(sql, vals)?).fetch_all($pex).await,
                })
            }
        }
    };
}
verbs!(Db, &Self, Db::Sqlite { read, .. } => read, Db::Postgres(pool) => pool);
verbs!(Tx, &mut Self, Tx::Sqlite(tx) => &mut **tx, Tx::Postgres(tx) => &mut **tx);

impl Tx {
    /// Runs a statement; answers the number of rows touched.
    pub async fn execute(&mut self, sql: &'static str, vals: &[Val]) -> Result<u64> {
        attempt::note(match self {
            Tx::Sqlite(tx) => query_with(sql, lite(sql, vals)?).execute(&mut **tx).await.map(|done| done.rows_affected()),
            Tx::Postgres(tx) => query_with(sql, post(sql, vals)?).execute(&mut **tx).await.map(|done| done.rows_affected()),
        })
    }

    /// Makes everything since [`Db::begin`] durable and visible.
    pub async fn commit(self) -> Result<()> {
        attempt::note_commit(match self {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Postgres(tx) => tx.commit().await,
        })
    }
}

static SQLITE: Migrator = sqlx::sqlx_macros::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::sqlx_macros::migrate!("migrations/postgres");

/// How the schema of a database stands to the migrations of this release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Some are missing; of an empty database all.
    Behind,
    Current,
    /// A newer release has migrated it. Migrations are additive for one release, so the processes of this one that run go on.
    Ahead,
}

/// Why a schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    #[error("this database belongs to a newer release of the portal")]
    Ahead,
    #[error(transparent)]
    Failed(#[from] MigrateError),
}

/// How long a statement waits for its turn; whoever waited longer is sent away as [`overload`].
#[derive(Clone, Copy, Debug)]
struct Waits {
    /// For a connection to PostgreSQL.
    postgres: Duration,
    /// For a connection to SQLite, of which only one writes.
    sqlite: Duration,
    /// For another process to let go of the SQLite file.
    busy: Duration,
}

/// Connections of a process to PostgreSQL. Who holds one waits for none, see the test that reads the services for it.
const CONNECTIONS: u32 = 16;

const WAITS: Waits = Waits { postgres: Duration::from_secs(5), sqlite: Duration::from_secs(10), busy: Duration::from_secs(5) };

impl Db {
    /// Opens `sqlite://path` (created when missing) or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, CONNECTIONS, WAITS).await
    }

    async fn open_with(url: &str, connections: u32, waits: Waits) -> Result<Self> {
        if url.starts_with("postgres") {
            let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(waits.postgres).connect(url).await?;
            return Ok(Db::Postgres(pool));
        }
        let options = url
            .parse::<SqliteConnectOptions>()?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(waits.busy)
            .pragma("secure_delete", "ON");
        // Two processes that make one file at once would find it locked while it becomes one with a write-ahead log.
        let _lock = SetupLock::take(options.get_filename()).await?;
        let pool = |connections| SqlitePoolOptions::new().max_connections(connections).acquire_timeout(waits.sqlite);
        let write = pool(1).connect_with(options.clone()).await?;
        let read = pool(4).connect_with(options.read_only(true)).await?;
        Ok(Db::Sqlite { read, write })
    }

    /// Every write goes through here, so SQLite never upgrades a read lock.
    pub async fn begin(&self) -> Result<Tx> {
        attempt::note(match self {
            Db::Sqlite { write, .. } => write.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Db::Postgres(pool) => pool.begin().await.map(Tx::Postgres),
        })
    }

    /// Brings the schema up to date; safe when several processes start together (PostgreSQL: sqlx takes an advisory lock, SQLite: it
    /// takes none, so a file beside the database is locked).
    pub async fn migrate(&self) -> std::result::Result<(), MigrationError> {
        if self.schema().await.map_err(MigrateError::from)? == Schema::Ahead {
            return Err(MigrationError::Ahead);
        }
        match self {
            Db::Sqlite { write, .. } => {
                let lock = SetupLock::take(write.connect_options().get_filename()).await;
                let _lock = lock.map_err(|error| MigrateError::from(DbError::from(error)))?;
                SQLITE.run(write).await?;
            }
            Db::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// Which of the embedded migrations have been applied, by the newest.
    pub async fn schema(&self) -> Result<Schema> {
        const APPLIED: &str = "SELECT CAST(MAX(version) AS BIGINT) FROM _sqlx_migrations WHERE success";
        let expected = SQLITE.iter().map(|m| m.version).max();
        match self.fetch_one::<(Option<i64>,)>(APPLIED, &[]).await {
            Ok((applied,)) => Ok(match applied.cmp(&expected) {
                Ordering::Less => Schema::Behind,
                Ordering::Equal => Schema::Current,
                Ordering::Greater => Schema::Ahead,
            }),
            Err(error) if is_missing_table(&error) => Ok(Schema::Behind),
            Err(error) => Err(error),
        }
    }

    /// Closes the pools; outstanding statements finish first.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

/// Whether the statement failed because a unique constraint refused it.
#[must_use]
pub fn is_unique_violation(error: &DbError) -> bool {
    error.as_database_error().is_some_and(|e| e.is_unique_violation())
}

/// Whether the statement failed because there is no such table. SQLite has no code of its own for it.
fn is_missing_table(error: &DbError) -> bool {
    error
        .as_database_error()
        .is_some_and(|e| e.code().is_some_and(|code| code == "42P01") || e.message().starts_with("no such table"))
}

/// The cause of what PostgreSQL broke off because of others beside it: serialization failure 40001, deadlock 40P01. Only this asks to run
/// the transaction again, see [`Attempt`].
const CONFLICT: &str = "conflict";

/// Whether trying again in a moment may help, and a word for why, which is a label of the metrics. Anything else is a defect.
#[must_use]
pub fn overload(error: &DbError) -> Option<&'static str> {
    let code = match error {
        DbError::PoolTimedOut => return Some("connections"),
        // It broke off in the middle of a word.
        DbError::Io(_) => return Some("away"),
        other => other.as_database_error()?.code()?,
    };
    match &*code {
        "40001" | "40P01" => Some(CONFLICT),
        // SQLite: busy or locked, with the codes that say more about it. It has waited as long as it may, so nobody tries again at once.
        "5" | "6" | "261" | "262" | "517" | "773" => Some("busy"),
        // PostgreSQL has no connection left.
        "53300" => Some("connections"),
        // It shuts down, broke down or starts up.
        "57P01" | "57P02" | "57P03" => Some("away"),
        // All others of its class are connections that were lost; a breach of the protocol is a defect.
        "08P01" => None,
        lost if lost.starts_with("08") => Some("away"),
        _ => None,
    }
}

/// Makes an empty schema, so that tests that run side by side on one server do not meet.
#[cfg(test)]
pub async fn create_schema_for_test(url: &str, schema: &str) -> Result<()> {
    use sqlx::Connection;
    let mut connection = sqlx::PgConnection::connect(url).await?;
    let sql = format!("CREATE SCHEMA {schema}");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

/// A database that soon gives up waiting.
#[cfg(test)]
pub async fn open_impatient_for_test(url: &str) -> Result<Db> {
    let waits = Waits { postgres: Duration::from_secs(1), sqlite: Duration::from_secs(1), busy: Duration::from_millis(50) };
    Db::open_with(url, CONNECTIONS, waits).await
}

/// A database with one connection to PostgreSQL, so that whoever holds it and waits for another waits in vain.
#[cfg(test)]
pub async fn open_narrow_for_test(url: &str) -> Result<Db> {
    Db::open_with(url, 1, WAITS).await
}

/// Parses a statement on this engine without running it.
#[cfg(test)]
pub async fn prepare_for_test(db: &Db, sql: &'static str) -> Result<()> {
    use sqlx::{Executor, SqlSafeStr};
    match db {
        Db::Sqlite { write, .. } => write.acquire().await?.prepare(sql.into_sql_str()).await.map(drop),
        Db::Postgres(pool) => pool.acquire().await?.prepare(sql.into_sql_str()).await.map(drop),
    }
}
