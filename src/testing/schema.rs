//! Both engines know every statement and have the same tables and columns, and auditors read the same from both.

use super::both;
use super::web::{App, DEMO_PASSWORD, SARI};
use crate::platform::db::{Db, prepare_for_test};
use crate::platform::{audit, captcha, crypt, http, limits, outbox};
use crate::{account, office, otp, site};
use std::collections::{BTreeMap, BTreeSet};
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

/// Tables and views, each with every column of it.
async fn columns(db: &Db) -> BTreeSet<(String, String)> {
    let sql = match db {
        Db::Sqlite { .. } => {
            "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%'"
        }
        Db::Postgres(_) => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let rows: Vec<(String, String)> = db.fetch_all(sql, &[]).await.unwrap();
    rows.into_iter().filter(|(table, _)| table != "_sqlx_migrations").collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let seen: Mutex<Vec<BTreeSet<(String, String)>>> = Mutex::default();
    both(|ctx| {
        let seen = &seen;
        async move {
            let columns = columns(&ctx.db).await;
            seen.lock().unwrap().push(columns);
        }
    })
    .await;
    let seen = seen.into_inner().unwrap();
    assert!(seen[0].len() > 50);
    assert_eq!(seen[0], seen[1]);
}

/// View and column, and the kinds of the values that auditors find there, in SQLite's words.
type Kinds = BTreeMap<(String, String), BTreeSet<String>>;

async fn kinds(db: &Db) -> Kinds {
    let mut kinds = Kinds::new();
    for (view, column) in columns(db).await.into_iter().filter(|(view, _)| view.starts_with("chk_")) {
        let sql = match db {
            Db::Sqlite { .. } => format!("SELECT DISTINCT typeof({column}) FROM {view}"),
            Db::Postgres(_) => format!(
                "SELECT DISTINCT CASE WHEN {column} IS NULL THEN 'null' ELSE CAST(pg_typeof({column}) AS TEXT) END FROM {view}"
            ),
        };
        // Statements are constants everywhere but where the tables are not known beforehand.
        let rows: Vec<(String,)> = db.fetch_all(sql.leak(), &[]).await.unwrap();
        kinds.insert((view, column), rows.into_iter().map(|(kind,)| kind.replace("bigint", "integer")).collect());
    }
    kinds
}

#[tokio::test]
async fn clause_2_2d_auditors_read_the_same_kinds_of_values_from_every_view_of_both_engines() {
    let seen: Mutex<Vec<Kinds>> = Mutex::default();
    both(|ctx| {
        let seen = &seen;
        async move {
            // One code of two is used, one session of one has ended, and the last letter waits.
            let app = App::with_demo(ctx).await;
            let mut browser = app.browser();
            browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            app.pass(61);
            browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
            browser.sign_in_code(SARI, false).await.leads_to("/dasbor");
            browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
            app.browser().post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
            while audit::link_pending(&app.ctx).await.unwrap() > 0 {}

            let payloads: Vec<(i64,)> =
                app.ctx.db.fetch_all("SELECT DISTINCT has_payload FROM chk_outbox ORDER BY has_payload", &[]).await.unwrap();
            assert_eq!(payloads, [(0,), (1,)]);
            let kinds = kinds(&app.ctx.db).await;
            seen.lock().unwrap().push(kinds);
        }
    })
    .await;
    let seen = seen.into_inner().unwrap();
    assert_eq!(seen[0], seen[1]);
    let views: BTreeSet<&str> = seen[0].keys().map(|(view, _)| view.as_str()).collect();
    assert_eq!(views, BTreeSet::from(["chk_audit", "chk_otp", "chk_outbox", "chk_reset", "chk_session"]));
    for (column, kinds) in &seen[0] {
        let is_plain = kinds.iter().all(|kind| ["integer", "null", "text"].contains(&kind.as_str()));
        assert!(!kinds.is_empty() && is_plain, "{column:?} {kinds:?}");
    }
    let successor = &seen[0][&("chk_otp".to_owned(), "superseded_by".to_owned())];
    assert_eq!(*successor, BTreeSet::from(["null".to_owned(), "text".to_owned()]), "some codes have none");
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
