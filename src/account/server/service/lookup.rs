//! What the office may know of participants: who has an address, a NIK or a number, and an account masked or in full.
//!
//! Nothing here asks who is looking or why, and nothing is recorded: the office does both before it calls [`full`].

use super::{Account, codes, history};
use crate::account::model::dossier::{AccountState, Dossier, DossierEvent, Full, Masked};
use crate::account::rules::lookup::Wanted;
use crate::account::rules::standing::{Standing, Status};
use crate::account::server::store::{self, history as events, lookup};
use crate::kernel::instant::Instant;
use crate::kernel::person::FullName;
use crate::kernel::region::RegionCode;
use crate::platform::crypt::CryptError;
use crate::platform::db::Tx;
use crate::platform::http::session;
use crate::platform::{Ctx, Error, regions};
use uuid::Uuid;

/// Events on the page about a participant.
const EVENTS: usize = 10;
/// Events read for them; some are not shown.
const READ: i64 = 40;

/// The accounts that a search finds, at most `limit`: by address or id one, by NIK or number the verified one first. In the transaction that
/// counts and records the search.
///
/// # Errors
/// The database.
pub async fn find(tx: &mut Tx, ctx: &Ctx, wanted: &Wanted, limit: i64) -> Result<Vec<Uuid>, Error> {
    Ok(match wanted {
        Wanted::Id(id) => lookup::by_id(tx, Uuid::from_u128(*id)).await?,
        Wanted::Email(email) => lookup::by_email(tx, &ctx.keys.blind("email", email.as_str())).await?,
        Wanted::Nik(nik) => lookup::by_nik(tx, &ctx.keys.blind("nik", nik.as_str()), limit).await?,
        Wanted::Phone(phone) => lookup::by_phone(tx, &ctx.keys.blind("phone", phone.e164()), limit).await?,
    })
}

/// An account as lists name it. `None`: there is none, or its owner's key was destroyed.
///
/// # Errors
/// The database, or data that cannot be read.
pub async fn masked(ctx: &Ctx, id: Uuid) -> Result<Option<Masked>, Error> {
    Ok(open(ctx, id).await?.map(|opened| opened.masked))
}

/// An account as its page shows it without a reason; `None` as for [`masked`].
///
/// # Errors
/// The database, or data that cannot be read.
pub async fn dossier(ctx: &Ctx, id: Uuid) -> Result<Option<Dossier>, Error> {
    let Some(Opened { account, masked, password_changed_at }) = open(ctx, id).await? else { return Ok(None) };
    let rows = events::events(&ctx.db, id, Uuid::max(), None, READ).await?;
    let shown = history::shown(ctx, id, rows).await?.into_iter().take(EVENTS);
    let live = session::count_live(&ctx.db, ctx.now(), id).await?;
    Ok(Some(Dossier {
        masked,
        channel: codes::first(&account, None)?,
        password_changed_at,
        last_seen_at: lookup::last_seen(&ctx.db, id).await?,
        live_sessions: u32::try_from(live).unwrap_or_default(),
        events: shown.map(|row| DossierEvent { at: Instant(row.at), action: row.action, outcome: row.outcome }).collect(),
    }))
}

/// The personal data in full; `None` as for [`masked`]. Only for a caller who has given and recorded a reason.
///
/// # Errors
/// The database, or data that cannot be read.
pub async fn full(ctx: &Ctx, id: Uuid) -> Result<Option<Full>, Error> {
    let Some(Opened { account, masked, .. }) = open(ctx, id).await? else { return Ok(None) };
    let profile = account.profile()?;
    Ok(Some(Full {
        nik: account.nik()?.as_str().to_owned(),
        email: account.email.as_str().to_owned(),
        phone: account.phone.local(),
        name: profile.name,
        birth_date: profile.birth_date,
        gender: profile.gender,
        address: profile.address,
        place: masked.place,
    }))
}

struct Opened {
    account: Account,
    masked: Masked,
    password_changed_at: Option<Instant>,
}

async fn open(ctx: &Ctx, id: Uuid) -> Result<Option<Opened>, Error> {
    let (Some(row), Some(facts)) = (store::account(&ctx.db, id).await?, lookup::facts(&ctx.db, id).await?) else {
        return Ok(None);
    };
    let account = match Account::open(ctx, row).await {
        Err(Error::Crypt(CryptError::Erased)) => return Ok(None),
        other => other?,
    };
    let profile = account.profile()?;
    let name = FullName::parse(&profile.name).map_err(|_| Error::Corrupt("account.profile"))?;
    let masked = Masked {
        id: id.simple().to_string(),
        name: name.masked(),
        nik: account.nik()?.masked(),
        email: account.email.masked(),
        phone: account.phone.masked(),
        place: place(&profile.district),
        phone_verified_at: account.row.phone_verified_at.map(Instant),
        identity: account.row.identity()?,
        identity_checked_at: facts.identity_checked_at.map(Instant),
        state: state(&facts, ctx.now())?,
        opened_at: Instant(facts.created_at),
    };
    Ok(Some(Opened { account, masked, password_changed_at: facts.password_changed_at.map(Instant) }))
}

fn state(facts: &lookup::Facts, now: Instant) -> Result<AccountState, Error> {
    Ok(match facts.status()? {
        Status::Active => AccountState::Active,
        Status::Suspended => match Standing::suspended(facts.reason()?, facts.suspended_until.map(Instant), now) {
            Standing::Suspended { reason, until } => AccountState::Suspended { reason, until },
            // One that has run out is lifted at the next sign-in or within a minute.
            Standing::Active | Standing::Lapsed | Standing::Removing { .. } => AccountState::Active,
        },
        Status::Removing | Status::Erased => AccountState::Leaving,
    })
}

/// The names of a district and what it lies in; the bare code of one that no longer exists.
fn place(district: &str) -> String {
    let names = || {
        let district = RegionCode::parse(district).ok()?;
        let regency = district.parent()?;
        regions::resolve(regency.parent()?, regency, district)
    };
    names().map_or_else(|| district.to_owned(), |names| [names.district, names.regency, names.province].join(", "))
}
