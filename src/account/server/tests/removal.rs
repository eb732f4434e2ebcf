//! "Hapus Akun" up to the erasure, on both databases: who is told what, what ends, what stays taken.

use super::{demo, identity, portal};
use crate::account::model::standing::Suspension;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::account::server::store::removal as removals;
use crate::account::{Acting, erase_due, suspend};
use crate::kernel::fault::Code;
use crate::kernel::lang::Lang;
use crate::params;
use crate::platform::Ctx;
use crate::platform::crypt::Keys;
use crate::site;
use crate::testing::web::{App, Browser, DEMO_PASSWORD, NEW_PASSWORD, PASSWORD, SARI, nik};
use axum::http::StatusCode;
use tokio::task::JoinSet;
use uuid::Uuid;

const REQUEST: &str = "/api/account/removal_request";
const CANCEL: &str = "/api/account/removal_cancel";
const EVENTS: &str = "SELECT COUNT(*) FROM audit_event WHERE action LIKE 'removal.%'";

/// Somebody who signed in just now, which is fresh proof.
async fn proven(app: &App, email: &str, password: &str) -> Browser {
    let mut browser = app.browser();
    browser.enter(email, password).await;
    browser
}

/// Sari asks for the removal of her account; answers her browser.
async fn asked(app: &App) -> Browser {
    let mut browser = proven(app, SARI, DEMO_PASSWORD).await;
    browser.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
    browser
}

async fn token(app: &App) -> String {
    app.link(SARI, "removal_requested", "/hapus/batal/").await.rsplit('/').next().unwrap().to_owned()
}

/// Another process of the same portal.
fn other_process(app: &App) -> App {
    App::new(Ctx { keys: Keys::load(&app.ctx.config.keys.file).unwrap(), ..app.ctx.clone() })
}

fn in_process(app: &App, browser: &Browser) -> Browser {
    Browser { app: app.clone(), ..browser.clone() }
}

#[tokio::test]
async fn it_is_asked_for_with_fresh_proof_and_a_word_after_reading_what_goes_and_what_stays() {
    demo(|app| async move {
        let mut browser = proven(&app, SARI, DEMO_PASSWORD).await;
        assert!(browser.get("/akun").await.body.contains("href=\"/akun/hapus\""));
        let page = browser.get("/akun/hapus").await;
        for said in ["Yang dihapus", "Yang tetap ada", "nama samaran", "s•••••i@contoh.example", "Ketik HAPUS"] {
            assert!(page.body.contains(said), "{said}");
        }
        let until = app.ctx.now().plus_seconds(CANCEL_LIFE).date_time(Lang::Id);
        assert!(page.body.contains(&until));
        browser.post(REQUEST, &[]).await.refuses("kata", "required");
        browser.post(REQUEST, &[("kata", "HAPUS AKUN")]).await.refuses("kata", "wrong");
        browser.post_plain(REQUEST, &[("kata", "hapsu")]).await.leads_to("/akun/hapus");
        let page = browser.get("/akun/hapus").await;
        assert!(page.body.contains("Kata itu bukan HAPUS") && page.value("kata").as_deref() == Some("hapsu"));
        app.pass(301);
        browser.post(REQUEST, &[("kata", "HAPUS")]).await.says(Code::ReauthRequired);
        browser.get("/akun/hapus").await.leads_to("/akun/konfirmasi?tujuan=/akun/hapus");
        assert!(browser.is_inside().await, "nothing has happened yet");
        browser.prove_fresh(SARI, DEMO_PASSWORD, "/akun/hapus").await;
        let answer = browser.post_plain(REQUEST, &[("kata", " hapus ")]).await;
        answer.leads_to("/masuk/dihapus");
        assert_eq!(answer.header("clear-site-data"), "\"storage\"");
        let until = app.ctx.now().plus_seconds(CANCEL_LIFE).date_time(Lang::Id);
        assert!(browser.get("/masuk/dihapus").await.body.contains(&until));
        assert!(!app.browser().get("/masuk/dihapus").await.body.contains(&until), "nobody else learns until when");
        let mail = app.message_to(SARI, "removal_requested").await;
        assert!(mail.text.contains(&until) && mail.text.contains("26 November 2026"), "{}", mail.text);
    })
    .await;
}

#[tokio::test]
async fn from_then_on_nobody_gets_in_on_any_process_and_the_owner_is_told_until_when_to_cancel() {
    demo(|app| async move {
        let mut trusted = app.browser();
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        app.pass(61);
        let other = other_process(&app);
        let mut there = in_process(&other, &trusted);
        assert!(there.is_inside().await);
        let until = app.ctx.now().plus_seconds(CANCEL_LIFE).date_time(Lang::Id);
        let mut browser = asked(&app).await;
        assert!(!browser.is_inside().await && !trusted.is_inside().await && !there.is_inside().await);
        there.cookies.clone_from(&trusted.cookies);

        app.pass(61);
        trusted.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        // Not even the device that was trusted, and not in the other process either.
        for mut browser in [trusted.clone(), there.clone()] {
            browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            let answer = browser.sign_in_code(SARI, true).await;
            answer.leads_to("/masuk/dihapus");
            assert!(answer.sets("sesi").is_none());
            let page = browser.get("/masuk/dihapus").await;
            assert!(page.body.contains(&until) && page.body.contains("Batalkan penghapusan"), "{}", page.body);
            assert!(!browser.is_inside().await);
            app.pass(61);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE revoked_at IS NULL").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_that_was_under_way_opens_no_session() {
    demo(|app| async move {
        let mut half = app.browser();
        half.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code(SARI, "sign_in").await;
        app.pass(61);
        asked(&app).await;
        half.post("/api/account/sign_in_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
        assert!(!half.is_inside().await);
        // Even a session that another transaction opened at the same moment is none.
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.execute("UPDATE session SET revoked_at = NULL, revoked_because = NULL", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!half.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn what_was_under_way_is_cancelled() {
    demo(|app| async move {
        let mut browser = proven(&app, SARI, DEMO_PASSWORD).await;
        browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
        browser.post("/api/account/email_start", &[("email", "sari.baru@contoh.example")]).await.leads_to("/akun/email");
        let mut other = app.browser();
        other.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
        app.pass(61);
        other.enter(SARI, DEMO_PASSWORD).await;
        app.pass(61);
        other.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(61);
        app.browser().begin(SARI, &nik("0005")).await.leads_to("/daftar/kode");
        assert_eq!(app.count("SELECT COUNT(*) FROM disavowal WHERE used_at IS NULL").await, 1, "of the new device");
        browser.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        for (what, left) in [
            ("codes", "SELECT COUNT(*) FROM otp_challenge WHERE state = 'live' AND purpose <> 'register'"),
            ("resets", "SELECT COUNT(*) FROM password_reset WHERE used_at IS NULL AND revoked_at IS NULL"),
            ("links that disavow", "SELECT COUNT(*) FROM disavowal WHERE used_at IS NULL"),
            ("changes", "SELECT COUNT(*) FROM contact_change WHERE state = 'open'"),
            ("registrations", "SELECT COUNT(*) FROM registration WHERE state IN ('draft', 'verified')"),
            ("sign-ins", "SELECT COUNT(*) FROM sign_in WHERE state = 'open' AND account_id IS NOT NULL"),
            ("kept posts", "SELECT COUNT(*) FROM kept_post"),
            ("trust", "SELECT COUNT(*) FROM device WHERE trusted_until IS NOT NULL"),
            ("sessions", "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL"),
        ] {
            assert_eq!(app.count(left).await, 0, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_link_in_the_mail_takes_it_back_by_its_button_only_and_the_owner_signs_in_as_before() {
    demo(|app| async move {
        asked(&app).await;
        let link = app.link(SARI, "removal_requested", "/hapus/batal/").await;
        app.pass(CANCEL_LIFE - 1);
        let mut owner = app.browser();
        let page = owner.get(&link).await;
        assert!(page.body.contains("Batalkan penghapusan akun") && page.body.contains("24 November 2026"));
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'removing'").await, 1, "looking changes nothing");
        owner.submit(&link, CANCEL, &[]).await.leads_to("/masuk");
        assert!(owner.get("/masuk").await.body.contains("Penghapusan akun dibatalkan."));
        assert_eq!(app.messages_to(SARI, "removal_cancelled").await.len(), 1);
        assert!(owner.get(&link).await.body.contains("tidak berlaku lagi"), "it works once");
        let used = link.rsplit('/').next().unwrap().to_owned();
        owner.post(CANCEL, &[("token", &used)]).await.leads_to("/masuk");
        assert_eq!(app.messages_to(SARI, "removal_cancelled").await.len(), 1, "pressed again, it has been done");
        app.pass(CANCEL_LIFE * 3);
        site::maintain(&app.ctx).await.unwrap();
        owner.enter(SARI, DEMO_PASSWORD).await;
        let history = owner.get("/akun/riwayat").await.body;
        assert!(history.contains("Penghapusan akun diminta") && history.contains("Penghapusan akun dibatalkan"));
        // The old link is of no use for a later request.
        owner.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        owner.post(CANCEL, &[("token", &used)]).await.says(Code::Elsewhere);
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'removing'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn after_a_day_and_a_second_it_is_too_late_even_if_the_job_has_not_come_by() {
    demo(|app| async move {
        asked(&app).await;
        let token = token(&app).await;
        let link = format!("/hapus/batal/{token}");
        let mut owner = app.browser();
        app.pass(CANCEL_LIFE);
        assert!(owner.get(&link).await.body.contains("tidak berlaku lagi"), "to the second");
        app.pass(1);
        owner.post(CANCEL, &[("token", &token)]).await.says(Code::Elsewhere);
        owner.post_plain(CANCEL, &[("token", &token)]).await.leads_to("/masuk");
        assert!(owner.get("/masuk").await.body.contains("Tautan pembatalan tidak berlaku lagi."));
        for wrong in ["", "x", "S2VuYXJpLXlhbmctdGlkYWstcGVybmFoLWRpa2lyaW0"] {
            owner.post(CANCEL, &[("token", wrong)]).await.says(Code::Elsewhere);
            if !wrong.is_empty() {
                assert!(owner.get(&format!("/hapus/batal/{wrong}")).await.body.contains("tidak berlaku lagi"));
            }
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'removing'").await, 1);
        site::maintain(&app.ctx).await.unwrap();
        owner.sign_in(SARI, DEMO_PASSWORD).await.refuses("password", "wrong");
    })
    .await;
}

#[tokio::test]
async fn fifty_requests_at_once_are_one_removal_and_fifty_cancellations_one() {
    demo(|app| async move {
        let browser = proven(&app, SARI, DEMO_PASSWORD).await;
        let mut presses = JoinSet::new();
        for _ in 0..50 {
            let mut browser = browser.clone();
            presses.spawn(async move { browser.post(REQUEST, &[("kata", "HAPUS")]).await });
        }
        for answer in presses.join_all().await {
            let decent = answer.location() == "/masuk/dihapus" || answer.status == StatusCode::UNAUTHORIZED;
            assert!(decent, "{} {}", answer.status, answer.body);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM removal").await, 1);
        assert_eq!(app.count(EVENTS).await, 1);
        assert_eq!(app.messages_to(SARI, "removal_requested").await.len(), 1);

        let token = token(&app).await;
        let mut presses = JoinSet::new();
        for _ in 0..50 {
            let (mut browser, token) = (browser.clone(), token.clone());
            presses.spawn(async move { browser.post(CANCEL, &[("token", &token)]).await });
        }
        for answer in presses.join_all().await {
            answer.leads_to("/masuk");
        }
        assert_eq!(app.count(EVENTS).await, 2);
        assert_eq!(app.messages_to(SARI, "removal_cancelled").await.len(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'active'").await, 3);
    })
    .await;
}

#[tokio::test]
async fn several_processes_erase_a_person_once() {
    demo(|app| async move {
        asked(&app).await;
        app.pass(CANCEL_LIFE);
        let mut processes = JoinSet::new();
        for _ in 0..10 {
            let ctx = app.ctx.clone();
            processes.spawn(async move { erase_due(&ctx, &site::erasures()).await.unwrap() });
        }
        assert_eq!(processes.join_all().await.into_iter().sum::<u64>(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'removal.erase'").await, 1);
        assert_eq!(app.messages_to(SARI, "removed").await.len(), 1, "and told once");
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'active'").await, 2, "nobody else is touched");
    })
    .await;
}

#[tokio::test]
async fn until_then_address_and_nik_stay_taken_and_afterwards_both_are_free() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.register(DEWI, &nik("0001")).await.leads_to("/dasbor");
        app.pass(61);
        browser.prove_fresh(DEWI, PASSWORD, "/akun/hapus").await;
        browser.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        app.pass(CANCEL_LIFE - 100);

        let mut again = app.browser();
        again.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        assert_eq!(app.messages_to(DEWI, "account_exists").await.len(), 1);
        assert_eq!(app.messages_to(DEWI, "register").await.len(), 1, "the one of then");
        let mut other = app.browser();
        other.begin("intan@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        other.prove("intan@contoh.example").await.leads_to("/daftar/data-diri");
        other.complete(&[]).await.refuses("nik", "nik_taken");

        app.pass(100);
        site::maintain(&app.ctx).await.unwrap();
        again.post("/api/account/register_verify", &[("kode", "123456")]).await.says(Code::Elsewhere);
        app.pass(61);
        let mut anew = app.browser();
        anew.register(DEWI, &nik("0001")).await.leads_to("/dasbor");
        assert_eq!(identity(&app.ctx, DEWI).await, Some(("verified".to_owned(), None)));
        assert!(anew.is_inside().await);
        other.complete(&[]).await.refuses("nik", "nik_taken");
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_can_be_replaced_meanwhile_and_opens_nothing() {
    demo(|app| async move {
        asked(&app).await;
        let mut browser = app.browser();
        for email in [SARI, "siti@contoh.example"] {
            browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await.leads_to("/lupa-password");
        }
        browser.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        browser.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        app.pass(61);
        browser.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, true).await.leads_to("/masuk/dihapus");
        let id: (Uuid,) = app.ctx.db.fetch_one("SELECT id FROM account WHERE status = 'removing'", &[]).await.unwrap();
        let mut tx = app.ctx.db.begin().await.unwrap();
        assert!(!suspend(&mut tx, &app.ctx, Acting::Portal, id.0, Suspension::Review, None).await.unwrap(), "it is closed already");
    })
    .await;
}

const SECOND: &str = "sari.baru@contoh.example";
const THIRD: &str = "sari.lain@contoh.example";

/// Sari's address is changed twice in a row, and then the removal is asked for.
async fn moved_twice_and_asked(app: &App) {
    let mut browser = proven(app, SARI, DEMO_PASSWORD).await;
    for address in [SECOND, THIRD] {
        browser.post("/api/account/email_start", &[("email", address)]).await.leads_to("/akun/email");
        let code = app.code(address, "email").await;
        browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
        app.pass(1);
    }
    browser.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
}

#[tokio::test]
async fn every_address_that_can_take_a_change_back_is_told_however_many_changes_there_were() {
    demo(|app| async move {
        moved_twice_and_asked(&app).await;
        for address in [SARI, SECOND, THIRD] {
            assert_eq!(app.messages_to(address, "removal_requested").await.len(), 1, "{address}");
        }
        let token = token(&app).await;
        app.browser().post(CANCEL, &[("token", &token)]).await.leads_to("/masuk");
        app.pass(CANCEL_LIFE);
        assert_eq!(erase_due(&app.ctx, &site::erasures()).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn taking_the_change_of_address_back_takes_the_removal_back_too() {
    demo(|app| async move {
        moved_twice_and_asked(&app).await;
        let link = app.link(SARI, "email_changed", "/email/batal/").await;
        let undo = link.rsplit('/').next().unwrap();
        app.browser().post("/api/account/email_undo", &[("token", undo)]).await.leads_to("/lupa-password");
        for address in [SECOND, THIRD] {
            assert_eq!(app.messages_to(address, "email_undone").await.len(), 1, "{address}");
        }
        assert_eq!(app.messages_to(SARI, "removal_cancelled").await.len(), 1);
        assert_eq!(app.count(EVENTS).await, 2, "asked for and taken back");
        assert_eq!(app.count("SELECT COUNT(*) FROM removal WHERE state = 'cancelled'").await, 1);
        app.pass(CANCEL_LIFE);
        assert_eq!(erase_due(&app.ctx, &site::erasures()).await.unwrap(), 0);
        app.browser().enter(SARI, DEMO_PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn the_address_before_is_told_too_as_long_as_it_can_take_the_change_back() {
    const NEW: &str = "sari.baru@contoh.example";
    demo(|app| async move {
        let mut browser = proven(&app, SARI, DEMO_PASSWORD).await;
        browser.post("/api/account/email_start", &[("email", NEW)]).await.leads_to("/akun/email");
        let code = app.code(NEW, "email").await;
        browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
        browser.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        assert_eq!(app.messages_to(NEW, "removal_requested").await.len(), 1);
        let token = token(&app).await;
        app.browser().post(CANCEL, &[("token", &token)]).await.leads_to("/masuk");
        app.pass(61);
        app.browser().enter(NEW, DEMO_PASSWORD).await;
    })
    .await;
}

const DEWI: &str = "dewi@contoh.example";
const INTAN: &str = "intan@contoh.example";
const BUDI: &str = "budi@contoh.example";

/// How many rows of a table carry the fingerprint of an address.
async fn rows_at(app: &App, sql: &'static str, email: &str) -> i64 {
    let (rows,): (i64,) = app.ctx.db.fetch_one(sql, params![app.ctx.keys.blind("email", email)]).await.unwrap();
    rows
}

#[tokio::test]
async fn an_address_that_somebody_only_typed_as_their_new_one_is_not_erased_with_them() {
    const DRAFTS: &str = "SELECT COUNT(*) FROM registration WHERE email_index = $1";
    const CHANGES: &str = "SELECT COUNT(*) FROM contact_change WHERE old_index = $1 OR new_index = $1";
    portal(|app| async move {
        // Whoever took Dewi's account over has changed its address; she can take that back.
        let mut taken = app.browser();
        taken.register(DEWI, &nik("0001")).await.leads_to("/dasbor");
        app.pass(61);
        taken.prove_fresh(DEWI, PASSWORD, "/akun/email").await;
        taken.post("/api/account/email_start", &[("email", INTAN)]).await.leads_to("/akun/email");
        let code = app.code(INTAN, "email").await;
        taken.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
        let (dewi, link) = (app.account_id(INTAN).await, app.link(DEWI, "email_changed", "/email/batal/").await);
        app.browser().begin(DEWI, &nik("0003")).await.leads_to("/daftar/kode");

        // And has another account, types her address there and removes it.
        let mut other = app.browser();
        other.register(BUDI, &nik("0002")).await.leads_to("/dasbor");
        app.pass(61);
        other.prove_fresh(BUDI, PASSWORD, "/akun/hapus").await;
        other.post("/api/account/email_start", &[("email", DEWI)]).await.leads_to("/akun/email");
        assert_eq!((rows_at(&app, DRAFTS, DEWI).await, rows_at(&app, CHANGES, DEWI).await), (2, 2));
        other.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        app.pass(CANCEL_LIFE);
        assert_eq!(erase_due(&app.ctx, &site::erasures()).await.unwrap(), 1);

        let own = (rows_at(&app, DRAFTS, BUDI).await, rows_at(&app, CHANGES, BUDI).await);
        assert_eq!(own, (0, 0), "what was the person's own is gone");
        assert_eq!(rows_at(&app, DRAFTS, DEWI).await, 2, "whoever registers at the address goes on");
        let mut tx = app.ctx.db.begin().await.unwrap();
        let drafts = removals::drafts(&mut tx, &app.ctx.keys.blind("email", DEWI)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(drafts.len() == 1 && !drafts.contains(&dewi), "a registration that became an account is not one in progress");
        let mut owner = app.browser();
        assert!(owner.get(&link).await.body.contains("d•••••i@contoh.example"), "her data can be read");
        let token = link.rsplit('/').next().unwrap();
        owner.post("/api/account/email_undo", &[("token", token)]).await.leads_to("/lupa-password");
        app.pass(61);
        owner.enter(DEWI, PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_asked_for_at_the_address_before_it_had_an_account_goes_too() {
    const TRACES: &str = "SELECT COUNT(*) FROM sign_in WHERE email_index = $1";
    portal(|app| async move {
        let mut browser = app.browser();
        for email in [DEWI, INTAN] {
            browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await.leads_to("/lupa-password");
            assert_eq!(rows_at(&app, TRACES, email).await, 1);
        }
        browser.register(DEWI, &nik("0001")).await.leads_to("/dasbor");
        app.pass(61);
        browser.prove_fresh(DEWI, PASSWORD, "/akun/hapus").await;
        browser.post(REQUEST, &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        app.pass(CANCEL_LIFE);
        assert_eq!(erase_due(&app.ctx, &site::erasures()).await.unwrap(), 1);
        assert_eq!((rows_at(&app, TRACES, DEWI).await, rows_at(&app, TRACES, INTAN).await), (0, 1), "and nobody else's");
    })
    .await;
}
