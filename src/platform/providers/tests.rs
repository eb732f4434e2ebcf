use super::party::Failure;
use super::phone_lookup::{Class, Down};
use super::population::Answer;
use super::*;
use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::nik::Nik;
use crate::kernel::person::{FullName, Gender};
use crate::kernel::phone::Phone;
use crate::platform::telemetry::{capture, metrics};
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, post};
use hyper::body::Frame;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OTHER_SECRET: &str = "fedcba9876543210fedcba9876543210";
/// Long enough for a busy machine, where an answer is expected; short, where none is.
const PATIENT: Duration = Duration::from_secs(30);
const BRIEF: Duration = Duration::from_millis(100);

fn settings(env: &[(&str, &str)]) -> Config {
    let env: Vec<_> = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Config::load(None, &env).unwrap()
}

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    addr
}

fn party(name: &'static str, url: &str, budget: Duration) -> Party {
    let client = client::build(budget, Reach::Anywhere).unwrap();
    Party::new(name, client, &Secret::new(url), &Secret::new(SECRET), Clock::system()).unwrap()
}

/// A party whose every answer is this one.
async fn answering<R: IntoResponse>(name: &'static str, answer: impl Fn() -> R + Clone + Send + Sync + 'static) -> Party {
    let addr = serve(Router::new().fallback(any(move || std::future::ready(answer().into_response())))).await;
    party(name, &format!("http://{addr}/"), PATIENT)
}

async fn failure(party: &Party) -> Option<Failure> {
    party.ask::<Value>(&json!({"a": 1}), BUDGET).await.err()
}

async fn checked(population: &Population, end: &str) -> Answer {
    let nik = Nik::parse(&format!("327301450588{end}")).unwrap();
    let name = FullName::parse("Siti Nurhaliza").unwrap();
    population.check(&nik, &name, Date::new(1988, 5, 5).unwrap(), Gender::P).await
}

async fn classed(lookup: &PhoneLookup, end: &str) -> Result<Class, Down> {
    lookup.class(&Phone::parse(&format!("0812333{end}")).unwrap()).await
}

#[tokio::test]
async fn the_registrys_answer_is_steered_by_the_last_four_digits() {
    let connected = connect(&settings(&[]), &Random).await.unwrap();
    for (end, answer) in [
        ("0001", Answer::Match),
        ("9000", Answer::Match),
        ("9001", Answer::NotFound),
        ("9002", Answer::NameDiffers),
        ("9003", Answer::BirthDateDiffers),
        ("9004", Answer::Deceased),
        ("9005", Answer::Down),
        ("9007", Answer::Match),
    ] {
        assert_eq!(checked(&connected.population, end).await, answer, "{end}");
    }
}

#[tokio::test]
async fn the_phone_look_ups_answer_is_steered_by_the_last_four_digits() {
    let connected = connect(&settings(&[]), &Random).await.unwrap();
    for (end, answer) in [
        ("4471", Ok(Class::Mobile)),
        ("9000", Ok(Class::Mobile)),
        ("9001", Ok(Class::Voip)),
        ("9002", Ok(Class::Unknown)),
        ("9003", Err(Down)),
        ("9004", Ok(Class::Mobile)),
    ] {
        assert_eq!(classed(&connected.phone_lookup, end).await, answer, "{end}");
    }
}

#[tokio::test]
async fn a_slow_registry_is_down() {
    let asked = async |slow: Duration, budget: Duration| {
        let simulators = Simulators { slow, ..Simulators::from_config(&simulated(), &Random).unwrap() };
        let addr = serve(simulators.router()).await;
        checked(&Population::over(party("slow", &format!("http://{addr}{}", simulators::REGISTRY), budget)), "9006").await
    };
    assert_eq!(asked(PATIENT, BRIEF).await, Answer::Down);
    assert_eq!(asked(Duration::from_millis(5), PATIENT).await, Answer::Match);
    assert!(simulators::SLOW > BUDGET);
}

/// Settings with both secrets.
fn simulated() -> Config {
    settings(&[("PRAKERJA__REGISTRY__SECRET", SECRET), ("PRAKERJA__PHONE_LOOKUP__SECRET", SECRET)])
}

#[tokio::test]
async fn nobody_there_is_down() {
    // Bound and let go, so that nobody listens there.
    let addr = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let party = party("nobody", &format!("http://{addr}/"), PATIENT);
    assert_eq!(failure(&party).await, Some(Failure::Network));
    assert_eq!(checked(&Population::over(party.clone()), "0001").await, Answer::Down);
    assert_eq!(classed(&PhoneLookup::over(party), "4471").await, Err(Down));
    assert_eq!(checked(&Population::unconnected(), "0001").await, Answer::Down);
    assert_eq!(classed(&PhoneLookup::unconnected(), "4471").await, Err(Down));
}

#[tokio::test]
async fn an_answer_that_stops_halfway_is_down_when_the_time_is_over() {
    let halfway = || Response::new(pieces(vec![Bytes::from_static(b"{\"nik\":")]));
    let addr = serve(Router::new().fallback(any(move || std::future::ready(halfway())))).await;
    let party = party("halfway", &format!("http://{addr}/"), BRIEF);
    assert_eq!(failure(&party).await, Some(Failure::Timeout));
}

#[tokio::test]
async fn an_answer_of_another_form_is_down() {
    for text in ["", "ya", "<html></html>", "[]", "{}", r#"{"nik":"true"}"#, r#"{"class":1}"#, "\u{0}", r#"{"nik":true"#] {
        let party = answering("malformed", move || text).await;
        assert_eq!(checked(&Population::over(party.clone()), "0001").await, Answer::Down, "{text}");
        assert_eq!(classed(&PhoneLookup::over(party), "4471").await, Err(Down), "{text}");
    }
    assert_eq!(failure(&answering("malformed", || "ya").await).await, Some(Failure::Malformed));
}

#[tokio::test]
async fn any_status_but_200_is_down_whatever_the_body_says() {
    for (status, expected) in [
        (201, Failure::Status),
        (202, Failure::Status),
        (400, Failure::Status),
        (401, Failure::Refused),
        (403, Failure::Refused),
        (404, Failure::Status),
        (429, Failure::Status),
        (500, Failure::Status),
        (503, Failure::Status),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        let party = answering("status", move || (status, r#"{"nik":false}"#)).await;
        assert_eq!(failure(&party).await, Some(expected), "{status}");
        assert_eq!(checked(&Population::over(party), "0001").await, Answer::Down, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let strayed = Arc::new(AtomicUsize::new(0));
        let counted = strayed.clone();
        let elsewhere = serve(Router::new().fallback(any(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            std::future::ready(r#"{"nik":true,"alive":true,"name":true,"birth_date":true}"#)
        })))
        .await;
        let location = HeaderValue::from_str(&format!("http://{elsewhere}/")).unwrap();
        let status = StatusCode::from_u16(status).unwrap();
        let party = answering("redirect", move || (status, [(header::LOCATION, location.clone())])).await;
        assert_eq!(failure(&party).await, Some(Failure::Redirect), "{status}");
        assert_eq!(checked(&Population::over(party), "0001").await, Answer::Down);
        assert_eq!(strayed.load(Ordering::Relaxed), 0, "{status}");
    }
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_down_and_not_read_to_its_end() {
    let long = format!(r#"{{"nik":false,"alive":null,"rest":"{}"}}"#, "a".repeat(5000));
    assert_eq!(failure(&answering("large", move || long.clone()).await).await, Some(Failure::TooLarge));
    let endless = || Response::new(pieces(vec![Bytes::from_static(&[b' '; 1024]); 1024]));
    assert_eq!(failure(&answering("endless", endless).await).await, Some(Failure::TooLarge));
    let fits = format!(r#"{{"nik":false,"rest":"{}"}}"#, "a".repeat(4000));
    assert_eq!(failure(&answering("large", move || fits.clone()).await).await, None);
}

/// A body that begins with these pieces, without a length in front, and never ends.
fn pieces(pieces: Vec<Bytes>) -> Body {
    struct Pieces(std::vec::IntoIter<Bytes>);
    impl HttpBody for Pieces {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            match self.0.next() {
                Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece)))),
                None => Poll::Pending,
            }
        }
    }
    Body::new(Pieces(pieces.into_iter()))
}

#[tokio::test]
async fn a_question_under_another_secret_is_refused() {
    let simulators = Simulators::from_config(&simulated(), &Random).unwrap();
    let addr = serve(simulators.router()).await;
    let url = Secret::new(format!("http://{addr}{}", simulators::REGISTRY));
    let asked = async |secret: &str, clock: Clock| {
        let client = client::build(PATIENT, Reach::Anywhere).unwrap();
        let party = Party::new("secret", client, &url, &Secret::new(secret), clock).unwrap();
        checked(&Population::over(party), "0001").await
    };
    assert_eq!(asked(SECRET, Clock::system()).await, Answer::Match);
    assert_eq!(asked(OTHER_SECRET, Clock::system()).await, Answer::Down);
    let old = Clock::system();
    old.set_offset_ms(-301_000);
    assert_eq!(asked(SECRET, old).await, Answer::Down, "a signature of long ago");
}

#[tokio::test]
async fn a_simulator_answers_signed_questions_of_the_right_form_only() {
    let now = Instant(1_795_402_800_000);
    let other = settings(&[("PRAKERJA__REGISTRY__SECRET", SECRET), ("PRAKERJA__PHONE_LOOKUP__SECRET", OTHER_SECRET)]);
    let simulators = Simulators { clock: Clock::frozen(now), ..Simulators::from_config(&other, &Random).unwrap() };
    let addr = serve(simulators.router()).await;
    let client = client::build(PATIENT, Reach::Anywhere).unwrap();
    let posted = async |path: &str, body: &str, signature: Option<String>| {
        let mut request = client.post(format!("http://{addr}{path}")).body(body.to_owned());
        if let Some(value) = signature {
            request = request.header(signature::HEADER, value);
        }
        request.send().await.unwrap().status().as_u16()
    };
    let signed = |body: &str| Some(signature::sign(&Secret::new(SECRET), now, body.as_bytes()));
    let good = r#"{"nik":"3273014505880001","name":"SITI","birth_date":"1988-05-05","gender":"P"}"#;
    let path = simulators::REGISTRY;
    assert_eq!(posted(path, good, signed(good)).await, 200);
    assert_eq!(posted(path, good, None).await, 401);
    assert_eq!(posted(path, good, Some(String::new())).await, 401);
    assert_eq!(posted(path, &good.replace("SITI", "SITA"), signed(good)).await, 401, "another body");
    let phone = r#"{"phone":"+6281233344471"}"#;
    assert_eq!(posted(simulators::PHONE_LOOKUP, phone, signed(phone)).await, 401, "the other party's secret");
    for bad in ["", "{}", r#"{"nik":"12","name":"SITI","birth_date":"1988-05-05","gender":"P"}"#] {
        assert_eq!(posted(path, bad, signed(bad)).await, 422, "{bad}");
    }
    let long = " ".repeat(17 * 1024);
    assert_eq!(posted(path, &long, signed(&long)).await, 413);
}

#[tokio::test]
async fn the_settings_that_simulators_print_connect_a_portal() {
    for env in [&[][..], &[("PRAKERJA__REGISTRY__SECRET", SECRET)]] {
        let config = settings(env);
        let simulators = Simulators::from_config(&config, &Random).unwrap();
        let addr = serve(simulators.router()).await;
        let lines = simulators.settings(&config, addr);
        assert!(!lines.join("\n").contains(SECRET), "a secret of the settings is not told");
        let printed = lines.iter().map(|line| line.split_once('=').unwrap());
        let connected = connect(&settings(&printed.chain(env.iter().copied()).collect::<Vec<_>>()), &Random).await.unwrap();
        assert_eq!(checked(&connected.population, "9004").await, Answer::Deceased);
        assert_eq!(classed(&connected.phone_lookup, "9001").await, Ok(Class::Voip));
    }
}

#[tokio::test]
async fn a_party_with_an_address_needs_a_secret_and_production_an_address() {
    const REGISTRY: (&str, &str) = ("PRAKERJA__REGISTRY__URL", "https://registry.example/check");
    let why = async |env: &[(&str, &str)]| connect(&settings(env), &Random).await.unwrap_err().to_string();
    assert_eq!(why(&[REGISTRY]).await, "PRAKERJA__REGISTRY__SECRET_FILE is not set");
    let gone = why(&[REGISTRY, ("PRAKERJA__REGISTRY__SECRET_FILE", "/tidak/ada.secret")]).await;
    assert!(gone.starts_with("PRAKERJA__REGISTRY__SECRET_FILE: "), "{gone}");
    assert_eq!(why(&[("PRAKERJA__MODE", "production")]).await, "PRAKERJA__REGISTRY__URL is not set");
    let secret = ("PRAKERJA__REGISTRY__SECRET", SECRET);
    assert_eq!(why(&[("PRAKERJA__MODE", "production"), REGISTRY, secret]).await, "PRAKERJA__PHONE_LOOKUP__URL is not set");
}

#[tokio::test]
async fn production_reaches_a_gateway_at_the_end_of_a_tunnel_on_this_machine() {
    let simulators = Simulators::from_config(&simulated(), &Random).unwrap();
    let port = serve(simulators.router()).await.port();
    for host in ["localhost", "127.0.0.1"] {
        let client = client::build(PATIENT, Reach::Public).unwrap();
        let url = Secret::new(format!("http://{host}:{port}{}", simulators::PHONE_LOOKUP));
        let party = Party::new("tunnel", client, &url, &Secret::new(SECRET), Clock::system()).unwrap();
        assert_eq!(classed(&PhoneLookup::over(party), "4471").await, Ok(Class::Mobile), "{host}");
    }
}

#[tokio::test]
async fn every_question_is_counted_by_how_it_ended() {
    let simulators = Simulators::from_config(&simulated(), &Random).unwrap();
    let addr = serve(simulators.router()).await;
    let population = Population::over(party("counted", &format!("http://{addr}{}", simulators::REGISTRY), PATIENT));
    for end in ["0001", "9001", "0002", "9005"] {
        checked(&population, end).await;
    }
    let text = metrics().render();
    for (outcome, count) in [("match", 2), ("not_found", 1), ("status", 1)] {
        let line = format!("prakerja_provider_questions_total{{party=\"counted\",outcome=\"{outcome}\"}} {count}");
        assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
    }
}

#[tokio::test]
async fn neither_logs_nor_debug_show_questions_addresses_or_secrets() {
    let (log, _guard) = capture::start(Some("trace"));
    let addr = serve(Router::new().route("/jalan-rahasia", post(|| async { StatusCode::BAD_GATEWAY }))).await;
    let party = party("silent", &format!("http://{addr}/jalan-rahasia"), PATIENT);
    let (population, lookup) = (Population::over(party.clone()), PhoneLookup::over(party.clone()));
    assert_eq!(checked(&population, "0001").await, Answer::Down);
    assert_eq!(classed(&lookup, "4471").await, Err(Down));
    let logged = log.text();
    assert!(logged.contains("a party outside did not answer") && logged.contains("silent"), "{logged}");
    let shown = format!("{logged}{population:?}{lookup:?}{party:?}");
    for hidden in ["3273014505880001", "SITI", "Siti", "1988-05-05", "8123334471", SECRET, "jalan-rahasia"] {
        assert!(!shown.contains(hidden), "{hidden} in\n{shown}");
    }
}
