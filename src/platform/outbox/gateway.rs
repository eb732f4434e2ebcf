//! SMS by an HTTP gateway: one JSON POST per message.

use super::reference::Reference;
use super::transports::{Failure, SetupError};
use crate::platform::config::Secret;
use crate::platform::providers::client::{self, Reach};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, StatusCode, Url};
use serde::Serialize;
use std::time::Duration;

/// For connecting, sending and reading the status together.
const TOTAL: Duration = Duration::from_secs(5);

/// A gateway that takes `{to, text, reference}`. The reference is the same on every attempt, so that the gateway can tell a
/// repeated message. The name of `sms.sender` is set at the gateway and not in the request: one that refuses a part which it does not
/// know would refuse every message.
#[derive(Clone, Debug)]
pub struct Gateway {
    client: Client,
    url: Url,
    /// The value of the `Authorization` header, which does not show in `Debug`.
    token: Option<HeaderValue>,
}

#[derive(Serialize)]
struct Request<'a> {
    to: &'a str,
    text: &'a str,
    reference: &'a str,
}

impl Gateway {
    /// Posts to `url`, with `token` as a bearer token if there is one.
    pub fn new(url: &str, token: Option<&Secret>, reach: Reach) -> Result<Self, SetupError> {
        let bearer = |token: &Secret| {
            let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose()))?;
            value.set_sensitive(true);
            Ok::<_, reqwest::header::InvalidHeaderValue>(value)
        };
        let token = token.map(bearer).transpose().map_err(|_| SetupError("PRAKERJA__SMS__TOKEN"))?;
        let client = client::build(TOTAL, reach).map_err(|_| SetupError("PRAKERJA__SMS__URL"))?;
        Ok(Self { client, url: url.parse().map_err(|_| SetupError("PRAKERJA__SMS__URL"))?, token })
    }

    pub(super) async fn send(&self, to: &str, text: &str, reference: &Reference) -> Result<(), Failure> {
        let request = Request { to, text, reference: reference.as_str() };
        let mut post = self.client.post(self.url.clone()).json(&request);
        if let Some(token) = &self.token {
            post = post.header(AUTHORIZATION, token);
        }
        let answer = post.send().await;
        let status = answer.map_err(|error| Failure::transient(if error.is_timeout() { "timeout" } else { "network" }))?.status();
        judge(status)
    }
}

/// Only what says that this very message will never be taken is permanent; a wrong token or address is mended by the operator.
fn judge(status: StatusCode) -> Result<(), Failure> {
    if status.is_success() {
        return Ok(());
    }
    let permanent = matches!(status.as_u16(), 400 | 410 | 413 | 422);
    Err(Failure { permanent, code: format!("gateway_{}", status.as_u16()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refused_message_is_given_up() {
        let permanent = |status| judge(StatusCode::from_u16(status).unwrap()).err().map(|failure| failure.permanent);
        assert_eq!(permanent(200), None);
        assert_eq!(permanent(202), None);
        for status in [400, 410, 413, 422] {
            assert_eq!(permanent(status), Some(true), "{status}");
        }
        for status in [302, 401, 403, 404, 408, 429, 500, 503] {
            assert_eq!(permanent(status), Some(false), "{status}");
        }
    }

    #[test]
    fn the_token_does_not_show() {
        let gateway = Gateway::new("http://127.0.0.1:9/kirim", Some(&Secret::new("rahasia")), Reach::Anywhere).unwrap();
        assert!(!format!("{gateway:?}").contains("rahasia"));
        let error = Gateway::new("http://127.0.0.1:9/kirim", Some(&Secret::new("rahasia\n")), Reach::Anywhere).unwrap_err();
        assert_eq!(error, SetupError("PRAKERJA__SMS__TOKEN"));
    }
}
