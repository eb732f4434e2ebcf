//! Correcting who one is, and asking the population registry again, with everything that it may answer.

use super::profile::{inside, save, version};
use super::{demo, identity, portal};
use crate::account::check_pending;
use crate::account::model::Identity;
use crate::account::server::store::profile as store;
use crate::kernel::fault::Code;
use crate::params;
use crate::platform::Ctx;
use crate::platform::providers::population::Population;
use crate::testing::web::{App, Browser, Fields, SARI, nik};
use axum::http::StatusCode;
use tokio::task::JoinSet;
use uuid::Uuid;

const AYU: &str = "ayu@contoh.example";
const DEWI: &str = "dewi@contoh.example";
const PAGE: &str = "/profil/data-diri";
const CORRECT: &str = "/api/account/profile_person";
const RECHECK: &str = "/api/account/profile_recheck";
const PERSON: Fields<'static> = &[("nama", "Dewi Anggrainy"), ("tanggal_lahir", "1998-04-13"), ("jenis_kelamin", "P")];

/// The same portal while the registry cannot be reached.
fn cut_off(app: &App) -> App {
    App::new(Ctx { population: Population::unconnected(), ..app.ctx.clone() })
}

/// Somebody whom the registry was not asked about yet.
async fn pending(app: &App, email: &str, end: &str) -> Browser {
    let mut browser = cut_off(app).browser();
    browser.register(email, &nik(end)).await.leads_to("/dasbor");
    Browser { app: app.clone(), ..browser }
}

async fn state(app: &App, email: &str) -> (String, String) {
    let (state, reason) = identity(&app.ctx, email).await.unwrap();
    (state, reason.unwrap_or_default())
}

fn is(state: &str, reason: &str) -> (String, String) {
    (state.to_owned(), reason.to_owned())
}

async fn verify_by_hand(app: &App, email: &str) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let index = app.ctx.keys.blind("email", email);
    tx.execute("UPDATE account SET identity = 'verified', identity_reason = NULL WHERE email_index = $1", params![index])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_is_verified_changes_nothing_by_hand() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        browser.get(PAGE).await.leads_to("/profil");
        assert!(!browser.get("/profil").await.body.contains(PAGE), "no link leads there");
        browser.post(CORRECT, PERSON).await.says(Code::Elsewhere);
        browser.post_plain(CORRECT, PERSON).await.leads_to("/profil");
        assert!(browser.get("/profil").await.body.contains("Sari Wulandari"));
    })
    .await;
}

#[tokio::test]
async fn a_correction_that_the_registry_confirms_verifies_at_once() {
    demo(|app| async move {
        let mut browser = inside(&app, AYU).await;
        assert!(browser.get("/profil").await.body.contains("Nama di sini berbeda"));
        let typed = [("nama", "Ayu Kirana Dewi"), ("tanggal_lahir", "2001-07-25"), ("jenis_kelamin", "P")];
        save(&mut browser, PAGE, CORRECT, &typed).await.leads_to("/profil");
        assert_eq!(state(&app, AYU).await, is("verified", ""));
        let page = browser.get("/profil").await;
        assert!(page.body.contains("Ayu Kirana Dewi") && page.body.contains("Terverifikasi"));
        let history = browser.get("/profil/riwayat").await;
        assert!(history.body.contains("Ayu Kirana") && history.body.contains("Ayu Kirana Dewi"));
        let events = browser.get("/akun/riwayat").await;
        assert!(events.body.contains("Profil diubah: data diri") && events.body.contains("NIK cocok dengan data kependudukan"));
    })
    .await;
}

#[tokio::test]
async fn a_difference_is_named_once_with_what_was_typed_and_then_saved() {
    for (end, field, code, reason) in
        [("9002", "nama", "registry_name", "name"), ("9003", "tanggal_lahir", "registry_birth_date", "birth_date")]
    {
        portal(|app| async move {
            let mut browser = pending(&app, DEWI, end).await;
            browser.submit(PAGE, CORRECT, PERSON).await.leads_to(PAGE);
            let refused = browser.get(PAGE).await;
            assert_eq!(refused.value("nama").as_deref(), Some("Dewi Anggrainy"));
            assert!(refused.body.contains(&format!("href=\"#{field}")), "{field}");
            assert!(browser.get("/profil").await.body.contains("Dewi Anggraini"), "nothing is saved yet");
            assert_eq!(state(&app, DEWI).await, is("pending", "down"));
            // Other values are a new question.
            let other = [("nama", "Dewi Lain"), ("tanggal_lahir", "1998-04-12"), ("jenis_kelamin", "P")];
            save(&mut browser, PAGE, CORRECT, &other).await.refuses(field, code);
            save(&mut browser, PAGE, CORRECT, PERSON).await.refuses(field, code);
            save(&mut browser, PAGE, CORRECT, PERSON).await.leads_to("/profil");
            assert_eq!(state(&app, DEWI).await, is("unverified", reason));
            assert!(browser.get("/profil").await.body.contains("Dewi Anggrainy"));
            assert_eq!(app.count("SELECT COUNT(*) FROM profile_change").await, 1);
        })
        .await;
    }
}

#[tokio::test]
async fn what_is_no_difference_is_saved_at_once_with_what_the_registry_says() {
    for (end, state_then, reason) in [
        ("9001", "unverified", "not_found"),
        ("9004", "unverified", "not_found"),
        ("9005", "pending", "down"),
        ("0001", "verified", ""),
    ] {
        portal(|app| async move {
            let mut browser = pending(&app, DEWI, end).await;
            save(&mut browser, PAGE, CORRECT, PERSON).await.leads_to("/profil");
            assert_eq!(state(&app, DEWI).await, is(state_then, reason), "{end}");
            assert!(browser.get("/profil").await.body.contains("Dewi Anggrainy"));
        })
        .await;
    }
}

#[tokio::test]
async fn every_field_of_a_correction_is_refused_with_its_code_and_the_registry_is_not_asked() {
    portal(|app| async move {
        let mut browser = pending(&app, DEWI, "0001").await;
        for (field, value, code) in [
            ("nama", "", "required"),
            ("nama", "D3wi", "shape"),
            ("tanggal_lahir", "", "required"),
            ("tanggal_lahir", "12-04-1998", "shape"),
            ("tanggal_lahir", "1998-02-30", "impossible"),
            ("tanggal_lahir", "2015-01-01", "too_young"),
            ("tanggal_lahir", "2030-01-01", "future"),
            ("tanggal_lahir", "1890-01-01", "too_old"),
            ("jenis_kelamin", "", "required"),
            ("jenis_kelamin", "X", "shape"),
        ] {
            let typed: Vec<_> = PERSON.iter().map(|(name, decent)| (*name, if *name == field { value } else { decent })).collect();
            save(&mut browser, PAGE, CORRECT, &typed).await.refuses(field, code);
            browser.submit(PAGE, CORRECT, &typed).await.leads_to(PAGE);
            let page = browser.get(PAGE).await;
            for (name, value) in typed.iter().filter(|(name, _)| *name != "jenis_kelamin") {
                assert_eq!(page.value(name).as_deref(), Some(*value), "{field} {code}: {name} is kept");
            }
        }
        assert_eq!(state(&app, DEWI).await, is("pending", "down"));
        let asked = app.count("SELECT COUNT(*) FROM limit_bucket WHERE name LIKE 'person:%:identity_correct'").await;
        assert_eq!(asked, 0);
    })
    .await;
}

#[tokio::test]
async fn a_late_correction_is_told_and_asks_nobody() {
    portal(|app| async move {
        let mut browser = pending(&app, DEWI, "9001").await;
        let old = version(&mut browser, PAGE).await;
        save(&mut browser, PAGE, CORRECT, PERSON).await.leads_to("/profil");
        let mine = [("nama", "Dewi Ketiga"), ("tanggal_lahir", "1998-04-13"), ("jenis_kelamin", "P"), ("versi", old.as_str())];
        browser.post(CORRECT, &mine).await.says(Code::Conflict);
        let page = browser.get(PAGE).await;
        assert_eq!(page.value("nama").as_deref(), Some("Dewi Ketiga"));
        assert!(page.body.contains("Dewi Anggrainy") && page.body.contains("baru saja diubah"));
    })
    .await;
}

#[tokio::test]
async fn checking_again_takes_every_answer_for_what_it_is() {
    for (end, was_verified, state_then, reason, words) in [
        ("0001", false, "verified", "", "Sudah diperiksa: cocok."),
        ("9001", false, "unverified", "not_found", "tidak ditemukan di data kependudukan"),
        ("9002", false, "unverified", "name", "Nama di sini berbeda"),
        ("9003", false, "unverified", "birth_date", "Tanggal lahir di sini berbeda"),
        ("9004", false, "unverified", "not_found", "tidak ditemukan di data kependudukan"),
        ("9005", false, "pending", "down", "Data kependudukan belum menjawab."),
        ("9006", false, "pending", "down", "Data kependudukan belum menjawab."),
        ("0002", true, "verified", "", "Sudah diperiksa: cocok."),
        ("9002", true, "unverified", "name", "Sudah diperiksa: belum cocok."),
        ("9005", true, "verified", "", "Data kependudukan belum menjawab."),
    ] {
        portal(|app| async move {
            let mut browser = pending(&app, DEWI, end).await;
            if was_verified {
                verify_by_hand(&app, DEWI).await;
            }
            browser.submit("/profil", RECHECK, &[]).await.leads_to("/profil");
            assert_eq!(state(&app, DEWI).await, is(state_then, reason), "{end} {was_verified}");
            assert!(browser.get("/profil").await.body.contains(words), "{end} {was_verified}");
            assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'identity.check'").await, 1);
        })
        .await;
    }
}

#[tokio::test]
async fn the_registry_is_asked_three_times_an_hour_and_silence_does_not_count() {
    portal(|app| async move {
        let mut browser = pending(&app, DEWI, "9002").await;
        let mut silent = Browser { app: cut_off(&app), ..browser.clone() };
        for _ in 0..5 {
            silent.post(RECHECK, &[]).await.leads_to("/profil");
        }
        for _ in 0..3 {
            browser.post(RECHECK, &[]).await.leads_to("/profil");
        }
        let fault = browser.post(RECHECK, &[]).await.says(Code::Limited);
        assert!(fault.retry_after.is_some_and(|wait| (1..=1200).contains(&wait)), "{fault:?}");
        browser.submit("/profil", RECHECK, &[]).await.leads_to("/profil");
        assert!(browser.get("/profil").await.body.contains("Terlalu banyak percobaan"));
        app.pass(800);
        browser.get("/profil").await;
        app.pass(401);
        browser.post(RECHECK, &[]).await.leads_to("/profil");
    })
    .await;
}

#[tokio::test]
async fn corrections_are_limited_too() {
    portal(|app| async move {
        let mut browser = pending(&app, DEWI, "9002").await;
        for number in 0..6 {
            let name = format!("Dewi {}", "I".repeat(number + 1));
            let typed = [("nama", name.as_str()), ("tanggal_lahir", "1998-04-12"), ("jenis_kelamin", "P")];
            save(&mut browser, PAGE, CORRECT, &typed).await.refuses("nama", "registry_name");
        }
        save(&mut browser, PAGE, CORRECT, PERSON).await.says(Code::Limited);
    })
    .await;
}

#[tokio::test]
async fn a_nik_that_somebody_else_holds_leaves_who_asks_unverified_with_the_way_out() {
    portal(|app| async move {
        let mut first = app.browser();
        first.register("pertama@contoh.example", &nik("0001")).await.leads_to("/dasbor");
        let mut browser = pending(&app, DEWI, "0001").await;
        browser.post(RECHECK, &[]).await.leads_to("/profil");
        assert_eq!(state(&app, DEWI).await, is("unverified", "nik_taken"));
        let page = browser.get("/profil").await;
        assert!(page.body.contains("terverifikasi di akun lain") && page.body.contains("href=\"/lupa-email\""));
        assert!(browser.get("/dasbor").await.body.contains("href=\"/lupa-email\""));
        save(&mut browser, PAGE, CORRECT, PERSON).await.leads_to("/profil");
        assert_eq!(state(&app, DEWI).await, is("unverified", "nik_taken"), "a correction does not take it away either");
        assert!(browser.get("/profil").await.body.contains("Dewi Anggrainy"), "but it is saved");
        assert_eq!(state(&app, "pertama@contoh.example").await, is("verified", ""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_ask_about_one_nik_at_once_one_gets_it() {
    portal(|app| async move {
        let emails = ["satu@contoh.example", "dua@contoh.example"];
        let mut presses = JoinSet::new();
        for email in emails {
            let mut browser = pending(&app, email, "0001").await;
            presses.spawn(async move { browser.post(RECHECK, &[]).await.status });
        }
        assert!(presses.join_all().await.iter().all(|status| *status == StatusCode::OK));
        let mut states = [state(&app, emails[0]).await, state(&app, emails[1]).await];
        states.sort();
        assert_eq!(states, [is("unverified", "nik_taken"), is("verified", "")]);
    })
    .await;
}

#[tokio::test]
async fn an_answer_about_values_that_were_changed_meanwhile_says_nothing_about_the_new_ones() {
    portal(|app| async move {
        let mut browser = pending(&app, DEWI, "0001").await;
        let index = app.ctx.keys.blind("email", DEWI);
        let (id, asked): (Uuid, Vec<u8>) =
            app.ctx.db.fetch_one("SELECT id, profile_sealed FROM account WHERE email_index = $1", params![index]).await.unwrap();
        let mut silent = Browser { app: cut_off(&app), ..browser.clone() };
        save(&mut silent, PAGE, CORRECT, PERSON).await.leads_to("/profil");
        let mut tx = app.ctx.db.begin().await.unwrap();
        let written =
            store::set_identity(&mut tx, id, Identity::Verified, (Identity::Pending, &asked), app.ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((written, state(&app, DEWI).await), (0, is("pending", "down")));
        // It is asked about again, with the new values.
        app.pass(300);
        assert_eq!(check_pending(&app.ctx).await.unwrap(), 1);
        assert_eq!(state(&app, DEWI).await, is("verified", ""));
        assert!(browser.get("/profil").await.body.contains("Dewi Anggrainy"));
    })
    .await;
}
