//! Sessions in the office: how long, how many, and fresh proof within them.

use super::demo;
use crate::kernel::fault::Code;
use crate::kernel::staff::Role;
use crate::testing::office::{ADMIN, in_office, value};
use crate::testing::web::{App, Browser, DEMO_PASSWORD};

async fn inside(app: &App) -> Browser {
    let mut browser = app.browser();
    browser.enter_office(ADMIN).await;
    browser
}

#[tokio::test]
async fn a_session_ends_after_ten_minutes_of_doing_nothing_and_the_page_says_so() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        app.pass(500);
        assert!(browser.is_in_office().await);
        app.pass(9);
        assert!(browser.is_in_office().await, "too soon to be written");
        app.pass(600);
        assert!(browser.is_in_office().await, "every request begins the period anew");
        app.pass(610);
        browser.get("/kantor").await.leads_to("/kantor/masuk");
        assert!(browser.get("/kantor/masuk").await.body.contains("Sesi Anda sudah berakhir."));
        browser.post("/api/office/stay", &[]).await.says(Code::Unauthenticated);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_four_hours_whatever_is_done() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        // Signing in moved the clock by half a minute.
        for _ in 0..28 {
            app.pass(500);
            assert!(browser.is_in_office().await);
        }
        app.pass(369);
        browser.post("/api/office/stay", &[]).await.leads_to("/kantor");
        assert!(browser.get("/kantor").await.body.contains("data-ends=\"1\""), "the page says when");
        app.pass(1);
        assert!(!browser.is_in_office().await);
    })
    .await;
}

#[tokio::test]
async fn the_second_session_ends_the_first() {
    demo(|app| async move {
        let mut first = inside(&app).await;
        let mut second = inside(&app).await;
        assert!(!first.is_in_office().await);
        assert!(second.is_in_office().await);
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_session WHERE revoked_because = 'replaced'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM chk_session WHERE revoked_at IS NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn fresh_proof_needs_password_and_value_gives_a_new_token_and_goes_on() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        let typed = [("email", "baru@kantor.example"), ("peran", "support")];
        app.pass(271);
        let asked = "/kantor/konfirmasi?tujuan=/kantor/staf";
        let fault = browser.post("/api/office/invite", &typed).await.says(Code::ReauthRequired);
        assert_eq!(fault.goto.as_deref(), Some(asked));
        browser.post_plain("/api/office/invite", &typed).await.leads_to(asked);
        let page = browser.get(asked).await;
        assert_eq!(page.value("tujuan").as_deref(), Some("/kantor/staf"));

        let give = |password: &'static str, kode: String| [("password", password.to_owned()), ("kode", kode)];
        let post = async |browser: &mut Browser, fields: [(&str, String); 2]| {
            let fields = [(fields[0].0, fields[0].1.as_str()), (fields[1].0, fields[1].1.as_str()), ("tujuan", "/kantor/staf")];
            browser.post("/api/office/proof", &fields).await
        };
        post(&mut browser, give("", String::new())).await.says(Code::Invalid);
        post(&mut browser, give("bukan-password-siapa-pun-1", value(&app, ADMIN))).await.refuses("password", "wrong");
        let right = value(&app, ADMIN);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        post(&mut browser, give(DEMO_PASSWORD, wrong.to_owned())).await.refuses("kode", "wrong");
        let old = browser.cookies["kantor"].clone();
        post(&mut browser, give(DEMO_PASSWORD, right.clone())).await.leads_to("/kantor/staf");
        assert_ne!(browser.cookies["kantor"], old);
        post(&mut browser, give(DEMO_PASSWORD, right)).await.refuses("kode", "used");

        let page = browser.get("/kantor/staf").await;
        assert_eq!(page.value("email").as_deref(), Some("baru@kantor.example"), "what was typed has waited");
        let mut left_behind = app.browser();
        left_behind.cookies.insert("kantor".to_owned(), old);
        assert!(!left_behind.is_in_office().await, "the old token is dead");
        browser.post("/api/office/invite", &typed).await.leads_to("/kantor/staf");
        app.pass(300);
        browser.post("/api/office/invite", &typed).await.says(Code::ReauthRequired);
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_when_the_session_had_ended_waits_for_the_same_person() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        app.pass(600);
        let typed = [("email", "baru@kantor.example"), ("peran", "support")];
        browser.post_plain("/api/office/invite", &typed).await.leads_to("/kantor/masuk");
        // Another administrator at the same browser, who has the same form.
        let (mut other, (_, another)) = (browser.clone(), in_office(&app, Role::Administrator).await);
        other.cookies.insert("kantor".to_owned(), another.cookies["kantor"].clone());
        assert_eq!(other.get("/kantor/staf").await.value("email").as_deref(), Some(""), "nobody else sees it");
        browser.enter_office(ADMIN).await;
        assert_eq!(browser.get("/kantor/staf").await.value("email").as_deref(), Some("baru@kantor.example"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_passwords_at_once_for_fresh_proof_five_are_looked_at() {
    demo(|app| async move {
        let browser = inside(&app).await;
        let typed = [("password", "bukan-password-siapa-pun-1"), ("kode", "123456")];
        let answers = browser.at_once(12, "/api/office/proof", &typed).await;
        let with = |code| answers.iter().filter(|answer| answer.fault().code == code).count();
        let (wrong, shed) = (with(Code::Invalid), with(Code::Unavailable));
        assert_eq!(wrong + shed + with(Code::Locked), 12);
        // A machine that is busy with other things may shed some, which are given back.
        assert!(wrong == 5 || shed > 0 && wrong < 5, "{wrong} {shed}");
    })
    .await;
}
