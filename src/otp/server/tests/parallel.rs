//! Parallel tries can neither be lost nor win twice.

use super::{Guess, Person, person, waste, wrong};
use crate::kernel::code::OneTimeCode;
use crate::otp::rules::MAX_ATTEMPTS;
use crate::platform::Ctx;
use crate::testing::both;
use tokio::task::JoinSet;

/// Tries all codes at once.
async fn at_once(ctx: &Ctx, person: &Person, codes: Vec<OneTimeCode>) -> Vec<Guess> {
    let mut tries = JoinSet::new();
    for code in codes {
        let (ctx, person) = (ctx.clone(), person.clone());
        tries.spawn(async move { person.types(&ctx, &code).await });
    }
    tries.join_all().await
}

fn count(guesses: &[Guess], wanted: &Guess) -> usize {
    guesses.iter().filter(|guess| *guess == wanted).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_4_1_of_two_hundred_wrong_codes_at_once_exactly_five_count() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask(&ctx).await.unwrap();
        let guesses = at_once(&ctx, &sari, (0..200).map(|n| wrong(&code, n)).collect()).await;
        for left in 1..MAX_ATTEMPTS {
            assert_eq!(count(&guesses, &Guess::Wrong { left }), 1, "{left} left");
        }
        assert_eq!(count(&guesses, &Guess::Exhausted), 1);
        assert_eq!(count(&guesses, &Guess::Dead), 195);
        assert_eq!(sari.code(&ctx).await, ("exhausted".to_owned(), 5));
        assert_eq!(sari.types(&ctx, &code).await, Guess::Dead, "the right code comes too late");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_4_1_of_a_hundred_right_codes_at_once_exactly_one_opens() {
    both(|ctx| async move {
        let sari = person("sari");
        let code = sari.ask(&ctx).await.unwrap();
        let guesses = at_once(&ctx, &sari, vec![code; 100]).await;
        assert_eq!(count(&guesses, &sari.right()), 1);
        assert_eq!(count(&guesses, &Guess::Dead), 99);
        assert_eq!(sari.code(&ctx).await, ("verified".to_owned(), 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn right_and_wrong_codes_at_once_end_in_one_way_only() {
    both(|ctx| async move {
        for round in 0..8 {
            let sari = person(&format!("sari {round}"));
            let code = sari.ask(&ctx).await.unwrap();
            let codes = (0..24).map(|n| if n % 6 == 5 { code.clone() } else { wrong(&code, n) }).collect();
            let guesses = at_once(&ctx, &sari, codes).await;
            let opened = count(&guesses, &sari.right());
            assert_eq!(opened + count(&guesses, &Guess::Exhausted), 1, "{guesses:?}");
            let (state, attempts) = sari.code(&ctx).await;
            assert_eq!(state, if opened == 1 { "verified" } else { "exhausted" });
            let answered = guesses.iter().filter(|guess| matches!(guess, Guess::Wrong { .. } | Guess::Exhausted)).count();
            assert_eq!(usize::try_from(attempts).unwrap(), answered);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_ask_for_one_address_at_once_one_gets_a_code() {
    both(|ctx| async move {
        let mut asking = JoinSet::new();
        for n in 0..20 {
            let ctx = ctx.clone();
            let sari = Person { flow: format!("browser {n}"), ..person("sari") };
            asking.spawn(async move { sari.ask(&ctx).await.map(|_| ()) });
        }
        let answers = asking.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert!(answers.iter().all(|answer| matches!(answer, Ok(()) | Err(60))), "{answers:?}");
        assert_eq!(person("sari").history(&ctx).await, ["live"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_thirty_of_a_day_hold_for_tries_at_once() {
    both(|ctx| async move {
        // Several rounds, because connections are opened in the first.
        for round in 0..4 {
            let sari = person(&format!("sari {round}"));
            waste(&ctx, &sari, 7).await;
            let code = sari.ask(&ctx).await.unwrap();
            at_once(&ctx, &sari, (0..20).map(|n| wrong(&code, n)).collect()).await;
            assert_eq!(sari.counted(&ctx).await, 30);
        }
    })
    .await;
}
