//! The shape of a legal document: sections hold blocks.

use crate::kernel::route::Route;

/// The version of the terms and the privacy notice that are shown now. Its date is in `text::version`.
pub const TERMS_VERSION: &str = "1";

/// One sentence or passage in both languages: Indonesian, English.
pub type Both = (&'static str, &'static str);

#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The fragment of the page's address.
    pub id: &'static str,
    pub name: Both,
    pub body: &'static [Block],
}

#[derive(Clone, Copy, Debug)]
pub enum Block {
    Text(Both),
    List(&'static [Both]),
    /// Every row has as many cells as the head; the first cell names the row.
    Table {
        caption: Both,
        head: &'static [Both],
        rows: &'static [&'static [Both]],
    },
    /// A link on a line of its own: page, then query and fragment, then its words.
    Go(Route, &'static str, Both),
    /// A mail address on a line of its own.
    Mail(Desk),
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    Help,
    /// The data protection officer.
    Privacy,
}
