//! Takes the bytes of deleted rows out of the database's files.

use super::{Db, DbError, Result};
use crate::platform::clock::Stopwatch;
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Postgres, Sqlite};
use std::time::Duration;

/// Steps of SQLite's machine between two looks at the watch.
const LOOK_EVERY: i32 = 1_000;

impl Db {
    /// SQLite: writes the file anew (`VACUUM`) and empties the write-ahead log into it; `secure_delete` has zeroed most of it before, but
    /// not what rows left where they moved from. PostgreSQL: writes `tables` anew (`VACUUM FULL`), without the dead versions of their rows;
    /// its own log and older backups are the operator's. What takes longer than `limit` is broken off and stays as it was.
    ///
    /// Answers whether all of it was done: not when it was broken off, or when a reader still looks at what was before.
    pub async fn scrub(&self, tables: &[&'static str], limit: Option<Duration>) -> Result<bool> {
        match self {
            Db::Sqlite { write, .. } => sqlite(write.acquire().await?, limit).await,
            Db::Postgres(pool) => postgres(pool.acquire().await?, tables, limit).await,
        }
    }
}

async fn sqlite(mut connection: PoolConnection<Sqlite>, limit: Option<Duration>) -> Result<bool> {
    if let Some(limit) = limit {
        let watch = Stopwatch::start();
        let limit = u64::try_from(limit.as_micros()).unwrap_or(u64::MAX);
        connection.lock_handle().await?.set_progress_handler(LOOK_EVERY, move || watch.micros() < limit);
    }
    let vacuumed = sqlx::query("VACUUM").execute(&mut *connection).await;
    connection.lock_handle().await?.remove_progress_handler();
    let is_new = match vacuumed {
        Ok(_) => true,
        // Interrupted, or another process is writing.
        Err(error) if has_code(&error, &["9", "5", "6"]) => false,
        Err(error) => return Err(error),
    };
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
    Ok(is_new && busy == 0)
}

async fn postgres(mut connection: PoolConnection<Postgres>, tables: &[&'static str], limit: Option<Duration>) -> Result<bool> {
    // It goes away with its settings.
    connection.close_on_drop();
    let watch = Stopwatch::start();
    let mut all = true;
    for table in tables {
        if let Some(limit) = limit {
            let left = limit.as_millis().saturating_sub(u128::from(watch.micros() / 1_000));
            if left == 0 {
                return Ok(false);
            }
            // Whoever waits for a lock on a table makes everybody behind it wait, too.
            let bounds = format!("SET statement_timeout = {left}; SET lock_timeout = 200");
            sqlx::raw_sql(AssertSqlSafe(bounds)).execute(&mut *connection).await?;
        }
        match sqlx::raw_sql(AssertSqlSafe(format!("VACUUM FULL {table}"))).execute(&mut *connection).await {
            Ok(_) => {}
            // Took too long, or somebody was reading.
            Err(error) if has_code(&error, &["57014", "55P03"]) => all = false,
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

fn has_code(error: &DbError, codes: &[&str]) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| codes.contains(&code.as_ref()))
}
