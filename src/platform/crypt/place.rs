//! Where a sealed value stands.

use uuid::Uuid;

/// Where a sealed value stands; it opens nowhere else. Column and row go into the seal as associated data, so that values which change
/// places do not open, be it between two columns or between two rows of one person.
///
/// A column is named `table.column`, without its `_sealed`; what no table holds, because only a browser keeps it, has a name without a
/// dot. In tables with one row for each person, whose primary key is the person's id (`account`, `registration`, `staff`), the row is that
/// id: person and column say it all there, and the person's key adds nothing to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    column: &'static str,
    row: Row<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row<'a> {
    Id(Uuid),
    Name(&'a str),
    None,
}

impl<'a> Place<'a> {
    /// The column in the row with this id.
    #[must_use]
    pub const fn row(column: &'static str, id: Uuid) -> Self {
        Self { column, row: Row::Id(id) }
    }

    /// The column in the row with this name, for tables in which a person has one row for each name.
    #[must_use]
    pub const fn named(column: &'static str, name: &'a str) -> Self {
        Self { column, row: Row::Name(name) }
    }

    /// In no row: a cookie or a form carries it, whoever's browser that is.
    #[must_use]
    pub const fn loose(name: &'static str) -> Self {
        Self { column: name, row: Row::None }
    }

    /// What stands there, for errors.
    #[must_use]
    pub const fn column(self) -> &'static str {
        self.column
    }

    /// As it goes into a seal of the system. No column has a colon, so no two places read alike.
    pub(super) fn text(self) -> String {
        match self.row {
            Row::Id(id) => format!("{}:{}", self.column, id.simple()),
            Row::Name(name) => format!("{}:{name}", self.column),
            Row::None => self.column.to_owned(),
        }
    }

    /// As it goes into a seal of a person, beside the person's id, which is not said twice.
    pub(super) fn text_of(self, person: Uuid) -> String {
        if self.row == Row::Id(person) { self.column.to_owned() } else { self.text() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_places_read_alike() {
        let (ani, row, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let places = ["a.b", "a.c"]
            .map(|column| [Place::row(column, ani), Place::row(column, row), Place::row(column, other), Place::named(column, "x")]);
        let places = places.as_flattened();
        let all: BTreeSet<String> = places.iter().map(|place| place.text()).collect();
        let of_ani: BTreeSet<String> = places.iter().map(|place| place.text_of(ani)).collect();
        assert_eq!((all.len(), of_ani.len()), (places.len(), places.len()));
        assert_eq!(Place::row("a.b", row).text(), format!("a.b:{}", row.simple()));
        assert_eq!(Place::row("a.b", ani).text_of(ani), "a.b");
        assert_ne!(Place::row("a.b", ani).text_of(row), "a.b");
    }
}
