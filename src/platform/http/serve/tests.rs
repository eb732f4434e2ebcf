//! Clients that are slow, many or greedy, over real connections. What the tests wait for is that the server hangs up; no time is
//! measured, and only the limits that a test is about are shorter than the portal's.

use super::*;
use crate::platform::telemetry::capture;
use crate::site;
use crate::testing::sqlite;
use axum::body::Bytes;
use axum::routing::{get, post};
use std::net::Ipv4Addr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;

/// Long enough for any machine; whoever waits that long has waited in vain.
const IN_VAIN: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(300);

/// A server of its own; it stops when this is dropped.
struct Server {
    addr: SocketAddr,
    _stop: watch::Sender<bool>,
}

impl Server {
    async fn start(limits: Limits, trusted: &str) -> Self {
        Self::start_with(limits, trusted, routes()).await
    }

    async fn start_with(limits: Limits, trusted: &str, app: Router) -> Self {
        let env = [("PRAKERJA__SERVER__TRUSTED_PROXIES".to_owned(), trusted.to_owned())];
        let config = Config::load(None, &env).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (stop, stopping) = watch::channel(false);
        tokio::spawn(async move { serve_within(limits, listener, app, &config, stopping).await });
        Self { addr, _stop: stop }
    }

    /// A connection from one of this machine's addresses.
    async fn connect(&self, source: u8) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind((Ipv4Addr::new(127, 0, 0, source), 0).into()).unwrap();
        socket.connect(self.addr).await.unwrap()
    }

    /// The same, once it has been served; `None` when the server hung up on it.
    async fn served(&self, source: u8) -> Option<TcpStream> {
        let mut stream = self.connect(source).await;
        let asked = say(&mut stream, "GET / HTTP/1.1\r\nHost: portal\r\n\r\n").await;
        let mut answer = Vec::new();
        while asked && !answer.ends_with(b"ok") {
            match stream.read_buf(&mut answer).await {
                Ok(0) | Err(_) => return None,
                Ok(_) => {}
            }
        }
        asked.then_some(stream)
    }
}

fn routes() -> Router {
    Router::new()
        .route("/", get(|| async { "ok" }))
        .route("/body", post(|body: Bytes| async move { body.len().to_string() }))
        .route("/besar", get(|| async { vec![b'x'; LARGE] }))
}

/// More than the system keeps for a client that does not read.
const LARGE: usize = 64 * 1024 * 1024;

/// Whether it could be said; the server may have hung up already.
async fn say(stream: &mut TcpStream, text: &str) -> bool {
    stream.write_all(text.as_bytes()).await.is_ok()
}

/// Everything until the server hangs up.
async fn hear(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let end = tokio::time::timeout(IN_VAIN, stream.read_to_end(&mut answer)).await;
    assert!(end.is_ok(), "the server never hung up: {}", String::from_utf8_lossy(&answer));
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn clause_2_3e_the_limits_are_those_that_were_asked_for() {
    let seconds = Duration::from_secs;
    let asked = Limits {
        connections: 2_000,
        per_source: 256,
        headers: seconds(10),
        header_bytes: 32 * 1024,
        request: seconds(30),
        write: seconds(30),
    };
    assert_eq!(LIMITS, asked);
    assert_eq!(crate::platform::http::api::BODY, 64 * 1024);
}

#[tokio::test]
async fn clause_2_3e_who_does_not_finish_a_head_in_time_is_hung_up_on() {
    let server = Server::start(Limits { headers: SHORT, ..LIMITS }, "").await;
    for head in ["", "G", "GET / HTTP/1.1\r\nHost: portal\r\nX-Never: "] {
        let mut stream = server.connect(1).await;
        say(&mut stream, head).await;
        let answer = hear(&mut stream).await;
        assert!(!answer.contains(" 200 "), "{head:?} {answer}");
    }
    let mut stream = server.served(1).await.unwrap();
    assert_eq!(hear(&mut stream).await, "", "also between two requests");
}

#[tokio::test]
async fn clause_2_3e_a_head_that_comes_in_drops_gains_no_time() {
    let server = Server::start(Limits { headers: SHORT, ..LIMITS }, "").await;
    let mut stream = server.connect(1).await;
    assert!(say(&mut stream, "GET / HTTP/1.1\r\nHost: portal\r\n").await);
    let dripping = async {
        let (mut read, mut write) = stream.split();
        let drops = async {
            while write.write_all(b"X-Drop: 1\r\n").await.is_ok() {
                tokio::time::sleep(SHORT / 20).await;
            }
        };
        let mut answer = Vec::new();
        tokio::select! { () = drops => {}, _ = read.read_to_end(&mut answer) => {} }
        assert!(!String::from_utf8_lossy(&answer).contains(" 200 "));
    };
    tokio::time::timeout(IN_VAIN, dripping).await.expect("the server hung up");
}

#[tokio::test]
async fn clause_2_3e_who_does_not_finish_a_body_in_time_is_told_so_and_hung_up_on() {
    let folder = tempfile::tempdir().unwrap();
    let app = site::dress(&site::site(sqlite(folder.path()).await), routes());
    let server = Server::start_with(Limits { request: SHORT, headers: SHORT, ..LIMITS }, "", app).await;
    for (accept, told) in [("text/html", "Waktunya habis"), ("application/json", "\"code\":\"unavailable\"")] {
        let mut stream = server.connect(1).await;
        let head = format!("POST /body HTTP/1.1\r\nHost: portal\r\nAccept: {accept}\r\nContent-Length: 1000\r\n\r\nfield=");
        say(&mut stream, &head).await;
        let answer = hear(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains(told), "in the portal's own words: {answer}");
        for header in ["content-security-policy: default-src 'none'", "x-content-type-options: nosniff", "x-request-id: "] {
            assert!(answer.contains(&format!("\r\n{header}")), "{header}: {answer}");
        }
    }
    let mut stream = server.connect(1).await;
    say(&mut stream, "POST /body HTTP/1.1\r\nHost: portal\r\nContent-Length: 6\r\nConnection: close\r\n\r\nfield=").await;
    let answer = hear(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with('6'), "{answer}");
}

/// How often something met too much load, by this cause; tests beside this one are counted, too.
fn overloads(cause: &str) -> u64 {
    let sample = format!("prakerja_overloads_total{{cause=\"{cause}\"}} ");
    metrics().render().lines().find_map(|line| line.strip_prefix(&sample)?.parse().ok()).unwrap_or_default()
}

#[tokio::test]
async fn clause_2_3e_who_has_sent_everything_is_told_that_the_portal_is_busy_when_the_time_is_over() {
    async fn never(_: Bytes) {
        std::future::pending().await
    }
    /// Busy before it has looked at what was sent.
    async fn never_reads(_: Request) {
        std::future::pending().await
    }
    let folder = tempfile::tempdir().unwrap();
    let site = site::site(sqlite(folder.path()).await);
    let more = Router::new().route("/uji/lambat", get(never).post(never)).route("/uji/sibuk", post(never_reads));
    let app = site::dress(&site, site::routes(&site, more));
    let server = Server::start_with(Limits { request: Duration::from_secs(1), ..LIMITS }, "", app).await;
    let (before, (log, guard)) = (overloads("slow"), capture::start(None));
    let mut waiting = Vec::new();
    for (ask, accept) in [
        ("GET /uji/lambat HTTP/1.1\r\n", "text/html"),
        ("POST /uji/lambat HTTP/1.1\r\nContent-Length: 6\r\n", "text/html"),
        ("POST /uji/lambat HTTP/1.1\r\nContent-Length: 6\r\n", "application/json"),
        ("POST /uji/sibuk HTTP/1.1\r\nContent-Length: 6\r\n", "text/html"),
    ] {
        let mut stream = server.connect(1).await;
        let body = if ask.starts_with("POST") { "field=" } else { "" };
        say(&mut stream, &format!("{ask}Host: portal\r\nAccept: {accept}\r\nConnection: close\r\n\r\n{body}")).await;
        waiting.push((stream, ask, if accept == "text/html" { "Layanan sedang padat" } else { "\"code\":\"unavailable\"" }));
    }
    for (mut stream, ask, told) in waiting {
        let answer = hear(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains(told), "{ask}: {answer}");
        assert!(answer.contains("\r\nretry-after: 20\r\n"), "{ask}: {answer}");
    }
    drop(guard);
    let log = log.text();
    assert!(log.contains("\"shed\"") && !log.contains("\"ERROR\""), "load is no defect: {log}");
    assert!(overloads("slow") >= before + 4);
}

#[tokio::test]
async fn clause_2_3e_who_takes_nothing_of_an_answer_is_hung_up_on_and_who_takes_it_gets_all() {
    let server = Server::start(Limits { write: SHORT, per_source: 1, ..LIMITS }, "").await;
    const ASK: &str = "GET /besar HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n\r\n";
    let mut deaf = server.connect(1).await;
    say(&mut deaf, ASK).await;
    // It never reads and never leaves; that its place is free again shows that the server hung up.
    let next = async { while server.served(1).await.is_none() {} };
    tokio::time::timeout(IN_VAIN, next).await.expect("the server gave up on it");
    drop(deaf);

    // With all the time that the portal gives: a machine that is busy stops both ends for longer than a moment.
    let server = Server::start(LIMITS, "").await;
    let mut stream = server.connect(2).await;
    say(&mut stream, ASK).await;
    let answer = hear(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.len() > LARGE, "{} bytes", answer.len());
}

#[test]
fn clause_2_3e_a_network_of_one_subscriber_is_one_source() {
    let (all, counts, config) = (Arc::new(Semaphore::new(10)), Counts::default(), Config::load(None, &[]).unwrap());
    let limits = Limits { per_source: 2, ..LIMITS };
    let come = |address: &str| place(limits, &all, &counts, address.parse().unwrap(), &config);
    let held = [come("2001:db8:1:2::1"), come("2001:db8:1:2:ffff::9")];
    assert!(held.iter().all(Result::is_ok));
    assert!(come("2001:db8:1:2::3").is_err(), "another address of the same network");
    assert!(come("2001:db8:1:3::1").is_ok(), "another network");
    let mapped = [come("::ffff:203.0.113.9"), come("203.0.113.9")];
    assert!(mapped.iter().all(Result::is_ok) && come("203.0.113.9").is_err() && come("203.0.113.10").is_ok());
    drop(held);
    assert!(come("2001:db8:1:2::3").is_ok());
}

#[tokio::test]
async fn clause_2_3e_a_head_that_is_too_long_is_refused() {
    let server = Server::start(LIMITS, "").await;
    let head = |length: usize| format!("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: {}\r\n\r\n", "a".repeat(length));
    for (length, status) in [(30 * 1024, " 200 "), (64 * 1024, " 431 ")] {
        let mut stream = server.connect(1).await;
        say(&mut stream, &head(length)).await;
        let mut answer = Vec::new();
        // What was sent too much may cut the connection off after the answer.
        while !answer.windows(4).any(|part| part == b"\r\n\r\n") && stream.read_buf(&mut answer).await.is_ok_and(|more| more > 0) {}
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.get(..16).is_some_and(|line| line.contains(status)), "{length} {answer}");
    }
}

#[tokio::test]
async fn clause_2_3e_one_source_has_so_many_connections_and_leaves_room_for_others() {
    let server = Server::start(Limits { per_source: 3, ..LIMITS }, "").await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(server.served(1).await.expect("there is room"));
    }
    for _ in 0..5 {
        assert!(server.served(1).await.is_none(), "the fourth is hung up on");
    }
    assert!(server.served(2).await.is_some(), "somebody else is served");
    held.pop();
    // The server sees in its own time that one has left.
    let next = async {
        loop {
            if let Some(stream) = server.served(1).await {
                return stream;
            }
        }
    };
    let _next = tokio::time::timeout(IN_VAIN, next).await.expect("a place that was left is free");
    assert!(server.served(1).await.is_none());
}

#[tokio::test]
async fn clause_2_3e_a_trusted_proxy_may_bring_more_than_one_source() {
    let server = Server::start(Limits { per_source: 2, ..LIMITS }, "127.0.0.9").await;
    let mut held = Vec::new();
    for _ in 0..6 {
        held.push(server.served(9).await.expect("it stands for many"));
    }
    assert!(server.served(1).await.is_some());
}

#[tokio::test]
async fn clause_2_3e_there_are_so_many_connections_in_all() {
    let server = Server::start(Limits { connections: 4, ..LIMITS }, "127.0.0.9").await;
    let mut held = Vec::new();
    for source in 1..=4 {
        held.push(server.served(source).await.expect("there is room"));
    }
    for source in [5, 9] {
        assert!(server.served(source).await.is_none(), "not even for a proxy: {source}");
    }
    held.clear();
    let next = async { while server.served(5).await.is_none() {} };
    tokio::time::timeout(IN_VAIN, next).await.expect("places that were left are free");
}

#[tokio::test]
async fn clause_2_3e_connections_that_find_no_place_are_counted_and_told_by_cause_without_their_address() {
    let server = Server::start(Limits { connections: 3, per_source: 2, ..LIMITS }, "").await;
    let before = ["source_places", "places"].map(overloads);
    let (log, guard) = capture::start(None);
    let mut held = vec![server.served(1).await.unwrap(), server.served(1).await.unwrap()];
    for _ in 0..4 {
        assert!(server.served(1).await.is_none());
    }
    held.push(server.served(2).await.expect("others find room"));
    for _ in 0..5 {
        assert!(server.served(3).await.is_none());
    }
    drop(guard);
    let told = ["source_places", "places"].map(overloads);
    assert!(told[0] >= before[0] + 4 && told[1] >= before[1] + 5, "{before:?} {told:?}");
    let log = log.text();
    assert_eq!(log.matches("found no place").count(), 2, "a flood does not fill the log: {log}");
    assert!(log.contains("\"cause\":\"source_places\"") && log.contains("\"cause\":\"places\""), "{log}");
    assert!(!log.contains("127.0.0."), "{log}");
}

/// A stream that the server holds and one of the same socket, whose options can be read.
async fn accepted() -> (TcpStream, TcpStream, std::net::TcpStream, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (server, peer) = listener.accept().await.unwrap();
    let server = server.into_std().unwrap();
    let same = server.try_clone().unwrap();
    (client, TcpStream::from_std(server).unwrap(), same, peer)
}

#[tokio::test]
async fn clause_2_3f_a_connection_is_told_not_to_wait_for_acknowledgements() {
    let (mut client, server, same, peer) = accepted().await;
    assert!(!same.nodelay().unwrap(), "the system's own way is to wait");
    let (all, counts, config) = (Arc::new(Semaphore::new(1)), Counts::default(), Config::load(None, &[]).unwrap());
    let place = place(LIMITS, &all, &counts, peer.ip(), &config).unwrap();
    let app = Router::new().route("/", get(|| async { "ok" }));
    let graceful = GracefulShutdown::new();
    tokio::spawn(connection(LIMITS, server, peer, app, place, graceful.watcher()));
    say(&mut client, "GET / HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n\r\n").await;
    assert!(hear(&mut client).await.ends_with("ok"));
    assert!(same.nodelay().unwrap(), "a second write goes out at once");
}
