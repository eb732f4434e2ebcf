//! An SMS gateway that keeps what it gets, and misbehaves when told to.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::Value;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// One request to the gateway.
#[derive(Clone, Debug)]
pub struct Request {
    pub body: Value,
    pub content_type: String,
    /// Empty when it was not sent.
    pub authorization: String,
}

/// A listening gateway; it ends with the test's runtime.
#[derive(Clone, Debug)]
pub struct SmsSink {
    addr: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    requests: Mutex<Vec<Request>>,
    /// Requests that only somebody who follows redirects makes.
    strayed: Mutex<usize>,
    answers: Mutex<VecDeque<StatusCode>>,
}

impl SmsSink {
    /// Starts a gateway on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self { addr: listener.local_addr().unwrap(), shared: Arc::default() };
        let router =
            Router::new().route("/kirim", post(take)).route("/lain", post(stray).get(stray)).with_state(sink.shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        sink
    }

    /// The value for `PRAKERJA__SMS__URL`.
    pub fn url(&self) -> String {
        format!("http://{}/kirim", self.addr)
    }

    /// Queues the status of the next answer; without one it is 202. A redirect leads to another page of the gateway.
    pub fn answer_next(&self, status: u16) {
        self.shared.answers.lock().unwrap().push_back(StatusCode::from_u16(status).unwrap());
    }

    /// Every request so far, whatever the answer was.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// How often a redirect was followed.
    pub fn strayed(&self) -> usize {
        *self.shared.strayed.lock().unwrap()
    }
}

async fn take(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: String) -> Response {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let body = serde_json::from_str(&body).unwrap_or(Value::String(body));
    let request = Request { body, content_type: text(header::CONTENT_TYPE), authorization: text(header::AUTHORIZATION) };
    shared.requests.lock().unwrap().push(request);
    let status = shared.answers.lock().unwrap().pop_front().unwrap_or(StatusCode::ACCEPTED);
    if status.is_redirection() { (status, [(header::LOCATION, "/lain")]).into_response() } else { status.into_response() }
}

async fn stray(State(shared): State<Arc<Shared>>) -> StatusCode {
    *shared.strayed.lock().unwrap() += 1;
    StatusCode::ACCEPTED
}
