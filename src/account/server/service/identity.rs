//! The identity of a profile: correcting name, birth date and gender while they are not confirmed, and asking the population registry
//! again. What the registry says takes effect at once, unless the profile or its state changed while it was asked.

use super::person::{self, Civil, Typed};
use super::profile::{FORM, fields, late, open, replace, seal, values, version};
use super::proof::own;
use super::register::registry;
use super::{Account, note, told};
use crate::account::model::profile::{Part, ProfileNotice, Values};
use crate::account::model::{Identity, Mismatch};
use crate::account::rules::Registry;
use crate::account::rules::profile::{self as rules, Correction, may_correct};
use crate::account::server::store::profile as store;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::person::FullName;
use crate::kernel::route::Route;
use crate::platform::Error;
use crate::platform::db::{Tx, is_unique_violation};
use crate::platform::http::actor::Call;
use crate::platform::limits::{self, Rule, Whose};
use uuid::Uuid;

/// Questions to the registry by "Periksa ulang", per account. One that is not answered does not count.
const RECHECKS: Rule = Rule { name: "identity_check", whose: Whose::Person, burst: 3, per: 3_600 };
/// The same for corrected values, which take two when they differ from the registry's.
const CORRECTIONS: Rule = Rule { name: "identity_correct", whose: Whose::Person, burst: 6, per: 3_600 };

async fn take(call: &Call, rule: Rule, account: Uuid) -> Result<(), Fault> {
    let mut tx = call.ctx.db.begin().await?;
    let taken = limits::take(&mut tx, call.now(), rule, &account.simple().to_string()).await?;
    tx.commit().await?;
    taken.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))
}

async fn give_back(call: &Call, rule: Rule, account: Uuid) -> Result<(), Error> {
    let mut tx = call.ctx.db.begin().await?;
    limits::give_back(&mut tx, call.now(), rule, &account.simple().to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// "Periksa ulang": asks the registry about what the profile says.
pub async fn recheck(call: &Call) -> Result<(), Fault> {
    let account = own(call).await?;
    let (profile, nik, id) = (account.profile()?, account.nik()?, account.row.id);
    take(call, RECHECKS, id).await?;
    let name = FullName::parse(&profile.name).map_err(|_| Error::Corrupt("account.profile"))?;
    let answer = registry(call.ctx.population.check(&nik, &name, profile.birth_date, profile.gender).await);
    if answer == Registry::Down {
        give_back(call, RECHECKS, id).await?;
    }
    let then = rules::recheck(account.row.identity()?, answer);
    let asked = values(&profile, Part::Person);
    let written = match settle(call, &account, &asked, then).await {
        Err(Error::Db(error)) if is_unique_violation(&error) => {
            settle(call, &account, &asked, Identity::Unverified(Mismatch::NikTaken)).await
        }
        other => other,
    };
    if written? {
        let notice = if answer == Registry::Down { ProfileNotice::Down } else { ProfileNotice::Checked };
        call.flash(FORM, notice.name());
    }
    call.reply.go(Route::Profile);
    Ok(())
}

/// Writes what the registry said about `asked`. Answers `false` when that, or the state, is another one by now: then the answer is of
/// no use, and the page shows what is.
async fn settle(call: &Call, account: &Account, asked: &Values, then: Identity) -> Result<bool, Error> {
    let id = account.row.id;
    let mut tx = call.ctx.db.begin().await?;
    let Some(row) = store::lock(&mut tx, id).await? else { return Ok(false) };
    let was = row.identity()?;
    if was != account.row.identity()? || values(&open(&account.key, &row.profile_sealed)?, Part::Person) != *asked {
        return Ok(false);
    }
    write(&mut tx, call, id, was, &row.profile_sealed, then).await?;
    tx.commit().await?;
    Ok(true)
}

async fn write(tx: &mut Tx, call: &Call, account: Uuid, was: Identity, sealed: &[u8], then: Identity) -> Result<(), Error> {
    if store::set_identity(tx, account, then, (was, sealed), call.now()).await? != 1 {
        return Err(Error::Corrupt("an identity changed while it was locked"));
    }
    told::overtake_identity(tx, &call.ctx, account).await?;
    note(tx, call, Some(account), "identity.check", then.names().0).await
}

/// "Simpan" on name, birth date and gender: asked about at once. A difference is named once; the same values again are saved.
pub async fn correct(call: &Call, typed: &Typed, opened_with: &str) -> Result<(), Fault> {
    let account = own(call).await?;
    if !may_correct(account.row.identity()?) {
        return Err(Fault::elsewhere(Route::Profile));
    }
    let civil = person::civil(typed, call.now().date_wib())?;
    let (profile, id) = (account.profile()?, account.row.id);
    let stored = values(&profile, Part::Person);
    let wanted = wanted(&civil);
    if wanted == stored {
        return saved(call);
    }
    if version(call, id, &stored)? != opened_with {
        return Err(late(call, Part::Person, kept(typed)));
    }
    take(call, CORRECTIONS, id).await?;
    let answer = registry(call.ctx.population.check(&account.nik()?, &civil.name, civil.birth_date, civil.gender).await);
    let fingerprint = person::fingerprint(call, id, &civil.name, civil.birth_date, civil.gender);
    let then = match rules::correct(answer, profile.refused_once.as_deref() == Some(&fingerprint)) {
        Correction::Save(identity) => identity,
        Correction::Refuse { field, code } => {
            refuse(call, &account, fingerprint).await?;
            return Err(Fault::invalid(field, code));
        }
    };
    let outcome = match save(call, &account, &civil, &stored, then).await {
        Err(Error::Db(error)) if is_unique_violation(&error) => {
            save(call, &account, &civil, &stored, Identity::Unverified(Mismatch::NikTaken)).await
        }
        other => other,
    };
    match outcome? {
        Outcome::Saved => saved(call),
        Outcome::Late => Err(late(call, Part::Person, kept(typed))),
        Outcome::Verified => Err(Fault::elsewhere(Route::Profile)),
    }
}

fn wanted(civil: &Civil) -> Values {
    Values::Person { name: civil.name.as_str().to_owned(), birth_date: civil.birth_date, gender: civil.gender }
}

fn kept(typed: &Typed) -> super::profile::Fields {
    fields([("nama", &typed.nama), ("tanggal_lahir", &typed.tanggal_lahir), ("jenis_kelamin", &typed.jenis_kelamin)])
}

fn saved(call: &Call) -> Result<(), Fault> {
    call.flash(FORM, ProfileNotice::Saved(Part::Person).name());
    call.reply.go(Route::Profile);
    Ok(())
}

/// What became of a save.
enum Outcome {
    Saved,
    /// Another save was first.
    Late,
    /// The registry has confirmed what was stored in the meantime.
    Verified,
}

/// The values, their identity, the change and the events commit together.
async fn save(call: &Call, account: &Account, civil: &Civil, stored: &Values, then: Identity) -> Result<Outcome, Error> {
    let id = account.row.id;
    let mut tx = call.ctx.db.begin().await?;
    let row = store::lock(&mut tx, id).await?.ok_or(Error::Corrupt("account"))?;
    let was = row.identity()?;
    if !may_correct(was) {
        return Ok(Outcome::Verified);
    }
    let mut profile = open(&account.key, &row.profile_sealed)?;
    let before = values(&profile, Part::Person);
    if before != *stored {
        return Ok(Outcome::Late);
    }
    civil.name.as_str().clone_into(&mut profile.name);
    (profile.birth_date, profile.gender, profile.refused_once) = (civil.birth_date, civil.gender, None);
    let sealed = replace(&mut tx, call, &account.key, &row.profile_sealed, &before, &profile).await?;
    write(&mut tx, call, id, was, &sealed, then).await?;
    tx.commit().await?;
    Ok(Outcome::Saved)
}

/// Remembers which values the registry refused.
async fn refuse(call: &Call, account: &Account, fingerprint: String) -> Result<(), Error> {
    let mut tx = call.ctx.db.begin().await?;
    let Some(row) = store::lock(&mut tx, account.row.id).await? else { return Ok(()) };
    let mut profile = open(&account.key, &row.profile_sealed)?;
    profile.refused_once = Some(fingerprint);
    let sealed = seal(&account.key, &profile)?;
    store::save(&mut tx, account.row.id, &sealed, &row.profile_sealed, call.now()).await?;
    note(&mut tx, call, Some(account.row.id), "identity.check", "refused").await?;
    tx.commit().await?;
    Ok(())
}
