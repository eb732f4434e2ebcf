//! "Ganti Nomor Telepon" and the change of e-mail, on both databases.

use super::demo;
use super::pairs::forgive;
use crate::kernel::fault::Code;
use crate::params;
use crate::testing::web::{AYU, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use axum::http::StatusCode;

const NEW_PHONE: &str = "0812 3344 9099";
const NEW_E164: &str = "+6281233449099";
const NEW_EMAIL: &str = "sari.baru@contoh.example";

async fn start_phone(browser: &mut Browser, number: &str) -> crate::testing::web::Answer {
    browser.post("/api/account/phone_start", &[("telepon", number)]).await
}

async fn verified_numbers(app: &App) -> i64 {
    app.count("SELECT COUNT(*) FROM account WHERE phone_verified_at IS NOT NULL").await
}

#[tokio::test]
async fn a_new_number_is_verified_by_its_own_code_and_everybody_is_told() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let page = browser.get("/akun/nomor-telepon").await;
        assert!(page.body.contains("099") && !page.body.contains("33449099"));
        let code = app.code(NEW_E164, "phone").await;
        browser.post("/api/account/phone_verify", &[("kode", "000000")]).await.says(Code::Invalid);
        browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        assert_eq!(app.messages_to(SARI, "phone_changed").await.len(), 1);
        assert_eq!(app.messages_to(NEW_E164, "phone_changed").await.len(), 1);
        let page = browser.get("/akun/nomor-telepon").await;
        assert!(page.body.contains("Nomor Anda terverifikasi."));
        browser.post("/api/account/phone_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_number_that_is_no_indonesian_mobile_is_refused_with_its_own_reason() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for (number, code) in [
            ("0809 123 4567", "premium"),
            ("0804 123 4567", "shared_cost"),
            ("0800 123 4567", "toll_free"),
            ("021 555 1234", "landline"),
            ("+65 8123 4567", "foreign"),
            ("0812 3344 9001", "voip"),
            ("0812 3344 9002", "unknown"),
            ("", "required"),
        ] {
            start_phone(&mut browser, number).await.refuses("telepon", code);
        }
        let down = start_phone(&mut browser, "0812 3344 9003").await;
        assert_eq!(down.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(down.says(Code::Unavailable).is_field("telepon"), Some("lookup_down"));
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change").await, 0);
    })
    .await;
}

#[tokio::test]
async fn one_account_begins_five_changes_an_hour_and_ten_a_day_whatever_the_place() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for end in 0..4 {
            start_phone(&mut browser, &format!("0812 3344 91{end:02}")).await.leads_to("/akun/nomor-telepon");
        }
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        let fault = start_phone(&mut browser, NEW_PHONE).await.says(Code::Limited);
        assert!(fault.retry_after.is_some_and(|wait| (600..=720).contains(&wait)), "{fault:?}");
        browser.post("/api/account/email_start", &[("email", "sari.lain@contoh.example")]).await.says(Code::Limited);
        assert_eq!(app.messages().await.iter().filter(|message| message.purpose == "phone").count(), 4);
        let code = app.code(NEW_EMAIL, "email").await;
        browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
        start_phone(&mut app.inside(AYU).await, NEW_PHONE).await.leads_to("/akun/nomor-telepon");

        let mut begun = 5;
        for hour in 1..=8 {
            app.pass(3_600);
            let mut browser = app.inside(NEW_EMAIL).await;
            for number in 0..3 {
                let answer = start_phone(&mut browser, &format!("0812 3344 92{hour}{number}")).await;
                begun += i32::from(answer.status.is_success());
            }
        }
        // A third of the day brings back three of the ten.
        assert!((10..=13).contains(&begun), "{begun}");
    })
    .await;
}

#[tokio::test]
async fn changing_the_number_midway_voids_the_code_of_the_first() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        start_phone(&mut browser, "0812 3344 9098").await.leads_to("/akun/nomor-telepon");
        let old = app.code("+6281233449098", "phone").await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        browser.post("/api/account/phone_verify", &[("kode", &old)]).await.says(Code::Invalid);
        let code = app.code(NEW_E164, "phone").await;
        browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        assert_eq!(app.count("SELECT COUNT(*) FROM chk_otp WHERE purpose = 'phone' AND state = 'cancelled'").await, 1);
    })
    .await;
}

/// Another code than this one.
fn wrong(code: &str) -> String {
    format!("{}{}", if code.starts_with('0') { '1' } else { '0' }, &code[1..])
}

#[tokio::test]
async fn thirty_wrong_codes_a_day_are_all_there_are_however_many_changes_are_begun() {
    const TRIED: &str = "SELECT CAST(SUM(attempts) AS BIGINT) FROM otp_challenge WHERE purpose IN ('phone', 'email')";
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for change in 0..6 {
            forgive(&app).await;
            start_phone(&mut browser, &format!("0812 3344 930{change}")).await.leads_to("/akun/nomor-telepon");
            let code = app.code(&format!("+628123344930{change}"), "phone").await;
            for _ in 0..5 {
                browser.post("/api/account/phone_verify", &[("kode", &wrong(&code))]).await.says(Code::Invalid);
            }
        }
        assert_eq!(app.count(TRIED).await, 30);
        forgive(&app).await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW_E164, "phone").await;
        browser.post("/api/account/phone_verify", &[("kode", &code)]).await.refuses("kode", "dead");
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        let code = app.code(NEW_EMAIL, "email").await;
        browser.post("/api/account/email_verify", &[("kode", &code)]).await.refuses("kode", "dead");
        assert_eq!(app.count(TRIED).await, 30, "not even the right ones are looked at");

        app.pass(86_400);
        let mut browser = app.inside(SARI).await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW_E164, "phone").await;
        browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
    })
    .await;
}

#[tokio::test]
async fn giving_up_a_new_number_leaves_the_code_for_a_new_address_alive() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        let (number, address) = (app.code(NEW_E164, "phone").await, app.code(NEW_EMAIL, "email").await);
        browser.post("/api/account/phone_cancel", &[]).await.leads_to("/akun/nomor-telepon");
        browser.post("/api/account/phone_verify", &[("kode", &number)]).await.says(Code::Elsewhere);
        browser.post("/api/account/email_verify", &[("kode", &address)]).await.leads_to("/akun/email");
    })
    .await;
}

#[tokio::test]
async fn a_number_verified_elsewhere_is_refused_only_to_whoever_holds_it_and_without_saying_whose() {
    demo(|app| async move {
        let mut sari = app.inside(SARI).await;
        start_phone(&mut sari, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW_E164, "phone").await;
        sari.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        let before = verified_numbers(&app).await;
        app.pass(61);
        let mut ayu = app.inside(AYU).await;
        start_phone(&mut ayu, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW_E164, "phone").await;
        ayu.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        let page = ayu.get("/akun/nomor-telepon").await;
        assert!(page.body.contains("sudah terverifikasi di akun lain") && !page.body.contains("Sari"));
        assert_eq!(verified_numbers(&app).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13c_of_fifty_right_codes_at_once_one_changes_the_number() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW_E164, "phone").await;
        let answers = browser.at_once(50, "/api/account/phone_verify", &[("kode", &code)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'confirmed'").await, 1);
        assert_eq!(app.messages_to(SARI, "phone_changed").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_belongs_to_the_session_that_began_it() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        let code = app.code(NEW_E164, "phone").await;
        app.pass(61);
        let mut other = app.inside(SARI).await;
        other.post("/api/account/phone_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
        let mut ayu = app.inside(AYU).await;
        ayu.post("/api/account/phone_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
        let mut stale = app.browser();
        app.pass(61);
        stale.enter(SARI, DEMO_PASSWORD).await;
        app.pass(301);
        start_phone(&mut stale, NEW_PHONE).await.says(Code::ReauthRequired);
    })
    .await;
}

async fn change_email(app: &App, browser: &mut Browser) {
    browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
    let code = app.code(NEW_EMAIL, "email").await;
    browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
}

async fn undo_token(app: &App) -> String {
    let link = app.link(SARI, "email_changed", "/email/batal/").await;
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_new_address_proves_itself_and_the_old_one_can_take_the_change_back() {
    demo(|app| async move {
        let (mut browser, mut other) = (app.inside(SARI).await, app.browser());
        app.pass(61);
        other.enter(SARI, DEMO_PASSWORD).await;
        change_email(&app, &mut browser).await;
        assert!(browser.is_inside().await, "the session that changed it stays");
        assert!(!other.is_inside().await, "every other one ends");
        let page = browser.get("/akun/email").await;
        assert!(page.body.contains("masih bisa dibatalkan"));
        let mut again = app.browser();
        again.sign_in(SARI, DEMO_PASSWORD).await.refuses("password", "wrong");
        app.pass(61);
        again.sign_in(NEW_EMAIL, DEMO_PASSWORD).await.leads_to("/masuk/kode");

        let token = undo_token(&app).await;
        let mut owner = app.browser();
        let page = owner.get(&format!("/email/batal/{token}")).await;
        assert!(page.body.contains("s•••••i@contoh.example"));
        assert!(browser.is_inside().await, "looking changes nothing");
        owner.post("/api/account/email_undo", &[("token", &token)]).await.leads_to("/lupa-password");
        assert!(owner.get("/lupa-password").await.body.contains("kembali ke alamat sebelum diganti"), "what was done is said");
        owner.post("/api/account/email_undo", &[("token", &token)]).await.says(Code::Elsewhere);
        assert!(!browser.is_inside().await, "everybody is signed out");
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
        app.pass(61);
        owner.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        owner.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        owner.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13c_of_fifty_right_codes_at_once_one_changes_the_address() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        let code = app.code(NEW_EMAIL, "email").await;
        let answers = browser.at_once(50, "/api/account/email_verify", &[("kode", &code)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'confirmed'").await, 1);
        assert_eq!(app.messages_to(SARI, "email_changed").await.len(), 1, "one link to take it back");
        assert_eq!(app.messages_to(NEW_EMAIL, "email_changed").await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13c_of_fifty_presses_at_once_one_takes_the_change_of_address_back() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        change_email(&app, &mut browser).await;
        let token = undo_token(&app).await;
        let answers = app.browser().at_once(50, "/api/account/email_undo", &[("token", &token)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'undone'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'email.undo'").await, 1);
        assert_eq!(app.messages_to(NEW_EMAIL, "email_undone").await.len(), 1);
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
        assert!(!browser.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_has_an_account_is_answered_like_any_other_and_no_code_works() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        browser.post("/api/account/email_start", &[("email", AYU)]).await.leads_to("/akun/email");
        let page = browser.get("/akun/email").await;
        assert!(page.body.contains("a•••••u@contoh.example"));
        assert_eq!(app.messages_to(AYU, "email_taken").await.len(), 1);
        assert_eq!(app.messages_to(AYU, "email").await.len(), 0);
        browser.post("/api/account/email_verify", &[("kode", "123456")]).await.says(Code::Invalid);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_can_be_taken_back_is_nobody_elses_meanwhile() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        change_email(&app, &mut browser).await;
        app.pass(61);
        let mut ayu = app.inside(AYU).await;
        ayu.post("/api/account/email_start", &[("email", SARI)]).await.leads_to("/akun/email");
        assert_eq!(app.messages_to(SARI, "email_taken").await.len(), 1);
        let token = undo_token(&app).await;
        app.pass(11 * 86_400);
        let late = app.browser().get(&format!("/email/batal/{token}")).await;
        assert!(late.body.contains("tidak berlaku lagi"));
    })
    .await;
}

#[tokio::test]
async fn an_old_address_that_another_account_has_by_now_is_refused_with_the_reason_and_nothing_is_done() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        change_email(&app, &mut browser).await;
        let (token, ayu) = (undo_token(&app).await, app.account_id(AYU).await);
        // No way leads there; what was so before may still be.
        let mut tx = app.ctx.db.begin().await.unwrap();
        let index = app.ctx.keys.blind("email", SARI);
        tx.execute("UPDATE account SET email_index = $2 WHERE id = $1", params![ayu, index]).await.unwrap();
        tx.commit().await.unwrap();
        let mut owner = app.browser();
        owner.post("/api/account/email_undo", &[("token", &token)]).await.refuses("email", "has_account");
        let link = format!("/email/batal/{token}");
        owner.submit(&link, "/api/account/email_undo", &[]).await.leads_to(&link);
        let page = owner.get(&link).await;
        assert!(page.body.contains("Email yang lama sudah menjadi email akun lain"), "without scripts, too: {}", page.body);
        assert!(!page.body.contains("isian yang perlu diperbaiki") && !page.body.contains("href=\"#email\""), "nothing to fill in");
        assert!(page.fragments().iter().any(|(href, _)| href == "/bantuan#kontak"), "who can help: {:?}", page.fragments());
        assert!(browser.is_inside().await);
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'confirmed'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn while_the_code_is_awaited_both_addresses_are_shown_and_akun_says_so() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let waits = |page: &str| page.matches("Menunggu kode").count();
        assert_eq!(waits(&browser.get("/akun").await.body), 0);
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        let page = browser.get("/akun/email").await;
        for shown in ["s•••••i@contoh.example", "s•••••u@contoh.example", "Email baru"] {
            assert!(page.body.contains(shown), "{shown}");
        }
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        assert!(browser.get("/akun/nomor-telepon").await.body.contains("Nomor baru"));
        assert_eq!(waits(&browser.get("/akun").await.body), 2);
        browser.post("/api/account/email_cancel", &[]).await.leads_to("/akun/email");
        assert_eq!(waits(&browser.get("/akun").await.body), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_another_session_began_has_to_be_begun_again_and_the_page_says_so() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        start_phone(&mut browser, NEW_PHONE).await.leads_to("/akun/nomor-telepon");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);
        browser.enter(SARI, DEMO_PASSWORD).await;
        let dead = "di sesi lain tidak bisa diteruskan di sini";
        for page in ["/akun/email", "/akun/nomor-telepon"] {
            assert!(browser.get(page).await.body.contains(dead), "{page}");
        }
        assert!(!browser.get("/akun").await.body.contains("Menunggu kode"));
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        assert!(browser.get("/akun/email").await.body.contains("Email baru"), "the one begun here");
        app.pass(31 * 60);
        browser.enter(SARI, DEMO_PASSWORD).await;
        assert!(!browser.get("/akun/nomor-telepon").await.body.contains(dead), "over");
    })
    .await;
}
