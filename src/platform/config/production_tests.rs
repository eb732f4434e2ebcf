//! Production refuses each of these by itself and names the setting that would change it.

use super::Config;
use crate::platform::crypt::Keys;
use crate::platform::random::Random;
use std::path::Path;

const GOOD: &[(&str, &str)] = &[
    ("PRAKERJA__MODE", "production"),
    ("PRAKERJA__SERVER__PUBLIC_URL", "https://prakerja.example"),
    ("PRAKERJA__MAIL__SMTP_URL", "smtp://127.0.0.1:1025"),
    ("PRAKERJA__MAIL__FROM", "kode@prakerja.example"),
    ("PRAKERJA__CONTACT__HELP", "tanya@portal.example"),
    ("PRAKERJA__CONTACT__PRIVACY", "data@portal.example"),
    ("PRAKERJA__SMS__URL", "http://127.0.0.1:1026/send"),
];

/// The reasons against starting with these settings in the place of good ones; an empty value is as good as none.
fn reasons(folder: &Path, changes: &[(&str, &str)]) -> Vec<String> {
    let folder = folder.to_string_lossy();
    let kept = GOOD.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| name == other));
    let place = [("PRAKERJA__DATA_DIR", folder.as_ref())];
    let all = kept.chain(changes).chain(&place);
    let env: Vec<_> =
        all.filter(|(_, value)| !value.is_empty()).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Config::load(None, &env).unwrap().check_production().iter().map(ToString::to_string).collect()
}

/// What changes about a good installation once its folder was tampered with and its settings changed.
fn added(tamper: impl FnOnce(&Path), changes: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("kunci.toml");
    Keys::create(&keys, &Random, false).unwrap();
    let before = reasons(folder.path(), &[]);
    tamper(&keys);
    let mut after = reasons(folder.path(), changes);
    after.retain(|reason| !before.contains(reason));
    after
}

#[test]
fn each_weak_or_missing_setting_is_refused_by_itself_and_named() {
    for (setting, value) in [
        ("PRAKERJA__SERVER__PUBLIC_URL", ""),
        ("PRAKERJA__SERVER__PUBLIC_URL", "http://prakerja.example"),
        ("PRAKERJA__SERVER__PUBLIC_URL", "http://192.168.1.10:3000"),
        ("PRAKERJA__MAIL__SMTP_URL", ""),
        ("PRAKERJA__MAIL__FROM", ""),
        ("PRAKERJA__CONTACT__HELP", ""),
        ("PRAKERJA__CONTACT__HELP", "bantuan@prakerja.example"),
        ("PRAKERJA__CONTACT__PRIVACY", ""),
        ("PRAKERJA__CONTACT__PRIVACY", "pelindung.data@prakerja.example"),
        ("PRAKERJA__SMS__URL", ""),
        ("PRAKERJA__HASHING__MEMORY_KIB", "19455"),
        ("PRAKERJA__HASHING__ITERATIONS", "1"),
        ("PRAKERJA__KEYS__FILE", "/nowhere/kunci.toml"),
    ] {
        let added = added(|_| (), &[(setting, value)]);
        assert_eq!(added.len(), 1, "{setting}={value}: {added:#?}");
        assert!(added[0].contains(setting), "{setting}={value}: {added:#?}");
    }
    assert!(added(|_| (), &[]).is_empty());
}

#[test]
fn each_key_file_that_protects_nothing_is_refused_by_itself() {
    type Tamper = fn(&Path);
    let cases: [(&str, Tamper); 5] = [
        ("missing", |keys| std::fs::remove_file(keys).unwrap()),
        ("made by the sandbox", |keys| {
            std::fs::remove_file(keys).unwrap();
            Keys::create(keys, &Random, true).unwrap();
        }),
        ("typed by hand", |keys| {
            let text = std::fs::read_to_string(keys).unwrap();
            let zeros = format!("index = \"{}=\"", "A".repeat(43));
            let lines: Vec<_> = text.lines().map(|line| if line.starts_with("index") { zeros.as_str() } else { line }).collect();
            std::fs::write(keys, lines.join("\n")).unwrap();
        }),
        ("cut off", |keys| {
            let text = std::fs::read_to_string(keys).unwrap();
            std::fs::write(keys, &text[..text.len() / 2]).unwrap();
        }),
        ("empty", |keys| std::fs::write(keys, "").unwrap()),
    ];
    for (case, tamper) in cases {
        let added = added(tamper, &[]);
        assert_eq!(added.len(), 1, "{case}: {added:#?}");
        assert!(added[0].contains("PRAKERJA__KEYS__FILE"), "{case}: {added:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_is_refused_as_soon_as_anybody_else_may_read_or_write_it() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o604, 0o640, 0o644, 0o620, 0o602, 0o777] {
        let added = added(|keys| std::fs::set_permissions(keys, std::fs::Permissions::from_mode(mode)).unwrap(), &[]);
        assert_eq!(added.len(), 1, "{mode:o}: {added:#?}");
        assert!(added[0].contains("PRAKERJA__KEYS__FILE"), "{mode:o}: {added:#?}");
    }
    assert!(added(|keys| std::fs::set_permissions(keys, std::fs::Permissions::from_mode(0o400)).unwrap(), &[]).is_empty());
}
