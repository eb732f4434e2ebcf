//! `/daftar/data-diri`: the person, and what the population registry says.

use super::open::open_account;
use super::{email_of, expect, nik_of};
use crate::account::model::DataPage;
use crate::account::rules::{self, Admission, RegistrationState, Registry};
use crate::account::server::service::person::{self, Person, Typed};
use crate::account::server::service::{limit_source, password_code};
use crate::account::server::store;
use crate::account::server::store::registration::RegistrationRow;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::nik::Nik;
use crate::kernel::person::FullName;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::platform::Error;
use crate::platform::crypt::{self, PersonKey, Place};
use crate::platform::hashing::password;
use crate::platform::http::actor::Call;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::providers::population::Answer;
use std::borrow::Cow;

/// Key of the page's flash.
const FORM: &str = "data_diri";

/// Posts of one registration that have a NIK compared, a password judged or the registry asked: nobody tries NIKs, or names for one, and
/// each question costs.
const QUESTIONS: Rule = Rule { name: "register_data", whose: Whose::Person, burst: 10, per: 3_600 };

/// `/daftar/data-diri`.
pub async fn data_page(call: &Call) -> Result<DataPage, Fault> {
    let row = expect(call, RegistrationState::Verified).await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let email = email_of(&key, &row)?;
    let nik = if is_elsewhere(&row) { None } else { Some(nik_of(&key, &row)?.masked()) };
    let mut typed = kept(&key, &row)?;
    let today = call.now().date_wib();
    let last = call.refill(FORM);
    person::lay_over(&mut typed, &last.values);
    let refill = Refill { fault: last.fault, values: person::fields(&typed) };
    Ok(DataPage {
        email: email.masked(),
        nik,
        provinces: person::provinces(),
        regencies: person::children(&typed.provinsi),
        districts: person::children(&typed.kabupaten),
        oldest_birth_date: person::years_before(today, rules::MAXIMUM_AGE),
        youngest_birth_date: person::years_before(today, rules::MINIMUM_AGE),
        refill,
    })
}

/// Whether the link took the registration to another browser. Whoever sits there has the mailbox, but need not be who began: an address
/// is soon mistyped. So the password is chosen anew, and the NIK, of which nothing is shown, has to be known.
fn is_elsewhere(row: &RegistrationRow) -> bool {
    row.password_hash.is_none()
}

/// Whether it is the NIK with which the registration was begun; the field code if not.
fn same_nik(typed: &str, begun_with: &Nik) -> Result<(), Cow<'static, str>> {
    match Nik::parse(typed) {
        Ok(nik) if nik == *begun_with => Ok(()),
        Ok(_) => Err(Cow::Borrowed("differs")),
        Err(error) => Err(error.code()),
    }
}

/// Where what was typed is sealed.
fn data_of(row: &RegistrationRow) -> Place<'static> {
    Place::row("registration.data", row.id)
}

fn kept(key: &PersonKey, row: &RegistrationRow) -> Result<Typed, Error> {
    let Some(sealed) = &row.data_sealed else { return Ok(Typed::default()) };
    let plain = key.open(data_of(row), sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Error::Corrupt("registration.data"))
}

/// "Daftar", last page.
pub async fn complete(call: &Call, mut typed: Typed, action: &str) -> Result<(), Fault> {
    let row = expect(call, RegistrationState::Verified).await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    person::drop_orphans(&mut typed);
    if action == "wilayah" {
        keep(call, &row, &key, &typed, row.refused_once.clone()).await?;
        if is_elsewhere(&row) {
            // The NIK is not kept, and still not lost on the way.
            call.show_again(FORM, None, person::fields(&typed));
        }
        call.reply.go(Route::RegisterData);
        return Ok(());
    }
    let parsed = parse(call, &row, &key, &typed).await;
    let person = match parsed {
        Ok(person) => person,
        Err(fault) => {
            keep(call, &row, &key, &typed, row.refused_once.clone()).await?;
            return Err(fault);
        }
    };
    let nik = nik_of(&key, &row)?;
    let name = FullName::parse(&person.profile.name).map_err(|_| Error::Corrupt("name"))?;
    let answer = call.ctx.population.check(&nik, &name, person.profile.birth_date, person.profile.gender).await;
    let fingerprint = person::fingerprint(call, row.id, &name, person.profile.birth_date, person.profile.gender);
    match rules::admit(registry(answer), row.refused_once.as_deref() == Some(&fingerprint)) {
        Admission::Open(identity) => open_account(call, row, &key, person, identity, &typed).await,
        Admission::Refuse { field, code, again } => {
            keep(call, &row, &key, &typed, again.then_some(fingerprint)).await?;
            Err(Fault::invalid(field, code))
        }
    }
}

/// Translates the provider's answer into the rule's terms.
pub fn registry(answer: Answer) -> Registry {
    match answer {
        Answer::Match => Registry::Match,
        Answer::NameDiffers => Registry::NameDiffers,
        Answer::BirthDateDiffers => Registry::BirthDateDiffers,
        Answer::NotFound => Registry::NotFound,
        Answer::Deceased => Registry::Deceased,
        Answer::Down => Registry::Down,
    }
}

/// Keeps what was typed, so that nothing is lost; also for another device, where the registration is resumed.
pub(super) async fn keep(
    call: &Call,
    row: &RegistrationRow,
    key: &PersonKey,
    typed: &Typed,
    refused_once: Option<String>,
) -> Result<(), Error> {
    let plain = serde_json::to_vec(typed).map_err(|_| Error::Corrupt("typed"))?;
    let mut tx = call.ctx.db.begin().await?;
    store::registration::keep_typed(&mut tx, row.id, key.seal(data_of(row), &plain), refused_once).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes from the limits of the source and of the registration.
async fn limit(call: &Call, row: &RegistrationRow) -> Result<(), Fault> {
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    let taken = limits::take(&mut tx, call.now(), QUESTIONS, &row.id.simple().to_string()).await?;
    tx.commit().await?;
    taken.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))
}

/// Every field's fault at once: the person's own, the consent, NIK and password that the link asks for. What costs or tells something,
/// comparing that NIK, judging that password and the question to the registry that follows what is right, is limited here; what is wrong
/// by itself costs nobody anything.
async fn parse(call: &Call, row: &RegistrationRow, key: &PersonKey, typed: &Typed) -> Result<Person, Fault> {
    let (person, mut fault) = match person::parse(typed, call.now().date_wib()) {
        Ok(person) => (Some(person), Fault::of(Code::Invalid)),
        Err(fault) => (None, fault),
    };
    if typed.setuju != "on" && typed.setuju != "1" && typed.setuju != "ya" {
        fault = fault.with("setuju", "required");
    }
    if is_elsewhere(row) || fault.fields.is_empty() {
        limit(call, row).await?;
    }
    if is_elsewhere(row) {
        if let Err(code) = same_nik(&typed.nik, &nik_of(key, row)?) {
            fault = fault.with("nik", code);
        }
        let email = email_of(key, row)?;
        // The NIK as typed here: measured against the registration's own, passwords would tell it piece by piece.
        let own = [email.as_str(), &typed.nik, &typed.nama, &typed.tanggal_lahir, &typed.telepon];
        if let Err(refused) = call.ctx.hasher.check(&typed.password, &own, password::MIN_PARTICIPANT).await.map_err(Error::from)? {
            fault = fault.with("password", password_code(refused));
        }
    }
    match person {
        Some(person) if fault.fields.is_empty() => Ok(person),
        _ => Err(fault),
    }
}
