//! From outside an address that has an account is like one that has none: status, headers and words.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, PASSWORD, SARI, nik};
use axum::http::StatusCode;

/// Is masked like [`SARI`].
const SITI: &str = "siti@contoh.example";
const WRONG: &str = "bukan-password-siapa-1";

/// Everything that can be seen of an answer, without what differs in any two answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub status: StatusCode,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

pub(super) fn seen(answer: &Answer) -> Seen {
    let mut headers: Vec<(String, String)> = Vec::new();
    for (name, value) in &answer.headers {
        let value = value.to_str().unwrap().replace(answer.nonce(), "NONCE");
        match name.as_str() {
            "x-request-id" => headers.push((name.to_string(), String::new())),
            // Which cookie with which attributes, not its sealed or random value.
            "set-cookie" => {
                let (pair, attributes) = value.split_once(';').unwrap();
                headers.push((name.to_string(), format!("{}{attributes}", pair.split('=').next().unwrap())));
            }
            _ => headers.push((name.to_string(), value)),
        }
    }
    headers.sort();
    let mut body = answer.body.replace(answer.nonce(), "NONCE");
    let token = body.split("data-permintaan=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    if let Some(token) = token.filter(|token| !token.is_empty()) {
        body = body.replace(&token, "permintaan");
    }
    if let Some(challenge) = answer.value("tantangan").filter(|value| !value.is_empty()) {
        body = body.replace(&challenge, "tantangan");
    }
    // The page's data once more, packed for the browser: what it says stands in the page.
    if let Some(at) = body.find("__RESOLVED_RESOURCES[0]") {
        body.truncate(at);
    }
    Seen { status: answer.status, headers, body }
}

/// A page whose captcha has another sum each time, without the sum.
fn without_sum(mut seen: Seen) -> Seen {
    while let Some(start) = seen.body.find("Berapa ") {
        let end = seen.body[start..].find('?').unwrap() + start;
        seen.body.replace_range(start..=end, "SUM");
    }
    seen.headers.retain(|(name, _)| name != "content-length");
    seen
}

fn twice(app: &App) -> [(Browser, &'static str); 2] {
    [(app.browser(), SARI), (app.browser(), SITI)]
}

pub(super) fn assert_alike(mut answers: Vec<Seen>) {
    let unknown = answers.pop().unwrap();
    let known = answers.pop().unwrap();
    assert_eq!(known, unknown);
}

#[tokio::test]
async fn clause_3_3_wrong_passwords_and_locks_look_alike_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let mut pair = twice(&app);
        for round in 1..=12 {
            let mut answers = Vec::new();
            for (browser, email) in &mut pair {
                let answer = browser.sign_in(email, WRONG).await;
                // Five, then the lock; a quarter of an hour later five more, then one twice as long.
                let (expected, wait) = match round {
                    6 => (Code::Locked, Some(900)),
                    12 => (Code::Locked, Some(1_800)),
                    _ => (Code::Invalid, None),
                };
                let fault = answer.fault();
                assert_eq!((fault.code, fault.retry_after), (expected, wait), "{email} {round}");
                answers.push(seen(&answer));
            }
            assert_alike(answers);
            if round == 6 {
                app.pass(900);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_page_after_a_wrong_password_reads_alike_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let mut pair = twice(&app);
        for round in 1..=7 {
            let (mut posts, mut pages) = (Vec::new(), Vec::new());
            // From the sixth on it is locked, and the page about that says until when.
            let next = if round > 5 { "/masuk/terkunci" } else { "/masuk" };
            for (browser, email) in &mut pair {
                let answer = browser.submit("/masuk", "/api/account/sign_in", &[("email", email), ("password", WRONG)]).await;
                answer.leads_to(next);
                posts.push(seen(&answer));
                let page = browser.get(next).await;
                if round <= 5 {
                    assert_eq!(page.value("email").as_deref(), Some(*email), "what was typed is kept");
                }
                let mut page = without_sum(seen(&page));
                page.body = page.body.replace(*email, "EMAIL");
                pages.push(page);
            }
            assert_alike(posts);
            assert_alike(pages);
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_asking_for_a_link_looks_alike_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let mut pair = twice(&app);
        for _ in 0..4 {
            let (mut scripts, mut posts, mut pages) = (Vec::new(), Vec::new(), Vec::new());
            for (browser, email) in &mut pair {
                let answer = browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await;
                scripts.push(seen(&answer));
                // The notice stands in the form's place, once.
                pages.push(without_sum(seen(&browser.get("/lupa-password").await)));
                posts.push(seen(&browser.submit("/lupa-password", "/api/account/forgot", &[("email", email)]).await));
                let mut page = without_sum(seen(&browser.get("/lupa-password").await));
                page.body = page.body.replace(*email, "EMAIL");
                pages.push(page);
            }
            assert_alike(scripts);
            assert_alike(posts);
            let (again, notices): (Vec<_>, Vec<_>) = pages.into_iter().enumerate().partition(|(at, _)| at % 2 == 1);
            assert_alike(notices.into_iter().map(|(_, page)| page).collect());
            assert_alike(again.into_iter().map(|(_, page)| page).collect());
            app.pass(200);
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_registering_looks_alike_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let (mut starts, mut pages, mut tries, mut resends) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (browser, email) in &mut twice(&app) {
            starts.push(seen(&browser.begin(email, &nik("0007")).await));
            app.messages().await;
            let purpose = if *email == SARI { "account_exists" } else { "register" };
            let reference = app.message_to(email, purpose).await.reference;
            let mut page = seen(&browser.get("/daftar/kode").await);
            assert!(page.body.contains(reference.as_str()));
            page.body = page.body.replace(reference.as_str(), "REFERENCE");
            pages.push(page);
            for code in ["12345", "abcdef", "", "000000"] {
                tries.push(seen(&browser.post("/api/account/register_verify", &[("kode", code)]).await));
            }
            resends.push(seen(&browser.post("/api/account/register_resend", &[]).await));
        }
        assert_alike(starts);
        assert_alike(pages);
        assert_alike(resends);
        let (known, unknown) = tries.split_at(tries.len() / 2);
        assert_eq!(known, unknown);
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_password_of_an_unfinished_registration_resumes_it_at_known_and_unknown_addresses_alike() {
    demo(|app| async move {
        for email in [SARI, SITI] {
            app.browser().begin(email, &nik("0007")).await.leads_to("/daftar/kode");
        }
        let mut pair = twice(&app);
        // Before the next code may go out it is the limit that speaks, then the page of the code.
        for next in ["", "/daftar/kode"] {
            let mut answers = Vec::new();
            for (browser, email) in &mut pair {
                let answer = browser.sign_in(email, PASSWORD).await;
                assert_eq!(answer.location(), next, "{email}");
                answers.push(seen(&answer));
            }
            assert_alike(answers);
            app.pass(61);
        }
        let (mut pages, mut tries, mut resends) = (Vec::new(), Vec::new(), Vec::new());
        for (browser, email) in &mut pair {
            let sent = app.messages_to(email, if *email == SARI { "account_exists" } else { "register" }).await;
            assert_eq!(sent.len(), 2, "{email}");
            let mut page = seen(&browser.get("/daftar/kode").await);
            let shown = sent.iter().find(|message| page.body.contains(message.reference.as_str())).unwrap();
            page.body = page.body.replace(shown.reference.as_str(), "REFERENCE");
            pages.push(page);
            for code in ["000000", "000001", "000002", "000003", "000004", "000005"] {
                tries.push(seen(&browser.post("/api/account/register_verify", &[("kode", code)]).await));
            }
            resends.push(seen(&browser.post("/api/account/register_resend", &[]).await));
        }
        assert_alike(pages);
        assert_alike(resends);
        let (known, unknown) = tries.split_at(tries.len() / 2);
        assert_eq!(known, unknown);
        assert!(app.messages_to(SARI, "register").await.is_empty(), "no code reaches anybody");
        app.pass(900);
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_password_of_an_unfinished_registration_forgives_no_wrong_one_at_known_and_unknown_addresses() {
    demo(|app| async move {
        for email in [SARI, SITI] {
            app.browser().begin(email, &nik("0007")).await.leads_to("/daftar/kode");
        }
        let mut pair = twice(&app);
        for round in 1..=5 {
            let mut answers = Vec::new();
            for (browser, email) in &mut pair {
                browser.sign_in(email, WRONG).await.refuses("password", "wrong");
                let answer = browser.sign_in(email, PASSWORD).await;
                // It is right, but no other code may go out yet; from the fifth wrong one on it is not looked at.
                answer.says(if round < 5 { Code::Limited } else { Code::Locked });
                answers.push(seen(&answer));
            }
            assert_alike(answers);
        }
    })
    .await;
}
