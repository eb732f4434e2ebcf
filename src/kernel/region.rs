//! Codes of provinces, regencies and districts.

use serde::{Deserialize, Serialize};

/// The code of a region as the Ministry of Home Affairs numbers them: two digits for each level, none of them 00. Written
/// and sent with dots: `32`, `32.73`, `32.73.01`. A region sorts before the regions inside it. That the form is right does
/// not mean that the region exists: the list on the server knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode {
    province: u8,
    /// 0 for a province.
    regency: u8,
    /// 0 for a province or regency.
    district: u8,
}

/// The level of a region, from the largest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Province,
    /// A kabupaten or kota.
    Regency,
    /// A kecamatan.
    District,
}

/// Why a text is no code of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionError {
    Required,
    /// Neither dotted pairs nor 2, 4 or 6 digits, or a pair is 00.
    Shape,
}

impl RegionError {
    /// The field code: `required` or `shape`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            RegionError::Required => "required",
            RegionError::Shape => "shape",
        }
    }
}

shows_its_code!(RegionError);
travels_as_text!(RegionCode, RegionError, to_text);

impl RegionCode {
    /// The province with this number, 1 to 99.
    #[must_use]
    pub fn province(number: u8) -> Option<RegionCode> {
        (1..=99).contains(&number).then_some(RegionCode { province: number, regency: 0, district: 0 })
    }

    /// Reads a code of any level, with or without all its dots (`32.73.01`, `327301`).
    ///
    /// # Errors
    /// [`RegionError::Required`] or [`RegionError::Shape`].
    pub fn parse(text: &str) -> Result<RegionCode, RegionError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RegionError::Required);
        }
        let pairs = match text.as_bytes() {
            [p1, p2] => [Some([*p1, *p2]), None, None],
            [p1, p2, b'.', r1, r2] | [p1, p2, r1, r2] => [Some([*p1, *p2]), Some([*r1, *r2]), None],
            [p1, p2, b'.', r1, r2, b'.', d1, d2] | [p1, p2, r1, r2, d1, d2] => {
                [Some([*p1, *p2]), Some([*r1, *r2]), Some([*d1, *d2])]
            }
            _ => return Err(RegionError::Shape),
        };
        let [province, regency, district] = pairs.map(|pair| pair.map_or(Ok(0), pair_number));
        Ok(RegionCode { province: province?, regency: regency?, district: district? })
    }

    #[must_use]
    pub fn level(self) -> Level {
        match (self.regency, self.district) {
            (0, _) => Level::Province,
            (_, 0) => Level::Regency,
            _ => Level::District,
        }
    }

    /// The region around this one; a province has none.
    #[must_use]
    pub fn parent(self) -> Option<RegionCode> {
        match self.level() {
            Level::Province => None,
            Level::Regency => Some(RegionCode { regency: 0, ..self }),
            Level::District => Some(RegionCode { district: 0, ..self }),
        }
    }

    /// With dots: `32.73.01`.
    #[must_use]
    pub fn to_text(self) -> String {
        match self.level() {
            Level::Province => format!("{:02}", self.province),
            Level::Regency => format!("{:02}.{:02}", self.province, self.regency),
            Level::District => format!("{:02}.{:02}.{:02}", self.province, self.regency, self.district),
        }
    }
}

/// The number of a pair of digits, 1 to 99.
fn pair_number(pair: [u8; 2]) -> Result<u8, RegionError> {
    match pair {
        [b'0', b'0'] => Err(RegionError::Shape),
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Ok((tens - b'0') * 10 + (ones - b'0')),
        _ => Err(RegionError::Shape),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn dotted_and_dotless_codes_are_the_same() {
        assert_eq!(code("3273"), code(" 32.73 "));
        assert_eq!(code("327301"), code("32.73.01"));
        assert_eq!(code("327301").to_text(), "32.73.01");
        assert_eq!(RegionCode::province(32), Some(code("32")));
        assert_eq!((RegionCode::province(0), RegionCode::province(100)), (None, None));
    }

    #[test]
    fn other_texts_are_refused() {
        assert_eq!(RegionCode::parse(" "), Err(RegionError::Required));
        for wrong in [
            "3",
            "327",
            "32.7",
            "32.",
            ".32",
            "3.2",
            "32.7301",
            "3273.01",
            "32..73",
            "00",
            "32.00",
            "32.73.00",
            "3a",
            "32-73",
            "32.73.01.1001",
            "+1",
            "３２",
            "\0\0",
            "32\0\0",
        ] {
            assert_eq!(RegionCode::parse(wrong), Err(RegionError::Shape), "{wrong:?}");
        }
    }

    #[test]
    fn levels_and_parents_lead_up_to_the_province() {
        let district = code("32.73.01");
        assert_eq!((district.level(), district.parent()), (Level::District, Some(code("32.73"))));
        assert_eq!((code("32.73").level(), code("32.73").parent()), (Level::Regency, Some(code("32"))));
        assert_eq!((code("32").level(), code("32").parent()), (Level::Province, None));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_and_sorts_like_its_text(
            a in "[1-9][1-9](\\.[0-9][1-9](\\.[0-9][1-9])?)?",
            b in "[1-9][1-9](\\.[0-9][1-9](\\.[0-9][1-9])?)?",
        ) {
            prop_assert_eq!(code(&a).to_text(), a.clone());
            prop_assert_eq!(code(&a.replace('.', "")), code(&a));
            prop_assert_eq!(code(&a).cmp(&code(&b)), a.cmp(&b));
            let json = serde_json::to_string(&code(&a)).unwrap();
            prop_assert_eq!(serde_json::from_str::<RegionCode>(&json).unwrap(), code(&a));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,10}|[0-9.]{0,10}") {
            if let Ok(code) = RegionCode::parse(&text) {
                prop_assert_eq!(code.to_text().replace('.', ""), text.trim().replace('.', ""));
            }
        }
    }
}
