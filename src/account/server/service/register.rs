//! Register: e-mail, NIK and password → code by mail → personal data → account.

use super::{Entry, Profile, Proof, check_captcha, flow_hash, limit_source, note, open_session, password_code};
use crate::account::mail_text;
use crate::account::model::{Channel, CodePage, ContinuePage, DataPage, Identity, RegionOption};
use crate::account::rules::{self, Admission, Registry};
use crate::account::server::store::{self, NewAccount, NewRegistration, RegistrationRow};
use crate::kernel::code::OneTimeCode;
use crate::kernel::date::Date;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::nik::Nik;
use crate::kernel::person::{Address, FullName, Gender};
use crate::kernel::phone::Phone;
use crate::kernel::refill::Refill;
use crate::kernel::region::RegionCode;
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::legal::TERMS_VERSION;
use crate::otp::rules::Purpose;
use crate::otp::server::{self as otp, Guess};
use crate::platform::crypt::{self, PersonKey, token_hash};
use crate::platform::db::{Tx, is_unique_violation};
use crate::platform::hashing::password;
use crate::platform::http::actor::Call;
use crate::platform::outbox::{self, Body, Destination, Letter};
use crate::platform::providers::population::Answer;
use crate::platform::{Error, captcha, regions as official};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

const FLOW: &str = "register";

/// What the registration's last page posts, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub nama: String,
    pub tanggal_lahir: String,
    pub jenis_kelamin: String,
    pub alamat: String,
    pub provinsi: String,
    pub kabupaten: String,
    pub kecamatan: String,
    pub telepon: String,
    /// Never kept.
    #[serde(skip)]
    pub password: String,
    pub setuju: String,
}

/// [`Typed`] after parsing.
#[derive(Debug)]
struct Person {
    profile: Profile,
    phone: Phone,
}

/// What `/daftar` shows again: somebody who comes back to correct the address finds the rest as typed.
pub(super) async fn refill(call: &Call) -> Result<Refill, Fault> {
    let mut refill = call.refill("daftar");
    if refill.values.is_empty()
        && let Some(row) = in_progress(call).await?
        && row.state == "draft"
    {
        let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
        refill.values.insert("email".to_owned(), super::text(&key, "registration.email", &row.email_sealed)?);
        refill.values.insert("nik".to_owned(), super::text(&key, "registration.nik", &row.nik_sealed)?);
    }
    Ok(refill)
}

/// First page. The answer is the same whether or not the address has an account; its owner gets a mail instead of a code.
pub async fn start(call: &Call, email: &str, nik: &str, password: &str, proof: &Proof) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let email =
        Email::parse(&crate::platform::nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    let typed_nik = nik;
    let nik = Nik::parse(nik).map_err(|error| fault.fields.insert("nik".into(), error.code().into_owned())).ok();
    let own = [email.as_ref().map_or("", |email| email.as_str()), typed_nik];
    if let Err(refused) = call.ctx.hasher.check(password, &own, password::MIN_PARTICIPANT).await.map_err(Error::from)? {
        fault = fault.with("password", password_code(refused));
    }
    let spent = check_captcha(call, "daftar", proof).map_err(|refused| fault.fields.extend(refused.fields)).ok();
    let (Some(email), Some(nik), Some(spent), true) = (email, nik, spent, fault.fields.is_empty()) else { return Err(fault) };

    let email_index = call.ctx.keys.blind("email", email.as_str());
    let password_hash = call.ctx.hasher.hash(password).await.map_err(Error::from)?;
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);

    let mut tx = call.ctx.db.begin().await?;
    if !captcha::spend(&mut tx, &spent).await? {
        // The same form posted twice: the first one counts, if it was ours.
        let ours =
            store::registration_of_flow_in(&mut tx, &hash, call.now()).await?.is_some_and(|row| row.email_index == email_index);
        if !ours {
            return Err(Fault::invalid("captcha", "used"));
        }
        call.reply.go(Route::RegisterCode);
        return Ok(());
    }
    limit_source(&mut tx, call).await?;
    store::cancel_registrations_of_flow(&mut tx, &hash).await?;
    let now = call.now();
    let id = call.ctx.random.id(now);
    let key = crypt::create_person(&mut tx, &call.ctx.keys, id, now).await?;
    let new = NewRegistration {
        id,
        flow_hash: &hash,
        link_hash: &token_hash(&link_token(call, id).encode()),
        link_expires_at: now.plus_seconds(rules::LINK_LIFE),
        email_index: &email_index,
        email_sealed: key.seal("registration.email", email.as_str().as_bytes()),
        nik_index: call.ctx.keys.blind("nik", nik.as_str()),
        nik_sealed: key.seal("registration.nik", nik.as_str().as_bytes()),
        password_hash: &password_hash,
        language: call.visit.lang.code(),
        now,
        expires_at: now.plus_seconds(rules::DRAFT_LIFE),
    };
    store::insert_registration(&mut tx, new).await?;
    let taken = store::account_by_email_in(&mut tx, &email_index).await?.is_some();
    let sent = send_code(&mut tx, call, &Draft { id, email: &email, email_index: &email_index, flow_hash: &hash, taken }).await?;
    note(&mut tx, call, None, "register.start", if sent.is_ok() { "ok" } else { "limited" }).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    sent?;
    call.reply.go(Route::RegisterCode);
    Ok(())
}

/// The link in a registration's mails: the same in each of them, known only to the mailbox and to whoever holds the server's key.
fn link_token(call: &Call, id: Uuid) -> Token {
    let digest = call.ctx.keys.digest("register-link", &[id.as_bytes()]);
    let mut bytes = [0; 32];
    bytes.copy_from_slice(&digest[..32]);
    Token::from_bytes(bytes)
}

struct Draft<'a> {
    id: Uuid,
    email: &'a Email,
    email_index: &'a [u8],
    flow_hash: &'a str,
    /// The address has an account: its owner is told, no code works.
    taken: bool,
}

/// Sends the code, or tells the owner of an account that somebody tried to register the address. Inner error: the destination's limit.
async fn send_code(tx: &mut Tx, call: &Call, draft: &Draft<'_>) -> Result<Result<(), Fault>, Error> {
    // Codes belong to the draft, so that a stranger who types the same address ends nobody's code.
    let subject_ref = draft.id.simple().to_string();
    let request = otp::Request {
        purpose: Purpose::Register,
        subject_ref: &subject_ref,
        flow_hash: draft.flow_hash,
        channel: Channel::Email.name(),
        destination_index: draft.email_index,
    };
    let prepared = match otp::prepare(tx, &call.ctx, &request).await? {
        Ok(prepared) => prepared,
        Err(wait) => return Ok(Err(Fault::of(Code::Limited).retry(wait))),
    };
    let lang = call.visit.lang;
    let base = &call.ctx.config.server.public_url;
    let message = if draft.taken {
        let [sign_in, forgot] = [Route::SignIn, Route::Forgot].map(|route| format!("{base}{}", route.path()));
        mail_text::account_exists(lang, prepared.created_at, &sign_in, &forgot)
    } else {
        let path = Route::RegisterContinue.fill(&link_token(call, draft.id).encode()).ok_or(Error::Corrupt("route"))?;
        mail_text::register_code(lang, &prepared.code, prepared.expires_at, &format!("{base}{path}"))
    };
    let letter = Letter {
        dedup_key: format!("otp:{}", prepared.id.simple()),
        purpose: if draft.taken { "account_exists" } else { "register" },
        person: Some(draft.id),
        to: Destination::Email(draft.email.as_str().to_owned()),
        lang,
        expires_at: Some(prepared.expires_at),
        body: Body::Mail(message),
    };
    let reference = outbox::enqueue(tx, &call.ctx, letter).await?;
    otp::put(tx, &call.ctx, &request, &prepared, reference.as_str(), !draft.taken).await?;
    Ok(Ok(()))
}

async fn in_progress(call: &Call) -> Result<Option<RegistrationRow>, Error> {
    let Some(flow) = &call.visit.flow else { return Ok(None) };
    Ok(store::registration_of_flow(&call.ctx.db, &flow_hash(FLOW, flow), call.now()).await?)
}

/// This browser's registration in the wanted state; elsewhere otherwise.
async fn expect(call: &Call, state: &str) -> Result<RegistrationRow, Fault> {
    match in_progress(call).await? {
        Some(row) if row.state == state => Ok(row),
        Some(row) if row.state == "verified" => Err(Fault::elsewhere(Route::RegisterData)),
        Some(_) => Err(Fault::elsewhere(Route::RegisterCode)),
        None => Err(Fault::elsewhere(Route::Register)),
    }
}

/// `/daftar/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let row = expect(call, "draft").await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let email = Email::parse(&super::text(&key, "registration.email", &row.email_sealed)?)
        .map_err(|_| Error::Corrupt("registration.email"))?;
    let latest = otp::latest(&call.ctx.db, Purpose::Register, &row.flow_hash).await?.ok_or(Fault::elsewhere(Route::Register))?;
    Ok(super::sign_in::code_page_of(call, latest, email.masked(), None, "kode_daftar"))
}

/// "Kirim Ulang Kode".
pub async fn resend(call: &Call) -> Result<(), Fault> {
    let row = expect(call, "draft").await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let email = Email::parse(&super::text(&key, "registration.email", &row.email_sealed)?)
        .map_err(|_| Error::Corrupt("registration.email"))?;
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    let taken = store::account_by_email_in(&mut tx, &row.email_index).await?.is_some();
    let draft = Draft { id: row.id, email: &email, email_index: &row.email_index, flow_hash: &row.flow_hash, taken };
    send_code(&mut tx, call, &draft).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::RegisterCode);
    Ok(())
}

/// "Verifikasi".
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let row = expect(call, "draft").await?;
    let mut tx = call.ctx.db.begin().await?;
    let guess = otp::guess(&mut tx, &call.ctx, Purpose::Register, &row.flow_hash, &code).await?;
    if matches!(guess, Guess::Right { .. }) {
        prove_mailbox(&mut tx, call, &row).await?;
    }
    note(&mut tx, call, None, "register.verify", super::sign_in::outcome(&guess)).await?;
    tx.commit().await?;
    super::sign_in::answer(&guess)?;
    call.reply.go(Route::RegisterData);
    Ok(())
}

/// The mailbox is proven: the registration goes on, others for the same address end.
async fn prove_mailbox(tx: &mut Tx, call: &Call, row: &RegistrationRow) -> Result<(), Error> {
    store::verify_registration(tx, row.id, call.now()).await?;
    store::cancel_other_registrations(tx, &row.email_index, row.id).await?;
    otp::cancel(tx, &row.id.simple().to_string()).await?;
    Ok(())
}

/// `/daftar/lanjut/{token}`.
pub async fn continue_page(call: &Call, token: &str) -> Result<ContinuePage, Fault> {
    let row = store::registration_of_link(&call.ctx.db, &token_hash(token), call.now()).await?;
    let mut page = ContinuePage { email: None, token: token.to_owned(), same_browser: false, refill: call.refill("lanjut") };
    if let Some(row) = row {
        let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
        let email = super::text(&key, "registration.email", &row.email_sealed)?;
        page.email = Email::parse(&email).ok().map(|email| email.masked());
        page.same_browser = is_same_browser(call, &row);
    }
    Ok(page)
}

fn is_same_browser(call: &Call, row: &RegistrationRow) -> bool {
    call.visit.flow.as_ref().is_some_and(|flow| flow_hash(FLOW, flow) == row.flow_hash)
}

/// The button behind the mail's link. It proves the mailbox; in another browser the password has to be chosen anew, so that nobody can
/// register somebody else's address and keep the password.
pub async fn continue_by_link(call: &Call, token: &str) -> Result<(), Fault> {
    let row = store::registration_of_link(&call.ctx.db, &token_hash(token), call.now()).await?;
    let row = row.ok_or_else(|| Fault::elsewhere(Route::Register))?;
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);
    let mut tx = call.ctx.db.begin().await?;
    if !is_same_browser(call, &row) {
        store::cancel_registrations_of_flow(&mut tx, &hash).await?;
        store::move_registration(&mut tx, row.id, &hash, false).await?;
    }
    prove_mailbox(&mut tx, call, &row).await?;
    note(&mut tx, call, None, "register.link", "ok").await?;
    tx.commit().await?;
    call.reply.go(Route::RegisterData);
    Ok(())
}

/// `/daftar/data-diri`.
pub async fn data_page(call: &Call) -> Result<DataPage, Fault> {
    let row = expect(call, "verified").await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let email = Email::parse(&super::text(&key, "registration.email", &row.email_sealed)?)
        .map_err(|_| Error::Corrupt("registration.email"))?;
    let nik =
        Nik::parse(&super::text(&key, "registration.nik", &row.nik_sealed)?).map_err(|_| Error::Corrupt("registration.nik"))?;
    let typed = kept(&key, &row)?;
    let today = call.now().date_wib();
    let refill = Refill { fault: call.refill("data_diri").fault, values: fields(&typed) };
    Ok(DataPage {
        email: email.masked(),
        nik: nik.masked(),
        needs_password: row.password_hash.is_none(),
        provinces: options(official::provinces()),
        regencies: children(&typed.provinsi),
        districts: children(&typed.kabupaten),
        oldest_birth_date: years_before(today, rules::MAXIMUM_AGE),
        youngest_birth_date: years_before(today, rules::MINIMUM_AGE),
        refill,
    })
}

fn years_before(today: Date, years: u16) -> Date {
    let year = today.year().saturating_sub(years);
    Date::new(year, today.month(), today.day()).or_else(|| Date::new(year, 2, 28)).unwrap_or(today)
}

fn kept(key: &PersonKey, row: &RegistrationRow) -> Result<Typed, Error> {
    let Some(sealed) = &row.data_sealed else { return Ok(Typed::default()) };
    let plain = key.open("registration.data", sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Error::Corrupt("registration.data"))
}

fn fields(typed: &Typed) -> BTreeMap<String, String> {
    [
        ("nama", &typed.nama),
        ("tanggal_lahir", &typed.tanggal_lahir),
        ("jenis_kelamin", &typed.jenis_kelamin),
        ("alamat", &typed.alamat),
        ("provinsi", &typed.provinsi),
        ("kabupaten", &typed.kabupaten),
        ("kecamatan", &typed.kecamatan),
        ("telepon", &typed.telepon),
        ("setuju", &typed.setuju),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .collect()
}

fn options(regions: impl Iterator<Item = official::Region>) -> Vec<RegionOption> {
    regions.map(|(code, name)| (code.to_text(), name.to_owned())).collect()
}

fn children(parent: &str) -> Vec<RegionOption> {
    RegionCode::parse(parent).map(|code| options(official::children(code))).unwrap_or_default()
}

/// The regencies of a province or the districts of a regency.
pub fn regions(_call: &Call, parent: &str) -> Result<Vec<RegionOption>, Fault> {
    let code = RegionCode::parse(parent).map_err(|error| Fault::invalid("parent", error.code()))?;
    Ok(options(official::children(code)))
}

/// "Daftar", last page.
pub async fn complete(call: &Call, mut typed: Typed, action: &str) -> Result<(), Fault> {
    let row = expect(call, "verified").await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    drop_orphans(&mut typed);
    if action == "wilayah" {
        keep(call, &row, &key, &typed, row.refused_once.clone()).await?;
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
    let nik =
        Nik::parse(&super::text(&key, "registration.nik", &row.nik_sealed)?).map_err(|_| Error::Corrupt("registration.nik"))?;
    let name = FullName::parse(&person.profile.name).map_err(|_| Error::Corrupt("name"))?;
    let answer = call.ctx.population.check(&nik, &name, person.profile.birth_date, person.profile.gender).await;
    let fingerprint = fingerprint(call, &row, &person);
    match rules::admit(registry(answer), row.refused_once.as_deref() == Some(&fingerprint)) {
        Admission::Open(identity) => open_account(call, row, &key, person, identity, &typed).await,
        Admission::Refuse { field, code, again } => {
            keep(call, &row, &key, &typed, again.then_some(fingerprint)).await?;
            Err(Fault::invalid(field, code))
        }
    }
}

/// A regency of another province, or a district of another regency, is left over from an earlier choice.
fn drop_orphans(typed: &mut Typed) {
    let is_child = |child: &str, parent: &str| {
        let parent = RegionCode::parse(parent).ok();
        RegionCode::parse(child).ok().is_some_and(|child| child.parent() == parent)
    };
    if !is_child(&typed.kabupaten, &typed.provinsi) {
        typed.kabupaten.clear();
    }
    if !is_child(&typed.kecamatan, &typed.kabupaten) {
        typed.kecamatan.clear();
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

/// Stands for the values that were sent to the registry; equal when they are posted again unchanged.
fn fingerprint(call: &Call, row: &RegistrationRow, person: &Person) -> String {
    let profile = &person.profile;
    let name = FullName::parse(&profile.name).map(|name| name.normalised()).unwrap_or_default();
    let parts = [
        row.id.as_bytes().as_slice(),
        name.as_bytes(),
        &profile.birth_date.epoch_days().to_le_bytes(),
        profile.gender.code().as_bytes(),
    ];
    crypt::hex(&call.ctx.keys.digest("registry-values", &parts))
}

async fn keep(
    call: &Call,
    row: &RegistrationRow,
    key: &PersonKey,
    typed: &Typed,
    refused_once: Option<String>,
) -> Result<(), Error> {
    let plain = serde_json::to_vec(typed).map_err(|_| Error::Corrupt("typed"))?;
    let mut tx = call.ctx.db.begin().await?;
    store::keep_typed(&mut tx, row.id, key.seal("registration.data", &plain), refused_once).await?;
    tx.commit().await?;
    Ok(())
}

/// Every field's fault at once.
async fn parse(call: &Call, row: &RegistrationRow, key: &PersonKey, typed: &Typed) -> Result<Person, Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let mut refuse = |field: &str, code: &str| {
        fault.fields.insert(field.to_owned(), code.to_owned());
    };
    let name = FullName::parse(&crate::platform::nfc(&typed.nama)).map_err(|error| refuse("nama", error.code())).ok();
    let birth_date = Date::parse(&typed.tanggal_lahir)
        .map_err(|error| error.code())
        .and_then(|date| rules::check_birth_date(date, call.now().date_wib()).map(|()| date))
        .map_err(|code| refuse("tanggal_lahir", code))
        .ok();
    let gender = Gender::parse(&typed.jenis_kelamin).map_err(|error| refuse("jenis_kelamin", error.code())).ok();
    let address = Address::parse(&crate::platform::nfc(&typed.alamat)).map_err(|error| refuse("alamat", error.code())).ok();
    let district = district(typed).map_err(|(field, code)| refuse(field, code)).ok();
    let phone = Phone::parse(&typed.telepon).map_err(|error| refuse("telepon", error.code())).ok();
    if typed.setuju != "on" && typed.setuju != "1" && typed.setuju != "ya" {
        refuse("setuju", "required");
    }
    if row.password_hash.is_none() {
        let email = super::text(key, "registration.email", &row.email_sealed)?;
        let own = [email.as_str(), &typed.nama, &typed.tanggal_lahir, &typed.telepon];
        if let Err(refused) = call.ctx.hasher.check(&typed.password, &own, password::MIN_PARTICIPANT).await.map_err(Error::from)? {
            refuse("password", password_code(refused));
        }
    }
    match (name, birth_date, gender, address, district, phone) {
        (Some(name), Some(birth_date), Some(gender), Some(address), Some(district), Some(phone)) if fault.fields.is_empty() => {
            Ok(Person {
                profile: Profile {
                    name: name.as_str().to_owned(),
                    birth_date,
                    gender,
                    address: address.as_str().to_owned(),
                    district: district.to_text(),
                },
                phone,
            })
        }
        _ => Err(fault),
    }
}

/// The district, if all three codes are there and belong together.
fn district(typed: &Typed) -> Result<RegionCode, (&'static str, &'static str)> {
    let read = |field: &'static str, text: &str| {
        if text.trim().is_empty() {
            return Err((field, "required"));
        }
        RegionCode::parse(text).map_err(|_| (field, "unknown"))
    };
    let province = read("provinsi", &typed.provinsi)?;
    let regency = read("kabupaten", &typed.kabupaten)?;
    let district = read("kecamatan", &typed.kecamatan)?;
    official::resolve(province, regency, district).map(|_| district).ok_or(("kecamatan", "unknown"))
}

async fn open_account(
    call: &Call,
    row: RegistrationRow,
    key: &PersonKey,
    person: Person,
    identity: Identity,
    typed: &Typed,
) -> Result<(), Fault> {
    let password_hash = match &row.password_hash {
        Some(hash) => hash.clone(),
        None => call.ctx.hasher.hash(&typed.password).await.map_err(Error::from)?,
    };
    let email = super::text(key, "registration.email", &row.email_sealed)?;
    let nik = super::text(key, "registration.nik", &row.nik_sealed)?;
    let now = call.now();
    let profile = serde_json::to_vec(&person.profile).map_err(|_| Error::Corrupt("profile"))?;
    let mut tx = call.ctx.db.begin().await?;
    if store::complete_registration(&mut tx, row.id).await? == 0 {
        // The same form posted twice; the first one opened the account and its answer carries the session.
        return Err(Fault::elsewhere(Route::SignIn));
    }
    // After it: a second post must not find the NIK taken by the account that the first one opened.
    if identity == Identity::Verified && store::nik_holder(&mut tx, &row.nik_index).await?.is_some() {
        drop(tx);
        keep(call, &row, key, typed, None).await?;
        return Err(Fault::invalid("nik", "nik_taken"));
    }
    let new = NewAccount {
        id: row.id,
        email_index: row.email_index.clone(),
        email_sealed: key.seal("account.email", email.as_bytes()),
        password_hash,
        nik_index: row.nik_index.clone(),
        nik_sealed: key.seal("account.nik", nik.as_bytes()),
        profile_sealed: key.seal("account.profile", &profile),
        phone_index: call.ctx.keys.blind("phone", person.phone.e164()),
        phone_sealed: key.seal("account.phone", person.phone.e164().as_bytes()),
        phone_verified_at: None,
        identity: identity.names(),
        language: call.visit.lang.code(),
        code_channel: Channel::Email.name(),
        terms_version: TERMS_VERSION,
        now,
    };
    match store::insert_account(&mut tx, new).await {
        Ok(()) => {}
        Err(error) if is_unique_violation(&error) => {
            drop(tx);
            keep(call, &row, key, typed, None).await?;
            return Err(taken_meanwhile(call, &row).await?);
        }
        Err(error) => return Err(error.into()),
    }
    store::cancel_other_registrations(&mut tx, &row.email_index, row.id).await?;
    open_session(&mut tx, call, row.id, Entry::Registration).await?;
    welcome(&mut tx, call, row.id, &email).await?;
    note(&mut tx, call, Some(row.id), "account.open", identity.names().0).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::Dashboard);
    Ok(())
}

/// Which of the two unique values another request took first.
async fn taken_meanwhile(call: &Call, row: &RegistrationRow) -> Result<Fault, Error> {
    let has_account = store::account_by_email(&call.ctx.db, &row.email_index).await?.is_some();
    Ok(if has_account { Fault::elsewhere(Route::SignIn) } else { Fault::invalid("nik", "nik_taken") })
}

async fn welcome(tx: &mut Tx, call: &Call, account: Uuid, email: &str) -> Result<(), Error> {
    let lang: Lang = call.visit.lang;
    let dashboard = format!("{}{}", call.ctx.config.server.public_url, Route::Dashboard.path());
    let letter = Letter {
        dedup_key: format!("welcome:{}", account.simple()),
        purpose: "welcome",
        person: Some(account),
        to: Destination::Email(email.to_owned()),
        lang,
        expires_at: None,
        body: Body::Mail(mail_text::welcome(lang, &dashboard)),
    };
    outbox::enqueue(tx, &call.ctx, letter).await?;
    Ok(())
}

/// Signing in to an unfinished registration resumes it in this browser.
pub(super) async fn resume(call: &Call, row: &RegistrationRow) -> Result<(), Fault> {
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);
    let mut tx = call.ctx.db.begin().await?;
    if hash != row.flow_hash {
        store::cancel_registrations_of_flow(&mut tx, &hash).await?;
        store::move_registration(&mut tx, row.id, &hash, true).await?;
    }
    if row.state == "draft" {
        let key = crypt::load_person_in(&mut tx, &call.ctx.keys, row.id).await?;
        let email = Email::parse(&super::text(&key, "registration.email", &row.email_sealed)?)
            .map_err(|_| Error::Corrupt("registration.email"))?;
        let taken = store::account_by_email_in(&mut tx, &row.email_index).await?.is_some();
        send_code(&mut tx, call, &Draft { id: row.id, email: &email, email_index: &row.email_index, flow_hash: &hash, taken })
            .await??;
    }
    note(&mut tx, call, None, "register.resume", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(if row.state == "draft" { Route::RegisterCode } else { Route::RegisterData });
    Ok(())
}
