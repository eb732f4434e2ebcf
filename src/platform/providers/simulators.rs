//! Simulators of the parties outside, for the sandbox: HTTP services that speak the parties' own protocol and accept nothing but
//! questions signed under the shared secret. What they answer is steered by the last four digits (README, "Sandbox").
//!
//! Invariants: they know nothing and keep nothing; production never starts one.

use super::signature;
use super::{phone_lookup, population};
use crate::platform::clock::Clock;
use crate::platform::config::{Config, Secret, SecretError};
use crate::platform::crypt::hex;
use crate::platform::random::Random;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use phone_lookup::Class;
use population::Verdict;
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use std::time::Duration;

/// Paths of the simulators.
pub const REGISTRY: &str = "/registry";
pub const PHONE_LOOKUP: &str = "/phone-lookup";

/// How long the registry's slow answer takes.
pub(super) const SLOW: Duration = Duration::from_secs(5);
/// Bytes of a question.
const LONGEST_QUESTION: usize = 16 * 1024;

/// All simulators, with the secrets under which they are asked.
#[derive(Clone, Debug)]
pub struct Simulators {
    pub(super) registry: Shared,
    pub(super) phone_lookup: Shared,
    pub(super) clock: Clock,
    pub(super) slow: Duration,
}

/// A secret, and whether it was made here because none was set.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    secret: Secret,
    fresh: bool,
}

impl Shared {
    fn fresh(random: &Random) -> Self {
        Self { secret: Secret::new(hex(&random.bytes::<32>())), fresh: true }
    }
}

impl Simulators {
    /// With secrets of their own.
    #[must_use]
    pub fn fresh(random: &Random) -> Self {
        let (registry, phone_lookup) = (Shared::fresh(random), Shared::fresh(random));
        Self { registry, phone_lookup, clock: Clock::system(), slow: SLOW }
    }

    /// With the secrets of the settings, and fresh ones where none is set.
    ///
    /// # Errors
    /// The setting and why its secret cannot be used.
    pub fn from_config(config: &Config, random: &Random) -> Result<Self, (&'static str, SecretError)> {
        let mut simulators = Self::fresh(random);
        for (provider, shared) in
            [(&config.registry, &mut simulators.registry), (&config.phone_lookup, &mut simulators.phone_lookup)]
        {
            if let Some(secret) = provider.secret().map_err(|error| (provider.secret_setting(), error))? {
                *shared = Shared { secret, fresh: false };
            }
        }
        Ok(simulators)
    }

    #[must_use]
    pub fn registry_secret(&self) -> &Secret {
        &self.registry.secret
    }

    #[must_use]
    pub fn phone_lookup_secret(&self) -> &Secret {
        &self.phone_lookup.secret
    }

    /// The settings, as lines of `NAME=value`, with which a portal asks the simulators that listen at `addr`. A secret is told only if
    /// it was made here.
    #[must_use]
    pub fn settings(&self, config: &Config, addr: SocketAddr) -> Vec<String> {
        let mut lines = Vec::new();
        for (provider, shared, path) in
            [(&config.registry, &self.registry, REGISTRY), (&config.phone_lookup, &self.phone_lookup, PHONE_LOOKUP)]
        {
            lines.push(format!("{}=http://{addr}{path}", provider.names.url));
            if shared.fresh {
                lines.push(format!("{}={}", provider.names.secret, shared.secret.expose()));
            }
        }
        lines
    }

    /// The services.
    pub fn router(&self) -> Router {
        Router::new()
            .route(REGISTRY, post(registry))
            .route(PHONE_LOOKUP, post(phone_lookup))
            .layer(DefaultBodyLimit::max(LONGEST_QUESTION))
            .with_state(self.clone())
    }

    /// The question, if it is signed and of the form expected.
    fn read<Q: DeserializeOwned>(&self, shared: &Shared, headers: &HeaderMap, body: &[u8]) -> Result<Q, StatusCode> {
        let value = headers.get(signature::HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !signature::verify(&shared.secret, self.clock.now(), body, value) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        serde_json::from_slice(body).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)
    }
}

async fn registry(State(simulators): State<Simulators>, headers: HeaderMap, body: Bytes) -> Response {
    let question: population::Question = match simulators.read(&simulators.registry, &headers, &body) {
        Ok(question) => question,
        Err(status) => return status.into_response(),
    };
    let fits = Verdict { nik: true, alive: Some(true), name: Some(true), birth_date: Some(true), gender: Some(true) };
    let verdict = match question.nik.simulator_key() {
        "9001" => Verdict { nik: false, ..Verdict::default() },
        "9002" => Verdict { name: Some(false), ..fits },
        "9003" => Verdict { birth_date: Some(false), ..fits },
        "9004" => Verdict { alive: Some(false), ..fits },
        "9005" => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        "9006" => {
            tokio::time::sleep(simulators.slow).await;
            fits
        }
        _ => fits,
    };
    Json(verdict).into_response()
}

async fn phone_lookup(State(simulators): State<Simulators>, headers: HeaderMap, body: Bytes) -> Response {
    let question: phone_lookup::Question = match simulators.read(&simulators.phone_lookup, &headers, &body) {
        Ok(question) => question,
        Err(status) => return status.into_response(),
    };
    let number = question.phone.e164();
    let class = match number.get(number.len().saturating_sub(4)..).unwrap_or_default() {
        "9001" => Class::Voip,
        "9002" => Class::Unknown,
        "9003" => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        _ => Class::Mobile,
    };
    Json(phone_lookup::Verdict { class }).into_response()
}
