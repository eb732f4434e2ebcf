//! The rules for new passwords: long enough, and not to be guessed, also not by somebody who knows the person.
//!
//! No composition is forced. The estimate is zxcvbn's, fed with what the person has typed, with words of the programme and with words
//! that Indonesians like to use; it wants 3 of 4, a hundred million guesses. Blocking: up to a tenth of a second, so services
//! go through [`super::Hasher::check`] and [`super::Hasher::strength`].

use crate::platform::limits::{Rule, Whose};
use std::collections::HashSet;
use zxcvbn::Entropy;
use zxcvbn::feedback::Warning;
use zxcvbn::matching::Match;
use zxcvbn::matching::patterns::MatchPattern;

/// zxcvbn's score, 0 (guessed at once) to 4.
pub type Score = u8;

/// The least number of characters (code points) for participants.
pub const MIN_PARTICIPANT: usize = 10;
/// The same for staff (`docs/rules.md`, C2).
pub const MIN_STAFF: usize = 15;
/// The most characters, for everyone.
pub const MAX: usize = 256;
/// The score a new password needs.
const ENOUGH: Score = 3;

/// Looks at the meter per source: two a second go on for ever, which is a classroom that chooses passwords at once.
pub const LOOKS: Rule = Rule { name: "meter", whose: Whose::Source, burst: 120, per: 60 };

/// No more than this is estimated, because the work grows with the square of the length: 64 characters of the worst kind (all of
/// them possible leet) take a tenth of a second, 100 three times that. What follows could only make a password stronger.
const ESTIMATED: usize = 64;
/// Letters and digits that a password of the person's own words needs beside them: six random ones are two thousand million guesses.
const UNKNOWN: usize = 6;
/// Words derived from the person's data; more would only be tiny pieces.
const MOST_WORDS: usize = 80;

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    Required,
    TooShort,
    TooLong,
    /// Too easy to guess.
    Weak,
    /// Too easy to guess for somebody who knows the person.
    Personal,
}

impl PasswordFault {
    /// The code that the form's texts know.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PasswordFault::Required => "required",
            PasswordFault::TooShort => "too_short",
            PasswordFault::TooLong => "too_long",
            PasswordFault::Weak => "weak",
            PasswordFault::Personal => "personal",
        }
    }
}

/// What the meter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    pub score: Score,
    /// One of [`ADVICE`].
    pub advice: &'static str,
}

/// Every code of advice; the empty one means that there is nothing to add.
pub const ADVICE: &[&str] =
    &["", "too_short", "too_long", "personal", "common", "repeat", "sequence", "keyboard", "date", "name", "word", "more"];

/// Words that are nobody's own and still the first to be tried here; zxcvbn's own lists are English.
const COMMON: &str = "
    prakerja kartu kartuprakerja pelatihan gelombang insentif lowongan kerja pekerja kompetensi dompet indonesia indonesiaku
    merdeka garuda pancasila nusantara bhinneka jakarta bandung surabaya bismillah alhamdulillah assalamualaikum subhanallah
    muhammad allahuakbar insyaallah sayang sayangku cinta cintaku kucinta akucintakamu selamanya bahagia kekasih rindu manis
    cantik ganteng jomblo bunda ayah mama papa anakku keluarga sahabat bintang pelangi matahari bulan rahasia sandi katasandi
    password kataku masuk admin adminadmin pengguna daftar akun akunku persib persija arema persebaya naruto doraemon barbie
    kucing monyet harimau mobil motor hape januari februari maret april juni juli agustus september oktober november desember
    senin selasa rabu kamis jumat sabtu minggu satu dua tiga empat lima enam tujuh delapan sembilan sepuluh satuduatiga abcdef
    qwerty asdfgh
";

/// Checks a new password. `context` is what is known of the person: name, e-mail, NIK, birth date (`yyyy-mm-dd`), phone; `min` the
/// least number of characters.
pub fn check(password: &str, context: &[&str], min: usize) -> Result<Score, PasswordFault> {
    check_length(password, min)?;
    match judge(password, context) {
        Judgement { score, .. } if score >= ENOUGH => Ok(score),
        Judgement { advice: "personal", .. } => Err(PasswordFault::Personal),
        Judgement { .. } => Err(PasswordFault::Weak),
    }
}

/// The part of [`check`] that costs nothing.
pub fn check_length(password: &str, min: usize) -> Result<(), PasswordFault> {
    match password.chars().count() {
        0 => Err(PasswordFault::Required),
        n if n < min => Err(PasswordFault::TooShort),
        n if n > MAX => Err(PasswordFault::TooLong),
        _ => Ok(()),
    }
}

/// How strong a password would be and what would help, also while it is still too short.
#[must_use]
pub fn strength(password: &str, context: &[&str], min: usize) -> Strength {
    let Judgement { score, advice } = judge(password, context);
    match check_length(password, min) {
        Ok(()) => Strength { score, advice },
        // The meter must not call strong what the form refuses.
        Err(PasswordFault::TooLong) => Strength { score: score.min(ENOUGH - 1), advice: "too_long" },
        Err(_) => Strength { score: score.min(ENOUGH - 1), advice: "too_short" },
    }
}

struct Judgement {
    score: Score,
    advice: &'static str,
}

fn judge(password: &str, context: &[&str]) -> Judgement {
    let password: String = password.chars().take(ESTIMATED).collect();
    let personal = derive(context);
    // A word counts as guessed at its place in this list, so the person's own come first.
    let inputs: Vec<&str> = personal.iter().map(String::as_str).chain(COMMON.split_whitespace()).collect();
    let entropy = zxcvbn::zxcvbn(&password, &inputs);
    let own: HashSet<&str> = personal.iter().map(String::as_str).collect();
    match u8::from(entropy.score()) {
        ENOUGH.. if is_mostly_own(entropy.sequence(), &own) => Judgement { score: ENOUGH - 1, advice: "personal" },
        score @ ENOUGH.. => Judgement { score, advice: "" },
        score => Judgement { score, advice: advise(&entropy, &own) },
    }
}

/// Whether the person's own words are all there is to guess but for a few characters. The estimate alone lets name and birth date in a
/// row pass: it reckons that somebody would have to try which parts were put together.
fn is_mostly_own(sequence: &[Match], own: &HashSet<&str>) -> bool {
    let (theirs, others): (Vec<&Match>, Vec<&Match>) = sequence.iter().partition(|part| holds(std::slice::from_ref(*part), own));
    let unknown = others.iter().flat_map(|part| part.token.chars()).filter(|char| char.is_alphanumeric()).count();
    !theirs.is_empty() && unknown < UNKNOWN
}

fn advise(entropy: &Entropy, own: &HashSet<&str>) -> &'static str {
    let common: HashSet<&str> = COMMON.split_whitespace().collect();
    if holds(entropy.sequence(), own) {
        return "personal";
    }
    if let Some(warning) = entropy.feedback().and_then(|feedback| feedback.warning()) {
        return match warning {
            Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => "keyboard",
            Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "repeat",
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword => "common",
            Warning::SequencesLikeAbcAreEasyToGuess => "sequence",
            Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => "date",
            Warning::AWordByItselfIsEasyToGuess => "word",
            Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess => "name",
        };
    }
    if holds(entropy.sequence(), &common) { "common" } else { "more" }
}

/// Whether one of these words is part of what makes the password guessable, also reversed, in leet or repeated.
fn holds(sequence: &[Match], words: &HashSet<&str>) -> bool {
    sequence.iter().any(|part| match &part.pattern {
        MatchPattern::Dictionary(found) => words.contains(found.matched_word.as_str()),
        MatchPattern::Repeat(found) => {
            words.contains(found.base_token.to_lowercase().as_str()) || holds(&found.base_matches, words)
        }
        _ => false,
    })
}

/// The forms in which people put their own data into passwords: whole, in pieces, run together, dates turned around, numbers with
/// and without their prefix. Lower case, as zxcvbn compares.
fn derive(context: &[&str]) -> Vec<String> {
    let mut words = Words::default();
    for text in context {
        let text = text.trim().to_lowercase();
        let own = text.split_once('@').map_or(text.as_str(), |(local, _)| local);
        words.add(&text);
        words.add(own);
        let pieces: Vec<&str> = own.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
        match pieces.as_slice() {
            [year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => {
                words.add_date(year, month, day)
            }
            _ => pieces.iter().for_each(|piece| words.add(piece)),
        }
        words.add(&pieces.concat());
        words.add_number(&own.chars().filter(char::is_ascii_digit).collect::<String>());
    }
    words.list
}

fn is_number(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

#[derive(Default)]
struct Words {
    list: Vec<String>,
}

impl Words {
    /// Two letters stand in half of all passwords by chance and say nothing.
    fn add(&mut self, word: &str) {
        let long_enough = (3..=ESTIMATED).contains(&word.chars().count());
        if long_enough && self.list.len() < MOST_WORDS && !self.list.iter().any(|known| known == word) {
            self.list.push(word.to_owned());
        }
    }

    fn add_date(&mut self, year: &str, month: &str, day: &str) {
        let short = year.get(2..).unwrap_or(year);
        for parts in [[day, month, year], [year, month, day], [day, month, short], [short, month, day], [month, day, year]] {
            self.add(&parts.concat());
        }
        self.add(&[day, month].concat());
        self.add(year);
    }

    fn add_number(&mut self, digits: &str) {
        if digits.len() < 4 {
            return;
        }
        self.add(digits);
        if let Some(rest) = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0')).filter(|rest| rest.len() >= 8) {
            self.add(rest);
            self.add(&format!("0{rest}"));
        }
        // A NIK: place, birth date, serial number.
        if let (16, Some(place), Some(date), Some(serial)) = (digits.len(), digits.get(..6), digits.get(6..12), digits.get(12..)) {
            [place, date, serial].into_iter().for_each(|part| self.add(part));
        }
        if let Some(end) = digits.len().checked_sub(4).and_then(|at| digits.get(at..)) {
            self.add(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Nobody's data.
    const SITI: &[&str] =
        &["Siti Nurhaliza", "siti.nurhaliza88@contoh.example", "3273014205880001", "1988-05-02", "+6281234567890"];

    fn checked(password: &str) -> Result<Score, PasswordFault> {
        check(password, SITI, MIN_PARTICIPANT)
    }

    #[test]
    fn length_is_counted_in_characters_of_any_script() {
        assert_eq!(checked(""), Err(PasswordFault::Required));
        assert_eq!(checked("Xq7#mP2!v"), Err(PasswordFault::TooShort));
        assert!(checked("Xq7#mP2!vK").is_ok());
        assert_eq!(checked("ꦲꦤꦕꦫꦏ"), Err(PasswordFault::TooShort));
        assert!(checked("ꦲꦤꦕꦫꦏꦢꦠꦱꦮꦭ").is_ok());
        let long: String = "kuda terbang ungu ".chars().cycle().take(MAX).collect();
        assert!(check_length(&long, MIN_PARTICIPANT).is_ok());
        assert_eq!(checked(&format!("{long}x")), Err(PasswordFault::TooLong));
        assert_eq!(check("Xq7#mP2!vK", SITI, 15), Err(PasswordFault::TooShort));
    }

    #[test]
    fn good_passwords_need_no_symbols() {
        for password in ["kuda terbang ungu 71", "panci-meja-hujan-lilin", "Tj8$kqWz!p2R", "bukit gerobak sepatu"] {
            assert!(checked(password).is_ok(), "{password}");
        }
    }

    #[test]
    fn what_everyone_uses_is_weak() {
        for password in [
            "password123",
            "qwertyuiop",
            "1234567890",
            "aaaaaaaaaaaa",
            "bismillah123",
            "sayangku123",
            "Prakerja2024",
            "indonesia1945",
            "katasandi1",
        ] {
            assert_eq!(checked(password), Err(PasswordFault::Weak), "{password}");
        }
    }

    #[test]
    fn what_the_person_is_made_of_is_personal() {
        for password in [
            "sitinurhaliza",
            "SitiNurhaliza1",
            "siti.nurhaliza88",
            "nurhaliza1988",
            "azilahrun88",
            "s1t1nurhaliza",
            "3273014205880001",
            "02051988siti",
            "081234567890",
            "siti081234567890",
            "siti@02051988",
            "nurhalizanurhaliza",
        ] {
            assert_eq!(checked(password), Err(PasswordFault::Personal), "{password}");
            assert_ne!(check(password, &["Budi"], MIN_PARTICIPANT), Err(PasswordFault::Personal), "{password}");
        }
    }

    #[test]
    fn name_and_birth_date_in_a_row_are_personal_however_many_they_are() {
        for password in ["Siti Nurhaliza 1988-05-02", "nurhaliza-02051988-siti", "Siti Nurhaliza 1988-05-02 ab1"] {
            assert_eq!(checked(password), Err(PasswordFault::Personal), "{password}");
        }
    }

    #[test]
    fn a_name_inside_a_strong_password_does_no_harm() {
        assert!(checked("siti panci meja hujan 47").is_ok());
    }

    #[test]
    fn the_meter_says_what_would_help() {
        for (password, advice) in [
            ("", "too_short"),
            ("siti", "too_short"),
            ("siti nurhaliza", "personal"),
            ("password12", "common"),
            ("prakerja12", "common"),
            ("aaaaaaaaaaaa", "repeat"),
            ("abcdefghijkl", "sequence"),
            ("zxcvfdsaqwer", "keyboard"),
            ("17-08-1945x", "date"),
            ("kuda terbang ungu 71", ""),
        ] {
            assert_eq!(strength(password, SITI, MIN_PARTICIPANT).advice, advice, "{password}");
        }
    }

    #[test]
    fn the_meter_never_calls_strong_what_the_form_refuses() {
        assert_eq!(strength("Tj8$kqWz!", SITI, MIN_PARTICIPANT), Strength { score: 2, advice: "too_short" });
        assert_eq!(strength(&"Tj8$kqWz!p2R ".repeat(30), SITI, MIN_PARTICIPANT), Strength { score: 2, advice: "too_long" });
    }

    #[test]
    fn only_the_beginning_is_estimated() {
        let beginning: String = "4({60$1!|7+%28[<935".chars().cycle().take(ESTIMATED).collect();
        assert_eq!(strength(&format!("{beginning}aaaaaaaa"), SITI, MIN_PARTICIPANT), strength(&beginning, SITI, MIN_PARTICIPANT));
        let weak = "a".repeat(ESTIMATED);
        assert_eq!(checked(&format!("{weak}Tj8$kqWz!p2R")), Err(PasswordFault::Weak));
    }

    #[test]
    fn every_advice_is_in_the_list() {
        let codes: HashSet<_> = ADVICE.iter().collect();
        assert_eq!(codes.len(), ADVICE.len());
        for fault in [PasswordFault::TooShort, PasswordFault::TooLong, PasswordFault::Personal] {
            assert!(ADVICE.contains(&fault.code()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_judged(password in "\\PC{0,40}", name in "\\PC{0,30}", email in "[a-zİßꦲ.]{1,12}@[a-z]{3}", number in "[0-9]{0,20}") {
            let context = [name.as_str(), &email, &number];
            let strength = strength(&password, &context, MIN_PARTICIPANT);
            prop_assert!(strength.score <= 4 && ADVICE.contains(&strength.advice));
            let checked = check(&password, &context, MIN_PARTICIPANT);
            prop_assert_eq!(checked.is_ok(), strength.score >= ENOUGH);
            prop_assert_eq!(checked.is_ok(), strength.advice.is_empty());
        }

        #[test]
        fn the_persons_data_alone_never_passes(pick in 0usize..5, case: bool) {
            let text = if case { SITI[pick].to_uppercase() } else { SITI[pick].to_owned() };
            prop_assert!(checked(&text).is_err());
        }
    }
}
