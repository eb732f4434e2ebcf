//! Checks of one-time codes per second, each in a transaction of its own as behind the forms.

use crate::load::{Deed, Failure, Outcome, Tally, drive};
use crate::portal::Portal;
use crate::table::Table;
use prakerja::kernel::code::{Channel, OneTimeCode};
use prakerja::otp::rules::{MAX_ATTEMPTS, Purpose};
use prakerja::otp::server::{self as otp, Guess};
use prakerja::platform::Ctx;
use std::time::Duration;
use std::vec;

/// Codes that are sent, outside the measured time, before they are tried.
const BATCH: usize = 256;
/// Tries at a time.
const WIDTH: usize = 8;

/// A code that was sent to somebody.
struct Sent {
    subject: String,
    flow: String,
    code: OneTimeCode,
}

/// Somebody types a code.
struct Try {
    flow: String,
    code: OneTimeCode,
    expected: Guess,
}

/// Types one code after the other.
struct Typing {
    ctx: Ctx,
    tries: vec::IntoIter<Try>,
}

impl Deed for Typing {
    async fn once(&mut self) -> Result<Outcome, Failure> {
        let Some(Try { flow, code, expected }) = self.tries.next() else { return Ok(Outcome::Over) };
        let mut tx = self.ctx.db.begin().await?;
        let guess = otp::guess(&mut tx, &self.ctx, Purpose::SignIn, &flow, &code).await?;
        tx.commit().await?;
        Ok(if guess == expected { Outcome::Right } else { Outcome::Wrong(format!("{guess:?} instead of {expected:?}")) })
    }
}

/// Sends a code to each of a batch of new people.
async fn send(ctx: &Ctx) -> Result<Vec<Sent>, Failure> {
    let mut all = Vec::new();
    let mut tx = ctx.db.begin().await?;
    for _ in 0..BATCH {
        let subject = ctx.random.id(ctx.now()).simple().to_string();
        let flow = format!("flow of {subject}");
        let destination = ctx.keys.blind("email", &subject);
        let request = otp::Request {
            purpose: Purpose::SignIn,
            subject_ref: &subject,
            flow_hash: &flow,
            channel: Channel::Email,
            destination_index: &destination,
            since: None,
        };
        let prepared = otp::prepare(&mut tx, ctx, &request).await?.map_err(|_| "a code was refused")?;
        otp::put(&mut tx, ctx, &request, &prepared, "PJ-AAAAAA", true).await?;
        all.push(Sent { flow, code: prepared.code, subject });
    }
    tx.commit().await?;
    Ok(all)
}

/// All wrong tries that a code survives.
fn wrong_tries(sent: &Sent) -> Vec<Try> {
    let number: u32 = sent.code.as_str().parse().unwrap_or_default();
    let other = OneTimeCode::from_number((number + 1) % OneTimeCode::COUNT);
    let tries = (1..MAX_ATTEMPTS).zip(std::iter::repeat_with(move || other.clone()));
    let one = |(used, code): (i64, Option<OneTimeCode>)| {
        Some(Try { flow: sent.flow.clone(), code: code?, expected: Guess::Wrong { left: MAX_ATTEMPTS - used } })
    };
    tries.filter_map(one).collect()
}

fn right_try(sent: &Sent) -> Vec<Try> {
    let expected = Guess::Right { subject_ref: sent.subject.clone() };
    vec![Try { flow: sent.flow.clone(), code: sent.code.clone(), expected }]
}

/// Lets all of them be tried, each person's tries one after the other.
async fn type_all(ctx: &Ctx, sent: &[Sent], tries: fn(&Sent) -> Vec<Try>) -> Result<Tally, Failure> {
    let share = sent.len().div_ceil(WIDTH);
    let typing = |part: &[Sent]| {
        let tries: Vec<Try> = part.iter().flat_map(tries).collect();
        Typing { ctx: ctx.clone(), tries: tries.into_iter() }
    };
    drive(sent.chunks(share).map(typing).collect(), Duration::from_secs(600)).await
}

/// Wrong and right codes in turns, until each kind has had its time.
pub async fn measure(portal: &Portal, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let ctx = &portal.ctx;
    type_all(ctx, &send(ctx).await?, right_try).await?;
    let (mut wrong, mut right) = (Tally::default(), Tally::default());
    while wrong.elapsed < time || right.elapsed < time {
        let sent = send(ctx).await?;
        if wrong.elapsed < time {
            wrong.add(type_all(ctx, &sent, wrong_tries).await?);
        }
        if right.elapsed < time {
            right.add(type_all(ctx, &sent, right_try).await?);
        }
    }
    table.rate(format!("code check, wrong, {}", portal.engine), wrong);
    table.rate(format!("code check, right, {}", portal.engine), right);
    Ok(())
}
