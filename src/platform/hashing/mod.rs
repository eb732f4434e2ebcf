//! Passwords: hashing with argon2id, and the rules for new ones.
//!
//! Purpose: make guessing expensive for whoever steals the database, without letting sign-ins exhaust the server.
//!
//! Invariants:
//! - Every hash takes a pepper from the key file besides the password and a salt of its own, and says with which pepper and which
//!   cost it was made, so that it is renewed at the next sign-in when either changed.
//! - At most one hash per processor core runs at a time, 64 more may wait for 3 seconds; whoever comes on top is told to come back
//!   before any work is done. Memory is therefore bounded: cores × the memory of one hash, at most that of staff.
//! - New passwords are judged in a pool of their own ([`Hasher::check`], [`Hasher::strength`]), half as wide: judging one takes as long
//!   as hashing it and anybody may ask for it, so it must not take the turns of those who sign in.
//! - An unknown account costs the same work as a known one ([`Hasher::verify_decoy`]), and so do several records of one address
//!   ([`Hasher::verify_all`]): every comparison is one computation. [`Hasher::computed`] counts them.
//! - What belongs to one answer is compared in one turn, so that a password that was turned away was not looked at at all.

pub mod password;
mod pool;

use crate::platform::config::Hashing;
use crate::platform::crypt::Keys;
use crate::platform::random::Random;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, KeyId, Params, ParamsBuilder, Version};
use password::{PasswordFault, Score, Strength};
use pool::Pool;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zeroize::Zeroizing;

/// Why a password was not hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    #[error("too many passwords are waiting")]
    Busy,
    #[error("the stored password record cannot be read")]
    Record,
    #[error("hashing failed: {0}")]
    Failed(&'static str),
}

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub ok: bool,
    /// The password is right, but its record was made at another cost or with another pepper: make a new one.
    pub needs_rehash: bool,
}

/// Hashes and compares passwords; cheap to clone, all clones share their pools.
#[derive(Clone)]
pub struct Hasher {
    inner: Arc<Inner>,
    /// At the cost of staff, see [`Hasher::for_staff`].
    staff: bool,
}

struct Inner {
    participants: Work,
    staff: Work,
    pool: Pool,
    judging: Pool,
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hasher({})", self.work().params)
    }
}

impl Hasher {
    /// Prepares hashing at this cost with the pepper of these keys.
    pub fn new(cost: Hashing, keys: &Keys) -> Result<Self, HashError> {
        let inner = Inner {
            participants: Work::new(cost, keys)?,
            staff: Work::new(cost.for_staff(), keys)?,
            pool: Pool::of_this_machine(),
            judging: Pool::of_half_this_machine(),
        };
        Ok(Self { inner: Arc::new(inner), staff: false })
    }

    /// The same for the passwords of staff, which cost more (`docs/rules.md`, C5).
    #[must_use]
    pub fn for_staff(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), staff: true }
    }

    fn work(&self) -> &Work {
        if self.staff { &self.inner.staff } else { &self.inner.participants }
    }

    /// Computations of argon2 so far, by this hasher and its clones.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.work().computed.load(Ordering::Relaxed)
    }

    /// As [`Hasher::hash`] with this salt, so that one computation can be compared with several records. The salt has to differ from
    /// address to address and must not be known outside.
    pub async fn hash_with(&self, password: &str, salt: [u8; 16]) -> Result<String, HashError> {
        let (hasher, password) = (self.clone(), Zeroizing::new(password.to_owned()));
        self.inner.pool.run(move || hasher.work().hash_with(password.as_bytes(), &salt)).await?
    }

    /// Compares with an account's record ([`Hasher::verify`]; without one, with the decoy) and, unless that fits, with others of its
    /// address, in one turn: were the others to wait for a turn of their own, whoever filled the line would learn of the first and be told
    /// that nobody had looked. Answers the verdict on the account's record and which of the others the password fits first. The others take
    /// one computation, however many there are: they have to share salt and cost with the first ([`Hasher::hash_with`]), what differs is
    /// passed over; without any the decoy is compared.
    pub async fn verify_all(
        &self,
        password: &str,
        record: Option<String>,
        others: Vec<String>,
    ) -> Result<(Verdict, Option<usize>), HashError> {
        let (hasher, password) = (self.clone(), Zeroizing::new(password.to_owned()));
        let compare = move || {
            let work = hasher.work();
            let verdict = work.verify(password.as_bytes(), record.as_deref().unwrap_or(&work.decoy))?;
            let other = if verdict.ok { None } else { work.verify_any(password.as_bytes(), &others)? };
            Ok((verdict, other))
        };
        self.inner.pool.run(compare).await?
    }

    /// As many passwords at once as this process takes, until what it answers is dropped.
    #[cfg(test)]
    pub fn rush(&self) -> impl Sized + '_ {
        self.inner.pool.rush()
    }

    /// Lets every password wait until what it answers is dropped.
    #[cfg(test)]
    pub fn hold(&self) -> impl Sized + '_ {
        self.inner.pool.hold()
    }

    /// As many new passwords to be judged as this process takes.
    #[cfg(test)]
    pub fn rush_to_judge(&self) -> impl Sized + '_ {
        self.inner.judging.rush()
    }

    /// Makes the record of a new password, in PHC form: `$argon2id$v=19$m=…,t=…,p=…,keyid=…$salt$hash`.
    pub async fn hash(&self, password: &str) -> Result<String, HashError> {
        let (hasher, password) = (self.clone(), Zeroizing::new(password.to_owned()));
        self.inner.pool.run(move || hasher.work().hash(password.as_bytes())).await?
    }

    /// Compares a password with a record, whatever cost that was made at.
    pub async fn verify(&self, password: &str, record: &str) -> Result<Verdict, HashError> {
        let (hasher, password, record) = (self.clone(), Zeroizing::new(password.to_owned()), record.to_owned());
        self.inner.pool.run(move || hasher.work().verify(password.as_bytes(), &record)).await?
    }

    /// The work of [`Hasher::verify`] for an account that does not exist, with its answer: wrong.
    pub async fn verify_decoy(&self, password: &str) -> Result<Verdict, HashError> {
        let (hasher, password) = (self.clone(), Zeroizing::new(password.to_owned()));
        self.inner.pool.run(move || hasher.work().verify(password.as_bytes(), &hasher.work().decoy)).await?
    }

    /// Checks a new password against the rules ([`password::check`]), away from the threads that answer requests.
    pub async fn check(&self, password: &str, context: &[&str], min: usize) -> Result<Result<Score, PasswordFault>, HashError> {
        // What the length alone decides needs no turn in the pool.
        if let Err(fault) = password::check_length(password, min) {
            return Ok(Err(fault));
        }
        let (password, context) = (Zeroizing::new(password.to_owned()), owned(context));
        self.inner.judging.run(move || password::check(&password, &borrowed(&context), min)).await
    }

    /// How strong a password would be ([`password::strength`]), for the meter.
    pub async fn strength(&self, password: &str, context: &[&str], min: usize) -> Result<Strength, HashError> {
        let (password, context) = (Zeroizing::new(password.to_owned()), owned(context));
        self.inner.judging.run(move || password::strength(&password, &borrowed(&context), min)).await
    }
}

fn owned(context: &[&str]) -> Vec<String> {
    context.iter().map(|&text| text.to_owned()).collect()
}

fn borrowed(context: &[String]) -> Vec<&str> {
    context.iter().map(String::as_str).collect()
}

/// The hashing itself: blocking, tens of milliseconds.
struct Work {
    params: Params,
    pepper: Zeroizing<[u8; 32]>,
    /// A record that no password fits, of the same cost.
    decoy: String,
    computed: AtomicU64,
}

impl Work {
    fn new(cost: Hashing, keys: &Keys) -> Result<Self, HashError> {
        let (pepper, mark) = keys.pepper();
        let unusable = |_| HashError::Failed("the cost is out of range");
        let params = ParamsBuilder::new()
            .m_cost(cost.memory_kib)
            .t_cost(cost.iterations)
            .p_cost(cost.parallelism)
            .keyid(KeyId::new(&mark).map_err(unusable)?)
            .output_len(Params::DEFAULT_OUTPUT_LEN)
            .build()
            .map_err(unusable)?;
        let decoy = decoy(&params)?;
        Ok(Self { params, pepper, decoy, computed: AtomicU64::new(0) })
    }

    /// For one computation, which is counted here.
    fn argon2(&self, params: &Params) -> Result<Argon2<'_>, HashError> {
        self.computed.fetch_add(1, Ordering::Relaxed);
        Argon2::new_with_secret(&*self.pepper, Algorithm::Argon2id, Version::V0x13, params.clone())
            .map_err(|_| HashError::Failed("the pepper cannot be used"))
    }

    fn hash(&self, password: &[u8]) -> Result<String, HashError> {
        self.hash_with(password, &Random.bytes::<16>())
    }

    fn hash_with(&self, password: &[u8], salt: &[u8]) -> Result<String, HashError> {
        let argon2 = self.argon2(&self.params)?;
        let hash = argon2.hash_password_with_salt(password, salt).map_err(|_| HashError::Failed("argon2 refused"))?;
        Ok(hash.to_string())
    }

    fn verify_any(&self, password: &[u8], records: &[String]) -> Result<Option<usize>, HashError> {
        if records.is_empty() {
            self.verify(password, &self.decoy)?;
            return Ok(None);
        }
        let read = records.iter().map(|record| PasswordHash::new(record)).collect::<Result<Vec<_>, _>>();
        let read = read.map_err(|_| HashError::Record)?;
        let first = read.first().ok_or(HashError::Record)?;
        let made_with = Params::try_from(first).map_err(|_| HashError::Record)?;
        let salt = first.salt.ok_or(HashError::Record)?;
        let argon2 = self.argon2(&made_with)?;
        let typed = argon2.hash_password_with_salt(password, &salt).map_err(|_| HashError::Failed("argon2 refused"))?;
        // Equality of two outputs takes the same time wherever they differ.
        Ok(read.iter().position(|record| {
            (record.algorithm, record.version, record.salt) == (typed.algorithm, typed.version, typed.salt)
                && record.params == first.params
                && record.hash.is_some()
                && record.hash == typed.hash
        }))
    }

    fn verify(&self, password: &[u8], record: &str) -> Result<Verdict, HashError> {
        let hash = PasswordHash::new(record).map_err(|_| HashError::Record)?;
        let made_with = Params::try_from(&hash).map_err(|_| HashError::Record)?;
        let ok = match self.argon2(&self.params)?.verify_password(password, &hash) {
            Ok(()) => true,
            Err(password_hash::Error::PasswordInvalid) => false,
            Err(_) => return Err(HashError::Record),
        };
        if made_with.keyid() != self.params.keyid() {
            // Without its pepper no password fits; the owner needs a new one, and the operator should know.
            tracing::error!("a password record was made with a pepper that is not in the key file");
        }
        let current = hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && made_with == self.params;
        Ok(Verdict { ok, needs_rehash: ok && !current })
    }
}

/// A record with salt and output drawn at random: comparing with it costs what any record of this cost does, and 256 random bits are no
/// password's output.
fn decoy(params: &Params) -> Result<String, HashError> {
    let failed = |_| HashError::Failed("a record cannot be made");
    let record = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(params).map_err(|_| HashError::Failed("the cost is out of range"))?,
        salt: Some(Salt::new(&Random.bytes::<16>()).map_err(failed)?),
        hash: Some(Output::new(&*Zeroizing::new(Random.bytes::<32>())).map_err(failed)?),
    };
    Ok(record.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Hashing = Hashing { memory_kib: 64, iterations: 1, parallelism: 1 };

    fn keys() -> (tempfile::TempDir, Keys) {
        let dir = tempfile::tempdir().unwrap();
        let keys = Keys::create(&dir.path().join("kunci.toml"), &Random, true).unwrap();
        (dir, keys)
    }

    #[tokio::test]
    async fn a_password_fits_its_own_record_only() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        let record = hasher.hash("kuda terbang ungu").await.unwrap();
        assert!(record.starts_with("$argon2id$v=19$m=64,t=1,p=1,keyid="), "{record}");
        assert_eq!(hasher.verify("kuda terbang ungu", &record).await.unwrap(), Verdict { ok: true, needs_rehash: false });
        for wrong in ["", "kuda terbang ung", "Kuda terbang ungu", "kuda terbang ungu "] {
            assert_eq!(hasher.verify(wrong, &record).await.unwrap(), Verdict { ok: false, needs_rehash: false });
        }
        assert_ne!(hasher.hash("kuda terbang ungu").await.unwrap(), record);
    }

    #[tokio::test]
    async fn a_record_of_another_cost_still_fits_and_asks_to_be_renewed() {
        let (_dir, keys) = keys();
        let old = Hasher::new(CHEAP, &keys).unwrap().hash("kuda terbang ungu").await.unwrap();
        let hasher = Hasher::new(Hashing { iterations: 2, ..CHEAP }, &keys).unwrap();
        assert_eq!(hasher.verify("kuda terbang ungu", &old).await.unwrap(), Verdict { ok: true, needs_rehash: true });
        assert_eq!(hasher.verify("kuda", &old).await.unwrap(), Verdict { ok: false, needs_rehash: false });
    }

    #[tokio::test]
    async fn without_the_pepper_the_record_is_worthless() {
        let ((_a, keys), (_b, others)) = (keys(), keys());
        let record = Hasher::new(CHEAP, &keys).unwrap().hash("kuda terbang ungu").await.unwrap();
        let verdict = Hasher::new(CHEAP, &others).unwrap().verify("kuda terbang ungu", &record).await.unwrap();
        assert!(!verdict.ok);
    }

    #[tokio::test]
    async fn an_unreadable_record_is_an_error_not_a_wrong_password() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        for record in
            ["", "rahasia", "$argon2id$v=19$m=64,t=1,p=1", "$argon2id$v=19$m=1,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g", "$md5$x$y"]
        {
            let result = hasher.verify("x", record).await;
            assert!(!matches!(result, Ok(Verdict { ok: true, .. })), "{record}");
            assert!(matches!(result, Err(HashError::Record) | Ok(Verdict { ok: false, .. })), "{record}: {result:?}");
        }
    }

    #[tokio::test]
    async fn the_decoy_is_made_at_the_current_cost_and_fits_nothing() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        assert!(hasher.work().decoy.contains("m=64,t=1,p=1"));
        assert_eq!(hasher.verify_decoy("kuda terbang ungu").await.unwrap(), Verdict { ok: false, needs_rehash: false });
        assert!(!hasher.verify("", &hasher.work().decoy).await.unwrap().ok);
    }

    #[tokio::test]
    async fn passwords_of_staff_cost_more_and_one_of_the_other_cost_asks_to_be_renewed() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        let staff = hasher.for_staff();
        let record = staff.hash("kuda terbang ungu").await.unwrap();
        assert!(record.starts_with("$argon2id$v=19$m=65536,t=3,p=1,keyid="), "{record}");
        assert_eq!(staff.verify("kuda terbang ungu", &record).await.unwrap(), Verdict { ok: true, needs_rehash: false });
        assert_eq!(hasher.verify("kuda terbang ungu", &record).await.unwrap(), Verdict { ok: true, needs_rehash: true });
        assert!(staff.work().decoy.contains("m=65536,t=3,p=1"));
        assert!(!staff.verify_decoy("kuda terbang ungu").await.unwrap().ok);
        let dear = Hashing { memory_kib: 131_072, iterations: 4, parallelism: 1 };
        assert_eq!(dear.for_staff(), dear, "never less than what participants get");
    }

    #[tokio::test]
    async fn one_computation_finds_the_record_among_several() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        let salt = [7; 16];
        let mut records = Vec::new();
        for password in ["kuda terbang ungu", "ikan tidur hijau", "burung malam biru"] {
            records.push(hasher.hash_with(password, salt).await.unwrap());
        }
        records.push(hasher.hash("kucing hujan merah").await.unwrap());
        let before = hasher.computed();
        let among = async |hasher: &Hasher, password: &str, records: &[String]| {
            let (verdict, at) = hasher.verify_all(password, None, records.to_vec()).await.unwrap();
            assert!(!verdict.ok, "there is no account");
            at
        };
        assert_eq!(among(&hasher, "kuda terbang ungu", &records).await, Some(0));
        assert_eq!(among(&hasher, "burung malam biru", &records).await, Some(2));
        assert_eq!(among(&hasher, "kucing hujan merah", &records).await, None, "its salt is another");
        assert_eq!(among(&hasher, "", &records).await, None);
        assert_eq!(among(&hasher, "kuda terbang ungu", &[]).await, None);
        assert_eq!(hasher.computed(), before + 10, "one for the account, one for all the others");
        let other = Hasher::new(Hashing { iterations: 2, ..CHEAP }, &keys).unwrap();
        let old = hasher.hash_with("kuda terbang ungu", salt).await.unwrap();
        assert_eq!(among(&other, "kuda terbang ungu", &[old]).await, Some(0), "at the cost it was made with");
    }

    #[tokio::test]
    async fn an_account_and_the_others_of_its_address_are_compared_in_one_turn_or_not_at_all() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        let record = hasher.hash("kuda terbang ungu").await.unwrap();
        let draft = hasher.hash_with("ikan tidur hijau", [7; 16]).await.unwrap();
        let all = async |password: &str| hasher.verify_all(password, Some(record.clone()), vec![draft.clone()]).await;
        let before = hasher.computed();
        assert_eq!(all("kuda terbang ungu").await.unwrap(), (Verdict { ok: true, needs_rehash: false }, None));
        assert_eq!(hasher.computed(), before + 1, "the right password of an account is found by the first");
        assert_eq!(all("ikan tidur hijau").await.unwrap(), (Verdict { ok: false, needs_rehash: false }, Some(0)));
        assert_eq!(all("burung malam biru").await.unwrap(), (Verdict { ok: false, needs_rehash: false }, None));
        assert_eq!(hasher.computed(), before + 5);
        let rush = hasher.rush();
        assert!(matches!(all("burung malam biru").await, Err(HashError::Busy)));
        drop(rush);
        assert_eq!(hasher.computed(), before + 5, "what is turned away was not looked at");
    }

    #[tokio::test]
    async fn rules_and_meter_are_reached_through_the_pool() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        assert_eq!(hasher.check("", &[], 10).await.unwrap(), Err(PasswordFault::Required));
        assert_eq!(hasher.check("password123", &[], 10).await.unwrap(), Err(PasswordFault::Weak));
        assert!(hasher.check("kuda terbang ungu 71", &[], 10).await.unwrap().is_ok());
        assert!(hasher.strength("kuda terbang ungu 71", &[], 10).await.unwrap().score >= 3);
    }

    #[test]
    fn debug_shows_the_cost_and_no_secret() {
        let (_dir, keys) = keys();
        let text = format!("{:?}", Hasher::new(CHEAP, &keys).unwrap());
        assert!(text.starts_with("Hasher(m=64,t=1,p=1"), "{text}");
    }

    #[tokio::test]
    async fn a_rush_to_the_meter_takes_no_turn_of_those_who_sign_in() {
        let (_dir, keys) = keys();
        let hasher = Hasher::new(CHEAP, &keys).unwrap();
        let record = hasher.hash("kuda terbang ungu").await.unwrap();
        let rush = hasher.rush_to_judge();
        assert!(matches!(hasher.strength("kuda terbang ungu 71", &[], 10).await, Err(HashError::Busy)));
        assert!(matches!(hasher.check("kuda terbang ungu 71", &[], 10).await, Err(HashError::Busy)));
        assert_eq!(hasher.check("pendek", &[], 10).await.unwrap(), Err(PasswordFault::TooShort), "the length needs no turn");
        assert!(hasher.verify("kuda terbang ungu", &record).await.unwrap().ok);
        drop(rush);
        let rush = hasher.rush();
        assert!(hasher.check("kuda terbang ungu 71", &[], 10).await.unwrap().is_ok());
        assert!(matches!(hasher.verify("kuda terbang ungu", &record).await, Err(HashError::Busy)));
        drop(rush);
    }
}
