//! `/sandbox`: what a developer or tester needs and production must not have: the mails and SMS that were sent, the clock, the demo
//! sign-ins, the simulators' rules.
//!
//! Invariants: its routes exist in sandbox mode only; it reads and moves nothing that production uses.

use crate::account;
use crate::kernel::lang::Lang;
use crate::office;
use crate::platform::Error;
use crate::platform::config::Config;
use crate::platform::db;
use crate::platform::http::reply::Reply;
use crate::platform::http::visit::Visit;
use crate::platform::http::{Site, pages};
use crate::platform::outbox::mailbox::{self, Received};
use crate::site::CLOCK_FACT;
use askama::Template;
use axum::Router;
use axum::extract::{Extension, Form, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

/// Messages that the page lists.
const LISTED: u32 = 50;
/// Seconds the clock may be moved at a time: 400 days.
const FURTHEST: i64 = 400 * 86_400;

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
    messages: Vec<Shown>,
    demo: Vec<String>,
    /// How to sign in as staff, and the value their authenticator shows now.
    staff: Vec<(String, String)>,
    clock: String,
    offset_minutes: i64,
    request_token: String,
    smtp: bool,
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
    let lang = visit.lang;
    let page = Page {
        lang,
        release: site.release,
        messages: messages.into_iter().map(|message| shown(message, lang)).collect(),
        demo: account::demo_sign_ins(),
        staff: office::demo_staff().iter().map(|staff| (staff.line(), staff.value(ctx.now()))).collect(),
        clock: ctx.now().date_time(lang),
        offset_minutes: ctx.clock.offset_ms() / 60_000,
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
    detik: String,
    permintaan: Option<String>,
}

/// Moves the portal's clock forward; every process follows within a second.
async fn move_clock(State(site): State<Site>, Extension(visit): Extension<Visit>, request: Request) -> Response {
    let html = pages::wants_html(request.headers());
    let Ok(Form(asked)) = <Form<Move> as axum::extract::FromRequest<()>>::from_request(request, &()).await else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    if visit.needs_request_token && html && asked.permintaan.as_deref() != Some(&visit.request_token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(seconds) = asked.detik.trim().parse::<i64>().ok().filter(|seconds| (0..=FURTHEST).contains(seconds)) else {
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            [(header::CONTENT_TYPE, "application/json")],
            r#"{"code":"invalid","fields":{"detik":"shape"}}"#,
        )
            .into_response();
    };
    match forward(&site, seconds).await {
        Ok(()) if html => Redirect::to("/sandbox").into_response(),
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => failed(&site, &visit, &error),
    }
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
    pages::error_page(site, visit.lang, crate::kernel::fault::Code::Unavailable)
}

#[cfg(test)]
mod tests {
    use crate::testing::sqlite;
    use crate::testing::web::App;
    use axum::http::StatusCode;

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
}
