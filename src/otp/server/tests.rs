//! One-time codes on both databases: what counts, what ends a code.

mod agreement;
mod parallel;

use super::{Guess, Request, attempt, cancel, guess, latest, maintain, on_trial, prepare, put};
use crate::kernel::code::{Channel, OneTimeCode};
use crate::kernel::instant::Instant;
use crate::otp::rules::{self, Purpose};
use crate::params;
use crate::platform::Ctx;
use crate::testing::both;

/// Somebody who gets codes in one browser.
#[derive(Clone, Debug)]
struct Person {
    name: String,
    flow: String,
    purpose: Purpose,
    /// When the password was replaced.
    since: Option<Instant>,
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), flow: format!("browser of {name}"), purpose: Purpose::SignIn, since: None }
}

impl Person {
    /// Asks for a code; the seconds to wait when there is none yet.
    async fn ask(&self, ctx: &Ctx) -> Result<OneTimeCode, u32> {
        self.ask_for(ctx, true).await
    }

    async fn ask_for(&self, ctx: &Ctx, deliverable: bool) -> Result<OneTimeCode, u32> {
        let destination = ctx.keys.blind("email", &self.name);
        let request = Request {
            purpose: self.purpose,
            subject_ref: &self.name,
            flow_hash: &self.flow,
            channel: Channel::Email,
            destination_index: &destination,
            since: self.since,
        };
        let mut tx = ctx.db.begin().await.unwrap();
        let prepared = prepare(&mut tx, ctx, &request).await.unwrap()?;
        put(&mut tx, ctx, &request, &prepared, "PJ-AAAAAA", deliverable).await.unwrap();
        tx.commit().await.unwrap();
        Ok(prepared.code)
    }

    async fn types(&self, ctx: &Ctx, code: &OneTimeCode) -> Guess {
        let mut tx = ctx.db.begin().await.unwrap();
        let guess = match self.since {
            None => guess(&mut tx, ctx, self.purpose, &self.flow, code).await.unwrap(),
            Some(_) => {
                let latest = on_trial(&mut tx, ctx, self.purpose, &self.flow).await.unwrap().unwrap();
                attempt(&mut tx, ctx, &latest, code, self.since).await.unwrap()
            }
        };
        tx.commit().await.unwrap();
        guess
    }

    /// State and counted tries of the newest code.
    async fn code(&self, ctx: &Ctx) -> (String, i64) {
        let id = latest(&ctx.db, self.purpose, &self.flow).await.unwrap().unwrap().id;
        ctx.db.fetch_one("SELECT state, attempts FROM otp_challenge WHERE id = $1", params![id]).await.unwrap()
    }

    /// States of all codes, oldest first.
    async fn history(&self, ctx: &Ctx) -> Vec<String> {
        const STATES: &str = "SELECT state FROM chk_otp WHERE subject_ref = $1 ORDER BY created_at";
        let rows: Vec<(String,)> = ctx.db.fetch_all(STATES, params![&self.name]).await.unwrap();
        rows.into_iter().map(|(state,)| state).collect()
    }

    /// Tries counted over all codes.
    async fn counted(&self, ctx: &Ctx) -> i64 {
        const SUM: &str = "SELECT CAST(SUM(attempts) AS BIGINT) FROM otp_challenge WHERE subject_ref = $1";
        let (sum,): (i64,) = ctx.db.fetch_one(SUM, params![&self.name]).await.unwrap();
        sum
    }

    fn right(&self) -> Guess {
        Guess::Right { subject_ref: self.name.clone() }
    }
}

/// The `n`th code that is not this one.
fn wrong(code: &OneTimeCode, n: u32) -> OneTimeCode {
    let number: u32 = code.as_str().parse().unwrap();
    OneTimeCode::from_number((number + 1 + n) % OneTimeCode::COUNT).unwrap()
}

fn pass(ctx: &Ctx, seconds: i64) {
    ctx.clock.set_offset_ms(ctx.clock.offset_ms() + seconds * 1000);
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_the_one_before() {
    both(|ctx| async move {
        let sari = person("sari");
        let first = sari.ask(&ctx).await.unwrap();
        pass(&ctx, 60);
        let second = sari.ask(&ctx).await.unwrap();
        if first.as_str() != second.as_str() {
            assert_eq!(sari.types(&ctx, &first).await, Guess::Wrong { left: 4 });
        }
        assert_eq!(sari.types(&ctx, &second).await, sari.right());
        assert_eq!(sari.history(&ctx).await, ["superseded", "verified"]);
        let (by,): (Option<String>,) =
            ctx.db.fetch_one("SELECT superseded_by FROM chk_otp WHERE state = 'superseded'", &[]).await.unwrap();
        let newest = latest(&ctx.db, sari.purpose, &sari.flow).await.unwrap().unwrap().id;
        assert_eq!(by, Some(newest.simple().to_string()), "it names its successor");
    })
    .await;
}

#[tokio::test]
async fn a_new_code_does_not_bring_new_tries_for_the_old_one() {
    both(|ctx| async move {
        let sari = person("sari");
        let first = sari.ask(&ctx).await.unwrap();
        for n in 0..4 {
            sari.types(&ctx, &wrong(&first, n)).await;
        }
        pass(&ctx, 60);
        let second = sari.ask(&ctx).await.unwrap();
        assert_eq!(sari.types(&ctx, &wrong(&second, 0)).await, Guess::Wrong { left: 4 });
        assert_eq!(sari.counted(&ctx).await, 5, "what was tried before still counts for the day");
    })
    .await;
}

#[tokio::test]
async fn the_next_code_comes_after_sixty_seconds_and_no_sooner() {
    both(|ctx| async move {
        let sari = person("sari");
        sari.ask(&ctx).await.unwrap();
        assert_eq!(sari.ask(&ctx).await.err(), Some(60));
        pass(&ctx, 59);
        assert_eq!(sari.ask(&ctx).await.err(), Some(1));
        pass(&ctx, 1);
        assert!(sari.ask(&ctx).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_stranger_who_registers_an_address_does_not_make_its_owner_wait() {
    both(|ctx| async move {
        let (owner, stranger) =
            (person("sari"), Person { purpose: Purpose::Register, flow: "a stranger".to_owned(), ..person("sari") });
        for _ in 0..6 {
            stranger.ask_for(&ctx, false).await.unwrap();
            pass(&ctx, 900);
        }
        assert!(stranger.ask_for(&ctx, false).await.is_err(), "no more than six a day");
        assert!(owner.ask(&ctx).await.is_ok());
        pass(&ctx, rules::DAY);
        owner.ask(&ctx).await.unwrap();
        assert!(stranger.ask_for(&ctx, false).await.is_ok(), "a wait would tell that the owner is signing in");
    })
    .await;
}

#[tokio::test]
async fn a_code_ends_at_its_time_even_if_no_job_ran() {
    both(|ctx| async move {
        for (purpose, seconds) in [(Purpose::SignIn, 300), (Purpose::Register, 600)] {
            let early = Person { purpose, ..person("early") };
            let code = early.ask(&ctx).await.unwrap();
            pass(&ctx, seconds - 1);
            assert_eq!(early.types(&ctx, &code).await, early.right());

            let late = Person { purpose, ..person("late") };
            let code = late.ask(&ctx).await.unwrap();
            pass(&ctx, seconds);
            assert_eq!(late.types(&ctx, &code).await, Guess::Dead);
            assert_eq!(late.code(&ctx).await, ("expired".to_owned(), 0), "the try has ended it");

            let untried = Person { purpose, ..person("untried") };
            untried.ask(&ctx).await.unwrap();
            pass(&ctx, seconds);
            maintain(&ctx).await.unwrap();
            assert_eq!(untried.code(&ctx).await, ("expired".to_owned(), 0));
        }
    })
    .await;
}

#[tokio::test]
async fn a_code_that_came_too_late_stays_dead_when_the_clock_is_set_back() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask(&ctx).await.unwrap();
        pass(&ctx, 300);
        assert_eq!(sari.types(&ctx, &wrong(&code, 0)).await, Guess::Dead);
        pass(&ctx, -299);
        assert_eq!(sari.types(&ctx, &code).await, Guess::Dead);
        assert_eq!(sari.code(&ctx).await, ("expired".to_owned(), 0), "neither try counts");
    })
    .await;
}

#[tokio::test]
async fn a_code_works_only_in_the_browser_and_for_the_purpose_it_was_asked_for() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask(&ctx).await.unwrap();
        let elsewhere = Person { flow: "another browser".to_owned(), ..sari.clone() };
        assert_eq!(elsewhere.types(&ctx, &code).await, Guess::Dead);
        let otherwise = Person { purpose: Purpose::Register, ..sari.clone() };
        assert_eq!(otherwise.types(&ctx, &code).await, Guess::Dead);
        assert_eq!(sari.code(&ctx).await, ("live".to_owned(), 0), "neither counts");
        assert_eq!(sari.types(&ctx, &code).await, sari.right());
    })
    .await;
}

#[tokio::test]
async fn what_was_cancelled_opens_nothing() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask(&ctx).await.unwrap();
        let mut tx = ctx.db.begin().await.unwrap();
        assert_eq!(cancel(&mut tx, &sari.name).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(sari.types(&ctx, &code).await, Guess::Dead);
        assert_eq!(sari.code(&ctx).await, ("cancelled".to_owned(), 0));
    })
    .await;
}

#[tokio::test]
async fn a_code_that_nobody_was_sent_is_never_right() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask_for(&ctx, false).await.unwrap();
        assert_eq!(sari.types(&ctx, &code).await, Guess::Wrong { left: 4 });
    })
    .await;
}

#[tokio::test]
async fn a_code_is_not_stored_as_it_is() {
    both(|ctx| async move {
        let (sari, bima) = (person("sari"), person("bima"));
        let code = sari.ask(&ctx).await.unwrap();
        bima.ask(&ctx).await.unwrap();
        let rows: Vec<(Vec<u8>,)> = ctx.db.fetch_all("SELECT digest FROM otp_challenge", &[]).await.unwrap();
        assert_eq!(rows.len(), 2);
        for (digest,) in rows {
            assert_eq!(digest.len(), 32);
            assert!(!digest.windows(6).any(|part| part == code.as_str().as_bytes()));
        }
    })
    .await;
}

/// Uses up `4 * rounds` tries of the day; every round ends with the right code, so that no limit of sending is met.
async fn waste(ctx: &Ctx, sari: &Person, rounds: u32) {
    for _ in 0..rounds {
        let code = sari.ask(ctx).await.unwrap();
        for n in 0..4 {
            sari.types(ctx, &wrong(&code, n)).await;
        }
        assert_eq!(sari.types(ctx, &code).await, sari.right());
        pass(ctx, 1);
    }
}

#[tokio::test]
async fn thirty_wrong_tries_in_a_day_are_all_there_are() {
    both(|ctx| async move {
        let sari = person("sari");
        waste(&ctx, &sari, 7).await;
        let code = sari.ask(&ctx).await.unwrap();
        assert_eq!(sari.types(&ctx, &wrong(&code, 0)).await, Guess::Wrong { left: 4 });
        assert_eq!(sari.types(&ctx, &wrong(&code, 1)).await, Guess::Wrong { left: 3 });
        assert_eq!(sari.counted(&ctx).await, 30);
        assert_eq!(sari.types(&ctx, &code).await, Guess::Dead, "even the right one");
        assert_eq!(person("bima").types(&ctx, &code).await, Guess::Dead);

        pass(&ctx, rules::DAY);
        let code = sari.ask(&ctx).await.unwrap();
        assert_eq!(sari.types(&ctx, &code).await, sari.right(), "a day later");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_begins_the_day_s_tries_and_unverified_codes_anew_but_not_the_thirty_of_any_kind() {
    both(|ctx| async move {
        let sari = person("sari");
        for _ in 0..6 {
            let code = sari.ask(&ctx).await.unwrap();
            for n in 0..5 {
                sari.types(&ctx, &wrong(&code, n)).await;
            }
            pass(&ctx, 900);
        }
        assert_eq!(sari.counted(&ctx).await, 30);
        assert!(sari.ask(&ctx).await.is_err());

        let renewed = Person { since: Some(ctx.now()), ..sari.clone() };
        pass(&ctx, 1);
        let code = renewed.ask(&ctx).await.unwrap();
        assert_eq!(renewed.types(&ctx, &wrong(&code, 0)).await, Guess::Wrong { left: 4 });
        assert_eq!(renewed.ask(&ctx).await.err(), Some(60), "what is sent since then counts as ever");
        assert_eq!(sari.types(&ctx, &code).await, Guess::Dead, "the day's tries of before");
        assert_eq!(renewed.types(&ctx, &code).await, renewed.right());

        pass(&ctx, 2);
        let mut sent = 7;
        while (Person { since: Some(ctx.now().minus_seconds(1)), ..sari.clone() }).ask(&ctx).await.is_ok() {
            sent += 1;
            pass(&ctx, 2);
        }
        assert_eq!(sent, 30, "of any kind");
    })
    .await;
}

#[tokio::test]
async fn what_ended_two_days_ago_is_forgotten() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask(&ctx).await.unwrap();
        sari.types(&ctx, &code).await;
        pass(&ctx, 2 * rules::DAY);
        maintain(&ctx).await.unwrap();
        assert_eq!(sari.history(&ctx).await, ["verified"], "not before");
        pass(&ctx, 1);
        maintain(&ctx).await.unwrap();
        assert!(sari.history(&ctx).await.is_empty());
    })
    .await;
}
