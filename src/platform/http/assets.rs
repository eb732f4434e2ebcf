//! Static files: the release's own folder and hash-named assets for ever, everything else for a day.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use std::path::Path;
use tower_http::services::ServeDir;

/// Routes of the files under `site_root`: `/pkg/…` (every release that is kept) and `/aset/…` never change under their name. In `make
/// watch` the folder is `pkg/dev`, whose content does change.
pub fn routes<S: Clone + Send + Sync + 'static>(site_root: &Path) -> Router<S> {
    let folder = |name: &str| ServeDir::new(site_root.join(name)).precompressed_br().precompressed_gzip();
    Router::new().nest_service("/pkg", folder("pkg")).nest_service("/aset", folder("aset")).layer(from_fn(for_ever))
}

async fn for_ever(request: Request, next: Next) -> Response {
    let changing = request.uri().path().starts_with("/dev/");
    let mut response = next.run(request).await;
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        let value = if changing { "no-cache" } else { "public, max-age=31536000, immutable" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}
