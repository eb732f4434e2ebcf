//! The arithmetic of the chain: the head and the hash of a link.

use super::store::EventRow;
use crate::platform::crypt::{self, Keys, hex};
use sha2::{Digest, Sha256};
use std::fmt::{self, Display};

/// What stands before the first link.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Keeps these hashes apart from any other use of SHA-256.
const DOMAIN: &[u8] = b"prakerja audit link 1";

/// The last link of the chain, kept in the fact `audit_head` as `<seq>:<hash>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: i64,
    pub hash: String,
}

impl Head {
    /// The head of a chain without links.
    pub fn genesis() -> Self {
        Self { seq: 0, hash: GENESIS.to_owned() }
    }

    /// Reads the fact; `None` when it was tampered with beyond reading.
    pub fn parse(text: &str) -> Option<Self> {
        let (seq, hash) = text.split_once(':')?;
        let is_hash = hash.len() == GENESIS.len() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then_some(())?;
        Some(Self { seq: seq.parse().ok().filter(|&seq| seq >= 0)?, hash: hash.to_owned() })
    }

    /// The head after one more event.
    pub fn link(&self, event: &EventRow) -> Self {
        let seq = self.seq + 1;
        Self { seq, hash: hash(seq, event, &self.hash) }
    }
}

/// A head as it is printed to the log: `<seq>:<hash>:<signature>`, so that whoever rewrites the whole chain in the database is found
/// out by a line that was copied away before.
///
/// The signature is an HMAC under a key of its own derived from the key file, not a public-key signature: it is checked where the key
/// file is (`audit verify` has it), nobody else needs to, and whoever holds that file could sign anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    pub head: Head,
    /// Lower-case hex.
    signature: String,
}

impl SignedHead {
    /// Signs a head.
    pub fn sign(keys: &Keys, head: Head) -> Self {
        let signature = signature(keys, &head);
        Self { head, signature }
    }

    /// Reads what was printed; `None` when it does not have that form.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, signature) = text.trim().rsplit_once(':')?;
        let is_signature = signature.len() == GENESIS.len() && signature.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_signature.then_some(())?;
        Some(Self { head: Head::parse(head)?, signature: signature.to_owned() })
    }

    /// Whether the keys of this installation made the signature.
    pub fn is_genuine(&self, keys: &Keys) -> bool {
        crypt::same(signature(keys, &self.head).as_bytes(), self.signature.as_bytes())
    }
}

impl Display for SignedHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.head, self.signature)
    }
}

fn signature(keys: &Keys, head: &Head) -> String {
    hex(&keys.sign("audit-head", &[&head.seq.to_be_bytes(), head.hash.as_bytes()]))
}

impl Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

/// Lower-case hex SHA-256 over the canonical record: every field with its length before it, so that no two different records
/// are the same bytes.
pub fn hash(seq: i64, event: &EventRow, prev_hash: &str) -> String {
    let mut sha = Sha256::new();
    let mut field = |bytes: &[u8]| {
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    field(DOMAIN);
    field(&seq.to_be_bytes());
    field(event.id.as_bytes());
    field(&event.at.to_be_bytes());
    for text in [&event.actor_ref, &event.subject_ref, &event.action, &event.outcome, &event.detail] {
        field(text.as_bytes());
    }
    field(prev_hash.as_bytes());
    hex(&sha.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn event() -> EventRow {
        EventRow {
            id: Uuid::from_u128(1),
            at: 2,
            actor_ref: "system".to_owned(),
            subject_ref: String::new(),
            action: "uji.coba".to_owned(),
            outcome: "ok".to_owned(),
            detail: "a=b".to_owned(),
        }
    }

    #[test]
    fn every_field_changes_the_hash() {
        let base = hash(1, &event(), GENESIS);
        assert_eq!(base.len(), 64);
        assert_eq!(base, hash(1, &event(), GENESIS));
        let others = [
            hash(2, &event(), GENESIS),
            hash(1, &event(), &base),
            hash(1, &EventRow { id: Uuid::from_u128(2), ..event() }, GENESIS),
            hash(1, &EventRow { at: 3, ..event() }, GENESIS),
            hash(1, &EventRow { actor_ref: "visitor".to_owned(), ..event() }, GENESIS),
            hash(1, &EventRow { subject_ref: "x".to_owned(), ..event() }, GENESIS),
            hash(1, &EventRow { action: "uji".to_owned(), ..event() }, GENESIS),
            hash(1, &EventRow { outcome: "refused".to_owned(), ..event() }, GENESIS),
            hash(1, &EventRow { detail: "a=c".to_owned(), ..event() }, GENESIS),
        ];
        for other in others {
            assert_ne!(other, base);
        }
    }

    #[test]
    fn text_cannot_move_from_one_field_to_the_next() {
        let one = EventRow { action: "ab".to_owned(), outcome: "c".to_owned(), ..event() };
        let other = EventRow { action: "a".to_owned(), outcome: "bc".to_owned(), ..event() };
        assert_ne!(hash(1, &one, GENESIS), hash(1, &other, GENESIS));
    }

    #[test]
    fn a_head_reads_back_and_nonsense_does_not() {
        let head = Head::genesis().link(&event());
        assert_eq!(Head::parse(&head.to_string()), Some(head));
        for wrong in ["", "1", ":", "1:00", "-1:0000000000000000000000000000000000000000000000000000000000000000"] {
            assert_eq!(Head::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn reading_a_head_never_panics(text in "\\PC{0,80}") {
            let _ = Head::parse(&text);
        }
    }
}
