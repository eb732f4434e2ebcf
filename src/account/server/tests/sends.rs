//! What is sent from one source, and what SMS may cost (`docs/rules.md`, C13), on both databases.

use super::{demo, portal};
use crate::kernel::fault::Code;
use crate::testing::both;
use crate::testing::web::{App, BIMA, Browser, DEMO_PASSWORD, SARI, nik};
use std::net::IpAddr;

const BIMA_PHONE: &str = "+6285733449102";
const RESEND: &str = "/api/account/register_resend";
const CODE_PAGE: &str = "/daftar/kode";

/// The demo participants, and so many SMS an hour.
async fn with_budget<F, Fut>(budget: u32, test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = &test;
    both(|ctx| async move {
        crate::account::seed_demo(&ctx).await.unwrap();
        test(App::with(ctx, |config| config.sms.hourly_budget = budget)).await;
    })
    .await;
}

/// So many mails are asked for from here, none to anybody.
async fn send_from(app: &App, source: IpAddr, count: usize) {
    let mut browser = Browser { from: source, ..app.browser() };
    for _ in 0..count {
        let email = format!("{}@contoh.example", app.ctx.random.id(app.ctx.now()).simple());
        browser.post_solved("/api/account/forgot", "lupa", &[("email", &email)]).await.leads_to("/lupa-password");
    }
}

/// Browsers that wait for a registration's code, and may ask for another.
async fn registering<const COUNT: usize>(app: &App) -> [Browser; COUNT] {
    let mut browsers = [(); COUNT].map(|()| app.browser());
    for (number, browser) in browsers.iter_mut().enumerate() {
        let email = format!("orang{number}@contoh.example");
        browser.begin(&email, &nik(&format!("{:04}", number + 1))).await.leads_to(CODE_PAGE);
    }
    app.pass(61);
    browsers
}

/// Whether the page has a captcha for the resend.
async fn asks(browser: &mut Browser, page: &str) -> bool {
    browser.get(page).await.value("tantangan").is_some()
}

#[tokio::test]
async fn twenty_five_sends_from_a_source_are_free_then_a_resend_carries_a_captcha_and_above_a_hundred_nothing_goes() {
    portal(|app| async move {
        let source = app.browser().from;
        let mut browsers: [Browser; 5] = registering(&app).await;
        for browser in &mut browsers {
            browser.from = source;
        }
        let [first, second, third, fourth, fifth] = &mut browsers;
        send_from(&app, source, 24).await;
        assert!(!asks(first, CODE_PAGE).await);
        first.post(RESEND, &[]).await.leads_to(CODE_PAGE);
        assert!(asks(second, CODE_PAGE).await, "after the twenty-fifth");

        second.post(RESEND, &[]).await.refuses("captcha", "missing");
        let (token, sum) = second.captcha("kirim_ulang").await;
        second.post(RESEND, &[("tantangan", &token), ("captcha", "999")]).await.refuses("captcha", "wrong");
        let (other, other_sum) = second.captcha("daftar").await;
        second.post(RESEND, &[("tantangan", &other), ("captcha", &other_sum)]).await.refuses("captcha", "expired");
        assert_eq!(app.messages_to("orang1@contoh.example", "register").await.len(), 1, "nothing was sent meanwhile");
        second.post(RESEND, &[("tantangan", &token), ("captcha", &sum)]).await.leads_to(CODE_PAGE);
        assert_eq!(app.messages_to("orang1@contoh.example", "register").await.len(), 2);
        third.post(RESEND, &[("tantangan", &token), ("captcha", &sum)]).await.refuses("captcha", "used");
        third.post_solved(RESEND, "kirim_ulang", &[]).await.leads_to(CODE_PAGE);

        send_from(&app, source, 72).await;
        fourth.post_solved(RESEND, "kirim_ulang", &[]).await.leads_to(CODE_PAGE);
        fifth.post_solved(RESEND, "kirim_ulang", &[]).await.says(Code::Limited);
        assert_eq!(app.messages_to("orang4@contoh.example", "register").await.len(), 1);
        app.pass(300);
        assert!(!asks(fifth, CODE_PAGE).await);
        fifth.post(RESEND, &[]).await.leads_to(CODE_PAGE);
    })
    .await;
}

#[tokio::test]
async fn a_resend_with_a_captcha_works_without_any_script() {
    portal(|app| async move {
        let [mut browser]: [Browser; 1] = registering(&app).await;
        // What was shown before so much was sent has no captcha.
        browser.get(CODE_PAGE).await;
        send_from(&app, browser.from, 25).await;
        browser.post_plain(RESEND, &[]).await.leads_to(CODE_PAGE);
        let page = browser.get(CODE_PAGE).await;
        assert!(page.body.contains("href=\"#captcha\"") && page.body.contains("id=\"captcha\""), "named, and there to be solved");
        browser.submit(CODE_PAGE, RESEND, &[]).await.leads_to(CODE_PAGE);
        assert_eq!(app.messages_to("orang0@contoh.example", "register").await.len(), 2);
        browser.prove("orang0@contoh.example").await.leads_to("/daftar/data-diri");
    })
    .await;
}

#[tokio::test]
async fn every_page_with_a_resend_asks_for_the_captcha_and_takes_it() {
    demo(|app| async move {
        let mut proving = app.inside("ayu@contoh.example").await;
        app.pass(301);
        let proof_page = "/akun/konfirmasi/kode?tujuan=/akun/keamanan";
        proving.post("/api/account/proof", &[("password", DEMO_PASSWORD), ("tujuan", "/akun/keamanan")]).await.leads_to(proof_page);
        let mut changing = app.inside(SARI).await;
        changing.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
        changing.post("/api/account/email_start", &[("email", "sari.baru@contoh.example")]).await.leads_to("/akun/email");
        let mut entering = app.browser();
        entering.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let mut forgetful = app.browser();
        let person = [("nik", "3273015204989101"), ("nama", "Sari Wulandari")];
        forgetful.post_solved("/api/account/remind_email", "lupa_email", &person).await.leads_to("/lupa-email/kode");
        app.pass(61);
        for (browser, page, resend) in [
            (&mut changing.clone(), "/akun/nomor-telepon", "/api/account/phone_resend"),
            (&mut changing, "/akun/email", "/api/account/email_resend"),
            (&mut proving, proof_page, "/api/account/proof_resend"),
            (&mut entering, "/masuk/kode", "/api/account/sign_in_resend"),
            (&mut forgetful, "/lupa-email/kode", "/api/account/recovery_resend"),
        ] {
            browser.elsewhere();
            assert!(!asks(browser, page).await, "{page}");
            send_from(&app, browser.from, 25).await;
            browser.post(resend, &[]).await.refuses("captcha", "missing");
            assert!(asks(browser, page).await, "{page}");
            browser.submit(page, resend, &[]).await.leads_to(page);
        }
    })
    .await;
}

#[tokio::test]
async fn the_meter_is_silent_for_a_source_that_looks_too_often_and_nobody_s_sign_in_waits_for_it() {
    demo(|app| async move {
        const METER: &str = "/api/account/password_strength";
        let mut browser = app.browser();
        let fields = [("password", "kuda")];
        for _ in 0..120 {
            assert!(browser.post(METER, &fields).await.status.is_success());
        }
        browser.post(METER, &fields).await.says(Code::Limited);
        assert!(app.browser().post(METER, &fields).await.status.is_success(), "another source");
        app.pass(60);
        assert!(browser.post(METER, &fields).await.status.is_success());

        let rush = app.ctx.hasher.rush_to_judge();
        browser.post(METER, &fields).await.says(Code::Unavailable);
        let typed = [("email", "dewi@contoh.example"), ("nik", "3273015204980001"), ("password", "kuda terbang ungu 71")];
        browser.post("/api/account/register", &typed).await.refuses("captcha", "missing");
        browser.post_solved("/api/account/register", "daftar", &typed).await.says(Code::Unavailable);
        browser.enter(SARI, DEMO_PASSWORD).await;
        drop(rush);
    })
    .await;
}

#[tokio::test]
async fn a_password_is_judged_beside_a_right_captcha_and_only_measured_beside_a_wrong_one() {
    portal(|app| async move {
        let mut browser = app.browser();
        let typed = |password| [("email", "dewi@contoh.example"), ("nik", "3273015204980001"), ("password", password)];
        browser.post("/api/account/register", &typed("password123")).await.refuses("captcha", "missing");
        let fault = browser.post("/api/account/register", &typed("pendek")).await.says(Code::Invalid);
        assert_eq!((fault.is_field("captcha"), fault.is_field("password")), (Some("missing"), Some("too_short")));
        browser.post_solved("/api/account/register", "daftar", &typed("password123")).await.refuses("password", "weak");
    })
    .await;
}

#[tokio::test]
async fn when_the_hour_s_sms_are_gone_codes_go_by_mail_and_an_hour_later_by_sms_again() {
    with_budget(1, |app| async move {
        app.browser().sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert_eq!(app.messages_to(BIMA_PHONE, "sign_in").await.len(), 1);
        app.pass(61);
        let mut browser = app.browser();
        browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert!(browser.get("/masuk/kode").await.body.contains("b•••••a@contoh.example"), "the page says where it went");
        app.pass(61);
        browser.post("/api/account/sign_in_resend", &[("saluran", "sms")]).await.leads_to("/masuk/kode");
        assert!(browser.get("/masuk/kode").await.body.contains("b•••••a@contoh.example"));
        assert_eq!(app.messages_to(BIMA, "sign_in").await.len(), 2);
        assert_eq!(app.messages_to(BIMA_PHONE, "sign_in").await.len(), 1);
        browser.sign_in_code(BIMA, false).await.leads_to("/dasbor");
        app.pass(301);
        let code_page = "/akun/konfirmasi/kode?tujuan=/akun/keamanan";
        browser.post("/api/account/proof", &[("password", DEMO_PASSWORD), ("tujuan", "/akun/keamanan")]).await.leads_to(code_page);
        assert!(browser.get(code_page).await.body.contains("b•••••a@contoh.example"));
        let code = app.code(BIMA, "fresh_proof").await;
        browser.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to("/akun/keamanan");

        app.pass(3_600 - 61 - 61 - 301);
        app.browser().sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert_eq!(app.messages_to(BIMA_PHONE, "sign_in").await.len(), 2);
        let text = crate::platform::telemetry::metrics().render();
        let stopped = text.lines().find_map(|line| line.strip_prefix("prakerja_sms_stopped_total ")).unwrap();
        assert!(stopped.parse::<u64>().unwrap() >= 3, "the operator sees it: {stopped}");
    })
    .await;
}

#[tokio::test]
async fn when_the_hour_s_sms_are_gone_a_new_number_waits_and_a_changed_one_is_told_by_mail_alone() {
    with_budget(1, |app| async move {
        let mut browser = app.inside(SARI).await;
        browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
        app.pass(61);
        let fault = browser.post("/api/account/phone_resend", &[]).await.says(Code::Limited);
        assert_eq!(fault.retry_after, Some(3_539));
        let fault = browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9098")]).await.says(Code::Limited);
        assert_eq!(fault.retry_after, Some(3_539));
        let code = app.code("+6281233449099", "phone").await;
        browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        assert_eq!(app.messages_to(SARI, "phone_changed").await.len(), 1);
        assert!(app.messages_to("+6281233449099", "phone_changed").await.is_empty());

        app.pass(3_539);
        let mut browser = app.inside(SARI).await;
        browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9098")]).await.leads_to("/akun/nomor-telepon");
    })
    .await;
}

#[tokio::test]
async fn when_the_hour_s_sms_are_gone_a_forgotten_email_is_reminded_of_and_everybody_s_code_waits_alike() {
    with_budget(1, |app| async move {
        app.browser().sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let people = [("3578010308959102", "Bima Pradipta"), ("3273015204989999", "Siti Wulandari")];
        let mut browsers = [app.browser(), app.browser()];
        for (browser, (nik, name)) in browsers.iter_mut().zip(people) {
            let fields = [("nik", nik), ("nama", name)];
            browser.post_solved("/api/account/remind_email", "lupa_email", &fields).await.leads_to("/lupa-email/kode");
        }
        assert_eq!(app.messages_to(BIMA, "email_reminder").await.len(), 1);
        app.pass(61);
        for browser in &mut browsers {
            let fault = browser.post("/api/account/recovery_resend", &[]).await.says(Code::Limited);
            assert_eq!(fault.retry_after, Some(3_539));
            browser.post("/api/account/recovery_verify", &[("kode", "000000")]).await.refuses("kode", "wrong_4");
        }
        assert!(app.messages_to(BIMA_PHONE, "recovery").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_new_number_ends_whatever_went_to_the_one_before() {
    const CODE_PAGE: &str = "/akun/konfirmasi/kode?tujuan=/akun/email";
    const NEW: (&str, &str) = ("0812 3344 9099", "+6281233449099");
    demo(|app| async move {
        // Somebody has Bima's phone, his password, and a browser in which he is signed in.
        let mut stolen = app.browser();
        stolen.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        stolen.sign_in_code(BIMA_PHONE, false).await.leads_to("/dasbor");
        app.pass(301);
        let password = [("password", DEMO_PASSWORD), ("tujuan", "/akun/email")];
        stolen.post("/api/account/proof", &password).await.leads_to(CODE_PAGE);
        let mut owner = app.browser();
        owner.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        owner.sign_in_code(BIMA_PHONE, false).await.leads_to("/dasbor");
        let mut thief = app.browser();
        thief.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let person = [("nik", "3578010308959102"), ("nama", "Bima Pradipta")];
        thief.post_solved("/api/account/remind_email", "lupa_email", &person).await.leads_to("/lupa-email/kode");
        let proof = app.code(BIMA_PHONE, "fresh_proof").await;
        let entry = app.code(BIMA_PHONE, "sign_in").await;
        let address = app.code(BIMA_PHONE, "recovery").await;

        owner.post("/api/account/phone_start", &[("telepon", NEW.0)]).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW.1, "phone").await;
        owner.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        thief.post("/api/account/sign_in_verify", &[("kode", &entry)]).await.says(Code::Elsewhere);
        thief.post("/api/account/recovery_verify", &[("kode", &address)]).await.refuses("kode", "dead");
        stolen.post("/api/account/proof_verify", &[("kode", &proof)]).await.refuses("kode", "dead");
        assert!(!thief.is_inside().await && owner.is_inside().await);
        app.browser().sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert_eq!(app.messages_to(NEW.1, "sign_in").await.len(), 1, "the next one goes to the new number");
    })
    .await;
}

#[tokio::test]
async fn verifying_a_first_number_leaves_a_sign_in_alone_that_stands_on_the_mailbox() {
    demo(|app| async move {
        let mut owner = app.inside(SARI).await;
        let mut other = app.browser();
        other.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        owner.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
        let code = app.code("+6281233449099", "phone").await;
        owner.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        other.sign_in_code(SARI, false).await.leads_to("/dasbor");
    })
    .await;
}
