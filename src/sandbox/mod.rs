//! `/sandbox`: what a developer or tester needs and production must not have: the mails and SMS that were sent, the clock, the demo
//! sign-ins, the simulators' rules.
//!
//! Invariants: its routes exist in sandbox mode only; it reads and moves nothing that production uses.

use crate::account;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::office;
use crate::platform::config::Config;
use crate::platform::db;
use crate::platform::http::cookies::{Cookie, FLASH};
use crate::platform::http::flash::Flash;
use crate::platform::http::reply::Reply;
use crate::platform::http::visit::Visit;
use crate::platform::http::{Site, pages};
use crate::platform::outbox::mailbox::{self, Received};
use crate::platform::{Ctx, Error};
use crate::site::CLOCK_FACT;
use crate::ui::icon::SPRITE;
use askama::Template;
use axum::Router;
use axum::extract::{Extension, Form, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Messages that the page lists.
const LISTED: u32 = 50;
/// Seconds the clock may be moved at a time: 400 days.
const FURTHEST: i64 = 400 * 86_400;
/// The form that moves the clock, in a flash.
const FORM: &str = "jam";

/// The sandbox's routes; none in production.
pub fn routes(config: &Config) -> Router<Site> {
    if !config.is_sandbox() {
        return Router::new();
    }
    Router::new().route("/sandbox", get(page)).route("/api/sandbox/jam", post(move_clock))
}

#[derive(Deserialize)]
struct Asked {
    format: Option<String>,
}

/// A message for scripts.
#[derive(Serialize)]
struct Listed {
    reference: String,
    channel: &'static str,
    purpose: String,
    to: String,
    subject: String,
    text: String,
    html: Option<String>,
    sent_at: i64,
}

impl From<Received> for Listed {
    fn from(message: Received) -> Self {
        Self {
            reference: message.reference.as_str().to_owned(),
            channel: message.channel.name(),
            purpose: message.purpose,
            to: message.to,
            subject: message.subject,
            text: message.text,
            html: message.html,
            sent_at: message.sent_at.0,
        }
    }
}

#[derive(Serialize)]
struct Listing {
    messages: Vec<Listed>,
    now: i64,
}

#[derive(Template)]
#[template(path = "sandbox.html")]
struct Page {
    lang: Lang,
    release: &'static str,
    sprite: &'static str,
    messages: Vec<Shown>,
    demo: Demo,
    clock: String,
    offset_minutes: i64,
    /// In the field: what was refused last, or an hour.
    seconds: String,
    is_wrong: bool,
    furthest: i64,
    request_token: String,
    smtp: bool,
}

/// How to sign in; nothing in a database to which nobody was added.
#[derive(Default)]
struct Demo {
    participants: Vec<String>,
    /// With the value their authenticator shows now.
    staff: Vec<(String, String)>,
}

async fn demo(ctx: &Ctx) -> Result<Demo, Error> {
    if db::fact(&ctx.db, account::DEMO_FACT).await?.is_none() {
        return Ok(Demo::default());
    }
    let staff = office::demo_staff().iter().map(|staff| (staff.line(), staff.value(ctx.now()))).collect();
    Ok(Demo { participants: account::demo_sign_ins(), staff })
}

/// A message as the page shows it.
struct Shown {
    message: Received,
    at: String,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    is_link: bool,
}

async fn page(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    Extension(reply): Extension<Reply>,
    Query(asked): Query<Asked>,
) -> Response {
    reply.private();
    let ctx = &site.ctx;
    let messages = match mailbox::list(ctx, LISTED).await {
        Ok(messages) => messages,
        Err(error) => return failed(&site, &visit, &error),
    };
    if asked.format.as_deref() == Some("json") {
        return Json(Listing { messages: messages.into_iter().map(Listed::from).collect(), now: ctx.now().0 }).into_response();
    }
    let demo = match demo(ctx).await {
        Ok(demo) => demo,
        Err(error) => return failed(&site, &visit, &error),
    };
    let refused = visit.flash(FORM);
    if refused.is_some() {
        reply.set_cookie(Cookie::gone(FLASH));
    }
    let lang = visit.lang;
    let page = Page {
        lang,
        release: site.release,
        sprite: SPRITE,
        messages: messages.into_iter().map(|message| shown(message, lang)).collect(),
        demo,
        clock: ctx.now().date_time(lang),
        offset_minutes: ctx.clock.offset_ms() / 60_000,
        seconds: refused.as_ref().map_or("3600", |refill| refill.value("detik")).to_owned(),
        is_wrong: refused.is_some(),
        furthest: FURTHEST,
        request_token: visit.request_token,
        smtp: ctx.config.mail.smtp_url.is_some(),
    };
    match page.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the sandbox page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn shown(message: Received, lang: Lang) -> Shown {
    let lines = message.text.lines().map(|line| Line { is_link: line.starts_with("http"), text: line.to_owned() }).collect();
    Shown { at: message.sent_at.date_time(lang), lines, message }
}

#[derive(Deserialize)]
struct Move {
    #[serde(default)]
    detik: String,
    permintaan: Option<String>,
}

/// Moves the portal's clock forward; every process follows within a second. People without scripts read on the page what was wrong.
async fn move_clock(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    Extension(reply): Extension<Reply>,
    request: Request,
) -> Response {
    let html = pages::wants_html(request.headers());
    let Ok(Form(asked)) = <Form<Move> as axum::extract::FromRequest<()>>::from_request(request, &()).await else {
        return if html { pages::error_page(&site, visit.lang, Code::Malformed) } else { pages::json(&Fault::of(Code::Malformed)) };
    };
    if visit.needs_request_token && html && asked.permintaan.as_deref() != Some(&visit.request_token) {
        return pages::error_page(&site, visit.lang, Code::CrossSite);
    }
    let Some(seconds) = asked.detik.trim().parse::<i64>().ok().filter(|seconds| (0..=FURTHEST).contains(seconds)) else {
        let fault = Fault::invalid("detik", "shape");
        return if html { back(&site, &reply, fault, asked.detik) } else { pages::json(&fault) };
    };
    match forward(&site, seconds).await {
        Ok(()) if html => Redirect::to(Route::Sandbox.path()).into_response(),
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => failed(&site, &visit, &error),
    }
}

/// To the page again, which shows the fault and what was typed.
fn back(site: &Site, reply: &Reply, fault: Fault, typed: String) -> Response {
    let values = BTreeMap::from([("detik".to_owned(), typed)]);
    let flash = Flash { form: FORM.to_owned(), fault: Some(fault), values };
    reply.set_cookie(flash.cookie(&site.ctx.keys).unwrap_or_else(|| Cookie::gone(FLASH)));
    Redirect::to(Route::Sandbox.path()).into_response()
}

async fn forward(site: &Site, seconds: i64) -> Result<(), Error> {
    let ctx = &site.ctx;
    let mut tx = ctx.db.begin().await?;
    let known: i64 = db::fact_in(&mut tx, CLOCK_FACT).await?.and_then(|text| text.parse().ok()).unwrap_or(0);
    let offset = known.saturating_add(seconds.saturating_mul(1000));
    db::put_fact(&mut tx, CLOCK_FACT, &offset.to_string()).await?;
    tx.commit().await?;
    ctx.clock.set_offset_ms(offset);
    Ok(())
}

fn failed(site: &Site, visit: &Visit, error: &Error) -> Response {
    error.report("the sandbox failed");
    pages::error_page(site, visit.lang, Code::Unavailable)
}

#[cfg(test)]
mod tests {
    use crate::testing::web::{App, SARI};
    use crate::testing::{both, sqlite};
    use axum::http::{Method, StatusCode};

    #[tokio::test]
    async fn the_page_tells_in_both_languages_which_digits_steer_the_simulators() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(sqlite(folder.path()).await);
        for (lang, registry, lookup, voip) in [
            ("id", "Empat angka terakhir NIK", "Empat angka terakhir nomor ponsel", "9001 nomor internet (VoIP)"),
            ("en", "last four digits of the NIK", "last four digits of a phone number", "9001 internet number (VoIP)"),
        ] {
            let mut browser = app.browser();
            browser.cookies.insert("bahasa".to_owned(), lang.to_owned());
            let page = browser.get("/sandbox").await;
            assert_eq!(page.status, StatusCode::OK);
            for part in [registry, lookup, voip] {
                let text = page.body.replace("&#39;", "'");
                assert!(text.contains(part), "{part} in\n{text}");
            }
        }
    }

    #[tokio::test]
    async fn a_wrong_number_of_seconds_comes_back_beside_its_field_and_to_scripts_as_json() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(sqlite(folder.path()).await);
        let mut browser = app.browser();
        for (lang, told) in
            [("id", "Tulis bilangan bulat dari 0 sampai 34560000"), ("en", "Write a whole number from 0 to 34560000")]
        {
            browser.get(&format!("/?lang={lang}")).await.leads_to("/");
            for typed in ["satu jam", "-1", "34560001", ""] {
                browser.submit("/sandbox", "/api/sandbox/jam", &[("detik", typed)]).await.leads_to("/sandbox");
                let page = browser.get("/sandbox").await;
                assert_eq!((page.status, page.value("detik").as_deref()), (StatusCode::OK, Some(typed)), "{}", page.body);
                assert!(
                    page.body.contains(told) && page.body.contains("aria-describedby=\"detik-error\""),
                    "{typed} {}",
                    page.body
                );
                let later = browser.get("/sandbox").await;
                assert!(!later.body.contains(told) && later.value("detik").as_deref() == Some("3600"), "shown once");
                browser.post("/api/sandbox/jam", &[("detik", typed)]).await.refuses("detik", "shape");
            }
        }
        browser.post("/api/sandbox/jam", &[]).await.refuses("detik", "shape");
        assert_eq!(app.ctx.clock.offset_ms(), 0);
    }

    #[tokio::test]
    async fn people_read_why_the_clock_s_form_was_refused_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(sqlite(folder.path()).await);
        let mut browser = app.browser();
        let forged = browser.ask(Method::POST, "/api/sandbox/jam").plain().fields(&[("detik", "60"), ("permintaan", "salah")]);
        let forged = forged.send().await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert!(forged.body.contains("Permintaan ini ditolak"), "{}", forged.body);
        let unread = browser.ask(Method::POST, "/api/sandbox/jam").plain().own().body("text/plain", b"detik=60").send().await;
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unread.body.contains("Kiriman tidak terbaca"), "{}", unread.body);
        assert_eq!(app.ctx.clock.offset_ms(), 0);
    }

    #[tokio::test]
    async fn the_page_names_no_demo_sign_in_that_does_not_exist() {
        both(|ctx| async move {
            let app = App::new(ctx);
            let mut browser = app.browser();
            let page = browser.get("/sandbox").await.body;
            assert!(!page.contains(SARI) && !page.contains("admin@kantor.example"), "{page}");
            assert!(page.contains("prakerja seed --demo"), "but how to get them");
            crate::account::seed_demo(&app.ctx).await.unwrap();
            crate::office::seed_demo(&app.ctx).await.unwrap();
            let page = browser.get("/sandbox").await.body;
            assert!(page.contains(SARI) && page.contains("admin@kantor.example"), "{page}");
            assert!(!page.contains("prakerja seed --demo"));
        })
        .await;
    }
}
