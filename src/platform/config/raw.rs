//! Every setting as it was written, with the name under which the person wrote it: the file first, then the environment over it.

use super::ConfigError;
use std::collections::BTreeMap;
use std::path::Path;

/// One setting: our name, its place in `Leptos.toml`, its environment variable.
pub(super) struct Setting {
    pub name: &'static str,
    pub in_file: &'static str,
    pub in_env: &'static str,
    holds: Holds,
}

/// Whether a value may stand in the settings file, which is copied, compared and checked in.
#[derive(Clone, Copy)]
enum Holds {
    Open,
    /// An address that may bear a password.
    Address,
    /// Nothing but a secret.
    Secret,
}

const fn setting(name: &'static str, in_env: &'static str) -> Setting {
    Setting { name, in_file: name, in_env, holds: Holds::Open }
}

const fn address(name: &'static str, in_env: &'static str) -> Setting {
    Setting { name, in_file: name, in_env, holds: Holds::Address }
}

const fn secret(name: &'static str, in_env: &'static str) -> Setting {
    Setting { name, in_file: name, in_env, holds: Holds::Secret }
}

const fn of_leptos(name: &'static str, in_file: &'static str, in_env: &'static str) -> Setting {
    Setting { name, in_file, in_env, holds: Holds::Open }
}

/// Everything that can be set. What Leptos reads too stands in its block only, so that the two can never differ.
pub(super) const SETTINGS: &[Setting] = &[
    setting("mode", "PRAKERJA__MODE"),
    setting("data_dir", "PRAKERJA__DATA_DIR"),
    setting("server.public_url", "PRAKERJA__SERVER__PUBLIC_URL"),
    setting("server.trusted_proxies", "PRAKERJA__SERVER__TRUSTED_PROXIES"),
    address("database.url", "PRAKERJA__DATABASE__URL"),
    setting("keys.file", "PRAKERJA__KEYS__FILE"),
    address("mail.smtp_url", "PRAKERJA__MAIL__SMTP_URL"),
    setting("mail.smtp_ca", "PRAKERJA__MAIL__SMTP_CA"),
    setting("mail.from", "PRAKERJA__MAIL__FROM"),
    setting("contact.help", "PRAKERJA__CONTACT__HELP"),
    setting("contact.privacy", "PRAKERJA__CONTACT__PRIVACY"),
    address("sms.url", "PRAKERJA__SMS__URL"),
    secret("sms.token", "PRAKERJA__SMS__TOKEN"),
    setting("sms.sender", "PRAKERJA__SMS__SENDER"),
    setting("sms.hourly_budget", "PRAKERJA__SMS__HOURLY_BUDGET"),
    address("registry.url", "PRAKERJA__REGISTRY__URL"),
    secret("registry.secret", "PRAKERJA__REGISTRY__SECRET"),
    setting("registry.secret_file", "PRAKERJA__REGISTRY__SECRET_FILE"),
    address("phone_lookup.url", "PRAKERJA__PHONE_LOOKUP__URL"),
    secret("phone_lookup.secret", "PRAKERJA__PHONE_LOOKUP__SECRET"),
    setting("phone_lookup.secret_file", "PRAKERJA__PHONE_LOOKUP__SECRET_FILE"),
    setting("metrics.addr", "PRAKERJA__METRICS__ADDR"),
    setting("hashing.memory_kib", "PRAKERJA__HASHING__MEMORY_KIB"),
    setting("hashing.iterations", "PRAKERJA__HASHING__ITERATIONS"),
    setting("hashing.parallelism", "PRAKERJA__HASHING__PARALLELISM"),
    of_leptos("server.addr", "package.metadata.leptos.site-addr", "LEPTOS_SITE_ADDR"),
    of_leptos("server.site_root", "package.metadata.leptos.site-root", "LEPTOS_SITE_ROOT"),
    of_leptos("server.pkg_dir", "package.metadata.leptos.site-pkg-dir", "LEPTOS_SITE_PKG_DIR"),
];

/// Keys of the Leptos block that only Leptos reads.
const LEPTOS_ONLY: &[&str] = &["package.metadata.leptos.output-name", "package.metadata.leptos.reload-port"];

/// Environment variables that begin like this are ours, so one that we do not know is a typing error.
const OURS: &str = "PRAKERJA__";

#[derive(Clone, Debug)]
enum Value {
    One(String),
    Many(Vec<String>),
}

struct Given {
    /// How the person wrote the setting's name: `server.public_url in Leptos.toml` or `PRAKERJA__SERVER__PUBLIC_URL`.
    origin: String,
    value: Value,
}

/// The settings that were given.
pub(super) struct Raw {
    given: BTreeMap<&'static str, Given>,
}

impl Raw {
    /// Reads the file (if there is one to read) and lays the environment over it.
    pub fn gather(file: Option<&Path>, env: &[(String, String)]) -> Result<Self, ConfigError> {
        let mut raw = Self { given: BTreeMap::new() };
        if let Some(path) = file {
            let text =
                std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_path_buf(), source })?;
            let table: toml::Table = toml::from_str(&text).map_err(|error| ConfigError::Syntax {
                path: path.to_path_buf(),
                line: error.span().map_or(0, |span| text.get(..span.start).unwrap_or("").matches('\n').count() + 1),
                // The message alone: the rendered error quotes the line, which may hold a password.
                message: error.message().to_owned(),
            })?;
            let place = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
            raw.take_table("", &table, &place)?;
        }
        for (name, value) in env {
            match SETTINGS.iter().find(|setting| setting.in_env == name) {
                Some(setting) => {
                    raw.given.insert(setting.name, Given { origin: name.clone(), value: Value::One(value.clone()) });
                }
                None if name.starts_with(OURS) => return Err(ConfigError::Unknown { setting: name.clone() }),
                None => {}
            }
        }
        Ok(raw)
    }

    fn take_table(&mut self, prefix: &str, table: &toml::Table, place: &str) -> Result<(), ConfigError> {
        for (key, value) in table {
            let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            let origin = format!("{path} in {place}");
            if let toml::Value::Table(inner) = value {
                let section = format!("{path}.");
                if !SETTINGS.iter().any(|setting| setting.in_file.starts_with(&section)) {
                    return Err(ConfigError::Unknown { setting: origin });
                }
                self.take_table(&path, inner, place)?;
            } else if let Some(setting) = SETTINGS.iter().find(|setting| setting.in_file == path) {
                let value = read_value(value).ok_or_else(|| ConfigError::Bad {
                    setting: origin.clone(),
                    reason: "must be a text, a number or a list of texts".to_owned(),
                })?;
                refuse_secret(setting, &value).map_err(|reason| ConfigError::Bad { setting: origin.clone(), reason })?;
                self.given.insert(setting.name, Given { origin, value });
            } else if !LEPTOS_ONLY.contains(&path.as_str()) {
                return Err(ConfigError::Unknown { setting: origin });
            }
        }
        Ok(())
    }

    /// The setting's value read by `parse`, if it was given. `parse` says what is wrong in words that follow the setting's name.
    pub fn get<T>(&self, name: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, ConfigError> {
        let Some(given) = self.given.get(name) else { return Ok(None) };
        let bad = |reason| ConfigError::Bad { setting: given.origin.clone(), reason };
        match &given.value {
            Value::One(text) => parse(text.trim()).map(Some).map_err(bad),
            Value::Many(_) => Err(bad("must be one value, not a list".to_owned())),
        }
    }

    /// Like [`Raw::get`] for a setting that may be left out; then an empty value is none.
    pub fn optional<T>(&self, name: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, ConfigError> {
        Ok(self.get(name, |text| if text.is_empty() { Ok(None) } else { parse(text).map(Some) })?.flatten())
    }

    /// A list: an array in the file, separated by commas in the environment.
    pub fn list<T>(&self, name: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, ConfigError> {
        let Some(given) = self.given.get(name) else { return Ok(Vec::new()) };
        let items: Vec<&str> = match &given.value {
            Value::One(text) => text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect(),
            Value::Many(items) => items.iter().map(String::as_str).collect(),
        };
        items
            .into_iter()
            .map(|item| parse(item).map_err(|reason| ConfigError::Bad { setting: given.origin.clone(), reason }))
            .collect()
    }
}

/// Secrets come from the environment or from a file of their own; never quotes the value.
fn refuse_secret(setting: &Setting, value: &Value) -> Result<(), String> {
    let Value::One(text) = value else { return Ok(()) };
    let what = match setting.holds {
        Holds::Secret if !text.trim().is_empty() => "is a secret",
        Holds::Address if has_password(text) => "holds a password or a key",
        _ => return Ok(()),
    };
    Err(format!("{what}, and secrets do not belong into this file: give it as {}", setting.in_env))
}

/// Whether an address bears a password before its host, or something in its query that need not be one: `?key=…`.
fn has_password(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let user_has_one =
        authority.rsplit_once('@').is_some_and(|(user, _)| user.split_once(':').is_some_and(|(_, word)| !word.is_empty()));
    let is_secret = |name: &str| {
        ["password", "passwd", "pwd", "secret", "token", "key", "kunci", "sandi"].iter().any(|word| name.contains(word))
    };
    let in_query = query.split('&').filter_map(|pair| pair.split_once('='));
    user_has_one || in_query.into_iter().any(|(name, value)| !value.is_empty() && is_secret(&name.to_ascii_lowercase()))
}

fn read_value(value: &toml::Value) -> Option<Value> {
    match value {
        toml::Value::String(text) => Some(Value::One(text.clone())),
        toml::Value::Integer(number) => Some(Value::One(number.to_string())),
        toml::Value::Array(items) => {
            items.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<_>>().map(Value::Many)
        }
        _ => None,
    }
}
