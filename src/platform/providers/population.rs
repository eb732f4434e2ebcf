//! The population registry: does this person exist as typed?
//!
//! The registry is asked whether name, birth date and gender belong to a NIK; it answers with a word, never with data. Invariant:
//! [`Population::check`] answers within [`BUDGET`] and [`Population::check_later`] within [`PATIENCE`], whatever the registry does.

use crate::kernel::date::Date;
use crate::kernel::nik::Nik;
use crate::kernel::person::{FullName, Gender};
use std::time::Duration;

/// How long the registry may take; longer counts as down.
pub const BUDGET: Duration = Duration::from_secs(3);

/// How long it may take when nobody waits at a page.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How long the simulator's slow answer takes (contract, "Settings").
const SLOW: Duration = Duration::from_secs(5);

/// What the registry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Everything fits.
    Match,
    /// There is no such NIK.
    NotFound,
    NameDiffers,
    BirthDateDiffers,
    Deceased,
    /// It could not be asked, or took too long: ask again later.
    Down,
}

impl Answer {
    /// The word for logs, the audit trail and the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Answer::Match => "match",
            Answer::NotFound => "not_found",
            Answer::NameDiffers => "name_differs",
            Answer::BirthDateDiffers => "birth_date_differs",
            Answer::Deceased => "deceased",
            Answer::Down => "down",
        }
    }
}

/// A connection to the registry; cheap to clone.
#[derive(Clone, Debug)]
pub enum Population {
    /// Answers by the last four digits of the NIK; anything but the special ones matches whatever is typed.
    Simulator,
    /// Nobody is there to ask: always down.
    #[cfg(test)]
    Unconnected,
}

impl Population {
    /// A registry that cannot be reached.
    #[cfg(test)]
    #[must_use]
    pub fn unconnected() -> Self {
        Self::Unconnected
    }

    /// Asks whether these details belong to the NIK.
    pub async fn check(&self, nik: &Nik, name: &FullName, birth: Date, gender: Gender) -> Answer {
        within(BUDGET, self.ask(nik, name, birth, gender)).await
    }

    /// As [`Population::check`], for a job that has the time to wait for a slow registry.
    pub async fn check_later(&self, nik: &Nik, name: &FullName, birth: Date, gender: Gender) -> Answer {
        within(PATIENCE, self.ask(nik, name, birth, gender)).await
    }

    async fn ask(&self, nik: &Nik, _name: &FullName, _birth: Date, _gender: Gender) -> Answer {
        match self {
            Population::Simulator => simulate(nik, SLOW).await,
            #[cfg(test)]
            Population::Unconnected => Answer::Down,
        }
    }
}

async fn within(budget: Duration, answer: impl Future<Output = Answer>) -> Answer {
    tokio::time::timeout(budget, answer).await.unwrap_or(Answer::Down)
}

async fn simulate(nik: &Nik, slow: Duration) -> Answer {
    match nik.simulator_key() {
        "9001" => Answer::NotFound,
        "9002" => Answer::NameDiffers,
        "9003" => Answer::BirthDateDiffers,
        "9004" => Answer::Deceased,
        "9005" => Answer::Down,
        "9006" => {
            tokio::time::sleep(slow).await;
            Answer::Match
        }
        _ => Answer::Match,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nik(end: &str) -> Nik {
        Nik::parse(&format!("327301450588{end}")).unwrap()
    }

    async fn asked(end: &str) -> Answer {
        let name = FullName::parse("Siti").unwrap();
        Population::Simulator.check(&nik(end), &name, Date::new(1988, 5, 5).unwrap(), Gender::parse("P").unwrap()).await
    }

    #[tokio::test]
    async fn the_simulator_answers_by_the_last_four_digits() {
        for (end, answer) in [
            ("0001", Answer::Match),
            ("9000", Answer::Match),
            ("9001", Answer::NotFound),
            ("9002", Answer::NameDiffers),
            ("9003", Answer::BirthDateDiffers),
            ("9004", Answer::Deceased),
            ("9005", Answer::Down),
            ("9007", Answer::Match),
        ] {
            assert_eq!(asked(end).await, answer, "{end}");
        }
    }

    #[tokio::test]
    async fn a_slow_registry_is_down() {
        let (quick, slow) = (Duration::from_millis(5), Duration::from_millis(500));
        assert_eq!(within(quick, simulate(&nik("9006"), slow)).await, Answer::Down);
        assert_eq!(within(slow, simulate(&nik("9006"), quick)).await, Answer::Match);
        assert_eq!(within(quick, simulate(&nik("9001"), slow)).await, Answer::NotFound);
        assert!(SLOW > BUDGET && SLOW < PATIENCE);
    }

    #[test]
    fn every_answer_has_a_word_of_its_own() {
        let answers =
            [Answer::Match, Answer::NotFound, Answer::NameDiffers, Answer::BirthDateDiffers, Answer::Deceased, Answer::Down];
        let codes: std::collections::BTreeSet<_> = answers.iter().map(|answer| answer.code()).collect();
        assert_eq!(codes.len(), answers.len());
    }
}
