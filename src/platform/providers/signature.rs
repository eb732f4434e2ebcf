//! Signatures of questions: HMAC-SHA-256 under a secret that both sides share, over the time and the body.
//!
//! The header is `Prakerja-Signature: t=<seconds since 1970>,v1=<64 hex digits>`; signed is `<seconds>.<body>`. The time keeps a
//! recorded question from being asked again later.

use crate::kernel::instant::Instant;
use crate::platform::config::Secret;
use crate::platform::crypt::{hex, same};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header's name.
pub const HEADER: &str = "prakerja-signature";

/// Seconds by which two machines' clocks may differ.
const LEEWAY: i64 = 300;

/// The header's value for this body.
#[must_use]
pub fn sign(secret: &Secret, now: Instant, body: &[u8]) -> String {
    let seconds = now.0.div_euclid(1000);
    format!("t={seconds},v1={}", digest(secret, seconds, body))
}

/// Whether the header's value was made for this body under this secret, a short time ago.
#[must_use]
pub fn verify(secret: &Secret, now: Instant, body: &[u8], value: &str) -> bool {
    let Some((seconds, claimed)) = value.strip_prefix("t=").and_then(|rest| rest.split_once(",v1=")) else { return false };
    let Ok(seconds) = seconds.parse::<i64>() else { return false };
    seconds.abs_diff(now.0.div_euclid(1000)) <= LEEWAY.unsigned_abs()
        && same(digest(secret, seconds, body).as_bytes(), claimed.as_bytes())
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
fn digest(secret: &Secret, seconds: i64, body: &[u8]) -> String {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.expose().as_bytes()).expect("HMAC takes keys of every length");
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    let digest: [u8; 32] = mac.finalize().into_bytes().into();
    hex(&digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Instant = Instant(1_795_402_800_000);

    fn secret(text: &str) -> Secret {
        Secret::new(text)
    }

    /// Worked out by `printf '1795402800.{"a":1}' | openssl dgst -sha256 -hmac rahasia`.
    #[test]
    fn a_signature_is_what_other_tools_compute() {
        assert_eq!(
            sign(&secret("rahasia"), NOW, br#"{"a":1}"#),
            "t=1795402800,v1=8d1fdef0ca64020f05fc7a8d75d1678485bd900bf0e0985a1aba128a2a48d20e"
        );
    }

    #[test]
    fn a_signature_lasts_five_minutes_either_way() {
        let value = sign(&secret("rahasia"), NOW, b"isi");
        for (seconds, holds) in [(0, true), (300, true), (-300, true), (301, false), (-301, false), (i64::MAX / 2000, false)] {
            assert_eq!(verify(&secret("rahasia"), Instant(NOW.0 + seconds * 1000), b"isi", &value), holds, "{seconds}");
        }
    }

    #[test]
    fn another_time_written_into_the_header_does_not_hold() {
        let value = sign(&secret("rahasia"), NOW, b"isi").replace("t=1795402800", "t=1795403800");
        assert!(!verify(&secret("rahasia"), Instant(NOW.0 + 1_000_000), b"isi", &value));
    }

    proptest! {
        #[test]
        fn nothing_else_is_verified(body: Vec<u8>, other: Vec<u8>, value in ".{0,90}") {
            let good = sign(&secret("rahasia"), NOW, &body);
            prop_assert!(verify(&secret("rahasia"), NOW, &body, &good));
            prop_assert!(!verify(&secret("rahasiA"), NOW, &body, &good));
            prop_assert_eq!(verify(&secret("rahasia"), NOW, &other, &good), body == other);
            prop_assert!(!verify(&secret("rahasia"), NOW, &body, &value));
        }
    }
}
