//! A session that ended by itself over a half-filled form loses nothing, and tells nobody else.

use crate::kernel::fault::Code;
use crate::kernel::refill::ONCE_MORE;
use crate::kernel::route::Route;
use crate::platform::http::flash::Flash;
use crate::platform::http::registry::{Function, Who};
use crate::site;
use crate::testing::both;
use crate::testing::web::{App, BIMA, Browser, DEMO_PASSWORD, SARI};

const FORM: &str = "/api/account/stay";
const TYPED: &[(&str, &str)] = &[("alamat", "Jalan Rahasia 7"), ("password", "kata-rahasia-saya"), ("tujuan", "/akun")];
const ROWS: &str = "SELECT COUNT(*) FROM kept_post";

/// Runs a test with a portal in which a form keeps an address.
async fn portal<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = &test;
    both(|ctx| async move {
        let app = App::with_functions(ctx, |functions| {
            functions.retain(|function| function.path != FORM);
            functions.push(Function::form(FORM, Who::Participant, "uji", Route::Account, &["alamat", "tujuan"]));
        });
        test(app.await).await;
    })
    .await;
}

async fn offered(browser: &mut Browser) -> bool {
    browser.get("/dasbor").await.body.contains("Anda belum selesai: Akun Saya")
}

/// What the browser carries to the form's page, if it is for this person.
async fn carried(browser: &Browser, email: &str) -> Option<Flash> {
    let id = browser.app.account_id(email).await;
    Flash::entrusted(&browser.app.ctx.keys, id, browser.cookies.get("titip")?)
}

#[tokio::test]
async fn clause_3_6_what_was_typed_when_the_session_ended_is_offered_to_the_same_person_in_the_same_browser() {
    portal(|app| async move {
        let mut browser = app.inside(SARI).await;
        app.pass(910);
        let fault = browser.post(FORM, TYPED).await.says(Code::Unauthenticated);
        assert_eq!(fault.goto.as_deref(), Some("/masuk"));
        assert!(browser.get("/masuk").await.body.contains("isian Anda disimpan"));
        let (sealed,): (Vec<u8>,) = app.ctx.db.fetch_one("SELECT values_sealed FROM kept_post", &[]).await.unwrap();
        assert!(!sealed.windows(7).any(|part| part == b"Rahasia"), "sealed");

        let mut elsewhere = app.inside(SARI).await;
        assert!(!offered(&mut elsewhere).await, "not on another device");
        elsewhere.post("/api/account/kept_open", &[("formulir", "uji")]).await.leads_to("/dasbor");
        let mut next = browser.clone();
        next.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code("+6285733449102", "sign_in").await;
        next.post("/api/account/sign_in_verify", &[("kode", &code)]).await.leads_to("/dasbor");
        assert!(!offered(&mut next).await, "not to the next person");
        next.post("/api/account/kept_open", &[("formulir", "uji")]).await.leads_to("/dasbor");
        next.post("/api/account/kept_discard", &[("formulir", "uji")]).await.leads_to("/dasbor");
        assert_eq!(app.count(ROWS).await, 1, "who can neither open nor discard it");

        app.pass(61);
        browser.enter(SARI, DEMO_PASSWORD).await;
        assert!(offered(&mut browser).await);
        browser.submit("/dasbor", "/api/account/kept_open", &[]).await.leads_to("/akun");
        let flash = carried(&browser, SARI).await.expect("it goes along to the form's page");
        assert_eq!((flash.form.as_str(), flash.values.len()), ("uji", 1), "neither the password nor where to");
        assert_eq!(flash.values["alamat"], "Jalan Rahasia 7");
        assert!(carried(&browser, BIMA).await.is_none(), "for nobody else");
        assert_eq!(app.count(ROWS).await, 0);
        assert!(!offered(&mut browser).await);
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_a_plain_form_is_kept_too_also_where_only_its_token_proves_whence_it_came() {
    portal(|app| async move {
        let mut browser = app.inside(SARI).await;
        let token = browser.get("/dasbor").await.value("permintaan").unwrap();
        app.pass(28_800);
        let fields = [TYPED, &[("permintaan", token.as_str())]].concat();
        browser.ask(axum::http::Method::POST, FORM).plain().fields(&fields).send().await.leads_to("/masuk");
        assert!(browser.get("/masuk").await.body.contains("isian Anda disimpan"));
        app.pass(61);
        browser.enter(SARI, DEMO_PASSWORD).await;
        assert!(offered(&mut browser).await);
        browser.post_plain("/api/account/kept_discard", &[("formulir", "uji")]).await.leads_to("/dasbor");
        assert!(!offered(&mut browser).await);
        assert_eq!(app.count(ROWS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_a_session_that_was_signed_out_or_never_was_keeps_nothing() {
    portal(|app| async move {
        let mut browser = app.inside(SARI).await;
        let mut copy = browser.clone();
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        copy.post(FORM, TYPED).await.says(Code::Unauthenticated);
        let mut forged = app.browser();
        forged.cookies.insert("sesi".to_owned(), "A".repeat(43));
        forged.post(FORM, TYPED).await.says(Code::Unauthenticated);
        app.browser().post(FORM, TYPED).await.says(Code::Unauthenticated);
        app.pass(61);
        let mut empty = app.inside(SARI).await;
        app.pass(910);
        empty.post(FORM, &[("password", "kata-rahasia-saya"), ("tujuan", "/akun")]).await.says(Code::Unauthenticated);
        assert!(empty.get("/masuk").await.body.contains("Sesi Anda sudah berakhir."));
        assert_eq!(app.count(ROWS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_there_is_one_for_each_form_and_it_is_gone_after_half_an_hour() {
    portal(|app| async move {
        let mut browser = app.inside(SARI).await;
        app.pass(910);
        browser.post(FORM, &[("alamat", "Jalan Lama 1")]).await.says(Code::Unauthenticated);
        browser.post(FORM, TYPED).await.says(Code::Unauthenticated);
        assert_eq!(app.count(ROWS).await, 1);
        app.pass(1_799);
        browser.enter(SARI, DEMO_PASSWORD).await;
        assert!(offered(&mut browser).await);
        app.pass(1);
        assert!(!offered(&mut browser).await);
        browser.post("/api/account/kept_open", &[("formulir", "uji")]).await.leads_to("/dasbor");
        site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count(ROWS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_waits_for_its_page_while_proof_is_given() {
    both(|ctx| async move {
        let app = App::with_functions(ctx, |functions| {
            functions.retain(|function| function.path != FORM);
            functions.push(Function::form(FORM, Who::Participant, "uji", Route::ChangePassword, &["alamat"]).fresh());
        })
        .await;
        let mut browser = app.inside(SARI).await;
        app.pass(301);
        browser.post(FORM, TYPED).await.says(Code::ReauthRequired);
        // A refused password on the way, without scripts, has a flash of its own.
        browser.post_plain("/api/account/proof", &[("password", "salah"), ("tujuan", "/akun")]).await.leads_to("/akun/konfirmasi");
        browser.prove_fresh(SARI, DEMO_PASSWORD, "/akun/ubah-password").await;
        let flash = carried(&browser, SARI).await.expect("still there");
        let values: Vec<_> = flash.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(values, [("alamat", "Jalan Rahasia 7"), (ONCE_MORE, FORM)], "and which button is pressed once more");
        assert!(carried(&browser, BIMA).await.is_none());
    })
    .await;
}
