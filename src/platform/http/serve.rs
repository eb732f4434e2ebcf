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

/// Connections at a time, in all and per source (a trusted proxy is exempt).
const CONNECTIONS: usize = 2_000;
const PER_SOURCE: usize = 256;
/// Time for a request's headers, and for an idle connection between requests.
const HEADERS: Duration = Duration::from_secs(10);
/// Bytes of a request's headers.
const HEADER_BYTES: usize = 32 * 1024;
/// Time for a whole request, body included.
const REQUEST: Duration = Duration::from_secs(30);
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
pub async fn serve(listener: TcpListener, app: Router, config: &Config, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    let all = Arc::new(Semaphore::new(CONNECTIONS));
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
        if let Some(place) = place(&all, &counts, peer.ip(), config) {
            tokio::spawn(connection(stream, peer, app.clone(), place, graceful.watcher()));
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
fn place(all: &Arc<Semaphore>, counts: &Counts, source: IpAddr, config: &Config) -> Option<Place> {
    let permit = Arc::clone(all).try_acquire_owned().ok()?;
    let counted = (!config.server.trusts(source)).then_some(source);
    if let Some(source) = counted {
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(source).or_default();
        if *count >= PER_SOURCE {
            return None;
        }
        *count += 1;
    }
    Some(Place { counts: Arc::clone(counts), source: counted, _permit: permit })
}

async fn connection(
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
            match tokio::time::timeout(REQUEST, answer).await {
                Ok(answer) => answer,
                Err(_) => Ok(axum::response::IntoResponse::into_response(axum::http::StatusCode::REQUEST_TIMEOUT)),
            }
        }
    });
    let http = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(HEADER_BYTES)
        .keep_alive(true)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(http).await {
        tracing::debug!(%error, "a connection ended early");
    }
}
