//! The pure rule of the removal and the guarded statements are one state machine.

use crate::account::erase_due;
use crate::account::model::{Channel, Identity};
use crate::account::rules::removal::{CANCEL_LIFE, Event, State, step};
use crate::account::server::store::{self, removal as removals};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::params;
use crate::platform::Ctx;
use crate::platform::crypt::{self, Place, token_hash};
use crate::site;
use crate::testing::both;
use uuid::Uuid;

/// Small numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % count).unwrap()
    }
}

/// An account that nobody has typed the password of.
async fn somebody(ctx: &Ctx, n: i64) -> Uuid {
    let (now, id) = (ctx.now(), ctx.random.id(ctx.now()));
    let email = format!("warga{n}@contoh.example");
    let mut tx = ctx.db.begin().await.unwrap();
    let key = crypt::create_person(&mut tx, &ctx.keys, id, now).await.unwrap();
    let new = store::NewAccount {
        id,
        email_index: ctx.keys.blind("email", &email),
        email_sealed: key.seal(Place::row("account.email", id), email.as_bytes()),
        password_hash: "x".to_owned(),
        nik_index: ctx.keys.blind("nik", &email),
        nik_sealed: key.seal(Place::row("account.nik", id), b"x"),
        profile_sealed: key.seal(Place::row("account.profile", id), b"x"),
        phone_index: ctx.keys.blind("phone", &email),
        phone_sealed: key.seal(Place::row("account.phone", id), b"+6281233440001"),
        phone_verified_at: None,
        identity: Identity::Verified,
        language: Lang::Id,
        code_channel: Channel::Email,
        terms_version: "1",
        now,
    };
    store::insert_account(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn stored(ctx: &Ctx, account: Uuid) -> State {
    let (status,): (String,) = ctx.db.fetch_one("SELECT status FROM account WHERE id = $1", params![account]).await.unwrap();
    let until = "SELECT cancel_until FROM removal WHERE account_id = $1 AND state = 'requested'";
    let open: Option<(i64,)> = ctx.db.fetch_optional(until, params![account]).await.unwrap();
    match (status.as_str(), open) {
        ("active", None) => State::Active,
        ("removing", Some((until,))) => State::Requested { cancel_until: Instant(until) },
        ("erased", None) => State::Erased,
        other => panic!("{other:?}"),
    }
}

async fn happens(ctx: &Ctx, account: Uuid, event: Event, link: &mut String) {
    let now = ctx.now();
    if event == Event::Erase {
        erase_due(ctx, &site::erasures()).await.unwrap();
        return;
    }
    let mut tx = ctx.db.begin().await.unwrap();
    if event == Event::Cancel {
        removals::cancel(&mut tx, &token_hash(link), now).await.unwrap();
    } else {
        let (id, fresh) = (ctx.random.id(now), ctx.random.token().encode());
        let (hash, cancel_until) = (token_hash(&fresh), now.plus_seconds(CANCEL_LIFE));
        if removals::begin(&mut tx, removals::NewRemoval { id, account, token_hash: &hash, now, cancel_until }).await.unwrap() {
            *link = fresh;
        }
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_statements_and_the_rule_agree_whatever_happens_in_whatever_order_and_however_the_clock_goes() {
    both(|ctx| async move {
        let mut dice = Dice(0x5EED_4A95);
        let mut erased = 0;
        for round in 0..30 {
            let account = somebody(&ctx, round).await;
            let (mut state, mut link) = (State::Active, String::new());
            for _ in 0..12 {
                // Sometimes back.
                let passed = dice.below(60_000) - 10_000;
                ctx.clock.set_offset_ms(ctx.clock.offset_ms() + passed * 1000);
                let event = match dice.below(5) {
                    0 | 1 => Event::Request,
                    2 => Event::Cancel,
                    _ => Event::Erase,
                };
                let after = step(state, event, ctx.now());
                for _ in 0..=dice.below(2) {
                    happens(&ctx, account, event, &mut link).await;
                    assert_eq!(stored(&ctx, account).await, after, "round {round}: {state:?} {event:?}");
                }
                state = after;
            }
            erased += usize::from(state == State::Erased);
        }
        assert!((5..30).contains(&erased), "{erased}: both ends were met");
    })
    .await;
}
