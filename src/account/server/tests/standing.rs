//! Suspended accounts: who is told what, and how it ends.

use super::demo;
use crate::account::model::standing::Suspension;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::account::{Acting, lift_suspension, suspend};
use crate::kernel::fault::Code;
use crate::kernel::instant::Instant;
use crate::params;
use crate::site;
use crate::testing::web::{AYU, App, BIMA, DEMO_PASSWORD, NEW_PASSWORD, SARI};

async fn suspended(app: &App, email: &str, until: Option<Instant>) -> bool {
    let id = app.account_id(email).await;
    let mut tx = app.ctx.db.begin().await.unwrap();
    let done = suspend(&mut tx, &app.ctx, Acting::Portal, id, Suspension::Misuse, until).await.unwrap();
    tx.commit().await.unwrap();
    done
}

#[tokio::test]
async fn a_suspended_account_is_out_at_once_and_its_owner_told_why_after_password_and_code() {
    demo(|app| async move {
        let mut inside = app.browser();
        inside.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        inside.sign_in_code(SARI, true).await.leads_to("/dasbor");
        let until = app.ctx.now().plus_seconds(86_400);
        assert!(suspended(&app, SARI, Some(until)).await);
        assert!(!suspended(&app, SARI, None).await, "the first suspension holds");
        assert!(!inside.is_inside().await);
        let mail = app.message_to(SARI, "suspended").await;
        assert!(mail.text.contains("melanggar syarat") && mail.text.contains(&until.date_time(crate::kernel::lang::Lang::Id)));

        inside.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        app.pass(61);
        inside.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let answer = inside.sign_in_code(SARI, false).await;
        answer.leads_to("/masuk/ditangguhkan");
        assert!(answer.sets("sesi").is_none());
        let page = inside.get("/masuk/ditangguhkan").await;
        assert!(page.body.contains("melanggar syarat") && page.body.contains(&until.date_time(crate::kernel::lang::Lang::Id)));
        assert!(!inside.is_inside().await, "no session");
        let stranger = app.browser().get("/masuk/ditangguhkan").await;
        assert!(!stranger.body.contains("melanggar syarat"), "nobody else learns why");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'account.suspend'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_suspension_ends_when_it_is_lifted_or_runs_out() {
    demo(|app| async move {
        let at = app.ctx.now();
        assert!(suspended(&app, SARI, None).await);
        let id = app.account_id(SARI).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        assert!(lift_suspension(&mut tx, &app.ctx, Acting::Portal, id).await.unwrap());
        assert!(!lift_suspension(&mut tx, &app.ctx, Acting::Portal, id).await.unwrap(), "there is nothing left to lift");
        tx.commit().await.unwrap();
        app.browser().enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(app.messages_to(SARI, "suspension_lifted").await.len(), 1);

        // Nobody looked in between: signing in itself finds that it is over.
        assert!(suspended(&app, BIMA, Some(at.plus_seconds(600))).await);
        app.pass(600);
        let mut bima = app.browser();
        bima.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code("+6285733449102", "sign_in").await;
        bima.post("/api/account/sign_in_verify", &[("kode", &code)]).await.leads_to("/dasbor");
        assert!(bima.is_inside().await);

        assert!(suspended(&app, SARI, Some(app.ctx.now().plus_seconds(60))).await);
        app.pass(60);
        site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'suspended'").await, 0);
        assert_eq!(app.messages_to(SARI, "suspension_lifted").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_cannot_be_read_keeps_nobody_else_from_being_let_in_or_erased_and_nothing_from_being_cleared() {
    demo(|app| async move {
        let mut sari = app.browser();
        sari.enter(SARI, DEMO_PASSWORD).await;
        sari.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        let at = app.ctx.now();
        assert!(suspended(&app, BIMA, Some(at.plus_seconds(60))).await);
        assert!(suspended(&app, AYU, Some(at.plus_seconds(120))).await);
        let mut tx = app.ctx.db.begin().await.unwrap();
        let damage = "UPDATE account SET email_sealed = phone_sealed WHERE id = $1";
        tx.execute(damage, params![app.account_id(BIMA).await]).await.unwrap();
        tx.commit().await.unwrap();

        app.pass(CANCEL_LIFE);
        assert!(app.count("SELECT COUNT(*) FROM sandbox_message").await > 0);
        assert!(site::maintain(&app.ctx).await.is_err(), "whoever asked for it is told");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'removal.erase'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM sandbox_message").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'suspended'").await, 1, "the damaged one");
        assert_eq!(app.messages_to(AYU, "suspension_lifted").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_suspended_address_answers_like_any_other_to_whoever_has_no_password() {
    demo(|app| async move {
        suspended(&app, SARI, None).await;
        let mut browser = app.browser();
        for email in [SARI, BIMA, "siti@contoh.example"] {
            browser.sign_in(email, "bukan-password-siapa-1").await.refuses("password", "wrong");
            browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await.leads_to("/lupa-password");
        }
        // A new password may be chosen, and changes nothing about the suspension.
        browser.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        browser.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        browser.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, true).await.leads_to("/masuk/ditangguhkan");
        browser.post("/api/account/stay", &[]).await.says(Code::Unauthenticated);
    })
    .await;
}

#[tokio::test]
async fn a_trusted_device_is_no_way_around_a_suspension() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, true).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        suspended(&app, SARI, None).await;
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, true).await.leads_to("/masuk/ditangguhkan");
    })
    .await;
}

#[tokio::test]
async fn locked_and_expired_are_explained_to_anybody() {
    demo(|app| async move {
        let mut browser = app.browser();
        assert!(browser.get("/masuk/terkunci").await.body.contains("15 menit"));
        assert!(browser.get("/masuk/berakhir").await.body.contains("8 jam"));
        for _ in 0..5 {
            browser.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        }
        let typed = [("email", SARI), ("password", DEMO_PASSWORD)];
        browser.submit("/masuk", "/api/account/sign_in", &typed).await.leads_to("/masuk/terkunci");
        assert!(browser.get("/masuk/terkunci").await.body.contains("Terkunci sampai 23 November 2026 pukul 10.15 WIB"));
    })
    .await;
}

#[tokio::test]
async fn the_page_about_the_lock_says_until_when_with_scripts_too() {
    demo(|app| async move {
        let mut browser = app.browser();
        for _ in 0..5 {
            browser.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        }
        browser.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        assert!(browser.get("/masuk/terkunci").await.body.contains("Terkunci sampai 23 November 2026 pukul 10.15 WIB"));
        assert!(!app.browser().get("/masuk/terkunci").await.body.contains("Terkunci sampai"), "nobody else is told");
    })
    .await;
}
