//! Signing in: password, then the authenticator, always.

use super::demo;
use crate::kernel::fault::Code;
use crate::params;
use crate::platform::crypt;
use crate::testing::office::{ADMIN, AUDITOR, id_of, value};
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD};
use axum::http::StatusCode;
use tokio::task::JoinSet;

const WRONG: &str = "bukan-password-siapa-pun-1";
const NOBODY: &str = "entah@kantor.example";

async fn at_code(app: &App) -> Browser {
    let mut browser = app.browser();
    browser.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
    browser
}

#[tokio::test]
async fn the_password_alone_opens_nothing() {
    demo(|app| async move {
        let mut browser = at_code(&app).await;
        assert!(!browser.is_in_office().await);
        assert!(!browser.cookies.contains_key("kantor"));
        browser.post("/api/office/overview_page", &[]).await.says(Code::Unauthenticated);
        let answer = browser.office_code(&value(&app, ADMIN)).await;
        answer.leads_to("/kantor");
        assert_eq!(
            answer.sets("kantor").unwrap().split(';').skip(1).collect::<Vec<_>>(),
            [" Path=/", " HttpOnly", " SameSite=Strict"]
        );
        let page = browser.get("/kantor").await;
        assert!(page.body.contains("Ratna Dewanti") && page.body.contains(ADMIN) && page.body.contains("Administrator"));
        assert_eq!(page.header("cache-control"), "no-store");
        let hashes = "SELECT COUNT(*) FROM chk_session WHERE length(token_hash) = 64 AND revoked_at IS NULL";
        assert_eq!(app.count(hashes).await, 1, "the auditors' view shows it, by its hash");
    })
    .await;
}

#[tokio::test]
async fn it_works_without_scripts_and_says_what_is_wrong() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.get("/kantor").await.leads_to("/kantor/masuk");
        assert!(browser.get("/kantor/masuk").await.body.contains("Masuk dulu untuk membuka halaman itu."));
        browser
            .submit("/kantor/masuk", "/api/office/sign_in", &[("email", ADMIN), ("password", WRONG)])
            .await
            .leads_to("/kantor/masuk");
        let page = browser.get("/kantor/masuk").await;
        assert!(page.body.contains("Email atau password tidak cocok") && !page.body.contains(WRONG));
        assert_eq!(page.value("email").as_deref(), Some(ADMIN));
        let typed = [("email", ADMIN), ("password", DEMO_PASSWORD)];
        browser.submit("/kantor/masuk", "/api/office/sign_in", &typed).await.leads_to("/kantor/masuk/kode");
        browser
            .submit("/kantor/masuk/kode", "/api/office/sign_in_verify", &[("kode", "12 34")])
            .await
            .leads_to("/kantor/masuk/kode");
        let page = browser.get("/kantor/masuk/kode").await;
        assert!(page.body.contains("Kode berisi 4 angka") && page.value("kode").unwrap_or_default().is_empty());
        let code = value(&app, ADMIN);
        browser.submit("/kantor/masuk/kode", "/api/office/sign_in_verify", &[("kode", &code)]).await.leads_to("/kantor");
        assert!(browser.is_in_office().await);
        let left = browser.submit("/kantor", "/api/office/sign_out", &[]).await;
        left.leads_to("/kantor/masuk");
        assert_eq!(left.header("clear-site-data"), "\"storage\"");
        assert!(browser.get("/kantor/masuk").await.body.contains("Anda sudah keluar."));
        assert!(!browser.is_in_office().await);
    })
    .await;
}

#[tokio::test]
async fn a_value_works_once_also_at_the_same_moment() {
    demo(|app| async move {
        let code = value(&app, ADMIN);
        let (mut first, mut second) = (at_code(&app).await, at_code(&app).await);
        first.office_code(&code).await.leads_to("/kantor");
        second.office_code(&code).await.refuses("kode", "used");
        assert!(!second.is_in_office().await);
        app.pass(30);
        let next = value(&app, ADMIN);
        let mut posts = JoinSet::new();
        for _ in 0..4 {
            let mut tab = second.clone();
            let next = next.clone();
            posts.spawn(async move { tab.office_code(&next).await });
        }
        let answers = posts.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.location() == "/kantor").count(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_session WHERE revoked_at IS NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_phone_may_be_half_a_minute_off_and_not_more() {
    demo(|app| async move {
        let mut browser = at_code(&app).await;
        let late = value(&app, ADMIN);
        app.pass(60);
        browser.office_code(&late).await.refuses("kode", "wrong_4");
        app.pass(-30);
        let in_time = value(&app, ADMIN);
        app.pass(30);
        browser.office_code(&in_time).await.leads_to("/kantor");
    })
    .await;
}

#[tokio::test]
async fn five_wrong_values_end_the_sign_in_and_lock_the_authenticator_for_a_quarter_of_an_hour() {
    demo(|app| async move {
        let mut browser = at_code(&app).await;
        let right = value(&app, ADMIN);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        for left in (1..5).rev() {
            browser.office_code(wrong).await.refuses("kode", &format!("wrong_{left}"));
        }
        browser.office_code(wrong).await.refuses("kode", "exhausted");
        browser.office_code(&right).await.refuses("kode", "exhausted");
        assert!(browser.get("/kantor/masuk/kode").await.body.contains("Lima kode salah"));
        let mut again = at_code(&app).await;
        assert_eq!(again.office_code(&right).await.says(Code::Locked).retry_after, Some(900));
        app.pass(900);
        again.office_code(&value(&app, ADMIN)).await.says(Code::Elsewhere);
        let mut later = at_code(&app).await;
        later.office_code(&value(&app, ADMIN)).await.leads_to("/kantor");
    })
    .await;
}

/// A value that the administrator's authenticator does not show.
fn wrong_value(app: &App) -> &'static str {
    if value(app, ADMIN) == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn wrong_values_of_strangers_lock_nobody_out_of_the_browser_they_always_use() {
    demo(|app| async move {
        let mut owner = app.browser();
        owner.enter_office(ADMIN).await;
        owner.post("/api/office/sign_out", &[]).await.leads_to("/kantor/masuk");
        let mut stranger = at_code(&app).await;
        for _ in 0..5 {
            stranger.office_code(wrong_value(&app)).await.says(Code::Invalid);
        }
        let mut stranger = at_code(&app).await;
        stranger.office_code(&value(&app, ADMIN)).await.says(Code::Locked);
        owner.enter_office(ADMIN).await;
        stranger.office_code(wrong_value(&app)).await.refuses("kode", "wrong_4");

        // The browser they always use is locked by what is typed there, and nothing else is.
        owner.post("/api/office/sign_out", &[]).await.leads_to("/kantor/masuk");
        owner.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
        for _ in 0..5 {
            owner.office_code(wrong_value(&app)).await.says(Code::Invalid);
        }
        owner.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
        assert_eq!(owner.office_code(&value(&app, ADMIN)).await.says(Code::Locked).retry_after, Some(900));
        at_code(&app).await.office_code(&value(&app, ADMIN)).await.leads_to("/kantor");
    })
    .await;
}

#[tokio::test]
async fn however_often_somebody_was_wrong_the_member_can_try_again_after_an_hour() {
    const OFTEN: &str = "INSERT INTO guard (name, failures, locks, locked_until, updated_at) VALUES ($1, 49, 9, 0, $2)";
    demo(|app| async move {
        let password = format!("staff:{}", crypt::hex(&app.ctx.keys.blind("staff_email", ADMIN)));
        let code = format!("staff_code:{}", id_of(&app, ADMIN).await.simple());
        let mut tx = app.ctx.db.begin().await.unwrap();
        for name in [&password, &code] {
            tx.execute(OFTEN, params![name, app.ctx.now()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut browser = app.browser();
        browser.office_password(ADMIN, WRONG).await.refuses("password", "wrong");
        assert_eq!(browser.office_password(ADMIN, DEMO_PASSWORD).await.says(Code::Locked).retry_after, Some(3_600));
        app.pass(3_600);
        let mut browser = at_code(&app).await;
        browser.office_code(wrong_value(&app)).await.refuses("kode", "wrong_4");
        assert_eq!(browser.office_code(&value(&app, ADMIN)).await.says(Code::Locked).retry_after, Some(3_600));
        app.pass(3_600);
        at_code(&app).await.office_code(&value(&app, ADMIN)).await.leads_to("/kantor");
    })
    .await;
}

/// Everything that can be seen of an answer, without what differs in any two answers.
fn seen(answer: &Answer) -> (StatusCode, Vec<String>, String) {
    let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
    names.sort();
    (answer.status, names, answer.body.clone())
}

#[tokio::test]
async fn wrong_passwords_and_locks_look_alike_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let (mut known, mut unknown) = (app.browser(), app.browser());
        for round in 1..=6 {
            let mut work = Vec::new();
            let mut answers = Vec::new();
            for (browser, email) in [(&mut known, ADMIN), (&mut unknown, NOBODY)] {
                let before = app.ctx.hasher.for_staff().computed();
                let answer = browser.office_password(email, WRONG).await;
                work.push(app.ctx.hasher.for_staff().computed() - before);
                answers.push(seen(&answer));
                match round {
                    6 => assert_eq!(answer.says(Code::Locked).retry_after, Some(900), "{email}"),
                    _ => answer.refuses("password", "wrong"),
                }
            }
            assert_eq!(answers[0], answers[1]);
            assert_eq!(work, if round == 6 { [0, 0] } else { [1, 1] }, "one computation for each, none during a lock");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'staff.password' AND outcome = 'wrong'").await, 10);
    })
    .await;
}

#[tokio::test]
async fn strangers_lock_nobody_out_of_the_browser_they_always_use() {
    demo(|app| async move {
        let mut owner = app.browser();
        owner.enter_office(ADMIN).await;
        owner.post("/api/office/sign_out", &[]).await.leads_to("/kantor/masuk");
        let mut stranger = app.browser();
        for _ in 0..5 {
            stranger.office_password(ADMIN, WRONG).await.refuses("password", "wrong");
        }
        stranger.office_password(ADMIN, DEMO_PASSWORD).await.says(Code::Locked);
        owner.enter_office(ADMIN).await;
        stranger.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn a_new_browser_is_told_by_mail_and_the_first_is_not() {
    demo(|app| async move {
        app.browser().enter_office(ADMIN).await;
        assert!(app.messages_to(ADMIN, "staff_new_browser").await.is_empty());
        let mut other = app.browser();
        other.enter_office(ADMIN).await;
        let mail = app.message_to(ADMIN, "staff_new_browser").await;
        assert!(!mail.subject.contains("Ratna") && mail.text.contains("administrator"));
        other.enter_office(ADMIN).await;
        assert_eq!(app.messages_to(ADMIN, "staff_new_browser").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_form_posted_twice_goes_on_to_the_authenticator() {
    demo(|app| async move {
        let mut browser = app.browser();
        let (token, sum) = browser.captcha("kantor_masuk").await;
        let fields = [("email", AUDITOR), ("password", DEMO_PASSWORD), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
        browser.post("/api/office/sign_in", &fields).await.leads_to("/kantor/masuk/kode");
        let fault = browser.post("/api/office/sign_in", &fields).await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some("/kantor/masuk/kode"));
        app.browser().post("/api/office/sign_in", &fields).await.refuses("captcha", "used");
    })
    .await;
}

#[tokio::test]
async fn every_field_is_refused_by_name() {
    demo(|app| async move {
        let mut browser = app.browser();
        let fault = browser.post("/api/office/sign_in", &[]).await.says(Code::Invalid);
        for (field, code) in [("email", "required"), ("password", "required"), ("captcha", "missing")] {
            assert_eq!(fault.is_field(field), Some(code));
        }
        browser.office_password("admin@", DEMO_PASSWORD).await.refuses("email", "shape");
        browser.office_password(ADMIN, &"x".repeat(257)).await.refuses("password", "too_long");
        let mut browser = at_code(&app).await;
        for (typed, code) in [("", "required"), ("12345", "digits_5"), ("12345a", "shape")] {
            browser.office_code(typed).await.refuses("kode", code);
        }
        // What cannot be a code costs no try.
        browser.office_code(&value(&app, ADMIN)).await.leads_to("/kantor");
        app.browser().office_code("123456").await.says(Code::Elsewhere);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_passwords_at_once_five_are_looked_at_for_known_and_unknown_addresses() {
    demo(|app| async move {
        for email in [ADMIN, NOBODY] {
            let mut tabs = Vec::new();
            for _ in 0..30 {
                let mut tab = app.browser();
                tabs.push((tab.captcha("kantor_masuk").await, tab));
            }
            let mut posts = JoinSet::new();
            for ((token, sum), mut tab) in tabs {
                posts.spawn(async move {
                    let fields = [("email", email), ("password", WRONG), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
                    tab.post("/api/office/sign_in", &fields).await
                });
            }
            let answers = posts.join_all().await;
            let with = |code| answers.iter().filter(|answer| answer.fault().code == code).count();
            let (wrong, locked, shed) = (with(Code::Invalid), with(Code::Locked), with(Code::Unavailable));
            assert_eq!(wrong + locked + shed, 30);
            // A machine that is busy with other things may shed some, which are given back.
            assert!(wrong == 5 || shed > 0 && wrong < 5, "{wrong} {locked} {shed}");
        }
        let wrong = "SELECT COUNT(*) FROM audit_event WHERE action = 'staff.password' AND outcome = 'wrong'";
        let counted = app.count("SELECT CAST(SUM(failures) AS BIGINT) FROM guard").await;
        assert_eq!(app.count(wrong).await, counted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_values_at_once_in_several_sign_ins_five_are_judged() {
    demo(|app| async move {
        let mut tabs = Vec::new();
        for _ in 0..7 {
            tabs.push(at_code(&app).await);
        }
        let right = value(&app, ADMIN);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let mut posts = JoinSet::new();
        for mut tab in tabs.clone() {
            posts.spawn(async move { tab.office_code(wrong).await });
        }
        let answers = posts.join_all().await;
        let with = |code| answers.iter().filter(|answer| answer.fault().code == code).count();
        assert_eq!((with(Code::Invalid), with(Code::Locked)), (5, 2));
        assert_eq!(tabs[0].office_code(&right).await.says(Code::Locked).retry_after, Some(900));
    })
    .await;
}

#[tokio::test]
async fn two_members_at_one_browser_have_counters_of_their_own() {
    demo(|app| async move {
        let mut shared = app.browser();
        for email in [ADMIN, AUDITOR] {
            shared.enter_office(email).await;
            shared.post("/api/office/sign_out", &[]).await.leads_to("/kantor/masuk");
        }
        for _ in 0..4 {
            shared.office_password(ADMIN, WRONG).await.refuses("password", "wrong");
        }
        shared.enter_office(AUDITOR).await;
        shared.post("/api/office/sign_out", &[]).await.leads_to("/kantor/masuk");
        shared.office_password(ADMIN, WRONG).await.refuses("password", "wrong");
        shared.office_password(ADMIN, DEMO_PASSWORD).await.says(Code::Locked);
        shared.office_password(AUDITOR, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn a_password_that_nobody_looked_at_because_too_many_wait_is_not_counted() {
    demo(|app| async move {
        let mut browser = app.browser();
        let rush = app.ctx.hasher.rush();
        for _ in 0..6 {
            browser.office_password(ADMIN, WRONG).await.says(Code::Unavailable);
        }
        drop(rush);
        assert_eq!(app.count("SELECT COUNT(*) FROM guard").await, 0);
        browser.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
    })
    .await;
}
