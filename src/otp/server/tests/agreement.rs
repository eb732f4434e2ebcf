//! The pure rule and the guarded statement are one state machine.

use super::{Guess, Person, latest, maintain, pass, person, wrong};
use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use crate::otp::rules::{self, Event, MAX_ATTEMPTS, State};
use crate::otp::server::store;
use crate::platform::Ctx;
use crate::testing::both;

/// Small numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % count
    }
}

/// What the row says, judged by the clock as every reader does.
async fn effective(ctx: &Ctx, sari: &Person) -> State {
    let row = latest(&ctx.db, sari.purpose, &sari.flow).await.unwrap().unwrap();
    let (state, attempts) = sari.code(ctx).await;
    match state.as_str() {
        "live" if Instant(row.expires_at) <= ctx.now() => State::Expired,
        "live" => State::Live { attempts },
        "verified" => State::Verified,
        "superseded" => State::Superseded,
        "expired" => State::Expired,
        "exhausted" => State::Exhausted,
        "cancelled" => State::Cancelled,
        other => panic!("{other}"),
    }
}

/// Does to the stored code what `event` means, and checks the answer to a try against the rule.
async fn happens(ctx: &Ctx, sari: &Person, code: &OneTimeCode, event: Event, before: State, after: State) {
    let expected = match (before, after) {
        (State::Live { .. }, State::Verified) => sari.right(),
        (State::Live { .. }, State::Exhausted) => Guess::Exhausted,
        (State::Live { .. }, State::Live { attempts }) => Guess::Wrong { left: MAX_ATTEMPTS - attempts },
        _ => Guess::Dead,
    };
    match event {
        Event::Right => assert_eq!(sari.types(ctx, code).await, expected),
        Event::Wrong => assert_eq!(sari.types(ctx, &wrong(code, 0)).await, expected),
        Event::Superseded | Event::Cancelled => {
            let mut tx = ctx.db.begin().await.unwrap();
            if event == Event::Cancelled {
                store::cancel(&mut tx, &sari.name).await.unwrap();
            } else {
                store::supersede(&mut tx, &sari.name, sari.purpose, ctx.random.id(ctx.now())).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_statement_and_the_rule_agree_whatever_happens_in_whatever_order() {
    both(|ctx| async move {
        let mut dice = Dice(0x5EED_C0DE);
        for round in 0..60 {
            let sari = person(&format!("sari {round}"));
            let code = sari.ask(&ctx).await.unwrap();
            let expires = ctx.now().plus_seconds(sari.purpose.life());
            let mut state = State::Live { attempts: 0 };
            for _ in 0..10 {
                pass(&ctx, i64::try_from(dice.below(60)).unwrap());
                if dice.below(4) == 0 {
                    maintain(&ctx).await.unwrap();
                }
                let event = match dice.below(10) {
                    0..6 => Event::Wrong,
                    6 | 7 => Event::Right,
                    // Ending a code that ran out already only changes how its end is called.
                    _ if ctx.now() >= expires => Event::Wrong,
                    8 => Event::Superseded,
                    _ => Event::Cancelled,
                };
                let after = rules::step(state, event, ctx.now(), expires);
                happens(&ctx, &sari, &code, event, state, after).await;
                assert_eq!(effective(&ctx, &sari).await, after, "round {round}: {state:?} {event:?}");
                state = after;
            }
        }
    })
    .await;
}
