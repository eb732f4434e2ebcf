//! What an event says, and how it gets in.

use super::store;
use crate::kernel::instant::Instant;
use crate::platform::db::Tx;
use crate::platform::{Ctx, Error};
use std::fmt::{self, Display};
use uuid::Uuid;

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorRef {
    /// A job of the portal itself.
    System,
    /// Somebody who is not signed in.
    Visitor,
    /// A participant, by the id of the account.
    Participant(Uuid),
    /// A member of staff, by their id.
    Staff(Uuid),
}

/// `system`, `visitor`, or the id as 32 hex digits, as the other audit views show it.
impl Display for ActorRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ActorRef::System => f.write_str("system"),
            ActorRef::Visitor => f.write_str("visitor"),
            ActorRef::Participant(id) | ActorRef::Staff(id) => id.simple().fmt(f),
        }
    }
}

/// One thing that explains an event: a code, a number or the id of a row, never free text. Stored as `name=value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    Code(&'static str, &'static str),
    Number(&'static str, i64),
    Id(&'static str, Uuid),
}

impl Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Code(name, code) => write!(f, "{name}={code}"),
            Fact::Number(name, number) => write!(f, "{name}={number}"),
            Fact::Id(name, id) => write!(f, "{name}={}", id.simple()),
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub actor: ActorRef,
    /// The person it happened to, if there is one.
    pub subject: Option<Uuid>,
    /// `<subject>.<verb>`: `sign_in.password`.
    pub action: &'static str,
    /// A short code: `ok`, `wrong`, `limited`.
    pub outcome: &'static str,
    pub detail: Vec<Fact>,
}

/// Records the event in the caller's transaction; the worker links it within a second of the commit.
pub async fn record(tx: &mut Tx, ctx: &Ctx, event: Event) -> Result<(), Error> {
    let now = ctx.now();
    store::insert_event(tx, &row(ctx.random.id(now), now, &event)).await?;
    Ok(())
}

pub(super) fn row(id: Uuid, at: Instant, event: &Event) -> store::EventRow {
    store::EventRow {
        id,
        at: at.0,
        actor_ref: event.actor.to_string(),
        subject_ref: event.subject.map(|id| id.simple().to_string()).unwrap_or_default(),
        action: event.action.to_owned(),
        outcome: event.outcome.to_owned(),
        detail: event.detail.iter().map(Fact::to_string).collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_a_name_and_a_value() {
        let id = Uuid::from_u128(7);
        let facts = [Fact::Code("channel", "email"), Fact::Number("attempts", 3), Fact::Id("device", id)];
        let shown = facts.map(|fact| fact.to_string());
        assert_eq!(shown, ["channel=email", "attempts=3", "device=00000000000000000000000000000007"]);
    }

    #[test]
    fn a_participant_is_the_hex_of_their_id() {
        assert_eq!(ActorRef::Participant(Uuid::from_u128(255)).to_string(), "000000000000000000000000000000ff");
        assert_eq!(ActorRef::System.to_string(), "system");
        assert_eq!(ActorRef::Visitor.to_string(), "visitor");
    }
}
