//! The parties outside: what the portal asks of them (ports), how it asks, and their simulators for the sandbox.
//!
//! Invariants: a slice names a port, never how it is reached; an answer is one of a few words, so nothing of an outside party's data is
//! taken over unasked; a party that does not answer in time is down, and being down is an answer that every caller has to handle.
//! Simulators speak the same protocol over HTTP as the real party, so that no code is special to the sandbox; production refuses to
//! start where it would ask one. Neither questions, answers, addresses nor secrets are logged.

pub mod client;
mod party;
pub mod phone_lookup;
pub mod population;
mod signature;
pub mod simulators;

use super::clock::Clock;
use super::config::{Config, Provider, Secret, SecretError};
use super::random::Random;
use client::Reach;
use party::Party;
use phone_lookup::PhoneLookup;
use population::Population;
use reqwest::Client;
use simulators::Simulators;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;

/// How long a party may take for an answer, from looking up its name to the last byte; longer counts as down.
pub const BUDGET: Duration = Duration::from_secs(3);

/// What the parties' names are in logs and metrics.
const POPULATION: &str = "population";
const PHONE_LOOKUP: &str = "phone_lookup";

/// The ports, connected.
#[derive(Clone, Debug)]
pub struct Connected {
    pub population: Population,
    pub phone_lookup: PhoneLookup,
}

/// Why a party outside cannot be asked with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error("{0} is not set")]
    Missing(&'static str),
    #[error("{setting}: {source}")]
    Secret { setting: &'static str, source: SecretError },
    #[error("{0} cannot be used")]
    Address(&'static str),
    #[error("the HTTP client cannot be made: {0}")]
    Client(reqwest::Error),
    #[error("the simulators cannot listen: {0}")]
    Simulators(std::io::Error),
}

/// Connects the ports as the settings say. In sandbox mode a party without an address is a simulator, on a free port of this machine
/// and for as long as this process lives.
///
/// # Errors
/// A party that has an address has no secret that can be used; in production also a party without an address.
pub async fn connect(config: &Config, random: &Random) -> Result<Connected, SetupError> {
    let simulated = config.is_sandbox() && (config.registry.url.is_none() || config.phone_lookup.url.is_none());
    let simulators = if simulated { Some(Listening::start(random).await?) } else { None };
    let simulator = |path: &str, secret: fn(&Simulators) -> &Secret| {
        simulators.as_ref().map(|listening| (Secret::new(listening.url(path)), secret(&listening.simulators).clone()))
    };
    let registry = place(&config.registry, simulator(simulators::REGISTRY, Simulators::registry_secret))?;
    let lookup = place(&config.phone_lookup, simulator(simulators::PHONE_LOOKUP, Simulators::phone_lookup_secret))?;
    let client = client::build(BUDGET, Reach::of(config)).map_err(SetupError::Client)?;
    let party = |client: Client, name, provider: &Provider, (url, secret): (Secret, Secret)| {
        // The machine's own time, not the portal's: a moved sandbox clock moves nobody else's.
        Party::new(name, client, &url, &secret, Clock::system()).ok_or(SetupError::Address(provider.names.url))
    };
    Ok(Connected {
        population: Population::over(party(client.clone(), POPULATION, &config.registry, registry)?),
        phone_lookup: PhoneLookup::over(party(client, PHONE_LOOKUP, &config.phone_lookup, lookup)?),
    })
}

/// Address and secret of a party: as set, else the simulator's.
fn place(provider: &Provider, simulator: Option<(Secret, Secret)>) -> Result<(Secret, Secret), SetupError> {
    let Some(url) = &provider.url else { return simulator.ok_or(SetupError::Missing(provider.names.url)) };
    let setting = provider.secret_setting();
    let secret = provider.secret().map_err(|source| SetupError::Secret { setting, source })?;
    Ok((url.clone(), secret.ok_or(SetupError::Missing(setting))?))
}

/// Simulators of this process.
struct Listening {
    simulators: Simulators,
    addr: SocketAddr,
}

impl Listening {
    async fn start(random: &Random) -> Result<Self, SetupError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(SetupError::Simulators)?;
        let addr = listener.local_addr().map_err(SetupError::Simulators)?;
        let simulators = Simulators::fresh(random);
        let router = simulators.router();
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the simulators ended");
            }
        });
        Ok(Self { simulators, addr })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }
}

#[cfg(test)]
mod tests;
