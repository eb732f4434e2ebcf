//! In which language letters are: that of the page with which the owner caused them, later ones the account's last.

use super::demo;
use super::second_step::set_up;
use crate::account::model::standing::Suspension;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::account::{Acting, suspend};
use crate::kernel::staff::Role;
use crate::params;
use crate::platform::outbox::mailbox::Received;
use crate::site;
use crate::testing::web::{AYU, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use uuid::Uuid;

const NEW_EMAIL: &str = "sari.baru@contoh.example";

/// Somebody who came in with Indonesian pages, which is fresh proof, and has just switched to English; and their account.
async fn switched(app: &App, email: &str) -> (Browser, Uuid) {
    let mut browser = app.inside(email).await;
    browser.get("/akun?lang=en").await.leads_to("/akun");
    assert!(browser.get("/akun").await.body.contains("lang=\"en\""));
    let account = app.account_id(email).await;
    assert_eq!(language(app, account).await, "id", "looking at a page writes nothing");
    (browser, account)
}

/// The language that the account has.
async fn language(app: &App, account: Uuid) -> String {
    let sql = "SELECT language FROM account WHERE id = $1";
    let (language,): (String,) = app.ctx.db.fetch_one(sql, params![account]).await.unwrap();
    language
}

#[track_caller]
fn is_english(mail: &Received, subject: &str) {
    assert_eq!(mail.subject, subject);
    assert!(frame_is(mail, "en"), "the frame of {subject}, too");
}

/// Whether everything around a mail's sentences is in this language.
fn frame_is(mail: &Received, language: &str) -> bool {
    mail.html.as_deref().is_some_and(|html| html.contains(&format!("<html lang=\"{language}\"")))
}

/// The office suspends an account; answers the mail about it.
async fn suspension(app: &App, account: Uuid, email: &str) -> Received {
    let acting = Acting::Staff { id: app.ctx.random.id(app.ctx.now()), role: Role::Officer };
    let mut tx = app.ctx.db.begin().await.unwrap();
    assert!(suspend(&mut tx, &app.ctx, acting, account, Suspension::Misuse, None).await.unwrap());
    tx.commit().await.unwrap();
    app.message_to(email, "suspended").await
}

async fn verify_number(app: &App, browser: &mut Browser, typed: &str, e164: &str) {
    browser.post("/api/account/phone_start", &[("telepon", typed)]).await.leads_to("/akun/nomor-telepon");
    let code = app.code(e164, "phone").await;
    browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
}

#[tokio::test]
async fn clause_2_8_a_password_changed_on_an_english_page_is_told_in_english_and_so_is_what_the_office_does_later() {
    demo(|app| async move {
        let (mut browser, account) = switched(&app, SARI).await;
        let typed = [("password_lama", DEMO_PASSWORD), ("password_baru", NEW_PASSWORD)];
        browser.post("/api/account/change_password", &typed).await.leads_to("/akun");
        is_english(&app.message_to(SARI, "password_changed").await, "The password of your account was changed");
        assert_eq!(language(&app, account).await, "en");
        is_english(&suspension(&app, account, SARI).await, "Your account is suspended");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_a_number_changed_on_an_english_page_is_told_in_english_to_the_mailbox_and_to_both_numbers() {
    demo(|app| async move {
        let (mut browser, account) = switched(&app, SARI).await;
        verify_number(&app, &mut browser, "0812 3344 9099", "+6281233449099").await;
        is_english(&app.message_to(SARI, "phone_changed").await, "Your account's mobile number was verified");
        verify_number(&app, &mut browser, "0812 3344 9098", "+6281233449098").await;
        let said = [
            ("+6281233449099", "phone", "Prakerja: "),
            ("+6281233449099", "phone_changed", "Prakerja: this number was verified at "),
            ("+6281233449099", "phone_changed", "Prakerja: your account's number was replaced at "),
            ("+6281233449098", "phone_changed", "Prakerja: this number was verified at "),
        ];
        for (number, purpose, beginning) in said {
            let messages = app.messages_to(number, purpose).await;
            assert!(messages.iter().any(|message| message.text.starts_with(beginning)), "{number}: {beginning}");
            assert!(messages.iter().all(|message| !message.text.contains("nomor")), "{number}: {purpose}");
        }
        assert_eq!(language(&app, account).await, "en");
        is_english(&suspension(&app, account, SARI).await, "Your account is suspended");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_an_address_changed_on_an_english_page_is_told_in_english_to_both_addresses_also_when_it_is_taken_back() {
    demo(|app| async move {
        let (mut browser, account) = switched(&app, SARI).await;
        browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        is_english(&app.message_to(NEW_EMAIL, "email").await, "The code to change your account's email");
        assert_eq!(language(&app, account).await, "en", "whether or not the code ever comes back");
        let code = app.code(NEW_EMAIL, "email").await;
        browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
        is_english(&app.message_to(SARI, "email_changed").await, "Your account's email was changed");
        is_english(&app.message_to(NEW_EMAIL, "email_changed").await, "This address is now your account's email");

        // The link is pressed in a browser that speaks Indonesian and in which nobody is signed in.
        let link = app.link(SARI, "email_changed", "/email/batal/").await;
        app.browser().submit(&link, "/api/account/email_undo", &[]).await.leads_to("/lupa-password");
        is_english(&app.message_to(NEW_EMAIL, "email_undone").await, "The change of email was undone");
        assert!(frame_is(&app.message_to(SARI, "reset").await, "id"), "a link is in the language of the page that asked for it");
        assert_eq!(language(&app, account).await, "en");
        is_english(&suspension(&app, account, SARI).await, "Your account is suspended");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_an_app_set_up_and_switched_off_on_english_pages_is_told_in_english() {
    demo(|app| async move {
        let (mut browser, account) = switched(&app, SARI).await;
        set_up(&app, &mut browser).await;
        is_english(&app.message_to(SARI, "app_on").await, "An authenticator app was set up");
        browser.post("/api/account/totp_off", &[]).await.leads_to("/akun/keamanan");
        is_english(&app.message_to(SARI, "app_off").await, "The authenticator app was switched off");
        assert_eq!(language(&app, account).await, "en");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_whoever_leaves_on_an_english_page_is_told_in_english_down_to_the_last_mail() {
    demo(|app| async move {
        let (mut browser, _) = switched(&app, SARI).await;
        browser.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        is_english(&app.message_to(SARI, "removal_requested").await, "Your account will be removed");
        app.pass(CANCEL_LIFE);
        site::maintain(&app.ctx).await.unwrap();
        is_english(&app.message_to(SARI, "removed").await, "Your account was removed");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_a_code_for_fresh_proof_is_enough_for_later_letters_to_be_in_its_language() {
    demo(|app| async move {
        let (mut browser, account) = switched(&app, SARI).await;
        app.pass(61);
        browser.prove_fresh(SARI, DEMO_PASSWORD, "/akun/keamanan").await;
        is_english(&app.message_to(SARI, "fresh_proof").await, "Your confirmation code");
        assert_eq!(language(&app, account).await, "en");
        is_english(&suspension(&app, account, SARI).await, "Your account is suspended");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_an_event_disavowed_on_an_english_page_is_followed_by_english_letters_also_where_nobody_is_signed_in() {
    demo(|app| async move {
        let (mut browser, account) = switched(&app, SARI).await;
        let sql = "SELECT id FROM audit_event WHERE action = 'sign_in.code' AND outcome = 'ok'";
        let (event,): (Uuid,) = app.ctx.db.fetch_one(sql, &[]).await.unwrap();
        let event = event.simple().to_string();
        browser.post("/api/account/disavow_event", &[("kejadian", &event)]).await.leads_to("/lupa-password");
        is_english(&app.message_to(SARI, "reset").await, "The link to choose a new password");
        let mut other = app.browser();
        other.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        other.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        assert!(frame_is(&app.message_to(SARI, "password_replaced").await, "en"));
        assert_eq!(language(&app, account).await, "en");
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_the_language_of_somebody_else_s_browser_says_nothing_about_the_owner() {
    demo(|app| async move {
        let (mut browser, ayu) = switched(&app, AYU).await;
        let sari = app.account_id(SARI).await;
        browser.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
        is_english(&app.message_to(SARI, "reset").await, "The link to choose a new password");
        browser.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        browser.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        assert!(frame_is(&app.message_to(SARI, "password_replaced").await, "id"), "in the owner's language");
        assert_eq!(language(&app, sari).await, "id");
        assert_eq!(language(&app, ayu).await, "id", "no letter went to the one who is signed in");
        assert!(browser.is_inside().await);
        assert!(frame_is(&suspension(&app, sari, SARI).await, "id"));
    })
    .await;
}
