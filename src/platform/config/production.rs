//! What production refuses, all reasons at once, before anything is bound.
//!
//! Invariant: every reason names the setting that would change it. That the database was demo-seeded is refused elsewhere, because it
//! takes a database to know.

use super::provider::{Leads, is_this_machine, leads};
use super::{Config, HELP, Hashing, Mode, PRIVACY, Provider, Secret};
use crate::platform::crypt::Keys;
use std::path::PathBuf;

/// One reason why production does not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0} is not set")]
    Missing(&'static str),
    #[error("{0} is the example: people would write to nobody")]
    ExampleContact(&'static str),
    #[error("mails would only reach the sandbox mailbox: PRAKERJA__MAIL__SMTP_URL is not set")]
    MailSimulator,
    #[error("SMS would only reach the sandbox mailbox: PRAKERJA__SMS__URL is not set")]
    SmsSimulator,
    #[error("identities would be checked by a simulator: {0} is not set")]
    RegistrySimulator(&'static str),
    #[error("phone numbers would be looked up by a simulator: {0} is not set")]
    PhoneLookupSimulator(&'static str),
    #[error("{0} is plain http: personal data must not travel so off the machine itself")]
    PlainCall(&'static str),
    #[error("{0} leads into a private or special network; only public addresses and this machine are called")]
    InsideCall(&'static str),
    #[error("{setting}: {reason}")]
    Secret { setting: &'static str, reason: String },
    #[error("PRAKERJA__SERVER__PUBLIC_URL is {0}: off the machine itself passwords and codes must not travel over plain http")]
    PlainHttp(String),
    #[error(
        "PRAKERJA__HASHING__MEMORY_KIB {} with PRAKERJA__HASHING__ITERATIONS {} is weaker than OWASP's floor for argon2id (19456 with 2)",
        .0.memory_kib, .0.iterations
    )]
    WeakHashing(Hashing),
    #[error("PRAKERJA__KEYS__FILE: {0}")]
    Keys(String),
    #[error("PRAKERJA__KEYS__FILE: the keys in {} were made by the sandbox", .0.display())]
    SandboxKeys(PathBuf),
}

/// OWASP's equivalent minimum settings for argon2id with one lane (Password Storage Cheat Sheet): KiB, iterations.
const FLOOR: [(u32, u32); 5] = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];

impl Config {
    /// Why production must not start with these settings; empty when it may, and always empty in the sandbox.
    #[must_use]
    pub fn check_production(&self) -> Vec<Refusal> {
        if self.mode == Mode::Sandbox {
            return Vec::new();
        }
        let mut refusals: Vec<_> = self.missing.iter().copied().map(Refusal::Missing).collect();
        for ((setting, example), address) in [(HELP, &self.contact.help), (PRIVACY, &self.contact.privacy)] {
            if address == example && !self.missing.contains(&setting) {
                refusals.push(Refusal::ExampleContact(setting));
            }
        }
        if self.mail.smtp_url.is_none() {
            refusals.push(Refusal::MailSimulator);
        }
        if self.sms.url.is_none() {
            refusals.push(Refusal::SmsSimulator);
        }
        if let Some(url) = &self.sms.url {
            refusals.extend(check_call("PRAKERJA__SMS__URL", url));
        }
        refusals.extend(check_provider(&self.registry, Refusal::RegistrySimulator));
        refusals.extend(check_provider(&self.phone_lookup, Refusal::PhoneLookupSimulator));
        if !self.https() && !is_this_machine(&self.server.public_url) {
            refusals.push(Refusal::PlainHttp(self.server.public_url.clone()));
        }
        if !self.hashing.meets_floor() {
            refusals.push(Refusal::WeakHashing(self.hashing));
        }
        match Keys::load(&self.keys.file) {
            Ok(keys) if keys.is_sandbox() => refusals.push(Refusal::SandboxKeys(self.keys.file.clone())),
            Ok(_) => {}
            Err(error) => refusals.push(Refusal::Keys(error.to_string())),
        }
        refusals
    }
}

/// What stands against asking this party.
fn check_provider(provider: &Provider, simulator: fn(&'static str) -> Refusal) -> Vec<Refusal> {
    let Some(url) = &provider.url else { return vec![simulator(provider.names.url)] };
    let mut refusals: Vec<_> = check_call(provider.names.url, url).into_iter().collect();
    match provider.secret() {
        Ok(Some(_)) => {}
        Ok(None) => refusals.push(Refusal::Missing(provider.secret_setting())),
        Err(error) => refusals.push(Refusal::Secret { setting: provider.secret_setting(), reason: error.to_string() }),
    }
    refusals
}

/// What stands against calling this address. Where a name leads is seen when it is called.
fn check_call(setting: &'static str, url: &Secret) -> Option<Refusal> {
    match leads(url.expose()) {
        Some(Leads::Inside) => Some(Refusal::InsideCall(setting)),
        Some(Leads::Outside) | None if !url.expose().starts_with("https://") => Some(Refusal::PlainCall(setting)),
        _ => None,
    }
}

impl Hashing {
    /// Whether a hash costs an attacker at least what OWASP asks for.
    #[must_use]
    fn meets_floor(&self) -> bool {
        FLOOR.iter().any(|&(memory_kib, iterations)| self.memory_kib >= memory_kib && self.iterations >= iterations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::random::Random;
    use std::path::Path;

    fn production(dir: &Path, env: &[(&str, &str)]) -> Vec<Refusal> {
        let mut all = vec![("PRAKERJA__MODE".to_owned(), "production".to_owned())];
        all.push(("PRAKERJA__DATA_DIR".to_owned(), dir.to_string_lossy().into_owned()));
        all.extend(env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Config::load(None, &all).unwrap().check_production()
    }

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    const GOOD: &[(&str, &str)] = &[
        ("PRAKERJA__SERVER__PUBLIC_URL", "https://prakerja.example"),
        ("PRAKERJA__MAIL__SMTP_URL", "smtp://127.0.0.1:1025"),
        ("PRAKERJA__MAIL__FROM", "kode@prakerja.example"),
        ("PRAKERJA__CONTACT__HELP", "tanya@portal.example"),
        ("PRAKERJA__CONTACT__PRIVACY", "data@portal.example"),
        ("PRAKERJA__SMS__URL", "http://127.0.0.1:1026/send"),
        ("PRAKERJA__REGISTRY__URL", "https://registry.example/check"),
        ("PRAKERJA__REGISTRY__SECRET", SECRET),
        ("PRAKERJA__PHONE_LOOKUP__URL", "https://phone.example/class"),
        ("PRAKERJA__PHONE_LOOKUP__SECRET", SECRET),
    ];

    /// Reasons against starting with everything in place but for these settings.
    fn but(env: &[(&str, &str)]) -> Vec<Refusal> {
        let dir = tempfile::tempdir().unwrap();
        Keys::create(&dir.path().join("kunci.toml"), &Random, false).unwrap();
        production(dir.path(), &[GOOD, env].concat())
    }

    fn only(refusals: &[Refusal]) -> String {
        assert_eq!(refusals.len(), 1, "{refusals:?}");
        refusals[0].to_string()
    }

    fn with(extra: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
        GOOD.iter().chain(extra).copied().collect()
    }

    #[test]
    fn the_sandbox_is_never_refused() {
        assert_eq!(Config::load(None, &[]).unwrap().check_production(), []);
    }

    #[test]
    fn a_bare_production_hears_every_reason_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let refusals = production(dir.path(), &[("PRAKERJA__HASHING__MEMORY_KIB", "1024")]);
        let text = refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        for part in [
            "PRAKERJA__SERVER__PUBLIC_URL is not set",
            "PRAKERJA__MAIL__FROM is not set",
            "PRAKERJA__CONTACT__HELP is not set",
            "PRAKERJA__CONTACT__PRIVACY is not set",
            "PRAKERJA__MAIL__SMTP_URL",
            "PRAKERJA__SMS__URL",
            "PRAKERJA__REGISTRY__URL is not set",
            "PRAKERJA__PHONE_LOOKUP__URL is not set",
            "PRAKERJA__HASHING__MEMORY_KIB",
            "PRAKERJA__KEYS__FILE",
        ] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn with_everything_in_place_production_starts() {
        assert_eq!(but(&[]), []);
    }

    #[test]
    fn production_does_not_ask_a_simulator() {
        assert_eq!(
            only(&but(&[("PRAKERJA__REGISTRY__URL", "")])),
            "identities would be checked by a simulator: PRAKERJA__REGISTRY__URL is not set"
        );
        assert_eq!(
            only(&but(&[("PRAKERJA__PHONE_LOOKUP__URL", "")])),
            "phone numbers would be looked up by a simulator: PRAKERJA__PHONE_LOOKUP__URL is not set"
        );
    }

    const CALLED: [&str; 3] = ["PRAKERJA__REGISTRY__URL", "PRAKERJA__PHONE_LOOKUP__URL", "PRAKERJA__SMS__URL"];

    #[test]
    fn a_party_outside_is_not_called_over_plain_http_off_loopback() {
        for setting in CALLED {
            for url in ["http://gateway.example/a", "http://8.8.8.8/a", "http://localhost.example", "http://127.0.0.1.example/a"] {
                assert!(only(&but(&[(setting, url)])).starts_with(&format!("{setting} is plain http")), "{setting}={url}");
            }
            for url in ["http://localhost:4000/a", "http://127.0.0.1/a", "http://[::1]:4000", "https://gateway.example/a"] {
                assert_eq!(but(&[(setting, url)]), [], "{setting}={url}");
            }
        }
    }

    #[test]
    fn a_party_outside_is_not_called_in_a_private_network() {
        for setting in CALLED {
            for url in ["https://10.0.0.1/a", "https://192.168.1.1", "https://169.254.169.254/a", "https://[fd00::1]/a"] {
                assert_eq!(but(&[(setting, url)]), [Refusal::InsideCall(setting)], "{url}");
            }
        }
    }

    #[test]
    fn a_party_outside_needs_a_secret() {
        for (secret, file) in [
            ("PRAKERJA__REGISTRY__SECRET", "PRAKERJA__REGISTRY__SECRET_FILE"),
            ("PRAKERJA__PHONE_LOOKUP__SECRET", "PRAKERJA__PHONE_LOOKUP__SECRET_FILE"),
        ] {
            assert_eq!(only(&but(&[(secret, "")])), format!("{file} is not set"));
            let gone = only(&but(&[(secret, ""), (file, "/tidak/ada.secret")]));
            assert!(gone.starts_with(&format!("{file}: ")) && gone.contains("cannot be read"), "{gone}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_file_is_for_its_owner_only_and_long_enough() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("registry.secret");
        let with_file = || {
            let file = ("PRAKERJA__REGISTRY__SECRET_FILE", path.to_str().unwrap());
            but(&[("PRAKERJA__REGISTRY__SECRET", ""), file])
        };
        for (mode, text, reason) in [
            (0o600, format!("{SECRET}\n"), None),
            (0o400, SECRET.to_owned(), None),
            (0o640, SECRET.to_owned(), Some("readable by others")),
            (0o604, SECRET.to_owned(), Some("readable by others")),
            (0o600, "rahasia\n".to_owned(), Some("fewer than 32 characters")),
            (0o600, " ".repeat(40), Some("fewer than 32 characters")),
        ] {
            let _ = std::fs::remove_file(&path);
            std::fs::write(&path, &text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let Some(reason) = reason else {
                assert_eq!(with_file(), [], "{mode:o}");
                continue;
            };
            let told = only(&with_file());
            assert!(told.starts_with("PRAKERJA__REGISTRY__SECRET_FILE: ") && told.contains(reason), "{told}");
            assert!(!told.contains("rahasia"));
        }
    }

    #[test]
    fn sandbox_keys_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("kunci.toml");
        Keys::create(&file, &Random, true).unwrap();
        assert!(production(dir.path(), GOOD).contains(&Refusal::SandboxKeys(file)));
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("kunci.toml");
        Keys::create(&file, &Random, false).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(production(dir.path(), GOOD).iter().any(|r| matches!(r, Refusal::Keys(why) if why.contains("readable"))));
    }

    #[test]
    fn plain_http_is_refused_off_loopback_only() {
        let dir = tempfile::tempdir().unwrap();
        let refused = |url| {
            let refusals = production(dir.path(), &with(&[("PRAKERJA__SERVER__PUBLIC_URL", url)]));
            refusals.iter().any(|r| matches!(r, Refusal::PlainHttp(_)))
        };
        for url in [
            "http://prakerja.example",
            "http://10.0.0.1",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://[2001:db8::1]",
        ] {
            assert!(refused(url), "{url}");
        }
        for url in
            ["http://localhost:3000", "http://127.0.0.1", "http://127.9.9.9:80", "http://[::1]:8080", "https://prakerja.example"]
        {
            assert!(!refused(url), "{url}");
        }
    }

    #[test]
    fn the_hash_floor_is_owasps_with_its_equivalents() {
        let meets = |memory_kib, iterations| Hashing { memory_kib, iterations, parallelism: 1 }.meets_floor();
        assert!(Hashing::default().meets_floor());
        for (memory_kib, iterations) in FLOOR {
            assert!(meets(memory_kib, iterations));
            assert!(!meets(memory_kib - 1, iterations));
        }
        assert!(!meets(32_768, 1));
        assert!(!meets(7_167, 9));
    }
}
