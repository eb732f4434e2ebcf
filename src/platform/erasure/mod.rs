//! Erasing a person: what becomes of the rows of every table, and of the bytes that deleted rows leave behind.
//!
//! Whoever owns a table declares its [`Fate`] beside its statements; `site::erasures` puts the declarations together, and a test walks
//! the schema of both databases: a table without a declaration does not pass.
//!
//! Invariants: a person is erased in one transaction, together with the destruction of their key and the event about it; what is kept
//! holds ids, codes and times only, and says why it is kept; the audit chain is not touched.

mod scrub;
mod store;
#[cfg(test)]
mod tests;

pub use scrub::{scrub_if_due, scrub_now, scrub_wanted};

use crate::platform::Error;
use crate::platform::crypt;
use crate::platform::db::Tx;
use uuid::Uuid;

/// What becomes of a table when a person is erased.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    pub fate: Fate,
}

/// See [`Table`].
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// These statements leave nothing of the person in it.
    Erased(&'static [Step]),
    /// So does the code that is named here, because a statement alone cannot.
    ByCode(&'static str),
    /// Nothing of a person is in it, or what is must outlive the person: why.
    Kept(&'static str),
    /// It is about other people than participants, such as staff: whom.
    Others(&'static str),
}

/// One statement with one parameter, run for every trace of its kind.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// `$1` is the id of the account, or of one of the person's registrations. Run before any row is deleted, because it finds its own
    /// through those of another table.
    Through(&'static str),
    /// `$1` is the same id.
    Person(&'static str),
    /// `$1` is the fingerprint of an e-mail address that is the person's and nobody else's.
    Address(&'static str),
    /// `$1` is a text that names the person: an id as 32 hex digits (theirs, a device's), a fingerprint in hex.
    Word(&'static str),
}

impl Step {
    /// The statement.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Step::Through(sql) | Step::Person(sql) | Step::Address(sql) | Step::Word(sql) => sql,
        }
    }
}

impl Table {
    /// Rows that go with the person.
    #[must_use]
    pub const fn erased(name: &'static str, steps: &'static [Step]) -> Self {
        Self { name, fate: Fate::Erased(steps) }
    }

    /// Rows that code takes care of, named by `how`.
    #[must_use]
    pub const fn by_code(name: &'static str, how: &'static str) -> Self {
        Self { name, fate: Fate::ByCode(how) }
    }

    /// Rows that stay.
    #[must_use]
    pub const fn kept(name: &'static str, why: &'static str) -> Self {
        Self { name, fate: Fate::Kept(why) }
    }

    /// Rows about people who are no participants.
    #[must_use]
    pub const fn of_others(name: &'static str, whom: &'static str) -> Self {
        Self { name, fate: Fate::Others(whom) }
    }

    /// Whether an erasure leaves the table as it is.
    #[must_use]
    pub const fn is_untouched(&self) -> bool {
        matches!(self.fate, Fate::Kept(_) | Fate::Others(_))
    }

    /// The statements of its fate.
    #[must_use]
    pub const fn steps(&self) -> &'static [Step] {
        match self.fate {
            Fate::Erased(steps) => steps,
            Fate::ByCode(_) | Fate::Kept(_) | Fate::Others(_) => &[],
        }
    }
}

/// By what a person is found.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// The account and the person's registrations: whatever has a data key.
    pub people: Vec<Uuid>,
    pub addresses: Vec<Vec<u8>>,
    pub words: Vec<String>,
}

/// Deletes what the declarations call erased and destroys the keys of [`Traces::people`]; `tables` stand in an order that respects their
/// references. Commits nothing.
///
/// # Errors
/// The database.
pub async fn erase(tx: &mut Tx, tables: &[Table], traces: &Traces) -> Result<(), Error> {
    let steps = || tables.iter().flat_map(|table| table.steps());
    for step in steps().filter(|step| matches!(step, Step::Through(_))) {
        store::run(tx, *step, traces).await?;
    }
    for step in steps().filter(|step| !matches!(step, Step::Through(_))) {
        store::run(tx, *step, traces).await?;
    }
    for person in &traces.people {
        crypt::erase_person(tx, *person).await?;
    }
    Ok(())
}
