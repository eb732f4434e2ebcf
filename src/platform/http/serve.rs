//! Accepts connections: bounded in number, per source and in time, without Nagle's delay, and stops gracefully within ten seconds.

use super::headers;
use crate::platform::clock::Stopwatch;
use crate::platform::config::Config;
use crate::platform::limits::sources::source_key;
use crate::platform::telemetry::metrics;
use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;

mod awaited;
mod impatient;

use awaited::Awaited;
use impatient::Impatient;

/// What a client may take of the server (`docs/rules.md`, C36).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limits {
    /// Connections at a time, in all.
    connections: usize,
    /// Connections at a time of one source; a trusted proxy is exempt.
    per_source: usize,
    /// Time for a request's headers, from the moment the connection is there, and for an idle connection between requests.
    headers: Duration,
    /// Bytes of a request's headers.
    header_bytes: usize,
    /// Time for a whole request, body included, until its answer begins.
    request: Duration,
    /// Time for a client to take more of an answer that it has not taken yet.
    write: Duration,
}

const LIMITS: Limits = Limits {
    connections: 2_000,
    per_source: 256,
    headers: Duration::from_secs(10),
    header_bytes: 32 * 1024,
    request: Duration::from_secs(30),
    write: Duration::from_secs(30),
};

/// Time that running requests get when the server is told to stop; less than the whole process has.
const GRACE: Duration = Duration::from_secs(9);

/// Connections by [`source_key`]: who has a network of its own has one place in it, not one for every address.
type Counts = Arc<Mutex<HashMap<String, usize>>>;

/// Holds one connection's place in the counts.
struct Place {
    counts: Counts,
    source: Option<String>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(source) = &self.source else { return };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(source) {
            *count -= 1;
            if *count == 0 {
                counts.remove(source);
            }
        }
    }
}

/// Why there is no place for a connection, in the words of the metrics: all are taken, or all that one source may have.
const ALL_TAKEN: &str = "places";
const SOURCE_TAKEN: &str = "source_places";
/// Microseconds between two lines in the log about the same of them.
const QUIET: u64 = 60_000_000;

/// Tells the operator of connections that found no place. All are counted; of the log, which is to outlive a flood, they get a line now and
/// then, without the address.
#[derive(Debug, Default)]
struct Refusals {
    told: HashMap<&'static str, Stopwatch>,
}

impl Refusals {
    fn note(&mut self, cause: &'static str) {
        metrics().overloaded(cause);
        if self.told.get(cause).is_some_and(|told| told.micros() < QUIET) {
            return;
        }
        self.told.insert(cause, Stopwatch::start());
        tracing::warn!(cause, "a connection found no place; the metrics count the next ones");
    }
}

/// Serves until `stop` turns true, then lets running requests finish. A connection that cannot be accepted is logged and the next one
/// awaited, so it ends with no error; the answer has the type of `axum::serve`'s.
pub async fn serve(listener: TcpListener, app: Router, config: &Config, stop: watch::Receiver<bool>) -> std::io::Result<()> {
    serve_within(LIMITS, listener, app, config, stop).await
}

async fn serve_within(
    limits: Limits,
    listener: TcpListener,
    app: Router,
    config: &Config,
    mut stop: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let all = Arc::new(Semaphore::new(limits.connections));
    let counts = Counts::default();
    let graceful = GracefulShutdown::new();
    let mut refusals = Refusals::default();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, or the client left already: others still wait.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        match place(limits, &all, &counts, peer.ip(), config) {
            Ok(place) => {
                tokio::spawn(connection(limits, stream, peer, app.clone(), place, graceful.watcher()));
            }
            Err(cause) => refusals.note(cause),
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!("requests were still running when the time to stop was over"),
    }
    Ok(())
}

/// A place for one more connection, or why there is none.
fn place(limits: Limits, all: &Arc<Semaphore>, counts: &Counts, source: IpAddr, config: &Config) -> Result<Place, &'static str> {
    let permit = Arc::clone(all).try_acquire_owned().map_err(|_| ALL_TAKEN)?;
    let counted = (!config.server.trusts(source)).then(|| source_key(source));
    if let Some(source) = &counted {
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(source.clone()).or_default();
        if *count >= limits.per_source {
            return Err(SOURCE_TAKEN);
        }
        *count += 1;
    }
    Ok(Place { counts: Arc::clone(counts), source: counted, _permit: permit })
}

async fn connection(
    limits: Limits,
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    place: Place,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let _place = place;
    // A page that streams in several writes would otherwise wait 40 ms for the client's delayed acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(Allowed(limits.request));
        app.clone().oneshot(request.map(axum::body::Body::new) as Request)
    });
    let http = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_buf_size(limits.header_bytes)
        .keep_alive(true)
        .serve_connection(TokioIo::new(Impatient::new(stream, limits.write)), service);
    if let Err(error) = watcher.watch(http).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Time for a request, set by the connection on which it came.
#[derive(Clone, Copy, Debug)]
struct Allowed(Duration);

/// Ends a request whose time is over. A layer and not part of the connection, so that its answer is dressed like every other one. It is
/// the client that was slow only while the server waits for its body: browsers send again by themselves what was answered 408, which a
/// portal that is behind with its work must not ask for.
pub async fn in_time(request: Request, next: Next) -> Response {
    let Some(Allowed(limit)) = request.extensions().get::<Allowed>().copied() else { return next.run(request).await };
    let awaited = Awaited::default();
    let request = request.map(|body| awaited.watch(body));
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) if awaited.is_set() => headers::too_slow(),
        Err(_) => headers::too_busy(),
    }
}

#[cfg(test)]
mod tests;
