//! Guesses that are posted at the same moment: no more of them are judged than of guesses one after the other.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::office::{ADMIN, value};
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD};
use tokio::task::JoinSet;

const WRONG: &str = "bukan-password-siapa-pun-1";
const AT_ONCE: usize = 50;

fn with(answers: &[Answer], code: Code) -> usize {
    answers.iter().filter(|answer| answer.fault().code == code).count()
}

/// Posts a wrong password from each of these browsers for its address at once, every one with a captcha of its own.
async fn at_once(guesses: Vec<(Browser, String)>) -> Vec<Answer> {
    let mut tabs = Vec::new();
    for (mut tab, email) in guesses {
        tabs.push((tab.captcha("kantor_masuk").await, tab, email));
    }
    let mut posts = JoinSet::new();
    for ((token, sum), mut tab, email) in tabs {
        posts.spawn(async move {
            let fields = [("email", email.as_str()), ("password", WRONG), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
            tab.post("/api/office/sign_in", &fields).await
        });
    }
    posts.join_all().await
}

/// How many were told that they are wrong; as many passwords were compared, and the others were told `refused`.
async fn judged(app: &App, guesses: Vec<(Browser, String)>, most: usize, refused: Code) -> usize {
    let before = app.ctx.hasher.for_staff().computed();
    let answers = at_once(guesses).await;
    let (wrong, shed) = (with(&answers, Code::Invalid), with(&answers, Code::Unavailable));
    assert_eq!(wrong + shed + with(&answers, refused), AT_ONCE);
    assert_eq!(app.ctx.hasher.for_staff().computed() - before, u64::try_from(wrong).unwrap(), "what is refused is not compared");
    // A machine that is busy with other things may shed some, which are given back.
    assert!(wrong == most || shed > 0 && wrong < most, "{wrong} {shed}");
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_wrong_passwords_of_one_member_at_once_five_are_judged_wherever_they_come_from() {
    demo(|app| async move {
        let guesses = (0..AT_ONCE).map(|_| (app.browser(), ADMIN.to_owned())).collect();
        let wrong = judged(&app, guesses, 5, Code::Locked).await;
        let noted = app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'staff.password' AND outcome = 'wrong'").await;
        assert_eq!(noted, i64::try_from(wrong).unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_wrong_passwords_from_one_source_at_once_twenty_are_judged_whomever_they_are_for() {
    demo(|app| async move {
        let browser = app.browser();
        // Fewer for each than lock it.
        let guesses = (0..AT_ONCE).map(|n| (browser.clone(), format!("staf{}@kantor.example", n % 13))).collect();
        judged(&app, guesses, 20, Code::Limited).await;
        app.pass(60);
        app.browser().office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn a_right_password_costs_its_source_nothing_and_neither_does_one_that_is_not_looked_at() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.office_password(ADMIN, WRONG).await.refuses("password", "wrong");
        let failures = async || app.count("SELECT arrival_at FROM limit_bucket WHERE name LIKE 'failures:%'").await;
        let before = failures().await;
        browser.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
        let rush = app.ctx.hasher.rush();
        browser.office_password(ADMIN, WRONG).await.says(Code::Unavailable);
        drop(rush);
        assert_eq!(failures().await, before);
        browser.office_password(ADMIN, WRONG).await.refuses("password", "wrong");
        assert!(failures().await > before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_wrong_values_of_one_member_in_ten_sign_ins_at_once_five_are_judged() {
    demo(|app| async move {
        let mut browsers = Vec::new();
        for _ in 0..10 {
            let mut browser = app.browser();
            browser.office_password(ADMIN, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
            browsers.push(browser);
        }
        let wrong = if value(&app, ADMIN) == "000000" { "000001" } else { "000000" };
        let mut posts = JoinSet::new();
        for browser in browsers {
            posts.spawn(async move { browser.at_once(AT_ONCE / 10, "/api/office/sign_in_verify", &[("kode", wrong)]).await });
        }
        let answers = posts.join_all().await.concat();
        assert_eq!((with(&answers, Code::Invalid), with(&answers, Code::Locked)), (5, AT_ONCE - 5));
        let judged = "SELECT COUNT(*) FROM audit_event WHERE action = 'staff.code' AND outcome = 'wrong'";
        assert_eq!(app.count(judged).await, 5);
        assert_eq!(app.count("SELECT COUNT(*) FROM guard WHERE failures = 5 AND locks = 1").await, 1);
    })
    .await;
}
