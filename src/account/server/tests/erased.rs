//! What is left of a person who was erased: nothing that a search for bytes finds, on both databases.

use super::portal;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::account::seed_demo;
use crate::cli;
use crate::kernel::staff::Role;
use crate::params;
use crate::platform::Ctx;
use crate::platform::audit;
use crate::platform::crypt::hex;
use crate::platform::db::Db;
use crate::platform::erasure::{Fate, scrub_now};
use crate::site;
use crate::testing::canary::{self, EMAIL, LAST_PASSWORD, Life, NEW_EMAIL, NIK};
use crate::testing::office::in_office;
use crate::testing::search::{Needle, assert_nowhere, assert_somewhere, everything, found_in, may_read_heaps};
use crate::testing::web::{App, DEMO_PASSWORD, PASSWORD, SARI, nik};
use crate::testing::{both, dump};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The tables that an erasure empties of the person.
fn emptied() -> impl Iterator<Item = &'static str> {
    let goes = |fate| matches!(fate, Fate::Erased(_) | Fate::ByCode(_));
    site::erasures().into_iter().filter(move |table| goes(table.fate)).map(|table| table.name)
}

/// Whether a column holds something by which a person can be found or read.
fn tells(column: &str) -> bool {
    ["_sealed", "_index", "hash"].iter().any(|part| column.contains(part)) || ["digest", "wrapped", "name"].contains(&column)
}

/// Everything by which the person can be found in the database, out of every table that an erasure empties: there is nobody else yet.
async fn stored(app: &App, id: Uuid) -> Vec<Needle> {
    let (db, tables) = (&app.ctx.db, dump::tables(&app.ctx).await);
    // The numbers of the account and of its devices stay as pseudonyms in the audit trail, and staff have theirs.
    let others = "SELECT id FROM staff UNION ALL SELECT id FROM device";
    let others: Vec<(Uuid,)> = db.fetch_all(others, &[]).await.unwrap();
    let numbers: Vec<Vec<u8>> = others.into_iter().map(|(id,)| id).chain([id]).map(|id| hex(id.as_bytes()).into_bytes()).collect();
    let mut needles = Vec::new();
    for table in emptied() {
        // Staff have keys, too.
        let whose = if table == "person_key" { "WHERE person_id NOT IN (SELECT id FROM staff)" } else { "" };
        let mut found = 0;
        for column in tables[table].iter().filter(|column| tells(column)) {
            let bytes = match db {
                Db::Sqlite { .. } => format!("CAST({column} AS BLOB)"),
                Db::Postgres(_) if column.contains("hash") || column == "name" => format!("convert_to({column}, 'UTF8')"),
                Db::Postgres(_) => column.clone(),
            };
            let also = if whose.is_empty() { "WHERE" } else { "AND" };
            let sql = format!("SELECT {bytes} FROM {table} {whose} {also} {column} IS NOT NULL");
            let values: Vec<(Vec<u8>,)> = db.fetch_all(sql.leak(), &[]).await.unwrap();
            for (number, (value,)) in values.into_iter().enumerate() {
                // Names of limits hold whom they are about, which is the longest of their parts; sources and kinds of limits are nobody's.
                let value = match column.as_str() {
                    "name" => value.split(|byte| *byte == b':').max_by_key(|part| part.len()).unwrap().to_vec(),
                    _ => value,
                };
                if value.len() >= 32 && !numbers.contains(&value) {
                    // What is sealed begins alike.
                    let end = value.len().saturating_sub(48);
                    needles.push(Needle::new(format!("{table}.{column} {number}"), &value[end..]));
                    found += 1;
                }
            }
        }
        let rows = app.count(format!("SELECT COUNT(*) FROM {table}").leak()).await;
        assert!(rows > 0, "the person has nothing in {table}, so nothing shows that it goes");
        assert!(found > 0 || ["notice", "fresh_proof"].contains(&table), "{table} holds nothing that tells");
    }
    needles
}

/// Fingerprints of what the person has and had.
fn known(app: &App) -> Vec<Needle> {
    let keys = &app.ctx.keys;
    vec![
        Needle::new("fingerprint of the address", keys.blind("email", NEW_EMAIL)),
        Needle::new("fingerprint of the address before", keys.blind("email", EMAIL)),
        Needle::new("fingerprint of the NIK", keys.blind("nik", NIK)),
        Needle::new("fingerprint of the phone", keys.blind("phone", &canary::e164())),
    ]
}

/// What strangers and staff do with her address and her data, and what she leaves half done.
async fn meanwhile(app: &App, life: &mut Life, id: Uuid) {
    let mut stranger = app.browser();
    stranger.begin(NEW_EMAIL, &nik("0007")).await.leads_to("/daftar/kode");
    stranger.sign_in(NEW_EMAIL, "bukan-password-itu-1").await.refuses("password", "wrong");
    let (_, mut support) = in_office(app, Role::Support).await;
    let (number, reference) = (id.simple().to_string(), "TJ-30562 tentang Kenari");
    let typed = [("peserta", number.as_str()), ("alasan", "ticket"), ("rujukan", reference)];
    support.post("/api/office/person_full", &typed).await.leads_to(&format!("/kantor/peserta/{number}#data-lengkap"));
    app.pass(61);
    // One session more than there may be, of which the dashboard tells.
    for _ in 0..5 {
        life.trusted.cookies.remove("sesi");
        life.trusted.sign_in(NEW_EMAIL, LAST_PASSWORD).await.leads_to("/dasbor");
    }
    life.come_in(app).await;
    life.browser.post_solved("/api/account/forgot", "lupa", &[("email", NEW_EMAIL)]).await.leads_to("/lupa-password");
    life.prove(app, "/akun/hapus").await;
    life.browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9077")]).await.leads_to("/akun/nomor-telepon");
    life.browser.post("/api/account/proof", &[("password", LAST_PASSWORD), ("tujuan", "/akun/hapus")]).await;
}

/// And what other participants do.
async fn others(app: &App) {
    seed_demo(&app.ctx).await.unwrap();
    let mut sari = app.browser();
    sari.enter(SARI, DEMO_PASSWORD).await;
    app.pass(61);
    sari.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
    app.pass(61);
}

/// The files of the emptied tables, as PostgreSQL numbers them; SQLite has one file.
async fn filenodes(app: &App) -> BTreeMap<&'static str, i64> {
    let mut nodes = BTreeMap::new();
    if matches!(app.ctx.db, Db::Postgres(_)) {
        for table in emptied() {
            let sql = format!("SELECT CAST(pg_relation_filenode('{table}') AS BIGINT)");
            let (node,): (i64,) = app.ctx.db.fetch_one(sql.leak(), &[]).await.unwrap();
            nodes.insert(table, node);
        }
    }
    nodes
}

/// Scrubs until nothing of this is found anywhere. PostgreSQL keeps what a transaction that began before could still see, and other tests
/// share its server; SQLite has no such excuse.
async fn scrub_away(ctx: &Ctx, needles: &[Needle]) {
    for _ in 0..20 {
        assert!(scrub_now(ctx, &site::erasures()).await.unwrap());
        let places = everything(ctx).await;
        let is_clean = places.iter().all(|place| found_in(needles, &place.bytes).is_empty());
        if is_clean || matches!(ctx.db, Db::Sqlite { .. }) {
            return assert_nowhere(needles, &places);
        }
    }
    panic!("it never goes");
}

async fn chain_holds(app: &App) {
    while audit::link_pending(&app.ctx).await.unwrap() > 0 {}
    let report = audit::verify(&app.ctx.db, app.ctx.now()).await.unwrap();
    assert!(report.is_good() && report.events > 10, "{report}");
}

#[tokio::test]
async fn after_the_removal_and_the_maintenance_nothing_of_the_person_is_found_and_the_audit_chain_holds() {
    portal(|app| async move {
        let mut life = Life::led(&app).await;
        let id = app.account_id(NEW_EMAIL).await;
        meanwhile(&app, &mut life, id).await;
        let needles = [stored(&app, id).await, known(&app)].concat();
        assert_somewhere(&needles, &everything(&app.ctx).await);
        others(&app).await;
        chain_holds(&app).await;

        life.browser.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        app.pass(CANCEL_LIFE);
        // Somebody tries once more, a moment before.
        app.browser().sign_in(NEW_EMAIL, "bukan-password-itu-2").await.refuses("password", "wrong");
        let before = filenodes(&app).await;
        let printed = cli::maintain(&app.ctx).await.unwrap();
        assert!(printed.contains("no file of the database holds deleted rows any more"), "{printed}");
        for (table, node) in filenodes(&app).await {
            assert_ne!(node, before[table], "{table} was not written anew");
        }
        assert_eq!(app.messages_to(NEW_EMAIL, "removed").await.len(), 1, "the person is told");

        life.remember_messages(&app).await;
        let all = [needles, canary::personal(), life.secrets()].concat();
        // Once more, for the mail that told it.
        scrub_away(&app.ctx, &all).await;
        chain_holds(&app).await;
        let emptied = "SELECT status, password_hash, identity FROM account WHERE id = $1";
        let row: (String, String, String) = app.ctx.db.fetch_one(emptied, params![id]).await.unwrap();
        assert_eq!(row, ("erased".to_owned(), String::new(), "unverified".to_owned()));
        let pseudonym = "SELECT COUNT(*) FROM audit_event WHERE subject_ref = $1";
        let (events,): (i64,) = app.ctx.db.fetch_one(pseudonym, params![hex(id.as_bytes())]).await.unwrap();
        assert!(events > 5, "the record stays, under the number");

        // Another process of before, and whoever knew the person, go on.
        site::maintain(&app.ctx).await.unwrap();
        app.pass(61);
        app.browser().enter(SARI, DEMO_PASSWORD).await;
        let mut anew = app.browser();
        anew.register(NEW_EMAIL, NIK).await.leads_to("/dasbor");
        anew.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);
        anew.enter(NEW_EMAIL, PASSWORD).await;
        let (other,): (Uuid,) = app
            .ctx
            .db
            .fetch_one("SELECT id FROM account WHERE email_index = $1", params![app.ctx.keys.blind("email", NEW_EMAIL)])
            .await
            .unwrap();
        assert_ne!(other, id, "somebody new, as far as the portal knows");
    })
    .await;
}

#[tokio::test]
async fn without_the_scrubbing_bytes_may_be_left_and_the_search_would_see_them() {
    // The proof above means something because the same search finds what only was deleted.
    both(|ctx| async move {
        if matches!(ctx.db, Db::Postgres(_)) && !may_read_heaps(&ctx.db).await {
            return;
        }
        let secret = "tulisan-yang-tidak-terenkripsi-sama-sekali";
        for sql in ["INSERT INTO limit_bucket (name, arrival_at) VALUES ($1, 1)", "DELETE FROM limit_bucket WHERE name = $1"] {
            let mut tx = ctx.db.begin().await.unwrap();
            assert_eq!(tx.execute(sql, params![secret]).await.unwrap(), 1);
            tx.commit().await.unwrap();
        }
        let needle = [Needle::new("deleted", secret)];
        assert_somewhere(&needle, &everything(&ctx).await);
        scrub_away(&ctx, &needle).await;
    })
    .await;
}
