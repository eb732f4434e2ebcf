//! The two languages of the portal. Indonesian comes first and is the default.

use serde::{Deserialize, Serialize};

use super::word::Word;

/// The language of a page, a mail or a message. On the wire `"id"` or `"en"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Id,
    En,
}

impl Lang {
    /// Both languages, in the order in which the portal offers them.
    pub const ALL: [Lang; 2] = [Lang::Id, Lang::En];

    /// Chooses between the two wordings of one sentence.
    #[must_use]
    pub fn pick(self, id: &'static str, en: &'static str) -> &'static str {
        match self {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// The language tag for `lang` attributes, the cookie and `?lang=`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.pick("id", "en")
    }

    /// Reads a language tag, whatever its case. Anything but the two known tags is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(text))
    }

    /// The language that the switch leads to.
    #[must_use]
    pub fn other(self) -> Lang {
        match self {
            Lang::Id => Lang::En,
            Lang::En => Lang::Id,
        }
    }
}

impl Word for Lang {
    fn word(self) -> &'static str {
        self.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_any_case() {
        assert_eq!(Lang::parse("id"), Some(Lang::Id));
        assert_eq!(Lang::parse("EN"), Some(Lang::En));
        assert_eq!(Lang::parse("Id"), Some(Lang::Id));
        for wrong in ["", "in", "en-GB", " id", "id "] {
            assert_eq!(Lang::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn every_tag_reads_back() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
            assert_eq!(lang.other().other(), lang);
            assert_ne!(lang.other(), lang);
        }
    }

    #[test]
    fn the_wire_form_is_the_tag() {
        assert_eq!(serde_json::to_string(&Lang::En).unwrap(), r#""en""#);
        assert_eq!(serde_json::from_str::<Lang>(r#""id""#).unwrap(), Lang::Id);
    }

    #[test]
    fn the_first_wording_is_indonesian() {
        assert_eq!(Lang::default().pick("Masuk", "Sign in"), "Masuk");
        assert_eq!(Lang::En.pick("Masuk", "Sign in"), "Sign in");
    }
}
