//! Small files at fixed addresses: icons, manifest, robots, security contact, the plain scripts, the service worker with what it shows
//! when there is no connection.

use crate::kernel::route::Route;
use crate::platform::config::Config;
use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::services::ServeFile;
use tower_http::set_header::SetResponseHeaderLayer;

/// Files of `public/` that are served from the root.
const FILES: &[&str] = &[
    "/favicon.svg",
    "/apple-touch-icon.png",
    "/icon-192.png",
    "/icon-512.png",
    "/icon-maskable-512.png",
    "/captcha.js",
    "/session.js",
    "/start.js",
    "/robots.txt",
    "/luring.html",
    "/luring.css",
    "/luring.js",
];
const MANIFEST: &str = "/manifest.webmanifest";
const CONTACT: &str = "/.well-known/security.txt";
const CHANGE_PASSWORD: &str = "/.well-known/change-password";
const WORKER: &str = "/sw.js";
/// Whether the process runs.
pub const HEALTH: &str = "/healthz";
/// Whether it can serve.
pub const READY: &str = "/readyz";

/// The fixed address that a path is.
#[must_use]
pub fn pattern(path: &str) -> Option<&'static str> {
    let made = [MANIFEST, CONTACT, CHANGE_PASSWORD, WORKER, HEALTH, READY];
    FILES.iter().copied().chain(made).find(|fixed| *fixed == path)
}

/// Their routes.
pub fn routes<S: Clone + Send + Sync + 'static>(config: &Config, release: &'static str) -> Router<S> {
    let root = &config.server.site_root;
    let mut router = Router::new();
    for name in FILES {
        router = router.route_service(name, ServeFile::new(root.join(name.trim_start_matches('/'))).precompressed_br());
    }
    let contact = format!(
        "Contact: {}/bantuan\nPreferred-Languages: id, en\nCanonical: {}{CONTACT}\n",
        config.server.public_url, config.server.public_url
    );
    router
        .route(WORKER, get(move || worker(release)))
        .route(MANIFEST, get(manifest))
        .route(CONTACT, get(move || async move { contact.clone() }))
        .route(CHANGE_PASSWORD, get(|| async { Redirect::to(Route::ChangePassword.path()) }))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")))
}

async fn manifest() -> Response {
    const TEXT: &str = r##"{"name":"Prakerja — Portal Peserta","short_name":"Prakerja","lang":"id","start_url":"/","display":"standalone","background_color":"#FBF7F0","theme_color":"#123256","icons":[{"src":"/icon-192.png","sizes":"192x192","type":"image/png"},{"src":"/icon-512.png","sizes":"512x512","type":"image/png"},{"src":"/icon-maskable-512.png","sizes":"512x512","type":"image/png","purpose":"maskable"}]}"##;
    ([(header::CONTENT_TYPE, "application/manifest+json")], TEXT).into_response()
}

#[derive(Template)]
#[template(path = "sw.js", escape = "none")]
struct Worker {
    release: &'static str,
}

/// The service worker. It names the release, so that a browser notices a new one, and is asked for anew each time.
async fn worker(release: &'static str) -> Result<Response, StatusCode> {
    let text = Worker { release }.render().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text).into_response())
}
