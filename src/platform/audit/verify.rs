//! Walking the chain to find the first link that does not hold.

use super::chain::{self, Head, SignedHead};
use super::store;
use crate::kernel::instant::Instant;
use crate::platform::Ctx;
use crate::platform::db::{Db, Result};
use std::fmt::{self, Display};

const PAGE: i64 = 1_000;
/// An event has this long to be linked.
const LINK_WITHIN_MS: i64 = 60_000;

/// What a walk along the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Links that hold, up to the first bad one.
    pub events: u64,
    /// The number of the first link that is changed, missing or beyond the head.
    pub first_bad: Option<i64>,
    /// Whether an event has waited for its link for more than a minute.
    pub stale_unlinked: bool,
    /// What a head printed earlier says about it; `None` when none was given.
    pub witness: Option<Witness>,
}

/// What a printed head says about the chain of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// The chain still runs through it.
    Confirms,
    /// This installation never signed it, so it says nothing.
    Forged,
    /// The chain has another link at its number, or none: it was rewritten or cut since the head was printed.
    Contradicts,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.first_bad.is_none() && !self.stale_unlinked && matches!(self.witness, None | Some(Witness::Confirms))
    }
}

/// One line for operators.
impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} audit events verified", self.events)?;
        if let Some(seq) = self.first_bad {
            write!(f, "; the chain is broken at {seq}")?;
        }
        if self.stale_unlinked {
            f.write_str("; an event has not been linked for more than a minute")?;
        }
        f.write_str(match self.witness {
            None => "",
            Some(Witness::Confirms) => "; the chain runs through the given head",
            Some(Witness::Forged) => "; the given head was not signed with these keys",
            Some(Witness::Contradicts) => "; the chain does not run through the given head: it was rewritten",
        })?;
        Ok(())
    }
}

/// Verifies the whole chain, also beside a running server: what is linked meanwhile is left for the next walk.
pub async fn verify(db: &Db, now: Instant) -> Result<Report> {
    let (events, mut first_bad) = walk(db).await?;
    if first_bad.is_none() {
        first_bad = beyond_head(db).await?;
    }
    let stale_unlinked = store::any_stale(db, now.0 - LINK_WITHIN_MS).await?;
    Ok(Report { events, first_bad, stale_unlinked, witness: None })
}

/// [`verify`], and whether the chain still runs through a head that was printed earlier.
pub async fn verify_against(ctx: &Ctx, printed: &SignedHead) -> Result<Report> {
    let report = verify(&ctx.db, ctx.now()).await?;
    let witness = if !printed.is_genuine(&ctx.keys) {
        Witness::Forged
    } else if hash_at(&ctx.db, printed.head.seq).await?.is_some_and(|hash| hash == printed.head.hash) {
        Witness::Confirms
    } else {
        Witness::Contradicts
    };
    Ok(Report { witness: Some(witness), ..report })
}

/// The hash of the link with this number.
async fn hash_at(db: &Db, seq: i64) -> Result<Option<String>> {
    if seq == 0 {
        return Ok(Some(Head::genesis().hash));
    }
    let links = store::page(db, seq - 1, seq, 1).await?;
    Ok(links.into_iter().next().map(|link| link.hash))
}

/// Walks from the first link to the head. Answers how many hold and the number of the first that does not.
async fn walk(db: &Db) -> Result<(u64, Option<i64>)> {
    let end = match store::head(db).await? {
        None => Head::genesis(),
        Some(text) => match Head::parse(&text) {
            Some(head) => head,
            // An unreadable head: nothing in the chain can be trusted to be its end.
            None => return Ok((0, Some(1))),
        },
    };
    let mut at = Head::genesis();
    let mut events = 0;
    while at.seq < end.seq {
        let links = store::page(db, at.seq, end.seq, PAGE).await?;
        if links.is_empty() {
            return Ok((events, Some(at.seq + 1)));
        }
        for link in links {
            let expected = at.seq + 1;
            let holds = link.seq == expected
                && link.prev_hash == at.hash
                && link.event().is_some_and(|event| chain::hash(expected, &event, &at.hash) == link.hash);
            if !holds {
                return Ok((events, Some(expected)));
            }
            at = Head { seq: expected, hash: link.hash };
            events += 1;
        }
    }
    let is_end = at.hash == end.hash;
    Ok((events, (!is_end).then_some(end.seq)))
}

/// The first link after the head, which nobody but a forger wrote. The link is read before the head, and both commit together,
/// so a link that the server adds meanwhile is never taken for one.
async fn beyond_head(db: &Db) -> Result<Option<i64>> {
    let last = store::last_link(db).await?;
    let head = store::head(db).await?.and_then(|text| Head::parse(&text)).map_or(0, |head| head.seq);
    Ok((last > head).then_some(head + 1))
}
