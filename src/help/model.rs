//! The shape of the answers: topics hold questions, a question holds blocks.

use crate::kernel::route::Route;

/// One sentence or passage in both languages: Indonesian, English.
pub type Both = (&'static str, &'static str);

/// A group of questions under one heading.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// The fragment of the page's address. Other pages link to it: it never changes.
    pub id: &'static str,
    pub name: Both,
    pub questions: &'static [Question],
}

#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub ask: Both,
    pub answer: &'static [Block],
}

/// A part of an answer.
#[derive(Clone, Copy, Debug)]
pub enum Block {
    Text(Both),
    List(&'static [Both]),
    /// A list whose order matters.
    Steps(&'static [Both]),
    /// A link on a line of its own: page, then query and fragment, then its words.
    Go(Route, &'static str, Both),
}
