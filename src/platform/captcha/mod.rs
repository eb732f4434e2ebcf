//! The captcha of open forms: a proof of work that a small script does by itself, or a sum in words that is always accepted instead.
//!
//! Purpose: make every try cost something, before a password is hashed or a message sent. It proves neither humanity nor strength; the
//! limits behind it do the rest.
//!
//! Invariants: a challenge is sealed by the server and stored only when it is spent; it is good for one form, 30 minutes and one post.
//! [`check`] touches no database; whoever goes on after it calls [`spend`], where only the first of two equal posts wins. A form whose second
//! post is answered as the first was notes what was done ([`note_paid`]) and asks for it ([`has_paid_for`]): a challenge is spent also by
//! what a limit refused, or for somebody else's address.
//!
//! The wire: the page shows the challenge `<id>.<bits>`, where the id is the sealed token. The script looks for a number n such that
//! SHA-256 of `<id>:<n>` begins with that many zero bits and posts the challenge as `tantangan`, n as `pow`, or the sum as `captcha`.

pub mod store;
mod words;

pub use store::purge;
pub use words::number_word;

use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::crypt::{Keys, Place, token_hash};
use crate::platform::db::{DbError, Tx};
use crate::platform::random::Random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// How long a challenge is good.
pub const SECONDS: i64 = 30 * 60;

const PLACE: Place<'static> = Place::loose("captcha");
/// A number of more digits is no work but an attempt to make us hash long texts.
const MOST_DIGITS: usize = 20;
/// A sealed challenge has 80 characters; what is longer was not made here.
const LONGEST: usize = 120;
/// Nobody's answer to two sums is longer.
const LONGEST_ANSWER: usize = 80;

/// How much a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    One,
    /// After many tries: twice the work, or a second sum.
    Two,
}

impl Level {
    /// Zero bits of the proof of work: 2^17 hashes take a cheap phone about two seconds.
    fn bits(self) -> u8 {
        match self {
            Level::One => 17,
            Level::Two => 18,
        }
    }

    fn sums(self) -> usize {
        match self {
            Level::One => 1,
            Level::Two => 2,
        }
    }
}

/// A challenge for one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// `<id>.<bits>`: what the script works on and the form posts back.
    pub token: String,
    /// The terms of the sums, 1 to 12 each.
    pub sums: Vec<(u8, u8)>,
}

impl Challenge {
    /// The sums in words: "Berapa tujuh tambah lima?"
    #[must_use]
    pub fn question(&self, lang: Lang) -> String {
        words::question(&self.sums, lang)
    }
}

/// A challenge that was answered and can be spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    pub hash: String,
    pub expires_at: Instant,
    /// Is stored nowhere, so that a note of what was paid for tells nothing to whoever has only the database.
    mark: String,
}

/// Why an answer is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptchaFault {
    /// Neither work nor sum was posted.
    Missing,
    Wrong,
    /// Too old, or not made by this server.
    Expired,
    /// Made for another form.
    WrongForm,
    /// Made before this source had to prove more, or for another source.
    TooEasy,
}

impl CaptchaFault {
    /// The code that the form's texts know, on the field `captcha`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            CaptchaFault::Missing => "missing",
            CaptchaFault::Wrong => "wrong",
            // A person meets both by going back and forth between pages, and the remedy is the same.
            CaptchaFault::Expired | CaptchaFault::WrongForm => "expired",
            CaptchaFault::TooEasy => "extra",
        }
    }
}

/// Makes a challenge for `form` (`masuk`, `daftar`, …).
#[must_use]
pub fn issue(keys: &Keys, random: &Random, now: Instant, form: &str, level: Level) -> Challenge {
    let term = || u8::try_from(1 + random.below(12)).unwrap_or(1);
    let sums: Vec<(u8, u8)> = (0..level.sums()).map(|_| (term(), term())).collect();
    let answer = |at: usize| sums.get(at).map_or(0, |(a, b)| a + b);
    let sealed = Sealed {
        bits: level.bits(),
        answers: [answer(0), answer(1)],
        form: form_mark(form),
        expires_at: now.plus_seconds(SECONDS),
    };
    let id = URL_SAFE_NO_PAD.encode(keys.seal(PLACE, &sealed.to_bytes()));
    Challenge { token: format!("{id}.{}", level.bits()), sums }
}

/// Checks an answer: `token` as posted back, and the number the script found or the sum a person typed (digits or words). A challenge
/// that asked for less than `level` does not do, so that nobody lays in a stock of easy ones.
pub fn check(
    keys: &Keys,
    now: Instant,
    form: &str,
    level: Level,
    token: &str,
    pow_answer: &str,
    sum_answer: &str,
) -> Result<Spent, CaptchaFault> {
    let (pow_answer, sum_answer) = (pow_answer.trim(), sum_answer.trim());
    if token.is_empty() || (pow_answer.is_empty() && sum_answer.is_empty()) {
        return Err(CaptchaFault::Missing);
    }
    // The bits behind the dot are for the script; ours are sealed.
    let id = token.split('.').next().unwrap_or(token);
    let sealed = Sealed::open(keys, id).ok_or(CaptchaFault::Expired)?;
    if sealed.form != form_mark(form) {
        return Err(CaptchaFault::WrongForm);
    }
    if now >= sealed.expires_at {
        return Err(CaptchaFault::Expired);
    }
    // The sum is always accepted instead, also when a script tried and failed.
    let worked = is_work(id, pow_answer, sealed.bits);
    let summed = sum_answer.len() <= LONGEST_ANSWER && words::says(sum_answer, sealed.answers());
    if !(worked || summed) {
        return Err(CaptchaFault::Wrong);
    }
    if sealed.bits < level.bits() {
        return Err(CaptchaFault::TooEasy);
    }
    Ok(Spent { hash: token_hash(id), expires_at: sealed.expires_at, mark: token_hash(&format!("paid:{id}")) })
}

/// Spends a challenge in the transaction of what it pays for; false when an earlier post spent it.
pub async fn spend(tx: &mut Tx, spent: &Spent) -> Result<bool, DbError> {
    store::insert(tx, &spent.hash, spent.expires_at).await
}

/// Notes in the transaction that spends a challenge what was done for it, such as a link sent to an address; for as long as it could be
/// posted again.
pub async fn note_paid(tx: &mut Tx, spent: &Spent, what: &str) -> Result<(), DbError> {
    store::insert(tx, &paid(spent, what), spent.expires_at).await.map(drop)
}

/// Whether an earlier post of the challenge did this very thing.
pub async fn has_paid_for(tx: &mut Tx, spent: &Spent, what: &str) -> Result<bool, DbError> {
    store::holds(tx, &paid(spent, what)).await
}

fn paid(spent: &Spent, what: &str) -> String {
    token_hash(&format!("{}:{what}", spent.mark))
}

/// Whether SHA-256 of `<id>:<n>` begins with `bits` zero bits.
fn is_work(id: &str, n: &str, bits: u8) -> bool {
    if n.is_empty() || n.len() > MOST_DIGITS || !n.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let hash = Sha256::new().chain_update(id).chain_update(b":").chain_update(n).finalize();
    let mut zeros = 0;
    for byte in hash {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros >= u32::from(bits)
}

/// What the server remembers inside the token. Kept short, because the script hashes the token with every try.
struct Sealed {
    bits: u8,
    /// 0 for a sum that was not asked.
    answers: [u8; 2],
    form: [u8; 4],
    expires_at: Instant,
}

impl Sealed {
    fn to_bytes(&self) -> [u8; 15] {
        let mut bytes = [0; 15];
        let [a, b] = self.answers;
        let parts = [self.bits, a, b].into_iter().chain(self.form).chain(self.expires_at.0.to_be_bytes());
        bytes.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
        bytes
    }

    fn open(keys: &Keys, id: &str) -> Option<Self> {
        if id.len() > LONGEST {
            return None;
        }
        let plain = keys.open(PLACE, &URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
        let (&[bits, a, b, f0, f1, f2, f3], time) = plain.split_first_chunk::<7>()?;
        let expires_at = Instant(i64::from_be_bytes(time.try_into().ok()?));
        Some(Self { bits, answers: [a, b], form: [f0, f1, f2, f3], expires_at })
    }

    fn answers(&self) -> &[u8] {
        let asked = if self.answers[1] == 0 { 1 } else { 2 };
        &self.answers[..asked]
    }
}

/// Enough of a hash to tell our few forms apart.
fn form_mark(form: &str) -> [u8; 4] {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(form.as_bytes()));
    [a, b, c, d]
}

#[cfg(test)]
mod tests;
