//! What a person states about themselves: name, gender, address.

use serde::{Deserialize, Serialize};

use super::text::{BULLET, fold_space};

/// A full name in one field, as on the e-KTP: 1 to 100 characters, single names included. Letters of any script with their
/// marks, spaces, full stops, apostrophes, hyphens and commas (for titles); no digits, no slashes. White space is folded.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FullName(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    Required,
    /// More than 100 characters.
    TooLong,
    /// A character that names do not have, or no letter at all.
    Shape,
}

impl NameError {
    /// The field code: `required`, `too_long` or `shape`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NameError::Required => "required",
            NameError::TooLong => "too_long",
            NameError::Shape => "shape",
        }
    }
}

shows_its_code!(NameError);
travels_as_text!(FullName, NameError, as_str);
hides_in_debug!(FullName);

const MAX_NAME_CHARS: usize = 100;

impl FullName {
    /// Reads a name as typed.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<FullName, NameError> {
        let name = fold_space(text);
        if name.is_empty() {
            return Err(NameError::Required);
        }
        if name.chars().count() > MAX_NAME_CHARS {
            return Err(NameError::TooLong);
        }
        let fits = name.chars().all(is_name_char) && name.contains(char::is_alphabetic);
        if fits { Ok(FullName(name)) } else { Err(NameError::Shape) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What staff may see of it without a reason: the first letter of each word, `S••• W•••`. The bullets do not count letters.
    #[must_use]
    pub fn masked(&self) -> String {
        let hide = |word: &str| word.chars().next().map(|first| [first, BULLET, BULLET, BULLET].iter().collect::<String>());
        self.0.split(' ').filter_map(hide).collect::<Vec<_>>().join(" ")
    }

    /// The form in which two spellings of one name are equal, for comparing with the population registry: capitals, no
    /// apostrophes and full stops, hyphens and commas as spaces, single spaces.
    #[must_use]
    pub fn normalised(&self) -> String {
        let plain: String = self.0.chars().filter(|char| !is_apostrophe(*char) && *char != '.').collect();
        fold_space(&plain.replace(['-', ','], " ").to_uppercase())
    }
}

fn is_name_char(char: char) -> bool {
    char.is_alphabetic() || is_mark(char) || is_apostrophe(char) || matches!(char, ' ' | '.' | '-' | ',')
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | '`' | 'ʼ')
}

/// Marks that the standard library does not count as alphabetic: the combining accents of decomposed Latin text, and the
/// signs that silence or change a consonant in Arabic, Indic and Indonesian scripts (Balinese, Javanese, Sundanese, Batak).
fn is_mark(char: char) -> bool {
    matches!(char,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1ace}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}'
        | '\u{d4d}' | '\u{e47}'..='\u{e4e}' | '\u{1039}' | '\u{103a}'
        | '\u{1b34}' | '\u{1b44}' | '\u{1baa}' | '\u{1bab}' | '\u{1bf2}' | '\u{1bf3}' | '\u{a9b3}' | '\u{a9c0}'
    )
}

/// Gender as the e-KTP states it; on the wire `"L"` (laki-laki) or `"P"` (perempuan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// Laki-laki, male.
    L,
    /// Perempuan, female.
    P,
}

/// Why a text is no gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GenderError {
    Required,
    /// Neither `L` nor `P`.
    Shape,
}

impl GenderError {
    /// The field code: `required` or `shape`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            GenderError::Required => "required",
            GenderError::Shape => "shape",
        }
    }
}

shows_its_code!(GenderError);

impl Gender {
    /// Reads `L` or `P`.
    ///
    /// # Errors
    /// [`GenderError`].
    pub fn parse(text: &str) -> Result<Gender, GenderError> {
        match text.trim() {
            "" => Err(GenderError::Required),
            "L" => Ok(Gender::L),
            "P" => Ok(Gender::P),
            _ => Err(GenderError::Shape),
        }
    }

    /// `L` or `P`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Gender::L => "L",
            Gender::P => "P",
        }
    }
}

/// Street, number, RT/RW and village in one text of 5 to 200 characters; white space is folded, line breaks included.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    Required,
    /// Fewer than 5 characters.
    TooShort,
    /// More than 200 characters.
    TooLong,
    /// A control character.
    Shape,
}

impl AddressError {
    /// The field code: `required`, `too_short`, `too_long` or `shape`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            AddressError::Required => "required",
            AddressError::TooShort => "too_short",
            AddressError::TooLong => "too_long",
            AddressError::Shape => "shape",
        }
    }
}

shows_its_code!(AddressError);
travels_as_text!(Address, AddressError, as_str);
hides_in_debug!(Address);

const MIN_ADDRESS_CHARS: usize = 5;
const MAX_ADDRESS_CHARS: usize = 200;

impl Address {
    /// Reads an address as typed.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let address = fold_space(text);
        match address.chars().count() {
            0 => Err(AddressError::Required),
            1..MIN_ADDRESS_CHARS => Err(AddressError::TooShort),
            MIN_ADDRESS_CHARS..=MAX_ADDRESS_CHARS if address.contains(char::is_control) => Err(AddressError::Shape),
            MIN_ADDRESS_CHARS..=MAX_ADDRESS_CHARS => Ok(Address(address)),
            _ => Err(AddressError::TooLong),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_many_kinds_are_accepted() {
        for name in [
            "Siti",
            "Siti Nur'aini",
            "Muh. Ali-Akbar",
            "Dr. Budi Santoso, S.E., M.M.",
            "Ma’ruf",
            "Ma`ruf",
            "José",
            "Jose\u{301}",
            "Ñandú",
            "李明",
            "ꦱꦶꦠꦶ",
            "ᬲᬶᬢᬶ",
            "अर्जुन्",
            "محمّد",
            "H. R.",
        ] {
            assert_eq!(FullName::parse(name).map(|name| name.as_str().to_owned()), Ok(name.to_owned()));
        }
        assert_eq!(FullName::parse("  Siti \u{a0} Nur\u{200b}aini\n").unwrap().as_str(), "Siti Nuraini");
    }

    #[test]
    fn each_refused_name_has_its_code() {
        let code = |text: &str| FullName::parse(text).unwrap_err().code();
        assert_eq!(code(" \u{200b}\t"), "required");
        assert_eq!(code(&"a".repeat(101)), "too_long");
        assert!(FullName::parse(&"é".repeat(100)).is_ok());
        for shape in ["Budi 2", "a/n Budi", "Budi\u{0}", "<b>Budi</b>", "Budi @", ".", "- '", "Budi_S", "Budi 😀", "\u{301}"] {
            assert_eq!(code(shape), "shape", "{shape:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_equal_once_normalised() {
        let normalised = |text: &str| FullName::parse(text).unwrap().normalised();
        assert_eq!(normalised("Siti Nur'aini"), normalised("SITI NURAINI"));
        assert_eq!(normalised("Muh. Ali-Akbar"), "MUH ALI AKBAR");
        assert_eq!(normalised("Budi Santoso, S.E."), "BUDI SANTOSO SE");
        assert_eq!(normalised("Ma’ruf"), normalised("ma`ruf"));
    }

    #[test]
    fn a_masked_name_shows_the_first_letter_of_each_word_and_no_length() {
        let masked = |text: &str| FullName::parse(text).unwrap().masked();
        assert_eq!(masked("Sari Wulandari"), "S••• W•••");
        assert_eq!(masked("Al"), masked("Ali Topan").split(' ').next().unwrap());
        assert_eq!(masked("É"), "É•••");
    }

    #[test]
    fn gender_is_one_of_two_letters() {
        assert_eq!((Gender::parse("L"), Gender::parse(" P ")), (Ok(Gender::L), Ok(Gender::P)));
        assert_eq!(Gender::parse(""), Err(GenderError::Required));
        for wrong in ["l", "LP", "M", "perempuan"] {
            assert_eq!(Gender::parse(wrong), Err(GenderError::Shape), "{wrong}");
        }
        for gender in [Gender::L, Gender::P] {
            assert_eq!(Gender::parse(gender.code()), Ok(gender));
            assert_eq!(serde_json::to_value(gender).unwrap(), gender.code());
        }
    }

    #[test]
    fn an_address_is_one_line_of_text() {
        assert_eq!(Address::parse("Jl. Melati 5\r\n RT 01/RW 02").unwrap().as_str(), "Jl. Melati 5 RT 01/RW 02");
        for (text, code) in
            [("  ", "required"), ("Jl 5", "too_short"), (&"a".repeat(201), "too_long"), ("Jl. Melati \u{7}", "shape")]
        {
            assert_eq!(Address::parse(text).unwrap_err().code(), code, "{text:?}");
        }
        assert!(Address::parse(&"é".repeat(200)).is_ok());
    }

    #[test]
    fn debug_shows_nothing_of_them() {
        assert_eq!(format!("{:?}", FullName::parse("Siti").unwrap()), "FullName(hidden)");
        assert_eq!(format!("{:?}", Address::parse("Jl. Melati 5").unwrap()), "Address(hidden)");
    }

    proptest! {
        #[test]
        fn a_kept_name_reads_back(text in "\\PC{0,40}|[\\pL\\pM .'-]{0,120}") {
            if let Ok(name) = FullName::parse(&text) {
                prop_assert_eq!(FullName::parse(name.as_str()).unwrap(), name.clone());
                prop_assert!((1..=100).contains(&name.as_str().chars().count()));
                let normalised = name.normalised();
                prop_assert!(!normalised.contains("  ") && normalised.trim() == normalised);
            }
        }

        #[test]
        fn a_kept_address_reads_back(text in ".{0,220}") {
            if let Ok(address) = Address::parse(&text) {
                prop_assert_eq!(Address::parse(address.as_str()).unwrap(), address);
            }
        }
    }
}
