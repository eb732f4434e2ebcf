//! How each engine would find the rows of a statement.

use super::{Db, Result};
use sqlx::{AssertSqlSafe, Row, SqlSafeStr, raw_sql};

/// The lines of the plan for any values of the placeholders. PostgreSQL is asked what it does when it must not read whole tables, because
/// an empty table is always read whole; a `Seq Scan` is then left only where no index helps.
pub async fn plan_for_test(db: &Db, sql: &'static str) -> Result<Vec<String>> {
    match db {
        Db::Sqlite { write, .. } => {
            let text = format!("EXPLAIN QUERY PLAN {sql}");
            let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(write).await?;
            rows.iter().map(|row| row.try_get("detail")).collect()
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            let values = vec!["NULL"; super::count(sql)];
            let values = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
            let ready = format!("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; PREPARE asked AS {sql};");
            raw_sql(AssertSqlSafe(ready).into_sql_str()).execute(&mut *connection).await?;
            let asked = format!("EXPLAIN (COSTS OFF) EXECUTE asked{values}");
            let rows = raw_sql(AssertSqlSafe(asked).into_sql_str()).fetch_all(&mut *connection).await?;
            // Its settings go with it.
            drop(connection.detach());
            rows.iter().map(|row| row.try_get(0)).collect()
        }
    }
}
