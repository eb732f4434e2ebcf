//! Fresh proof: password and code once more, and on to the page that asked.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{App, BIMA, Browser, DEMO_PASSWORD, SARI};
use axum::http::{Method, StatusCode};

const TARGET: &str = "/akun/ubah-password";
const CODE_PAGE: &str = "/akun/konfirmasi/kode?tujuan=/akun/ubah-password";

async fn inside(app: &App) -> Browser {
    let browser = app.inside(SARI).await;
    // Signing in with password and code is a proof itself.
    app.pass(301);
    browser
}

async fn begin(browser: &mut Browser) {
    browser.post("/api/account/proof", &[("password", DEMO_PASSWORD), ("tujuan", TARGET)]).await.leads_to(CODE_PAGE);
}

#[tokio::test]
async fn password_and_code_open_the_page_that_asked_under_a_new_token() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        browser.get(TARGET).await.leads_to("/akun/konfirmasi?tujuan=/akun/ubah-password");
        let page = browser.get("/akun/konfirmasi?tujuan=/akun/ubah-password").await;
        assert!(page.body.contains("Ubah Password hanya terbuka") && page.body.contains("s•••••i@contoh.example"));
        let mut stolen = browser.clone();
        browser.prove_fresh(SARI, DEMO_PASSWORD, TARGET).await;
        assert_eq!(browser.get(TARGET).await.status, StatusCode::OK);
        assert_ne!(browser.cookies["sesi"], stolen.cookies["sesi"], "a new privilege, a new token");
        assert!(!stolen.is_inside().await, "the old token is dead");
        browser.get("/akun/konfirmasi?tujuan=/akun/ubah-password").await.leads_to(TARGET);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'proof.code' AND outcome = 'ok'").await, 1);
        app.pass(300);
        browser.get(TARGET).await.leads_to("/akun/konfirmasi?tujuan=/akun/ubah-password");
    })
    .await;
}

#[tokio::test]
async fn the_whole_way_works_without_any_script() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        let wrong = [("password", "bukan-password-sari-1")];
        let asking = "/akun/konfirmasi?tujuan=/akun/ubah-password";
        browser.submit(asking, "/api/account/proof", &wrong).await.leads_to("/akun/konfirmasi");
        let page = browser.get("/akun/konfirmasi").await;
        assert!(page.body.contains("Password tidak cocok") && page.value("tujuan").as_deref() == Some(TARGET), "where to is kept");
        browser.submit(asking, "/api/account/proof", &[("password", DEMO_PASSWORD)]).await.leads_to(CODE_PAGE);
        let page = browser.get(CODE_PAGE).await;
        assert!(page.body.contains("s•••••i@contoh.example") && page.body.contains("Kotak email penuh"));
        browser.submit(CODE_PAGE, "/api/account/proof_verify", &[("kode", "12")]).await.leads_to("/akun/konfirmasi/kode");
        assert!(browser.get("/akun/konfirmasi/kode").await.body.contains("Kode baru 2 angka"));
        let code = app.code(SARI, "fresh_proof").await;
        browser.submit(CODE_PAGE, "/api/account/proof_verify", &[("kode", &code)]).await.leads_to(TARGET);
    })
    .await;
}

#[tokio::test]
async fn wrong_passwords_lock_like_at_sign_in_and_the_plain_form_leads_to_the_page_about_it() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        for _ in 0..5 {
            browser.post("/api/account/proof", &[("password", "bukan-password-1")]).await.refuses("password", "wrong");
        }
        let right = [("password", DEMO_PASSWORD), ("tujuan", TARGET)];
        assert_eq!(browser.post("/api/account/proof", &right).await.says(Code::Locked).retry_after, Some(900));
        browser.post_plain("/api/account/proof", &right).await.leads_to("/masuk/terkunci");
        for _ in 0..2 {
            let page = browser.get("/masuk/terkunci").await;
            assert!(page.body.contains("Terkunci sampai 23 November 2026 pukul 10.20 WIB"), "until when, also read again");
            assert!(page.body.contains("/lupa-password"), "and what can be done");
        }
        // The same guard as sign-in on this device, and nobody else's.
        let mut out = browser.clone();
        out.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        out.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        app.pass(61);
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        assert!(app.messages_to(SARI, "fresh_proof").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_code_comes_by_the_preferred_channel_and_by_the_other_on_request() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code("+6285733449102", "sign_in").await;
        browser.post("/api/account/sign_in_verify", &[("kode", &code)]).await.leads_to("/dasbor");
        begin(&mut browser).await;
        assert_eq!(app.messages_to("+6285733449102", "fresh_proof").await.len(), 1);
        let early = browser.post("/api/account/proof_resend", &[("saluran", "sms")]).await;
        assert_eq!(early.says(Code::Limited).retry_after, Some(60));
        app.pass(1);
        browser.post("/api/account/proof_resend", &[("saluran", "email")]).await.leads_to(CODE_PAGE);
        let code = app.code(BIMA, "fresh_proof").await;
        assert!(browser.get(CODE_PAGE).await.body.contains("Kirim kode lewat SMS"));
        browser.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to(TARGET);

        let mut sari = inside(&app).await;
        begin(&mut sari).await;
        app.pass(61);
        sari.post("/api/account/proof_resend", &[("saluran", "sms")]).await.leads_to(CODE_PAGE);
        assert_eq!(app.messages_to(SARI, "fresh_proof").await.len(), 2, "no SMS to a number that is not verified");
    })
    .await;
}

#[tokio::test]
async fn a_code_proves_for_its_own_session_and_purpose_only() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        browser.post("/api/account/proof_verify", &[("kode", "123456")]).await.says(Code::Elsewhere);
        browser.get("/akun/konfirmasi/kode").await.leads_to("/akun/konfirmasi");
        app.pass(61);
        let mut other = inside(&app).await;
        let spent = app.code(SARI, "sign_in").await;
        begin(&mut browser).await;
        let code = app.code(SARI, "fresh_proof").await;
        other.post("/api/account/proof_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
        if spent != code {
            browser.post("/api/account/proof_verify", &[("kode", &spent)]).await.refuses("kode", "wrong_4");
        }
        browser.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to(TARGET);
        other.get(TARGET).await.leads_to("/akun/konfirmasi?tujuan=/akun/ubah-password");
        browser.post("/api/account/proof_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_right_codes_at_once_one_proves() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        begin(&mut browser).await;
        let code = app.code(SARI, "fresh_proof").await;
        let answers = browser.at_once(50, "/api/account/proof_verify", &[("kode", &code)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.sets("sesi").is_some()).count(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE proven_at IS NOT NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_way_on_never_leaves_the_account() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        for foreign in ["https://evil.example/", "//evil.example", "/masuk", "/akun/konfirmasi", ""] {
            let answer = browser.post("/api/account/proof", &[("password", DEMO_PASSWORD), ("tujuan", foreign)]).await;
            answer.leads_to("/akun/konfirmasi/kode?tujuan=/akun");
            let page = browser.get(&format!("/akun/konfirmasi?tujuan={foreign}")).await;
            assert_eq!(page.value("tujuan").as_deref(), Some("/akun"), "{foreign}");
            app.pass(301);
        }
    })
    .await;
}

#[tokio::test]
async fn browsers_find_the_page_where_the_password_is_changed() {
    demo(|app| async move {
        let answer = app.browser().ask(Method::GET, "/.well-known/change-password").plain().send().await;
        answer.leads_to(TARGET);
        app.browser().get(TARGET).await.leads_to("/masuk");
    })
    .await;
}

#[tokio::test]
async fn akun_saya_says_how_each_thing_stands() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        let page = browser.get("/akun").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["s•••••i@contoh.example", "Sejak mendaftar", "1 sedang masuk", "Kode lewat email", "/akun/ubah-password"]
        {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains(SARI));
        assert!(browser.get("/dasbor").await.body.contains("href=\"/akun\""));
    })
    .await;
}

#[tokio::test]
async fn akun_saya_leads_to_the_other_language_and_the_bottom_bar_counts_the_profile_to_it() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        let main = browser.get("/akun").await.body.split_once("<main").map(|(_, main)| main.to_owned()).unwrap_or_default();
        assert!(main.contains("href=\"/akun?lang=en\"") && main.contains("Bahasa Indonesia"));
        for path in ["/akun", "/profil", "/profil/alamat"] {
            let page = browser.get(path).await.body;
            let bar = page.split_once("class=\"bottom\"").map(|(_, bar)| bar).unwrap_or_default();
            assert!(bar.contains("href=\"/akun\" aria-current=\"page\""), "{path}");
        }
        let page = browser.get("/dasbor").await.body;
        let bar = page.split_once("class=\"bottom\"").map(|(_, bar)| bar).unwrap_or_default();
        assert!(!bar.contains("href=\"/akun\" aria-current"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixty_wrong_passwords_at_once_five_are_looked_at() {
    demo(|app| async move {
        let browser = inside(&app).await;
        let before = app.ctx.hasher.computed();
        let answers = browser.at_once(60, "/api/account/proof", &[("password", "bukan-password-1")]).await;
        let with = |code| answers.iter().filter(|answer| answer.fault().code == code).count();
        assert_eq!((with(Code::Invalid), with(Code::Locked)), (5, 55));
        assert_eq!(app.ctx.hasher.computed() - before, 5);
        assert_eq!(app.count("SELECT COUNT(*) FROM guard WHERE failures = 5 AND locks = 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn pressed_twice_it_goes_on_to_the_code_that_is_on_its_way() {
    demo(|app| async move {
        let mut browser = inside(&app).await;
        let asking = "/akun/konfirmasi?tujuan=/akun/ubah-password";
        let typed = [("password", DEMO_PASSWORD)];
        for _ in 0..2 {
            browser.submit(asking, "/api/account/proof", &typed).await.leads_to(CODE_PAGE);
        }
        begin(&mut browser).await;
        assert_eq!(app.messages_to(SARI, "fresh_proof").await.len(), 1, "one code");
        // Another session has to wait for a code of its own.
        let mut other = app.browser();
        other.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        other.sign_in_code(SARI, false).await.leads_to("/dasbor");
        other.post("/api/account/proof", &typed).await.says(Code::Limited);
        let code = app.code(SARI, "fresh_proof").await;
        browser.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to(TARGET);
    })
    .await;
}

#[tokio::test]
async fn after_the_proof_the_page_names_the_button_that_has_to_be_pressed_once_more() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for (action, page, button) in [
            ("/api/account/email_start", "/akun/email", "Kirim kode"),
            ("/api/account/phone_start", "/akun/nomor-telepon", "Kirim kode"),
            ("/api/account/totp_start", "/akun/keamanan", "Pasang aplikasi"),
            ("/api/account/channel_choose", "/akun/keamanan", "Simpan"),
            ("/api/account/change_password", "/akun/ubah-password", "Simpan"),
            ("/api/account/nik_reveal", "/profil/nik", "Lihat NIK lengkap"),
            ("/api/account/removal_request", "/akun/hapus", "Hapus Akun"),
        ] {
            app.pass(301);
            // One after the other by a script and by a plain form.
            let fault = browser.post(action, &[]).await.says(Code::ReauthRequired);
            assert_eq!(fault.goto, Some(format!("/akun/konfirmasi?tujuan={page}")));
            browser.post_plain(action, &[]).await.leads_to(&format!("/akun/konfirmasi?tujuan={page}"));
            browser.prove_fresh(SARI, DEMO_PASSWORD, page).await;
            let said = format!("Tekan {button} sekali lagi.");
            assert!(browser.get(page).await.body.contains(&said), "{action}");
            assert!(!browser.get(page).await.body.contains(&said), "{action}: said once");
        }
        app.pass(301);
        browser.post("/api/account/email_start", &[("email", "sari.baru@contoh.example")]).await.says(Code::ReauthRequired);
        let page = browser.get("/akun/email").await;
        assert!(!page.body.contains("sekali lagi"), "not without the proof");
        assert_eq!(page.value("email").as_deref(), Some("sari.baru@contoh.example"));
    })
    .await;
}
