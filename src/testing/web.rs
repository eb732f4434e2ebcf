//! The portal as browsers meet it, without a socket: an [`App`] around the real router, and [`Browser`]s that keep cookies and post
//! forms as scripts or as plain pages do.

mod answer;
mod people;

pub use answer::Answer;

use crate::kernel::lang::Lang;
use crate::platform::Ctx;
use crate::platform::captcha::Challenge;
use crate::platform::config::Config;
use crate::platform::http::registry::Function;
use crate::platform::outbox::{self, Transports, mailbox, mailbox::Received};
use crate::site;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use axum::routing::MethodRouter;
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// A password that passes, for everybody who registers in tests.
pub const PASSWORD: &str = "kucing-hujan-pelangi-88";
/// Another one.
pub const NEW_PASSWORD: &str = "gerimis-senja-bambu-73";
/// Whom `seed` invented; see [`App::with_demo`].
pub const SARI: &str = "sari@contoh.example";
pub const BIMA: &str = "bima@contoh.example";
pub const AYU: &str = "ayu@contoh.example";
pub const DEMO_PASSWORD: &str = "melati-hujan-sore-42";

const HTML: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Names and values of a form.
pub type Fields<'a> = &'a [(&'a str, &'a str)];

/// A running portal.
#[derive(Clone)]
pub struct App {
    pub ctx: Ctx,
    router: Router,
    visitors: Arc<AtomicU16>,
    /// What every browser was told so far, for tests about what must not be told.
    pub told: Arc<Mutex<Vec<Told>>>,
}

/// The parts of an answer that stand in logs and histories, and the words of refusals.
#[derive(Clone, Debug)]
pub struct Told {
    pub path: String,
    pub location: String,
    /// Empty for a success.
    pub refusal: String,
}

impl App {
    pub fn new(ctx: Ctx) -> Self {
        let router = site::router(&site::site(ctx.clone()));
        Self { ctx, router, visitors: Arc::default(), told: Arc::default() }
    }

    /// With one more address than the portal has.
    pub fn with_route(ctx: Ctx, path: &str, answers: MethodRouter) -> Self {
        let site = site::site(ctx.clone());
        let router = site::dress(&site, site::routes(&site, axum::Router::new()).route(path, answers));
        Self { ctx, router, visitors: Arc::default(), told: Arc::default() }
    }

    /// With other settings than those of every test.
    pub fn with(mut ctx: Ctx, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = (*ctx.config).clone();
        change(&mut config);
        ctx.config = Arc::new(config);
        Self::new(ctx)
    }

    /// With the demo participants and other declarations than the portal's, to try what the web layer makes of them.
    pub async fn with_functions(ctx: Ctx, change: impl FnOnce(&mut Vec<Function>)) -> Self {
        crate::account::seed_demo(&ctx).await.unwrap();
        let mut site = site::site(ctx.clone());
        change(Arc::make_mut(&mut site.functions));
        Self { ctx, router: site::router(&site), visitors: Arc::default(), told: Arc::default() }
    }

    /// With the demo participants.
    pub async fn with_demo(ctx: Ctx) -> Self {
        crate::account::seed_demo(&ctx).await.unwrap();
        Self::new(ctx)
    }

    /// A browser that was never here, at an address of its own.
    pub fn browser(&self) -> Browser {
        let [high, low] = self.visitors.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        Browser { app: self.clone(), cookies: BTreeMap::new(), from: Ipv4Addr::new(198, 18, high, low).into() }
    }

    /// Moves the clock.
    pub fn pass(&self, seconds: i64) {
        self.ctx.clock.set_offset_ms(self.ctx.clock.offset_ms() + seconds * 1000);
    }

    /// Everything the sandbox received, newest first.
    pub async fn messages(&self) -> Vec<Received> {
        outbox::deliver_due(&self.ctx, &Transports::from_config(&self.ctx.config).unwrap()).await;
        mailbox::list(&self.ctx, 1_000).await.unwrap()
    }

    /// The messages to somebody with this purpose, newest first.
    pub async fn messages_to(&self, to: &str, purpose: &str) -> Vec<Received> {
        let all = self.messages().await;
        all.into_iter().filter(|message| message.to == to && message.purpose == purpose).collect()
    }

    /// The newest of them.
    pub async fn message_to(&self, to: &str, purpose: &str) -> Received {
        self.messages_to(to, purpose).await.into_iter().next().unwrap_or_else(|| panic!("no {purpose} message to {to}"))
    }

    /// The code in the newest message of this purpose.
    pub async fn code(&self, to: &str, purpose: &str) -> String {
        code_in(&self.message_to(to, purpose).await.text)
    }

    /// The path of the link in the newest message of this purpose that goes below `prefix`.
    pub async fn link(&self, to: &str, purpose: &str, prefix: &str) -> String {
        let text = self.message_to(to, purpose).await.text;
        let below = format!("{}{prefix}", self.ctx.config.server.public_url);
        let line = text.lines().find(|line| line.starts_with(&below)).unwrap_or_else(|| panic!("no link to {prefix} in {text}"));
        line[self.ctx.config.server.public_url.len()..].to_owned()
    }

    /// The number that a statement counts.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.ctx.db.fetch_one(sql, &[]).await.unwrap();
        count
    }
}

/// One visitor. A clone is the same browser in another tab: it has the cookies of now.
#[derive(Clone)]
pub struct Browser {
    pub app: App,
    pub cookies: BTreeMap<String, String>,
    pub from: IpAddr,
}

impl Browser {
    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path).accept(HTML).send().await
    }

    /// Posts a form as a hydrated page does.
    pub async fn post(&mut self, path: &str, fields: Fields<'_>) -> Answer {
        self.ask(Method::POST, path).accept(JSON).own().fields(fields).send().await
    }

    /// Posts a form as a browser without scripts does.
    pub async fn post_plain(&mut self, path: &str, fields: Fields<'_>) -> Answer {
        self.ask(Method::POST, path).accept(HTML).own().fields(fields).send().await
    }

    /// Opens `page` and submits its form `action` without scripts: hidden fields as they stand there, the captcha's sum worked out.
    pub async fn submit(&mut self, page: &str, action: &str, typed: Fields<'_>) -> Answer {
        let page = self.get(page).await;
        let mut fields = page.hidden_of(action);
        if fields.iter().any(|(name, _)| name == "tantangan") {
            fields.push(("captcha".to_owned(), solve(&page.body)));
        }
        fields.retain(|(name, _)| !typed.iter().any(|(other, _)| other == name));
        let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend_from_slice(typed);
        self.post_plain(action, &all).await
    }

    /// Begins a request by hand: no headers but the cookies.
    pub fn ask(&mut self, method: Method, path: &str) -> Ask<'_> {
        Ask { method, path: path.to_owned(), headers: HeaderMap::new(), body: Vec::new(), browser: self }
    }

    /// A solved captcha for a form, as `tantangan` and `captcha`.
    pub async fn captcha(&mut self, form: &str) -> (String, String) {
        let answer = self.ask(Method::GET, &format!("/tantangan/{form}")).accept(JSON).send().await;
        let challenge: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        (challenge["token"].as_str().unwrap().to_owned(), solve(challenge["question"].as_str().unwrap()))
    }

    /// Posts a form that has a captcha.
    pub async fn post_solved(&mut self, path: &str, form: &str, fields: Fields<'_>) -> Answer {
        let (token, sum) = self.captcha(form).await;
        let mut all = fields.to_vec();
        all.extend([("tantangan", token.as_str()), ("captcha", sum.as_str())]);
        self.post(path, &all).await
    }

    /// "Daftar", first page.
    pub async fn begin(&mut self, email: &str, nik: &str) -> Answer {
        self.post_solved("/api/account/register", "daftar", &[("email", email), ("nik", nik), ("password", PASSWORD)]).await
    }

    /// The code that a page asks for, by the reference that page and message carry; without such a page the newest one.
    async fn code_for(&mut self, page: &str, to: &str, purpose: &str) -> String {
        let page = self.get(page).await.body;
        let messages = self.app.messages_to(to, purpose).await;
        let meant = messages.iter().find(|message| page.contains(message.reference.as_str())).or(messages.first());
        code_in(&meant.unwrap_or_else(|| panic!("no {purpose} message to {to}")).text)
    }

    /// "Verifikasi" at registration, with the code of the mail.
    pub async fn prove(&mut self, email: &str) -> Answer {
        let code = self.code_for("/daftar/kode", email, "register").await;
        self.post("/api/account/register_verify", &[("kode", &code)]).await
    }

    /// "Daftar", last page; `changes` replace what a decent person would type.
    pub async fn complete(&mut self, changes: Fields<'_>) -> Answer {
        let fields = personal_data(changes);
        self.post("/api/account/register_complete", &fields).await
    }

    /// All of it, up to the dashboard.
    pub async fn register(&mut self, email: &str, nik: &str) -> Answer {
        self.begin(email, nik).await.leads_to("/daftar/kode");
        self.prove(email).await.leads_to("/daftar/data-diri");
        self.complete(&[]).await
    }

    /// "Masuk".
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post_solved("/api/account/sign_in", "masuk", &[("email", email), ("password", password)]).await
    }

    /// "Verifikasi" at sign-in, with the code of the mail.
    pub async fn sign_in_code(&mut self, email: &str, trust: bool) -> Answer {
        let code = self.code_for("/masuk/kode", email, "sign_in").await;
        self.post("/api/account/sign_in_verify", &[("kode", &code), ("percaya", if trust { "on" } else { "" })]).await
    }

    /// Both, up to the dashboard.
    pub async fn enter(&mut self, email: &str, password: &str) {
        self.sign_in(email, password).await.leads_to("/masuk/kode");
        self.sign_in_code(email, false).await.leads_to("/dasbor");
    }

    /// Password and code once more, up to the page that asked.
    pub async fn prove_fresh(&mut self, email: &str, password: &str, target: &str) {
        let code_page = format!("/akun/konfirmasi/kode?tujuan={target}");
        self.post("/api/account/proof", &[("password", password), ("tujuan", target)]).await.leads_to(&code_page);
        let code = self.code_for("/akun/konfirmasi/kode", email, "fresh_proof").await;
        self.post("/api/account/proof_verify", &[("kode", &code)]).await.leads_to(target);
    }

    /// The same with a value of the authenticator app.
    pub async fn prove_fresh_by_app(&mut self, password: &str, value: &str, target: &str) {
        let code_page = format!("/akun/konfirmasi/kode?tujuan={target}");
        self.post("/api/account/proof", &[("password", password), ("tujuan", target)]).await.leads_to(&code_page);
        self.post("/api/account/proof_verify", &[("kode", value)]).await.leads_to(target);
    }

    /// Whether the dashboard opens.
    pub async fn is_inside(&mut self) -> bool {
        let answer = self.get("/dasbor").await;
        assert!(answer.status == StatusCode::OK || answer.location() == "/masuk", "{answer:?}");
        answer.status == StatusCode::OK
    }
}

/// The last page of the registration, filled in.
pub fn personal_data<'a>(changes: Fields<'a>) -> Vec<(&'a str, &'a str)> {
    let decent = [
        ("nama", "Dewi Anggraini"),
        ("tanggal_lahir", "1998-04-12"),
        ("jenis_kelamin", "P"),
        ("alamat", "Jalan Anggrek 5"),
        ("provinsi", "32"),
        ("kabupaten", "32.73"),
        ("kecamatan", "32.73.01"),
        ("telepon", "0812-3344-0001"),
        ("setuju", "on"),
    ];
    let kept = decent.into_iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes.iter().copied()).collect()
}

/// A NIK that fits [`personal_data`] and ends in these four digits.
pub fn nik(end: &str) -> String {
    format!("327301520498{end}")
}

/// The code in a mail or an SMS: six digits in a line, or in a word of it.
pub fn code_in(text: &str) -> String {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let code = text.lines().map(digits).find(|code| code.len() == 6);
    code.or_else(|| text.split(' ').map(digits).find(|code| code.len() == 6)).expect("a code")
}

/// The sum that a text asks for.
fn solve(text: &str) -> String {
    let asked = |sums: &[(u8, u8)]| {
        let challenge = Challenge { token: String::new(), sums: sums.to_vec() };
        [Lang::Id, Lang::En].into_iter().any(|lang| text.contains(&challenge.question(lang)))
    };
    let pairs: Vec<(u8, u8)> = (1..=12).flat_map(|a| (1..=12).map(move |b| (a, b))).collect();
    if let Some((a, b)) = pairs.iter().find(|pair| asked(&[**pair])) {
        return (a + b).to_string();
    }
    let twice = pairs.iter().flat_map(|first| pairs.iter().map(move |second| [*first, *second])).find(|sums| asked(sums));
    let [(a, b), (c, d)] = twice.expect("a sum in words");
    format!("{} {}", a + b, c + d)
}

/// A request that is being put together.
pub struct Ask<'a> {
    browser: &'a mut Browser,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Ask<'_> {
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    pub fn accept(self, kinds: &str) -> Self {
        self.header("accept", kinds)
    }

    /// For people.
    pub fn plain(self) -> Self {
        self.accept(HTML)
    }

    /// For scripts.
    pub fn script(self) -> Self {
        self.accept(JSON)
    }

    /// Caused by our own page.
    pub fn own(self) -> Self {
        let origin = self.browser.app.ctx.config.server.public_url.clone();
        self.header("origin", &origin).header("sec-fetch-site", "same-origin")
    }

    pub fn fields(self, fields: Fields<'_>) -> Self {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            body.append_pair(name, value);
        }
        let body = body.finish();
        self.body(FORM, body.as_bytes())
    }

    /// Any body; an empty kind sends no content type.
    pub fn body(mut self, kind: &str, body: &[u8]) -> Self {
        self.body = body.to_vec();
        if kind.is_empty() { self } else { self.header("content-type", kind) }
    }

    pub async fn send(self) -> Answer {
        let Ask { browser, method, path, headers, body } = self;
        let mut request = Request::builder().method(method).uri(&path).body(Body::from(body)).unwrap();
        *request.headers_mut() = headers;
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, HeaderValue::from_bytes(cookies.join("; ").as_bytes()).unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(browser.from, 40_000)));
        let response = browser.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let answer = Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() };
        answer.assert_decent(&path);
        let refusal = if answer.status.as_u16() < 400 { String::new() } else { answer.body.clone() };
        browser.app.told.lock().unwrap().push(Told { path, location: answer.location().to_owned(), refusal });
        for line in answer.set_cookies() {
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            if line.contains("Max-Age=0") || value.is_empty() {
                browser.cookies.remove(name);
            } else {
                browser.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}
