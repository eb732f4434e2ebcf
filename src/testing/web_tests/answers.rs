//! What answers carry: security headers, cache rules, language, data saving; and whose address a request is counted under.

use super::{once, signed_in};
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::platform::crypt::{hex, token_hash};
use crate::testing::dump;
use crate::testing::web::{Answer, App, DEMO_PASSWORD, SARI, nik};
use crate::testing::{both, sqlite};
use axum::http::{Method, StatusCode};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// One request of every kind that gets an answer of its own.
async fn every_kind(app: &App) -> Vec<(String, Answer)> {
    let (mut guest, mut inside) = (app.browser(), signed_in(app).await);
    let mut answers = Vec::new();
    for path in [
        "/",
        "/masuk",
        "/daftar",
        "/bantuan",
        "/lupa-password",
        "/atur-ulang",
        "/sandbox",
        "/sandbox/ui",
        "/tidak-ada",
        "/daftar/kode",
        "/dasbor",
        "/atur-ulang/abc",
        "/masuk?lang=en",
        "/tantangan/masuk",
        "/tantangan/tidak-ada",
        "/pkg/tidak-ada.js",
        "/aset/tidak-ada.woff2",
        "/robots.txt",
        "/captcha.js",
        "/session.js",
        "/start.js",
        "/favicon.svg",
        "/manifest.webmanifest",
        "/sw.js",
        "/luring.html",
        "/.well-known/security.txt",
        "/.well-known/change-password",
        "/healthz",
        "/readyz",
        "/api/account/sign_in",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//evil.example/",
    ] {
        answers.push((path.to_owned(), guest.get(path).await));
    }
    answers.push(("inside".to_owned(), inside.get("/dasbor").await));
    answers.push(("home inside".to_owned(), inside.get("/").await));
    answers.push(("api".to_owned(), guest.post("/api/account/sign_in", &[]).await));
    answers.push(("api ok".to_owned(), inside.post("/api/account/stay", &[]).await));
    answers.push(("plain".to_owned(), guest.post_plain("/api/account/sign_in", &[]).await));
    answers.push(("unknown api".to_owned(), guest.post("/api/tidak/ada", &[]).await));
    answers.push((
        "foreign".to_owned(),
        guest.ask(Method::POST, "/api/account/sign_in").header("origin", "null").plain().send().await,
    ));
    answers.push(("post to a page".to_owned(), guest.post_plain("/masuk", &[]).await));
    answers.push(("options".to_owned(), guest.ask(Method::OPTIONS, "/masuk").send().await));
    answers.push(("head".to_owned(), guest.ask(Method::HEAD, "/masuk").plain().send().await));
    answers.push(("put".to_owned(), guest.ask(Method::PUT, "/pkg/x").own().send().await));
    answers
}

#[tokio::test]
async fn clause_2_3_every_answer_carries_every_security_header_and_a_fresh_nonce() {
    once(|app| async move {
        let (mut nonces, mut ids) = (BTreeSet::new(), BTreeSet::new());
        let answers = every_kind(&app).await;
        for (what, answer) in &answers {
            let nonce = answer.nonce().to_owned();
            assert!(nonce.len() >= 22, "{what}: 128 bits");
            let policy = answer.header("content-security-policy");
            for directive in
                ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"]
            {
                assert!(policy.contains(directive), "{what}: {directive}");
            }
            let unsafe_words: Vec<&str> = policy.split([' ', ';']).filter(|word| word.contains("unsafe")).collect();
            assert_eq!(unsafe_words, ["'wasm-unsafe-eval'"], "{what}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("x-frame-options", "DENY"),
            ] {
                assert_eq!(answer.header(name), value, "{what}: {name}");
            }
            assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
            assert!(!answer.header("cache-control").is_empty() && !answer.header("vary").is_empty(), "{what}");
            assert!(answer.header("strict-transport-security").is_empty(), "{what}: http stays http");
            assert!(answer.header("server").is_empty() && answer.header("x-powered-by").is_empty(), "{what}");
            assert!(nonces.insert(nonce), "{what}: a nonce is used once");
            assert!(ids.insert(answer.header("x-request-id").to_owned()), "{what}: a request id is used once");
            assert!(answer.status.as_u16() < 500, "{what}: {}", answer.status);
            for part in answer.body.split("nonce=\"").skip(1) {
                assert!(part.starts_with(answer.nonce()), "{what}: the page carries its own nonce");
            }
            assert!(!answer.body.contains(" style=\"") && !answer.body.contains(" onclick=\""), "{what}: nothing inline");
        }
        let scripts = answers.iter().filter(|(_, answer)| answer.body.contains("<script nonce=\"")).count();
        assert!(scripts >= 4, "the data of pages that hydrate stand in scripts with the nonce");
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_behind_https_the_transport_is_strict_and_cookies_are_host_bound() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::with(sqlite(folder.path()).await, |config| config.server.public_url = "https://prakerja.example".to_owned());
    let mut browser = app.browser();
    let answer = browser.get("/masuk").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=63072000; includeSubDomains; preload");
    let flow = answer.sets("__Host-alur").unwrap();
    assert!(flow.contains("; Secure") && flow.contains("; HttpOnly") && !flow.contains("Domain"), "{flow}");
    assert!(answer.sets("alur").is_none());
}

#[tokio::test]
async fn clause_2_3c_behind_https_every_cookie_is_host_bound_and_of_its_token_only_the_hash_is_stored() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let app = App::with(app.ctx, |config| config.server.public_url = "https://prakerja.example".to_owned());
        let mut browser = app.browser();
        browser.get("/masuk?lang=id").await.leads_to("/masuk");
        browser
            .submit("/masuk", "/api/account/sign_in", &[("email", SARI), ("password", "salah-sekali-1")])
            .await
            .leads_to("/masuk");
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code(SARI, "sign_in").await;
        let answer = browser.post("/api/account/sign_in_verify", &[("kode", &code), ("percaya", "on")]).await;
        answer.leads_to("/dasbor");
        let line = answer.sets("__Host-sesi").expect("the session's cookie");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(line.contains(part), "{line}");
        }
        assert!(!line.contains("Domain") && !line.contains("Max-Age"), "{line}");
        assert!(browser.cookies.keys().all(|name| name.starts_with("__Host-")), "{:?}", browser.cookies);
        assert!(browser.is_inside().await);

        let session = browser.cookies["__Host-sesi"].clone();
        let device = browser.cookies["__Host-alat"].clone();
        let (stored,): (String,) = app.ctx.db.fetch_one("SELECT token_hash FROM chk_session", &[]).await.unwrap();
        assert_eq!(stored, token_hash(&session), "lower-case hex SHA-256 of the value as it stands in the cookie");
        let rows = dump::everything(&app.ctx).await;
        assert!(rows["device"].iter().any(|row| row.contains(&token_hash(&device))));
        for token in [&session, &device] {
            let bytes = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, token).unwrap();
            for shape in [token.to_lowercase(), hex(&bytes)] {
                assert!(rows.values().flatten().all(|row| !row.contains(&shape)), "the token itself is nowhere");
            }
        }

        // Without the prefix it is any site's cookie, and no session.
        let mut loose = app.browser();
        loose.cookies.insert("sesi".to_owned(), session);
        assert!(!loose.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_nothing_that_depends_on_a_session_or_sets_a_cookie_is_stored() {
    once(|app| async move {
        let answers = every_kind(&app).await;
        for (what, answer) in &answers {
            if !answer.set_cookies().is_empty() || what.contains("inside") || what.starts_with("api") {
                assert_eq!(answer.header("cache-control"), "no-store", "{what}");
            }
        }
        assert!(answers.iter().filter(|(_, answer)| !answer.set_cookies().is_empty()).count() >= 5);
        let mut inside = signed_in(&app).await;
        for route in Route::ALL.iter().filter(|route| !route.has_parameter()) {
            let answer = inside.get(route.path()).await;
            assert_eq!(answer.header("cache-control"), "no-store", "{}", route.path());
        }
        let mut halfway = app.browser();
        halfway.begin("dewi@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        for path in ["/daftar", "/daftar/kode", "/lupa-email"] {
            assert_eq!(halfway.get(path).await.header("cache-control"), "no-store", "{path}");
        }
        halfway.prove("dewi@contoh.example").await.leads_to("/daftar/data-diri");
        halfway.complete(&[("alamat", "")]).await.says(Code::Invalid);
        let page = halfway.get("/daftar/data-diri").await;
        assert_eq!((page.value("nama").as_deref(), page.header("cache-control")), (Some("Dewi Anggraini"), "no-store"));
        let mut guest = app.browser();
        for path in ["/", "/bantuan", "/privasi", "/syarat-ketentuan"] {
            let answer = guest.get(path).await;
            assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
            assert!(answer.header("vary").contains("Cookie"), "{path}");
            assert!(answer.set_cookies().is_empty(), "{path}: reading sets no cookie");
        }
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_the_language_is_switched_by_a_link_and_remembered() {
    once(|app| async move {
        let mut browser = app.browser();
        assert!(browser.get("/masuk").await.body.contains("lang=\"id\""));
        let answer = browser.get("/masuk?lang=en").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/masuk"));
        assert!(answer.sets("bahasa").unwrap().contains("Max-Age=31536000"));
        let page = browser.get("/masuk").await;
        assert!(page.body.contains("lang=\"en\"") && page.body.contains("Sign in"));
        assert!(browser.get("/tidak-ada").await.body.contains("Page not found"));
        assert!(browser.post_plain("/api/tidak/ada", &[]).await.body.contains("Page not found"));
        browser.get("/masuk?lang=xx").await.leads_to("/masuk");
        assert_eq!(browser.cookies["bahasa"], "en", "an unknown language changes nothing");
        browser.get("/masuk?a=1&lang=id&b=2").await.leads_to("/masuk?a=1&b=2");
        assert!(browser.get("/masuk").await.body.contains("lang=\"id\""));
        for path in ["//evil.example/?lang=en", "/\\evil.example?lang=en", "///evil.example/a?hemat=1"] {
            let location = browser.get(path).await.location().to_owned();
            assert!(location.is_empty() || location.starts_with("/evil.example"), "{location}");
        }
    })
    .await;
}

#[tokio::test]
async fn clause_2_8_mails_use_the_language_of_the_page_that_caused_them() {
    both(|ctx| async move {
        let app = App::new(ctx);
        let mut browser = app.browser();
        browser.get("/daftar?lang=en").await.leads_to("/daftar");
        browser.register("dewi@contoh.example", &nik("0001")).await.leads_to("/dasbor");
        assert_eq!(app.message_to("dewi@contoh.example", "register").await.subject, "The code to verify your email");
        assert!(browser.get("/dasbor").await.body.contains("lang=\"en\""));
        let (language,): (String,) = app.ctx.db.fetch_one("SELECT language FROM account", &[]).await.unwrap();
        assert_eq!(language, "en", "later ones too");
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_a_page_for_data_savers_asks_for_no_wasm() {
    once(|app| async move {
        let wasm = |page: &Answer| page.body.contains(" data-hydrate") || page.body.contains(".wasm");
        let mut browser = app.browser();
        for path in ["/masuk", "/daftar", "/lupa-password"] {
            assert!(wasm(&browser.get(path).await), "{path}");
            let page = browser.ask(Method::GET, path).plain().header("save-data", "on").send().await;
            assert!(!wasm(&page) && page.body.contains("data-hemat"), "{path}");
            assert!(page.header("vary").contains("Save-Data"), "{path}");
        }
        browser.get("/masuk?hemat=1").await.leads_to("/masuk");
        assert!(!wasm(&browser.get("/masuk").await), "the portal's own switch");
        browser.get("/masuk?hemat=0").await.leads_to("/masuk");
        let page = browser.ask(Method::GET, "/masuk").plain().header("save-data", "on").send().await;
        assert!(wasm(&page), "who switched it off has decided");
        for path in ["/", "/bantuan", "/privasi", "/tidak-ada"] {
            assert!(!wasm(&app.browser().get(path).await), "{path} is only read");
        }
    })
    .await;
}

/// The scripts of a page, without those of the head.
fn data(page: &Answer) -> &str {
    page.body.split_once("</main>").unwrap().1.split_once("<script").map_or("", |(_, scripts)| scripts)
}

#[tokio::test]
async fn clause_4_1_a_page_that_no_program_will_read_carries_no_data_for_one() {
    once(|app| async move {
        let mut inside = signed_in(&app).await;
        let usual = inside.get("/dasbor").await;
        assert!(data(&usual).contains("__RESOLVED_RESOURCES"), "a page that hydrates needs it");
        let saving = inside.ask(Method::GET, "/dasbor").plain().header("save-data", "on").send().await;
        assert_eq!(data(&saving), "");
        assert!(!saving.body.contains("__RESOLVED_RESOURCES") && saving.body.ends_with("</body></html>"));
        assert!(
            saving.body.contains("s•••••i@contoh.example") && saving.body.contains("/api/account/sign_out"),
            "the page is all there"
        );
        assert!(saving.body.len() < usual.body.len());

        let mut guest = app.browser();
        for path in ["/", "/bantuan", "/privasi", "/syarat-ketentuan", "/tidak-ada", "/sandbox/ui"] {
            assert!(!guest.get(path).await.body.contains("__RESOLVED_RESOURCES"), "{path} is only read");
        }
        guest.get("/masuk?hemat=1").await.leads_to("/masuk");
        let page = guest.get("/masuk").await;
        assert_eq!((data(&page), page.hidden_of("/api/account/sign_in").is_empty()), ("", false));
    })
    .await;
}

/// The sources that posted something costly.
async fn sources(app: &App) -> Vec<String> {
    const SOURCES: &str = "SELECT name FROM limit_bucket WHERE name LIKE 'source:%' ORDER BY name";
    let rows: Vec<(String,)> = app.ctx.db.fetch_all(SOURCES, &[]).await.unwrap();
    rows.into_iter().map(|(name,)| name.trim_start_matches("source:").to_owned()).collect()
}

async fn forwarded(app: &App, peer: &str, chain: &str) {
    let mut browser = app.browser();
    browser.from = peer.parse::<IpAddr>().unwrap();
    let (token, sum) = browser.captcha("lupa").await;
    let fields = [("email", "siti@contoh.example"), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
    let ask = browser.ask(Method::POST, "/api/account/forgot").own().script().header("x-forwarded-for", chain).fields(&fields);
    ask.send().await.leads_to("/lupa-password");
    app.pass(900);
}

#[tokio::test]
async fn clause_2_3_a_forwarded_address_is_believed_from_trusted_proxies_only() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::with(sqlite(folder.path()).await, |config| {
        config.server.trusted_proxies = ["10.0.0.0/8", "::1"].iter().map(|net| net.parse().unwrap()).collect();
    });
    forwarded(&app, "203.0.113.1", "203.0.113.99").await;
    assert_eq!(sources(&app).await, ["203.0.113.1"], "anybody can write the header");
    forwarded(&app, "10.1.2.3", "203.0.113.98, 203.0.113.2").await;
    forwarded(&app, "10.1.2.3", "203.0.113.97, 203.0.113.3, 10.9.9.9").await;
    forwarded(&app, "::1", "nonsense, 2001:db8:1:2:3::4").await;
    forwarded(&app, "10.1.2.4", "10.9.9.9, nonsense").await;
    forwarded(&app, "::ffff:10.1.2.5", "203.0.113.4").await;
    let expected = ["10.1.2.4", "2001:db8:1:2::/64", "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"];
    assert_eq!(sources(&app).await, expected);

    let folder = tempfile::tempdir().unwrap();
    let app = App::new(sqlite(folder.path()).await);
    forwarded(&app, "127.0.0.1", "203.0.113.99").await;
    assert_eq!(sources(&app).await, ["127.0.0.1"], "not even from this machine, unless it is listed");
}

#[tokio::test]
async fn clause_2_3_production_has_no_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::with(sqlite(folder.path()).await, |config| config.mode = crate::platform::config::Mode::Production);
    let mut browser = app.browser();
    for path in ["/sandbox", "/sandbox/ui", "/sandbox?format=json"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    browser.post("/api/sandbox/jam", &[("detik", "60")]).await.says(Code::NotFound);
    assert!(!browser.get("/masuk").await.body.contains("data-sandbox"));
}

#[tokio::test]
async fn the_pages_name_the_addresses_for_questions_that_are_set() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::with(sqlite(folder.path()).await, |config| {
        config.contact.help = "tanya@portal.example".to_owned();
        config.contact.privacy = "data@portal.example".to_owned();
    });
    let mut browser = app.browser();
    for (path, address) in
        [("/bantuan", "tanya@portal.example"), ("/syarat-ketentuan", "tanya@portal.example"), ("/privasi", "data@portal.example")]
    {
        let page = browser.get(path).await.body;
        assert!(page.contains(&format!("href=\"mailto:{address}\"")), "{path}");
        assert_eq!(page.matches(address).count(), 2, "{path}: to press and to copy");
        assert!(!page.contains("@prakerja.example"), "{path}: no example is left");
    }
}

#[tokio::test]
async fn clause_2_3_without_its_database_the_portal_says_so_and_when_to_come_back() {
    once(|app| async move {
        let (mut guest, mut inside) = (app.browser(), signed_in(&app).await);
        app.ctx.db.close().await;
        for answer in [inside.get("/dasbor").await, inside.get("/").await, guest.get("/masuk").await, guest.get("/daftar").await] {
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(!answer.header("retry-after").is_empty());
            assert!(answer.body.contains("Prakerja") && answer.header("content-type").starts_with("text/html"));
        }
        for answer in
            [inside.post("/api/account/stay", &[]).await, guest.post("/api/account/register_verify", &[("kode", "123456")]).await]
        {
            // Without a flow there is nothing to ask the database for.
            if answer.status != StatusCode::CONFLICT {
                answer.says(Code::Unavailable);
                assert!(!answer.header("retry-after").is_empty());
            }
        }
        assert_eq!(guest.get("/").await.status, StatusCode::OK, "what needs no data is there");
        assert_eq!(guest.get("/bantuan").await.status, StatusCode::OK);
        assert_eq!(guest.get("/healthz").await.status, StatusCode::OK);
        assert_eq!(guest.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    })
    .await;
}

#[tokio::test]
async fn clause_2_4_the_sandbox_lists_what_was_sent_and_moves_the_clock() {
    once(|app| async move {
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let code = app.code(SARI, "sign_in").await;
        let page = browser.get("/sandbox").await;
        assert!(page.body.contains(&format!("{} {}", &code[..3], &code[3..])));
        let listed: serde_json::Value = serde_json::from_str(&browser.get("/sandbox?format=json").await.body).unwrap();
        assert_eq!((&listed["messages"][0]["to"], &listed["messages"][0]["purpose"]), (&SARI.into(), &"sign_in".into()));

        let before = app.ctx.now();
        for wrong in ["", "-1", "x", "99999999999999999999", "34560001"] {
            let answer = browser.post("/api/sandbox/jam", &[("detik", wrong)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert_eq!(app.ctx.now(), before);
        assert_eq!(browser.post("/api/sandbox/jam", &[("detik", "61")]).await.status, StatusCode::NO_CONTENT);
        browser.submit("/sandbox", "/api/sandbox/jam", &[("detik", "60")]).await.leads_to("/sandbox");
        assert_eq!(app.ctx.now(), before.plus_seconds(121));
    })
    .await;
}
