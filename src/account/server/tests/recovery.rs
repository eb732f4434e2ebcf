//! Forgotten e-mail, on both databases: what its owner gets, and that nobody else can tell whether there is anything to get.

use super::equal::{Seen, assert_alike, seen};
use super::equal_work::work_of;
use super::{demo, portal};
use crate::kernel::fault::Code;
use crate::testing::web::{Answer, App, BIMA, Browser, DEMO_PASSWORD, SARI, nik};
use axum::http::StatusCode;
use tokio::task::JoinSet;

const REMIND: &str = "/api/account/remind_email";
const VERIFY: &str = "/api/account/recovery_verify";
const RESEND: &str = "/api/account/recovery_resend";
const CODE_PAGE: &str = "/lupa-email/kode";
const BIMA_PHONE: &str = "+6285733449102";

/// NIK and name: an account with a verified number, one without, a name that does not fit, nobody's NIK.
const CASES: [(&str, &str); 4] = [
    ("3578010308959102", "Bima Pradipta"),
    ("3273015204989101", "Sari Wulandari"),
    ("1271016507019103", "Bukan Namanya"),
    ("3273015204989999", "Siti Wulandari"),
];

async fn ask(browser: &mut Browser, (nik, name): (&str, &str)) -> Answer {
    browser.post_solved(REMIND, "lupa_email", &[("nik", nik), ("nama", name)]).await
}

#[tokio::test]
async fn a_reminder_goes_to_the_address_and_names_it() {
    demo(|app| async move {
        let mut browser = app.browser();
        ask(&mut browser, ("3273 0152 0498 9101", "sari  WULANDARI")).await.leads_to(CODE_PAGE);
        let mail = app.message_to(SARI, "email_reminder").await;
        assert!(mail.text.contains(SARI) && !mail.subject.contains('@'));
        assert!(mail.text.contains("/masuk") && mail.text.contains("/lupa-password"));
        assert_eq!(app.messages().await.len(), 1, "no SMS without a verified number, and nobody else is told");
        let page = browser.get(CODE_PAGE).await;
        assert!(!page.body.contains("@contoh.example"), "the page tells nothing");
        let mut sari = app.browser();
        sari.enter(SARI, DEMO_PASSWORD).await;
        assert!(sari.get("/akun/riwayat").await.body.contains("Pengingat email diminta"));
    })
    .await;
}

#[tokio::test]
async fn after_the_code_to_the_verified_number_the_address_shows_masked() {
    demo(|app| async move {
        let mut browser = app.browser();
        ask(&mut browser, CASES[0]).await.leads_to(CODE_PAGE);
        assert!(!browser.get(CODE_PAGE).await.body.contains("b•••••a@contoh.example"));
        let code = app.code(BIMA_PHONE, "recovery").await;
        browser.post(VERIFY, &[("kode", "000000")]).await.refuses("kode", "wrong_4");
        let mut stranger = app.browser();
        stranger.post(VERIFY, &[("kode", &code)]).await.says(Code::Elsewhere);
        browser.submit(CODE_PAGE, VERIFY, &[("kode", &code)]).await.leads_to(CODE_PAGE);
        let found = browser.get(CODE_PAGE).await;
        assert!(found.body.contains("b•••••a@contoh.example") && !found.body.contains(BIMA));
        assert!(found.body.contains("href=\"/masuk\"") && found.body.contains("href=\"/lupa-password\""));
        stranger.get(CODE_PAGE).await.leads_to("/lupa-email");
        browser.post(VERIFY, &[("kode", &code)]).await.says(Code::Elsewhere);
        app.pass(601);
        browser.get(CODE_PAGE).await.leads_to("/lupa-email");
    })
    .await;
}

#[tokio::test]
async fn only_who_is_named_is_told() {
    demo(|app| async move {
        for case in &CASES[2..] {
            ask(&mut app.browser(), *case).await.leads_to(CODE_PAGE);
        }
        assert!(app.messages().await.is_empty());
        // Challenges for nobody are ordinary rows.
        assert_eq!(app.count("SELECT COUNT(*) FROM chk_otp WHERE purpose = 'recovery' AND state = 'live'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn of_several_accounts_with_one_nik_those_are_told_whose_name_fits() {
    portal(|app| async move {
        for (email, name) in [("satu@contoh.example", "Dewi Anggraini"), ("dua@contoh.example", "Dewi Lain")] {
            let mut browser = app.browser();
            browser.begin(email, &nik("9002")).await.leads_to("/daftar/kode");
            browser.prove(email).await.leads_to("/daftar/data-diri");
            browser.complete(&[("nama", name)]).await.says(Code::Invalid);
            browser.complete(&[("nama", name)]).await.leads_to("/dasbor");
        }
        let mut browser = app.browser();
        browser.get("/lupa-email?lang=en").await.leads_to("/lupa-email");
        ask(&mut browser, (&nik("9002"), "Dewi Lain")).await.leads_to(CODE_PAGE);
        assert_eq!(
            app.message_to("dua@contoh.example", "email_reminder").await.subject,
            "This is the email of your participant account"
        );
        assert!(app.messages_to("satu@contoh.example", "email_reminder").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn older_accounts_with_the_same_nik_do_not_hide_its_owner() {
    portal(|app| async move {
        let emails =
            ["satu@contoh.example", "dua@contoh.example", "tiga@contoh.example", "empat@contoh.example", "lima@contoh.example"];
        for email in emails {
            let name = if email == "lima@contoh.example" { "Dewi Pemilik" } else { "Dewi Lain" };
            let mut browser = app.browser();
            browser.begin(email, &nik("9002")).await.leads_to("/daftar/kode");
            browser.prove(email).await.leads_to("/daftar/data-diri");
            browser.complete(&[("nama", name)]).await.says(Code::Invalid);
            browser.complete(&[("nama", name)]).await.leads_to("/dasbor");
        }
        ask(&mut app.browser(), (&nik("9002"), "Dewi Pemilik")).await.leads_to(CODE_PAGE);
        assert_eq!(app.messages_to("lima@contoh.example", "email_reminder").await.len(), 1);
        assert!(app.messages_to("satu@contoh.example", "email_reminder").await.is_empty());
    })
    .await;
}

/// A page without the reference that it shows, which is another one each time.
fn without_reference(mut seen: Seen) -> Seen {
    while let Some(start) = seen.body.find("PJ-") {
        seen.body.replace_range(start..start + "PJ-".len() + 6, "REFERENCE");
    }
    seen
}

#[tokio::test]
async fn everybody_is_answered_alike_from_the_first_post_to_the_last_code() {
    demo(|app| async move {
        let mut browsers: Vec<Browser> = CASES.iter().map(|_| app.browser()).collect();
        let mut answers: Vec<Vec<Seen>> = Vec::new();
        let mut row = Vec::new();
        for (browser, case) in browsers.iter_mut().zip(CASES) {
            row.push(seen(&ask(browser, case).await));
        }
        answers.push(row);
        let mut row = Vec::new();
        for browser in &mut browsers {
            let page = browser.get(CODE_PAGE).await;
            assert!(page.body.contains("PJ-"), "a reference for everybody");
            row.push(without_reference(seen(&page)));
        }
        answers.push(row);
        app.pass(61);
        for (action, fields) in [
            (RESEND, &[][..]),
            (RESEND, &[]),
            (VERIFY, &[("kode", "12345")]),
            (VERIFY, &[("kode", "")]),
            (VERIFY, &[("kode", "000000")]),
            (VERIFY, &[("kode", "000001")]),
            (VERIFY, &[("kode", "000002")]),
            (VERIFY, &[("kode", "000003")]),
            (VERIFY, &[("kode", "000004")]),
            (VERIFY, &[("kode", "000005")]),
        ] {
            let (mut scripts, mut pages) = (Vec::new(), Vec::new());
            for browser in &mut browsers {
                scripts.push(seen(&browser.post(action, fields).await));
                pages.push(without_reference(seen(&browser.get(CODE_PAGE).await)));
            }
            answers.extend([scripts, pages]);
        }
        for row in answers {
            for other in &row[1..] {
                assert_alike(vec![row[0].clone(), other.clone()]);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn asking_differs_only_by_the_letters_that_nobody_would_get() {
    demo(|app| async move {
        let mut works = Vec::new();
        for (nik, name) in CASES {
            works.push(work_of(&app, &mut app.browser(), REMIND, Some("lupa_email"), &[("nik", nik), ("nama", name)]).await);
        }
        let unknown = works.pop().unwrap();
        assert_eq!((unknown.hashes, unknown.rows.get("otp_challenge"), unknown.rows.get("recovery")), (0, Some(&1), Some(&1)));
        // With a name that does not fit, not even that.
        assert_eq!(works.pop().unwrap(), unknown);
        for (letters, known) in [(1, works.pop().unwrap()), (2, works.pop().unwrap())] {
            // An SMS is spent where there is one.
            let mut more: Vec<String> = known.statements.iter().filter(|sql| !sql.contains("guard")).cloned().collect();
            for sql in &unknown.statements {
                let at = more.iter().position(|other| other == sql).unwrap_or_else(|| panic!("only for nobody: {sql}"));
                more.remove(at);
            }
            assert!(
                more.len() <= 3 * letters && more.iter().all(|sql| sql.contains("person_key") || sql.contains("outbox")),
                "{more:#?}"
            );
            let mut rows = known.rows.clone();
            assert_eq!((known.hashes, rows.remove("outbox")), (0, Some(i64::try_from(letters).unwrap())));
            assert_eq!(rows.remove("guard"), (letters == 2).then_some(1));
            assert_eq!(rows, unknown.rows);
        }
    })
    .await;
}

#[tokio::test]
async fn a_nik_is_reminded_three_times_whether_or_not_it_has_an_account() {
    demo(|app| async move {
        for case in [CASES[1], CASES[3]] {
            let mut waits = Vec::new();
            for round in 0..3 {
                ask(&mut app.browser(), case).await.leads_to(CODE_PAGE);
                // From another browser and another address it is the same NIK.
                let fault = ask(&mut app.browser(), case).await.says(Code::Limited);
                waits.push(fault.retry_after.unwrap());
                app.pass(if round < 2 { 61 } else { 1_100 });
            }
            assert_eq!(waits[..2], [60, 60]);
            ask(&mut app.browser(), case).await.leads_to(CODE_PAGE);
            app.pass(61);
            ask(&mut app.browser(), case).await.says(Code::Limited);
            app.pass(7_200);
        }
        assert_eq!(app.messages_to(SARI, "email_reminder").await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_nik_is_reminded_six_times_a_day_whether_or_not_it_has_an_account() {
    demo(|app| async move {
        for case in [CASES[1], CASES[3]] {
            for _ in 0..6 {
                ask(&mut app.browser(), case).await.leads_to(CODE_PAGE);
                app.pass(3_600);
            }
            let fault = ask(&mut app.browser(), case).await.says(Code::Limited);
            assert_eq!(fault.retry_after, Some(86_400 - 6 * 3_600));
        }
        assert_eq!(app.messages_to(SARI, "email_reminder").await.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn a_captcha_pays_for_a_refused_request_too() {
    demo(|app| async move {
        for case in [CASES[1], CASES[3]] {
            ask(&mut app.browser(), case).await.leads_to(CODE_PAGE);
            let mut other = app.browser();
            let (token, sum) = other.captcha("lupa_email").await;
            let fields = [("nik", case.0), ("nama", case.1), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
            other.post(REMIND, &fields).await.says(Code::Limited);
            app.pass(61);
            other.post(REMIND, &fields).await.refuses("captcha", "used");
            other.get(CODE_PAGE).await.leads_to("/lupa-email");
        }
        assert_eq!(app.messages_to(SARI, "email_reminder").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn one_source_cannot_go_through_many_niks() {
    demo(|app| async move {
        let mut browser = app.browser();
        for number in 0..100 {
            ask(&mut browser, (&nik(&format!("{:04}", 5_000 + number)), "Siapa Saja")).await.leads_to(CODE_PAGE);
        }
        ask(&mut browser, (&nik("6000"), "Siapa Saja")).await.says(Code::Limited);
        ask(&mut app.browser(), (&nik("6001"), "Siapa Saja")).await.leads_to(CODE_PAGE);
    })
    .await;
}

#[tokio::test]
async fn every_field_is_refused_with_its_code_and_what_was_typed_is_kept() {
    demo(|app| async move {
        let mut browser = app.browser();
        for (nik, name, field, code) in [
            ("", "Sari Wulandari", "nik", "required"),
            ("327301520498910", "Sari Wulandari", "nik", "digits_15"),
            ("32730152O4989101", "Sari Wulandari", "nik", "letters"),
            ("3273015204989101", "", "nama", "required"),
            ("3273015204989101", "S4ri", "nama", "shape"),
        ] {
            ask(&mut browser, (nik, name)).await.refuses(field, code);
            browser.submit("/lupa-email", REMIND, &[("nik", nik), ("nama", name)]).await.leads_to("/lupa-email");
            let page = browser.get("/lupa-email").await;
            assert_eq!((page.value("nik").as_deref(), page.value("nama").as_deref()), (Some(nik), Some(name)));
            assert!(page.body.contains(&format!("href=\"#{field}")));
        }
        let wrong = [("nik", "3273015204989101"), ("nama", "Sari Wulandari"), ("captcha", "999")];
        browser.submit("/lupa-email", REMIND, &wrong).await.leads_to("/lupa-email");
        assert!(browser.get("/lupa-email").await.body.contains("href=\"#captcha"));
        browser.post(REMIND, &wrong).await.says(Code::Invalid);
        assert!(app.messages().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_reminds_once() {
    demo(|app| async move {
        let mut browser = app.browser();
        let (token, sum) = browser.captcha("lupa_email").await;
        let fields = [("nik", CASES[1].0), ("nama", CASES[1].1), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
        for _ in 0..2 {
            browser.post(REMIND, &fields).await.leads_to(CODE_PAGE);
        }
        assert_eq!(app.messages_to(SARI, "email_reminder").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_right_codes_at_once_one_counts() {
    demo(|app| async move {
        let mut browser = app.browser();
        ask(&mut browser, CASES[0]).await.leads_to(CODE_PAGE);
        let code = app.code(BIMA_PHONE, "recovery").await;
        let mut presses = JoinSet::new();
        for _ in 0..20 {
            let (mut tab, code) = (browser.clone(), code.clone());
            presses.spawn(async move { tab.post(VERIFY, &[("kode", &code)]).await.status });
        }
        let answers = presses.join_all().await;
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::OK).count(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM recovery WHERE state = 'done'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM chk_otp WHERE purpose = 'recovery' AND state = 'verified'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn it_ends_after_half_an_hour_and_is_forgotten() {
    demo(|app| async move {
        let mut browser = app.browser();
        ask(&mut browser, CASES[0]).await.leads_to(CODE_PAGE);
        app.pass(1_801);
        browser.get(CODE_PAGE).await.leads_to("/lupa-email");
        browser.post(RESEND, &[]).await.says(Code::Elsewhere);
        app.pass(86_400);
        crate::account::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM recovery").await, 0);
    })
    .await;
}

async fn links_to_it(app: &App, path: &str) -> bool {
    app.browser().get(path).await.body.contains("href=\"/lupa-email\"")
}

#[tokio::test]
async fn the_way_to_it_stands_where_it_is_needed() {
    demo(|app| async move {
        for path in ["/masuk", "/lupa-password", "/bantuan"] {
            assert!(links_to_it(&app, path).await, "{path}");
        }
    })
    .await;
}
