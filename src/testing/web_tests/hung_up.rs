//! Clients that hang up in the middle of a request: what began is finished, so that no right password stays counted as a wrong one.

use super::signed_in;
use crate::testing::both;
use crate::testing::office::{ADMIN, with_staff};
use crate::testing::web::{App, Browser, DEMO_PASSWORD, Fields, SARI};
use std::time::Duration;

const WRONG: &str = "bukan-password-siapa-1";
const COUNTED: &str = "SELECT CAST(COALESCE(SUM(failures), 0) AS BIGINT) FROM guard";
const OPEN: &str = "SELECT COUNT(*) FROM sign_in WHERE state = 'open'";
/// Long enough for any machine; whoever waits that long has waited in vain.
const IN_VAIN: Duration = Duration::from_secs(60);

async fn until(app: &App, sql: &'static str, count: i64) {
    let reached = async {
        while app.count(sql).await != count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(IN_VAIN, reached).await.is_ok(), "{} instead of {count}: {sql}", app.count(sql).await);
}

/// Posts a form and hangs up when its try is counted, while its password waits to be compared; then lets it be compared.
async fn hang_up(browser: &Browser, path: &str, fields: Fields<'_>) {
    let app = browser.app.clone();
    let counted = app.count(COUNTED).await + 1;
    let hold = app.ctx.hasher.hold();
    let mut tab = browser.clone();
    tokio::select! {
        answer = tab.post(path, fields) => panic!("nobody compared it: {answer:?}"),
        () = until(&app, COUNTED, counted) => {}
    }
    drop(hold);
}

#[tokio::test]
async fn clause_3_3_who_hangs_up_while_a_right_password_is_compared_has_tried_nothing_and_finds_the_code_waiting() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let mut browser = app.browser();
        browser.get("/masuk").await;
        // Left as failures these would lock. The last press is pressed twice.
        for last in [false, false, false, false, true] {
            let (token, sum) = browser.captcha("masuk").await;
            let fields = [("email", SARI), ("password", DEMO_PASSWORD), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
            hang_up(&browser, "/api/account/sign_in", &fields).await;
            until(&app, COUNTED, 0).await;
            if last {
                until(&app, OPEN, 1).await;
                browser.post_plain("/api/account/sign_in", &fields).await.leads_to("/masuk/kode");
            }
        }
        browser.sign_in_code(SARI, false).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_who_hangs_up_while_a_wrong_password_is_compared_has_tried_it() {
    const RECORDED: &str = "SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in.password' AND outcome = 'wrong'";
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let mut browser = app.browser();
        let (token, sum) = browser.captcha("masuk").await;
        let fields = [("email", SARI), ("password", WRONG), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
        hang_up(&browser, "/api/account/sign_in", &fields).await;
        until(&app, RECORDED, 1).await;
        assert_eq!(app.count(COUNTED).await, 1);
        browser.post("/api/account/sign_in", &fields).await.refuses("captcha", "used");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_same_holds_for_a_password_that_is_given_again_and_for_one_of_staff() {
    both(|ctx| async move {
        let app = App::with_demo(ctx.clone()).await;
        let browser = signed_in(&app).await;
        let fields = [("password", DEMO_PASSWORD), ("tujuan", "/akun/keamanan")];
        hang_up(&browser, "/api/account/proof", &fields).await;
        until(&app, COUNTED, 0).await;

        let app = with_staff(ctx).await;
        let mut browser = app.browser();
        let (token, sum) = browser.captcha("kantor_masuk").await;
        let fields = [("email", ADMIN), ("password", DEMO_PASSWORD), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
        hang_up(&browser, "/api/office/sign_in", &fields).await;
        until(&app, COUNTED, 0).await;
    })
    .await;
}
