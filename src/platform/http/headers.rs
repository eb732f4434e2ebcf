//! Security and caching headers of every answer, errors and static files included. The nonce is minted here, one per answer.

use super::measure::Pattern;
use super::{Site, pages, visit};
use crate::platform::telemetry::metrics;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use leptos::nonce::Nonce;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// An answer was not there in time: the word in the metrics.
const SLOW: &str = "slow";

/// Headers that are the same on every answer.
const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Content-Security-Policy: nothing unsafe but `wasm-unsafe-eval`, which compiling the portal's own WASM needs.
#[must_use]
pub fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'"
    )
}

/// Mints the nonce and the request id, then decorates whatever comes back. Every line that is logged meanwhile bears the id and the
/// route; only [`super::measure`] stands further out.
pub async fn layer(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let nonce = STANDARD_NO_PAD.encode(site.ctx.random.bytes::<16>());
    let id = site.ctx.random.id(site.ctx.now()).simple().to_string();
    request.extensions_mut().insert(Nonce::from_value(nonce.clone()));
    let for_people = pages::wants_html(request.headers());
    let lang = visit::language(request.headers(), site.ctx.config.https());
    let route = request.extensions().get::<Pattern>().map(|pattern| pattern.0).unwrap_or_default();
    let span = tracing::info_span!("request", request = id, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    if let Some(Broken(status)) = response.extensions().get::<Broken>().copied() {
        // The number on the page leads the operator to this line and to the one before it, which says where.
        span.in_scope(|| match status {
            StatusCode::REQUEST_TIMEOUT => tracing::warn!(request = id, "a request did not arrive in time"),
            StatusCode::SERVICE_UNAVAILABLE => {
                metrics().overloaded(SLOW);
                tracing::warn!(request = id, cause = SLOW, "shed");
            }
            _ => tracing::error!(request = id, "a request broke off"),
        });
        response = pages::broken(&site, lang, for_people, status, &id);
    }
    let is_unavailable = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    if is_unavailable {
        // As the error page says; a fault that knows better has set its own.
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("20"));
    }
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if site.ctx.config.https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains; preload"));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    cache(headers);
    response
}

/// Marks the answer of a request that did not come to its end; [`layer`] makes the portal's own answer of it.
#[derive(Clone, Copy, Debug)]
struct Broken(StatusCode);

/// A panic ends its own request only. What it said may be in the log, never in the answer.
#[must_use]
pub fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    broken()
}

/// The answer of a request that cannot go on.
#[must_use]
pub fn broken() -> Response {
    broken_with(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The answer of a request whose time is over while its client still sends it.
#[must_use]
pub fn too_slow() -> Response {
    broken_with(StatusCode::REQUEST_TIMEOUT)
}

/// The answer of a request whose time is over because of the portal.
#[must_use]
pub fn too_busy() -> Response {
    broken_with(StatusCode::SERVICE_UNAVAILABLE)
}

fn broken_with(status: StatusCode) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(Broken(status));
    response
}

/// What nobody has decided yet is revalidated by its own visitor and kept apart by what it depends on.
fn cache(headers: &mut HeaderMap) {
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    let is_static = headers.get(header::CACHE_CONTROL).is_some_and(|value| value.as_bytes().starts_with(b"public"));
    let vary = if is_static { "Accept-Encoding" } else { "Cookie, Save-Data, Accept-Encoding" };
    headers.insert(header::VARY, HeaderValue::from_static(vary));
}
