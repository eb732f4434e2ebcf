//! The limits on both databases.

use super::guard::{self, Event, State};
use super::store::GuardRow;
use super::{RetryAfter, Rule, Whose, budget, give_back, peek, purge, sources, take};
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Ctx;
use crate::testing::{both, samples};
use proptest::collection::vec;
use proptest::prelude::*;
use tokio::task::JoinSet;

const RULE: Rule = Rule { name: "uji", whose: Whose::Source, burst: 3, per: 60 };
const MINUTE: i64 = 60_000;

async fn take_now(ctx: &Ctx, rule: Rule, key: &str) -> Result<(), RetryAfter> {
    let mut tx = ctx.db.begin().await.unwrap();
    let result = take(&mut tx, ctx.now(), rule, key).await.unwrap();
    tx.commit().await.unwrap();
    result
}

/// A try that turns out wrong, if it may be made; answers the state it met.
async fn try_at(ctx: &Ctx, now: Instant, name: &str) -> State {
    happens(ctx, Event::Attempt, now, name).await
}

/// Lets something happen to a guard; answers the state that a try met.
async fn happens(ctx: &Ctx, event: Event, now: Instant, name: &str) -> State {
    let mut tx = ctx.db.begin().await.unwrap();
    let met = match event {
        Event::Attempt => guard::attempt(&mut tx, now, name).await.unwrap(),
        Event::StaffAttempt => guard::attempt_of_staff(&mut tx, now, name).await.unwrap(),
        Event::GivenBack => {
            guard::give_back(&mut tx, now, name).await.unwrap();
            State::Open
        }
        Event::Cleared => {
            guard::clear(&mut tx, name).await.unwrap();
            State::Open
        }
    };
    tx.commit().await.unwrap();
    met
}

/// Makes so many wrong tries, waiting whenever it is locked; answers the time of the last.
async fn try_often(ctx: &Ctx, mut now: Instant, tries: i64, name: &str) -> Instant {
    for _ in 0..tries {
        if let State::Locked { until } = state_at(ctx, now, name).await {
            now = until;
        }
        assert_eq!(try_at(ctx, now, name).await, State::Open);
    }
    now
}

async fn look(ctx: &Ctx, key: &str) -> Result<(), RetryAfter> {
    peek(&ctx.db, ctx.now(), RULE, key).await.unwrap()
}

async fn row_of(ctx: &Ctx, name: &str) -> GuardRow {
    const ROW: &str = "SELECT failures, locks, locked_until FROM guard WHERE name = $1";
    ctx.db.fetch_optional(ROW, params![name]).await.unwrap().unwrap_or_default()
}

async fn state_at(ctx: &Ctx, now: Instant, name: &str) -> State {
    guard::state(row_of(ctx, name).await, now)
}

async fn note(ctx: &Ctx, now: Instant, source: &str, account: &str) -> bool {
    let mut tx = ctx.db.begin().await.unwrap();
    let extra = sources::note_failure(&mut tx, &ctx.watch, now, source, account).await.unwrap();
    tx.commit().await.unwrap();
    extra
}

fn pass(ctx: &Ctx, ms: i64) {
    ctx.clock.set_offset_ms(ctx.clock.offset_ms() + ms);
}

#[tokio::test]
async fn a_bucket_gives_its_burst_and_refills_evenly() {
    both(|ctx| async move {
        for _ in 0..3 {
            assert_eq!(take_now(&ctx, RULE, "a").await, Ok(()));
        }
        let RetryAfter(wait) = take_now(&ctx, RULE, "a").await.unwrap_err();
        assert!((19..=20).contains(&wait), "{wait}");
        assert_eq!(take_now(&ctx, RULE, "b").await, Ok(()), "keys are apart");
        assert_eq!(take_now(&ctx, Rule { name: "lain", ..RULE }, "a").await, Ok(()), "rules are apart");
        pass(&ctx, i64::from(wait) * 1_000);
        assert_eq!(take_now(&ctx, RULE, "a").await, Ok(()), "waiting as told is enough");
        assert!(take_now(&ctx, RULE, "a").await.is_err(), "a refused take costs nothing, a passed one does");
        pass(&ctx, MINUTE);
        for _ in 0..3 {
            assert_eq!(take_now(&ctx, RULE, "a").await, Ok(()));
        }
    })
    .await;
}

#[tokio::test]
async fn of_many_parallel_takes_exactly_the_burst_passes() {
    both(|ctx| async move {
        let mut takes = JoinSet::new();
        for _ in 0..30 {
            let ctx = ctx.clone();
            takes
                .spawn(async move { take_now(&ctx, Rule { name: "uji", whose: Whose::Source, burst: 7, per: 86_400 }, "a").await });
        }
        let passed = takes.join_all().await.into_iter().filter(Result::is_ok).count();
        assert_eq!(passed, 7);
    })
    .await;
}

#[tokio::test]
async fn looking_costs_nothing_and_a_token_can_be_given_back() {
    both(|ctx| async move {
        for _ in 0..5 {
            assert_eq!(look(&ctx, "a").await, Ok(()));
        }
        for _ in 0..3 {
            take_now(&ctx, RULE, "a").await.unwrap();
        }
        assert!(look(&ctx, "a").await.is_err());
        let mut tx = ctx.db.begin().await.unwrap();
        give_back(&mut tx, ctx.now(), RULE, "a").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(take_now(&ctx, RULE, "a").await, Ok(()));
        assert!(take_now(&ctx, RULE, "a").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn giving_back_to_a_full_bucket_adds_nothing() {
    both(|ctx| async move {
        take_now(&ctx, RULE, "a").await.unwrap();
        pass(&ctx, MINUTE);
        for _ in 0..5 {
            let mut tx = ctx.db.begin().await.unwrap();
            give_back(&mut tx, ctx.now(), RULE, "a").await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut passed = 0;
        for _ in 0..5 {
            passed += u32::from(take_now(&ctx, RULE, "a").await.is_ok());
        }
        assert_eq!(passed, 3);
    })
    .await;
}

#[tokio::test]
async fn purging_forgets_only_what_means_nothing_any_more() {
    both(|ctx| async move {
        const COUNT: &str = "SELECT COUNT(*) FROM limit_bucket WHERE name = $1";
        take_now(&ctx, RULE, "old").await.unwrap();
        pass(&ctx, MINUTE);
        take_now(&ctx, RULE, "new").await.unwrap();
        try_at(&ctx, ctx.now(), "account:quiet").await;
        try_often(&ctx, ctx.now(), 50, "account:closed").await;
        assert_eq!(purge(&ctx).await.unwrap(), 1);
        let (left,): (i64,) = ctx.db.fetch_one(COUNT, params!["uji:new"]).await.unwrap();
        assert_eq!(left, 1);
        pass(&ctx, 91 * 24 * 60 * MINUTE);
        assert_eq!(purge(&ctx).await.unwrap(), 2, "the other bucket and the quiet guard");
        assert_eq!(state_at(&ctx, ctx.now(), "account:closed").await, State::Closed);
    })
    .await;
}

#[tokio::test]
async fn five_failures_lock_and_a_success_forgets_them() {
    both(|ctx| async move {
        let start = ctx.now();
        for _ in 0..5 {
            assert_eq!(try_at(&ctx, start, "account:a").await, State::Open);
        }
        let until = Instant(start.0 + 15 * MINUTE);
        assert_eq!(try_at(&ctx, start, "account:a").await, State::Locked { until });
        assert_eq!(state_at(&ctx, start, "device:a").await, State::Open, "the known device is apart");
        assert_eq!(try_at(&ctx, Instant(until.0 - 1), "account:a").await, State::Locked { until });
        assert_eq!(row_of(&ctx, "account:a").await.failures, 5, "what is not tried is not counted");

        for _ in 0..5 {
            assert_eq!(try_at(&ctx, until, "account:a").await, State::Open);
        }
        let second = State::Locked { until: Instant(until.0 + 30 * MINUTE) };
        assert_eq!(try_at(&ctx, until, "account:a").await, second, "the second lock is longer");

        happens(&ctx, Event::Cleared, until, "account:a").await;
        assert_eq!(try_at(&ctx, start, "account:a").await, State::Open);
        assert_eq!(row_of(&ctx, "account:a").await, GuardRow { failures: 1, locks: 0, locked_until: 0 });
    })
    .await;
}

#[tokio::test]
async fn a_try_that_was_not_made_is_given_back_with_the_lock_it_led_to() {
    both(|ctx| async move {
        let now = ctx.now();
        try_often(&ctx, now, 4, "account:a").await;
        try_at(&ctx, now, "account:a").await;
        assert_ne!(state_at(&ctx, now, "account:a").await, State::Open);
        happens(&ctx, Event::GivenBack, now, "account:a").await;
        assert_eq!(row_of(&ctx, "account:a").await, GuardRow { failures: 4, locks: 0, locked_until: 0 });
        assert_eq!(try_at(&ctx, now, "account:a").await, State::Open, "one is left");
        assert_ne!(try_at(&ctx, now, "account:a").await, State::Open, "and no more");

        try_at(&ctx, now, "account:b").await;
        for _ in 0..2 {
            happens(&ctx, Event::GivenBack, now, "account:b").await;
        }
        let (rows,): (i64,) = ctx.db.fetch_one("SELECT COUNT(*) FROM guard WHERE name = $1", params!["account:b"]).await.unwrap();
        assert_eq!(rows, 0, "nothing is left of one that was all");
    })
    .await;
}

#[tokio::test]
async fn clause_5_13b_the_row_of_a_lock_says_what_the_rule_says() {
    both(|ctx| async move {
        let event = prop_oneof![9 => Just(Event::Attempt), 2 => Just(Event::GivenBack), 1 => Just(Event::Cleared)];
        let passing = prop_oneof![5 => 0_i64..3, 1 => -20 * MINUTE..0, 2 => 0..70 * MINUTE];
        for (round, events) in samples(&vec((event, passing), 1..70), 8).into_iter().enumerate() {
            let name = format!("account:{round}");
            let (mut expected, mut now) = (GuardRow::default(), ctx.now());
            for (event, passed) in events {
                now = Instant(now.0 + passed);
                let met = happens(&ctx, event, now, &name).await;
                if event == Event::Attempt {
                    assert_eq!(met, guard::state(expected, now), "{expected:?}");
                }
                expected = guard::step(expected, event, now);
                assert_eq!(row_of(&ctx, &name).await, expected, "after {event:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn fifty_failures_close_the_route_until_a_reset() {
    both(|ctx| async move {
        let now = try_often(&ctx, ctx.now(), 49, "account:a").await;
        assert_eq!(state_at(&ctx, now, "account:a").await, State::Open);
        try_at(&ctx, now, "account:a").await;
        let much_later = Instant(now.0 + 365 * 24 * 60 * MINUTE);
        assert_eq!(try_at(&ctx, much_later, "account:a").await, State::Closed);
        happens(&ctx, Event::Cleared, now, "account:a").await;
        assert_eq!(state_at(&ctx, now, "account:a").await, State::Open);
    })
    .await;
}

#[tokio::test]
async fn a_guard_of_staff_locks_for_an_hour_again_and_again_and_never_closes() {
    both(|ctx| async move {
        let mut now = ctx.now();
        for tried in 1..=120_i64 {
            assert_eq!(happens(&ctx, Event::StaffAttempt, now, "staff:a").await, State::Open, "{tried}");
            if tried % 5 == 0 {
                let State::Locked { until } = happens(&ctx, Event::StaffAttempt, now, "staff:a").await else {
                    panic!("five tries lock, also the {tried}th");
                };
                assert!(tried < 15 || until.0 - now.0 == 60 * MINUTE);
                now = until;
            }
        }
        happens(&ctx, Event::Cleared, now, "staff:a").await;
        assert_eq!(row_of(&ctx, "staff:a").await, GuardRow::default());
    })
    .await;
}

#[tokio::test]
async fn of_many_parallel_tries_five_are_made_and_one_lock_follows() {
    both(|ctx| async move {
        let now = ctx.now();
        let mut tries = JoinSet::new();
        for _ in 0..40 {
            let ctx = ctx.clone();
            tries.spawn(async move { try_at(&ctx, now, "account:a").await });
        }
        let until = Instant(now.0 + 15 * MINUTE);
        let met = tries.join_all().await;
        assert_eq!(met.iter().filter(|state| **state == State::Open).count(), 5);
        assert_eq!(met.iter().filter(|state| **state == State::Locked { until }).count(), 35);
        assert_eq!(row_of(&ctx, "account:a").await, GuardRow { failures: 5, locks: 1, locked_until: until.0 });
    })
    .await;
}

#[tokio::test]
async fn a_source_that_fails_on_fifteen_accounts_needs_an_extra_proof_for_an_hour() {
    both(|ctx| async move {
        let now = ctx.now();
        for account in 0..14 {
            assert!(!note(&ctx, now, "203.0.113.9", &format!("{account:02x}")).await);
        }
        for _ in 0..20 {
            assert!(!note(&ctx, now, "203.0.113.9", "00").await, "one account many times is one account");
        }
        assert!(!sources::needs_extra_proof(&ctx, now, "203.0.113.9").await.unwrap());
        assert!(note(&ctx, now, "203.0.113.9", "ff").await);
        let needs = async |at: i64, source: &str| sources::needs_extra_proof(&ctx, Instant(at), source).await.unwrap();
        assert!(needs(now.0 + 60 * MINUTE - 1, "203.0.113.9").await);
        assert!(!needs(now.0 + 60 * MINUTE, "203.0.113.9").await);
        assert!(!needs(now.0, "203.0.113.90").await, "a longer address is another source");
        assert!(!note(&ctx, now, "203.0.113.90", "ff").await);
    })
    .await;
}

#[tokio::test]
async fn a_process_that_was_not_told_learns_of_it_within_two_seconds() {
    both(|ctx| async move {
        let now = ctx.now();
        let other = Ctx { watch: sources::Watch::default(), ..ctx.clone() };
        let needs = async |at: i64| sources::needs_extra_proof(&other, Instant(at), "203.0.113.9").await.unwrap();
        assert!(!needs(now.0).await);
        for account in 0..15 {
            note(&ctx, now, "203.0.113.9", &format!("{account:02x}")).await;
        }
        assert!(sources::needs_extra_proof(&ctx, now, "203.0.113.9").await.unwrap());
        assert!(needs(now.0 + 2_000).await);
    })
    .await;
}

#[tokio::test]
async fn only_failures_of_the_last_ten_minutes_make_a_source_suspect() {
    both(|ctx| async move {
        let now = ctx.now();
        for account in 0..14 {
            note(&ctx, now, "2001:db8::/64", &format!("{account:02x}")).await;
        }
        let later = Instant(now.0 + 9 * MINUTE);
        // A new failure on the first account keeps it within the window.
        note(&ctx, later, "2001:db8::/64", "00").await;
        let after = Instant(now.0 + 10 * MINUTE);
        assert!(!note(&ctx, after, "2001:db8::/64", "f0").await);
        for account in 0..12 {
            assert!(!note(&ctx, after, "2001:db8::/64", &format!("e{account:x}")).await);
        }
        assert!(note(&ctx, after, "2001:db8::/64", "f1").await, "one from before and fourteen new ones");
    })
    .await;
}

#[tokio::test]
async fn parallel_failures_on_many_accounts_are_seen() {
    both(|ctx| async move {
        let now = ctx.now();
        let mut notes = JoinSet::new();
        for account in 0..15 {
            let ctx = ctx.clone();
            notes.spawn(async move { note(&ctx, now, "203.0.113.9", &format!("{account:02x}")).await });
        }
        assert_eq!(notes.join_all().await.into_iter().filter(|extra| *extra).count(), 1, "exactly the last one");
        assert!(sources::needs_extra_proof(&ctx, now, "203.0.113.9").await.unwrap());
    })
    .await;
}

async fn spend(ctx: &Ctx, most: u32) -> Result<bool, RetryAfter> {
    let mut tx = ctx.db.begin().await.unwrap();
    let spent = budget::spend(&mut tx, ctx.now(), "budget:uji", most).await.unwrap();
    tx.commit().await.unwrap();
    spent
}

async fn gone(ctx: &Ctx, most: u32) -> Option<RetryAfter> {
    let mut tx = ctx.db.begin().await.unwrap();
    budget::gone(&mut tx, ctx.now(), "budget:uji", most).await.unwrap()
}

#[tokio::test]
async fn a_budget_that_is_gone_stops_for_an_hour_from_its_last_piece() {
    both(|ctx| async move {
        assert_eq!(gone(&ctx, 3).await, None);
        assert_eq!(spend(&ctx, 3).await, Ok(false));
        pass(&ctx, 20 * MINUTE);
        assert_eq!(spend(&ctx, 3).await, Ok(false));
        pass(&ctx, 20 * MINUTE);
        assert_eq!((spend(&ctx, 3).await, gone(&ctx, 3).await), (Ok(true), Some(RetryAfter(3_600))));
        pass(&ctx, 59 * MINUTE);
        assert_eq!((spend(&ctx, 3).await, gone(&ctx, 3).await), (Err(RetryAfter(60)), Some(RetryAfter(60))));
        pass(&ctx, MINUTE);
        assert_eq!((gone(&ctx, 3).await, spend(&ctx, 3).await), (None, Ok(false)), "the hour has passed");
        pass(&ctx, 60 * MINUTE);
        for last in [false, false, true] {
            assert_eq!(spend(&ctx, 3).await, Ok(last), "what an hour leaves is lost, and the next one is whole");
        }
        assert_eq!(spend(&ctx, 4).await, Ok(true), "a larger budget goes on at once");
        assert_eq!(spend(&ctx, 1).await, Err(RetryAfter(3_600)));
    })
    .await;
}

#[tokio::test]
async fn a_budget_of_one_is_gone_with_the_first_piece() {
    both(|ctx| async move {
        assert_eq!(spend(&ctx, 1).await, Ok(true));
        assert_eq!(spend(&ctx, 1).await, Err(RetryAfter(3_600)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_pieces_spent_at_once_exactly_the_budget_passes_and_one_is_the_last() {
    both(|ctx| async move {
        let mut pieces = JoinSet::new();
        for _ in 0..40 {
            let ctx = ctx.clone();
            pieces.spawn(async move { spend(&ctx, 7).await });
        }
        let answers = pieces.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 7);
        assert_eq!(answers.iter().filter(|answer| **answer == Ok(true)).count(), 1);
    })
    .await;
}
