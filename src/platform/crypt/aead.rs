//! The primitives: XChaCha20-Poly1305 with a random nonce in front, and HMAC-SHA-256 over parts that cannot run into each other.

use super::CryptError;
use crate::platform::random::Random;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// 256 bits, wiped when dropped.
pub(super) type Key = Zeroizing<[u8; 32]>;

const NONCE: usize = 24;

/// A fresh key.
pub(super) fn fresh(random: &Random) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    random.fill(&mut *key);
    key
}

/// `nonce || ciphertext`, bound to `context`. Random nonces of 192 bits never meet, however many messages there are.
#[expect(clippy::expect_used, reason = "only a message of more than 256 GB cannot be sealed")]
pub(super) fn seal(key: &Key, context: &[u8], plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = Random.bytes();
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let sealed =
        cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context }).expect("the message is shorter than 256 GB");
    [&nonce[..], &sealed].concat()
}

/// Opens what [`seal`] made with the same key and context.
pub(super) fn open(key: &Key, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CryptError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(CryptError::Sealed)?;
    let cipher = XChaCha20Poly1305::new((&**key).into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: context }).map_err(|_| CryptError::Sealed)
}

/// HMAC-SHA-256 over the parts, each with its length in front, so that `("ab", "c")` and `("a", "bc")` differ.
#[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
pub(super) fn mac(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&**key).expect("HMAC takes keys of every length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A key for one use only, so that no key serves two.
pub(super) fn subkey(key: &Key, use_: &str) -> Key {
    Zeroizing::new(mac(key, &[b"subkey", use_.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(byte: u8) -> Key {
        Zeroizing::new([byte; 32])
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens(plain: Vec<u8>, context: Vec<u8>) {
            let sealed = seal(&key(1), &context, &plain);
            prop_assert_eq!(&open(&key(1), &context, &sealed).unwrap(), &plain);
            prop_assert_ne!(seal(&key(1), &context, &plain), sealed);
        }

        #[test]
        fn nothing_else_opens(plain: Vec<u8>, context: Vec<u8>, other: Vec<u8>, at: prop::sample::Index, bit in 0u8..8) {
            let sealed = seal(&key(1), &context, &plain);
            prop_assert!(open(&key(2), &context, &sealed).is_err());
            if other != context {
                prop_assert!(open(&key(1), &other, &sealed).is_err());
            }
            let mut bent = sealed.clone();
            bent[at.index(sealed.len())] ^= 1 << bit;
            prop_assert!(open(&key(1), &context, &bent).is_err());
            prop_assert!(open(&key(1), &context, &sealed[..at.index(sealed.len())]).is_err());
        }

        #[test]
        fn parts_do_not_run_into_each_other(a: Vec<u8>, b: Vec<u8>, cut: prop::sample::Index) {
            let joined = [a.as_slice(), b.as_slice()].concat();
            let at = if joined.is_empty() { 0 } else { cut.index(joined.len() + 1) };
            let (c, d) = joined.split_at(at);
            prop_assert_eq!(mac(&key(1), &[&a, &b]) == mac(&key(1), &[c, d]), a.len() == at);
            prop_assert_ne!(mac(&key(1), &[&a, &b]), mac(&key(1), &[&joined]));
        }
    }

    #[test]
    fn each_use_has_a_key_of_its_own() {
        assert_ne!(*subkey(&key(1), "system"), *subkey(&key(1), "wrap"));
        assert_ne!(*subkey(&key(1), "system"), *subkey(&key(2), "system"));
        assert_ne!(*subkey(&key(1), "system"), *key(1));
    }
}
