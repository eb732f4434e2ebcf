use super::raw::SETTINGS;
use super::*;

fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn with(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::load(None, &env(pairs))
}

fn from_file(text: &str, pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("Leptos.toml");
    std::fs::write(&file, text).unwrap();
    Config::load(Some(&file), &env(pairs))
}

fn refusal(result: Result<Config, ConfigError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn without_file_and_environment_the_defaults_work() {
    let config = with(&[]).unwrap();
    assert!(config.is_sandbox());
    assert_eq!(config.server.addr, SocketAddr::from(([127, 0, 0, 1], 3000)));
    assert_eq!(config.server.public_url, "http://127.0.0.1:3000");
    assert_eq!(config.database.url.expose(), "sqlite://data/prakerja.db");
    assert_eq!(config.database.sqlite_file(), Some(PathBuf::from("data/prakerja.db")));
    assert_eq!(config.keys.file, Path::new("data/kunci.toml"));
    assert_eq!(config.mail.from, "kode@prakerja.example");
    assert_eq!(config.contact.help, "bantuan@prakerja.example");
    assert_eq!(config.contact.privacy, "pelindung.data@prakerja.example");
    assert!(config.mail.smtp_url.is_none() && config.sms.url.is_none() && config.metrics.addr.is_none());
    assert_eq!(config.hashing, Hashing { memory_kib: 32768, iterations: 2, parallelism: 1 });
    assert_eq!((config.sms.sender.as_str(), config.sms.hourly_budget), ("PRAKERJA", 5_000));
    assert!(!config.https());
}

#[test]
fn the_data_folder_moves_database_and_keys() {
    let config = with(&[("PRAKERJA__DATA_DIR", "/srv/portal 100%?")]).unwrap();
    assert_eq!(config.keys.file, Path::new("/srv/portal 100%?/kunci.toml"));
    assert_eq!(config.database.url.expose(), "sqlite:///srv/portal 100%25%3f/prakerja.db");
    assert_eq!(config.database.sqlite_file(), Some(PathBuf::from("/srv/portal 100%?/prakerja.db")));
    let config = with(&[("PRAKERJA__DATABASE__URL", "postgres://portal:rahasia@db/portal")]).unwrap();
    assert_eq!(config.database.sqlite_file(), None);
}

#[test]
fn the_site_address_moves_the_public_one_in_the_sandbox() {
    let config =
        with(&[("LEPTOS_SITE_ADDR", "0.0.0.0:8080"), ("LEPTOS_SITE_PKG_DIR", "pkg/abc123"), ("LEPTOS_SITE_ROOT", "/srv/site")])
            .unwrap();
    assert_eq!(config.server.public_url, "http://0.0.0.0:8080");
    assert_eq!(config.server.pkg_dir, "pkg/abc123");
    assert_eq!(config.server.site_root, Path::new("/srv/site"));
}

#[test]
fn the_environment_wins_over_the_file() {
    let text = "mode = \"sandbox\"\n[server]\npublic_url = \"https://satu.example\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[hashing]\niterations = 3\n";
    let config = from_file(text, &[("PRAKERJA__SERVER__PUBLIC_URL", "https://dua.example/")]).unwrap();
    assert_eq!(config.server.public_url, "https://dua.example");
    assert_eq!(config.hashing.iterations, 3);
    assert!(config.server.trusts([10, 2, 3, 4].into()) && !config.server.trusts([11, 2, 3, 4].into()));
    assert!(config.https());
    assert_eq!(config.link("/daftar"), "https://dua.example/daftar");
    let config = from_file(text, &[("PRAKERJA__SERVER__TRUSTED_PROXIES", "192.0.2.1, 192.0.2.2")]).unwrap();
    assert_eq!(config.server.trusted_proxies.len(), 2);
    assert!(from_file(text, &[("PRAKERJA__SERVER__TRUSTED_PROXIES", "")]).unwrap().server.trusted_proxies.is_empty());
}

#[test]
fn an_unknown_setting_is_named_as_it_was_written() {
    assert_eq!(refusal(with(&[("PRAKERJA__MAIL__SMTPURL", "x")])), "unknown setting PRAKERJA__MAIL__SMTPURL");
    assert_eq!(refusal(with(&[("PRAKERJA__mode", "sandbox")])), "unknown setting PRAKERJA__mode");
    assert_eq!(refusal(from_file("[server]\npublic_ur = 1", &[])), "unknown setting server.public_ur in Leptos.toml");
    assert_eq!(refusal(from_file("[email]", &[])), "unknown setting email in Leptos.toml");
    assert_eq!(refusal(from_file("server = 3", &[])), "unknown setting server in Leptos.toml");
    assert_eq!(refusal(from_file("[mode]", &[])), "unknown setting mode in Leptos.toml");
    let leptos = "[package.metadata.leptos]\noutput-name = \"prakerja\"\nstyle-file = \"x\"";
    assert_eq!(refusal(from_file(leptos, &[])), "unknown setting package.metadata.leptos.style-file in Leptos.toml");
    assert!(with(&[("LEPTOS_OUTPUT_NAME", "prakerja"), ("PATH", "/bin")]).is_ok());
}

#[test]
fn a_bad_value_is_named_as_it_was_written() {
    for (name, value) in [
        ("PRAKERJA__MODE", "prod"),
        ("PRAKERJA__MODE", ""),
        ("PRAKERJA__DATA_DIR", ""),
        ("LEPTOS_SITE_ADDR", "localhost:3000"),
        ("LEPTOS_SITE_PKG_DIR", "../pkg"),
        ("PRAKERJA__SERVER__PUBLIC_URL", "prakerja.example"),
        ("PRAKERJA__SERVER__TRUSTED_PROXIES", "10.0.0.0/8,proxy"),
        ("PRAKERJA__DATABASE__URL", "mysql://db"),
        ("PRAKERJA__DATABASE__URL", "sqlite://:memory:"),
        ("PRAKERJA__MAIL__SMTP_URL", "mail.example"),
        ("PRAKERJA__MAIL__SMTP_CA", "/tidak/ada.pem"),
        ("PRAKERJA__MAIL__FROM", "bukan alamat"),
        ("PRAKERJA__CONTACT__HELP", "Bantuan <bantuan@prakerja.example>"),
        ("PRAKERJA__CONTACT__PRIVACY", "prakerja.example"),
        ("PRAKERJA__SMS__URL", "ftp://sms.example"),
        ("PRAKERJA__SMS__SENDER", ""),
        ("PRAKERJA__SMS__SENDER", "PRAKERJA2026"),
        ("PRAKERJA__SMS__SENDER", "PRA KERJA"),
        ("PRAKERJA__SMS__SENDER", "Prakérja"),
        ("PRAKERJA__SMS__SENDER", "<b>"),
        ("PRAKERJA__SMS__HOURLY_BUDGET", "0"),
        ("PRAKERJA__SMS__HOURLY_BUDGET", "banyak"),
        ("PRAKERJA__REGISTRY__URL", "registry.example"),
        ("PRAKERJA__REGISTRY__SECRET", "pendek"),
        ("PRAKERJA__PHONE_LOOKUP__URL", "https://user@phone.example"),
        ("PRAKERJA__PHONE_LOOKUP__SECRET", "pendek"),
        ("PRAKERJA__METRICS__ADDR", "9100"),
        ("PRAKERJA__HASHING__MEMORY_KIB", "banyak"),
        ("PRAKERJA__HASHING__MEMORY_KIB", "7"),
        ("PRAKERJA__HASHING__ITERATIONS", "0"),
        ("PRAKERJA__HASHING__PARALLELISM", "-1"),
    ] {
        assert!(refusal(with(&[(name, value)])).starts_with(&format!("setting {name} ")), "{name}={value}");
    }
    assert!(refusal(from_file("mode = true", &[])).starts_with("setting mode in Leptos.toml "));
    assert!(refusal(from_file("mode = [\"sandbox\"]", &[])).starts_with("setting mode in Leptos.toml "));
    assert!(refusal(from_file("mode = \"sandbox\"\nmode", &[])).contains("line 2"));
    assert!(matches!(Config::load(Some(Path::new("/tidak/ada.toml")), &[]), Err(ConfigError::Unreadable { .. })));
}

#[test]
fn the_sender_of_sms_is_a_name_that_networks_carry() {
    for good in ["P", "Prakerja26", "PRAKERJA123"] {
        assert_eq!(with(&[("PRAKERJA__SMS__SENDER", good)]).unwrap().sms.sender, good);
    }
    let why = refusal(with(&[("PRAKERJA__SMS__SENDER", "PRAKERJA-12")]));
    assert_eq!(why, "setting PRAKERJA__SMS__SENDER must be 1 to 11 letters and digits (A to Z, 0 to 9), not `PRAKERJA-12`");
    assert_eq!(from_file("[sms]\nsender = \"Prakerja\"", &[]).unwrap().sms.sender, "Prakerja");
}

#[test]
fn an_empty_optional_setting_is_not_set() {
    let config = with(&[("PRAKERJA__MAIL__SMTP_URL", ""), ("PRAKERJA__SMS__TOKEN", " "), ("PRAKERJA__METRICS__ADDR", "")]).unwrap();
    assert!(config.mail.smtp_url.is_none() && config.sms.token.is_none() && config.metrics.addr.is_none());
}

/// A root certificate that vouches for nothing; its key was thrown away.
const ROOT: &str = "-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIUaKIbAC9rVsWS2TBb+/pZiCjiLSgwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNUHJha2VyamEgdGVzdDAgFw0yNjExMjkwMjA1NTNaGA8yMTI2
MTEwNTAyMDU1M1owGDEWMBQGA1UEAwwNUHJha2VyamEgdGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABL9d+Is58vg22exgp2dA8bAJolTe1b7QEAu3DlrnZyBW
V9BTAMIWadp2JXpKHnT89NpYtL9FffVqYFVpvSoRIOajUzBRMB0GA1UdDgQWBBTP
CcfHrdslFQedHvHQidZurWrqDTAfBgNVHSMEGDAWgBTPCcfHrdslFQedHvHQidZu
rWrqDTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDPoqQvFDtd
pkbCHbCm7Th7PLYnsV7/0X1Li6G5hwNVlwIgVxcDQy5UyXQ0dyeoqRKU+UuTiIiD
t6S9JqA+Um33E6E=
-----END CERTIFICATE-----
";

#[test]
fn more_authorities_for_the_mail_server_are_a_file_of_certificates() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ca.pem");
    let read = |text: &str| {
        std::fs::write(&file, text).unwrap();
        with(&[("PRAKERJA__MAIL__SMTP_CA", file.to_str().unwrap())])
    };
    for good in [ROOT.to_owned(), ROOT.repeat(2), format!("Prakerja test\n{ROOT}")] {
        assert!(read(&good).unwrap().mail.smtp_ca.is_some());
    }
    let other_length = ROOT.replacen("MIIB", "MIIC", 1);
    let second_damaged = format!("{ROOT}{other_length}");
    for (bad, why) in [
        ("", "holds none"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds none"),
        (other_length.as_str(), "damaged"),
        (second_damaged.as_str(), "damaged"),
        (&ROOT[..ROOT.len() / 2], "damaged"),
    ] {
        let told = refusal(read(bad));
        assert!(told.starts_with("setting PRAKERJA__MAIL__SMTP_CA ") && told.contains(why), "{told}");
    }
    assert!(with(&[("PRAKERJA__MAIL__SMTP_CA", "")]).unwrap().mail.smtp_ca.is_none());
}

#[test]
fn a_shared_secret_comes_from_one_place() {
    let long = "0123456789abcdef0123456789abcdef";
    let both = [("PRAKERJA__REGISTRY__SECRET", long), ("PRAKERJA__REGISTRY__SECRET_FILE", "data/registry.secret")];
    assert!(refusal(with(&both)).starts_with("setting PRAKERJA__REGISTRY__SECRET_FILE "));
    let config = with(&both[..1]).unwrap();
    assert!(config.registry.secret().unwrap().is_some_and(|secret| secret.expose() == long));
    assert!(config.phone_lookup.secret().unwrap().is_none());
}

#[test]
fn a_public_address_is_written_like_an_origin() {
    for (written, read) in [
        ("https://Prakerja.Example/", "https://prakerja.example"),
        ("https://prakerja.example:443", "https://prakerja.example"),
        ("http://localhost:80/", "http://localhost"),
        ("http://localhost:443", "http://localhost:443"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("http://[::1]", "http://[::1]"),
    ] {
        assert_eq!(read_public_url(written).unwrap(), read);
    }
    for wrong in [
        "https://",
        "https://a/b",
        "https://a?b",
        "https://u:p@a",
        "https://a b",
        "https://a:b",
        "https://a:0",
        "https://[::1",
        "//a",
        "https://a:70000",
    ] {
        assert!(read_public_url(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn secrets_show_neither_in_debug_nor_in_errors() {
    let secret = "rahasia-sekali-yang-cukup-panjang";
    let config = with(&[
        ("PRAKERJA__DATABASE__URL", &format!("postgres://portal:{secret}@db/portal")),
        ("PRAKERJA__MAIL__SMTP_URL", &format!("smtps://portal:{secret}@mail.example")),
        ("PRAKERJA__SMS__TOKEN", secret),
        ("PRAKERJA__REGISTRY__URL", &format!("https://registry.example/?kunci={secret}")),
        ("PRAKERJA__REGISTRY__SECRET", secret),
    ])
    .unwrap();
    assert!(!format!("{config:?}").contains(secret));
    assert!(config.sms.token.is_some_and(|token| token.expose() == secret));
    for name in ["PRAKERJA__DATABASE__URL", "PRAKERJA__MAIL__SMTP_URL", "PRAKERJA__SMS__URL", "PRAKERJA__REGISTRY__URL"] {
        assert!(!refusal(with(&[(name, secret)])).contains(secret));
    }
    assert!(!refusal(from_file(&format!("[sms]\ntoken = \"{secret}\" oops"), &[])).contains(secret));
}

#[test]
fn clause_2_1b_a_secret_in_the_settings_file_stops_the_start_with_the_way_to_give_it() {
    let secret = "rahasia-sekali-yang-cukup-panjang";
    for (name, text, variable) in [
        ("sms.token", format!("[sms]\ntoken = \"{secret}\""), "PRAKERJA__SMS__TOKEN"),
        ("registry.secret", format!("[registry]\nsecret = \"{secret}\""), "PRAKERJA__REGISTRY__SECRET"),
        ("phone_lookup.secret", format!("[phone_lookup]\nsecret = \"{secret}\""), "PRAKERJA__PHONE_LOOKUP__SECRET"),
        ("database.url", format!("[database]\nurl = \"postgres://portal:{secret}@db/portal\""), "PRAKERJA__DATABASE__URL"),
        ("database.url", format!("[database]\nurl = \"postgres://db/portal?password={secret}\""), "PRAKERJA__DATABASE__URL"),
        ("mail.smtp_url", format!("[mail]\nsmtp_url = \"smtps://portal:{secret}@mail.example\""), "PRAKERJA__MAIL__SMTP_URL"),
        ("sms.url", format!("[sms]\nurl = \"https://portal:{secret}@sms.example/\""), "PRAKERJA__SMS__URL"),
        ("registry.url", format!("[registry]\nurl = \"https://registry.example/?api_key={secret}\""), "PRAKERJA__REGISTRY__URL"),
        (
            "phone_lookup.url",
            format!("[phone_lookup]\nurl = \"https://a.example/?x=1&Token={secret}\""),
            "PRAKERJA__PHONE_LOOKUP__URL",
        ),
    ] {
        // Whatever the environment says: a secret that stands in the file is out.
        for env in [Vec::new(), vec![(variable, "")]] {
            let why = refusal(from_file(&text, &env));
            assert!(why.starts_with(&format!("setting {name} in Leptos.toml ")) && why.ends_with(variable), "{why}");
            assert!(!why.contains(secret), "{why}");
        }
    }
}

#[test]
fn clause_2_1b_secrets_come_from_the_environment_or_from_a_file_of_their_own() {
    let secret = "rahasia-sekali-yang-cukup-panjang";
    let url = format!("postgres://portal:{secret}@db/portal");
    let config = with(&[
        ("PRAKERJA__SMS__TOKEN", secret),
        ("PRAKERJA__DATABASE__URL", &url),
        ("PRAKERJA__MAIL__SMTP_URL", &format!("smtps://portal:{secret}@mail.example")),
        ("PRAKERJA__PHONE_LOOKUP__SECRET", secret),
    ])
    .unwrap();
    assert!(config.sms.token.is_some_and(|token| token.expose() == secret) && config.database.url.expose() == url);
    assert!(config.phone_lookup.secret().unwrap().is_some_and(|given| given.expose() == secret));

    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("registry.secret");
    std::fs::write(&file, format!("{secret}\n")).unwrap();
    let named = format!("[registry]\nsecret_file = \"{}\"", file.display());
    let config = from_file(&named, &[]).unwrap();
    let set_mode = |mode| std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    set_mode(0o600);
    assert!(config.registry.secret().unwrap().is_some_and(|given| given.expose() == secret));
    set_mode(0o644);
    assert!(matches!(config.registry.secret(), Err(SecretError::Exposed(_))), "not one that others can read");
}

#[test]
fn clause_2_1b_addresses_without_a_password_may_stand_in_the_settings_file() {
    let text = "[database]\nurl = \"postgres://portal@db/portal?sslmode=require\"\n[mail]\nsmtp_url = \"smtp://127.0.0.1:1025\"\n\
                [sms]\nurl = \"https://sms.example/send?from=Prakerja\"\ntoken = \"\"\n";
    assert!(from_file(text, &[]).is_ok());
}

const LEPTOS_TOML: &str = include_str!("../../../Leptos.toml");
const CARGO_TOML: &str = include_str!("../../../Cargo.toml");

#[test]
fn the_shipped_file_says_what_the_defaults_are() {
    let shipped = from_file(LEPTOS_TOML, &[]).unwrap();
    assert_eq!(format!("{shipped:?}"), format!("{:?}", with(&[]).unwrap()));
}

#[test]
fn the_shipped_file_documents_every_setting() {
    for setting in SETTINGS {
        let key = setting.in_file.rsplit('.').next().unwrap();
        let stands = LEPTOS_TOML.lines().any(|line| line.trim_start_matches("# ").starts_with(&format!("{key} = ")));
        assert!(stands, "{} is not in Leptos.toml", setting.in_file);
    }
}

/// The examples that are commented out must be right too.
#[test]
fn the_commented_lines_of_the_shipped_file_are_good_settings() {
    let uncommented: String = LEPTOS_TOML
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.contains(" = ")
                    && rest.split(' ').next().is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) =>
            {
                rest
            }
            _ => line,
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    let config = from_file(&uncommented, &[]).unwrap();
    assert!(config.mail.smtp_url.is_some() && config.sms.url.is_some() && config.metrics.addr.is_some());
}

#[test]
fn build_and_run_agree_on_what_leptos_reads() {
    let leptos = |text: &str| -> toml::Table {
        let table: toml::Table = toml::from_str(text).unwrap();
        table["package"]["metadata"]["leptos"].as_table().unwrap().clone()
    };
    let (build, run) = (leptos(CARGO_TOML), leptos(LEPTOS_TOML));
    assert!(run.len() >= 5);
    for (key, value) in &run {
        assert_eq!(build.get(key), Some(value), "{key}");
    }
}

/// Leptos cuts everything before its block and reads the rest as its own settings.
#[test]
fn the_leptos_block_comes_last() {
    let header = "[package.metadata.leptos]\n";
    let (_, rest) = LEPTOS_TOML.split_once(header).unwrap();
    assert!(!rest.lines().any(|line| line.starts_with('[')));
    assert_eq!(LEPTOS_TOML.matches(header).count(), 1);
}
