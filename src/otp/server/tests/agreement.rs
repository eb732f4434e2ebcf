//! The pure rule and the guarded statement are one state machine.

use super::{Guess, Person, maintain, pass, person, wrong};
use crate::kernel::code::OneTimeCode;
use crate::otp::rules::{self, CodeState, Event, MAX_ATTEMPTS, State};
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

/// What the row says.
async fn stored(ctx: &Ctx, sari: &Person) -> State {
    let (state, attempts) = sari.code(ctx).await;
    match CodeState::parse(&state).unwrap() {
        CodeState::Live => State::Live { attempts },
        CodeState::Verified => State::Verified,
        CodeState::Superseded => State::Superseded,
        CodeState::Expired => State::Expired,
        CodeState::Exhausted => State::Exhausted,
        CodeState::Cancelled => State::Cancelled,
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
        Event::Swept => drop(maintain(ctx).await.unwrap()),
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
async fn the_statement_and_the_rule_agree_whatever_happens_in_whatever_order_while_the_clock_goes_on_and_is_set_back() {
    both(|ctx| async move {
        let mut dice = Dice(0x5EED_C0DE);
        let mut late = 0;
        for round in 0..120 {
            let sari = person(&format!("sari {round}"));
            let code = sari.ask(&ctx).await.unwrap();
            let (asked, expires) = (ctx.now(), ctx.now().plus_seconds(sari.purpose.life()));
            let mut state = State::Live { attempts: 0 };
            for _ in 0..10 {
                let passed = i64::try_from(dice.below(200)).unwrap();
                // Back as far as to the moment it was asked for, also from beyond its time.
                let back = ctx.now().seconds_since(asked).min(5 * passed);
                pass(&ctx, if dice.below(4) == 0 { -back } else { passed });
                let event = match dice.below(20) {
                    0..7 => Event::Wrong,
                    7..10 => Event::Right,
                    10..17 => Event::Swept,
                    17..19 => Event::Superseded,
                    _ => Event::Cancelled,
                };
                let after = rules::step(state, event, ctx.now(), expires);
                late += u32::from(event != Event::Swept && matches!((state, after), (State::Live { .. }, State::Expired)));
                happens(&ctx, &sari, &code, event, state, after).await;
                assert_eq!(stored(&ctx, &sari).await, after, "round {round}: {state:?} {event:?}");
                state = after;
            }
        }
        assert!(late > 5, "{late}");
    })
    .await;
}
