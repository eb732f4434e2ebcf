//! No statement reads a table whole that grows with the participants.

use super::both;
use super::schema::statements;
use crate::platform::db::{Db, plan_for_test};

/// Statements that may, by a part of their text, and why.
const WHOLE: &[(&str, &str)] = &[
    ("FROM audit_pending LIMIT 1", "any row will do"),
    ("FROM account LIMIT 1", "any row will do"),
    ("FROM audit_pending p JOIN", "what waits for the worker, which comes every second"),
    ("FROM audit_link ORDER BY seq DESC LIMIT 1", "reads one row from the end"),
    ("LEFT JOIN audit_link l ON l.event_id = e.id", "`audit verify` walks the whole trail anyway"),
];

#[tokio::test]
async fn every_look_up_uses_an_index_on_both_engines() {
    both(|ctx| async move {
        let mut broken = Vec::new();
        let asked =
            statements().into_iter().filter(|sql| !WHOLE.iter().any(|(part, _)| sql.contains(part)) && !is_about_staff(sql));
        for sql in asked {
            broken.extend(read_whole(&ctx.db, sql).await.into_iter().map(|line| format!("{line}\n    in {sql}")));
        }
        assert!(broken.is_empty(), "read whole:\n{}", broken.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn a_statement_without_an_index_is_found_out_on_both_engines() {
    both(|ctx| async move {
        for sql in ["SELECT id FROM account WHERE language = $1", "SELECT id FROM account ORDER BY id"] {
            assert_eq!(read_whole(&ctx.db, sql).await.len(), 1, "{sql}");
        }
    })
    .await;
}

/// The office's own people are few, however many participants there are.
fn is_about_staff(sql: &str) -> bool {
    ["FROM staff", "UPDATE staff", "INTO staff"].iter().any(|part| sql.contains(part))
}

#[test]
fn what_may_be_read_whole_is_a_statement_that_exists() {
    for (part, why) in WHOLE {
        assert_eq!(statements().iter().filter(|sql| sql.contains(part)).count(), 1, "{part} ({why})");
    }
}

/// The lines of the plan that read a table or an index whole.
async fn read_whole(db: &Db, sql: &'static str) -> Vec<String> {
    let plan = plan_for_test(db, sql).await.unwrap_or_else(|error| panic!("{sql}\n{error}"));
    match db {
        Db::Sqlite { .. } => whole_in_sqlite(&plan),
        Db::Postgres(_) => whole_in_postgres(&plan, &partial_indexes(db).await),
    }
}

/// `SCAN` is SQLite's word for going through all of a table or an index; what a subquery has found already is gone through too.
fn whole_in_sqlite(plan: &[String]) -> Vec<String> {
    let found = plan.iter().filter(|line| line.starts_with("SCAN ") && !line.starts_with("SCAN live"));
    found.filter(|line| !line.contains("CONSTANT ROW")).cloned().collect()
}

/// A sequential scan, or a scan of an index without a condition. Of an empty table every index looks equally cheap, so a partial one
/// may be read whole here where another is better; that there is a better one shows on SQLite, which has the same indexes.
fn whole_in_postgres(plan: &[String], partial: &[String]) -> Vec<String> {
    let is_node = |line: &str| line.contains("-> ") || !line.starts_with(' ');
    let mut whole = Vec::new();
    for (at, line) in plan.iter().enumerate().filter(|(_, line)| is_node(line)) {
        let mut details = plan[at + 1..].iter().take_while(|line| !is_node(line));
        let is_index = ["Index Scan", "Index Only Scan"].iter().any(|kind| line.contains(kind));
        let is_partial = line.split(' ').any(|word| partial.iter().any(|name| name == word));
        if line.contains("Seq Scan on") || is_index && !is_partial && !details.any(|line| line.contains("Index Cond:")) {
            whole.push(line.clone());
        }
    }
    whole
}

async fn partial_indexes(db: &Db) -> Vec<String> {
    let sql = "SELECT CAST(indexname AS TEXT) FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '% WHERE %'";
    let rows: Vec<(String,)> = db.fetch_all(sql, &[]).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}
