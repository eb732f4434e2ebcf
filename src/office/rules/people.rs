//! Who may do what with participants, how often, and how long a suspension may last.

use crate::account::model::standing::Suspension;
use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;

/// May look participants up and see them masked: who may open the pages.
pub const LOOKERS: &[Role] = match Route::OfficePeople.staff() {
    Some(roles) => roles,
    None => &[],
};
/// May see somebody's full data, for a reason.
pub const VIEWERS: &[Role] = &[Role::Administrator, Role::Officer, Role::Support];
/// May suspend accounts and lift suspensions.
pub const SUSPENDERS: &[Role] = &[Role::Administrator, Role::Officer];
/// Read what others wrote when they opened full data.
pub const OVERSEERS: &[Role] = &[Role::Administrator, Role::Auditor];

/// Accounts that one search lists at most. By address, id or verified NIK there is one; a number may stand unverified in many.
pub const HITS: usize = 20;
/// Searches of a member of staff on one day in WIB, so that nobody walks the database. Hard: it counts rows, not a bucket.
pub const SEARCHES_A_DAY: i64 = 300;
/// Seconds for which full data stay open.
pub const VIEW_LIFE: i64 = 10 * 60;
/// Days a suspension with an end may last at most; longer ones have none.
pub const LONGEST_SUSPENSION: i64 = 366;
/// Characters of the reference that belongs to a reason.
const REFERENCE: std::ops::RangeInclusive<usize> = 3..=120;

/// Reads what the reason refers to: a ticket, a letter, a case; one line.
///
/// # Errors
/// The field code: `required`, `too_short`, `too_long` or, for control characters, `shape`.
pub fn reference(text: &str) -> Result<String, &'static str> {
    let text = crate::kernel::text::fold_space(text);
    match text.chars().count() {
        0 => Err("required"),
        count if count < *REFERENCE.start() => Err("too_short"),
        count if count > *REFERENCE.end() => Err("too_long"),
        _ if text.contains(char::is_control) => Err("shape"),
        _ => Ok(text),
    }
}

/// Why and until when an account is to be suspended; without an end until it is lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub reason: Suspension,
    pub until: Option<Instant>,
}

impl Terms {
    /// Reads the form: `reason` a name, `kind` `tanggal` or `dicabut`, `date` the last day (`yyyy-mm-dd`), in WIB.
    ///
    /// # Errors
    /// Field and code of everything that is wrong: `sebab`, `batas`, `sampai`.
    pub fn parse(reason: &str, kind: &str, date: &str, today: Date) -> Result<Terms, Vec<(&'static str, &'static str)>> {
        let mut wrong = Vec::new();
        let required = |text: &str| if text.is_empty() { "required" } else { "unknown" };
        let parsed = Suspension::parse(reason);
        if parsed.is_none() {
            wrong.push(("sebab", required(reason)));
        }
        let until = match kind {
            "dicabut" => Ok(None),
            "tanggal" => last_moment(date, today).map(Some).map_err(|code| ("sampai", code)),
            other => Err(("batas", required(other))),
        };
        match (parsed, until) {
            (Some(reason), Ok(until)) => Ok(Terms { reason, until }),
            (_, until) => {
                wrong.extend(until.err());
                Err(wrong)
            }
        }
    }
}

/// The end of a day that lies ahead.
fn last_moment(date: &str, today: Date) -> Result<Instant, &'static str> {
    let date = Date::parse(date).map_err(|error| error.code())?;
    match date.epoch_days() - today.epoch_days() {
        ..=0 => Err("past"),
        days if days > LONGEST_SUSPENSION => Err("too_far"),
        _ => Ok(Instant::from_wib(date, 23, 59, 59)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        Date::parse("2026-11-28").unwrap()
    }

    #[test]
    fn whoever_may_do_more_may_do_less() {
        for role in SUSPENDERS {
            assert!(VIEWERS.contains(role));
        }
        for role in VIEWERS.iter().chain(OVERSEERS) {
            assert!(LOOKERS.contains(role));
        }
        assert!(!VIEWERS.contains(&Role::Auditor) && !LOOKERS.contains(&Role::Finance));
        assert_eq!(Route::OfficePerson.staff(), Some(LOOKERS));
    }

    #[test]
    fn a_suspension_names_a_reason_and_an_end_or_none() {
        let parse = |reason: &str, kind: &str, date: &str| Terms::parse(reason, kind, date, today());
        assert_eq!(parse("misuse", "dicabut", "x"), Ok(Terms { reason: Suspension::Misuse, until: None }));
        let until = Instant::from_wib(Date::parse("2026-11-29").unwrap(), 23, 59, 59);
        assert_eq!(parse("review", "tanggal", "2026-11-29").unwrap().until, Some(until));
        assert_eq!(parse("", "", ""), Err(vec![("sebab", "required"), ("batas", "required")]));
        assert_eq!(parse("whim", "later", ""), Err(vec![("sebab", "unknown"), ("batas", "unknown")]));
        assert_eq!(parse("misuse", "tanggal", "2026-11-28"), Err(vec![("sampai", "past")]));
        assert_eq!(parse("misuse", "tanggal", "2027-11-30"), Err(vec![("sampai", "too_far")]));
        assert_eq!(parse("misuse", "tanggal", ""), Err(vec![("sampai", "required")]));
    }

    #[test]
    fn a_reference_is_one_line_of_some_words() {
        assert_eq!(reference("  TJ-20418 \n"), Ok("TJ-20418".to_owned()));
        assert_eq!(reference(" \n"), Err("required"));
        assert_eq!(reference("TJ"), Err("too_short"));
        assert_eq!(reference(&"a".repeat(121)), Err("too_long"));
        assert_eq!(reference("TJ\u{0}20418"), Err("shape"));
    }

    proptest! {
        #[test]
        fn any_form_is_read_or_refused_with_a_field(reason in "\\PC{0,12}", kind in "tanggal|dicabut|\\PC{0,8}", date in "\\PC{0,12}") {
            if let Err(wrong) = Terms::parse(&reason, &kind, &date, today()) {
                prop_assert!(!wrong.is_empty());
                prop_assert!(wrong.iter().all(|(field, _)| ["sebab", "batas", "sampai"].contains(field)));
            }
        }
    }
}
