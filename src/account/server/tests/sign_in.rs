//! "Masuk": password, then code unless the device is trusted; and what wrong passwords lead to.

use super::demo;
use crate::account::server::store;
use crate::kernel::fault::Code;
use crate::params;
use crate::testing::web::{AYU, Answer, App, BIMA, Browser, DEMO_PASSWORD, Fields, NEW_PASSWORD, PASSWORD, SARI, nik};
use axum::http::StatusCode;
use std::time::Duration;
use tokio::task::JoinSet;

const WRONG: &str = "bukan-password-sari-1";
/// Has no account.
const SITI: &str = "siti@contoh.example";
const SESSIONS: &str = "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL";

#[tokio::test]
async fn clause_3_3_a_password_and_a_code_by_mail_open_the_dashboard() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.get("/dasbor").await.leads_to("/masuk");
        let page = browser.get("/masuk/kode").await;
        assert!(page.body.contains("s•••••i@contoh.example"));
        let answer = browser.sign_in_code(SARI, false).await;
        answer.leads_to("/dasbor");
        let session = answer.sets("sesi").unwrap();
        assert!(session.contains("HttpOnly") && session.contains("SameSite=Lax") && session.contains("Path=/"), "{session}");
        assert!(!session.contains("Max-Age"), "the session ends with the browser");
        assert!(browser.is_inside().await);
        browser.get("/masuk").await.leads_to("/dasbor");
        let (stored,): (String,) = app.ctx.db.fetch_one("SELECT token_hash FROM chk_session", &[]).await.unwrap();
        assert_eq!(stored, crate::platform::crypt::token_hash(&browser.cookies["sesi"]), "only its hash is stored");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_code_goes_by_sms_to_whoever_prefers_it() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code("+6285733449102", "sign_in").await;
        assert!(app.messages_to(BIMA, "sign_in").await.is_empty());
        app.pass(61);
        browser.post("/api/account/sign_in_resend", &[("saluran", "email")]).await.leads_to("/masuk/kode");
        let by_mail = app.code(BIMA, "sign_in").await;
        if code != by_mail {
            browser.post("/api/account/sign_in_verify", &[("kode", &code)]).await.refuses("kode", "wrong_4");
        }
        browser.post("/api/account/sign_in_verify", &[("kode", &by_mail)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_nobody_gets_an_sms_at_a_number_that_is_not_verified() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(61);
        browser.post("/api/account/sign_in_resend", &[("saluran", "sms")]).await.leads_to("/masuk/kode");
        assert_eq!(app.messages_to(SARI, "sign_in").await.len(), 2);
        assert!(app.messages().await.iter().all(|message| message.to == SARI));
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_trusted_device_skips_the_code_for_thirty_days() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        browser.sign_in_code(SARI, true).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        browser.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/dasbor");
        assert!(browser.is_inside().await);
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");

        let mut stranger = app.browser();
        app.pass(61);
        stranger.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(30 * 86_400 - 62);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(1);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_trust_is_for_one_account_only() {
    demo(|app| async move {
        let mut shared = app.browser();
        shared.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        shared.sign_in_code(SARI, true).await.leads_to("/dasbor");
        shared.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        shared.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_stranger_s_failures_never_lock_the_owner_out() {
    demo(|app| async move {
        let mut owner = app.browser();
        owner.enter(SARI, DEMO_PASSWORD).await;
        owner.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);

        let mut stranger = app.browser();
        for _ in 0..5 {
            stranger.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        }
        assert_eq!(stranger.sign_in(SARI, WRONG).await.says(Code::Locked).retry_after, Some(900));
        stranger.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        owner.enter(SARI, DEMO_PASSWORD).await;

        // The owner's device has a counter of its own, which locks nobody else either.
        owner.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(900);
        for _ in 0..5 {
            owner.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        }
        owner.sign_in(SARI, WRONG).await.says(Code::Locked);
        stranger.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_right_password_forgives_the_wrong_ones_before() {
    demo(|app| async move {
        let mut browser = app.browser();
        for _ in 0..3 {
            for _ in 0..4 {
                browser.sign_in(SARI, WRONG).await.refuses("password", "wrong");
            }
            browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            // Past the codes' own limits and the minute of the source.
            app.pass(901);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_4_1_a_hundred_right_codes_at_once_open_one_session() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code(SARI, "sign_in").await;
        let answers = browser.at_once(100, "/api/account/sign_in_verify", &[("kode", &code)]).await;
        let opened: Vec<_> = answers.iter().filter(|answer| answer.sets("sesi").is_some()).collect();
        assert_eq!(opened.len(), 1);
        opened[0].leads_to("/dasbor");
        for answer in answers.iter().filter(|answer| answer.sets("sesi").is_none()) {
            assert!(matches!(answer.fault().code, Code::Invalid | Code::Elsewhere), "{answer:?}");
        }
        assert_eq!(app.count(SESSIONS).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_4_1_wrong_codes_at_once_count_five_through_the_web_layer() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code: u32 = app.code(SARI, "sign_in").await.parse().unwrap();
        let mut posts = JoinSet::new();
        for n in 1..=60 {
            let mut tab = browser.clone();
            let code = format!("{:06}", (code + n) % 1_000_000);
            posts.spawn(async move { tab.post("/api/account/sign_in_verify", &[("kode", &code)]).await });
        }
        let answers = posts.join_all().await;
        let with = |code: &str| answers.iter().filter(|answer| answer.fault().is_field("kode") == Some(code)).count();
        assert_eq!(["wrong_4", "wrong_3", "wrong_2", "wrong_1", "exhausted", "dead"].map(with), [1, 1, 1, 1, 1, 55]);
        assert!(answers.iter().all(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY));
        assert_eq!(app.count(SESSIONS).await, 0);
        let state = app.count("SELECT attempts FROM chk_otp WHERE state = 'exhausted'").await;
        assert_eq!(state, 5);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_owner_is_told_of_a_sign_in_on_a_new_device() {
    demo(|app| async move {
        let mut first = app.browser();
        first.enter(SARI, DEMO_PASSWORD).await;
        assert!(app.messages_to(SARI, "new_device").await.is_empty(), "the first device is no news");
        app.pass(61);
        app.browser().enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 1);
        app.pass(61);
        first.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        first.enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_after_failures_on_fifteen_accounts_a_source_has_to_prove_more() {
    demo(|app| async move {
        let mut browser = app.browser();
        for n in 0..15 {
            browser.sign_in(&format!("siapa{n}@contoh.example"), WRONG).await.refuses("password", "wrong");
        }
        let question = |page: &str| page.contains("Tulis kedua jawabannya");
        assert!(question(&browser.get("/masuk").await.body), "a second sum");
        assert!(!question(&app.browser().get("/masuk").await.body), "not for others");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(3_601);
        assert!(!question(&browser.get("/masuk").await.body), "for an hour");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_source_with_twenty_failures_in_a_minute_waits_and_the_right_ones_do_not_count() {
    demo(|app| async move {
        let mut browser = app.browser();
        for n in 0..20 {
            browser.sign_in(&format!("siapa{n}@contoh.example"), WRONG).await.refuses("password", "wrong");
        }
        let answer = browser.sign_in(SARI, DEMO_PASSWORD).await;
        assert!(answer.says(Code::Limited).retry_after.is_some_and(|seconds| (1..=60).contains(&seconds)));
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(60);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

/// Posts a sign-in with each of these passwords at once, every one with a captcha of its own.
async fn at_once(browser: &Browser, email: &'static str, passwords: &[&'static str]) -> Vec<Answer> {
    let mut tabs = Vec::new();
    for password in passwords {
        let mut tab = browser.clone();
        let (token, sum) = tab.captcha("masuk").await;
        tabs.push((tab, *password, token, sum));
    }
    let mut posts = JoinSet::new();
    for (mut tab, password, token, sum) in tabs {
        posts.spawn(async move {
            let fields = [("email", email), ("password", password), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
            tab.post("/api/account/sign_in", &fields).await
        });
    }
    posts.join_all().await
}

/// How many were let on, told that they are wrong, and told of the lock.
fn told(answers: &[Answer]) -> [usize; 3] {
    let refused = |answer: &Answer| !answer.status.is_success();
    [
        answers.iter().filter(|answer| !refused(answer)).count(),
        answers.iter().filter(|answer| refused(answer) && answer.fault().is_field("password") == Some("wrong")).count(),
        answers.iter().filter(|answer| refused(answer) && answer.fault().code == Code::Locked).count(),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_3_of_sixty_wrong_passwords_at_once_five_are_looked_at_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let until = app.ctx.now().plus_seconds(900);
        for email in [SARI, SITI] {
            let before = app.ctx.hasher.computed();
            let answers = at_once(&app.browser(), email, &[WRONG; 60]).await;
            assert_eq!(told(&answers), [0, 5, 55], "{email}");
            assert_eq!(app.ctx.hasher.computed() - before, 10, "{email}: two computations each");
            let mut locked = answers.iter().map(Answer::fault).filter(|fault| fault.code == Code::Locked);
            assert!(locked.all(|fault| fault.retry_after == Some(900)));
        }
        let counted = "SELECT COUNT(*) FROM guard WHERE failures = 5 AND locks = 1 AND locked_until = $1";
        let (counted,): (i64,) = app.ctx.db.fetch_one(counted, params![until]).await.unwrap();
        assert_eq!((counted, app.count("SELECT COUNT(*) FROM guard").await), (2, 2), "one lock of a quarter of an hour each");
        let wrong = "SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in.password' AND outcome = 'wrong'";
        assert_eq!(app.count(wrong).await, 10);
        app.pass(900);
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_3_of_sixty_wrong_passwords_at_once_on_twelve_addresses_twenty_of_a_source_are_looked_at() {
    demo(|app| async move {
        let browser = app.browser();
        let mut tabs = Vec::new();
        for n in 0..60 {
            let mut tab = browser.clone();
            let (token, sum) = tab.captcha("masuk").await;
            tabs.push((tab, format!("siapa{}@contoh.example", n % 12), token, sum));
        }
        let mut posts = JoinSet::new();
        for (mut tab, email, token, sum) in tabs {
            posts.spawn(async move {
                let fields =
                    [("email", email.as_str()), ("password", WRONG), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
                tab.post("/api/account/sign_in", &fields).await
            });
        }
        let answers = posts.join_all().await;
        assert_eq!(told(&answers), [0, 20, 0]);
        assert_eq!(answers.iter().filter(|answer| answer.fault().code == Code::Limited).count(), 40);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_what_is_right_locked_or_not_looked_at_costs_its_source_nothing() {
    demo(|app| async move {
        let mut browser = app.browser();
        for _ in 0..5 {
            browser.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        }
        let failures = async || app.count("SELECT arrival_at FROM limit_bucket WHERE name LIKE 'failures:%'").await;
        let before = failures().await;
        browser.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        browser.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let rush = app.ctx.hasher.rush();
        browser.sign_in(BIMA, WRONG).await.says(Code::Unavailable);
        drop(rush);
        assert_eq!(failures().await, before);
        browser.sign_in(BIMA, WRONG).await.refuses("password", "wrong");
        assert!(failures().await > before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_3_a_right_password_among_many_at_once_is_found_only_among_the_five_that_are_looked_at() {
    demo(|app| async move {
        for right_at in [0, 39] {
            let mut passwords = [WRONG; 40];
            passwords[right_at] = DEMO_PASSWORD;
            let before = app.ctx.hasher.computed();
            let [right, wrong, locked] = told(&at_once(&app.browser(), SARI, &passwords).await);
            assert_eq!(right + wrong + locked, 40);
            assert_eq!(
                app.ctx.hasher.computed() - before,
                u64::try_from(right + 2 * wrong).unwrap(),
                "what is locked is not looked at"
            );
            // Four beside the right one at most; it forgives them, and then five more are wrong.
            let most = if right == 1 { 9 } else { 5 };
            assert!(wrong <= most, "{wrong} wrong ones beside {right}");
            app.pass(3_600);
            app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            app.pass(901);
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_password_that_nobody_looked_at_because_too_many_wait_is_not_counted() {
    demo(|app| async move {
        for email in [SARI, SITI] {
            let mut browser = app.browser();
            for _ in 0..4 {
                browser.sign_in(email, WRONG).await.refuses("password", "wrong");
            }
            let rush = app.ctx.hasher.rush();
            for _ in 0..3 {
                browser.sign_in(email, WRONG).await.says(Code::Unavailable);
            }
            drop(rush);
            browser.sign_in(email, WRONG).await.refuses("password", "wrong");
            assert_eq!(browser.sign_in(email, WRONG).await.says(Code::Locked).retry_after, Some(900));
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM guard WHERE failures = 5 AND locks = 1").await, 2);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_right_password_never_counts_even_when_no_code_may_go_out_yet() {
    demo(|app| async move {
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        for _ in 0..6 {
            app.browser().sign_in(SARI, DEMO_PASSWORD).await.says(Code::Limited);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM guard").await, 0);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_two_accounts_in_one_browser_have_counters_of_their_own() {
    demo(|app| async move {
        let mut shared = app.browser();
        for email in [SARI, AYU] {
            shared.enter(email, DEMO_PASSWORD).await;
            shared.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        }
        app.pass(61);
        for _ in 0..4 {
            shared.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        }
        // Coming into one's own account forgives nothing at somebody else's.
        shared.enter(AYU, DEMO_PASSWORD).await;
        shared.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        shared.sign_in(SARI, WRONG).await.refuses("password", "wrong");
        app.pass(61);
        shared.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        // Nor does the lock of one keep the other out.
        shared.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_captchas_laid_in_before_a_source_has_to_prove_more_are_refused_on_every_form() {
    demo(|app| async move {
        let nik = nik("0007");
        let forms: [(&str, &str, Fields<'_>); 5] = [
            ("masuk", "/api/account/sign_in", &[("email", SARI), ("password", DEMO_PASSWORD)]),
            ("daftar", "/api/account/register", &[("email", SITI), ("nik", nik.as_str()), ("password", PASSWORD)]),
            ("lupa", "/api/account/forgot", &[("email", SARI)]),
            ("lupa_email", "/api/account/remind_email", &[("nik", nik.as_str()), ("nama", "Dewi Anggraini")]),
            ("kantor_masuk", "/api/office/sign_in", &[("email", SARI), ("password", DEMO_PASSWORD)]),
        ];
        let mut browser = app.browser();
        let mut stock = Vec::new();
        for (form, _, _) in forms {
            stock.push(browser.captcha(form).await);
        }
        let page = browser.get("/masuk").await;
        for n in 0..15 {
            browser.sign_in(&format!("siapa{n}@contoh.example"), WRONG).await.refuses("password", "wrong");
        }
        // Nor does one help that another address was given.
        stock.push(app.browser().captcha("masuk").await);
        for ((_, path, fields), (token, sum)) in forms.iter().chain([&forms[0]]).zip(&stock) {
            let mut all = fields.to_vec();
            all.extend([("tantangan", token.as_str()), ("captcha", sum.as_str())]);
            browser.post(path, &all).await.refuses("captcha", "extra");
        }
        for (form, path, fields) in &forms[1..4] {
            assert!(browser.post_solved(path, form, fields).await.status.is_success(), "{form}");
        }
        browser.office_password(SARI, DEMO_PASSWORD).await.refuses("password", "wrong");

        // Without scripts the page comes back with the harder one, and what was typed.
        let (token, sum) = &stock[0];
        assert!(!page.body.contains("Tulis kedua jawabannya"));
        let typed = [("email", SARI), ("password", DEMO_PASSWORD), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
        browser.post_plain("/api/account/sign_in", &typed).await.leads_to("/masuk");
        let page = browser.get("/masuk").await;
        assert!(page.body.contains("kami perlu satu hitungan lagi") && page.body.contains("Tulis kedua jawabannya"));
        assert_eq!(page.value("email").as_deref(), Some(SARI));
        browser.submit("/masuk", "/api/account/sign_in", &typed[..2]).await.leads_to("/masuk/kode");
    })
    .await;
}

/// Signs Sari in with the demo password while somebody replaces it with one of this hash, or, without one, only takes the trust of her
/// devices: what the sign-in reads first is how it was, what it waits for is how it is after that.
async fn overtaken(app: &App, browser: &Browser, replaced: Option<&str>) -> Answer {
    let (id, mut tab) = (app.account_id(SARI).await, browser.clone());
    let (token, sum) = tab.captcha("masuk").await;
    let mut tx = app.ctx.db.begin().await.unwrap();
    store::profile::lock(&mut tx, id).await.unwrap();
    let post = tokio::spawn(async move {
        let fields = [("email", SARI), ("password", DEMO_PASSWORD), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
        tab.post("/api/account/sign_in", &fields).await
    });
    // One that comes later than that finds everything done, and is answered alike.
    tokio::time::sleep(Duration::from_millis(500)).await;
    if let Some(hash) = replaced {
        store::set_password(&mut tx, id, hash, app.ctx.now()).await.unwrap();
    }
    store::distrust_devices(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    post.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_3_a_password_that_is_replaced_while_it_is_compared_opens_nothing() {
    demo(|app| async move {
        let mut trusted = app.browser();
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        trusted.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);
        let hash = app.ctx.hasher.hash(NEW_PASSWORD).await.unwrap();
        for browser in [trusted, app.browser()] {
            let id = app.account_id(SARI).await;
            let old = app.ctx.hasher.hash(DEMO_PASSWORD).await.unwrap();
            let mut tx = app.ctx.db.begin().await.unwrap();
            store::set_password(&mut tx, id, &old, app.ctx.now()).await.unwrap();
            tx.commit().await.unwrap();
            app.pass(1);
            overtaken(&app, &browser, Some(&hash)).await.refuses("password", "wrong");
            assert_eq!(app.count(SESSIONS).await, 0);
            assert_eq!(app.count("SELECT COUNT(*) FROM sign_in WHERE state = 'open'").await, 0);
        }
        app.browser().sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_3_a_device_that_loses_its_trust_while_the_password_is_compared_asks_for_the_code() {
    demo(|app| async move {
        let mut trusted = app.browser();
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        trusted.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);
        overtaken(&app, &trusted, None).await.leads_to("/masuk/kode");
        assert_eq!(app.count(SESSIONS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_password_under_newer_settings_is_the_one_that_was_read_and_a_replaced_one_is_not() {
    demo(|app| async move {
        let index = app.ctx.keys.blind("email", SARI);
        let read = store::account_to_enter(&app.ctx.db, &index).await.unwrap().unwrap();
        let hash = app.ctx.hasher.hash(DEMO_PASSWORD).await.unwrap();
        let mut tx = app.ctx.db.begin().await.unwrap();
        assert_eq!(store::rehash(&mut tx, read.row.id, &read.row.password_hash, &hash).await.unwrap(), 1);
        assert!(store::has_password_of(&mut tx, &read).await.unwrap());
        store::set_password(&mut tx, read.row.id, &hash, app.ctx.now()).await.unwrap();
        assert!(!store::has_password_of(&mut tx, &read).await.unwrap());
        tx.commit().await.unwrap();
    })
    .await;
}
