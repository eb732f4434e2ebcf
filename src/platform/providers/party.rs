//! One party outside: signed questions in JSON, short answers in JSON.

use super::signature;
use crate::platform::clock::Clock;
use crate::platform::config::Secret;
use crate::platform::telemetry::metrics;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;

/// Bytes of an answer that are read; a few words take less.
const LONGEST_ANSWER: usize = 4 * 1024;

/// A party that can be asked; cheap to clone. Its `Debug` shows neither address nor secret.
#[derive(Clone)]
pub struct Party(Arc<Inner>);

struct Inner {
    /// In logs and metrics.
    name: &'static str,
    client: Client,
    url: Url,
    secret: Secret,
    clock: Clock,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Timeout,
    Network,
    /// It sends us elsewhere.
    Redirect,
    /// It does not accept our signature.
    Refused,
    /// Any other status but 200.
    Status,
    TooLarge,
    Malformed,
}

impl Failure {
    /// The word for logs and metrics.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Failure::Timeout => "timeout",
            Failure::Network => "network",
            Failure::Redirect => "redirect",
            Failure::Refused => "refused",
            Failure::Status => "status",
            Failure::TooLarge => "too_large",
            Failure::Malformed => "malformed",
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() { Failure::Timeout } else { Failure::Network }
    }
}

impl std::fmt::Debug for Party {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Party").field(&self.0.name).finish()
    }
}

impl Party {
    /// The party at `url`; none if that is no address. Where its calls may go is the client's.
    #[must_use]
    pub fn new(name: &'static str, client: Client, url: &Secret, secret: &Secret, clock: Clock) -> Option<Self> {
        Some(Self(Arc::new(Inner { name, client, url: url.expose().parse().ok()?, secret: secret.clone(), clock })))
    }

    /// Asks, and waits no longer than `budget` for the last byte of the answer.
    ///
    /// # Errors
    /// There is no answer, or none of the form expected.
    pub async fn ask<A: DeserializeOwned>(&self, question: &impl Serialize, budget: Duration) -> Result<A, Failure> {
        let body = serde_json::to_vec(question).map_err(|_| Failure::Malformed)?;
        let party = &self.0;
        let request = party
            .client
            .post(party.url.clone())
            .timeout(budget)
            .header(CONTENT_TYPE, "application/json")
            .header(signature::HEADER, signature::sign(&party.secret, party.clock.now(), &body))
            .body(body);
        let answer = request.send().await?;
        judge(answer.status())?;
        serde_json::from_slice(&read(answer).await?).map_err(|_| Failure::Malformed)
    }

    /// Counts how a question ended; a party that does not answer is also logged.
    pub fn ended(&self, outcome: Result<&'static str, Failure>) {
        match outcome {
            Ok(word) => metrics().provider(self.0.name, word),
            Err(failure) => {
                metrics().provider(self.0.name, failure.code());
                tracing::warn!(party = self.0.name, failure = failure.code(), "a party outside did not answer");
            }
        }
    }
}

fn judge(status: StatusCode) -> Result<(), Failure> {
    match status.as_u16() {
        200 => Ok(()),
        300..=399 => Err(Failure::Redirect),
        401 | 403 => Err(Failure::Refused),
        _ => Err(Failure::Status),
    }
}

/// The answer's body, unless it is longer than an answer can be.
async fn read(mut answer: Response) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(Failure::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
