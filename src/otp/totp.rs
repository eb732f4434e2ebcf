//! Values of an authenticator app (RFC 6238): the key that app and portal share, and which values of it are right. Pure: key bytes
//! and the time come in, and who calls remembers the last step that was used.
//!
//! Six digits, 30 seconds, SHA-1: what every authenticator app speaks; other choices are taken and then ignored by some of them.

use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use std::fmt;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

/// Seconds a value is shown.
const STEP: i64 = 30;
/// Steps that a phone's clock may be behind or ahead (RFC 6238, section 5.2).
const DRIFT: i64 = 1;
/// Bytes of a key: 160 bits, as RFC 4226, section 4, recommends.
pub const KEY_BYTES: usize = 20;

/// The key an app and the portal share; never in `Debug`, wiped when dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; KEY_BYTES]>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

impl Secret {
    /// A key of drawn bytes.
    #[must_use]
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A key as it was stored; `None` for any other length.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::new)
    }

    /// The bytes, for sealing.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The key for typing into an app: base32 in groups of four, "ABCD EFGH …". Apps skip the spaces.
    #[must_use]
    pub fn grouped(&self) -> String {
        let text = Zeroizing::new(self.totp().secret().to_base32());
        let mut grouped = String::with_capacity(text.len() + text.len() / 4);
        for (index, char) in text.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(char);
        }
        grouped
    }

    /// What a QR code tells an app: `otpauth://totp/Issuer:account?secret=…&issuer=Issuer`. A colon, which separates the two, is left
    /// out of either. `None` for an empty account.
    #[must_use]
    pub fn uri(&self, issuer: &str, account: &str) -> Option<String> {
        let [issuer, account] = [issuer, account].map(|text| text.replace(':', ""));
        let builder = Builder::new().with_secret(*self.0).with_issuer(Some(issuer)).with_account_name(account);
        builder.build_noncompliant().to_url().ok()
    }

    /// The value an app shows at a moment: what the sandbox shows for demo staff, who have no phone.
    #[must_use]
    pub fn shown_at(&self, now: Instant) -> Option<OneTimeCode> {
        let token = self.totp().generate(u64::try_from(step_at(now) * STEP).ok()?).to_string();
        OneTimeCode::parse(&token).ok()
    }

    fn totp(&self) -> Totp {
        // Neighbouring steps are tried one by one in `check`, so that a used one never hides the next.
        Builder::new().with_secret(*self.0).with_skew(0).build_noncompliant()
    }
}

/// The step a moment is in.
#[must_use]
pub fn step_at(now: Instant) -> i64 {
    now.0.div_euclid(1000 * STEP)
}

/// Whether a typed value is right: the value of the current step or of [`DRIFT`] steps around it, and of a step after the last one
/// that was used, so that no value works twice, also when the clock is put back. Answers the step, which the caller stores by a
/// guarded update: of parallel posts of one value that update lets one through.
#[must_use]
pub fn check(secret: &Secret, typed: &OneTimeCode, now: Instant, last_used_step: Option<i64>) -> Option<i64> {
    let (totp, current) = (secret.totp(), step_at(now));
    (current - DRIFT..=current + DRIFT).filter(|step| last_used_step.is_none_or(|last| *step > last)).find(|step| {
        let time = u64::try_from(step * STEP).ok();
        time.is_some_and(|time| totp.check(typed.as_str(), time).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Secret {
        /// The value an app shows during a step.
        pub fn value(&self, step: i64) -> OneTimeCode {
            let token = self.totp().generate(u64::try_from(step * STEP).unwrap()).to_string();
            OneTimeCode::parse(&token).unwrap()
        }
    }

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1000)
    }

    /// The key of the examples in RFC 6238, appendix B.
    fn example() -> Secret {
        Secret::new(*b"12345678901234567890")
    }

    fn secret() -> impl Strategy<Value = Secret> {
        any::<[u8; KEY_BYTES]>().prop_map(Secret::new)
    }

    #[test]
    fn the_examples_of_the_standard_are_right() {
        // The last six of the eight digits printed there.
        for (seconds, value) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let typed = OneTimeCode::parse(value).unwrap();
            assert_eq!(check(&example(), &typed, at(seconds), None), Some(seconds / STEP), "{value}");
        }
    }

    #[test]
    fn the_key_is_shown_in_groups_of_four_and_the_address_names_portal_and_account() {
        assert_eq!(example().grouped(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            example().uri("Prakerja", "sari@contoh.example").unwrap(),
            "otpauth://totp/Prakerja:sari%40contoh.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Prakerja"
        );
        assert!(example().uri("Prakerja", "").is_none());
        assert!(example().uri("a:b", "c:d").unwrap().starts_with("otpauth://totp/ab:cd?"));
    }

    #[test]
    fn a_value_pasted_with_spaces_is_right() {
        let typed = OneTimeCode::parse(" 287 082\n").unwrap();
        assert_eq!(check(&example(), &typed, at(59), None), Some(1));
    }

    #[test]
    fn debug_shows_nothing_of_it_and_only_whole_keys_are_read_back() {
        assert_eq!(format!("{:?}", example()), "Secret(hidden)");
        assert!(Secret::from_slice(&[0; 19]).is_none() && Secret::from_slice(&[0; 21]).is_none());
        assert_eq!(Secret::from_slice(example().as_bytes()).unwrap().as_bytes(), example().as_bytes());
    }

    proptest! {
        #[test]
        fn a_value_is_right_in_its_step_and_in_the_one_before_and_after(secret in secret(), step in 10_i64..100_000_000, second in 0..STEP) {
            let typed = secret.value(step);
            for off in -DRIFT..=DRIFT {
                prop_assert!(check(&secret, &typed, at((step + off) * STEP + second), None).is_some());
            }
            for off in [-3, -2, 2, 3] {
                // A value may come up again by chance, one time in a million; then it is another step's.
                prop_assert_ne!(check(&secret, &typed, at((step + off) * STEP + second), None), Some(step));
            }
        }

        #[test]
        fn whatever_the_clock_does_no_step_is_used_twice_and_steps_only_rise(
            secret in secret(),
            moves in proptest::collection::vec((-90_i64..90, -2_i64..=2), 1..40),
        ) {
            let (mut clock, mut last, mut used) = (1_000_000_000, None, Vec::new());
            for (passed, off) in moves {
                clock += passed;
                let typed = secret.value(step_at(at(clock)) + off);
                if let Some(step) = check(&secret, &typed, at(clock), last) {
                    prop_assert!(last.is_none_or(|last| step > last));
                    prop_assert!((step - step_at(at(clock))).abs() <= DRIFT);
                    prop_assert!(check(&secret, &typed, at(clock), Some(step)).is_none_or(|next| next > step));
                    used.push(step);
                    last = Some(step);
                }
            }
            prop_assert!(used.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn the_shown_key_is_the_key(secret in secret()) {
            let shown: String = secret.grouped().split(' ').collect();
            prop_assert_eq!(shown.len(), 32);
            let read = totp_rs::Secret::try_from_base32(shown).unwrap();
            prop_assert_eq!(read.as_bytes(), secret.as_bytes());
        }

        #[test]
        fn another_key_or_an_early_clock_never_panics(secret in secret(), number in 0..OneTimeCode::COUNT, ms in -100_000_i64..100_000) {
            let typed = OneTimeCode::from_number(number).unwrap();
            if let Some(step) = check(&secret, &typed, Instant(ms), None) {
                let shown = secret.value(step);
                prop_assert_eq!(shown.as_str(), typed.as_str());
            }
        }
    }
}
