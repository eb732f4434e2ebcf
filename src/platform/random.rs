//! The only source of randomness: the operating system's, behind one type; the architecture test refuses every other.

use crate::kernel::instant::Instant;
use crate::kernel::token::Token;
use uuid::Uuid;

/// Randomness for ids, tokens, codes and nonces.
#[derive(Clone, Copy, Debug, Default)]
pub struct Random;

impl Random {
    /// Fills `buffer` from the operating system. A system that cannot give randomness cannot run the portal safely, so this panics
    /// rather than go on with weak values.
    #[expect(clippy::expect_used, reason = "going on without randomness would make every token guessable")]
    pub fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system gives randomness");
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A UUIDv7: ordered by `now`, random otherwise.
    #[must_use]
    pub fn id(&self, now: Instant) -> Uuid {
        let ms = u64::try_from(now.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(ms, &self.bytes()).into_uuid()
    }

    /// A 256-bit token.
    #[must_use]
    pub fn token(&self) -> Token {
        Token::from_bytes(self.bytes())
    }

    /// A uniform number below `bound` (rejection sampling; `bound` > 0).
    #[must_use]
    pub fn below(&self, bound: u32) -> u32 {
        let zone = u32::MAX - u32::MAX % bound;
        loop {
            let n = u32::from_le_bytes(self.bytes());
            if n < zone {
                return n % bound;
            }
        }
    }
}
