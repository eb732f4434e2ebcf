//! `/kantor/peserta`: finding a participant by a value that is exactly theirs.
//!
//! Invariants: what was searched for stands in no address, log or audit event; every search is recorded with its kind and the number of
//! accounts it found; nobody searches more often than the day's number.

use crate::account::model::dossier::Masked;
use crate::account::{self, Wanted};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::office::model::people::{Found, PeoplePage};
use crate::office::rules::people::{HITS, SEARCHES_A_DAY};
use crate::office::server::store::people as store;
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::flash::Flash;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::{Error, nfc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Name of the form, and of what the page is told.
const FORM: &str = "peserta";
/// Searches of a member of staff; soft, beside the hard number of the day.
const SEARCHES: Rule = Rule { name: "staff_search", whose: Whose::Staff, burst: 60, per: 300 };

/// `/kantor/peserta`, with what the last search of this member of staff found.
pub async fn page(call: &Call) -> Result<PeoplePage, Fault> {
    let staff = call.staff()?.staff;
    let mut told = call.visit.flash(FORM).unwrap_or_default();
    let own = told.value("petugas") == staff.simple().to_string();
    let found = match told.values.get("jenis").filter(|_| own) {
        Some(kind) => Some(found(call, kind, told.value("hasil")).await?),
        None => None,
    };
    if told.fault.is_some() {
        call.reply.set_cookie(Cookie::gone(cookies::FLASH));
    }
    told.values.retain(|name, _| name == "cari");
    Ok(PeoplePage { found, refill: told })
}

/// The accounts whose ids wait for the page.
async fn found(call: &Call, kind: &str, ids: &str) -> Result<Found, Error> {
    let ids: Vec<Uuid> = ids.split(' ').filter_map(|id| Uuid::try_parse(id).ok()).collect();
    let mut hits: Vec<Masked> = Vec::new();
    for id in ids.iter().take(HITS) {
        // One that was erased meanwhile is gone from the list, too.
        hits.extend(account::lookup::masked(&call.ctx, *id).await?);
    }
    Ok(Found { kind: kind.to_owned(), hits, more: ids.len() > HITS })
}

/// "Cari": one account leads to its page, none or several back to the list.
///
/// # Errors
/// A fault on `cari`; [`Code::Limited`] when it is too often.
pub async fn search(call: &Call, typed: &str) -> Result<(), Fault> {
    let staff = call.staff()?.staff;
    let wanted = Wanted::parse(&nfc(typed)).map_err(|code| Fault::invalid("cari", code))?;
    let mut tx = call.ctx.db.begin().await?;
    limit(&mut tx, call, staff).await?;
    let most = i64::try_from(HITS + 1).unwrap_or(i64::MAX);
    let ids = account::lookup::find(&mut tx, &call.ctx, &wanted, most).await?;
    let event = Event {
        actor: ActorRef::Staff(staff),
        subject: None,
        action: "office.search",
        outcome: if ids.is_empty() { "none" } else { "ok" },
        detail: vec![Fact::Code("kind", wanted.kind()), Fact::Number("hits", i64::try_from(ids.len()).unwrap_or_default())],
    };
    audit::record(&mut tx, &call.ctx, event).await?;
    tx.commit().await?;
    match &ids[..] {
        [only] => call.reply.go_path(person_path(*only)),
        _ => {
            remember(call, staff, &wanted, &ids, typed);
            call.reply.go(Route::OfficePeople);
        }
    }
    Ok(())
}

/// Where one participant's page is.
pub(super) fn person_path(account: Uuid) -> String {
    let id = account.simple().to_string();
    Route::OfficePerson.fill(&id).unwrap_or_else(|| Route::OfficePeople.path().to_owned())
}

/// Takes from both limits.
async fn limit(tx: &mut Tx, call: &Call, staff: Uuid) -> Result<(), Fault> {
    let (now, key) = (call.now(), staff.simple().to_string());
    limits::take(tx, now, SEARCHES, &key).await?.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    let today = now.date_wib();
    if store::count(tx, staff, today.epoch_days(), SEARCHES_A_DAY).await? {
        return Ok(());
    }
    tracing::warn!(staff = %key, "a member of staff has used up the day's searches");
    let midnight = Instant::from_wib(today.plus_days(1), 0, 0, 0);
    Err(Fault::of(Code::Limited).with("cari", "daily").retry(now.seconds_until(midnight)))
}

/// Lets the page list what was found. Only ids travel, and what was typed when nothing was found, all of it sealed.
fn remember(call: &Call, staff: Uuid, wanted: &Wanted, ids: &[Uuid], typed: &str) {
    let list = ids.iter().map(|id| id.simple().to_string()).collect::<Vec<_>>().join(" ");
    let mut values = BTreeMap::from([
        ("petugas".to_owned(), staff.simple().to_string()),
        ("jenis".to_owned(), wanted.kind().to_owned()),
        ("hasil".to_owned(), list),
    ]);
    if ids.is_empty() {
        values.insert("cari".to_owned(), typed.to_owned());
    }
    if let Some(cookie) = (Flash { form: FORM.to_owned(), fault: None, values }).cookie(&call.ctx.keys) {
        call.reply.set_cookie(cookie);
    }
}
