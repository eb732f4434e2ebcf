//! The pure rules and the guarded statements are one state machine each: whatever happens in whatever order, while the clock goes on and
//! is set back, the rows say what the rule says.

use super::demo;
use crate::account::rules::contact::{self as change, CHANGE_LIFE, Kind};
use crate::account::rules::{RESET_LIFE, reset};
use crate::account::server::store::{self, contact::HeldChange, contact::NewChange};
use crate::kernel::instant::Instant;
use crate::platform::Ctx;
use crate::testing::web::SARI;
use crate::testing::{START, samples};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

/// How far the clock goes between two events, and sometimes back.
fn passing(longest: i64) -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0_i64..300, 2 => -900_i64..0, 1 => 0..longest]
}

/// What happens to the links of one account.
#[derive(Clone, Copy, Debug)]
enum Link {
    Send,
    /// One of those that were sent is used, perhaps again.
    Use(usize),
    Revoke,
}

struct Links {
    ctx: Ctx,
    account: Uuid,
    states: Vec<reset::State>,
    round: usize,
}

impl Links {
    fn hash(&self, number: usize) -> String {
        format!("link {} {number}", self.round)
    }

    async fn happens(&mut self, link: Link, now: Instant) {
        let mut tx = self.ctx.db.begin().await.unwrap();
        match link {
            Link::Send | Link::Revoke => {
                for state in &mut self.states {
                    *state = reset::step(*state, reset::Event::Revoke, now);
                }
                store::revoke_resets(&mut tx, self.account, now).await.unwrap();
            }
            Link::Use(_) => {}
        }
        match link {
            Link::Send => {
                let until = now.plus_seconds(RESET_LIFE);
                let hash = self.hash(self.states.len());
                store::insert_reset(&mut tx, self.ctx.random.id(now), &hash, self.account, now, until).await.unwrap();
                self.states.push(reset::State::Live { until });
            }
            Link::Use(which) if !self.states.is_empty() => {
                let which = which % self.states.len();
                let before = self.states[which];
                self.states[which] = reset::step(before, reset::Event::Use, now);
                let used = store::use_reset(&mut tx, &self.hash(which), now).await.unwrap();
                assert_eq!(used, (self.states[which] != before).then_some(self.account), "{before:?} at {now:?}");
            }
            _ => {}
        }
        tx.commit().await.unwrap();
    }

    async fn agree(&self, now: Instant) {
        const ROW: &str = "SELECT used_at, revoked_at FROM password_reset WHERE token_hash = $1";
        for (number, state) in self.states.iter().enumerate() {
            let hash = self.hash(number);
            let row: (Option<i64>, Option<i64>) = self.ctx.db.fetch_one(ROW, crate::params![&hash]).await.unwrap();
            let expected = match state {
                reset::State::Live { .. } => (false, false),
                reset::State::Used => (true, false),
                reset::State::Revoked => (false, true),
            };
            assert_eq!((row.0.is_some(), row.1.is_some()), expected, "{number}");
            let opens = store::reset_account(&self.ctx.db, &hash, now).await.unwrap();
            assert_eq!(opens.is_some(), reset::works(*state, now), "{number}: {state:?} at {now:?}");
        }
    }
}

#[tokio::test]
async fn clause_5_13b_the_rows_of_reset_links_say_what_the_rule_says() {
    demo(|app| async move {
        let link = prop_oneof![3 => Just(Link::Send), 5 => (0_usize..8).prop_map(Link::Use), 1 => Just(Link::Revoke)];
        let account = app.account_id(SARI).await;
        for (round, acts) in samples(&vec((link, passing(1_200)), 1..30), 12).into_iter().enumerate() {
            let mut links = Links { ctx: app.ctx.clone(), account, states: Vec::new(), round };
            let mut now = START;
            links.happens(Link::Revoke, now).await;
            for (link, passed) in acts {
                now = now.plus_seconds(passed);
                links.happens(link, now).await;
                links.agree(now).await;
            }
        }
    })
    .await;
}

/// What happens to the changes of one account.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// In one of two sessions.
    Begin(Kind, u8),
    /// The code of one of those that were begun comes, perhaps again.
    Confirm(usize),
    Cancel(Kind),
    /// The old address takes one of them back, perhaps again.
    Undo(usize),
}

struct Change {
    id: Uuid,
    kind: Kind,
    session: Uuid,
    state: change::State,
    confirmed_at: Option<Instant>,
    /// Of the link that takes it back.
    hash: String,
    old: Vec<u8>,
}

struct Changes {
    ctx: Ctx,
    account: Uuid,
    all: Vec<Change>,
    round: usize,
}

impl Changes {
    fn end_open(&mut self, kind: Kind, now: Instant) -> Option<Uuid> {
        let open = self.all.iter_mut().find(|change| change.kind == kind && matches!(change.state, change::State::Open { .. }))?;
        open.state = change::step(kind, open.state, change::Event::Cancel, now);
        Some(open.id)
    }

    async fn happens(&mut self, act: Act, now: Instant) {
        let mut tx = self.ctx.db.begin().await.unwrap();
        match act {
            Act::Begin(kind, session) => {
                let ended = store::contact::cancel(&mut tx, self.account, kind).await.unwrap();
                assert_eq!(ended, self.end_open(kind, now));
                let name = format!("change {} {}", self.round, self.all.len());
                let (id, until) = (self.ctx.random.id(now), now.plus_seconds(CHANGE_LIFE));
                let (session, old) = (Uuid::from_u128(u128::from(session)), name.clone().into_bytes());
                let (account, new) = (self.account, (name.as_bytes(), Vec::new()));
                let row = NewChange { id, account, kind, session, new, old: (&old, Vec::new()), now, expires_at: until };
                store::contact::insert(&mut tx, row).await.unwrap();
                let state = change::State::Open { until };
                self.all.push(Change { id, kind, session, state, confirmed_at: None, hash: name, old });
            }
            Act::Cancel(kind) => {
                let ended = store::contact::cancel(&mut tx, self.account, kind).await.unwrap();
                assert_eq!(ended, self.end_open(kind, now));
            }
            Act::Confirm(which) if !self.all.is_empty() => {
                let which = which % self.all.len();
                let change = &mut self.all[which];
                let before = change.state;
                change.state = change::step(change.kind, before, change::Event::Confirm, now);
                let undo = (change.kind == Kind::Email).then(|| (change.hash.clone(), now.plus_seconds(change.kind.undo_life())));
                let touched = store::contact::confirm(&mut tx, change.id, now, undo).await.unwrap();
                assert_eq!(touched, u64::from(change.state != before), "{before:?} at {now:?}");
                if change.state != before {
                    change.confirmed_at = Some(now);
                }
            }
            Act::Undo(which) if !self.all.is_empty() => {
                let which = which % self.all.len();
                let Change { id, kind, state: before, confirmed_at, .. } = &self.all[which];
                let after = change::step(*kind, *before, change::Event::Undo, now);
                let change = HeldChange {
                    id: *id,
                    account_id: self.account,
                    old_index: Vec::new(),
                    old_sealed: Vec::new(),
                    new_sealed: Vec::new(),
                    undo_until: 0,
                    confirmed_at: confirmed_at.map_or(0, |at| at.0),
                };
                let undone = store::contact::undo(&mut tx, &change, now).await.unwrap();
                assert_eq!(undone, after != *before, "{before:?} at {now:?}");
                let since = confirmed_at.filter(|_| undone);
                self.all[which].state = after;
                // What stands on it goes with it.
                for change in self.all.iter_mut().filter(|change| change.kind == Kind::Email) {
                    if matches!(change.state, change::State::Confirmed { .. })
                        && since.is_some_and(|since| change.confirmed_at >= Some(since))
                    {
                        change.state = change::State::Undone;
                    }
                }
            }
            _ => {}
        }
        tx.commit().await.unwrap();
    }

    async fn agree(&self, now: Instant) {
        const ROW: &str = "SELECT state FROM contact_change WHERE id = $1";
        let db = &self.ctx.db;
        for change in &self.all {
            let (row,): (String,) = db.fetch_one(ROW, crate::params![change.id]).await.unwrap();
            let (name, undoable) = match change.state {
                change::State::Open { .. } => ("open", false),
                change::State::Confirmed { undo_until } => ("confirmed", change.kind == Kind::Email && now < undo_until),
                change::State::Cancelled => ("cancelled", false),
                change::State::Undone => ("undone", false),
            };
            assert_eq!(row, name);
            assert_eq!(
                store::contact::undoable(db, &change.hash, now).await.unwrap().is_some(),
                undoable,
                "{:?} at {now:?}",
                change.state
            );
            let open = store::contact::open(db, self.account, change.kind, change.session, now).await.unwrap();
            let waits = matches!(change.state, change::State::Open { until } if now < until);
            assert_eq!(open.is_some_and(|open| open.id == change.id), waits);
            let mut tx = db.begin().await.unwrap();
            let held = store::contact::email_held_by(&mut tx, &change.old, now).await.unwrap();
            assert_eq!(held, undoable.then_some(self.account), "an address that can be taken back stays taken");
        }
        let open =
            |kind| self.all.iter().filter(move |change| change.kind == kind && matches!(change.state, change::State::Open { .. }));
        assert!(open(Kind::Phone).count() <= 1 && open(Kind::Email).count() <= 1, "one at a time");
    }
}

#[tokio::test]
async fn clause_5_13b_the_rows_of_changes_of_number_and_address_say_what_the_rule_says() {
    demo(|app| async move {
        let kind = prop_oneof![Just(Kind::Phone), Just(Kind::Email)];
        let act = prop_oneof![
            3 => (kind.clone(), 1_u8..3).prop_map(|(kind, session)| Act::Begin(kind, session)),
            4 => (0_usize..6).prop_map(Act::Confirm),
            1 => kind.prop_map(Act::Cancel),
            2 => (0_usize..6).prop_map(Act::Undo),
        ];
        let account = app.account_id(SARI).await;
        for (round, acts) in samples(&vec((act, passing(11 * 86_400)), 1..24), 12).into_iter().enumerate() {
            let mut changes = Changes { ctx: app.ctx.clone(), account, all: Vec::new(), round };
            let mut now = START;
            let mut tx = app.ctx.db.begin().await.unwrap();
            tx.execute("DELETE FROM contact_change", &[]).await.unwrap();
            tx.commit().await.unwrap();
            for (act, passed) in acts {
                now = now.plus_seconds(passed);
                changes.happens(act, now).await;
                changes.agree(now).await;
            }
        }
    })
    .await;
}
