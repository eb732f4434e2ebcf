//! "Ubah Password": one way in, and everything that stood on the old password ended.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{App, Browser, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use tokio::task::JoinSet;

const PAGE: &str = "/akun/ubah-password";
const CHANGE: &str = "/api/account/change_password";

async fn proven(app: &App) -> Browser {
    let mut browser = app.inside(SARI).await;
    app.pass(61);
    browser.prove_fresh(SARI, DEMO_PASSWORD, PAGE).await;
    browser
}

async fn change(browser: &mut Browser, old: &str, new: &str) -> crate::testing::web::Answer {
    browser.post(CHANGE, &[("password_lama", old), ("password_baru", new)]).await
}

#[tokio::test]
async fn a_changed_password_ends_other_sessions_and_their_trust_and_keeps_this_one() {
    demo(|app| async move {
        let mut trusted = app.browser();
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        app.pass(61);
        let mut browser = proven(&app).await;
        let mut stolen = browser.clone();
        change(&mut browser, DEMO_PASSWORD, NEW_PASSWORD).await.leads_to("/akun");
        let page = browser.get("/akun").await;
        assert!(page.body.contains("Password diubah.") && page.body.contains("Diubah 23 November 2026"));
        assert!(!browser.get("/akun").await.body.contains("Password diubah."), "said once");
        assert!(browser.is_inside().await, "this session stays");
        assert!(!stolen.is_inside().await, "under a new token");
        assert!(!trusted.is_inside().await, "the others end");
        trusted.sign_in(SARI, DEMO_PASSWORD).await.refuses("password", "wrong");
        app.pass(61);
        trusted.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
        let mail = app.message_to(SARI, "password_changed").await;
        assert!(mail.text.contains("23 November 2026 pukul") && mail.text.contains("/bukan-saya/"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'password.change' AND outcome = 'ok'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_either_password_is_said_at_once() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        let fault = change(&mut browser, "", "").await.says(Code::Invalid);
        assert_eq!((fault.is_field("password_lama"), fault.is_field("password_baru")), (Some("required"), Some("required")));
        change(&mut browser, DEMO_PASSWORD, "12345").await.refuses("password_baru", "too_short");
        change(&mut browser, DEMO_PASSWORD, DEMO_PASSWORD).await.refuses("password_baru", "same");
        let fault = change(&mut browser, DEMO_PASSWORD, "sariwulandari1998").await.says(Code::Invalid);
        assert!(fault.is_field("password_baru").is_some(), "the person's own data are easy to guess");
        for _ in 0..4 {
            change(&mut browser, "bukan-yang-lama-1", NEW_PASSWORD).await.refuses("password_lama", "wrong");
        }
        let fault = change(&mut browser, "bukan-yang-lama-1", "12345").await.says(Code::Invalid);
        assert_eq!((fault.is_field("password_lama"), fault.is_field("password_baru")), (Some("wrong"), Some("too_short")));
        change(&mut browser, DEMO_PASSWORD, NEW_PASSWORD).await.says(Code::Locked);
        assert!(app.messages_to(SARI, "password_changed").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_whole_change_works_without_any_script() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        let weak = [("password_lama", DEMO_PASSWORD), ("password_baru", "pendek")];
        browser.submit(PAGE, CHANGE, &weak).await.leads_to(PAGE);
        let page = browser.get(PAGE).await;
        assert!(page.body.contains("href=\"#password_baru\"") && !page.body.contains(DEMO_PASSWORD));
        browser.submit(PAGE, CHANGE, &[("password_lama", DEMO_PASSWORD), ("password_baru", NEW_PASSWORD)]).await.leads_to("/akun");
        assert!(browser.is_inside().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_changes_at_once_one_succeeds() {
    demo(|app| async move {
        let browser = proven(&app).await;
        let mut posts = JoinSet::new();
        for n in 0..20 {
            let mut tab = browser.clone();
            posts.spawn(async move { change(&mut tab, DEMO_PASSWORD, &format!("{NEW_PASSWORD}-{n}")).await });
        }
        let answers = posts.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.location() == "/akun").count(), 1);
        assert_eq!(app.messages_to(SARI, "password_changed").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_meter_takes_the_data_of_whoever_is_signed_in_and_nobody_else_s() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        let own = [("password", "sariwulandari1998")];
        let here = browser.post("/api/account/password_strength", &own).await.body;
        let nobody = app.browser().post("/api/account/password_strength", &own).await.body;
        assert_ne!(here, nobody, "her own name and year are easy to guess");
        let plain = [("password", "kuda terbang ungu 71")];
        let here = browser.post("/api/account/password_strength", &plain).await.body;
        assert_eq!(here, app.browser().post("/api/account/password_strength", &plain).await.body, "what is nobody's is not");
    })
    .await;
}
