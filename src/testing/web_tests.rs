//! The web layer from outside: foreign posts and unknown functions here, bad bodies and refilled forms, then what answers carry.

mod answers;
mod canaries;
mod forms;
mod fresh;
mod gallery;
mod hung_up;
mod inputs;
mod keys;
mod logs;
mod markup;
mod metrics;
mod office;
mod offline;
mod outcomes;
mod overload;
mod stages;
mod strangers;
mod trouble;

use super::both;
use super::sqlite;
use super::web::{App, Browser, Fields, SARI};
use crate::kernel::fault::Code;
use crate::site;
use axum::http::{Method, StatusCode};
use std::collections::BTreeSet;

/// Runs a test on SQLite only: the answer does not come from the database.
async fn once<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    test(App::with_demo(sqlite(folder.path()).await).await).await;
}

async fn signed_in(app: &App) -> Browser {
    let browser = app.inside(SARI).await;
    app.pass(61);
    browser
}

/// Headers by which a browser tells that another site caused the request.
const FOREIGN: &[Fields<'static>] = &[
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:3000")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:3000")],
];

#[tokio::test]
async fn clause_4_1_a_foreign_post_to_every_function_is_refused_and_changes_nothing() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let mut inside = signed_in(&app).await;
        let cookies = inside.cookies.clone();
        for function in site::functions() {
            for headers in FOREIGN {
                for script in [true, false] {
                    let mut ask = inside.ask(Method::POST, function.path).fields(&[("email", SARI)]);
                    for (name, value) in *headers {
                        ask = ask.header(name, value);
                    }
                    let answer = if script { ask.script() } else { ask.plain() }.send().await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {headers:?}", function.path);
                    assert!(answer.set_cookies().is_empty() && answer.location().is_empty());
                    if script {
                        answer.says(Code::CrossSite);
                    } else {
                        assert!(answer.body.contains("Permintaan ini ditolak"));
                    }
                }
            }
        }
        assert!(inside.is_inside().await, "not even signed out");
        assert_eq!(inside.cookies, cookies);
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_other_methods_from_other_sites_are_refused_too() {
    once(|app| async move {
        let mut browser = app.browser();
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            for path in ["/", "/masuk", "/api/account/sign_out", "/sandbox", "/api/sandbox/jam"] {
                let answer = browser.ask(method.clone(), path).header("sec-fetch-site", "cross-site").script().send().await;
                answer.says(Code::CrossSite);
            }
        }
        let answer =
            browser.ask(Method::POST, "/api/sandbox/jam").header("origin", "https://evil.example").fields(&[("detik", "60")]);
        answer.script().send().await.says(Code::CrossSite);
        assert_eq!(app.ctx.clock.offset_ms(), 0);
    })
    .await;
}

/// What is left out where one session goes through every function.
fn ends_the_session(path: &str) -> bool {
    ["sign_out", "disavow_event"].iter().any(|verb| path.ends_with(verb))
}

#[tokio::test]
async fn clause_2_3_without_both_headers_the_form_s_token_decides() {
    once(|app| async move {
        let (mut guest, mut inside, mut stranger) = (app.browser(), signed_in(&app).await, app.browser());
        let mut tokens = BTreeSet::new();
        for (browser, page) in [(&mut guest, "/masuk"), (&mut stranger, "/masuk"), (&mut inside, "/dasbor")] {
            let page = browser.get(page).await;
            tokens.insert(page.value("permintaan").expect("every form carries the token"));
        }
        assert_eq!(tokens.len(), 3, "each browser has its own");
        let foreign = stranger.get("/masuk").await.value("permintaan").unwrap();

        for (browser, page) in [(&mut guest, "/masuk"), (&mut inside, "/dasbor")] {
            let token = browser.get(page).await.value("permintaan").unwrap();
            for function in site::functions().into_iter().filter(|function| !ends_the_session(function.path)) {
                for wrong in ["", foreign.as_str(), &token[1..]] {
                    let answer = browser.ask(Method::POST, function.path).script().fields(&[("permintaan", wrong)]).send().await;
                    answer.says(Code::CrossSite);
                }
                let answer = browser.ask(Method::POST, function.path).script().send().await;
                answer.says(Code::CrossSite);
                let answer = browser.ask(Method::POST, function.path).plain().fields(&[("permintaan", &token)]).send().await;
                assert_ne!(answer.status, StatusCode::FORBIDDEN, "{}", function.path);
            }
        }
        let token = inside.get("/dasbor").await.value("permintaan").unwrap();
        let leave = inside.ask(Method::POST, "/api/account/sign_out").plain().fields(&[("permintaan", &token)]);
        leave.send().await.leads_to("/masuk");
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_unknown_functions_answer_a_plain_404() {
    once(|app| async move {
        let mut browser = app.browser();
        for path in [
            "/api/account/nothing",
            "/api/account",
            "/api/account/register/",
            "/api/account/register/x",
            "/api/ACCOUNT/register",
            "/api/account/..%2Fsign_out",
            "/api/sandbox/nothing",
            "/api/",
            "/api",
        ] {
            browser.post(path, &[]).await.says(Code::NotFound);
            let answer = browser.post_plain(path, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(answer.body.contains("Halaman tidak ditemukan"), "{path}");
        }
        for function in site::functions() {
            let answer = browser.get(function.path).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{}: reading never writes", function.path);
        }
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_a_cookie_that_another_site_of_the_domain_set_signs_nobody_out() {
    once(|app| async move {
        let mut inside = signed_in(&app).await;
        inside.get("/?lang=en").await.leads_to("/");
        // Browsers send all cookies in one line, ours on both sides of it.
        inside.cookies.insert("nama".to_owned(), "Siti Nuʼaini".to_owned());
        assert!(inside.is_inside().await);
        assert!(inside.get("/dasbor").await.body.contains("lang=\"en\""));
    })
    .await;
}
