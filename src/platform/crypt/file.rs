//! The key file: TOML, readable by its owner only, never overwritten in place.
//!
//! Invariant: at every moment, also after a crash, the path holds either the old keys or the old keys and a new one.

use super::aead::{Key, fresh};
use super::{CryptError, hex};
use crate::platform::random::Random;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What the file holds.
pub(super) struct Ring {
    /// Never empty; the highest id is the newest.
    pub masters: BTreeMap<u32, Key>,
    pub index: Key,
    pub grant: Key,
    pub server: Key,
    /// Made by the sandbox for itself.
    pub sandbox: bool,
}

impl Ring {
    pub fn generate(random: &Random, sandbox: bool) -> Self {
        Self {
            masters: BTreeMap::from([(1, fresh(random))]),
            index: fresh(random),
            grant: fresh(random),
            server: fresh(random),
            sandbox,
        }
    }

    /// The newest master key.
    #[expect(clippy::expect_used, reason = "a ring is made with a master key, and read only if it has one")]
    pub fn newest(&self) -> (u32, &Key) {
        self.masters.last_key_value().map(|(id, key)| (*id, key)).expect("a ring has a master key")
    }

    fn to_text(&self) -> Zeroizing<String> {
        // Room for everything, so that growing leaves no copies behind.
        let mut text = Zeroizing::new(String::with_capacity(1024 + 160 * self.masters.len()));
        text.push_str(
            "# Keys of the portal. Whoever has this file and the database can read everything; whoever loses it can read\n",
        );
        text.push_str("# nothing any more. Keep a copy apart from the database. Changed by `prakerja keys rotate` only.\n\n");
        if self.sandbox {
            text.push_str("# Made by the sandbox; production refuses it.\nsandbox = true\n\n");
        }
        for (name, key) in [("index", &self.index), ("grant", &self.grant), ("server", &self.server)] {
            let _ = writeln!(text, "{name} = \"{}\"", *encode(key));
        }
        for (id, key) in &self.masters {
            let _ = write!(text, "\n[[master]]\nid = {id}\nkey = \"{}\"\n", *encode(key));
        }
        text
    }

    fn from_text(text: &str) -> Result<Self, String> {
        let table: toml::Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        let mut masters = BTreeMap::new();
        for entry in table.get("master").and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default() {
            let id = entry.get("id").and_then(toml::Value::as_integer).and_then(|id| u32::try_from(id).ok()).filter(|id| *id > 0);
            let id = id.ok_or("a master key has no id")?;
            let key = decode(entry.get("key")).ok_or_else(|| format!("master key {id} is not 32 bytes in base64"))?;
            if masters.insert(id, key).is_some() {
                return Err(format!("master key {id} stands there twice"));
            }
        }
        if masters.is_empty() {
            return Err("there is no master key".to_owned());
        }
        if let Some(name) = table.keys().find(|name| !["master", "index", "grant", "server", "sandbox"].contains(&name.as_str())) {
            return Err(format!("`{name}` means nothing here"));
        }
        let key = |name: &str| decode(table.get(name)).ok_or_else(|| format!("`{name}` is not 32 bytes in base64"));
        let ring = Self {
            masters,
            index: key("index")?,
            grant: key("grant")?,
            server: key("server")?,
            sandbox: match table.get("sandbox") {
                None => false,
                Some(value) => value.as_bool().ok_or("`sandbox` is neither true nor false")?,
            },
        };
        ring.refuse_made_up().map(|()| ring)
    }

    /// Keys that were typed by hand or copied from each other protect nothing.
    fn refuse_made_up(&self) -> Result<(), String> {
        let all: Vec<&Key> = self.masters.values().chain([&self.index, &self.grant, &self.server]).collect();
        if all.iter().any(|key| key.iter().all(|byte| *byte == key[0])) {
            return Err("a key repeats one byte, so it is not random".to_owned());
        }
        if all.iter().enumerate().any(|(at, key)| all.iter().skip(at + 1).any(|other| key == other)) {
            return Err("two keys are the same".to_owned());
        }
        Ok(())
    }
}

fn encode(key: &Key) -> Zeroizing<String> {
    Zeroizing::new(STANDARD.encode(**key))
}

fn decode(value: Option<&toml::Value>) -> Option<Key> {
    let bytes = Zeroizing::new(STANDARD.decode(value?.as_str()?).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

/// Writes a new file; refuses to touch an existing one.
pub(super) fn create(path: &Path, ring: &Ring) -> Result<(), CryptError> {
    if path.exists() {
        return Err(CryptError::Exists(path.to_path_buf()));
    }
    let temp = beside(path, &hex(&Random.bytes::<8>()));
    write_with(&temp, || Ok(ring))?;
    // A hard link, unlike a rename, never replaces what another process put there in the meantime.
    let result = match std::fs::hard_link(&temp, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => std::fs::rename(&temp, path),
        linked => linked,
    };
    let _ = std::fs::remove_file(&temp);
    result.map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => CryptError::Exists(path.to_path_buf()),
        _ => CryptError::Io { verb: "create", path: path.to_path_buf(), source },
    })?;
    sync_folder(path)
}

/// Reads the file; refuses one that others can read.
pub(super) fn load(path: &Path) -> Result<Ring, CryptError> {
    let io = |source| CryptError::Io { verb: "read", path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(io)?;
    refuse_exposed(&file, path)?;
    let mut text = Zeroizing::new(String::with_capacity(64 * 1024));
    file.read_to_string(&mut text).map_err(io)?;
    Ring::from_text(&text).map_err(|reason| CryptError::Damaged { path: path.to_path_buf(), reason })
}

/// Replaces the file by one with a further master key. The file that is being written keeps a second rotation out, and the keys
/// are read only after it exists, so no rotation can undo another.
pub(super) fn add_master(path: &Path, random: &Random) -> Result<Ring, CryptError> {
    let temp = beside(path, "baru");
    let written = write_with(&temp, || {
        let mut ring = load(path)?;
        let id = ring
            .newest()
            .0
            .checked_add(1)
            .ok_or_else(|| CryptError::Damaged { path: path.to_path_buf(), reason: "no id is left".to_owned() })?;
        ring.masters.insert(id, fresh(random));
        Ok(ring)
    })?;
    std::fs::rename(&temp, path).map_err(|source| CryptError::Io { verb: "replace", path: path.to_path_buf(), source })?;
    sync_folder(path)?;
    Ok(written)
}

/// A name in the same folder, for a file that is still being written.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut temp = path.as_os_str().to_owned();
    temp.push(".");
    temp.push(ending);
    PathBuf::from(temp)
}

/// Makes the file at `temp` (an error if there is one), fills it with the ring and brings it to the disk. Whatever fails after it
/// was made, it is removed again.
fn write_with<R: std::borrow::Borrow<Ring>>(temp: &Path, ring: impl FnOnce() -> Result<R, CryptError>) -> Result<R, CryptError> {
    let io = |source| CryptError::Io { verb: "write", path: temp.to_path_buf(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(temp).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => CryptError::Rotating(temp.to_path_buf()),
        _ => io(source),
    })?;
    let result = ring().and_then(|ring| {
        file.write_all(ring.borrow().to_text().as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
        Ok(ring)
    });
    if result.is_err() {
        let _ = std::fs::remove_file(temp);
    }
    result
}

/// A new name is durable only once its folder is.
fn sync_folder(path: &Path) -> Result<(), CryptError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let io = |source| CryptError::Io { verb: "write", path: path.to_path_buf(), source };
    if cfg!(unix) { File::open(folder).and_then(|folder| folder.sync_all()).map_err(io) } else { Ok(()) }
}

#[cfg(unix)]
fn refuse_exposed(file: &File, path: &Path) -> Result<(), CryptError> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = file.metadata().map_err(|source| CryptError::Io { verb: "read", path: path.to_path_buf(), source })?;
    if metadata.permissions().mode() & 0o077 == 0 { Ok(()) } else { Err(CryptError::Exposed(path.to_path_buf())) }
}

#[cfg(not(unix))]
fn refuse_exposed(_: &File, _: &Path) -> Result<(), CryptError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(sandbox: bool) -> String {
        Ring::generate(&Random, sandbox).to_text().to_string()
    }

    fn why(text: &str) -> String {
        Ring::from_text(text).err().unwrap()
    }

    #[test]
    fn what_was_written_is_read() {
        for sandbox in [true, false] {
            let mut ring = Ring::generate(&Random, sandbox);
            ring.masters.insert(7, fresh(&Random));
            let read = Ring::from_text(&ring.to_text()).unwrap();
            assert_eq!((&read.masters, read.sandbox), (&ring.masters, sandbox));
            assert_eq!((&read.index, &read.grant, &read.server), (&ring.index, &ring.grant, &ring.server));
            assert_eq!(read.newest().0, 7);
        }
    }

    #[test]
    fn a_damaged_file_says_what_is_wrong_and_shows_no_key() {
        let good = text_of(false);
        let key = good.lines().find_map(|line| line.strip_prefix("index = ")).unwrap().to_owned();
        let server = good.lines().find_map(|line| line.strip_prefix("server = ")).unwrap().to_owned();
        for (text, part) in [
            (good.replace("[[master]]", "[[other]]"), "master"),
            (good.replace("id = 1", "id = 0"), "no id"),
            (good.replace("index = ", "# "), "`index`"),
            (good.replace(&key, "\"AAAA\""), "`index`"),
            (good.replace(&key, &format!("\"{}\"", STANDARD.encode([7; 32]))), "not random"),
            (good.replace(&key, &server), "the same"),
            (format!("extra = 1\n{good}"), "`extra`"),
            (format!("sandbox = 1\n{good}"), "`sandbox`"),
            (good.replace("index = ", "index == "), ""),
            (format!("{good}{}", &good[good.find("[[master]]").unwrap()..]), "twice"),
        ] {
            let why = why(&text);
            assert!(why.contains(part), "{why}");
            assert!(!why.contains(key.trim_matches('"')));
        }
    }

    #[test]
    fn an_existing_file_is_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kunci.toml");
        create(&path, &Ring::generate(&Random, true)).unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(create(&path, &Ring::generate(&Random, true)), Err(CryptError::Exists(_))));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kunci.toml");
        create(&path, &Ring::generate(&Random, true)).unwrap();
        add_master(&path, &Random).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        for mode in [0o640, 0o604, 0o644, 0o620] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(load(&path), Err(CryptError::Exposed(_))), "{mode:o}");
        }
    }

    #[test]
    fn rotations_follow_each_other_and_never_overlap() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kunci.toml");
        let ring = Ring::generate(&Random, true);
        create(&path, &ring).unwrap();
        let second = add_master(&path, &Random).unwrap();
        assert_eq!(second.masters.keys().copied().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(second.masters[&1], ring.masters[&1]);
        assert_eq!(add_master(&path, &Random).unwrap().newest().0, 3);
        assert_eq!(load(&path).unwrap().masters.len(), 3);
        std::fs::write(beside(&path, "baru"), "").unwrap();
        assert!(matches!(add_master(&path, &Random), Err(CryptError::Rotating(_))));
        assert_eq!(load(&path).unwrap().masters.len(), 3);
    }

    #[test]
    fn a_rotation_that_fails_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kunci.toml");
        assert!(matches!(add_master(&path, &Random), Err(CryptError::Io { .. })));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
