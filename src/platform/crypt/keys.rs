//! The keys in use.

use super::aead::{self, Key};
use super::file::{self, Ring};
use super::{CryptError, PersonKey, Place};
use crate::platform::random::Random;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use uuid::Uuid;
use zeroize::Zeroizing;

/// First byte of everything sealed; another way of sealing would have another number.
const VERSION: u8 = 1;

/// The keys of this installation; cheap to clone, and all clones follow the key file together.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    path: PathBuf,
    ring: RwLock<Arc<Ring>>,
    /// Held from reading the file to using what was read. Otherwise a slow reader could bring back a file from before the last
    /// rotation, which would look as if keys had been removed.
    following: Mutex<()>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({}, newest {})", self.0.path.display(), self.ring().newest().0)
    }
}

/// A person's key as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The master key it is wrapped with.
    pub master_id: i64,
    pub bytes: Vec<u8>,
}

impl Keys {
    /// Makes new keys and writes them to `path`, where nothing may be yet. `sandbox` marks them as unfit for production.
    pub fn create(path: &Path, random: &Random, sandbox: bool) -> Result<Self, CryptError> {
        let ring = Ring::generate(random, sandbox);
        file::create(path, &ring)?;
        Ok(Self::with(path, ring))
    }

    /// Reads the keys at `path`; refuses a file that others can read.
    pub fn load(path: &Path) -> Result<Self, CryptError> {
        Ok(Self::with(path, file::load(path)?))
    }

    fn with(path: &Path, ring: Ring) -> Self {
        Self(Arc::new(Inner { path: path.to_path_buf(), ring: RwLock::new(Arc::new(ring)), following: Mutex::default() }))
    }

    /// Whether the sandbox made these keys for itself.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.ring().sandbox
    }

    /// The id of the newest master key, the one that wraps new persons' keys.
    #[must_use]
    pub fn newest_master(&self) -> i64 {
        self.ring().newest().0.into()
    }

    /// The fingerprint by which a value is found again without being stored. Domains: `email`, `phone`, `nik`; the same value has
    /// unrelated fingerprints in two domains. Callers normalise first.
    #[must_use]
    pub fn blind(&self, domain: &str, value: &str) -> Vec<u8> {
        aead::mac(&self.ring().index, &[domain.as_bytes(), value.as_bytes()]).to_vec()
    }

    /// The fingerprint that outlives a person's erasure, so that nobody takes part twice. A key of its own keeps it unrelated to
    /// [`Keys::blind`].
    #[must_use]
    pub fn grant(&self, value: &str) -> Vec<u8> {
        aead::mac(&self.ring().grant, &[value.as_bytes()]).to_vec()
    }

    /// A digest that only this server can make: one-time codes, request tokens. Compare with [`super::same`].
    #[must_use]
    pub fn digest(&self, purpose: &str, parts: &[&[u8]]) -> Vec<u8> {
        let all: Vec<&[u8]> = [b"digest".as_slice(), purpose.as_bytes()].into_iter().chain(parts.iter().copied()).collect();
        aead::mac(&self.ring().server, &all).to_vec()
    }

    /// A signature of this installation over the parts, for one use: HMAC-SHA-256 under a key derived for that use alone from the
    /// server key, which no rotation changes, so what was signed once can always be checked. Compare with [`super::same`].
    #[must_use]
    pub fn sign(&self, use_: &str, parts: &[&[u8]]) -> Vec<u8> {
        aead::mac(&aead::subkey(&self.ring().server, use_), parts).to_vec()
    }

    /// What password hashes take besides the password, so that the database alone is not enough to guess, and the mark by which
    /// a hash says which pepper it was made with.
    #[must_use]
    pub fn pepper(&self) -> (Zeroizing<[u8; 32]>, [u8; 4]) {
        let pepper = aead::subkey(&self.ring().server, "pepper");
        let [a, b, c, d, ..] = aead::mac(&pepper, &[b"mark"]);
        (pepper, [a, b, c, d])
    }

    /// Seals what belongs to no person, or only for a short time: flashes, captchas, messages to strangers.
    #[must_use]
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        let ring = self.ring();
        let (id, master) = ring.newest();
        let [a, b, c, d] = id.to_be_bytes();
        let header = [VERSION, a, b, c, d];
        let sealed = aead::seal(&aead::subkey(master, "system"), &[&header, place.text().as_bytes()].concat(), plain);
        [&header, sealed.as_slice()].concat()
    }

    /// Opens what [`Keys::seal`] made for the same place.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, CryptError> {
        let (header, rest) = sealed.split_first_chunk::<5>().ok_or(CryptError::Sealed)?;
        let [VERSION, a, b, c, d] = *header else { return Err(CryptError::Sealed) };
        // Sealed values come back from browsers too: an id that was never given is a forgery, not a reason to ask the disk each time.
        let id = u32::from_be_bytes([a, b, c, d]);
        if id > self.ring().newest().0.saturating_add(1) {
            return Err(CryptError::Sealed);
        }
        let ring = self
            .ring_with(id.into())
            .map_err(|error| if matches!(error, CryptError::UnknownMaster(_)) { CryptError::Sealed } else { error })?;
        let master = ring.masters.get(&id).ok_or(CryptError::Sealed)?;
        aead::open(&aead::subkey(master, "system"), &[header, place.text().as_bytes()].concat(), rest)
    }

    /// Makes a key for a person, and its wrapped form for the database.
    #[must_use]
    pub fn new_person(&self, person: Uuid) -> (PersonKey, Wrapped) {
        let key = PersonKey::new(person, aead::fresh(&Random));
        let wrapped = self.wrap(&key);
        (key, wrapped)
    }

    /// Wraps a person's key with the newest master key.
    pub(super) fn wrap(&self, key: &PersonKey) -> Wrapped {
        let ring = self.ring();
        let (id, master) = ring.newest();
        let sealed = aead::seal(&aead::subkey(master, "wrap"), &wrap_context(key.person(), id.into()), key.secret());
        Wrapped { master_id: id.into(), bytes: [&[VERSION], sealed.as_slice()].concat() }
    }

    /// Unwraps a person's key.
    pub fn person(&self, person: Uuid, master_id: i64, wrapped: &[u8]) -> Result<PersonKey, CryptError> {
        let ring = self.ring_with(master_id)?;
        let master =
            u32::try_from(master_id).ok().and_then(|id| ring.masters.get(&id)).ok_or(CryptError::UnknownMaster(master_id))?;
        let (&VERSION, sealed) = wrapped.split_first().ok_or(CryptError::Sealed)? else { return Err(CryptError::Sealed) };
        let key = Zeroizing::new(aead::open(&aead::subkey(master, "wrap"), &wrap_context(person, master_id), sealed)?);
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| CryptError::Sealed)?;
        Ok(PersonKey::new(person, Zeroizing::new(key)))
    }

    /// Adds a master key to the key file and uses it from now on.
    pub(super) fn add_master(&self, random: &Random) -> Result<(), CryptError> {
        let _following = self.0.following.lock().unwrap_or_else(PoisonError::into_inner);
        let ring = file::add_master(&self.0.path, random)?;
        self.replace(ring)
    }

    /// Reads the key file again.
    pub(super) fn reload(&self) -> Result<(), CryptError> {
        let _following = self.0.following.lock().unwrap_or_else(PoisonError::into_inner);
        self.replace(file::load(&self.0.path)?)
    }

    fn replace(&self, ring: Ring) -> Result<(), CryptError> {
        let old = self.ring();
        let fixed = |a: &Key, b: &Key| super::same(&**a, &**b);
        let kept = old.masters.iter().all(|(id, key)| ring.masters.get(id).is_some_and(|new| fixed(key, new)));
        if !(kept && fixed(&old.index, &ring.index) && fixed(&old.grant, &ring.grant) && fixed(&old.server, &ring.server)) {
            return Err(CryptError::Damaged {
                path: self.0.path.clone(),
                reason: "keys that are in use were changed or removed".to_owned(),
            });
        }
        *self.0.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(())
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.0.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The ring, read anew from the file if it does not hold the master key.
    fn ring_with(&self, master_id: i64) -> Result<Arc<Ring>, CryptError> {
        let id = u32::try_from(master_id).map_err(|_| CryptError::UnknownMaster(master_id))?;
        if !self.ring().masters.contains_key(&id) {
            self.reload()?;
        }
        let ring = self.ring();
        if ring.masters.contains_key(&id) { Ok(ring) } else { Err(CryptError::UnknownMaster(master_id)) }
    }
}

/// Binds a wrapped key to its person and its master key.
fn wrap_context(person: Uuid, master_id: i64) -> Vec<u8> {
    [b"person-key".as_slice(), person.as_bytes(), &master_id.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    const X: Place<'static> = Place::loose("x");
    /// The name of the person whose id is 1.
    const NAME: Place<'static> = Place::row("account.name", Uuid::from_u128(1));

    fn keys() -> (tempfile::TempDir, Keys) {
        let dir = tempfile::tempdir().unwrap();
        let keys = Keys::create(&dir.path().join("kunci.toml"), &Random, true).unwrap();
        (dir, keys)
    }

    fn shared() -> &'static Keys {
        static KEYS: OnceLock<(tempfile::TempDir, Keys)> = OnceLock::new();
        &KEYS.get_or_init(keys).1
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_in_its_place_only(plain: Vec<u8>, row: u128, other: u128) {
            let place = |column, row| Place::row(column, Uuid::from_u128(row));
            let sealed = shared().seal(place("outbox.payload", row), &plain);
            prop_assert_eq!(&shared().open(place("outbox.payload", row), &sealed).unwrap(), &plain);
            prop_assert_eq!(shared().open(place("outbox.payload", other), &sealed).is_ok(), row == other);
            prop_assert!(shared().open(place("sandbox_message.payload", row), &sealed).is_err());
            prop_assert!(shared().open(Place::loose("outbox.payload"), &sealed).is_err());
        }

        #[test]
        fn any_bytes_are_opened_or_refused(bytes: Vec<u8>) {
            prop_assert!(shared().open(X, &bytes).is_err());
            prop_assert!(shared().person(Uuid::nil(), 1, &bytes).is_err());
        }

        #[test]
        fn a_fingerprint_is_stable_within_its_domain_only(value in ".{0,40}") {
            let keys = shared();
            prop_assert_eq!(keys.blind("email", &value), keys.blind("email", &value));
            prop_assert_ne!(keys.blind("email", &value), keys.blind("phone", &value));
            prop_assert_ne!(keys.blind("nik", &value), keys.grant(&value));
            prop_assert_eq!(keys.blind("nik", &value).len(), 32);
        }
    }

    #[test]
    fn every_bit_of_a_sealed_value_counts() {
        let sealed = shared().seal(X, b"isi");
        for i in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[i] ^= 1;
            assert!(shared().open(X, &bent).is_err(), "{i}");
        }
    }

    #[test]
    fn a_wrapped_key_belongs_to_one_person_and_one_master() {
        let keys = shared();
        let (ani, budi) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (key, wrapped) = keys.new_person(ani);
        let sealed = key.seal(NAME, b"isi");
        let again = keys.person(ani, wrapped.master_id, &wrapped.bytes).unwrap();
        assert_eq!(again.open(NAME, &sealed).unwrap(), b"isi");
        assert!(matches!(keys.person(budi, wrapped.master_id, &wrapped.bytes), Err(CryptError::Sealed)));
        assert!(matches!(keys.person(ani, 9, &wrapped.bytes), Err(CryptError::UnknownMaster(9))));
        assert!(matches!(keys.person(ani, -1, &wrapped.bytes), Err(CryptError::UnknownMaster(-1))));
    }

    #[test]
    fn digests_and_pepper_are_unrelated() {
        let keys = shared();
        assert_ne!(keys.digest("otp", &[b"1", b"23"]), keys.digest("otp", &[b"12", b"3"]));
        assert_ne!(keys.digest("otp", &[b"1"]), keys.digest("reset", &[b"1"]));
        assert_eq!(keys.pepper(), keys.pepper());
        assert_ne!(keys.pepper().0.as_slice(), keys.digest("pepper", &[]).as_slice());
        assert_eq!(keys.sign("a", &[b"1"]), keys.sign("a", &[b"1"]));
        assert_ne!(keys.sign("a", &[b"1"]), keys.sign("b", &[b"1"]));
        assert_ne!(keys.sign("otp", &[b"1"]), keys.digest("otp", &[b"1"]));
    }

    #[test]
    fn a_running_server_follows_a_rotation_of_another_process() {
        let (_dir, server) = keys();
        let command = Keys::load(&server.0.path).unwrap();
        let ani = Uuid::from_u128(1);
        let (old, wrapped) = server.new_person(ani);
        let (before, sealed) = (server.seal(X, b"lama"), old.seal(NAME, b"isi"));

        command.add_master(&Random).unwrap();
        let rewrapped = command.wrap(&command.person(ani, wrapped.master_id, &wrapped.bytes).unwrap());
        assert_eq!((server.newest_master(), rewrapped.master_id), (1, 2));

        // The value sealed under the new key is what makes the server look.
        assert_eq!(server.open(X, &command.seal(X, b"baru")).unwrap(), b"baru");
        assert_eq!(server.newest_master(), 2);
        assert_eq!(server.open(X, &before).unwrap(), b"lama");
        let key = server.person(ani, rewrapped.master_id, &rewrapped.bytes).unwrap();
        assert_eq!(key.open(NAME, &sealed).unwrap(), b"isi");
    }

    #[test]
    fn a_file_whose_fixed_keys_changed_is_not_taken_over() {
        let (dir, keys) = keys();
        let other = dir.path().join("lain.toml");
        Keys::create(&other, &Random, true).unwrap();
        std::fs::rename(&other, &keys.0.path).unwrap();
        let sealed = keys.seal(X, b"isi");
        assert!(matches!(keys.reload(), Err(CryptError::Damaged { .. })));
        assert!(keys.open(X, &sealed).is_ok());
    }

    #[test]
    fn debug_shows_no_key() {
        let (_dir, keys) = keys();
        let text = format!("{keys:?}");
        assert!(text.starts_with("Keys(") && text.ends_with("newest 1)"), "{text}");
        assert_eq!(format!("{:?}", keys.new_person(Uuid::nil()).0), format!("PersonKey({})", Uuid::nil()));
    }

    #[test]
    fn keys_remember_who_made_them() {
        let dir = tempfile::tempdir().unwrap();
        for (name, sandbox) in [("a", true), ("b", false)] {
            let path = dir.path().join(name);
            assert_eq!(Keys::create(&path, &Random, sandbox).unwrap().is_sandbox(), sandbox);
            assert_eq!(Keys::load(&path).unwrap().is_sandbox(), sandbox);
        }
    }
}
