//! The pages behind a session, with few and with many accounts in the database.

use crate::load::{Failure, Load, Tally};
use crate::pages::{Reader, readers};
use crate::portal::Portal;
use crate::table::Table;
use axum::http::Request;
use prakerja::account::seed_participants;
use prakerja::account::server::seed::invented::email;
use prakerja::account::server::store;
use prakerja::kernel::route::Route;
use prakerja::platform::crypt::token_hash;
use prakerja::platform::http::cookies;
use prakerja::platform::http::session::{self, Opening};
use std::time::Duration;
use uuid::Uuid;

/// How many accounts there are while the pages are read: a small office's, and a large programme's.
pub const FEW: u32 = 1_000;
pub const MANY: u32 = 1_000_000;
/// Participants who read, from all over the table.
const SIGNED_IN: u32 = 100;
/// Connections that stay open.
const WIDTH: usize = 4;
/// The pages take turns in so many rounds, so that other work on the machine slows all of them.
const ROUNDS: u32 = 5;

/// Reads every page that needs a session, also those that need a fresh proof, with each number of accounts.
pub async fn measure(portal: &Portal, load: &Load, time: Duration, counts: &[u32], table: &mut Table) -> Result<(), Failure> {
    for count in counts {
        let tell = |there: u32| {
            if there.is_multiple_of(100_000) {
                eprintln!("bench: {there} of {count} accounts on {}", portal.engine);
            }
        };
        seed_participants(&portal.ctx, *count, tell).await?;
        let (cookies, sessions) = sign_in(portal, *count).await?.into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
        let routes = open_pages(portal, load, &cookies).await?;
        let mut tallies: Vec<Tally> = routes.iter().map(|_| Tally::default()).collect();
        for round in 0..=ROUNDS {
            prove(portal, &sessions).await?;
            for (route, tally) in routes.iter().zip(&mut tallies) {
                let done = load.drive(reading(portal, load, *route, &cookies).await?, time / ROUNDS).await?;
                // The first round warms up.
                if round > 0 {
                    tally.add(done);
                }
            }
        }
        for (route, tally) in routes.iter().zip(tallies) {
            table.rate(format!("{}, {count} accounts, {}", route.path(), portal.engine), tally);
        }
    }
    Ok(())
}

/// Everybody who is signed in reads the page, each connection for some of them.
async fn reading(portal: &Portal, load: &Load, route: Route, cookies: &[String]) -> Result<Vec<Reader>, Failure> {
    let mut readers = readers(load, portal.addr, WIDTH, route.path()).await?;
    for (reader, share) in readers.iter_mut().zip(cookies.chunks(cookies.len().div_ceil(WIDTH))) {
        reader.cookies = share.to_vec();
    }
    Ok(readers)
}

/// The pages that need a session. One that leads elsewhere has nothing to show to somebody who has begun nothing.
async fn open_pages(portal: &Portal, load: &Load, cookies: &[String]) -> Result<Vec<Route>, Failure> {
    let behind = Route::ALL.iter().filter(|route| route.needs_session() && !route.has_parameter());
    let mut open = Vec::new();
    for route in behind {
        let request = Request::get(route.path()).header("cookie", cookies.first().map_or("", String::as_str));
        let answer = load.connect(portal.addr, 1).await?.remove(0).send(request, String::new()).await?;
        if answer.status.is_success() {
            open.push(*route);
        } else if !answer.status.is_redirection() {
            return Err(format!("{}: {}", route.path(), answer.status).into());
        }
    }
    Ok(open)
}

/// Gives password and code for everybody who is signed in, which lasts for a round of a few seconds for each page.
async fn prove(portal: &Portal, sessions: &[Uuid]) -> Result<(), Failure> {
    let mut tx = portal.ctx.db.begin().await?;
    for session in sessions {
        session::prove(&mut tx, portal.ctx.now(), *session).await?;
    }
    Ok(tx.commit().await?)
}

/// Opens a session for some of the participants; answers their cookies and sessions.
async fn sign_in(portal: &Portal, count: u32) -> Result<Vec<(String, Uuid)>, Failure> {
    let ctx = &portal.ctx;
    let mut signed_in = Vec::new();
    for nth in 0..SIGNED_IN.min(count) {
        let number = 1 + (u64::from(nth) * u64::from(count) / u64::from(SIGNED_IN)) as u32;
        let index = ctx.keys.blind("email", &email(number));
        let account = store::account_by_email(&ctx.db, &index).await?.ok_or("a participant is missing")?.id;
        let (now, token) = (ctx.now(), ctx.random.token());
        let mut tx = ctx.db.begin().await?;
        let hash = token_hash(&token.encode());
        let device = store::put_device(&mut tx, ctx.random.id(now), account, &hash, "android", now, None).await?;
        let opening = Opening { proven: true, network: "198.18.•.•".to_owned() };
        let (token, _) = session::open(&mut tx, ctx, account, device, opening).await?;
        tx.commit().await?;
        let token = token.encode();
        let session = session::find(&ctx.db, now, &token).await?.ok_or("a session was not opened")?.id;
        signed_in.push((format!("{}={token}", cookies::SESSION), session));
    }
    Ok(signed_in)
}
