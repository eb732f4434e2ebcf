//! The limit of codes is no dead end for whoever gave the right password: this browser's code that is on its way, or another way.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{AYU, App, BIMA, Browser, DEMO_PASSWORD, SARI};

const BIMA_PHONE: &str = "+6285733449102";
const BIMA_MASKED: &str = "b•••••a@contoh.example";
const OPEN: &str = "SELECT COUNT(*) FROM sign_in WHERE state = 'open'";
const BY_SMS: &str = "SELECT COUNT(*) FROM otp_challenge WHERE channel = 'sms'";
const SPENT: &str = "SELECT failures FROM guard WHERE name = 'budget:sms'";

#[tokio::test]
async fn clause_3_3_whoever_goes_back_and_signs_in_again_goes_on_to_the_code_that_is_on_its_way() {
    demo(|app| async move {
        let mut browser = app.browser();
        for _ in 0..3 {
            browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        }
        assert_eq!((app.messages_to(SARI, "sign_in").await.len(), app.count(OPEN).await), (1, 1), "one code for one sign-in");
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.says(Code::Limited);
        browser.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        browser.sign_in_code(SARI, false).await.leads_to("/dasbor");
        let half = "Password benar, tetapi kode masuk tidak dimasukkan";
        assert!(!browser.get("/akun/riwayat").await.body.contains(half), "its code followed each of them");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_code_that_can_no_longer_be_right_or_is_somebody_else_s_is_nothing_to_go_on_to() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code: u32 = app.code(SARI, "sign_in").await.parse().unwrap();
        let wrong = format!("{:06}", (code + 1) % 1_000_000);
        for _ in 0..5 {
            browser.post("/api/account/sign_in_verify", &[("kode", &wrong)]).await.says(Code::Invalid);
        }
        browser.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Limited);
        app.pass(61);

        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        // So that the next one's code is the newest.
        app.pass(1);
        browser.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Limited);
        browser.sign_in_code(AYU, false).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_whose_number_used_up_the_day_s_codes_is_asked_by_mail_and_the_page_says_so() {
    demo(|app| async move {
        // Messages never arrive, so the mailbox is chosen each time.
        for _ in 0..6 {
            let mut browser = app.browser();
            browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
            browser.sign_in_code(BIMA, false).await.leads_to("/dasbor");
            app.pass(901);
        }
        let before = (app.count(BY_SMS).await, app.count(SPENT).await);
        assert_eq!(before.0, 6);
        let mut browser = app.browser();
        browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert!(browser.get("/masuk/kode").await.body.contains(BIMA_MASKED));
        assert_eq!((app.count(BY_SMS).await, app.count(SPENT).await), before, "no SMS went out and none was spent");
        // The mailbox has a limit of its own, and then there is no other way.
        app.browser().sign_in(BIMA, DEMO_PASSWORD).await.says(Code::Limited);
        browser.sign_in_code(BIMA, false).await.leads_to("/dasbor");
    })
    .await;
}

/// Bima inside, by the code that his phone got.
async fn bima(app: &App) -> Browser {
    let mut browser = app.browser();
    browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    let code = app.code(BIMA_PHONE, "sign_in").await;
    browser.post("/api/account/sign_in_verify", &[("kode", &code)]).await.leads_to("/dasbor");
    // So that the next one's code is the newest.
    app.pass(1);
    browser
}

#[tokio::test]
async fn fresh_proof_is_asked_for_by_mail_where_the_number_may_get_no_code_yet() {
    const CODE_PAGE: &str = "/akun/konfirmasi/kode?tujuan=/akun/keamanan";
    let begin = [("password", DEMO_PASSWORD), ("tujuan", "/akun/keamanan")];
    demo(|app| async move {
        let (mut first, mut second, mut third) = (bima(&app).await, bima(&app).await, bima(&app).await);
        first.post("/api/account/proof", &begin).await.leads_to(CODE_PAGE);
        for _ in 0..2 {
            second.post("/api/account/proof", &begin).await.leads_to(CODE_PAGE);
            assert!(second.get(CODE_PAGE).await.body.contains(BIMA_MASKED));
        }
        assert_eq!(app.messages_to(BIMA_PHONE, "fresh_proof").await.len(), 1);
        assert_eq!(app.messages_to(BIMA, "fresh_proof").await.len(), 1, "pressed twice it goes on to the code by mail");
        third.post("/api/account/proof", &begin).await.says(Code::Limited);
        let code = app.code(BIMA, "fresh_proof").await;
        second.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to("/akun/keamanan");
    })
    .await;
}
