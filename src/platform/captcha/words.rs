//! Numbers in words, for the question and for answers that are written out.

use crate::kernel::lang::Lang;

/// 0 to 24, the largest sum of two terms up to twelve.
const ID: [&str; 25] = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
    "tiga belas",
    "empat belas",
    "lima belas",
    "enam belas",
    "tujuh belas",
    "delapan belas",
    "sembilan belas",
    "dua puluh",
    "dua puluh satu",
    "dua puluh dua",
    "dua puluh tiga",
    "dua puluh empat",
];
const EN: [&str; 25] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "twenty-one",
    "twenty-two",
    "twenty-three",
    "twenty-four",
];

/// A number from 0 to 24 in words; larger ones have none here.
#[must_use]
pub fn number_word(n: u8, lang: Lang) -> &'static str {
    let words = match lang {
        Lang::Id => &ID,
        Lang::En => &EN,
    };
    words.get(usize::from(n)).copied().unwrap_or_default()
}

/// The sums as a question.
pub(super) fn question(sums: &[(u8, u8)], lang: Lang) -> String {
    let plus = lang.pick("tambah", "plus");
    let sum = |&(a, b): &(u8, u8)| format!("{} {plus} {}", number_word(a, lang), number_word(b, lang));
    match (sums, lang) {
        ([one, two], Lang::Id) => format!("Berapa {}, lalu berapa {}? Tulis kedua jawabannya.", sum(one), sum(two)),
        ([one, two], Lang::En) => format!("How much is {}, then how much is {}? Write both answers.", sum(one), sum(two)),
        (_, Lang::Id) => format!("Berapa {}?", sums.first().map(sum).unwrap_or_default()),
        (_, Lang::En) => format!("How much is {}?", sums.first().map(sum).unwrap_or_default()),
    }
}

/// Whether an answer says these numbers in this order, each in digits or in words of either language, however they are separated.
/// The numbers are known, so nothing is parsed: the answer without spaces and signs must be some spelling of all of them in a row.
pub(super) fn says(answer: &str, numbers: &[u8]) -> bool {
    let answer = answer.to_lowercase();
    let words = answer.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "dan" | "lalu" | "and" | "then"));
    let answer = words.collect::<String>();
    !numbers.is_empty() && spells(&answer, numbers)
}

fn spells(answer: &str, numbers: &[u8]) -> bool {
    let Some((&first, others)) = numbers.split_first() else { return answer.is_empty() };
    let digits = first.to_string();
    let spellings = [digits, bare(number_word(first, Lang::Id)), bare(number_word(first, Lang::En))];
    spellings
        .iter()
        .filter(|spelling| !spelling.is_empty())
        .any(|spelling| answer.strip_prefix(spelling.as_str()).is_some_and(|rest| spells(rest, others)))
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_spelt_in_both_languages() {
        assert_eq!(number_word(12, Lang::Id), "dua belas");
        assert_eq!(number_word(21, Lang::En), "twenty-one");
        assert_eq!(number_word(25, Lang::Id), "");
        for lang in Lang::ALL {
            let all: std::collections::BTreeSet<_> = (0..=24).map(|n| number_word(n, lang)).collect();
            assert_eq!(all.len(), 25);
        }
    }

    #[test]
    fn the_question_is_asked_in_words() {
        assert_eq!(question(&[(7, 5)], Lang::Id), "Berapa tujuh tambah lima?");
        assert_eq!(question(&[(7, 12)], Lang::En), "How much is seven plus twelve?");
        assert_eq!(
            question(&[(1, 2), (11, 10)], Lang::Id),
            "Berapa satu tambah dua, lalu berapa sebelas tambah sepuluh? Tulis kedua jawabannya."
        );
    }

    #[test]
    fn an_answer_may_be_digits_or_words() {
        for answer in ["12", " 12 ", "12.", "=12", "dua belas", "Dua Belas", "duabelas", "twelve", "TWELVE!"] {
            assert!(says(answer, &[12]), "{answer}");
        }
        for answer in ["", "1", "2", "112", "122", "-", "dua", "belas", "dua puluh", "twelve12", "7 5", "dan"] {
            assert!(!says(answer, &[12]), "{answer}");
        }
        for answer in ["twenty-one", "twenty one", "dua puluh satu", "21"] {
            assert!(says(answer, &[21]), "{answer}");
        }
    }

    #[test]
    fn two_answers_may_be_separated_in_any_way() {
        for answer in ["12 21", "12, 21", "1221", "12 dan 21", "dua belas, dua puluh satu", "twelve and 21", "12/21", "12 lalu 21"]
        {
            assert!(says(answer, &[12, 21]), "{answer}");
        }
        for answer in ["12", "21", "21 12", "12 21 12", "33"] {
            assert!(!says(answer, &[12, 21]), "{answer}");
        }
    }

    proptest! {
        #[test]
        fn every_spelling_is_its_number_and_no_other(n in 0u8..=24, other in 0u8..=24) {
            for spelling in [n.to_string(), number_word(n, Lang::Id).to_owned(), number_word(n, Lang::En).to_owned()] {
                prop_assert_eq!(says(&spelling, &[other]), n == other);
            }
        }

        #[test]
        fn any_text_is_read(answer in ".{0,60}", a in 0u8..40, b in 0u8..40) {
            let _ = says(&answer, &[a, b]);
            prop_assert!(!says(&answer, &[]));
        }
    }
}
