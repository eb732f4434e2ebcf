//! Both engines know every statement and have the same tables and columns.

use super::both;
use crate::platform::db::{Db, prepare_for_test};
use crate::platform::{audit, captcha, crypt, http, limits, outbox};
use crate::{account, office, otp, site};
use std::collections::BTreeSet;
use std::sync::Mutex;

/// Every statement of every store, those that erase a person included.
pub(super) fn statements() -> Vec<&'static str> {
    let erasures = site::erasures();
    let steps = erasures.iter().flat_map(|table| table.steps()).map(|step| step.sql());
    let stores = [
        account::server::store::STATEMENTS,
        account::server::store::contact::STATEMENTS,
        account::server::store::crowd::STATEMENTS,
        account::server::store::decoy::STATEMENTS,
        account::server::store::history::STATEMENTS,
        account::server::store::lookup::STATEMENTS,
        account::server::store::notice::STATEMENTS,
        account::server::store::profile::STATEMENTS,
        account::server::store::proof::STATEMENTS,
        account::server::store::recovery::STATEMENTS,
        account::server::store::registration::STATEMENTS,
        account::server::store::removal::STATEMENTS,
        account::server::store::standing::STATEMENTS,
        account::server::store::totp::STATEMENTS,
        office::server::store::STATEMENTS,
        office::server::store::invitation::STATEMENTS,
        office::server::store::people::STATEMENTS,
        otp::server::store::STATEMENTS,
        http::kept::STATEMENTS,
        http::session::STATEMENTS,
        http::staff::STATEMENTS,
        audit::store::STATEMENTS,
        captcha::store::STATEMENTS,
        crypt::store::STATEMENTS,
        limits::store::STATEMENTS,
        outbox::store::STATEMENTS,
    ];
    stores.concat().into_iter().chain(steps).collect()
}

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    both(|ctx| async move {
        for sql in statements() {
            if let Err(error) = prepare_for_test(&ctx.db, sql).await {
                panic!("{sql}\n{error}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let seen: Mutex<Vec<BTreeSet<(String, String)>>> = Mutex::default();
    both(|ctx| {
        let seen = &seen;
        async move {
            let sql = match ctx.db {
                Db::Sqlite { .. } => {
                    "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%'"
                }
                Db::Postgres(_) => "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema()",
            };
            let rows: Vec<(String, String)> = ctx.db.fetch_all(sql, &[]).await.unwrap();
            seen.lock().unwrap().push(rows.into_iter().filter(|(table, _)| table != "_sqlx_migrations").collect());
        }
    })
    .await;
    let seen = seen.into_inner().unwrap();
    assert!(seen[0].len() > 50);
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn both_engines_have_the_same_indexes() {
    let seen: Mutex<Vec<BTreeSet<(String, String)>>> = Mutex::default();
    both(|ctx| {
        let seen = &seen;
        async move {
            // Those that belong to a constraint have names of each engine's own.
            let sql = match ctx.db {
                Db::Sqlite { .. } => "SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
                Db::Postgres(_) => {
                    "SELECT CAST(tablename AS TEXT), CAST(indexname AS TEXT) FROM pg_indexes WHERE schemaname = current_schema() \
                       AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace)"
                }
            };
            let rows: Vec<(String, String)> = ctx.db.fetch_all(sql, &[]).await.unwrap();
            seen.lock().unwrap().push(rows.into_iter().collect());
        }
    })
    .await;
    let seen = seen.into_inner().unwrap();
    assert!(seen[0].len() > 20);
    assert_eq!(seen[0], seen[1]);
}
