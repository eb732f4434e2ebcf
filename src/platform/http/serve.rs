//! Accepts connections: bounded in number, per source and in time, without Nagle's delay, and stops gracefully within ten seconds.

use crate::platform::config::Config;
use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::Request;
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

/// What a client may take of the server (`research/security.md` C36).
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
    /// Time for a whole request, body included.
    request: Duration,
}

const LIMITS: Limits = Limits {
    connections: 2_000,
    per_source: 256,
    headers: Duration::from_secs(10),
    header_bytes: 32 * 1024,
    request: Duration::from_secs(30),
};

/// Time that running requests get when the server is told to stop.
const GRACE: Duration = Duration::from_secs(9);

type Counts = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// Holds one connection's place in the counts.
struct Place {
    counts: Counts,
    source: Option<IpAddr>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(source) = self.source else { return };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&source) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&source);
            }
        }
    }
}

/// Serves until `stop` turns true, then lets running requests finish.
///
/// # Errors
/// When the listener fails for good.
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
        if let Some(place) = place(limits, &all, &counts, peer.ip(), config) {
            tokio::spawn(connection(limits, stream, peer, app.clone(), place, graceful.watcher()));
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!("requests were still running when the time to stop was over"),
    }
    Ok(())
}

/// A place for one more connection, or none when the house is full.
fn place(limits: Limits, all: &Arc<Semaphore>, counts: &Counts, source: IpAddr, config: &Config) -> Option<Place> {
    let permit = Arc::clone(all).try_acquire_owned().ok()?;
    let counted = (!config.server.trusts(source)).then_some(source);
    if let Some(source) = counted {
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(source).or_default();
        if *count >= limits.per_source {
            return None;
        }
        *count += 1;
    }
    Some(Place { counts: Arc::clone(counts), source: counted, _permit: permit })
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
        let answer = app.clone().oneshot(request.map(axum::body::Body::new) as Request);
        async move {
            match tokio::time::timeout(limits.request, answer).await {
                Ok(answer) => answer,
                Err(_) => Ok(axum::response::IntoResponse::into_response(axum::http::StatusCode::REQUEST_TIMEOUT)),
            }
        }
    });
    let http = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_buf_size(limits.header_bytes)
        .keep_alive(true)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(http).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests;
