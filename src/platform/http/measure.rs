//! Counts every request under its route: the one place that turns an address into a word for the operator.

use super::Site;
use super::files;
use crate::kernel::route::Route;
use crate::platform::clock::Stopwatch;
use crate::platform::http::registry::Function;
use crate::platform::telemetry::metrics;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

/// Addresses that are neither a page, a function nor a fixed file: what they begin with, and their pattern.
const BELOW: &[(&str, &str)] =
    &[("/pkg/", "/pkg/{file}"), ("/aset/", "/aset/{file}"), ("/tantangan/", "/tantangan/{form}"), ("/api/", "/api/{function}")];
/// What no route answers.
const OTHER: &str = "other";

/// Outermost layer: counts the request with its status and the time until the answer began.
pub async fn layer(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let route = pattern(&site.functions, request.uri().path());
    request.extensions_mut().insert(Pattern(route));
    let mut counted = Counted { route, method: method(request.method()), status: 0, since: Stopwatch::start() };
    let response = next.run(request).await;
    counted.status = response.status().as_u16();
    response
}

/// The route of a request, for whoever names it behind [`layer`].
#[derive(Clone, Copy, Debug)]
pub struct Pattern(pub &'static str);

/// Counts when it goes, so that a request whose caller left or whose time ran out is counted as well.
struct Counted {
    route: &'static str,
    method: &'static str,
    status: u16,
    since: Stopwatch,
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics().request(self.route, self.method, self.status, self.since.micros());
    }
}

/// The route that a path belongs to, in words of ours. Whatever stands in a parameter's place is left out, well-formed or not.
#[must_use]
pub fn pattern(functions: &[Function], path: &str) -> &'static str {
    let function = || functions.iter().find(|function| function.path == path).map(|function| function.path);
    let page = || Route::parse(path).map(Route::path);
    let below_a_page = || {
        let mut patterns = Route::ALL.iter().filter(|route| route.has_parameter()).map(|route| route.path());
        patterns.find(|pattern| pattern.split('{').next().is_some_and(|head| path.starts_with(head)))
    };
    let below = || BELOW.iter().find(|(head, _)| path.starts_with(head)).map(|(_, pattern)| *pattern);
    page().or_else(function).or_else(|| files::pattern(path)).or_else(below_a_page).or_else(below).unwrap_or(OTHER)
}

fn method(method: &Method) -> &'static str {
    const KNOWN: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.iter().find(|known| **known == method.as_str()).copied().unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::http::registry::Who;
    use proptest::prelude::*;

    const FUNCTIONS: &[Function] = &[Function::query("/api/home/dashboard", Who::Participant)];

    #[test]
    fn an_address_is_counted_under_its_pattern() {
        for (path, expected) in [
            ("/", "/"),
            ("/masuk", "/masuk"),
            ("/masuk/", OTHER),
            ("/atur-ulang", "/atur-ulang"),
            ("/atur-ulang/rahasia", "/atur-ulang/{token}"),
            ("/atur-ulang/rahasia/%20x", "/atur-ulang/{token}"),
            ("/daftar/lanjut/rahasia.x", "/daftar/lanjut/{token}"),
            ("/tantangan/masuk", "/tantangan/{form}"),
            ("/pkg/0123/prakerja.js", "/pkg/{file}"),
            ("/aset/x.woff2", "/aset/{file}"),
            ("/api/home/dashboard", "/api/home/dashboard"),
            ("/api/home/rahasia", "/api/{function}"),
            ("/favicon.svg", "/favicon.svg"),
            ("/manifest.webmanifest", "/manifest.webmanifest"),
            ("/healthz", "/healthz"),
            ("/readyz", "/readyz"),
            ("/rahasia", OTHER),
            ("", OTHER),
        ] {
            assert_eq!(pattern(FUNCTIONS, path), expected, "{path}");
        }
        assert_eq!((method(&Method::GET), method(&Method::from_bytes(b"RAHASIA").unwrap())), ("GET", OTHER));
    }

    proptest! {
        #[test]
        fn nothing_of_a_path_that_is_not_ours_is_in_its_pattern(
            head in "(/atur-ulang|/daftar/lanjut|/tantangan|/api|/pkg|)/", secret in "[A-Za-z0-9_.%/-]{12,40}",
        ) {
            let path = [head, secret.clone()].concat();
            prop_assert!(!pattern(FUNCTIONS, &path).contains(&secret));
        }
    }
}
