//! Sign-ins per second, beside the password hashing without which there is none.

use crate::load::{Client, Deed, Failure, Load, Outcome, Tally, drive};
use crate::people;
use crate::portal::{Portal, cores};
use crate::table::Table;
use axum::http::{Request, StatusCode};
use prakerja::kernel::lang::Lang;
use prakerja::platform::captcha::Challenge;
use prakerja::platform::hashing::Hasher;
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Visitors at a time for each core: enough that a place in the hashing pool never waits for one, and few enough that the line before
/// it stays short.
const WIDTH: usize = 3;
/// Hashing and signing in take turns in so many rounds, so that other work on the machine slows both.
const ROUNDS: u32 = 5;

/// Compares the right password with its record, with nothing around it.
struct Comparing {
    hasher: Hasher,
    record: String,
}

impl Deed for Comparing {
    async fn once(&mut self) -> Result<Outcome, Failure> {
        let verdict = self.hasher.verify(people::PASSWORD, &self.record).await?;
        Ok(if verdict.ok { Outcome::Right } else { Outcome::Wrong("the right password did not fit".to_owned()) })
    }
}

/// Everybody signs in once, because a mailbox gets one code a minute.
struct Visitor {
    client: Client,
    origin: String,
    next: Arc<AtomicU32>,
    people: u32,
    sums: Arc<HashMap<String, u8>>,
}

impl Deed for Visitor {
    async fn once(&mut self) -> Result<Outcome, Failure> {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        if n >= self.people {
            return Ok(Outcome::Over);
        }
        // 198.18.0.0/15 is set aside for benchmarks (RFC 2544).
        let from = Ipv4Addr::from_bits(0xC612_0000 + n % 0x2_0000).to_string();
        let ask = Request::get("/tantangan/masuk").header("accept", "application/json").header("x-forwarded-for", &from);
        let challenge: serde_json::Value = serde_json::from_slice(&self.client.send(ask, String::new()).await?.body)?;
        let sum = challenge["question"].as_str().and_then(|question| self.sums.get(question)).ok_or("no sum was asked")?;
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("email", &people::email(n))
            .append_pair("password", people::PASSWORD)
            .append_pair("tantangan", challenge["token"].as_str().unwrap_or_default())
            .append_pair("captcha", &sum.to_string())
            .finish();
        let post = Request::post("/api/account/sign_in")
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &self.origin)
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", &from);
        let answer = self.client.send(post, body).await?;
        Ok(match (answer.status, answer.header("location")) {
            (StatusCode::OK, "/masuk/kode") => Outcome::Right,
            // How the portal says that it has no place in time: slow, not wrong.
            (StatusCode::SERVICE_UNAVAILABLE, _) => Outcome::Busy,
            (status, place) => Outcome::Wrong(format!("sign-in: {status} to `{place}`")),
        })
    }
}

/// Every question that asks for one sum, with its answer.
fn sums() -> HashMap<String, u8> {
    let terms = (1..=12).flat_map(|a| (1..=12).map(move |b| (a, b)));
    terms.map(|(a, b)| (Challenge { token: String::new(), sums: vec![(a, b)] }.question(Lang::Id), a + b)).collect()
}

/// The hashing alone, then sign-ins from the captcha until `/masuk/kode` is next.
pub async fn measure(portal: &Portal, load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let hasher = &portal.ctx.hasher;
    let record = hasher.hash(people::PASSWORD).await?;
    let comparing = || (0..cores()).map(|_| Comparing { hasher: hasher.clone(), record: record.clone() }).collect();
    let warm = drive(comparing(), time / ROUNDS).await?;

    // No more can sign in than can be hashed; a busy machine may have been slow so far.
    let people = (warm.per_second() * time.as_secs_f64() * 3.0) as u32 + 100;
    people::settle(&portal.ctx, people, &record).await?;
    let (next, sums) = (Arc::new(AtomicU32::new(0)), Arc::new(sums()));
    let visitors = async || -> Result<Vec<Visitor>, Failure> {
        let clients = load.connect(portal.addr, WIDTH * cores()).await?;
        let origin = &portal.ctx.config.server.public_url;
        let visitor = |client| Visitor { client, origin: origin.clone(), next: next.clone(), people, sums: sums.clone() };
        Ok(clients.into_iter().map(visitor).collect())
    };
    load.drive(visitors().await?, time / ROUNDS).await?;
    let (mut alone, mut signed_in) = (Tally::default(), Tally::default());
    for _ in 0..ROUNDS {
        alone.add(drive(comparing(), time / ROUNDS).await?);
        signed_in.add(load.drive(visitors().await?, time / ROUNDS).await?);
    }

    let (cost, engine) = (portal.ctx.config.hashing, &portal.engine);
    let cost = format!("{} KiB/{}/{}", cost.memory_kib, cost.iterations, cost.parallelism);
    let (hashing, sign_ins) = (format!("argon2 alone, {cost}, {engine} run"), format!("sign-in, {engine}"));
    table.rate(&hashing, alone);
    table.rate(&sign_ins, signed_in);
    table.share(&format!("sign-in of argon2 alone, {engine}"), &sign_ins, &hashing, "");
    Ok(())
}
