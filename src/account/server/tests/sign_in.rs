//! "Masuk": password, then code unless the device is trusted; and what wrong passwords lead to.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{BIMA, DEMO_PASSWORD, SARI};
use axum::http::StatusCode;
use tokio::task::JoinSet;

const WRONG: &str = "bukan-password-sari-1";
const SESSIONS: &str = "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL";

#[tokio::test]
async fn clause_3_3_a_password_and_a_code_by_mail_open_the_dashboard() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.get("/dasbor").await.leads_to("/masuk");
        let page = browser.get("/masuk/kode").await;
        assert!(page.body.contains("s•••••i@contoh.example"));
        let answer = browser.sign_in_code(SARI, false).await;
        answer.leads_to("/dasbor");
        let session = answer.sets("sesi").unwrap();
        assert!(session.contains("HttpOnly") && session.contains("SameSite=Lax") && session.contains("Path=/"), "{session}");
        assert!(!session.contains("Max-Age"), "the session ends with the browser");
        assert!(browser.is_inside().await);
        browser.get("/masuk").await.leads_to("/dasbor");
        let (stored,): (String,) = app.ctx.db.fetch_one("SELECT token_hash FROM chk_session", &[]).await.unwrap();
        assert_eq!(stored, crate::platform::crypt::token_hash(&browser.cookies["sesi"]), "only its hash is stored");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_code_goes_by_sms_to_whoever_prefers_it() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code("+6285733449102", "sign_in").await;
        assert!(app.messages_to(BIMA, "sign_in").await.is_empty());
        app.pass(61);
        browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
        let by_mail = app.code(BIMA, "sign_in").await;
        if code != by_mail {
            browser.post("/api/account/sign_in_verify", &[("kode", &code)]).await.refuses("kode", "wrong_4");
        }
        browser.post("/api/account/sign_in_verify", &[("kode", &by_mail)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_nobody_gets_an_sms_at_a_number_that_is_not_verified() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(61);
        browser.post("/api/account/sign_in_resend", &[("saluran", "sms")]).await.leads_to("/masuk/kode");
        assert_eq!(app.messages_to(SARI, "sign_in").await.len(), 2);
        assert!(app.messages().await.iter().all(|message| message.to == SARI));
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_trusted_device_skips_the_code_for_thirty_days() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, true).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        browser.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/dasbor");
        assert!(browser.is_inside().await);
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");

        let mut stranger = app.browser();
        app.pass(61);
        stranger.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(30 * 86_400 - 62);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(1);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_trust_is_for_one_account_only() {
    demo(|app| async move {
        let mut shared = app.browser();
        shared.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        shared.sign_in_code(SARI, true).await.leads_to("/dasbor");
        shared.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        shared.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_stranger_s_failures_never_lock_the_owner_out() {
    demo(|app| async move {
        let mut owner = app.browser();
        owner.enter(SARI, DEMO_PASSWORD).await;
        owner.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);

        let mut stranger = app.browser();
        for _ in 0..5 {
            stranger.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        }
        assert_eq!(stranger.sign_in(SARI, WRONG).await.says(Code::Locked).retry_after, Some(900));
        stranger.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        owner.enter(SARI, DEMO_PASSWORD).await;

        // The owner's device has a counter of its own, which locks nobody else either.
        owner.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(900);
        for _ in 0..5 {
            owner.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        }
        owner.sign_in(SARI, WRONG).await.says(Code::Locked);
        stranger.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_right_password_forgives_the_wrong_ones_before() {
    demo(|app| async move {
        let mut browser = app.browser();
        for _ in 0..3 {
            for _ in 0..4 {
                browser.sign_in(SARI, WRONG).await.refuses("password", "wrong");
            }
            browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            // Past the codes' own limits and the minute of the source.
            app.pass(901);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_4_1_a_hundred_right_codes_at_once_open_one_session() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code(SARI, "sign_in").await;
        let answers = browser.at_once(100, "/api/account/sign_in_verify", &[("kode", &code)]).await;
        let opened: Vec<_> = answers.iter().filter(|answer| answer.sets("sesi").is_some()).collect();
        assert_eq!(opened.len(), 1);
        opened[0].leads_to("/dasbor");
        for answer in answers.iter().filter(|answer| answer.sets("sesi").is_none()) {
            assert!(matches!(answer.fault().code, Code::Invalid | Code::Elsewhere), "{answer:?}");
        }
        assert_eq!(app.count(SESSIONS).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_4_1_wrong_codes_at_once_count_five_through_the_web_layer() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code: u32 = app.code(SARI, "sign_in").await.parse().unwrap();
        let mut posts = JoinSet::new();
        for n in 1..=60 {
            let mut tab = browser.clone();
            let code = format!("{:06}", (code + n) % 1_000_000);
            posts.spawn(async move { tab.post("/api/account/sign_in_verify", &[("kode", &code)]).await });
        }
        let answers = posts.join_all().await;
        let with = |code: &str| answers.iter().filter(|answer| answer.fault().is_field("kode") == Some(code)).count();
        assert_eq!(["wrong_4", "wrong_3", "wrong_2", "wrong_1", "exhausted", "dead"].map(with), [1, 1, 1, 1, 1, 55]);
        assert!(answers.iter().all(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY));
        assert_eq!(app.count(SESSIONS).await, 0);
        let state = app.count("SELECT attempts FROM chk_otp WHERE state = 'exhausted'").await;
        assert_eq!(state, 5);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_owner_is_told_of_a_sign_in_on_a_new_device() {
    demo(|app| async move {
        let mut first = app.browser();
        first.enter(SARI, DEMO_PASSWORD).await;
        assert!(app.messages_to(SARI, "new_device").await.is_empty(), "the first device is no news");
        app.pass(61);
        app.browser().enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 1);
        app.pass(61);
        first.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        first.enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_after_failures_on_fifteen_accounts_a_source_has_to_prove_more() {
    demo(|app| async move {
        let mut browser = app.browser();
        for n in 0..15 {
            browser.sign_in(&format!("siapa{n}@contoh.example"), WRONG).await.refuses("password", "wrong");
        }
        let question = |page: &str| page.contains("Tulis kedua jawabannya");
        assert!(question(&browser.get("/masuk").await.body), "a second sum");
        assert!(!question(&app.browser().get("/masuk").await.body), "not for others");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(3_601);
        assert!(!question(&browser.get("/masuk").await.body), "for an hour");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_source_with_twenty_failures_in_a_minute_waits_and_the_right_ones_do_not_count() {
    demo(|app| async move {
        let mut browser = app.browser();
        for n in 0..20 {
            browser.sign_in(&format!("siapa{n}@contoh.example"), WRONG).await.refuses("password", "wrong");
        }
        let answer = browser.sign_in(SARI, DEMO_PASSWORD).await;
        assert!(answer.says(Code::Limited).retry_after.is_some_and(|seconds| (1..=60).contains(&seconds)));
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(60);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}
