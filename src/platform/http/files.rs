//! Small files at fixed addresses: icons, manifest, robots, security contact, the captcha's script.

use crate::kernel::route::Route;
use crate::platform::config::Config;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::services::ServeFile;
use tower_http::set_header::SetResponseHeaderLayer;

/// Files of `public/` that are served from the root.
const FILES: &[&str] =
    &["favicon.svg", "apple-touch-icon.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "captcha.js", "robots.txt"];

/// Their routes.
pub fn routes<S: Clone + Send + Sync + 'static>(config: &Config) -> Router<S> {
    let root = &config.server.site_root;
    let mut router = Router::new();
    for name in FILES {
        router = router.route_service(&format!("/{name}"), ServeFile::new(root.join(name)).precompressed_br());
    }
    let contact = format!(
        "Contact: {}/bantuan\nPreferred-Languages: id, en\nCanonical: {}/.well-known/security.txt\n",
        config.server.public_url, config.server.public_url
    );
    router
        .route("/manifest.webmanifest", get(manifest))
        .route("/.well-known/security.txt", get(move || async move { contact.clone() }))
        .route("/.well-known/change-password", get(|| async { Redirect::to(Route::ChangePassword.path()) }))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")))
}

async fn manifest() -> Response {
    const TEXT: &str = r##"{"name":"Prakerja — Portal Peserta","short_name":"Prakerja","lang":"id","start_url":"/","display":"standalone","background_color":"#FBF7F0","theme_color":"#123256","icons":[{"src":"/icon-192.png","sizes":"192x192","type":"image/png"},{"src":"/icon-512.png","sizes":"512x512","type":"image/png"},{"src":"/icon-maskable-512.png","sizes":"512x512","type":"image/png","purpose":"maskable"}]}"##;
    ([(header::CONTENT_TYPE, "application/manifest+json")], TEXT).into_response()
}
