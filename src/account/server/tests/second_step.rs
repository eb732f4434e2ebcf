//! Sign-in and fresh proof with a value of the authenticator app: used once, five tries, and no way around it.

use super::demo;
use crate::kernel::fault::Code;
use crate::otp::{Secret, step_at};
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use tokio::task::JoinSet;

const SESSIONS: &str = "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL";
const APP_PAGE: &str = "Masukkan angka dari aplikasi";

/// The key that the page shows as text.
#[track_caller]
pub(super) fn key_on(page: &Answer) -> Secret {
    let shown = page.body.split("class=\"qr-key\"").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).unwrap();
    let key: String = shown.split(' ').collect();
    Secret::from_slice(totp_rs::Secret::try_from_base32(key).unwrap().as_bytes()).unwrap()
}

/// What the app shows so many steps from now.
pub(super) fn value(app: &App, secret: &Secret, steps: i64) -> String {
    secret.value(step_at(app.ctx.now()) + steps).as_str().to_owned()
}

/// Sets an app up in a session with fresh proof; it uses up the value of now.
pub(super) async fn set_up(app: &App, browser: &mut Browser) -> Secret {
    browser.post("/api/account/totp_start", &[]).await.leads_to("/akun/keamanan");
    let page = browser.get("/akun/keamanan").await;
    let (id, secret) = (page.value("persiapan").unwrap(), key_on(&page));
    let typed = value(app, &secret, 0);
    browser.post("/api/account/totp_confirm", &[("persiapan", &id), ("kode", &typed)]).await.leads_to("/akun/keamanan");
    secret
}

/// Sari with an app, ten minutes after she set it up.
async fn sari(app: &App) -> Secret {
    let mut browser = app.browser();
    browser.enter(SARI, DEMO_PASSWORD).await;
    let secret = set_up(app, &mut browser).await;
    browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
    app.pass(600);
    secret
}

/// Up to the page that asks for the app.
async fn at_the_app(app: &App) -> Browser {
    let mut browser = app.browser();
    browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    browser
}

async fn types(browser: &mut Browser, code: &str) -> Answer {
    browser.post("/api/account/sign_in_verify", &[("kode", code)]).await
}

#[tokio::test]
async fn sign_in_asks_for_the_app_and_sends_nothing() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let before = app.messages_to(SARI, "sign_in").await.len();
        let mut browser = at_the_app(&app).await;
        let page = browser.get("/masuk/kode").await.body;
        assert!(page.contains(APP_PAGE) && page.contains("Kirim kode lewat email") && page.contains("tanggal dan waktu otomatis"));
        assert!(!page.contains("Kirim Ulang Kode") && !page.contains("s•••••i@"), "there is nothing to send again");
        assert_eq!(app.messages_to(SARI, "sign_in").await.len(), before);
        let typed = value(&app, &secret, 0);
        types(&mut browser, &format!(" {}-{}", &typed[..3], &typed[3..])).await.leads_to("/dasbor");
        assert!(browser.is_inside().await);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in.totp' AND outcome = 'ok'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_drift_of_one_step_is_right_and_of_two_is_not() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let mut browser = at_the_app(&app).await;
        types(&mut browser, &value(&app, &secret, -2)).await.refuses("kode", "app_wrong_4");
        types(&mut browser, &value(&app, &secret, 2)).await.refuses("kode", "app_wrong_3");
        types(&mut browser, &value(&app, &secret, -1)).await.leads_to("/dasbor");
        types(&mut at_the_app(&app).await, &value(&app, &secret, 1)).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn a_used_value_is_dead_in_every_browser_and_no_clock_revives_it() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let used = value(&app, &secret, 0);
        types(&mut at_the_app(&app).await, &used).await.leads_to("/dasbor");
        let mut other = at_the_app(&app).await;
        types(&mut other, &used).await.refuses("kode", "app_wrong_4");
        let earlier = value(&app, &secret, -1);
        types(&mut other, &earlier).await.refuses("kode", "app_wrong_3");
        for back in [30, 30, -90] {
            app.pass(-back);
            types(&mut at_the_app(&app).await, &used).await.refuses("kode", "app_wrong_4");
        }
        let next = value(&app, &secret, 0);
        assert_ne!(next, used);
        types(&mut at_the_app(&app).await, &next).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn the_value_that_set_the_app_up_opens_no_session() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.enter(SARI, DEMO_PASSWORD).await;
        let secret = set_up(&app, &mut browser).await;
        let mut other = at_the_app(&app).await;
        types(&mut other, &value(&app, &secret, 0)).await.refuses("kode", "app_wrong_4");
        types(&mut other, &value(&app, &secret, 1)).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_posts_of_one_right_value_open_one_session() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let before = app.count(SESSIONS).await;
        let browser = at_the_app(&app).await;
        let typed = value(&app, &secret, 0);
        let mut posts = JoinSet::new();
        for _ in 0..100 {
            let (mut tab, typed) = (browser.clone(), typed.clone());
            posts.spawn(async move { types(&mut tab, &typed).await });
        }
        let answers = posts.join_all().await;
        let opened: Vec<_> = answers.iter().filter(|answer| answer.sets("sesi").is_some()).collect();
        assert_eq!(opened.len(), 1);
        opened[0].leads_to("/dasbor");
        for answer in answers.iter().filter(|answer| answer.sets("sesi").is_none()) {
            assert!(matches!(answer.fault().code, Code::Invalid | Code::Elsewhere), "{answer:?}");
        }
        assert_eq!(app.count(SESSIONS).await, before + 1);
    })
    .await;
}

#[tokio::test]
async fn five_wrong_values_end_the_attempt_and_thirty_the_day_for_codes_too() {
    demo(|app| async move {
        let secret = sari(&app).await;
        for round in 0..6 {
            let mut browser = at_the_app(&app).await;
            for left in ["app_wrong_4", "app_wrong_3", "app_wrong_2", "app_wrong_1", "app_exhausted"] {
                types(&mut browser, &value(&app, &secret, 50)).await.refuses("kode", left);
            }
            types(&mut browser, &value(&app, &secret, 0)).await.refuses("kode", "app_dead");
            if round == 0 {
                // The way out of it, on the same page.
                browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
                browser.sign_in_code(SARI, false).await.leads_to("/dasbor");
            }
            app.pass(30);
        }
        types(&mut at_the_app(&app).await, &value(&app, &secret, 0)).await.refuses("kode", "app_dead");
        let mut browser = at_the_app(&app).await;
        browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, false).await.refuses("kode", "dead");
        app.pass(86_400);
        types(&mut at_the_app(&app).await, &value(&app, &secret, 0)).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn a_code_by_mail_and_the_app_stand_in_for_each_other() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let mut browser = at_the_app(&app).await;
        browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
        let page = browser.get("/masuk/kode").await.body;
        assert!(page.contains("s•••••i@contoh.example") && page.contains("Pakai aplikasi autentikator"));
        types(&mut browser, &value(&app, &secret, 0)).await.refuses("kode", "wrong_4");
        let code = app.code(SARI, "sign_in").await;
        browser.post("/api/account/sign_in_resend", &[("saluran", "app")]).await.leads_to("/masuk/kode");
        assert!(browser.get("/masuk/kode").await.body.contains(APP_PAGE));
        types(&mut browser, &code).await.refuses("kode", "app_wrong_4");
        types(&mut browser, &value(&app, &secret, 0)).await.leads_to("/dasbor");
        // Chosen as the first way, the code is sent at once.
        app.pass(61);
        browser.prove_fresh_by_app(DEMO_PASSWORD, &value(&app, &secret, 0), "/akun/keamanan").await;
        browser.post("/api/account/channel_choose", &[("cara", "email")]).await.leads_to("/akun/keamanan");
        let mut other = at_the_app(&app).await;
        assert!(other.get("/masuk/kode").await.body.contains("Pakai aplikasi autentikator"));
        other.sign_in_code(SARI, false).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn no_way_of_beginning_again_steps_around_it() {
    demo(|app| async move {
        let secret = sari(&app).await;
        // Another tab, and the first one's page after it.
        let mut first = at_the_app(&app).await;
        let mut tab = first.clone();
        types(&mut first, &value(&app, &secret, 40)).await.refuses("kode", "app_wrong_4");
        tab.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert!(tab.get("/masuk/kode").await.body.contains(APP_PAGE));
        assert!(!first.is_inside().await && !tab.is_inside().await);
        types(&mut first, &value(&app, &secret, 40)).await.refuses("kode", "app_wrong_4");

        // A new password opens nothing by itself, and the sign-in after it asks for the app.
        let mut forgetful = app.browser();
        forgetful.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
        forgetful.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        forgetful.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        assert!(!forgetful.is_inside().await);
        types(&mut tab, &value(&app, &secret, 0)).await.says(Code::Elsewhere);
        forgetful.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
        assert!(forgetful.get("/masuk/kode").await.body.contains(APP_PAGE));

        // Registering the address again leads nowhere.
        let mut stranger = app.browser();
        stranger.begin(SARI, &crate::testing::web::nik("0042")).await.leads_to("/daftar/kode");
        stranger.post("/api/account/register_verify", &[("kode", &value(&app, &secret, 0))]).await.says(Code::Invalid);
        assert!(!stranger.is_inside().await);
        types(&mut forgetful, &value(&app, &secret, 0)).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn a_device_trusted_with_the_app_skips_it_for_thirty_days() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let mut browser = at_the_app(&app).await;
        let code = value(&app, &secret, 0);
        browser.post("/api/account/sign_in_verify", &[("kode", &code), ("percaya", "on")]).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(30 * 86_400);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        // A device that is only known skips nothing.
        assert!(browser.get("/masuk/kode").await.body.contains(APP_PAGE));
    })
    .await;
}

#[tokio::test]
async fn fresh_proof_takes_the_app_or_a_code_by_mail() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let mut browser = at_the_app(&app).await;
        types(&mut browser, &value(&app, &secret, 0)).await.leads_to("/dasbor");
        app.pass(301);
        let begin = [("password", DEMO_PASSWORD), ("tujuan", "/akun/keamanan")];
        let code_page = "/akun/konfirmasi/kode?tujuan=/akun/keamanan";
        browser.post("/api/account/proof", &begin).await.leads_to(code_page);
        let page = browser.get(code_page).await.body;
        assert!(page.contains(APP_PAGE) && page.contains("Kirim kode lewat email"));
        browser.post("/api/account/proof_verify", &[("kode", &value(&app, &secret, 30))]).await.refuses("kode", "app_wrong_4");
        let right = value(&app, &secret, 0);
        browser.post("/api/account/proof_verify", &[("kode", &right)]).await.leads_to("/akun/keamanan");
        browser.post("/api/account/totp_off", &[]).await.leads_to("/akun/keamanan");

        let mut browser = app.browser();
        app.pass(61);
        browser.enter(SARI, DEMO_PASSWORD).await;
        set_up(&app, &mut browser).await;
        app.pass(301);
        browser.post("/api/account/proof", &begin).await.leads_to(code_page);
        browser.post("/api/account/proof_resend", &[("saluran", "email")]).await.leads_to(code_page);
        let code = app.code(SARI, "fresh_proof").await;
        browser.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to("/akun/keamanan");
    })
    .await;
}

#[tokio::test]
async fn switching_off_ends_a_sign_in_that_waits_for_the_app() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.enter(SARI, DEMO_PASSWORD).await;
        let secret = set_up(&app, &mut browser).await;
        let mut waiting = at_the_app(&app).await;
        browser.post("/api/account/totp_off", &[]).await.leads_to("/akun/keamanan");
        types(&mut waiting, &value(&app, &secret, 1)).await.says(Code::Elsewhere);
        waiting.get("/masuk/kode").await.leads_to("/masuk");
    })
    .await;
}

#[tokio::test]
async fn whose_mailbox_may_get_no_code_yet_is_asked_for_the_app() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let mut browser = at_the_app(&app).await;
        types(&mut browser, &value(&app, &secret, 0)).await.leads_to("/dasbor");
        browser.post("/api/account/channel_choose", &[("cara", "email")]).await.leads_to("/akun/keamanan");
        let before = app.messages_to(SARI, "sign_in").await.len();
        assert!(at_the_app(&app).await.get("/masuk/kode").await.body.contains("s•••••i@contoh.example"));
        let mut other = at_the_app(&app).await;
        assert!(other.get("/masuk/kode").await.body.contains(APP_PAGE));
        assert_eq!(app.messages_to(SARI, "sign_in").await.len(), before + 1);
        types(&mut other, &value(&app, &secret, 1)).await.leads_to("/dasbor");
    })
    .await;
}

const PASSWORD_PAGE: &str = "/akun/ubah-password";

#[tokio::test]
async fn whoever_is_signed_in_and_tried_the_app_in_vain_confirms_again_instead_of_signing_in() {
    demo(|app| async move {
        let secret = sari(&app).await;
        let mut browser = at_the_app(&app).await;
        types(&mut browser, &value(&app, &secret, 0)).await.leads_to("/dasbor");
        app.pass(301);
        let code_page = format!("/akun/konfirmasi/kode?tujuan={PASSWORD_PAGE}");
        let proof = [("password", DEMO_PASSWORD), ("tujuan", PASSWORD_PAGE)];
        browser.post("/api/account/proof", &proof).await.leads_to(&code_page);
        let wrong = value(&app, &secret, 50);
        for _ in 0..5 {
            browser.post_plain("/api/account/proof_verify", &[("kode", &wrong)]).await.leads_to("/akun/konfirmasi/kode");
        }
        let page = browser.get("/akun/konfirmasi/kode").await;
        assert!(page.body.contains("Sudah salah 5 kali") && page.body.contains("tekan Ulangi konfirmasi"));
        assert!(page.body.contains("href=\"/akun/konfirmasi?tujuan=/akun/ubah-password\""), "and on to the page that asked");
        assert!(!page.body.contains("halaman Masuk"));
    })
    .await;
}
