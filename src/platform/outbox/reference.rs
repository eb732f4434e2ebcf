//! The short reference that every mail and SMS carries, so that a person can ask whether it really came from the portal.

use crate::platform::Error;
use crate::platform::random::Random;
use serde::Serialize;
use std::fmt;

/// Letters and digits that nobody mixes up on the phone: no 0, O, 1, I.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const PREFIX: &str = "PJ-";
const LENGTH: usize = 6;

/// `PJ-` and six characters; unique in the outbox. Not a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// A new one. Outside the outbox only for a page that has to look as if a message had gone out.
    #[must_use]
    pub fn draw(random: Random) -> Self {
        let bytes: [u8; LENGTH] = random.bytes();
        // 256 is a multiple of 32, so every character is equally likely.
        Self(PREFIX.chars().chain(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))).collect())
    }

    /// A reference read from the database.
    pub(super) fn stored(text: String) -> Result<Self, Error> {
        let tail = text.strip_prefix(PREFIX).ok_or(Error::Corrupt("outbox reference"))?;
        if tail.len() == LENGTH && tail.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self(text))
        } else {
            Err(Error::Corrupt("outbox reference"))
        }
    }

    /// The text as people read it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn references_are_readable_and_differ() {
        let drawn: BTreeSet<String> = (0..500).map(|_| Reference::draw(Random).into()).collect();
        assert!(drawn.len() >= 499);
        for text in drawn {
            assert_eq!(text.len(), 9);
            assert!(!text[3..].contains(['0', 'O', '1', 'I']), "{text}");
            assert_eq!(Reference::stored(text.clone()).unwrap().as_str(), text);
        }
    }

    #[test]
    fn another_text_is_no_reference() {
        for wrong in ["", "PJ-", "PJ-ABCDE", "PJ-ABCDE0", "PJ-abcdef", "XX-ABCDEF", "PJ-ABCDEFG"] {
            assert!(Reference::stored(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
