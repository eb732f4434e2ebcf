//! The portal's cookies. Values are opaque tokens or sealed; with https every name gets the `__Host-` prefix and `Secure`.

use axum::http::{HeaderMap, HeaderValue, header};

/// Session of a participant.
pub const SESSION: &str = "sesi";
/// Session of a member of staff; other sites' links do not carry it along.
pub const STAFF: &str = "kantor";
/// This browser, known or trusted by an account.
pub const DEVICE: &str = "alat";
/// The flow of this browser: registration, sign-in, reset.
pub const FLOW: &str = "alur";
/// The token of a reset link, taken out of the address.
pub const RESET: &str = "atur";
/// A refused plain post, shown once.
pub const FLASH: &str = "kilat";
/// What was typed into a form whose page is still to come: it waits while proof is given, or after signing in again.
pub const ENTRUSTED: &str = "titip";
/// Language.
pub const LANGUAGE: &str = "bahasa";
/// Data saving.
pub const SAVER: &str = "hemat";

/// A cookie to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    pub name: &'static str,
    pub value: String,
    /// Seconds; `None` ends with the browser, 0 deletes.
    pub max_age: Option<i64>,
}

impl Cookie {
    /// A cookie that lives `max_age` seconds.
    #[must_use]
    pub fn lasting(name: &'static str, value: impl Into<String>, max_age: i64) -> Self {
        Self { name, value: value.into(), max_age: Some(max_age) }
    }

    /// Removes the cookie.
    #[must_use]
    pub fn gone(name: &'static str) -> Self {
        Self { name, value: String::new(), max_age: Some(0) }
    }

    /// The `Set-Cookie` header.
    #[must_use]
    pub fn header(&self, https: bool) -> Option<HeaderValue> {
        let same_site = if self.name == STAFF { "Strict" } else { "Lax" };
        let mut text = format!("{}={}; Path=/; HttpOnly; SameSite={same_site}", full_name(self.name, https), self.value);
        if https {
            text.push_str("; Secure");
        }
        if let Some(age) = self.max_age {
            text.push_str("; Max-Age=");
            text.push_str(&age.to_string());
        }
        HeaderValue::from_str(&text).ok()
    }
}

/// The name as the browser knows it. Browsers keep `__Host-` cookies from being set by a subdomain or over plain http, and so take them
/// over https only.
#[must_use]
fn full_name(name: &str, https: bool) -> String {
    if https { format!("__Host-{name}") } else { name.to_owned() }
}

/// The value of a cookie in the request; the first one wins. Each pair is read by itself: all cookies share one line, other sites of our
/// domain may add theirs, and one of theirs in other letters would hide all of ours, which are ASCII.
#[must_use]
pub fn read<'a>(headers: &'a HeaderMap, name: &str, https: bool) -> Option<&'a str> {
    let wanted = full_name(name, https);
    headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter(|pair| pair.is_ascii())
        .filter_map(|pair| std::str::from_utf8(pair.trim_ascii()).ok()?.split_once('='))
        .find_map(|(key, value)| (key == wanted && !value.is_empty()).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_https_a_cookie_is_host_bound_and_secure() {
        let header = Cookie::lasting(SESSION, "abc", 60).header(true).unwrap();
        assert_eq!(header.to_str().unwrap(), "__Host-sesi=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    }

    #[test]
    fn the_cookie_of_the_office_is_strict() {
        let header = Cookie { name: STAFF, value: "abc".to_owned(), max_age: None }.header(true).unwrap();
        assert_eq!(header.to_str().unwrap(), "__Host-kantor=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    }

    #[test]
    fn a_value_that_no_header_can_carry_sets_no_cookie() {
        assert_eq!(Cookie::lasting(SESSION, "a\r\nb", 60).header(true), None);
    }

    #[test]
    fn the_cookie_of_the_other_scheme_is_not_read() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("sesi=plain; __Host-sesi=bound"));
        assert_eq!(read(&headers, SESSION, true), Some("bound"));
        assert_eq!(read(&headers, SESSION, false), Some("plain"));
        assert_eq!(read(&headers, DEVICE, false), None);
    }

    #[test]
    fn a_foreign_cookie_in_other_letters_hides_none_of_ours() {
        for line in
            ["nama=Siti Nuʼaini; sesi=abc; alat=xyz", "sesi=abc; nama=Siti Nuʼaini;alat=xyz", "sesi=Nuʼaini; sesi=abc; alat=xyz"]
        {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_bytes(line.as_bytes()).unwrap());
            assert_eq!((read(&headers, SESSION, false), read(&headers, DEVICE, false)), (Some("abc"), Some("xyz")), "{line}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_bytes(b"nama=caf\xe9; sesi=abc").unwrap());
        assert_eq!(read(&headers, SESSION, false), Some("abc"), "nor one that is no text at all");
    }

    #[test]
    fn a_name_behind_a_space_for_which_browsers_take_a_host_bound_cookie_from_anybody_is_not_ours() {
        let mut headers = HeaderMap::new();
        for space in ["\u{2000}", "\u{a0}", "\u{85}"] {
            headers.append(header::COOKIE, HeaderValue::from_bytes(format!("{space}__Host-sesi=foreign").as_bytes()).unwrap());
        }
        assert_eq!(read(&headers, SESSION, true), None);
    }
}
