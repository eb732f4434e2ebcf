//! What the population registry's answer does to a registration.

use super::{identity, portal};
use crate::kernel::fault::Code;
use crate::testing::web::{App, Browser, NEW_PASSWORD, nik};
use axum::http::StatusCode;

const DEWI: &str = "dewi@contoh.example";

async fn proven(app: &App, end: &str) -> Browser {
    let mut browser = app.browser();
    browser.begin(DEWI, &nik(end)).await.leads_to("/daftar/kode");
    browser.prove(DEWI).await.leads_to("/daftar/data-diri");
    browser
}

/// A differing value is refused once, with the field named; the same again opens an unverified account.
async fn differs(
    end: &'static str,
    field: &'static str,
    code: &'static str,
    other: (&'static str, &'static str),
    reason: &'static str,
) {
    portal(|app| async move {
        let mut browser = proven(&app, end).await;
        browser.complete(&[]).await.refuses(field, code);
        assert_eq!(browser.get("/daftar/data-diri").await.value("nama").as_deref(), Some("Dewi Anggraini"));
        browser.complete(&[other]).await.refuses(field, code);
        browser.complete(&[]).await.refuses(field, code);
        assert_eq!(identity(&app.ctx, DEWI).await, None, "other values are a new question");
        browser.complete(&[]).await.leads_to("/dasbor");
        assert_eq!(identity(&app.ctx, DEWI).await, Some(("unverified".to_owned(), Some(reason.to_owned()))));
        assert_eq!(browser.get("/dasbor").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_another_name_is_refused_once_and_then_opens_unverified() {
    differs("9002", "nama", "registry_name", ("nama", "Dewi Anggreni"), "name").await;
}

#[tokio::test]
async fn clause_3_2_another_birth_date_is_refused_once_and_then_opens_unverified() {
    differs("9003", "tanggal_lahir", "registry_birth_date", ("tanggal_lahir", "1998-04-13"), "birth_date").await;
}

#[tokio::test]
async fn clause_3_2_a_nik_that_is_not_found_or_of_a_dead_person_opens_nothing_and_keeps_the_draft() {
    for (end, code) in [("9001", "registry_not_found"), ("9004", "registry_deceased")] {
        portal(|app| async move {
            let mut browser = proven(&app, end).await;
            for _ in 0..3 {
                browser.complete(&[]).await.refuses("nik", code);
            }
            assert_eq!(identity(&app.ctx, DEWI).await, None);
            let page = browser.get("/daftar/data-diri").await;
            assert_eq!(page.value("telepon").as_deref(), Some("0812-3344-0001"));
            browser.get("/dasbor").await.leads_to("/masuk");
        })
        .await;
    }
}

#[tokio::test]
async fn clause_3_2_when_the_registry_is_down_or_slow_the_account_is_active_and_checked_later() {
    for end in ["9005", "9006"] {
        portal(|app| async move {
            let mut browser = proven(&app, end).await;
            browser.complete(&[]).await.leads_to("/dasbor");
            let pending = Some(("pending".to_owned(), Some("down".to_owned())));
            assert_eq!(identity(&app.ctx, DEWI).await, pending);
            if end == "9005" {
                assert_eq!(crate::account::check_pending(&app.ctx).await.unwrap(), 0, "not at once");
                app.pass(300);
                assert_eq!(crate::account::check_pending(&app.ctx).await.unwrap(), 0);
                assert_eq!(identity(&app.ctx, DEWI).await, pending, "and again in five minutes");
                assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'identity.check'").await, 1);
            }
        })
        .await;
    }
}

#[tokio::test]
async fn clause_3_2_nobody_tries_many_names_for_a_nik_and_what_was_typed_is_kept_meanwhile() {
    portal(|app| async move {
        let mut browser = proven(&app, "9002").await;
        let names: Vec<String> = ('a'..='k').map(|letter| format!("Dewi {}", letter.to_string().repeat(4))).collect();
        browser.complete(&[("telepon", "12")]).await.says(Code::Invalid);
        for name in &names[..10] {
            browser.complete(&[("nama", name)]).await.refuses("nama", "registry_name");
        }
        let fault = browser.complete(&[("nama", &names[10])]).await.says(Code::Limited);
        assert!(fault.retry_after.is_some_and(|wait| (300..=360).contains(&wait)), "{fault:?}");
        assert_eq!(browser.get("/daftar/data-diri").await.value("nama").as_ref(), Some(&names[10]));
        // What is wrong by itself is still said, and the registry is not asked from another address either.
        browser.complete(&[("alamat", "")]).await.refuses("alamat", "required");
        browser.elsewhere();
        browser.complete(&[("nama", &names[10])]).await.says(Code::Limited);

        app.pass(360);
        browser.complete(&[("nama", &names[10])]).await.refuses("nama", "registry_name");
        browser.complete(&[("nama", &names[10])]).await.says(Code::Limited);
        app.pass(360);
        browser.complete(&[("nama", &names[10])]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_password_that_the_link_asks_for_is_not_judged_any_number_of_times() {
    portal(|app| async move {
        let (mut browser, nik) = (app.browser(), nik("0001"));
        app.browser().begin(DEWI, &nik).await.leads_to("/daftar/kode");
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        browser.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
        for _ in 0..10 {
            browser.complete(&[("nik", &nik), ("password", "password123")]).await.refuses("password", "weak");
        }
        browser.complete(&[("nik", &nik), ("password", NEW_PASSWORD)]).await.says(Code::Limited);
        app.pass(360);
        browser.complete(&[("nik", &nik), ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_password_that_the_link_asks_for_is_judged_against_all_that_was_typed() {
    portal(|app| async move {
        let nik = nik("0001");
        app.browser().begin(DEWI, &nik).await.leads_to("/daftar/kode");
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        let mut browser = app.browser();
        browser.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
        for own in [nik.as_str(), "dewianggraini", "081233440001"] {
            browser.complete(&[("nik", &nik), ("password", own)]).await.refuses("password", "personal");
        }
        browser.complete(&[("nik", &nik), ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_an_unverified_account_does_not_occupy_its_nik() {
    portal(|app| async move {
        for email in ["satu@contoh.example", "dua@contoh.example"] {
            let mut browser = app.browser();
            browser.begin(email, &nik("9002")).await.leads_to("/daftar/kode");
            browser.prove(email).await.leads_to("/daftar/data-diri");
            browser.complete(&[]).await.says(Code::Invalid);
            browser.complete(&[]).await.leads_to("/dasbor");
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_nik_that_differs_from_what_was_typed_only_warns() {
    portal(|app| async move {
        let mut browser = proven(&app, "0001").await;
        browser.complete(&[("tanggal_lahir", "1997-03-11"), ("jenis_kelamin", "L")]).await.leads_to("/dasbor");
        assert_eq!(identity(&app.ctx, DEWI).await, Some(("verified".to_owned(), None)));
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_number_is_checked_by_the_number_plan_alone_and_stays_unverified_also_when_two_give_it() {
    portal(|app| async move {
        let mut browser = proven(&app, "0001").await;
        for (number, code) in [
            ("0809 123 4567", "premium"),
            ("0804 123 4567", "shared_cost"),
            ("0800 123 4567", "toll_free"),
            ("021 555 1234", "landline"),
            ("+65 8123 4567", "foreign"),
        ] {
            browser.complete(&[("telepon", number)]).await.refuses("telepon", code);
        }
        // The look-up would take it for VoIP; it is asked when the number is to be verified.
        browser.complete(&[("telepon", "0812 3344 9001")]).await.leads_to("/dasbor");
        let mut other = app.browser();
        other.begin("intan@contoh.example", &nik("0002")).await.leads_to("/daftar/kode");
        other.prove("intan@contoh.example").await.leads_to("/daftar/data-diri");
        other.complete(&[("telepon", "+62 812-3344-9001")]).await.leads_to("/dasbor");
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE phone_verified_at IS NULL").await, 2);
        assert_eq!(app.count("SELECT COUNT(DISTINCT phone_index) FROM account").await, 1, "the same number twice");
        assert!(app.messages().await.iter().all(|message| message.to.contains('@')), "no SMS goes to it");
    })
    .await;
}
