//! Secrets of 256 bits that travel in cookies and links.

/// 32 random bytes, written as 43 characters of URL-safe base64 without padding (RFC 4648, section 5). A secret: it cannot
/// be serialised, compared or seen in `Debug`; the server looks it up by the SHA-256 of its text, so one token has exactly
/// one text.
#[derive(Clone)]
pub struct Token([u8; 32]);

hides_in_debug!(Token);

const LENGTH: usize = 43;

impl Token {
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Token {
        Token(bytes)
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads the 43 characters. `None` for every other text: other lengths, padding, standard base64, and the three
    /// spellings that would decode to the same bytes as the canonical one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Token> {
        if text.len() != LENGTH {
            return None;
        }
        let mut bytes = [0; 32];
        let mut free = bytes.iter_mut();
        let (mut held, mut bits) = (0_u16, 0_u8);
        for symbol in text.bytes() {
            // At most 7 bits wait for the next symbol, so 13 are held at most.
            held = held << 6 | u16::from(value_of(symbol)?);
            bits += 6;
            if bits >= 8 {
                bits -= 8;
                let [_, byte] = (held >> bits).to_be_bytes();
                *free.next()? = byte;
                held &= (1 << bits) - 1;
            }
        }
        (held == 0).then_some(Token(bytes))
    }

    /// The 43 characters.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = String::with_capacity(LENGTH);
        let (mut held, mut bits) = (0_u16, 0_u8);
        for byte in self.0 {
            held = held << 8 | u16::from(byte);
            bits += 8;
            while bits >= 6 {
                bits -= 6;
                text.push(symbol_of(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        // 256 bits are 42 symbols and 4 bits more.
        text.push(symbol_of(held << 2));
        text
    }
}

fn symbol_of(value: u16) -> char {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    SYMBOLS.get(usize::from(value & 63)).copied().map_or('A', char::from)
}

fn value_of(symbol: u8) -> Option<u8> {
    match symbol {
        b'A'..=b'Z' => Some(symbol - b'A'),
        b'a'..=b'z' => Some(symbol - b'a' + 26),
        b'0'..=b'9' => Some(symbol - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_tokens_are_written_as_the_standard_says() {
        assert_eq!(Token::from_bytes([0; 32]).encode(), "A".repeat(43));
        assert_eq!(Token::from_bytes([0xff; 32]).encode(), format!("{}8", "_".repeat(42)));
        let counted = std::array::from_fn(|index| u8::try_from(index).unwrap());
        assert_eq!(Token::from_bytes(counted).encode(), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    }

    #[test]
    fn a_token_has_one_text_only() {
        let text = Token::from_bytes([7; 32]).encode();
        assert!(Token::parse(&text).is_some());
        let head = &text[..42];
        let others =
            [format!("{text}="), format!("{text}A"), head.to_owned(), String::new(), format!("{head}+"), format!("{head}\n")];
        for other in others {
            assert!(Token::parse(&other).is_none(), "{other}");
        }
        let same_bytes =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars().map(|last| format!("{head}{last}"));
        assert_eq!(same_bytes.filter(|text| Token::parse(text).is_some()).count(), 16);
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", Token::from_bytes([7; 32])), "Token(hidden)");
    }

    proptest! {
        #[test]
        fn every_token_reads_back(bytes in any::<[u8; 32]>()) {
            let text = Token::from_bytes(bytes).encode();
            prop_assert_eq!(text.len(), 43);
            prop_assert_eq!(*Token::parse(&text).unwrap().bytes(), bytes);
        }

        #[test]
        fn whatever_is_read_is_written_the_same(text in "[A-Za-z0-9_-]{43}|\\PC{0,43}") {
            if let Some(token) = Token::parse(&text) {
                prop_assert_eq!(token.encode(), text);
            }
        }
    }
}
