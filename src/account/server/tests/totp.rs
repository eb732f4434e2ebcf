//! `/akun/keamanan`: an authenticator app is set up, replaced and switched off, and what sign-in asks for first is chosen.

use super::demo;
use super::second_step::{key_on, set_up, value};
use crate::kernel::fault::Code;
use crate::testing::web::{App, BIMA, Browser, DEMO_PASSWORD, SARI};
use tokio::task::JoinSet;

const PAGE: &str = "/akun/keamanan";
const ON: &str = "SELECT COUNT(*) FROM account WHERE totp_sealed IS NOT NULL";
const TRUSTED: &str = "SELECT COUNT(*) FROM device WHERE trusted_until IS NOT NULL";

/// Somebody who gave password and code just now.
async fn proven(app: &App) -> Browser {
    let mut browser = app.browser();
    browser.enter(SARI, DEMO_PASSWORD).await;
    browser
}

async fn start(browser: &mut Browser) {
    browser.post("/api/account/totp_start", &[]).await.leads_to(PAGE);
}

async fn setup_id(browser: &mut Browser) -> String {
    browser.get(PAGE).await.value("persiapan").unwrap()
}

#[tokio::test]
async fn an_app_is_set_up_with_its_first_value_and_the_owner_is_told() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        let page = browser.get(PAGE).await;
        assert!(page.body.contains("Belum dipasang") && !page.body.contains("otpauth"));
        start(&mut browser).await;
        let page = browser.get(PAGE).await;
        for words in ["Kode QR untuk aplikasi autentikator", "Tidak bisa memindai?", "otpauth://totp/Prakerja:", "10.10 WIB"] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains(" style=") && page.header("cache-control").contains("no-store"));
        assert_eq!(app.count(ON).await, 0, "nothing changes before the first value");

        let (secret, id) = (key_on(&page), page.value("persiapan").unwrap());
        let wrong = value(&app, &secret, 7);
        browser.post("/api/account/totp_confirm", &[("persiapan", &id), ("kode", &wrong)]).await.refuses("kode", "app_new");
        browser.post("/api/account/totp_confirm", &[("persiapan", &id), ("kode", "12")]).await.refuses("kode", "digits_2");
        browser.post("/api/account/totp_confirm", &[("persiapan", &id)]).await.refuses("kode", "required");
        assert_eq!(app.count(ON).await, 0);
        let typed = value(&app, &secret, 0);
        let spaced = format!("{} {}", &typed[..3], &typed[3..]);
        browser.post("/api/account/totp_confirm", &[("persiapan", &id), ("kode", &spaced)]).await.leads_to(PAGE);

        let page = browser.get(PAGE).await;
        assert!(page.body.contains("Aplikasi autentikator terpasang.") && page.body.contains("Aktif sejak 23 November 2026"));
        assert!(!page.body.contains("otpauth"), "the key is shown once");
        assert!(!browser.get(PAGE).await.body.contains("terpasang."), "and the notice, too");
        assert!(browser.get("/akun").await.body.contains("Aplikasi autentikator"));
        assert!(browser.get("/akun/riwayat").await.body.contains("Aplikasi autentikator dipasang"));
        assert_eq!(app.messages_to(SARI, "app_on").await.len(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'totp.on' AND outcome = 'ok'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM totp_setup").await, 0);
    })
    .await;
}

#[tokio::test]
async fn switching_on_and_off_needs_fresh_proof_and_ends_every_trust() {
    demo(|app| async move {
        let mut trusted = app.browser();
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        app.pass(301);
        for path in ["totp_start", "totp_off", "channel_choose"] {
            let fault = trusted.post(&format!("/api/account/{path}"), &[("cara", "email")]).await.says(Code::ReauthRequired);
            assert_eq!(fault.goto.as_deref(), Some("/akun/konfirmasi?tujuan=/akun/keamanan"));
        }
        assert_eq!(app.count(TRUSTED).await, 1);
        trusted.prove_fresh(SARI, DEMO_PASSWORD, PAGE).await;
        set_up(&app, &mut trusted).await;
        assert_eq!(app.count(TRUSTED).await, 0);
        trusted.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert!(trusted.get("/masuk/kode").await.body.contains("Masukkan angka dari aplikasi"));
    })
    .await;
}

#[tokio::test]
async fn switched_off_it_is_gone_with_its_key_and_codes_come_by_mail_again() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        set_up(&app, &mut browser).await;
        let mut presses = JoinSet::new();
        for _ in 0..8 {
            let mut tab = browser.clone();
            presses.spawn(async move { tab.post("/api/account/totp_off", &[]).await });
        }
        for answer in presses.join_all().await {
            answer.leads_to(PAGE);
        }
        assert_eq!(app.count(ON).await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE totp_step IS NOT NULL OR second_step = 'app'").await, 0);
        assert_eq!(app.messages_to(SARI, "app_off").await.len(), 1, "of eight presses one is told");
        assert!(browser.get("/akun/riwayat").await.body.contains("Aplikasi autentikator dimatikan"));
        app.pass(61);
        let mut other = app.browser();
        other.enter(SARI, DEMO_PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn setting_up_is_resumed_for_ten_minutes_in_its_own_session_and_beginning_again_replaces_it() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        start(&mut browser).await;
        let mut other = browser.clone();
        app.pass(61);
        let mut elsewhere = proven(&app).await;
        let first = browser.get(PAGE).await;
        let (old_secret, old_id) = (key_on(&first), first.value("persiapan").unwrap());
        assert_eq!(setup_id(&mut other).await, old_id, "another tab goes on with the same key");
        assert!(!elsewhere.get(PAGE).await.body.contains("otpauth"), "another session does not see it");
        let stolen = [("persiapan", old_id.as_str()), ("kode", &value(&app, &old_secret, 0))];
        elsewhere.post("/api/account/totp_confirm", &stolen).await.says(Code::Elsewhere);
        assert_eq!(app.count(ON).await, 0);

        start(&mut other).await;
        let second = other.get(PAGE).await;
        let (secret, id) = (key_on(&second), second.value("persiapan").unwrap());
        assert_ne!(id, old_id);
        let old = [("persiapan", old_id.as_str()), ("kode", &value(&app, &old_secret, 0))];
        let fault = browser.post("/api/account/totp_confirm", &old).await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some(PAGE));
        let page = browser.get(PAGE).await;
        assert!(page.body.contains("Pemasangan tadi tidak berlaku lagi.") && page.body.contains(&id), "with the key that counts");
        // Nine minutes and some later it still works; at ten it does not.
        app.pass(600 - 1);
        browser.get("/dasbor").await;
        assert_eq!(setup_id(&mut browser).await, id);
        app.pass(1);
        let late = [("persiapan", id.as_str()), ("kode", &value(&app, &secret, 0))];
        browser.post("/api/account/totp_confirm", &late).await.says(Code::Elsewhere);
        assert!(browser.get(PAGE).await.body.contains("Pemasangan tadi tidak berlaku lagi."));
        assert_eq!(app.count(ON).await, 0);
        crate::account::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM totp_setup").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_confirmations_at_once_one_takes_effect_and_none_is_a_fault() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        start(&mut browser).await;
        let page = browser.get(PAGE).await;
        let (id, typed) = (page.value("persiapan").unwrap(), value(&app, &key_on(&page), 0));
        let mut posts = JoinSet::new();
        for _ in 0..50 {
            let (mut tab, id, typed) = (browser.clone(), id.clone(), typed.clone());
            posts.spawn(async move { tab.post_plain("/api/account/totp_confirm", &[("persiapan", &id), ("kode", &typed)]).await });
        }
        for answer in posts.join_all().await {
            answer.leads_to(PAGE);
        }
        assert!(browser.get(PAGE).await.body.contains("Aktif sejak"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'totp.on'").await, 1);
        assert_eq!(app.messages_to(SARI, "app_on").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_phone_replaces_the_old_one_only_once_its_value_came_back() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        let old = set_up(&app, &mut browser).await;
        start(&mut browser).await;
        browser.post("/api/account/totp_cancel", &[]).await.leads_to(PAGE);
        assert!(browser.get(PAGE).await.body.contains("Aktif sejak"), "given up, nothing changed");
        app.pass(60);
        let new = set_up(&app, &mut browser).await;
        assert_ne!(old.as_bytes(), new.as_bytes());
        app.pass(60);
        let mut other = app.browser();
        other.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        other.post("/api/account/sign_in_verify", &[("kode", &value(&app, &old, 0))]).await.refuses("kode", "app_wrong_4");
        other.post("/api/account/sign_in_verify", &[("kode", &value(&app, &new, 0))]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn the_whole_way_works_without_any_script_and_shows_nothing_secret_again() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        browser.submit(PAGE, "/api/account/totp_start", &[]).await.leads_to(PAGE);
        let page = browser.get(PAGE).await;
        let wrong = value(&app, &key_on(&page), 9);
        browser.submit(PAGE, "/api/account/totp_confirm", &[("kode", &wrong)]).await.leads_to(PAGE);
        let page = browser.get(PAGE).await;
        assert!(page.body.contains("Angka ini belum cocok.") && page.body.contains("<title>Error: "));
        assert!(page.body.split("otpauth").count() > 1 && page.value("kode") == Some(String::new()), "the code is not shown again");
        let right = value(&app, &key_on(&page), 0);
        browser.submit(PAGE, "/api/account/totp_confirm", &[("kode", &right)]).await.leads_to(PAGE);
        browser.submit(PAGE, "/api/account/channel_choose", &[("cara", "sms")]).await.leads_to(PAGE);
        assert!(browser.get(PAGE).await.body.contains("Cara ini belum bisa dipakai."));
        browser.submit(PAGE, "/api/account/channel_choose", &[("cara", "email")]).await.leads_to(PAGE);
        assert!(browser.get(PAGE).await.body.contains("Pilihan Anda disimpan."));
        browser.submit(PAGE, "/api/account/totp_off", &[]).await.leads_to(PAGE);
        assert!(browser.get(PAGE).await.body.contains("Aplikasi autentikator dimatikan."));
    })
    .await;
}

#[tokio::test]
async fn only_an_open_way_can_be_asked_for_first() {
    demo(|app| async move {
        let mut sari = proven(&app).await;
        for (way, code) in [("", "required"), ("sms", "closed"), ("app", "closed"), ("fax", "closed")] {
            sari.post("/api/account/channel_choose", &[("cara", way)]).await.refuses("cara", code);
        }
        let mut bima = app.browser();
        bima.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let page = bima.get("/masuk/kode").await.body;
        assert!(page.contains("Nomornya salah?") && page.contains("#cara-lain") && !page.contains("Alamatnya salah?"));
        let code = app.code("+6285733449102", "sign_in").await;
        bima.post("/api/account/sign_in_verify", &[("kode", &code)]).await.leads_to("/dasbor");
        bima.post("/api/account/channel_choose", &[("cara", "email")]).await.leads_to(PAGE);
        assert!(bima.get("/akun").await.body.contains("Kode lewat email"));
        assert!(bima.get("/akun/riwayat").await.body.contains("Cara menerima kode diganti"));
        bima.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        bima.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let page = bima.get("/masuk/kode").await.body;
        assert!(page.contains("Alamatnya salah?") && page.contains("Kirim kode lewat SMS"));
        assert_eq!(app.messages_to(BIMA, "sign_in").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_did_not_set_the_app_up_takes_it_off_with_the_link_in_the_mail() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        set_up(&app, &mut browser).await;
        let link = app.link(SARI, "app_on", "/bukan-saya/").await;
        let token = link.rsplit('/').next().unwrap().to_owned();
        let mut owner = app.browser();
        assert!(owner.get(&link).await.body.contains("aplikasi autentikator dipasang di akun Anda"));
        owner.post("/api/account/disavow", &[("token", &token)]).await.leads_to("/lupa-password");
        assert_eq!(app.count(ON).await, 0);
        assert!(!browser.is_inside().await);
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_key_is_in_the_database_only_sealed() {
    demo(|app| async move {
        let mut browser = proven(&app).await;
        start(&mut browser).await;
        let secret = key_on(&browser.get(PAGE).await);
        let (setup,): (Vec<u8>,) = app.ctx.db.fetch_one("SELECT secret_sealed FROM totp_setup", &[]).await.unwrap();
        let id = setup_id(&mut browser).await;
        let right = value(&app, &secret, 0);
        browser.post("/api/account/totp_confirm", &[("persiapan", &id), ("kode", &right)]).await.leads_to(PAGE);
        let (kept,): (Vec<u8>,) =
            app.ctx.db.fetch_one("SELECT totp_sealed FROM account WHERE totp_sealed IS NOT NULL", &[]).await.unwrap();
        for sealed in [setup, kept] {
            assert!(!sealed.windows(20).any(|part| part == secret.as_bytes()));
        }
    })
    .await;
}
