//! Closed lists of words, as they stand in tables, forms and the audit trail.
//!
//! A word that is not in its list is never taken for another one: [`words!`] reads it as `None`, and whoever reads a table answers that
//! its data cannot be read.

/// A value that is one word where it is stored. [`words!`] makes such values.
pub trait Word: Copy {
    /// The word.
    fn word(self) -> &'static str;
}

/// Makes an enum of words: its `ALL`, `name` and `parse`. What else it derives, serde above all, stands above it, so that the browser
/// carries nothing that it does not use.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $type:ident { $($(#[$about:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type {
            $($(#[$about])* $variant),+
        }

        impl $type {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in tables and forms.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }

            /// Reads [`Self::name`], and nothing else.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == word)
            }
        }

        impl $crate::kernel::word::Word for $type {
            fn word(self) -> &'static str {
                self.name()
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::Word;

    words! {
        /// How a door is.
        pub enum Door {
            Open = "open",
            /// Nobody comes in.
            Shut = "shut_for_good",
        }
    }

    #[test]
    fn a_word_reads_back_and_no_other_text_does() {
        for door in Door::ALL {
            assert_eq!(Door::parse(door.name()), Some(*door));
            assert_eq!(door.word(), door.name());
        }
        for other in ["", "Open", "open ", "shut", "shut_for_good\0"] {
            assert_eq!(Door::parse(other), None, "{other:?}");
        }
    }
}
