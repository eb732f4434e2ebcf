//! What the operator counts.

use super::once;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::platform::Ctx;
use crate::platform::http::measure;
use crate::platform::outbox::{self, Block, Destination, Letter, MailTransport, Message, Smtp, Transports};
use crate::site;
use crate::testing::both;
use crate::testing::smtp::{Answer, SmtpSink};
use crate::testing::web::{App, DEMO_PASSWORD, SARI};
use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// `/metrics` as Prometheus reads it.
pub(super) async fn counted() -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = site::metrics_router().oneshot(request).await.unwrap();
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/plain; version=0.0.4"));
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

/// The value of a sample; the tests of one process share the counters, so only differences mean something.
pub(super) fn value(text: &str, sample: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(sample)?.strip_prefix(' '));
    line.map_or(0, |value| value.parse().unwrap())
}

async fn tokens(app: &App) -> Vec<String> {
    let mut browser = app.browser();
    browser.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
    let link = app.link(SARI, "reset", "/atur-ulang/").await;
    browser.get(&link).await.leads_to("/atur-ulang");
    browser.get("/atur-ulang/rahasia%20satu").await;
    browser.get("/daftar/lanjut/rahasia-dua").await;
    browser.get("/rahasia-tiga?x=rahasia-empat").await;
    browser.post("/api/account/rahasia-lima", &[]).await;
    browser.ask(Method::from_bytes(b"RAHASIA").unwrap(), "/masuk").send().await;
    vec![link.trim_start_matches("/atur-ulang/").to_owned(), "rahasia".to_owned(), "RAHASIA".to_owned(), SARI.to_owned()]
}

#[tokio::test]
async fn clause_2_3_every_request_is_counted_under_its_route_and_no_path_is_told() {
    once(|app| async move {
        let requests = |route: &str, method: &str, class: &str| {
            format!("prakerja_http_requests_total{{route=\"{route}\",method=\"{method}\",class=\"{class}\"}}")
        };
        let lines = [
            requests("/atur-ulang/{token}", "GET", "3xx"),
            "prakerja_http_request_duration_seconds_count{route=\"/daftar/lanjut/{token}\",method=\"GET\"}".to_owned(),
            requests("/api/account/forgot", "POST", "2xx"),
            requests("/api/{function}", "POST", "4xx"),
            requests("/tantangan/{form}", "GET", "2xx"),
            requests("other", "GET", "4xx"),
            requests("/masuk", "other", "4xx"),
            "prakerja_http_request_duration_seconds_count{route=\"/atur-ulang/{token}\",method=\"GET\"}".to_owned(),
            "prakerja_http_request_duration_seconds_bucket{route=\"/atur-ulang/{token}\",method=\"GET\",le=\"+Inf\"}".to_owned(),
        ];
        let before = counted().await;
        let secrets = tokens(&app).await;
        let after = counted().await;
        for line in &lines {
            assert!(value(&after, line) > value(&before, line), "{line} in\n{after}");
        }
        for secret in secrets {
            assert!(!after.contains(&secret), "{secret}");
        }
    })
    .await;
}

#[test]
fn clause_2_3_every_address_of_the_portal_has_a_word_of_its_own() {
    let functions = site::functions();
    let pages = Route::ALL.iter().map(|route| (route.fill("x").unwrap(), route.path()));
    let all = pages.chain(functions.iter().map(|function| (function.path.to_owned(), function.path)));
    for (path, expected) in all {
        assert_eq!(measure::pattern(&functions, &path), expected);
    }
}

#[tokio::test]
async fn clause_3_3_sign_ins_are_counted_by_how_they_ended() {
    once(|app| async move {
        let outcome = |text: &str, name: &str| value(text, &format!("prakerja_sign_ins_total{{outcome=\"{name}\"}}"));
        let before = counted().await;
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code(SARI, "sign_in").await;
        let wrong = if code == "111111" { "222222" } else { "111111" };
        browser.post("/api/account/sign_in_verify", &[("kode", wrong)]).await.refuses("kode", "wrong_4");
        browser.sign_in_code(SARI, true).await.leads_to("/dasbor");
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/dasbor");
        let mut stranger = app.browser();
        for _ in 0..6 {
            stranger.sign_in(SARI, "salah-terus-1").await;
        }
        let after = counted().await;
        for (name, times) in [("ok", 2), ("wrong_code", 1), ("wrong_password", 5), ("locked", 1), ("limited", 0)] {
            let told = outcome(&after, name) - outcome(&before, name);
            // `cargo test` runs other sign-ins beside this one.
            assert!(told >= times, "{name}: {told}");
        }
    })
    .await;
}

async fn put(ctx: &Ctx, name: &str, expires_at: Option<Instant>) {
    let letter = Letter {
        dedup_key: format!("uji:{name}"),
        purpose: "sign_in",
        person: None,
        to: Destination::Email(SARI.to_owned()),
        lang: Lang::Id,
        expires_at,
        body: Message { subject: "Uji".to_owned(), blocks: vec![Block::Text("Isi.".to_owned())] }.into(),
    };
    let mut tx = ctx.db.begin().await.unwrap();
    outbox::enqueue(&mut tx, ctx, letter).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn clause_2_3_letters_are_counted_while_they_wait_and_by_what_became_of_them() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        let smtp = Smtp::new(&sink.url(), "Prakerja <kode@prakerja.example>", "https://prakerja.example").unwrap();
        let transports = Transports { mail: vec![MailTransport::Smtp(Box::new(smtp))], sms: Vec::new() };
        for answer in [Answer::Accept, Answer::Refuse("451 try later"), Answer::Refuse("550 no such user")] {
            sink.answer_next(answer);
        }
        for name in ["satu", "dua", "tiga"] {
            put(&ctx, name, None).await;
        }
        put(&ctx, "terlambat", Some(ctx.now().plus_seconds(1))).await;
        put(&ctx, "tiada", Some(ctx.now())).await;
        ctx.clock.set_offset_ms(ctx.clock.offset_ms() + 1_000);

        let waiting = |text: &str| value(text, "prakerja_outbox_messages{state=\"queued\"}");
        outbox::measure(&ctx).await.unwrap();
        let before = counted().await;
        assert_eq!(waiting(&before), 5);
        assert_eq!(outbox::deliver_due(&ctx, &transports).await, 1);
        outbox::measure(&ctx).await.unwrap();
        let after = counted().await;
        assert_eq!(waiting(&after), 1, "the one that is tried again");
        for outcome in ["sent", "retried", "dead", "expired", "nobody"] {
            let sample = format!("prakerja_outbox_settled_total{{outcome=\"{outcome}\"}}");
            // `cargo test` delivers other letters beside these.
            assert!(value(&after, &sample) > value(&before, &sample), "{sample} in\n{after}");
        }
    })
    .await;
}
