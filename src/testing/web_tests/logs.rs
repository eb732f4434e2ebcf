//! What the operator's log holds after people have done everything that can be done, and everything that can go wrong has gone wrong.

use super::stages::{Stage, Stages};
use crate::platform::outbox::{self, MailTransport, SmsTransport, Smtp, Transports};
use crate::platform::telemetry::capture;
use crate::site;
use crate::testing::sqlite;
use crate::testing::web::{App, Browser, DEMO_PASSWORD, NEW_PASSWORD, PASSWORD, SARI, nik};
use axum::http::StatusCode;
use axum::routing::get;

/// What nobody may find in a log, beside passwords, codes, tokens and cookies.
const PERSONAL: &[&str] = &[
    SARI,
    "sari@",
    "sari.baru",
    "dewi@",
    "contoh.example",
    "Dewi Anggraini",
    "Anggraini",
    "Sari Wulandari",
    "Jalan Anggrek",
    "1998-04-12",
    "33440001",
    "33449099",
    PASSWORD,
    NEW_PASSWORD,
    DEMO_PASSWORD,
];

/// A letter carrier that finds no house.
fn nowhere() -> Transports {
    let smtp = Smtp::new("smtp://127.0.0.1:1", "Prakerja <kode@prakerja.example>", "https://prakerja.example").unwrap();
    Transports { mail: vec![MailTransport::Smtp(Box::new(smtp))], sms: vec![SmsTransport::Sandbox] }
}

/// Goes through registration, sign-in, reset, number and address, with mistakes; answers the secrets that were met.
async fn live(app: &App) -> Vec<String> {
    let mut secrets = vec![nik("0001")];
    let mut dewi = app.browser();
    dewi.begin("dewi@contoh.example", "32730152049800").await;
    dewi.begin("dewi@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
    secrets.push(app.code("dewi@contoh.example", "register").await);
    dewi.post("/api/account/register_verify", &[("kode", "000000")]).await;
    dewi.prove("dewi@contoh.example").await.leads_to("/daftar/data-diri");
    dewi.complete(&[("telepon", "021 555")]).await;
    dewi.complete(&[]).await.leads_to("/dasbor");

    let mut sari = app.browser();
    sari.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
    sari.enter(SARI, DEMO_PASSWORD).await;
    secrets.push(app.code(SARI, "sign_in").await);
    sari.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
    let code = app.code("+6281233449099", "phone").await;
    sari.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
    sari.post("/api/account/email_start", &[("email", "sari.baru@contoh.example")]).await.leads_to("/akun/email");
    let mail = app.code("sari.baru@contoh.example", "email").await;
    sari.post("/api/account/email_verify", &[("kode", &mail)]).await.leads_to("/akun/email");
    let link = app.link(SARI, "email_changed", "/email/batal/").await;
    sari.get(&link).await;
    let token = link.rsplit('/').next().unwrap().to_owned();
    app.browser().post("/api/account/email_undo", &[("token", &token)]).await.leads_to("/lupa-password");
    let reset = app.link(SARI, "reset", "/atur-ulang/").await;
    let mut browser = app.browser();
    browser.get(&reset).await.leads_to("/atur-ulang");
    browser.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
    secrets.extend([code, mail, token, reset.rsplit('/').next().unwrap().to_owned()]);
    for browser in [&dewi, &sari] {
        secrets.extend(browser.cookies.iter().filter(|(name, _)| *name != "bahasa").map(|(_, value)| value.clone()));
    }
    secrets
}

/// What goes wrong inside; answers the route and the request's id of what failed for want of a database.
async fn break_down(app: &App, people: &mut [Browser]) -> Vec<(&'static str, String)> {
    let mut stranger = app.browser();
    stranger.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
    outbox::deliver_due(&app.ctx, &nowhere()).await;
    stranger.get("/uji/rusak").await;
    stranger.get(&format!("/bukan-saya/{SARI}")).await;
    stranger.get(&format!("/tidak-ada/{SARI}?nik={}", nik("0001"))).await;
    app.ctx.db.close().await;
    let mut failed = Vec::new();
    for person in people {
        for page in ["/dasbor", "/daftar/kode"] {
            failed.push((page, person.get(page).await));
        }
        let function = "/api/account/register_verify";
        failed.push((function, person.post(function, &[("kode", "123456")]).await));
    }
    assert!(site::maintain(&app.ctx).await.is_err());
    outbox::deliver_due(&app.ctx, &nowhere()).await;
    // Without a session there is nothing to ask the database before the sign-in page is shown.
    failed.retain(|(_, answer)| answer.status != StatusCode::SEE_OTHER);
    failed.into_iter().map(|(route, answer)| (route, answer.header("x-request-id").to_owned())).collect()
}

/// The lines of a request: what they say, and of which route.
fn lines_of(lines: &[&str], id: &str) -> Vec<(String, String)> {
    let parsed = lines.iter().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let of_it = parsed.filter(|line| line["span"]["request"] == id);
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    of_it.map(|line| (word(&line["message"]), word(&line["span"]["route"]))).collect()
}

/// Whether a line holds a secret; of a code, which is short, only the whole word counts, not a part of a time or an id.
fn tells(line: &str, secret: &str) -> bool {
    let is_code = secret.len() == 6;
    if is_code { line.split(|char: char| !char.is_ascii_alphanumeric()).any(|word| word == secret) } else { line.contains(secret) }
}

#[tokio::test]
async fn clause_2_3k_every_line_of_the_log_is_json_and_none_holds_anything_of_a_person() {
    async fn breaks() -> &'static str {
        panic!("no account for {SARI}");
    }
    for filter in [None, Some("warn,prakerja=trace")] {
        let (log, guard) = capture::start(filter);
        let folder = tempfile::tempdir().unwrap();
        let ctx = sqlite(folder.path()).await;
        crate::account::seed_demo(&ctx).await.unwrap();
        let app = App::with_route(ctx, "/uji/rusak", get(breaks));
        let secrets = live(&app).await;
        let mut stages = Stages::new(app.clone());
        let mut people = Vec::new();
        for stage in [Stage::RegisterCode, Stage::Inside] {
            people.push(stages.at(stage).await.clone());
        }
        let failed = break_down(&app, &mut people).await;
        drop(guard);

        let text = log.text();
        let lines: Vec<&str> = text.lines().collect();
        for needle in ["a request broke off", "letter waits for another attempt", "a use case failed"] {
            assert!(text.contains(needle), "{needle} in\n{text}");
        }
        for line in &lines {
            let line: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
            assert!(["timestamp", "level", "target", "message"].iter().all(|part| line[part].is_string()), "{line}");
        }
        assert!(failed.len() >= 4);
        for (route, id) in failed {
            let told = lines_of(&lines, &id);
            let why = told.iter().find(|(message, _)| ["a use case failed", "session lookup failed"].contains(&message.as_str()));
            assert_eq!(
                why.map(|(_, of)| of.as_str()),
                Some(route),
                "the number in the answer leads to its reason: {told:?} in\n{text}"
            );
        }
        for secret in PERSONAL.iter().copied().chain(secrets.iter().map(String::as_str)) {
            let told: Vec<&&str> = lines.iter().filter(|line| tells(line, secret)).collect();
            assert!(told.is_empty(), "{secret} in {told:?}");
        }
    }
}
