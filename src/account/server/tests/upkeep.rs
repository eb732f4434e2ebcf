//! The upkeep of registrations finds its rows by an index, however many there are.

use super::portal;
use crate::account::server::store::registration::STATEMENTS;
use crate::params;
use crate::platform::db::Db;

#[tokio::test]
async fn what_ends_and_what_is_forgotten_is_found_by_an_index() {
    portal(|app| async move {
        let upkeep = STATEMENTS.iter().filter(|sql| {
            sql.starts_with("DELETE FROM registration")
                || sql.starts_with("DELETE FROM person_key")
                || (sql.starts_with("UPDATE registration") && sql.contains(" expires_at "))
        });
        let mut seen = 0;
        for sql in upkeep {
            let plan = plan(&app.ctx.db, sql).await;
            assert!(plan.contains("registration_expires"), "{sql}\n{plan}");
            seen += 1;
        }
        assert_eq!(seen, 4);
    })
    .await;
}

/// How the engine would run a statement with one time as its parameter.
async fn plan(db: &Db, sql: &str) -> String {
    let mut tx = db.begin().await.unwrap();
    let lines: Vec<String> = match db {
        Db::Sqlite { .. } => {
            let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
            let rows: Vec<(i64, i64, i64, String)> = tx.fetch_all(explain, params![0_i64]).await.unwrap();
            rows.into_iter().map(|row| row.3).collect()
        }
        Db::Postgres(_) => {
            // Few rows are read faster without an index, so the engine is asked whether it could use one.
            tx.execute("SET LOCAL enable_seqscan = off", &[]).await.unwrap();
            let explain: &'static str = Box::leak(format!("EXPLAIN {sql}").into_boxed_str());
            let rows: Vec<(String,)> = tx.fetch_all(explain, params![0_i64]).await.unwrap();
            rows.into_iter().map(|row| row.0).collect()
        }
    };
    lines.join("\n")
}
