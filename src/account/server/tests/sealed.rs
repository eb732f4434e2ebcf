//! What is sealed belongs to its row.

use super::demo;
use super::profile::save;
use crate::kernel::email::Email;
use crate::kernel::fault::Code;
use crate::params;
use crate::testing::web::{AYU, App, DEMO_PASSWORD, SARI};
use axum::http::StatusCode;
use uuid::Uuid;

/// A statement that reads ids and sealed values, and one that writes a value to an id.
type Column = (&'static str, &'static str);

/// Gives each of the only two rows the value of the other.
async fn swap(app: &App, (read, write): Column) {
    let rows: Vec<(Uuid, Vec<u8>)> = app.ctx.db.fetch_all(read, &[]).await.unwrap();
    let [first, second] = rows.try_into().unwrap();
    let mut tx = app.ctx.db.begin().await.unwrap();
    for (id, sealed) in [(first.0, second.1), (second.0, first.1)] {
        tx.execute(write, params![id, sealed]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn clause_2_5a_where_a_code_went_is_shown_to_nobody_whose_sign_in_it_was_not() {
    const DESTINATION: Column = (
        "SELECT id, destination_sealed FROM sign_in WHERE account_id IS NOT NULL",
        "UPDATE sign_in SET destination_sealed = $2 WHERE id = $1",
    );
    demo(|app| async move {
        let (mut sari, mut ayu) = (app.browser(), app.browser());
        sari.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        ayu.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let masked = |address| Email::parse(address).unwrap().masked();
        assert!(sari.get("/masuk/kode").await.body.contains(&masked(SARI)));
        assert!(ayu.get("/masuk/kode").await.body.contains(&masked(AYU)));

        swap(&app, DESTINATION).await;
        for browser in [&mut sari, &mut ayu] {
            let page = browser.get("/masuk/kode").await;
            assert_ne!(page.status, StatusCode::OK);
            for address in [SARI, AYU] {
                assert!(!page.body.contains(&masked(address)), "{}", page.body);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn two_changes_of_contact_of_one_person_that_traded_their_addresses_are_noticed_and_change_nothing() {
    const NEW: Column = ("SELECT id, new_sealed FROM contact_change", "UPDATE contact_change SET new_sealed = $2 WHERE id = $1");
    const OLD: Column = ("SELECT id, old_sealed FROM contact_change", "UPDATE contact_change SET old_sealed = $2 WHERE id = $1");
    const FIRST: &str = "sari.lama@contoh.example";
    const SECOND: &str = "sari.baru@contoh.example";
    demo(|app| async move {
        let mut sari = app.inside(SARI).await;
        for address in [FIRST, SECOND] {
            sari.post("/api/account/email_start", &[("email", address)]).await.leads_to("/akun/email");
        }
        let code = app.code(SECOND, "email").await;
        let shown = [FIRST, SECOND].map(|address| Email::parse(address).unwrap().masked());
        assert!(sari.get("/akun/email").await.body.contains(&shown[1]));

        swap(&app, NEW).await;
        let page = sari.get("/akun/email").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(shown.iter().all(|address| !page.body.contains(address)));
        sari.post("/api/account/email_verify", &[("kode", &code)]).await.says(Code::Unavailable);
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'confirmed'").await, 0);
        swap(&app, NEW).await;
        sari.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");

        // Both changes began at the same address, and still each has its own seal of it.
        let undo = app.link(SARI, "email_changed", "/email/batal/").await;
        for (status, traded) in [(StatusCode::OK, false), (StatusCode::SERVICE_UNAVAILABLE, true)] {
            if traded {
                swap(&app, OLD).await;
            }
            assert_eq!(sari.get("/akun/email").await.status, status);
            assert_eq!(app.browser().get(&undo).await.status, status);
        }
    })
    .await;
}

#[tokio::test]
async fn two_changes_of_one_profile_that_traded_what_they_say_are_noticed() {
    const BEFORE: Column =
        ("SELECT id, before_sealed FROM profile_change", "UPDATE profile_change SET before_sealed = $2 WHERE id = $1");
    const AFTER: Column =
        ("SELECT id, after_sealed FROM profile_change", "UPDATE profile_change SET after_sealed = $2 WHERE id = $1");
    demo(|app| async move {
        let mut sari = app.inside(SARI).await;
        for skill in ["Menjahit", "Mengelas"] {
            app.pass(1);
            save(&mut sari, "/profil/keahlian", "/api/account/profile_skills", &[("keahlian", skill)]).await.leads_to("/profil");
        }
        for column in [BEFORE, AFTER] {
            swap(&app, column).await;
            let page = sari.get("/profil/riwayat").await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(!page.body.contains("Menjahit") && !page.body.contains("Mengelas"));
            swap(&app, column).await;
            let page = sari.get("/profil/riwayat").await;
            assert!(page.body.contains("Menjahit") && page.body.contains("Mengelas"));
        }
    })
    .await;
}
