//! The load: deeds that visitors do again and again side by side, and what came of them.

use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use std::error::Error;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// Why something could not be measured.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Real time.
#[expect(clippy::disallowed_methods, reason = "what is measured is this machine, not the portal's clock")]
fn now() -> Instant {
    Instant::now()
}

/// What one deed came to.
pub enum Outcome {
    Right,
    /// The answer was not what it had to be: what it was instead.
    Wrong(String),
    /// Turned away because the server had too much to do.
    Busy,
    /// There was nothing left to do.
    Over,
}

/// Something a visitor does again and again.
pub trait Deed: Send + 'static {
    fn once(&mut self) -> impl Future<Output = Result<Outcome, Failure>> + Send;

    /// How long the visitor then does nothing, which is not measured.
    fn pause(&self) -> Duration {
        Duration::ZERO
    }
}

/// What a load came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// How long each right answer took.
    took: Vec<Duration>,
    pub wrong: u64,
    pub busy: u64,
    pub elapsed: Duration,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.took.extend(other.took);
        self.wrong += other.wrong;
        self.busy += other.busy;
        self.elapsed += other.elapsed;
    }

    /// A right answer, and how long it took.
    pub fn note(&mut self, took: Duration) {
        self.took.push(took);
    }

    pub fn count(&self) -> usize {
        self.took.len()
    }

    pub fn per_second(&self) -> f64 {
        self.took.len() as f64 / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The time within which this share of the answers came.
    pub fn quantile(&self, share: f64) -> Duration {
        let mut took = self.took.clone();
        took.sort_unstable();
        let at = (took.len() as f64 * share) as usize;
        took.get(at.min(took.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Lets every deed be done again and again, all side by side, until the time is over or nothing is left. What is under way then is
/// finished and counted, and so is the time it takes.
pub async fn drive<D: Deed>(deeds: Vec<D>, time: Duration) -> Result<Tally, Failure> {
    let start = now();
    let mut visitors = JoinSet::new();
    for deed in deeds {
        visitors.spawn(repeat(deed, start, time));
    }
    let mut all = Tally::default();
    while let Some(done) = visitors.join_next().await {
        let tally = done??;
        // Their times overlap: the whole is measured here.
        all.add(Tally { elapsed: Duration::ZERO, ..tally });
    }
    all.elapsed = start.elapsed();
    Ok(all)
}

async fn repeat<D: Deed>(mut deed: D, start: Instant, time: Duration) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    while start.elapsed() < time {
        let begun = now();
        match deed.once().await? {
            Outcome::Right => tally.took.push(begun.elapsed()),
            Outcome::Wrong(what) => {
                if tally.wrong == 0 {
                    eprintln!("bench: wrong answer: {what}");
                }
                tally.wrong += 1;
            }
            Outcome::Busy => tally.busy += 1,
            Outcome::Over => break,
        }
        if !deed.pause().is_zero() {
            tokio::time::sleep(deed.pause()).await;
        }
    }
    Ok(tally)
}

/// How long something takes, and what comes of it.
pub async fn timed<T>(work: impl Future<Output = T>) -> (Duration, T) {
    let begun = now();
    let done = work.await;
    (begun.elapsed(), done)
}

/// A thread of its own for visitors, so that they do not stand in one line with the server's work.
pub struct Load {
    handle: Handle,
    _until_dropped: oneshot::Sender<()>,
}

impl Load {
    pub fn start() -> Result<Self, Failure> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (until_dropped, dropped) = oneshot::channel::<()>();
        std::thread::Builder::new().name("load".to_owned()).spawn(move || runtime.block_on(dropped))?;
        Ok(Self { handle, _until_dropped: until_dropped })
    }

    /// [`drive`] on the load's thread.
    pub async fn drive<D: Deed>(&self, deeds: Vec<D>, time: Duration) -> Result<Tally, Failure> {
        self.run(drive(deeds, time)).await
    }

    /// Anything else on the load's thread.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Failure>> + Send + 'static,
    ) -> Result<T, Failure> {
        self.handle.spawn(work).await?
    }

    /// Connections to a server, opened on the load's thread.
    pub async fn connect(&self, addr: SocketAddr, count: usize) -> Result<Vec<Client>, Failure> {
        let open = async move {
            let mut clients = Vec::new();
            for _ in 0..count {
                clients.push(Client::connect(addr).await?);
            }
            Ok(clients)
        };
        self.run(open).await
    }
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// A header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// One HTTP/1.1 connection that stays open.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Client {
    async fn connect(addr: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the sender; what goes wrong shows as the failure of a request.
        tokio::spawn(connection);
        Ok(Self { sender, host: addr.to_string() })
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: String) -> Result<Answer, Failure> {
        self.sender.ready().await?;
        let request: Request<Full<Bytes>> = request.header(header::HOST, &self.host).body(Full::new(Bytes::from(body)))?;
        let (parts, body) = self.sender.send_request(request).await?.into_parts();
        Ok(Answer { status: parts.status, headers: parts.headers, body: body.collect().await?.to_bytes() })
    }
}

/// Everything that travels back for one GET: status line, headers and body, as the bytes of a connection.
pub async fn bytes_of(addr: SocketAddr, path: &str, encoding: &str) -> Result<Vec<u8>, Failure> {
    let mut stream = TcpStream::connect(addr).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {addr}\r\naccept: text/html,*/*\r\naccept-encoding: {encoding}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    if bytes.starts_with(b"HTTP/1.1 200 ") { Ok(bytes) } else { Err(format!("{path} is not there").into()) }
}
