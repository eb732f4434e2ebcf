//! "Lupa Password": one link, one use, nothing of the old password left standing.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{AYU, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use axum::http::{Method, StatusCode};
use tokio::task::JoinSet;

const NOBODY: &str = "siti@contoh.example";

async fn forgot(browser: &mut Browser, email: &str) {
    browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await.leads_to("/lupa-password");
}

async fn link(app: &App) -> String {
    app.link(SARI, "reset", "/atur-ulang/").await
}

async fn choose(browser: &mut Browser, password: &str) -> crate::testing::web::Answer {
    browser.post("/api/account/reset", &[("password_baru", password)]).await
}

#[tokio::test]
async fn clause_3_4_a_forgotten_password_is_replaced_and_everything_that_stood_on_it_ends() {
    demo(|app| async move {
        let (mut inside, mut trusted) = (app.browser(), app.browser());
        inside.enter(SARI, DEMO_PASSWORD).await;
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        app.pass(61);
        let mut halfway = app.browser();
        halfway.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");

        let mut browser = app.browser();
        forgot(&mut browser, SARI).await;
        browser.get(&link(&app).await).await.leads_to("/atur-ulang");
        let page = browser.get("/atur-ulang").await;
        assert!(page.body.contains("s•••••i@contoh.example"));
        choose(&mut browser, "12345").await.refuses("password_baru", "too_short");
        choose(&mut browser, "sariwulandari1998").await.says(Code::Invalid);
        let answer = choose(&mut browser, NEW_PASSWORD).await;
        answer.leads_to("/masuk");
        assert_eq!(answer.sets("sesi").map(|line| line.contains("Max-Age=0")), Some(true), "nobody is signed in by it");
        assert!(!browser.is_inside().await);

        assert!(!inside.is_inside().await && !trusted.is_inside().await, "every session ended");
        let fault = halfway.sign_in_code(SARI, false).await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some("/masuk"), "the old password's sign-in ended");
        assert_eq!(app.messages_to(SARI, "password_replaced").await.len(), 1, "the owner is told");
        trusted.sign_in(SARI, DEMO_PASSWORD).await.refuses("password", "wrong");
        app.pass(61);
        trusted.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, false).await.leads_to("/dasbor");
        assert_eq!(app.count("SELECT COUNT(*) FROM chk_otp WHERE state = 'cancelled'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_the_whole_way_works_without_any_script() {
    demo(|app| async move {
        let mut browser = app.browser();
        browser.submit("/lupa-password", "/api/account/forgot", &[("email", SARI)]).await.leads_to("/lupa-password");
        browser.get(&link(&app).await).await.leads_to("/atur-ulang");
        browser.submit("/atur-ulang", "/api/account/reset", &[("password_baru", "pendek")]).await.leads_to("/atur-ulang");
        let page = browser.get("/atur-ulang").await;
        assert!(page.body.contains("id=\"password_baru\"") && !page.body.contains("pendek\""));
        browser.submit("/atur-ulang", "/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        browser
            .submit("/masuk", "/api/account/sign_in", &[("email", SARI), ("password", NEW_PASSWORD)])
            .await
            .leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_opening_the_link_consumes_nothing_and_using_it_does() {
    demo(|app| async move {
        let mut browser = app.browser();
        forgot(&mut browser, SARI).await;
        let link = link(&app).await;
        for _ in 0..5 {
            let mut scanner = app.browser();
            let answer = scanner.get(&link).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert!(!answer.location().contains(link.rsplit('/').next().unwrap()), "the token leaves the address");
            assert_eq!(answer.header("cache-control"), "no-store");
            scanner.ask(Method::HEAD, &link).plain().send().await.leads_to("/atur-ulang");
            scanner.get("/atur-ulang").await;
        }
        browser.get(&link).await.leads_to("/atur-ulang");
        let mut copy = browser.clone();
        assert!(copy.get("/atur-ulang").await.body.contains("@contoh.example"));
        choose(&mut browser, NEW_PASSWORD).await.leads_to("/masuk");
        let fault = choose(&mut copy, "melodi-kabut-perahu-15").await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some("/atur-ulang"));
        assert!(!copy.get("/atur-ulang").await.body.contains("@contoh.example"), "whose it was is not shown any more");
        app.browser().sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_4_of_fifty_uses_at_once_one_succeeds() {
    demo(|app| async move {
        let mut browser = app.browser();
        forgot(&mut browser, SARI).await;
        browser.get(&link(&app).await).await.leads_to("/atur-ulang");
        let mut posts = JoinSet::new();
        for n in 0..50 {
            let mut tab = browser.clone();
            posts.spawn(async move { (n, choose(&mut tab, &format!("{NEW_PASSWORD}-{n}")).await) });
        }
        let answers = posts.join_all().await;
        let won: Vec<_> = answers.iter().filter(|(_, answer)| answer.location() == "/masuk").map(|(n, _)| n).collect();
        assert_eq!(won.len(), 1);
        for (_, answer) in answers.iter().filter(|(_, answer)| answer.location().is_empty()) {
            // A loaded machine may shed some of them before any hashing.
            assert!(matches!(answer.fault().code, Code::Elsewhere | Code::Unavailable), "{answer:?}");
        }
        let mut after = app.browser();
        after.sign_in(SARI, &format!("{NEW_PASSWORD}-{}", won[0])).await.leads_to("/masuk/kode");
        assert_eq!(app.messages_to(SARI, "password_replaced").await.len(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM chk_reset WHERE used_at IS NOT NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_link_works_for_a_quarter_of_an_hour_and_only_the_newest() {
    demo(|app| async move {
        let mut browser = app.browser();
        forgot(&mut browser, SARI).await;
        let first = link(&app).await;
        app.pass(10);
        forgot(&mut browser, SARI).await;
        let second = link(&app).await;
        browser.get(&first).await.leads_to("/atur-ulang");
        choose(&mut browser, NEW_PASSWORD).await.says(Code::Elsewhere);

        browser.get(&second).await.leads_to("/atur-ulang");
        app.pass(899);
        assert!(browser.get("/atur-ulang").await.body.contains("s•••••i@contoh.example"));
        app.pass(1);
        assert!(!browser.get("/atur-ulang").await.body.contains("s•••••i@contoh.example"));
        choose(&mut browser, NEW_PASSWORD).await.says(Code::Elsewhere);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_link_works_during_a_lock_and_ends_it() {
    demo(|app| async move {
        let mut browser = app.browser();
        for _ in 0..5 {
            browser.sign_in(SARI, "salah-terus-1").await;
        }
        browser.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        forgot(&mut browser, SARI).await;
        browser.get(&link(&app).await).await.leads_to("/atur-ulang");
        choose(&mut browser, NEW_PASSWORD).await.leads_to("/masuk");
        browser.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_whoever_used_up_the_day_s_codes_and_tries_with_the_old_password_keeps_nobody_out_who_has_a_new_one() {
    demo(|app| async move {
        let mut attacker = app.browser();
        for _ in 0..6 {
            attacker.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            let code: u32 = app.code(SARI, "sign_in").await.parse().unwrap();
            let wrong = format!("{:06}", (code + 1) % 1_000_000);
            for _ in 0..5 {
                attacker.post("/api/account/sign_in_verify", &[("kode", &wrong)]).await.says(Code::Invalid);
            }
            app.pass(900);
        }
        assert_eq!(app.count("SELECT CAST(SUM(attempts) AS BIGINT) FROM otp_challenge").await, 30);
        let mut owner = app.browser();
        owner.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Limited);

        forgot(&mut owner, SARI).await;
        owner.get(&link(&app).await).await.leads_to("/atur-ulang");
        choose(&mut owner, NEW_PASSWORD).await.leads_to("/masuk");
        owner.enter(SARI, NEW_PASSWORD).await;
        app.pass(301);
        owner.prove_fresh(SARI, NEW_PASSWORD, "/akun/keamanan").await;
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_three_links_in_a_quarter_of_an_hour_for_known_and_unknown_alike() {
    demo(|app| async move {
        for email in [SARI, NOBODY] {
            let mut browser = app.browser();
            for _ in 0..3 {
                forgot(&mut browser, email).await;
            }
            let answer = browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await;
            assert_eq!(answer.says(Code::Limited).retry_after, Some(300));
        }
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 3);
        assert!(app.messages_to(NOBODY, "reset").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_captcha_pays_for_a_refused_request_too() {
    demo(|app| async move {
        for email in [SARI, NOBODY] {
            let mut browser = app.browser();
            for _ in 0..3 {
                forgot(&mut browser, email).await;
            }
            let spent = app.count("SELECT COUNT(*) FROM spent").await;
            let (token, sum) = browser.captcha("lupa").await;
            let solved = [("tantangan", token.as_str()), ("captcha", sum.as_str())];
            browser.post("/api/account/forgot", &[&solved[..], &[("email", email)]].concat()).await.says(Code::Limited);
            assert_eq!(app.count("SELECT COUNT(*) FROM spent").await, spent + 1);
            // Once more it is told the truth: this captcha has sent nothing, neither here nor anywhere else.
            for other in [email, AYU] {
                browser.post("/api/account/forgot", &[&solved[..], &[("email", other)]].concat()).await.refuses("captcha", "used");
            }
        }
        assert!(app.messages_to(AYU, "reset").await.is_empty());
        let refused = "SELECT COUNT(*) FROM audit_event WHERE action = 'reset.request' AND outcome = 'limited'";
        assert_eq!(app.count(refused).await, 2);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_form_sent_twice_sends_one_link_and_says_so_twice_and_nothing_about_another_address() {
    demo(|app| async move {
        for email in [SARI, NOBODY] {
            let mut browser = app.browser();
            let (token, sum) = browser.captcha("lupa").await;
            let fields = |email| [("tantangan", token.as_str()), ("captcha", sum.as_str()), ("email", email)];
            for _ in 0..2 {
                browser.post("/api/account/forgot", &fields(email)).await.leads_to("/lupa-password");
            }
            browser.post("/api/account/forgot", &fields(AYU)).await.refuses("captcha", "used");
        }
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
        assert!(app.messages_to(AYU, "reset").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_mailbox_gets_few_links_a_day_for_known_and_unknown_alike() {
    demo(|app| async move {
        let mut sent = Vec::new();
        for email in [SARI, NOBODY] {
            let mut passed = 0;
            for quarter in 0..96 {
                let answer = app.browser().post_solved("/api/account/forgot", "lupa", &[("email", email)]).await;
                passed += i64::from(answer.status.is_success());
                if !answer.status.is_success() {
                    let wait = answer.says(Code::Limited).retry_after.unwrap();
                    assert!(quarter >= 6 && (1..=14_400).contains(&wait), "{quarter}: {wait}");
                }
                app.pass(900);
            }
            sent.push(passed);
        }
        assert!((6..=11).contains(&sent[0]), "{sent:?}");
        assert_eq!(sent[0], sent[1]);
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset").await, sent[0]);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_token_that_was_never_issued_opens_nothing() {
    demo(|app| async move {
        let mut browser = app.browser();
        for token in ["A".repeat(43), "x".to_owned(), "A".repeat(400)] {
            browser.get(&format!("/atur-ulang/{token}")).await.leads_to("/atur-ulang");
            choose(&mut browser, NEW_PASSWORD).await.says(Code::Elsewhere);
        }
        assert_eq!(browser.get("/atur-ulang").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_link_has_256_bits_of_which_only_the_hash_is_stored() {
    demo(|app| async move {
        let mut browser = app.browser();
        forgot(&mut browser, SARI).await;
        let link = link(&app).await;
        let token = link.rsplit('/').next().unwrap();
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, token).unwrap();
        assert_eq!(bytes.len(), 32);
        let (stored,): (String,) = app.ctx.db.fetch_one("SELECT token_hash FROM chk_reset", &[]).await.unwrap();
        assert_eq!(stored, crate::platform::crypt::token_hash(token));
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_whoever_else_is_signed_in_on_the_browser_stays_signed_in() {
    demo(|app| async move {
        let mut shared = app.inside(AYU).await;
        forgot(&mut shared, SARI).await;
        shared.get(&link(&app).await).await.leads_to("/atur-ulang");
        let answer = choose(&mut shared, NEW_PASSWORD).await;
        answer.leads_to("/masuk");
        assert!(answer.sets("sesi").is_none() && shared.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_a_link_ends_the_lock_of_a_known_device_too() {
    demo(|app| async move {
        let mut owner = app.inside(SARI).await;
        owner.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        app.pass(61);
        for _ in 0..5 {
            owner.sign_in(SARI, "salah-terus-1").await.refuses("password", "wrong");
        }
        owner.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        let mut elsewhere = app.browser();
        forgot(&mut elsewhere, SARI).await;
        elsewhere.get(&link(&app).await).await.leads_to("/atur-ulang");
        choose(&mut elsewhere, NEW_PASSWORD).await.leads_to("/masuk");
        owner.sign_in(SARI, NEW_PASSWORD).await.leads_to("/masuk/kode");
        assert_eq!(app.count("SELECT COUNT(*) FROM guard").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_meter_of_a_new_password_knows_whose_link_it_is() {
    demo(|app| async move {
        let mut browser = app.browser();
        let typed = format!("{SARI}77");
        let own = [("password", typed.as_str())];
        let before = browser.post("/api/account/password_strength", &own).await.body;
        forgot(&mut browser, SARI).await;
        browser.get(&link(&app).await).await.leads_to("/atur-ulang");
        let after = browser.post("/api/account/password_strength", &own).await.body;
        assert_ne!(before, after, "the person's own address is easy to guess");
        assert_eq!(app.browser().post("/api/account/password_strength", &own).await.body, before, "nobody else's meter knows it");
    })
    .await;
}
