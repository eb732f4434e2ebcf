//! `/profil`: what the profile says, and saving it part by part.
//!
//! Invariants: a save reads and writes within one transaction, so that saves of different parts both hold; a save whose form was
//! opened before somebody else saved the same part changes nothing and gives back what was typed; every change is kept with what was
//! there before, and its audit event names the part only.

use super::person::{self, Typed};
use super::proof::own;
use super::{Profile, note};
use crate::account::model::profile::{
    Change, ChangesPage, NikPage, Occupation, Part, PartPage, ProfileNotice, ProfilePage, Schooling, Skills, Values,
};
use crate::account::rules::{self, profile::may_correct};
use crate::account::server::store::profile as store;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::nik::Nik;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::platform::Error;
use crate::platform::crypt::{self, PersonKey, Place};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The form of [`Route::Profile`], and what its notices come by.
pub(super) const FORM: &str = "profil";
const NIK_FORM: &str = "nik";
/// What stands for the version of a part in its form.
const VERSION: &str = "versi";
/// Changes on one page.
const CHANGES: usize = 10;
/// Bytes of a digest that tell two versions apart.
const VERSION_BYTES: usize = 16;

/// What was typed into a form, by field.
pub(super) type Fields = BTreeMap<String, String>;

pub(super) fn fields<const N: usize>(typed: [(&str, &str); N]) -> Fields {
    typed.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What a part says.
pub(super) fn values(profile: &Profile, part: Part) -> Values {
    let background = &profile.background;
    match part {
        Part::Person => Values::Person { name: profile.name.clone(), birth_date: profile.birth_date, gender: profile.gender },
        Part::Address => Values::Address { address: profile.address.clone(), place: person::place(&profile.district) },
        Part::Education => Values::Education(background.schooling),
        Part::Work => Values::Work(background.occupation.clone()),
        Part::Skills => Values::Skills(background.skills.clone()),
    }
}

/// How many parts say something.
pub(super) fn filled(profile: &Profile) -> usize {
    Part::ALL.iter().filter(|part| values(profile, **part).is_filled()).count()
}

/// Stands for what a part says now; says nothing about it.
pub(super) fn version(call: &Call, account: Uuid, values: &Values) -> Result<String, Error> {
    let plain = serde_json::to_vec(values).map_err(|_| Error::Corrupt("profile part"))?;
    let digest = call.ctx.keys.digest("profile-version", &[account.as_bytes(), &plain]);
    Ok(crypt::hex(digest.get(..VERSION_BYTES).unwrap_or(&digest)))
}

/// `/profil`.
pub async fn page(call: &Call) -> Result<ProfilePage, Fault> {
    let account = own(call).await?;
    let profile = account.profile()?;
    let mut refill = call.refill(FORM);
    let notice = refill.values.remove("notice").and_then(|name| ProfileNotice::parse(&name));
    Ok(ProfilePage {
        nik: account.nik()?.masked(),
        identity: account.row.identity()?,
        parts: Part::ALL.iter().map(|part| values(&profile, *part)).collect(),
        email: account.email.masked(),
        phone: account.phone.masked(),
        phone_verified: account.row.phone_verified_at.is_some(),
        notice,
        refill,
    })
}

/// The page of one part; of the person's own only while the registry has not confirmed it.
pub async fn part_page(call: &Call, part: &str) -> Result<PartPage, Fault> {
    let part = Part::parse(part).ok_or_else(|| Fault::of(Code::NotFound))?;
    let account = own(call).await?;
    if part == Part::Person && !may_correct(account.row.identity()?) {
        return Err(Fault::elsewhere(Route::Profile));
    }
    let profile = account.profile()?;
    let stored = values(&profile, part);
    let now = version(call, account.row.id, &stored)?;
    let mut refill = call.refill(part.form());
    let is_late = refill.fault.as_ref().is_some_and(|fault| fault.code == Code::Conflict);
    // What was typed stands on the version that its form was opened with, until its owner has seen the newer one.
    let typed_on = refill.values.remove(VERSION).filter(|_| !is_late);
    fill(&mut refill, &profile, part);
    let chosen = |field: &str| if part == Part::Address { person::children(refill.value(field)) } else { Vec::new() };
    let (regencies, districts) = (chosen("provinsi"), chosen("kabupaten"));
    let today = call.now().date_wib();
    Ok(PartPage {
        stored,
        version: typed_on.unwrap_or(now),
        is_late,
        provinces: if part == Part::Address { person::provinces() } else { Vec::new() },
        regencies,
        districts,
        oldest_birth_date: person::years_before(today, rules::MAXIMUM_AGE),
        youngest_birth_date: person::years_before(today, rules::MINIMUM_AGE),
        refill,
    })
}

/// Puts what is stored where nothing was typed.
fn fill(refill: &mut Refill, profile: &Profile, part: Part) {
    let stored =
        match part {
            Part::Person => fields([
                ("nama", &profile.name),
                ("tanggal_lahir", &profile.birth_date.to_text()),
                ("jenis_kelamin", profile.gender.code()),
            ]),
            Part::Address => {
                let mut typed = address_of(&mut refill.values, profile);
                person::drop_orphans(&mut typed);
                person::fields(&typed)
            }
            Part::Education => profile.background.schooling.map_or_else(Fields::new, |schooling| {
                fields([("pendidikan", schooling.level.name()), ("masih_sekolah", if schooling.studying { "ya" } else { "tidak" })])
            }),
            Part::Work => profile.background.occupation.as_ref().map_or_else(Fields::new, |occupation| {
                fields([("pekerjaan", occupation.status.name()), ("bidang", &occupation.what)])
            }),
            Part::Skills => fields([("keahlian", &profile.background.skills.to_text())]),
        };
    for (name, value) in stored {
        refill.values.entry(name).or_insert(value);
    }
}

/// The address as typed, else as stored; taken out of what was typed.
fn address_of(typed: &mut Fields, profile: &Profile) -> Typed {
    let codes: Vec<&str> = profile.district.split('.').collect();
    let code = |parts: usize| codes.get(..parts).map(|codes| codes.join(".")).unwrap_or_default();
    let mut take = |name: &str, stored: String| typed.remove(name).unwrap_or(stored);
    Typed {
        alamat: take("alamat", profile.address.clone()),
        provinsi: take("provinsi", code(1)),
        kabupaten: take("kabupaten", code(2)),
        kecamatan: take("kecamatan", code(3)),
        ..Typed::default()
    }
}

/// "Simpan" on the address. `aksi` = `wilayah` only fetches the next list of regions.
pub async fn save_address(call: &Call, mut typed: Typed, version: &str, action: &str) -> Result<(), Fault> {
    person::drop_orphans(&mut typed);
    let kept = fields([
        ("alamat", &typed.alamat),
        ("provinsi", &typed.provinsi),
        ("kabupaten", &typed.kabupaten),
        ("kecamatan", &typed.kecamatan),
    ]);
    if action == "wilayah" {
        let with_version = kept.into_iter().chain(fields([(VERSION, version)])).collect();
        call.show_again(Part::Address.form(), None, with_version);
        call.reply.go(Route::ProfileAddress);
        return Ok(());
    }
    let (address, district) = person::residence(&typed)?;
    change(call, Part::Address, version, kept, |profile| {
        profile.address = address;
        profile.district = district;
    })
    .await
}

/// "Simpan" on education.
pub async fn save_education(call: &Call, level: &str, studying: &str, version: &str) -> Result<(), Fault> {
    let schooling = Schooling::parse(level, studying).map_err(refuse)?;
    let typed = fields([("pendidikan", level), ("masih_sekolah", studying)]);
    change(call, Part::Education, version, typed, |profile| profile.background.schooling = Some(schooling)).await
}

/// "Simpan" on work.
pub async fn save_work(call: &Call, status: &str, what: &str, version: &str) -> Result<(), Fault> {
    let occupation = Occupation::parse(status, &crate::platform::nfc(what)).map_err(refuse)?;
    let typed = fields([("pekerjaan", status), ("bidang", what)]);
    change(call, Part::Work, version, typed, |profile| profile.background.occupation = Some(occupation)).await
}

/// "Simpan" on skills.
pub async fn save_skills(call: &Call, list: &str, version: &str) -> Result<(), Fault> {
    let skills = Skills::parse(&crate::platform::nfc(list)).map_err(|code| Fault::invalid("keahlian", code))?;
    let typed = fields([("keahlian", list)]);
    change(call, Part::Skills, version, typed, |profile| profile.background.skills = skills).await
}

fn refuse(fields: Vec<(&'static str, &'static str)>) -> Fault {
    fields.into_iter().fold(Fault::of(Code::Invalid), |fault, (field, code)| fault.with(field, code))
}

/// Saves one part. Saving what is stored already is no change, so a form sent twice is no late one.
async fn change(call: &Call, part: Part, opened_with: &str, typed: Fields, apply: impl FnOnce(&mut Profile)) -> Result<(), Fault> {
    let account = call.session()?.account;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, account).await?;
    let mut tx = call.ctx.db.begin().await?;
    let row = store::lock(&mut tx, account).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    let mut profile = open(&key, &row.profile_sealed)?;
    let before = values(&profile, part);
    apply(&mut profile);
    if values(&profile, part) != before {
        if version(call, account, &before)? != opened_with {
            return Err(late(call, part, typed));
        }
        replace(&mut tx, call, &key, &row.profile_sealed, &before, &profile).await?;
        tx.commit().await?;
    }
    call.flash(FORM, ProfileNotice::Saved(part).name());
    call.reply.go(Route::Profile);
    Ok(())
}

/// Opens a sealed profile.
pub(super) fn open(key: &PersonKey, sealed: &[u8]) -> Result<Profile, Error> {
    Profile::read(&key.open(Place::row("account.profile", key.person()), sealed)?)
}

/// Seals it.
pub(super) fn seal(key: &PersonKey, profile: &Profile) -> Result<Vec<u8>, Error> {
    Ok(key.seal(Place::row("account.profile", key.person()), &profile.to_bytes()?))
}

/// Writes a profile in place of the one that was read as `sealed`, with what a part said before. Answers it as it is sealed now.
pub(super) async fn replace(
    tx: &mut Tx,
    call: &Call,
    key: &PersonKey,
    sealed: &[u8],
    before: &Values,
    profile: &Profile,
) -> Result<Vec<u8>, Error> {
    let (account, part, now) = (key.person(), before.part(), call.now());
    let new = seal(key, profile)?;
    if store::save(tx, account, &new, sealed, now).await? != 1 {
        return Err(Error::Corrupt("a profile changed while it was locked"));
    }
    let id = call.ctx.random.id(now);
    let write = |place: Place<'_>, values: &Values| {
        let plain = serde_json::to_vec(values).map_err(|_| Error::Corrupt(place.column()))?;
        Ok::<_, Error>(key.seal(place, &plain))
    };
    let change = store::NewChange {
        id,
        account,
        part,
        before_sealed: write(before_of(id), before)?,
        after_sealed: write(after_of(id), &values(profile, part))?,
        now,
    };
    store::insert_change(tx, change).await?;
    note(tx, call, Some(account), "profile.change", part.name()).await?;
    Ok(new)
}

/// What a part said before a change.
fn before_of(change: Uuid) -> Place<'static> {
    Place::row("profile_change.before", change)
}

/// What it said after it.
fn after_of(change: Uuid) -> Place<'static> {
    Place::row("profile_change.after", change)
}

/// Somebody saved this part since the form was opened: the page says so, beside what was typed.
pub(super) fn late(call: &Call, part: Part, typed: Fields) -> Fault {
    call.show_again(part.form(), Some(Fault::of(Code::Conflict)), typed);
    Fault { goto: Some(part.route().path().to_owned()), ..Fault::of(Code::Conflict) }
}

/// `/profil/riwayat`; `before` is the id of the last change seen, empty for the newest.
pub async fn changes_page(call: &Call, before: &str) -> Result<ChangesPage, Fault> {
    let session = call.session()?;
    let before = Uuid::try_parse(before).unwrap_or(Uuid::max());
    let limit = i64::try_from(CHANGES + 1).unwrap_or(i64::MAX);
    let rows = store::changes(&call.ctx.db, session.account, before, limit).await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, session.account).await?;
    let read = |place: Place<'_>, sealed: &[u8]| {
        let plain = key.open(place, sealed)?;
        serde_json::from_slice::<Values>(&plain).map_err(|_| Error::Corrupt(place.column()))
    };
    let more = rows.len() > CHANGES;
    let shown: Vec<_> = rows.into_iter().take(CHANGES).collect();
    let older = shown.last().filter(|_| more).map(|row| row.id.simple().to_string());
    let changes = shown.into_iter().map(|row| {
        Ok(Change {
            at: Instant(row.created_at),
            before: read(before_of(row.id), &row.before_sealed)?,
            after: read(after_of(row.id), &row.after_sealed)?,
        })
    });
    Ok(ChangesPage { changes: changes.collect::<Result<_, Error>>()?, older: older.unwrap_or_default() })
}

/// "Lihat NIK lengkap": each look is noted (`docs/rules.md`, C39), and this session's next page shows it, once.
pub async fn reveal_nik(call: &Call) -> Result<(), Fault> {
    let session = call.session()?;
    let mut tx = call.ctx.db.begin().await?;
    note(&mut tx, call, Some(session.account), "nik.view", "ok").await?;
    tx.commit().await?;
    call.flash(NIK_FORM, &session.id.simple().to_string());
    call.reply.go(Route::ProfileNik);
    Ok(())
}

/// `/profil/nik`.
pub async fn nik_page(call: &Call) -> Result<NikPage, Fault> {
    let session = call.session()?;
    let nik = own(call).await?.nik()?;
    let mut refill = call.refill(NIK_FORM);
    let asked = refill.values.remove("notice").is_some_and(|by| by == session.id.simple().to_string());
    Ok(NikPage { masked: nik.masked(), full: asked.then(|| in_groups(&nik)), refill })
}

/// Four digits and a space, which is how people read them out.
fn in_groups(nik: &Nik) -> String {
    let digits: Vec<char> = nik.as_str().chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
