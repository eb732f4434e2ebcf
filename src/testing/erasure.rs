//! Every table says what becomes of it when a person is erased.

use super::both;
use crate::platform::db::Db;
use crate::platform::erasure::Fate;
use crate::site;
use std::collections::{BTreeMap, BTreeSet};

/// Tables and columns of the schema, views left out.
async fn columns(db: &Db) -> BTreeMap<String, Vec<String>> {
    let sql = match db {
        Db::Sqlite { .. } => {
            "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Db::Postgres(_) => {
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT) FROM information_schema.columns c \
             JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
        }
    };
    let rows: Vec<(String, String)> = db.fetch_all(sql, &[]).await.unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in rows.into_iter().filter(|(table, _)| table != "_sqlx_migrations") {
        tables.entry(table).or_default().push(column);
    }
    tables
}

#[tokio::test]
async fn every_table_says_what_becomes_of_it_when_a_person_is_erased() {
    both(|ctx| async move {
        let declared: Vec<&str> = site::erasures().iter().map(|table| table.name).collect();
        let once: BTreeSet<&str> = declared.iter().copied().collect();
        assert_eq!(once.len(), declared.len(), "a table says it once: {declared:?}");
        let tables = columns(&ctx.db).await;
        let there: BTreeSet<&str> = tables.keys().map(String::as_str).collect();
        assert_eq!(once, there, "declared in site::erasures, and in the schema");
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_says_why_and_holds_nothing_sealed_and_no_fingerprint_or_secret() {
    both(|ctx| async move {
        let tables = columns(&ctx.db).await;
        let mut kept = 0;
        for table in site::erasures() {
            match table.fate {
                Fate::Kept(why) => {
                    assert!(why.split(' ').count() > 2, "{}: why", table.name);
                    let personal: Vec<&String> = tables[table.name]
                        .iter()
                        .filter(|column| ["_sealed", "_index", "password"].iter().any(|part| column.contains(part)))
                        .collect();
                    assert!(personal.is_empty(), "{} keeps {personal:?}", table.name);
                    kept += 1;
                }
                Fate::Erased(steps) => assert!(!steps.is_empty(), "{}", table.name),
                Fate::ByCode(how) => assert!(how.split(' ').count() > 2, "{}: how", table.name),
            }
        }
        assert!(kept >= 5);
    })
    .await;
}
