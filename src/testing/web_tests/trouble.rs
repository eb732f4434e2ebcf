//! Answers when something is wrong: a defect, too many passwords at once, a way in that is closed.

use super::once;
use crate::kernel::fault::Code;
use crate::kernel::lang::Lang;
use crate::platform::config::Mode;
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, SARI};
use crate::testing::{both, sqlite};
use axum::http::{Method, StatusCode};
use axum::routing::get;
use std::sync::Arc;

#[tokio::test]
async fn clause_2_3_a_defect_ends_its_own_request_with_the_portal_s_page_and_the_number_to_find_it_by() {
    async fn breaks() {
        panic!("no account for {SARI}");
    }
    let folder = tempfile::tempdir().unwrap();
    let app = App::with_route(sqlite(folder.path()).await, "/uji/rusak", get(breaks));
    let mut browser = app.browser();
    let page = browser.get("/uji/rusak").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.header("content-type").starts_with("text/html") && page.header("cache-control") == "no-store");
    assert!(page.body.contains("Ada gangguan di pihak kami") && page.body.contains("prakerja.css"), "in the portal's look");
    let id = page.header("x-request-id").to_owned();
    assert!(id.len() == 32 && page.body.contains(&id), "{}", page.body);
    assert!(!page.body.contains(SARI), "what the defect said stays inside");
    assert!(page.nonce().len() >= 22, "with every header");

    browser.get("/masuk?lang=en").await.leads_to("/masuk");
    assert!(browser.get("/uji/rusak").await.body.contains("Something went wrong on our side"));

    let answer = browser.ask(Method::GET, "/uji/rusak").script().send().await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.header("content-type").starts_with("application/json"));
    let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&body["code"], &body["request_id"]), (&"unavailable".into(), &answer.header("x-request-id").into()));
    assert_ne!(answer.header("x-request-id"), id);

    assert_eq!(browser.get("/masuk").await.status, StatusCode::OK, "everybody else is served");
}

/// What the sandbox banner of a page says, and its attributes in alphabetical order; hydration leaves comments between the words.
fn banner(html: &str) -> Option<(String, Vec<String>)> {
    let is_it = |rest: &&str| rest.split('>').next().is_some_and(|tag| tag.contains("class=\"sandbox\""));
    let aside = html.split("<aside").skip(1).find(is_it)?.split("</aside>").next()?;
    let words = aside.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let mut marks: Vec<String> = aside.split([' ', '<', '>']).filter(|part| part.contains("=\"")).map(str::to_owned).collect();
    marks.sort();
    Some((words, marks))
}

/// One page of each kind that is made without the frame: no such address, another site's form, a defect.
async fn error_pages(browser: &mut Browser) -> [Answer; 3] {
    let foreign = browser.ask(Method::POST, "/api/account/sign_in").plain().header("origin", "https://evil.example");
    let foreign = foreign.send().await;
    let pages = [browser.get("/tidak%20ada").await, foreign, browser.get("/uji/rusak").await];
    assert_eq!(pages.each_ref().map(|page| page.status.as_u16()), [404, 403, 500]);
    assert!(pages.iter().all(|page| page.body.contains("class=\"error-page\"")), "not the frame's own");
    pages
}

#[tokio::test]
async fn error_pages_say_that_this_is_a_sample_portal_as_every_other_page_does_and_only_where_it_is_one() {
    async fn breaks() {
        panic!("broken off");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut ctx = sqlite(folder.path()).await;
    let mut browser = App::with_route(ctx.clone(), "/uji/rusak", get(breaks)).browser();
    for lang in Lang::ALL {
        browser.get(&format!("/?lang={}", lang.code())).await.leads_to("/");
        let frame = banner(&browser.get("/").await.body).expect("a banner in the frame");
        assert!(frame.0.contains(lang.pick("Portal contoh", "Sample portal")), "{frame:?}");
        for page in error_pages(&mut browser).await {
            assert_eq!(banner(&page.body).as_ref(), Some(&frame), "{} {lang:?}", page.status);
        }
    }

    let mut config = (*ctx.config).clone();
    config.mode = Mode::Production;
    ctx.config = Arc::new(config);
    let mut official = App::with_route(ctx, "/uji/rusak", get(breaks)).browser();
    for page in error_pages(&mut official).await {
        assert!(banner(&page.body).is_none() && !page.body.contains("/sandbox"), "{}", page.status);
    }
}

#[tokio::test]
async fn clause_2_3_when_too_many_passwords_wait_the_next_is_told_when_to_come_back() {
    once(|app| async move {
        let mut browser = app.browser();
        let fields = [("email", SARI), ("password", DEMO_PASSWORD)];
        let rush = app.ctx.hasher.rush();
        let answer = browser.sign_in(SARI, DEMO_PASSWORD).await;
        let fault = answer.says(Code::Unavailable);
        assert_eq!(fault.retry_after.map(|seconds| seconds.to_string()).as_deref(), Some(answer.header("retry-after")));
        assert!((1..=60).contains(&fault.retry_after.unwrap()));

        browser.submit("/masuk", "/api/account/sign_in", &fields).await.leads_to("/masuk");
        let page = browser.get("/masuk").await;
        assert!(page.body.contains("Layanan sedang padat. Coba lagi dalam"), "the form says when to come back");
        assert_eq!(page.value("email").as_deref(), Some(SARI), "and keeps what was typed");
        for path in ["/", "/masuk", "/readyz"] {
            assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path} needs no password");
        }
        drop(rush);
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_way_in_that_is_closed_until_a_reset_says_when_asking_again_makes_sense() {
    once(|app| async move {
        let mut browser = app.browser();
        for failure in 1..=50 {
            browser.sign_in(SARI, "salah-terus-1").await.refuses("password", "wrong");
            // Every fifth one locks, for an hour at most; nor does the source's own limit count here.
            app.pass(if failure % 5 == 0 { 3_600 } else { 61 });
        }
        let answer = browser.sign_in(SARI, DEMO_PASSWORD).await;
        assert_eq!(answer.says(Code::Locked).retry_after, None, "no time opens it");
        assert_eq!(answer.header("retry-after"), "3600", "so not before the longest lock");
        app.pass(3_600);
        browser.sign_in(SARI, DEMO_PASSWORD).await.says(Code::Locked);
        browser
            .submit("/masuk", "/api/account/sign_in", &[("email", SARI), ("password", DEMO_PASSWORD)])
            .await
            .leads_to("/masuk/terkunci");
        let page = browser.get("/masuk/terkunci").await;
        assert!(page.body.contains("Terkunci sampai Anda membuat password baru."), "people are told the way");
    })
    .await;
}

#[tokio::test]
async fn a_limit_that_no_form_can_show_has_a_page_that_says_so_and_when_to_come_back() {
    both(|ctx| async move {
        // Every limit of today is met by a form, whose page shows it; here the form has none.
        let app = App::with_functions(ctx, |functions| {
            for function in functions.iter_mut().filter(|function| function.path == "/api/account/forgot") {
                function.form = None;
            }
        })
        .await;
        let mut browser = app.browser();
        for lang in [Lang::Id, Lang::En] {
            browser.get(&format!("/?lang={}", lang.code())).await;
            let mut answer = None;
            for _ in 0..4 {
                let (token, sum) = browser.captcha("lupa").await;
                let fields = [("email", SARI), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
                answer = Some(browser.post_plain("/api/account/forgot", &fields).await);
            }
            let page = answer.unwrap();
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
            assert!((1..=300).contains(&page.header("retry-after").parse::<u32>().unwrap()), "{}", page.header("retry-after"));
            assert!(page.body.contains(lang.pick("Terlalu banyak permintaan", "Too many requests")));
            assert!(
                page.body.contains("prakerja.css") && page.body.contains("href=\"/bantuan\""),
                "in the portal's look, with a way out"
            );
            app.pass(900);
        }
    })
    .await;
}
