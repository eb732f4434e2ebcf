//! Refuses what another site caused: Fetch Metadata first, then `Origin`; when a browser sends neither, the form's request token
//! decides, which is bound to the session or flow cookie.

use crate::platform::crypt::{Keys, hex, token_hash};
use axum::http::{HeaderMap, Method};

/// What the headers say about where an unsafe request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Our own pages.
    Own,
    /// Another site, or one that hides.
    Foreign,
    /// The browser said nothing.
    Unknown,
}

/// Judges an unsafe request by its headers; `public_url` is scheme, host and port.
#[must_use]
pub fn judge(headers: &HeaderMap, public_url: &str) -> Origin {
    if let Some(site) = headers.get("sec-fetch-site") {
        return if site == "same-origin" || site == "none" { Origin::Own } else { Origin::Foreign };
    }
    match headers.get("origin") {
        Some(origin) if origin.as_bytes() == public_url.as_bytes() => Origin::Own,
        Some(_) => Origin::Foreign,
        None => Origin::Unknown,
    }
}

/// Whether a method may change something.
#[must_use]
pub fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The request token for a browser that holds this session or flow cookie.
#[must_use]
pub fn request_token(keys: &Keys, cookie: &str) -> String {
    hex(&keys.digest("request-token", &[token_hash(cookie).as_bytes()])[..16])
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn fetch_metadata_decides_before_origin() {
        let own = "https://portal.example";
        assert_eq!(judge(&headers(&[("sec-fetch-site", "same-origin")]), own), Origin::Own);
        assert_eq!(
            judge(&headers(&[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example")]), own),
            Origin::Foreign
        );
        assert_eq!(judge(&headers(&[("sec-fetch-site", "same-site")]), own), Origin::Foreign);
    }

    #[test]
    fn without_fetch_metadata_the_origin_must_be_ours_to_the_letter() {
        let own = "https://portal.example";
        assert_eq!(judge(&headers(&[("origin", "https://portal.example")]), own), Origin::Own);
        assert_eq!(judge(&headers(&[("origin", "https://portal.example.evil.test")]), own), Origin::Foreign);
        assert_eq!(judge(&headers(&[("origin", "null")]), own), Origin::Foreign);
        assert_eq!(judge(&headers(&[]), own), Origin::Unknown);
    }
}
