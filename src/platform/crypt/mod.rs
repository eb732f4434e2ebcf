//! Keys and everything that is done with them: sealing, fingerprints, the data key of each person.
//!
//! Purpose: whoever has the database alone has no personal data. Personal fields are sealed under a key of the person's own, which a
//! master key wraps; to destroy that key is to erase the person. Addresses and numbers are found again by a keyed fingerprint.
//!
//! Invariants:
//! - Keys and plain texts never show in `Debug`, errors or logs, and are wiped when dropped.
//! - Every ciphertext is bound to its [`Place`], the column and the row, and a person's to the person, so that it cannot be moved to
//!   another column, to another row or to somebody else.
//! - The keys of the blind index (`index`) and of the one-grant fingerprint (`grant`) and the server key (`server`: digests, the
//!   pepper of passwords) are fixed for the life of the database. Only master keys are added, by [`rotate`], and none is ever removed.
//! - A master key that is not known is looked for in the key file once more before it is an error, so a server that runs while
//!   `keys rotate` does its work goes on working.
//!
//! Forms of what is stored. Sealed by the system: version, master id (4 bytes, big-endian), nonce (24), ciphertext. Sealed for a
//! person and wrapped keys: version, nonce (24), ciphertext. Cipher: XChaCha20-Poly1305, random nonces.

mod aead;
mod file;
mod keys;
mod person;
mod place;
mod rotate;
pub mod store;

pub use keys::{Keys, Wrapped};
pub use person::{PersonKey, create_person, erase_person, load_person, load_person_in, put_people};
pub use place::Place;
pub use rotate::{Rotated, rewrap, rotate};

use sha2::{Digest, Sha256};
use std::path::PathBuf;
use subtle::ConstantTimeEq;

/// Why a key or a sealed value cannot be used. Never holds key material or plain text.
#[derive(Debug, thiserror::Error)]
pub enum CryptError {
    #[error("cannot {verb} the key file {}: {source}", path.display())]
    Io { verb: &'static str, path: PathBuf, source: std::io::Error },
    #[error("the key file {} exists already; it is never overwritten", .0.display())]
    Exists(PathBuf),
    #[error("the key file {} is readable by others than its owner (give it mode 0600)", .0.display())]
    Exposed(PathBuf),
    #[error("the key file {} is damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("another rotation is under way, or one was broken off: if none runs, remove {} and start again", .0.display())]
    Rotating(PathBuf),
    #[error("master key {0} is not in the key file")]
    UnknownMaster(i64),
    #[error("a sealed value cannot be opened: damaged, or sealed for another place or under other keys")]
    Sealed,
    #[error("the person's key is gone")]
    Erased,
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 0xf)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte)]).collect()
}

/// What tables store of a token: SHA-256 of its text, in lower-case hex. Enough for values with 256 random bits.
#[must_use]
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Whether two secrets are the same, in a time that depends on their lengths only.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_hash_of_a_token_is_lower_case_hex_sha256() {
        assert_eq!(token_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    proptest! {
        #[test]
        fn hex_has_two_digits_for_each_byte(bytes: Vec<u8>) {
            let text = hex(&bytes);
            let back: Vec<u8> = (0..bytes.len()).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect();
            prop_assert_eq!(back, bytes);
        }

        #[test]
        fn same_means_equal(a: Vec<u8>, b: Vec<u8>) {
            prop_assert_eq!(same(&a, &b), a == b);
            prop_assert!(same(&a, &a));
        }
    }
}
