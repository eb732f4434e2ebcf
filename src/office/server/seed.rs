//! Demo staff for the sandbox, one of every role. Their names are invented, their addresses end in `.example`, and the keys of their
//! authenticators stand here, so that whoever tries the portal can sign in. Production refuses a database that holds demo data.

use super::store::{self, NewStaff};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;
use crate::otp::Secret;
use crate::platform::crypt::Place;
use crate::platform::db::{self, Tx};
use crate::platform::{Ctx, Error, crypt};

/// Says that the demo staff are in this database.
const DEMO_FACT: &str = "demo_staff";

/// The demo staff's password.
const PASSWORD: &str = "melati-hujan-sore-42";

/// Somebody invented.
pub struct DemoStaff {
    pub email: &'static str,
    pub name: &'static str,
    pub role: Role,
    key: [u8; 20],
}

const DEMO: &[DemoStaff] = &[
    DemoStaff { email: "admin@kantor.example", name: "Ratna Dewanti", role: Role::Administrator, key: *b"prakerja-demo-staf-1" },
    DemoStaff { email: "petugas@kantor.example", name: "Yusuf Hidayat", role: Role::Officer, key: *b"prakerja-demo-staf-2" },
    DemoStaff { email: "keuangan@kantor.example", name: "Maria Lestari", role: Role::Finance, key: *b"prakerja-demo-staf-3" },
    DemoStaff { email: "kurator@kantor.example", name: "Made Suartana", role: Role::Curator, key: *b"prakerja-demo-staf-4" },
    DemoStaff { email: "layanan@kantor.example", name: "Nur Aisyah", role: Role::Support, key: *b"prakerja-demo-staf-5" },
    DemoStaff { email: "auditor@kantor.example", name: "Hendra Saputra", role: Role::Auditor, key: *b"prakerja-demo-staf-6" },
];

impl DemoStaff {
    /// The key of the authenticator.
    #[must_use]
    pub fn secret(&self) -> Secret {
        Secret::new(self.key)
    }

    /// What the authenticator shows at a moment.
    #[must_use]
    pub fn value(&self, now: Instant) -> String {
        self.secret().shown_at(now).map(|code| code.as_str().to_owned()).unwrap_or_default()
    }

    /// How to sign in, in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let (email, role) = (self.email, self.role.name());
        format!("Demo staff: {email}  password {PASSWORD}  authenticator key {}  ({role}, /kantor)", self.secret().grouped())
    }
}

/// The demo staff.
#[must_use]
pub fn demo_staff() -> &'static [DemoStaff] {
    DEMO
}

/// Adds the demo staff, once; answers one line for each. Refuses outside the sandbox.
///
/// # Errors
/// [`Error::Refused`] in production.
pub async fn seed_demo(ctx: &Ctx) -> Result<Vec<String>, Error> {
    if !ctx.config.is_sandbox() {
        return Err(Error::Refused("demo data exists in sandbox mode only"));
    }
    if db::fact(&ctx.db, DEMO_FACT).await?.is_none() {
        let hash = ctx.hasher.for_staff().hash(PASSWORD).await?;
        let mut tx = ctx.db.begin().await?;
        for demo in DEMO {
            insert(&mut tx, ctx, demo, &hash).await?;
        }
        db::put_fact(&mut tx, DEMO_FACT, "1").await?;
        tx.commit().await?;
    }
    Ok(DEMO.iter().map(DemoStaff::line).collect())
}

async fn insert(tx: &mut Tx, ctx: &Ctx, demo: &DemoStaff, password_hash: &str) -> Result<(), Error> {
    let now = ctx.now();
    let id = ctx.random.id(now);
    let key = crypt::create_person(tx, &ctx.keys, id, now).await?;
    let new = NewStaff {
        id,
        email_index: &ctx.keys.blind("staff_email", demo.email),
        email_sealed: &key.seal(Place::row("staff.email", id), demo.email.as_bytes()),
        name_sealed: &key.seal(Place::row("staff.name", id), demo.name.as_bytes()),
        password_hash,
        totp_sealed: &key.seal(Place::row("staff.totp", id), demo.secret().as_bytes()),
        totp_step: 0,
        role: demo.role,
        language: Lang::Id,
        now,
    };
    store::insert_staff(tx, &new).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::email::Email;
    use crate::platform::hashing::password::MIN_STAFF;

    #[test]
    fn there_is_one_of_every_role_whom_nobody_can_mistake_for_real() {
        assert!(DEMO.iter().map(|demo| demo.role).eq(Role::ALL.iter().copied()));
        assert!(PASSWORD.chars().count() >= MIN_STAFF);
        for demo in DEMO {
            assert!(Email::parse(demo.email).unwrap().domain().ends_with(".example"));
            assert!(demo.line().contains(&demo.secret().grouped()) && demo.line().contains(demo.role.name()));
        }
    }
}
