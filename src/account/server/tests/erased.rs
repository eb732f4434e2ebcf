//! What is left of a person who was erased: nothing that a search for bytes finds, on both databases.

use super::portal;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::account::seed_demo;
use crate::params;
use crate::platform::audit;
use crate::platform::crypt::{hex, token_hash};
use crate::platform::erasure::scrub_now;
use crate::site;
use crate::testing::canary::{self, EMAIL, LAST_PASSWORD, Life, NEW_EMAIL, NIK};
use crate::testing::search::{Needle, Place, assert_nowhere, assert_somewhere, everything};
use crate::testing::web::{App, DEMO_PASSWORD, PASSWORD, SARI, nik};
use uuid::Uuid;

/// By what the person can be found in the database: fingerprints, sealed values, hashes.
async fn stored(app: &App, life: &Life) -> (Uuid, Vec<Needle>) {
    let keys = &app.ctx.keys;
    let index = keys.blind("email", NEW_EMAIL);
    let columns =
        "SELECT id, email_sealed, nik_sealed, profile_sealed, phone_sealed, password_hash FROM account WHERE email_index = $1";
    type Row = (Uuid, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, String);
    let (id, email, nik_sealed, profile, phone, password): Row = app.ctx.db.fetch_one(columns, params![&index]).await.unwrap();
    let (wrapped,): (Vec<u8>,) =
        app.ctx.db.fetch_one("SELECT wrapped FROM person_key WHERE person_id = $1", params![id]).await.unwrap();
    let mut needles = vec![
        Needle::new("fingerprint of the address", &index),
        Needle::new("fingerprint of the address before", keys.blind("email", EMAIL)),
        Needle::new("fingerprint of the NIK", keys.blind("nik", NIK)),
        Needle::new("fingerprint of the phone", keys.blind("phone", &canary::e164())),
        Needle::new("sealed address", email),
        Needle::new("sealed NIK", nik_sealed),
        Needle::new("sealed profile", profile),
        Needle::new("sealed phone", phone),
        Needle::new("hash of the password", password),
        Needle::new("wrapped key", wrapped),
    ];
    for (name, browser) in [("session", &life.browser), ("trusted", &life.trusted)] {
        let device = token_hash(&browser.cookies["alat"]);
        needles.push(Needle::new(format!("device of {name}"), &device));
        needles.push(Needle::new(format!("session of {name}"), token_hash(&browser.cookies["sesi"])));
    }
    (id, needles)
}

/// What others do with her address, and what she leaves half done.
async fn meanwhile(app: &App, life: &mut Life) {
    seed_demo(&app.ctx).await.unwrap();
    let mut stranger = app.browser();
    stranger.begin(NEW_EMAIL, &nik("0007")).await.leads_to("/daftar/kode");
    stranger.sign_in(NEW_EMAIL, "bukan-password-itu-1").await.refuses("password", "wrong");
    let mut sari = app.browser();
    sari.enter(SARI, DEMO_PASSWORD).await;
    app.pass(61);
    sari.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
    app.pass(61);
    life.browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9077")]).await.leads_to("/akun/nomor-telepon");
    life.browser.post("/api/account/proof", &[("password", LAST_PASSWORD), ("tujuan", "/akun/hapus")]).await;
    app.pass(61);
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
        meanwhile(&app, &mut life).await;
        let (id, needles) = stored(&app, &life).await;
        assert_somewhere(&needles, &everything(&app.ctx).await);
        chain_holds(&app).await;

        life.browser.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        app.pass(CANCEL_LIFE);
        // Somebody tries once more, a moment before.
        app.browser().sign_in(NEW_EMAIL, "bukan-password-itu-2").await.refuses("password", "wrong");
        site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.messages_to(NEW_EMAIL, "removed").await.len(), 1, "the person is told");
        assert!(scrub_now(&app.ctx, &site::erasures()).await.unwrap());

        life.remember_messages(&app).await;
        let all = [needles, canary::personal(), life.secrets()].concat();
        assert_nowhere(&all, &everything(&app.ctx).await);
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
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(crate::testing::sqlite(folder.path()).await);
    let secret = "tulisan-yang-tidak-terenkripsi-sama-sekali";
    let mut tx = app.ctx.db.begin().await.unwrap();
    crate::platform::db::put_fact(&mut tx, "uji", secret).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.ctx.db.begin().await.unwrap();
    crate::platform::db::drop_fact(&mut tx, "uji", secret).await.unwrap();
    tx.commit().await.unwrap();
    let needle = [Needle::new("deleted", secret)];
    assert_somewhere(&needle, &everything(&app.ctx).await);
    assert!(scrub_now(&app.ctx, &site::erasures()).await.unwrap());
    let places: Vec<Place> = everything(&app.ctx).await;
    assert_nowhere(&needle, &places);
}
