//! Tries at a password or at an authenticator's value, of participants and of staff alike (`docs/rules.md`, C7, C8): one set of rules.
//!
//! Invariants: a try is counted before it is judged ([`Try::count`]), as a failure of its source and of its counter, so that of many at
//! once no more are judged than of many in a row. The right one is taken back ([`Try::forgive`]) with the wrong ones before it; one that
//! nobody judged is taken back alone ([`Try::give_back`]). What is limited or locked counts nothing. A source's limit is soft, because many
//! people share one address; a counter's lock is hard, and each known browser has a counter of its own, so that strangers lock nobody
//! out. Counters of staff never close, because staff have no reset.

use super::guard::{self, State};
use super::{Rule, Whose, give_back, sources, take};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::platform::db::{Db, Tx};
use crate::platform::{Ctx, Error};
use std::net::IpAddr;
use uuid::Uuid;

/// Wrong passwords per source, participants' and staff's together.
const FAILURES: Rule = Rule { name: "failures", whose: Whose::Source, burst: 20, per: 60 };

/// Whose failures count together: a row of the guard. A test erases a person and looks at what is left of each kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counter {
    /// A participant's password, from every browser that the account does not know: the address's fingerprint in hex, whether or not it
    /// has an account.
    Account(String),
    /// The same from a device of the account's: its row, which is one account's, so that nobody's tries count for somebody else on the
    /// same browser.
    Device(Uuid),
    /// A member of staff's password: the address's fingerprint in hex.
    Staff(String),
    /// The same from a browser that the member signed in with before: its token's hash.
    StaffDevice(Uuid, String),
    /// A member's authenticator, across all sign-ins.
    StaffCode(Uuid),
    /// The same from a browser that the member signed in with before.
    StaffCodeDevice(Uuid, String),
}

impl Counter {
    /// The name of its row. A participant's are named in [`super::store::ERASURE`], too.
    fn name(&self) -> String {
        match self {
            Counter::Account(address) => format!("account:{address}"),
            Counter::Device(device) => format!("device:{}", device.simple()),
            Counter::Staff(address) => format!("staff:{address}"),
            Counter::StaffDevice(staff, browser) => format!("staff_device:{}:{browser}", staff.simple()),
            Counter::StaffCode(staff) => format!("staff_code:{}", staff.simple()),
            Counter::StaffCodeDevice(staff, browser) => format!("staff_code_device:{}:{browser}", staff.simple()),
        }
    }

    fn is_of_staff(&self) -> bool {
        match self {
            Counter::Account(_) | Counter::Device(_) => false,
            Counter::Staff(_) | Counter::StaffDevice(..) | Counter::StaffCode(_) | Counter::StaffCodeDevice(..) => true,
        }
    }

    /// Forgets all its failures: its secret was replaced, or its owner proved to be there.
    ///
    /// # Errors
    /// The database.
    pub async fn clear(&self, tx: &mut Tx) -> Result<(), Error> {
        Ok(guard::clear(tx, &self.name()).await?)
    }

    /// Forgets all failures on these devices, many of them in each statement.
    ///
    /// # Errors
    /// The database.
    pub async fn clear_devices(tx: &mut Tx, devices: &[Uuid]) -> Result<(), Error> {
        let names: Vec<String> = devices.iter().map(|device| Counter::Device(*device).name()).collect();
        Ok(guard::clear_all(tx, &names).await?)
    }
}

/// One try, and where it counts.
#[derive(Clone, Debug)]
pub struct Try {
    counter: Counter,
    /// None at an authenticator: whoever types a value has given the password before.
    source: Option<String>,
}

impl Try {
    /// At a password, from this address.
    #[must_use]
    pub fn at_password(counter: Counter, from: IpAddr) -> Self {
        Self { counter, source: Some(sources::source_key(from)) }
    }

    /// At a value of an authenticator.
    #[must_use]
    pub fn at_value(counter: Counter) -> Self {
        Self { counter, source: None }
    }

    /// Counts it as a failure, if it may be made; the source's row first, then the counter's, which are the caller's until the transaction
    /// ends. Inner error: the limit or the lock, which count nothing. The try that reaches a lock may still be made; the lock is there for
    /// the next.
    ///
    /// # Errors
    /// The database.
    pub async fn count(&self, tx: &mut Tx, now: Instant) -> Result<Result<(), Fault>, Error> {
        if let Some(source) = &self.source
            && let Err(wait) = take(tx, now, FAILURES, source).await?
        {
            return Ok(Err(Fault::of(Code::Limited).retry(wait.0)));
        }
        let name = self.counter.name();
        let met = if self.counter.is_of_staff() {
            guard::attempt_of_staff(tx, now, &name).await?
        } else {
            guard::attempt(tx, now, &name).await?
        };
        if met != State::Open {
            self.free_source(tx, now).await?;
        }
        Ok(may_try(met, now))
    }

    /// Hands on what comparing answered. When too many passwords were waiting, nothing was compared and the try does not count.
    ///
    /// # Errors
    /// What `compared` brought, or the database.
    pub async fn judged<T>(&self, db: &Db, now: Instant, compared: Result<T, Error>) -> Result<T, Error> {
        if compared.as_ref().is_err_and(Error::is_shed) {
            self.give_back(db, now).await?;
        }
        compared
    }

    /// Takes back this try alone, and forgives nothing beside it.
    ///
    /// # Errors
    /// The database.
    pub async fn give_back(&self, db: &Db, now: Instant) -> Result<(), Error> {
        let mut tx = db.begin().await?;
        self.free_source(&mut tx, now).await?;
        guard::give_back(&mut tx, now, &self.counter.name()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// It was right: it costs its source nothing and forgives the wrong ones before.
    ///
    /// # Errors
    /// The database.
    pub async fn forgive(&self, tx: &mut Tx, now: Instant) -> Result<(), Error> {
        self.free_source(tx, now).await?;
        self.counter.clear(tx).await
    }

    /// [`Try::forgive`] by itself, so that whatever stops the caller after it, such as the limit of codes, leaves no right password
    /// counted.
    ///
    /// # Errors
    /// The database.
    pub async fn forgive_now(&self, db: &Db, now: Instant) -> Result<(), Error> {
        let mut tx = db.begin().await?;
        self.forgive(&mut tx, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// It was wrong, at this address (its fingerprint in hex), which source and counter have counted already: a source that fails at many
    /// addresses gives an extra proof.
    ///
    /// # Errors
    /// The database.
    pub async fn note_wrong(&self, tx: &mut Tx, ctx: &Ctx, address: &str) -> Result<(), Error> {
        if let Some(source) = &self.source {
            sources::note_failure(tx, &ctx.watch, ctx.now(), source, address).await?;
        }
        Ok(())
    }

    async fn free_source(&self, tx: &mut Tx, now: Instant) -> Result<(), Error> {
        if let Some(source) = &self.source {
            give_back(tx, now, FAILURES, source).await?;
        }
        Ok(())
    }
}

fn may_try(met: State, now: Instant) -> Result<(), Fault> {
    match met {
        State::Open => Ok(()),
        State::Locked { until } => Err(Fault::of(Code::Locked).retry(now.seconds_until(until))),
        State::Closed => Err(Fault::of(Code::Locked)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::erasure::{Traces, erase};
    use crate::platform::limits::line_up;
    use crate::platform::limits::store::ERASURE;
    use crate::testing::both;
    use tokio::task::JoinSet;

    const SOURCE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));
    const WORD: &str = "0123456789abcdef0123456789abcdef";

    /// The next kind of counter of whom [`WORD`] names: whoever adds one says here which comes after it.
    fn after(counter: &Counter) -> Option<Counter> {
        let (id, word) = (Uuid::parse_str(WORD).unwrap(), WORD.to_owned());
        match counter {
            Counter::Account(_) => Some(Counter::Device(id)),
            Counter::Device(_) => Some(Counter::Staff(word)),
            Counter::Staff(_) => Some(Counter::StaffDevice(id, word)),
            Counter::StaffDevice(..) => Some(Counter::StaffCode(id)),
            Counter::StaffCode(_) => Some(Counter::StaffCodeDevice(id, word)),
            Counter::StaffCodeDevice(..) => None,
        }
    }

    async fn count(ctx: &Ctx, tried: &Try) -> Result<(), Fault> {
        let mut tx = ctx.db.begin().await.unwrap();
        let counted = tried.count(&mut tx, ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        counted
    }

    async fn failures(ctx: &Ctx) -> i64 {
        const SUM: &str = "SELECT CAST(COALESCE(SUM(failures), 0) AS BIGINT) FROM guard";
        let (sum,): (i64,) = ctx.db.fetch_one(SUM, &[]).await.unwrap();
        sum
    }

    async fn names(ctx: &Ctx, sql: &'static str) -> Vec<String> {
        let rows: Vec<(String,)> = ctx.db.fetch_all(sql, &[]).await.unwrap();
        rows.into_iter().map(|(name,)| name).collect()
    }

    #[tokio::test]
    async fn of_every_counter_and_bucket_an_erasure_takes_what_is_the_person_s_and_nothing_else() {
        both(|ctx| async move {
            let all = std::iter::successors(Some(Counter::Account(WORD.to_owned())), after).collect::<Vec<_>>();
            let other = [Counter::Account("f".repeat(32)), Counter::Account(format!("{WORD}0"))];
            for counter in all.iter().chain(&other) {
                count(&ctx, &Try::at_value(counter.clone())).await.unwrap();
            }
            let mut tx = ctx.db.begin().await.unwrap();
            for (whose, key) in [
                (Whose::Person, WORD),
                (Whose::Person, "0123456789abcdef0123456789abcdef0"),
                (Whose::Source, "203.0.113.9"),
                (Whose::Staff, WORD),
            ] {
                take(&mut tx, ctx.now(), Rule { name: "uji", whose, burst: 3, per: 60 }, key).await.unwrap().unwrap();
            }
            line_up(&mut tx, ctx.now(), "baris", WORD).await.unwrap();
            sources::note_failure(&mut tx, &ctx.watch, ctx.now(), "203.0.113.9", WORD).await.unwrap();
            erase(&mut tx, ERASURE, &Traces { words: vec![WORD.to_owned()], ..Traces::default() }).await.unwrap();
            tx.commit().await.unwrap();

            let mut kept: Vec<String> =
                all.iter().filter(|counter| counter.is_of_staff()).chain(&other).map(Counter::name).collect();
            kept.sort();
            assert_eq!(kept.len(), 6);
            assert_eq!(names(&ctx, "SELECT name FROM guard ORDER BY name").await, kept);
            let buckets = names(&ctx, "SELECT name FROM limit_bucket ORDER BY name").await;
            let kept = [format!("person:{WORD}0:uji"), "spray:203.0.113.9".into(), format!("uji:{WORD}"), "uji:203.0.113.9".into()];
            assert_eq!(buckets, kept);
        })
        .await;
    }

    #[tokio::test]
    async fn of_fifty_tries_at_once_five_of_a_counter_and_twenty_of_a_source_may_be_made() {
        both(|ctx| async move {
            for (counters, most) in [(1_u128, 5), (10, 20)] {
                let mut posts = JoinSet::new();
                for number in 0..50 {
                    let (ctx, counter) =
                        (ctx.clone(), Counter::StaffDevice(Uuid::from_u128(number % counters), counters.to_string()));
                    posts.spawn(async move { count(&ctx, &Try::at_password(counter, SOURCE)).await });
                }
                let counted = posts.join_all().await;
                assert_eq!(counted.iter().filter(|counted| counted.is_ok()).count(), most);
                ctx.clock.set_offset_ms(ctx.clock.offset_ms() + 60_000);
            }
            assert_eq!(failures(&ctx).await, 25);
        })
        .await;
    }

    #[tokio::test]
    async fn what_is_locked_right_or_not_judged_costs_its_source_nothing() {
        both(|ctx| async move {
            let mine = Try::at_password(Counter::Staff(WORD.to_owned()), SOURCE);
            let other = Try::at_password(Counter::Account(WORD.to_owned()), SOURCE);
            for _ in 0..5 {
                count(&ctx, &mine).await.unwrap();
            }
            let arrival = async || {
                let row: (i64,) = ctx.db.fetch_one("SELECT arrival_at FROM limit_bucket", &[]).await.unwrap();
                row.0
            };
            let before = arrival().await;
            assert_eq!(count(&ctx, &mine).await.unwrap_err().code, Code::Locked);
            assert_eq!(arrival().await, before);
            count(&ctx, &other).await.unwrap();
            other.give_back(&ctx.db, ctx.now()).await.unwrap();
            assert_eq!((arrival().await, failures(&ctx).await), (before, 5));
            for _ in 0..2 {
                count(&ctx, &other).await.unwrap();
            }
            other.forgive_now(&ctx.db, ctx.now()).await.unwrap();
            assert!(arrival().await > before, "the wrong one before it has cost its source one");
            assert_eq!(failures(&ctx).await, 5, "and its counter nothing any more");
        })
        .await;
    }
}
