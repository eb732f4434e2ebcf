//! The population registry: does this person exist as typed?
//!
//! The registry is asked whether name, birth date and gender belong to a NIK; it answers yes or no for each, never with data. Invariant:
//! [`Population::check`] answers within [`BUDGET`] and [`Population::check_later`] within [`PATIENCE`], whatever the registry does.

use super::BUDGET;
use super::party::{Failure, Party};
use crate::kernel::date::Date;
use crate::kernel::nik::Nik;
use crate::kernel::person::{FullName, Gender};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long it may take when nobody waits at a page.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What the registry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Name and birth date fit. The gender need not: the NIK tells it already, and clerical errors in it are common, so by itself it
    /// says nothing about who somebody is.
    Match,
    /// There is no such NIK, or it is not active.
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

/// What is sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Question {
    pub nik: Nik,
    /// As [`FullName::normalised`] writes it.
    pub name: String,
    pub birth_date: Date,
    pub gender: Gender,
}

/// What comes back: yes or no. Only `nik` is always there; nothing more is known of somebody who was not found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Verdict {
    /// There is such a NIK, and it is active.
    pub nik: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alive: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<bool>,
}

impl Verdict {
    /// The answer, from what weighs most to what weighs least; malformed if a field is missing that decides.
    fn answer(&self) -> Result<Answer, Failure> {
        match (self.nik, self.alive, self.name, self.birth_date) {
            (false, ..) => Ok(Answer::NotFound),
            (true, Some(false), ..) => Ok(Answer::Deceased),
            (true, Some(true), Some(false), Some(_)) => Ok(Answer::NameDiffers),
            (true, Some(true), Some(true), Some(false)) => Ok(Answer::BirthDateDiffers),
            (true, Some(true), Some(true), Some(true)) => Ok(Answer::Match),
            _ => Err(Failure::Malformed),
        }
    }
}

/// A connection to the registry; cheap to clone.
#[derive(Clone, Debug)]
pub struct Population(Option<Party>);

impl Population {
    /// For commands that ask nobody: always down.
    #[must_use]
    pub fn unconnected() -> Self {
        Self(None)
    }

    pub(super) fn over(party: Party) -> Self {
        Self(Some(party))
    }

    /// Asks whether these details belong to the NIK.
    pub async fn check(&self, nik: &Nik, name: &FullName, birth: Date, gender: Gender) -> Answer {
        self.ask(BUDGET, nik, name, birth, gender).await
    }

    /// As [`Population::check`], for a job that has the time to wait for a slow registry.
    pub async fn check_later(&self, nik: &Nik, name: &FullName, birth: Date, gender: Gender) -> Answer {
        self.ask(PATIENCE, nik, name, birth, gender).await
    }

    async fn ask(&self, budget: Duration, nik: &Nik, name: &FullName, birth: Date, gender: Gender) -> Answer {
        let Some(party) = &self.0 else { return Answer::Down };
        let question = Question { nik: nik.clone(), name: name.normalised(), birth_date: birth, gender };
        let answer = party.ask::<Verdict>(&question, budget).await.and_then(|verdict| verdict.answer());
        party.ended(answer.map(Answer::code));
        answer.unwrap_or(Answer::Down)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Answer, Failure> {
        serde_json::from_str::<Verdict>(text).map_err(|_| Failure::Malformed).and_then(|verdict| verdict.answer())
    }

    #[test]
    fn a_question_is_four_fields_of_json() {
        let question = Question {
            nik: Nik::parse("3273014505880001").unwrap(),
            name: FullName::parse("Siti Mu'minah").unwrap().normalised(),
            birth_date: Date::new(1988, 5, 5).unwrap(),
            gender: Gender::P,
        };
        assert_eq!(
            serde_json::to_string(&question).unwrap(),
            r#"{"nik":"3273014505880001","name":"SITI MUMINAH","birth_date":"1988-05-05","gender":"P"}"#
        );
    }

    #[test]
    fn what_weighs_most_decides() {
        for (text, answer) in [
            (r#"{"nik":true,"alive":true,"name":true,"birth_date":true,"gender":true}"#, Ok(Answer::Match)),
            (r#"{"nik":true,"alive":true,"name":true,"birth_date":true,"gender":false}"#, Ok(Answer::Match)),
            (r#"{"nik":true,"alive":true,"name":true,"birth_date":true}"#, Ok(Answer::Match)),
            (r#"{"nik":true,"alive":true,"name":true,"birth_date":false}"#, Ok(Answer::BirthDateDiffers)),
            (r#"{"nik":true,"alive":true,"name":false,"birth_date":true}"#, Ok(Answer::NameDiffers)),
            (r#"{"nik":true,"alive":true,"name":false,"birth_date":false}"#, Ok(Answer::NameDiffers)),
            (r#"{"nik":true,"alive":false}"#, Ok(Answer::Deceased)),
            (r#"{"nik":false}"#, Ok(Answer::NotFound)),
            (r#"{"nik":false,"alive":null}"#, Ok(Answer::NotFound)),
            // More than was asked for is not looked at.
            (r#"{"nik":false,"mother":"hidden"}"#, Ok(Answer::NotFound)),
        ] {
            assert_eq!(read(text), answer, "{text}");
        }
    }

    #[test]
    fn an_answer_that_leaves_out_what_decides_is_none() {
        for text in [
            "",
            "true",
            "{}",
            r#"{"nik":"ya"}"#,
            r#"{"nik":1}"#,
            r#"{"nik":true}"#,
            r#"{"nik":true,"alive":true}"#,
            r#"{"nik":true,"alive":true,"name":true}"#,
            r#"{"nik":true,"alive":true,"name":false}"#,
            r#"{"nik":true,"name":true,"birth_date":true}"#,
            r#"{"nik":true,"alive":true,"name":true,"birth_date":true,"gender":true"#,
        ] {
            assert_eq!(read(text), Err(Failure::Malformed), "{text}");
        }
    }

    #[test]
    fn every_answer_has_a_word_of_its_own() {
        let answers =
            [Answer::Match, Answer::NotFound, Answer::NameDiffers, Answer::BirthDateDiffers, Answer::Deceased, Answer::Down];
        let codes: std::collections::BTreeSet<_> = answers.iter().map(|answer| answer.code()).collect();
        assert_eq!(codes.len(), answers.len());
    }
}
