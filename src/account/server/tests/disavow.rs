//! What "ini bukan saya" takes back besides the sign-ins, in the history and by the links of mails, on both databases.

use super::demo;
use super::second_step::set_up;
use crate::kernel::fault::Code;
use crate::params;
use crate::testing::web::{AYU, Answer, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use std::collections::BTreeSet;
use uuid::Uuid;

const NEW_PHONE: &str = "0812 3344 9099";
const NEW_E164: &str = "+6281233449099";
const NEW_EMAIL: &str = "sari.baru@contoh.example";
const APPS: &str = "SELECT COUNT(*) FROM account WHERE totp_sealed IS NOT NULL";
const SMS: &str = "SELECT COUNT(*) FROM account WHERE code_channel = 'sms' AND phone_verified_at IS NOT NULL";

/// The newest event of this name that went well.
async fn event(app: &App, action: &str) -> String {
    let sql = "SELECT id FROM audit_event WHERE action = $1 AND outcome = 'ok' ORDER BY id DESC LIMIT 1";
    let (id,): (Uuid,) = app.ctx.db.fetch_one(sql, params![action]).await.unwrap();
    id.simple().to_string()
}

/// Presses the button in the history; answers the question before it and the page after it.
async fn in_history(app: &App, browser: &mut Browser, action: &str) -> (Answer, Answer) {
    let event = event(app, action).await;
    let question = browser.get(&format!("/akun/riwayat?bukan={event}")).await;
    browser.post("/api/account/disavow_event", &[("kejadian", &event)]).await.leads_to("/lupa-password");
    let after = browser.get("/lupa-password").await;
    assert!(!browser.is_inside().await);
    (question, after)
}

/// The same on the page behind a link, in a browser of nobody's.
async fn by_link(app: &App, link: &str) -> (Answer, Answer) {
    let mut owner = app.browser();
    let question = owner.get(link).await;
    let token = link.rsplit('/').next().unwrap();
    owner.post_plain("/api/account/disavow", &[("token", token)]).await.leads_to("/lupa-password");
    (question, owner.get("/lupa-password").await)
}

async fn take_number(app: &App, browser: &mut Browser) {
    browser.post("/api/account/phone_start", &[("telepon", NEW_PHONE)]).await.leads_to("/akun/nomor-telepon");
    let code = app.code(NEW_E164, "phone").await;
    browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
    browser.post("/api/account/channel_choose", &[("cara", "sms")]).await.leads_to("/akun/keamanan");
}

async fn take_address(app: &App, browser: &mut Browser) {
    browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
    let code = app.code(NEW_EMAIL, "email").await;
    browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
}

#[tokio::test]
async fn a_disavowed_app_comes_off_the_account_also_from_the_history() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        set_up(&app, &mut browser).await;
        let (question, after) = in_history(&app, &mut browser, "totp.on").await;
        for page in [question, after] {
            assert!(page.body.contains("Aplikasi autentikator dilepas dari akun."), "{}", page.body);
            assert!(!page.body.contains("tidak lagi terverifikasi"));
        }
        assert_eq!(app.count(APPS).await, 0);
        app.pass(61);
        let mut owner = app.browser();
        owner.enter(SARI, DEMO_PASSWORD).await;
        assert!(owner.get("/akun/riwayat").await.body.contains("Aplikasi autentikator dimatikan"));
    })
    .await;
}

#[tokio::test]
async fn a_disavowed_number_is_no_longer_verified_and_gets_no_more_codes() {
    demo(|app| async move {
        for linked in [false, true] {
            let mut browser = app.inside(SARI).await;
            take_number(&app, &mut browser).await;
            let before = app.count(SMS).await;
            let (question, after) = if linked {
                by_link(&app, &app.link(SARI, "phone_changed", "/bukan-saya/").await).await
            } else {
                in_history(&app, &mut browser, "phone.verify").await
            };
            for page in [question, after] {
                assert!(page.body.contains("Nomor ponsel tidak lagi terverifikasi"), "{}", page.body);
            }
            assert_eq!(app.count(SMS).await, before - 1);
            app.pass(3_601);
            let asked = [("nik", "3273015204989101"), ("nama", "Sari Wulandari")];
            app.browser().post_solved("/api/account/remind_email", "lupa_email", &asked).await.leads_to("/lupa-email/kode");
            assert!(app.messages_to(NEW_E164, "recovery").await.is_empty());
            app.pass(3_601);
        }
    })
    .await;
}

#[tokio::test]
async fn disavowing_something_else_leaves_app_and_number_alone() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        take_number(&app, &mut browser).await;
        set_up(&app, &mut browser).await;
        let before = app.count(SMS).await;
        let (question, after) = in_history(&app, &mut browser, "phone.start").await;
        assert!(!question.body.contains("dilepas dari akun") && !question.body.contains("tidak lagi terverifikasi"));
        assert!(after.body.contains("Semua perangkat sudah dikeluarkan.") && !after.body.contains("dilepas dari akun"));
        assert_eq!((app.count(APPS).await, app.count(SMS).await), (1, before));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_went_to_the_old_address_brings_it_back_and_the_link_for_a_new_password_there() {
    demo(|app| async move {
        app.inside(SARI).await;
        app.pass(61);
        let mut stranger = app.inside(SARI).await;
        let link = app.link(SARI, "new_device", "/bukan-saya/").await;
        app.pass(1);
        take_address(&app, &mut stranger).await;
        assert!(stranger.is_inside().await);
        let (question, after) = by_link(&app, &link).await;
        assert!(question.body.contains("dikirim ke alamat yang lama"), "{}", question.body);
        assert!(
            after.body.contains("dikirim ke alamat email yang lama") && after.body.contains("kembali ke alamat sebelum diganti")
        );
        assert!(!stranger.is_inside().await);
        assert_eq!((app.messages_to(SARI, "reset").await.len(), app.messages_to(NEW_EMAIL, "reset").await.len()), (1, 0));
        assert_eq!(app.messages_to(NEW_EMAIL, "email_undone").await.len(), 1, "who loses the account is told");
        app.pass(61);
        app.browser().enter(SARI, DEMO_PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn the_link_that_went_to_the_new_address_does_not_undo_the_change() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        take_address(&app, &mut browser).await;
        let (question, after) = by_link(&app, &app.link(NEW_EMAIL, "email_changed", "/bukan-saya/").await).await;
        assert!(question.body.contains("dikirim ke email akun") && after.body.contains("dikirim ke email akun"));
        assert_eq!((app.messages_to(SARI, "reset").await.len(), app.messages_to(NEW_EMAIL, "reset").await.len()), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn links_that_went_to_the_new_address_end_when_the_change_is_taken_back_and_earlier_ones_do_not() {
    demo(|app| async move {
        app.inside(SARI).await;
        app.pass(61);
        let mut stranger = app.inside(SARI).await;
        let own = app.link(SARI, "new_device", "/bukan-saya/").await;
        app.pass(1);
        take_address(&app, &mut stranger).await;
        app.pass(61);
        app.inside(NEW_EMAIL).await;
        let mut theirs = Vec::new();
        for purpose in ["email_changed", "new_device"] {
            theirs.push(app.link(NEW_EMAIL, purpose, "/bukan-saya/").await);
        }
        let undo = app.link(SARI, "email_changed", "/email/batal/").await;
        let token = undo.rsplit('/').next().unwrap();
        app.browser().post("/api/account/email_undo", &[("token", token)]).await.leads_to("/lupa-password");

        app.pass(61);
        let before = app.count(SMS).await;
        let mut owner = app.inside(SARI).await;
        take_number(&app, &mut owner).await;
        for link in theirs {
            let mut late = app.browser();
            assert!(late.get(&link).await.body.contains("tidak berlaku lagi"), "{link}");
            let token = link.rsplit('/').next().unwrap();
            late.post("/api/account/disavow", &[("token", token)]).await.says(Code::Elsewhere);
        }
        assert!(owner.is_inside().await, "what the owner does from then on stands");
        assert_eq!(app.count(SMS).await, before + 1);
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1, "by the undo");

        by_link(&app, &own).await;
        assert!(!owner.is_inside().await, "the link that went to the owner still works");
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_address_that_is_disavowed_in_the_history_is_undone_while_it_can_be() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        take_address(&app, &mut browser).await;
        let (question, _) = in_history(&app, &mut browser, "email.verify").await;
        assert!(question.body.contains("dikirim ke alamat yang lama itu"), "{}", question.body);
        assert_eq!((app.messages_to(SARI, "reset").await.len(), app.messages_to(NEW_EMAIL, "reset").await.len()), (1, 0));
        assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'undone'").await, 1);

        app.pass(61);
        let mut browser = app.inside(SARI).await;
        take_address(&app, &mut browser).await;
        app.pass(10 * 86_400);
        let mut late = app.browser();
        late.enter(NEW_EMAIL, DEMO_PASSWORD).await;
        let (question, _) = in_history(&app, &mut late, "email.verify").await;
        assert!(!question.body.contains("alamat yang lama"), "{}", question.body);
        assert_eq!(app.messages_to(NEW_EMAIL, "reset").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_in_a_mail_works_for_ten_days_to_the_second() {
    demo(|app| async move {
        for (email, passed, works) in [(SARI, 10 * 86_400 - 1, true), (AYU, 10 * 86_400, false)] {
            app.inside(email).await;
            app.pass(61);
            app.inside(email).await;
            let link = app.link(email, "new_device", "/bukan-saya/").await;
            app.pass(passed);
            let mut owner = app.browser();
            assert_eq!(owner.get(&link).await.body.contains("tidak berlaku lagi"), !works, "{passed}");
            let token = link.rsplit('/').next().unwrap();
            let answer = owner.post("/api/account/disavow", &[("token", token)]).await;
            if works {
                answer.leads_to("/lupa-password");
            } else {
                answer.says(Code::Elsewhere);
            }
            assert_eq!(app.messages_to(email, "reset").await.len(), usize::from(works));
        }
    })
    .await;
}

#[tokio::test]
async fn every_mail_about_a_device_or_a_change_carries_a_link_of_its_own_that_disavows() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        // The sixth device signs the first one out.
        for _ in 0..5 {
            app.pass(61);
            browser = app.inside(SARI).await;
        }
        take_number(&app, &mut browser).await;
        set_up(&app, &mut browser).await;
        browser.post("/api/account/totp_off", &[]).await.leads_to("/akun/keamanan");
        take_address(&app, &mut browser).await;
        let change = [("password_lama", DEMO_PASSWORD), ("password_baru", NEW_PASSWORD)];
        browser.post("/api/account/change_password", &change).await.leads_to("/akun");
        let mut elsewhere = app.browser();
        elsewhere.post_solved("/api/account/forgot", "lupa", &[("email", NEW_EMAIL)]).await.leads_to("/lupa-password");
        elsewhere.get(&app.link(NEW_EMAIL, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        elsewhere.post("/api/account/reset", &[("password_baru", "lampion-kertas-biru-51")]).await.leads_to("/masuk");

        let mails = [
            (SARI, "new_device"),
            (SARI, "sessions_ended"),
            (SARI, "phone_changed"),
            (SARI, "app_on"),
            (SARI, "app_off"),
            (NEW_EMAIL, "email_changed"),
            (NEW_EMAIL, "password_changed"),
            (NEW_EMAIL, "password_replaced"),
        ];
        let mut links = BTreeSet::new();
        for (to, purpose) in mails {
            links.insert(app.link(to, purpose, "/bukan-saya/").await);
        }
        assert_eq!(links.len(), mails.len(), "no two are the same");
    })
    .await;
}
