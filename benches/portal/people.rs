//! Invented participants, as many as a measurement needs. They share one password hash, because hashing is what takes the time.

use crate::load::Failure;
use prakerja::account::model::Identity;
use prakerja::account::server::service::Profile;
use prakerja::account::server::store::{self, NewAccount};
use prakerja::kernel::date::Date;
use prakerja::kernel::person::Gender;
use prakerja::legal::TERMS_VERSION;
use prakerja::platform::db::Tx;
use prakerja::platform::{Ctx, crypt};

/// Everybody's password.
pub const PASSWORD: &str = "kucing-hujan-pelangi-88";

/// Rows written in one transaction.
const BATCH: u32 = 500;

/// The address of the `n`th participant.
pub fn email(n: u32) -> String {
    format!("peserta{n}@contoh.example")
}

/// Adds the participants 0 to `count`, whose password has this record.
pub async fn settle(ctx: &Ctx, count: u32, password_hash: &str) -> Result<(), Failure> {
    let mut next = 0;
    while next < count {
        let end = count.min(next + BATCH);
        let mut tx = ctx.db.begin().await?;
        for n in next..end {
            insert(&mut tx, ctx, n, password_hash).await?;
        }
        tx.commit().await?;
        next = end;
    }
    Ok(())
}

async fn insert(tx: &mut Tx, ctx: &Ctx, n: u32, password_hash: &str) -> Result<(), Failure> {
    let now = ctx.now();
    let id = ctx.random.id(now);
    let key = crypt::create_person(tx, &ctx.keys, id, now).await?;
    // Ten thousand serials for each birthday.
    let (serial, birthday) = (n % 10_000, n / 10_000);
    let (day, month, year) = (1 + birthday % 28, 1 + birthday / 28 % 12, 70 + birthday / 336 % 30);
    let nik = format!("327301{:02}{month:02}{year:02}{serial:04}", day + 40);
    let phone = format!("+62812{:08}", 30_000_000 + n);
    let profile = Profile {
        name: "Dewi Anggraini".to_owned(),
        birth_date: Date::parse(&format!("19{year}-{month:02}-{day:02}")).map_err(|_| "no birth date")?,
        gender: Gender::P,
        address: "Jalan Anggrek 5".to_owned(),
        district: "32.73.01".to_owned(),
    };
    let new = NewAccount {
        id,
        email_index: ctx.keys.blind("email", &email(n)),
        email_sealed: key.seal("account.email", email(n).as_bytes()),
        password_hash: password_hash.to_owned(),
        nik_index: ctx.keys.blind("nik", &nik),
        nik_sealed: key.seal("account.nik", nik.as_bytes()),
        profile_sealed: key.seal("account.profile", &serde_json::to_vec(&profile)?),
        phone_index: ctx.keys.blind("phone", &phone),
        phone_sealed: key.seal("account.phone", phone.as_bytes()),
        phone_verified_at: None,
        identity: Identity::Verified.names(),
        language: "id",
        code_channel: "email",
        terms_version: TERMS_VERSION,
        now,
    };
    store::insert_account(tx, new).await?;
    Ok(())
}
