//! Parties outside that are asked over HTTP with signed questions: where they are and the secret that both sides share.

use super::raw::Raw;
use super::{ConfigError, Secret};
use reqwest::Url;
use std::fs::File;
use std::io::Read;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Characters that a secret has at least: 128 random bits in hex.
const SHORTEST_SECRET: usize = 32;

/// The names of one party's settings in the environment.
#[derive(Debug, PartialEq, Eq)]
pub struct Names {
    pub url: &'static str,
    pub secret: &'static str,
    pub secret_file: &'static str,
}

/// How a party outside is reached.
#[derive(Clone, Debug)]
pub struct Provider {
    pub names: &'static Names,
    /// Where it is asked: http or https, without user and password. Without one the sandbox asks a simulator.
    pub url: Option<Secret>,
    secret: Option<Secret>,
    secret_file: Option<PathBuf>,
}

/// Why a secret cannot be used; never holds anything of it.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    #[error("the file {} cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("the file {} is readable by others than its owner (give it mode 0600)", .0.display())]
    Exposed(PathBuf),
    #[error("has fewer than {SHORTEST_SECRET} characters")]
    Short,
}

/// Where an address leads, as far as it can be told without asking for the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To the machine itself.
    Loopback,
    /// To a number of a private or special network.
    Inside,
    /// To a public number, or to wherever a name leads.
    Outside,
}

impl Provider {
    pub(super) fn read(raw: &Raw, section: &str, names: &'static Names) -> Result<Self, ConfigError> {
        let name = |key: &str| format!("{section}.{key}");
        let secret = raw.optional(&name("secret"), read_secret)?;
        let secret_file = raw.optional(&name("secret_file"), |text| match secret {
            None => Ok(PathBuf::from(text)),
            Some(_) => Err(format!("cannot be given together with {section}.secret")),
        })?;
        Ok(Self { names, url: raw.optional(&name("url"), read_address)?, secret, secret_file })
    }

    /// The shared secret, if one is set; a file is read anew, without the space around its text.
    ///
    /// # Errors
    /// The file cannot be read, others can read it, or what it holds is too short.
    pub fn secret(&self) -> Result<Option<Secret>, SecretError> {
        match &self.secret_file {
            Some(path) => read_secret_file(path).map(Some),
            None => Ok(self.secret.clone()),
        }
    }

    /// The setting that the secret comes from; the file's when there is none.
    #[must_use]
    pub fn secret_setting(&self) -> &'static str {
        if self.secret.is_some() { self.names.secret } else { self.names.secret_file }
    }
}

/// The value is never quoted: a query may hold a key.
fn read_address(text: &str) -> Result<Secret, String> {
    let fits = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none()
    };
    match text.parse::<Url>() {
        Ok(url) if fits(&url) && !text.contains(char::is_whitespace) => Ok(Secret::new(url)),
        _ => Err("must be an address that begins with http:// or https://, without user and password".to_owned()),
    }
}

fn read_secret(text: &str) -> Result<Secret, String> {
    if text.chars().count() < SHORTEST_SECRET { Err(SecretError::Short.to_string()) } else { Ok(Secret::new(text)) }
}

fn read_secret_file(path: &Path) -> Result<Secret, SecretError> {
    let unreadable = |source| SecretError::Unreadable { path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    refuse_exposed(&file, path)?;
    let mut text = Zeroizing::new(String::with_capacity(4096));
    file.read_to_string(&mut text).map_err(unreadable)?;
    read_secret(text.trim()).map_err(|_| SecretError::Short)
}

#[cfg(unix)]
fn refuse_exposed(file: &File, path: &Path) -> Result<(), SecretError> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = file.metadata().map_err(|source| SecretError::Unreadable { path: path.to_path_buf(), source })?;
    if metadata.permissions().mode() & 0o077 == 0 { Ok(()) } else { Err(SecretError::Exposed(path.to_path_buf())) }
}

#[cfg(not(unix))]
fn refuse_exposed(_: &File, _: &Path) -> Result<(), SecretError> {
    Ok(())
}

/// Where this address leads; none for a text that is no address.
pub(super) fn leads(address: &str) -> Option<Leads> {
    let url = address.parse::<Url>().ok()?;
    let host = url.host_str()?;
    if host == "localhost" {
        return Some(Leads::Loopback);
    }
    let number = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    Some(match number.parse::<IpAddr>() {
        Ok(ip) if ip.to_canonical().is_loopback() => Leads::Loopback,
        Ok(ip) if !super::net::is_public(ip) => Leads::Inside,
        _ => Leads::Outside,
    })
}

/// Whether an address leads to the machine itself, whatever its scheme; a text that is no address does not.
#[must_use]
pub fn is_this_machine(address: &str) -> bool {
    leads(address) == Some(Leads::Loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_http_with_a_host_and_no_password() {
        for good in ["https://registry.example/check", "http://127.0.0.1:3050/registry", "https://[2001:db8::1]/a?key=1"] {
            assert!(read_address(good).is_ok(), "{good}");
        }
        for bad in [
            "registry.example",
            "ftp://registry.example",
            "https://",
            "https://user@registry.example",
            "https://user:rahasia@registry.example",
            "https://registry.example/#part",
            "https://registry.example/a b",
            "https://registry.example:99999/",
        ] {
            let why = read_address(bad).err();
            assert!(why.is_some_and(|why| !why.contains("rahasia")), "{bad}");
        }
    }

    #[test]
    fn numbers_say_where_an_address_leads() {
        for (address, expected) in [
            ("http://localhost:1/a", Leads::Loopback),
            ("http://127.9.9.9/a", Leads::Loopback),
            ("http://2130706433/a", Leads::Loopback),
            ("http://[::1]:8080", Leads::Loopback),
            ("http://[::ffff:127.0.0.1]", Leads::Loopback),
            ("https://10.0.0.5/a", Leads::Inside),
            ("https://169.254.169.254/latest", Leads::Inside),
            ("https://[fd00::1]/a", Leads::Inside),
            ("https://0.0.0.0", Leads::Inside),
            ("https://8.8.8.8/a", Leads::Outside),
            ("https://localhost.example", Leads::Outside),
            ("https://127.0.0.1.example", Leads::Outside),
            ("http://localhost@registry.example", Leads::Outside),
            ("http://localhost:80@registry.example", Leads::Outside),
        ] {
            assert_eq!(leads(address), Some(expected), "{address}");
        }
        assert_eq!(leads("registry"), None);
        assert!(is_this_machine("smtp://u:p@[::1]:25") && is_this_machine("smtp://127.0.0.1") && !is_this_machine("localhost"));
    }
}
