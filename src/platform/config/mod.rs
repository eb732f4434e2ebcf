//! The settings of the server, read once at start.
//!
//! Purpose: turn `Leptos.toml` and the environment into one typed value that the rest of the portal can rely on.
//!
//! Invariants: an unknown setting and a value that makes no sense are errors that name the setting as the person wrote it; a value is
//! checked here once and never again; secrets come from the environment or from files of their own, never from `Leptos.toml`, and do
//! not show in `Debug` nor in errors. What the settings mean is written in
//! `Leptos.toml`. Only `serve` asks [`Config::check_production`], so that maintenance commands work on half a configuration.

mod mail;
mod net;
mod production;
mod provider;
mod raw;
mod sms;

pub use mail::Mail;
pub use net::{Net, NotANet, is_public};
pub use production::Refusal;
pub use provider::{Names, Provider, SecretError, is_this_machine};
pub use sms::Sms;

use crate::kernel::email::Email;
use raw::Raw;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The settings file that is looked for in the working directory.
pub const FILE: &str = "Leptos.toml";

/// Setting and example of each address that pages name. The domain is reserved (RFC 2606) and belongs to nobody, so production wants
/// others.
const HELP: (&str, &str) = ("PRAKERJA__CONTACT__HELP", "bantuan@prakerja.example");
const PRIVACY: (&str, &str) = ("PRAKERJA__CONTACT__PRIVACY", "pelindung.data@prakerja.example");

const REGISTRY: Names =
    Names { url: "PRAKERJA__REGISTRY__URL", secret: "PRAKERJA__REGISTRY__SECRET", secret_file: "PRAKERJA__REGISTRY__SECRET_FILE" };
const PHONE_LOOKUP: Names = Names {
    url: "PRAKERJA__PHONE_LOOKUP__URL",
    secret: "PRAKERJA__PHONE_LOOKUP__SECRET",
    secret_file: "PRAKERJA__PHONE_LOOKUP__SECRET_FILE",
};

/// What the portal runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything outside is simulated; demo data, a movable clock.
    Sandbox,
    /// Refuses everything that is only simulated.
    Production,
}

/// A text that does not show itself, and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself; never for a log, an error or a page.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

/// All settings. Field by field as in `Leptos.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    pub mode: Mode,
    pub data_dir: PathBuf,
    pub server: Server,
    pub database: Database,
    pub keys: KeyFile,
    pub mail: Mail,
    pub contact: Contact,
    pub sms: Sms,
    /// The gateway to the population registry.
    pub registry: Provider,
    /// The gateway that knows what kind of line a phone number is.
    pub phone_lookup: Provider,
    pub metrics: MetricsListener,
    pub hashing: Hashing,
    /// Settings that production needs and nobody gave; [`Config::check_production`] refuses them all at once.
    missing: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub struct Server {
    /// Where the server listens.
    pub addr: SocketAddr,
    /// Scheme, host and port as a browser writes them in `Origin`: lower case, no default port, no slash at the end.
    pub public_url: String,
    pub trusted_proxies: Vec<Net>,
    pub site_root: PathBuf,
    pub pkg_dir: String,
}

impl Server {
    /// Whether `X-Forwarded-For` is believed from this peer.
    #[must_use]
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|net| net.contains(peer))
    }
}

#[derive(Clone, Debug)]
pub struct Database {
    /// `sqlite://…` or `postgres://…`; may hold a password.
    pub url: Secret,
}

impl Database {
    /// The file of an SQLite database.
    #[must_use]
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let rest = self.url.expose().strip_prefix("sqlite://")?;
        Some(PathBuf::from(percent_decode(rest.split('?').next().unwrap_or(rest))))
    }
}

#[derive(Clone, Debug)]
pub struct KeyFile {
    pub file: PathBuf,
}

/// Addresses that pages name for questions.
#[derive(Clone, Debug)]
pub struct Contact {
    pub help: String,
    /// The data protection officer (UU PDP).
    pub privacy: String,
}

#[derive(Clone, Debug)]
pub struct MetricsListener {
    pub addr: Option<SocketAddr>,
}

/// Cost of a password hash (argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    pub memory_kib: u32,
    pub iterations: u32,
    pub parallelism: u32,
}

impl Hashing {
    /// The cost for staff: 64 MiB and three passes (`docs/rules.md`, C5), more where participants' passwords cost more.
    #[must_use]
    pub fn for_staff(self) -> Self {
        Self { memory_kib: self.memory_kib.max(64 * 1024), iterations: self.iterations.max(3), ..self }
    }
}

impl Default for Hashing {
    fn default() -> Self {
        Self { memory_kib: 32 * 1024, iterations: 2, parallelism: 1 }
    }
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read the settings file {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}, line {line}: {message}", path.display())]
    Syntax { path: PathBuf, line: usize, message: String },
    #[error("unknown setting {setting}")]
    Unknown { setting: String },
    #[error("setting {setting} {reason}")]
    Bad { setting: String, reason: String },
}

impl Config {
    /// The settings of this process: [`FILE`] in the working directory, if there is one, and the environment.
    pub fn of_this_process() -> Result<Self, ConfigError> {
        let mut env = Vec::new();
        for (name, value) in std::env::vars_os() {
            // A variable that is not ours may hold anything.
            let Ok(name) = name.into_string() else { continue };
            match value.into_string() {
                Ok(value) => env.push((name, value)),
                Err(_) if raw::SETTINGS.iter().any(|setting| setting.in_env == name) => {
                    return Err(ConfigError::Bad { setting: name, reason: "must be readable text (UTF-8)".to_owned() });
                }
                Err(_) => {}
            }
        }
        let file = Path::new(FILE);
        Self::load(file.exists().then_some(file), &env)
    }

    /// Reads `file`, if one is given, and lays `env` over it; whatever neither sets has its default.
    pub fn load(file: Option<&Path>, env: &[(String, String)]) -> Result<Self, ConfigError> {
        let raw = Raw::gather(file, env)?;
        let mode = raw.get("mode", read_mode)?.unwrap_or(Mode::Sandbox);
        let mut missing = Vec::new();
        let mut required = |given: Option<String>, setting: &'static str, default: String| {
            if given.is_none() {
                missing.push(setting);
            }
            given.unwrap_or(default)
        };

        let data_dir = raw.get("data_dir", read_path)?.unwrap_or_else(|| PathBuf::from("data"));
        let addr = raw.get("server.addr", read_addr)?.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)));
        let public_url = raw.optional("server.public_url", read_public_url)?;
        let from = raw.optional("mail.from", mail::read_sender)?;
        let help = raw.optional("contact.help", read_contact)?;
        let privacy = raw.optional("contact.privacy", read_contact)?;
        let database_url = raw.get("database.url", read_database_url)?.unwrap_or_else(|| sqlite_url(&data_dir.join("prakerja.db")));
        Ok(Self {
            mode,
            server: Server {
                addr,
                public_url: required(public_url, "PRAKERJA__SERVER__PUBLIC_URL", format!("http://{addr}")),
                trusted_proxies: raw.list("server.trusted_proxies", |item| item.parse().map_err(|e| format!("`{item}` {e}")))?,
                site_root: raw.get("server.site_root", read_path)?.unwrap_or_else(|| PathBuf::from("target/site")),
                pkg_dir: raw.get("server.pkg_dir", read_pkg_dir)?.unwrap_or_else(|| "pkg/dev".to_owned()),
            },
            database: Database { url: Secret::new(database_url) },
            keys: KeyFile { file: raw.get("keys.file", read_path)?.unwrap_or_else(|| data_dir.join("kunci.toml")) },
            mail: Mail {
                smtp_url: raw.optional("mail.smtp_url", |text| read_url(text, &["smtp://", "smtps://"]))?,
                smtp_ca: raw.optional("mail.smtp_ca", mail::read_authorities)?,
                from: required(from, "PRAKERJA__MAIL__FROM", "kode@prakerja.example".to_owned()),
            },
            contact: Contact {
                help: required(help, HELP.0, HELP.1.to_owned()),
                privacy: required(privacy, PRIVACY.0, PRIVACY.1.to_owned()),
            },
            sms: Sms::read(&raw)?,
            registry: Provider::read(&raw, "registry", &REGISTRY)?,
            phone_lookup: Provider::read(&raw, "phone_lookup", &PHONE_LOOKUP)?,
            metrics: MetricsListener { addr: raw.optional("metrics.addr", read_addr)? },
            hashing: read_hashing(&raw)?,
            data_dir,
            missing,
        })
    }

    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.mode == Mode::Sandbox
    }

    /// Whether browsers reach the portal over https.
    #[must_use]
    pub fn https(&self) -> bool {
        self.server.public_url.starts_with("https://")
    }

    /// The absolute address of a path of the portal, for mails.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.server.public_url)
    }
}

fn read_mode(text: &str) -> Result<Mode, String> {
    match text {
        "sandbox" => Ok(Mode::Sandbox),
        "production" => Ok(Mode::Production),
        _ => Err(format!("must be `sandbox` or `production`, not `{text}`")),
    }
}

fn read_path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("must not be empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

fn read_addr(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| format!("must be an address with a port like 127.0.0.1:3000, not `{text}`"))
}

/// A folder inside the site: it becomes part of addresses.
fn read_pkg_dir(text: &str) -> Result<String, String> {
    let clean = text.trim_matches('/');
    let part_is_fine = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    if clean.split('/').all(part_is_fine) {
        Ok(clean.to_owned())
    } else {
        Err(format!("must be a folder of letters, digits, `-`, `_` and `.`, not `{text}`"))
    }
}

/// Scheme, host and port, written the way browsers write an origin, because it is compared with theirs.
fn read_public_url(text: &str) -> Result<String, String> {
    let wrong = || format!("must be http:// or https:// with a host and perhaps a port, nothing more, not `{text}`");
    let lower = text.trim_end_matches('/').to_ascii_lowercase();
    let (scheme, host, default_port) = if let Some(host) = lower.strip_prefix("https://") {
        ("https", host, ":443")
    } else if let Some(host) = lower.strip_prefix("http://") {
        ("http", host, ":80")
    } else {
        return Err(wrong());
    };
    let host = host.strip_suffix(default_port).unwrap_or(host);
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let name_is_fine = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.')),
    };
    let port_is_fine = port.is_none_or(|port| !port.starts_with(['0', '+']) && port.parse::<u16>().is_ok());
    if name_is_fine && port_is_fine { Ok(format!("{scheme}://{host}")) } else { Err(wrong()) }
}

/// Only the scheme may be quoted back: the rest may hold a password.
fn read_url(text: &str, schemes: &[&str]) -> Result<Secret, String> {
    let fits = schemes.iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if fits && !text.contains(char::is_whitespace) {
        Ok(Secret::new(text))
    } else {
        Err(format!("must be an address that begins with {}", schemes.join(" or ")))
    }
}

fn read_database_url(text: &str) -> Result<String, String> {
    let fits =
        ["sqlite://", "postgres://", "postgresql://"].iter().any(|s| text.strip_prefix(s).is_some_and(|rest| !rest.is_empty()));
    // Each connection of an in-memory database would be a database of its own.
    if !fits || text.contains(":memory:") || text.contains("mode=memory") {
        return Err("must be sqlite:// with a file, or postgres:// with a server".to_owned());
    }
    Ok(text.to_owned())
}

fn number(raw: &Raw, name: &str, most: u32) -> Result<Option<u32>, ConfigError> {
    raw.get(name, |text| match text.parse::<u32>() {
        Ok(n) if (1..=most).contains(&n) => Ok(n),
        _ => Err(format!("must be a number from 1 to {most}, not `{text}`")),
    })
}

/// As somebody types it into a letter, without a name.
fn read_contact(text: &str) -> Result<String, String> {
    match Email::parse(text) {
        Ok(address) => Ok(address.as_str().to_owned()),
        Err(_) => Err(format!("must be a mail address, not `{text}`")),
    }
}

fn read_hashing(raw: &Raw) -> Result<Hashing, ConfigError> {
    let default = Hashing::default();
    let parallelism = number(raw, "hashing.parallelism", 64)?.unwrap_or(default.parallelism);
    let iterations = number(raw, "hashing.iterations", 1000)?.unwrap_or(default.iterations);
    let memory_kib = number(raw, "hashing.memory_kib", 4 * 1024 * 1024)?.unwrap_or(default.memory_kib);
    // Argon2 divides its memory into lanes of at least eight blocks.
    raw.get("hashing.memory_kib", |_| {
        if memory_kib >= 8 * parallelism { Ok(()) } else { Err(format!("must be at least 8 for each of {parallelism} lanes")) }
    })?;
    Ok(Hashing { memory_kib, iterations, parallelism })
}

/// The address of a database file; `?` and `%` mean something in an address, so they are written as escapes.
fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.to_string_lossy().replace('%', "%25").replace('?', "%3f"))
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = (first == b'%').then(|| tail.get(..2)).flatten().and_then(|two| std::str::from_utf8(two).ok());
        match escaped.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod production_tests;
#[cfg(test)]
mod tests;
