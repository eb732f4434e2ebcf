//! Sign-ins per second, beside the password hashing without which there is none.

use crate::guest::{Guest, Sums, address, sums};
use crate::load::{Deed, Failure, Load, Outcome, Tally, drive};
use crate::portal::{Portal, cores};
use crate::table::Table;
use axum::http::StatusCode;
use prakerja::account::seed_participants;
use prakerja::account::server::seed::PASSWORD;
use prakerja::account::server::seed::invented::email;
use prakerja::platform::hashing::Hasher;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Visitors at a time for each core: enough that a place in the hashing pool never waits for one, and few enough that the line before
/// it stays short.
const WIDTH: usize = 3;
/// Hashing and signing in take turns in so many rounds, so that other work on the machine slows both.
pub const ROUNDS: u32 = 5;

/// Compares the right password with its record, with nothing around it.
#[derive(Clone)]
pub struct Comparing {
    hasher: Hasher,
    record: String,
}

impl Comparing {
    /// One for each core.
    pub async fn on_all_cores(hasher: &Hasher) -> Result<Vec<Self>, Failure> {
        let one = Self { hasher: hasher.clone(), record: hasher.hash(PASSWORD).await? };
        Ok(vec![one; cores()])
    }
}

impl Deed for Comparing {
    async fn once(&mut self) -> Result<Outcome, Failure> {
        let verdict = self.hasher.verify(PASSWORD, &self.record).await?;
        Ok(if verdict.ok { Outcome::Right } else { Outcome::Wrong("the right password did not fit".to_owned()) })
    }
}

/// Everybody signs in once, because a mailbox gets one code a minute.
pub struct Visitor {
    guest: Guest,
    next: Arc<AtomicU32>,
    people: u32,
}

impl Deed for Visitor {
    async fn once(&mut self) -> Result<Outcome, Failure> {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        if n > self.people {
            return Ok(Outcome::Over);
        }
        let from = address(n);
        let [token, sum] = self.guest.captcha("masuk", &from).await?;
        let fields = [("email", email(n)), ("password", PASSWORD.to_owned()), token, sum];
        let answer = self.guest.post("/api/account/sign_in", &from, "", &fields).await?;
        Ok(match (answer.status, answer.header("location")) {
            (StatusCode::OK, "/masuk/kode") => Outcome::Right,
            // How the portal says that it has no place in time: slow, not wrong.
            (StatusCode::SERVICE_UNAVAILABLE, _) => Outcome::Busy,
            (status, place) => Outcome::Wrong(format!("sign-in: {status} to `{place}`")),
        })
    }
}

/// Those who want to sign in at a server.
pub struct Queue {
    addr: SocketAddr,
    next: Arc<AtomicU32>,
    people: u32,
    sums: Sums,
}

impl Queue {
    /// As many as can sign in within `time` and a good deal more: no more can than can be hashed, and a busy machine may have been slow
    /// so far. They are generated in the portal's database; the server at `addr` works on it.
    pub async fn fill(portal: &Portal, addr: SocketAddr, time: Duration) -> Result<Self, Failure> {
        let comparing = Comparing::on_all_cores(&portal.ctx.hasher).await?;
        let warm = drive(comparing, time / ROUNDS).await?;
        let people = (warm.per_second() * time.as_secs_f64() * 3.0) as u32 + 100;
        seed_participants(&portal.ctx, people, |_| {}).await?;
        Ok(Self { addr, next: Arc::new(AtomicU32::new(1)), people, sums: sums() })
    }

    /// The next ones, on connections of their own.
    pub async fn visitors(&self, load: &Load) -> Result<Vec<Visitor>, Failure> {
        let clients = load.connect(self.addr, WIDTH * cores()).await?;
        let guest = |client| Guest { client, origin: format!("http://{}", self.addr), sums: self.sums.clone() };
        Ok(clients
            .into_iter()
            .map(|client| Visitor { guest: guest(client), next: self.next.clone(), people: self.people })
            .collect())
    }
}

/// What a hash costs, for the name of a row.
pub fn cost(portal: &Portal) -> String {
    let cost = portal.ctx.config.hashing;
    format!("{} KiB/{}/{}", cost.memory_kib, cost.iterations, cost.parallelism)
}

/// The hashing alone, then sign-ins from the captcha until `/masuk/kode` is next.
pub async fn measure(portal: &Portal, load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let queue = Queue::fill(portal, portal.addr, time).await?;
    let comparing = Comparing::on_all_cores(&portal.ctx.hasher).await?;
    load.drive(queue.visitors(load).await?, time / ROUNDS).await?;
    let (mut alone, mut signed_in) = (Tally::default(), Tally::default());
    for _ in 0..ROUNDS {
        alone.add(drive(comparing.clone(), time / ROUNDS).await?);
        signed_in.add(load.drive(queue.visitors(load).await?, time / ROUNDS).await?);
    }
    let engine = &portal.engine;
    let (hashing, sign_ins) =
        (format!("argon2 alone, {}, {engine} run", cost(portal)), format!("sign-in until the code is sent, {engine}"));
    table.rate(&hashing, alone);
    table.rate(&sign_ins, signed_in);
    table.share(&format!("sign-in of argon2 alone, {engine}"), &sign_ins, &hashing, "");
    Ok(())
}
