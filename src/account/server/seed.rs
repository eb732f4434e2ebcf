//! Demo participants for the sandbox. Their names are invented, their addresses end in `.example`, their NIK carry serials that are
//! never issued. They share one password hash, because hashing is what takes the time. [`crowd`] generates as many more as are wanted.

pub mod crowd;
pub mod invented;

use super::service::Profile;
use super::store::{self, NewAccount};
use crate::account::model::{Channel, Identity, Mismatch};
use crate::kernel::date::Date;
use crate::kernel::lang::Lang;
use crate::kernel::person::Gender;
use crate::kernel::phone::Phone;
use crate::legal::TERMS_VERSION;
use crate::platform::crypt::Place;
use crate::platform::db::{self, Tx};
use crate::platform::{Ctx, Error, crypt};

/// Says that this database holds demo data; production refuses it.
pub const DEMO_FACT: &str = "demo_seeded";

/// The demo participants' password.
pub const PASSWORD: &str = "melati-hujan-sore-42";

/// Somebody invented.
struct Demo {
    email: &'static str,
    name: &'static str,
    nik: &'static str,
    birth_date: &'static str,
    gender: Gender,
    phone: &'static str,
    /// Has a verified number and prefers codes by SMS.
    prefers_sms: bool,
    identity: Identity,
    what: &'static str,
}

const DEMO: &[Demo] = &[
    Demo {
        email: "sari@contoh.example",
        name: "Sari Wulandari",
        nik: "3273015204989101",
        birth_date: "1998-04-12",
        gender: Gender::P,
        phone: "+6281233449101",
        prefers_sms: false,
        identity: Identity::Verified,
        what: "verified, code by e-mail",
    },
    Demo {
        email: "bima@contoh.example",
        name: "Bima Pradipta",
        nik: "3578010308959102",
        birth_date: "1995-08-03",
        gender: Gender::L,
        phone: "+6285733449102",
        prefers_sms: true,
        identity: Identity::Verified,
        what: "verified, code by SMS",
    },
    Demo {
        email: "ayu@contoh.example",
        name: "Ayu Kirana",
        nik: "1271016507019103",
        birth_date: "2001-07-25",
        gender: Gender::P,
        phone: "+6287833449103",
        prefers_sms: false,
        identity: Identity::Unverified(Mismatch::Name),
        what: "name differs from the population registry",
    },
];

/// One line per demo participant: how to sign in.
#[must_use]
pub fn demo_sign_ins() -> Vec<String> {
    DEMO.iter().map(|demo| format!("Demo: {}  password {PASSWORD}  ({})", demo.email, demo.what)).collect()
}

/// How to sign in as one of `count` generated participants.
#[must_use]
pub fn generated_sign_ins(count: u32) -> String {
    format!("Generated: {} to {}  password {PASSWORD}", invented::email(1), invented::email(count))
}

/// Adds the demo participants, once; answers what [`demo_sign_ins`] says. Refuses outside the sandbox.
///
/// # Errors
/// [`Error::Refused`] in production.
pub async fn seed_demo(ctx: &Ctx) -> Result<Vec<String>, Error> {
    if !ctx.config.is_sandbox() {
        return Err(Error::Refused("demo data exists in sandbox mode only"));
    }
    if db::fact(&ctx.db, DEMO_FACT).await?.is_none() {
        let hash = ctx.hasher.hash(PASSWORD).await?;
        let mut tx = ctx.db.begin().await?;
        // Another seed may have been first.
        if db::move_fact(&mut tx, DEMO_FACT, None, "1").await? {
            for demo in DEMO {
                insert(&mut tx, ctx, demo, &hash).await?;
            }
            tx.commit().await?;
        }
    }
    Ok(demo_sign_ins())
}

async fn insert(tx: &mut Tx, ctx: &Ctx, demo: &Demo, password_hash: &str) -> Result<(), Error> {
    let now = ctx.now();
    let id = ctx.random.id(now);
    let key = crypt::create_person(tx, &ctx.keys, id, now).await?;
    let phone = Phone::parse(demo.phone).map_err(|_| Error::Corrupt("demo phone"))?;
    let birth_date = Date::parse(demo.birth_date).map_err(|_| Error::Corrupt("demo birth date"))?;
    let (address, district) = ("Jalan Melati 7".to_owned(), "32.73.01".to_owned());
    let profile = Profile::new(demo.name.to_owned(), birth_date, demo.gender, address, district).to_bytes()?;
    let new = NewAccount {
        id,
        email_index: ctx.keys.blind("email", demo.email),
        email_sealed: key.seal(Place::row("account.email", id), demo.email.as_bytes()),
        password_hash: password_hash.to_owned(),
        nik_index: ctx.keys.blind("nik", demo.nik),
        nik_sealed: key.seal(Place::row("account.nik", id), demo.nik.as_bytes()),
        profile_sealed: key.seal(Place::row("account.profile", id), &profile),
        phone_index: ctx.keys.blind("phone", phone.e164()),
        phone_sealed: key.seal(Place::row("account.phone", id), phone.e164().as_bytes()),
        phone_verified_at: demo.prefers_sms.then_some(now),
        identity: demo.identity,
        language: Lang::Id,
        code_channel: if demo.prefers_sms { Channel::Sms } else { Channel::Email },
        terms_version: TERMS_VERSION,
        now,
    };
    store::insert_account(tx, new).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::email::Email;
    use crate::kernel::nik::Nik;

    #[test]
    fn every_demo_participant_passes_the_portal_s_own_rules() {
        for demo in DEMO {
            let nik = Nik::parse(demo.nik).unwrap();
            assert!(!nik.differs_from(Date::parse(demo.birth_date).unwrap(), demo.gender).any(), "{}", demo.email);
            assert!(Email::parse(demo.email).unwrap().domain().ends_with(".example"));
            assert!(Phone::parse(demo.phone).is_ok());
        }
    }
}
