//! Use cases of the office.

pub mod desk;
pub mod people;
pub mod person;
pub mod sign_in;

use crate::kernel::email::Email;
use crate::office::server::store::{self, StaffRow};
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::{self, PersonKey};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::{Ctx, Error};
use uuid::Uuid;

/// A member of staff with their personal data opened.
#[derive(Debug)]
pub struct Member {
    pub row: StaffRow,
    pub key: PersonKey,
    pub email: Email,
    pub name: String,
}

impl Member {
    /// Opens the name and the address of a row.
    ///
    /// # Errors
    /// A person's key that cannot be opened, or data that is damaged.
    pub async fn open(ctx: &Ctx, row: StaffRow) -> Result<Self, Error> {
        let key = crypt::load_person(&ctx.db, &ctx.keys, row.id).await?;
        let email = Email::parse(&key.open_text("staff.email", &row.email_sealed)?).map_err(|_| Error::Corrupt("staff.email"))?;
        let name = key.open_text("staff.name", &row.name_sealed)?;
        Ok(Self { row, key, email, name })
    }

    /// The caller.
    ///
    /// # Errors
    /// [`crate::kernel::fault::Code::Unauthenticated`] without a session.
    pub async fn caller(call: &Call) -> Result<Self, crate::kernel::fault::Fault> {
        let id = call.staff()?.staff;
        let row = store::staff(&call.ctx.db, id).await?.ok_or(Error::Corrupt("staff"))?;
        Ok(Self::open(&call.ctx, row).await?)
    }
}

/// Writes an audit event of this call about a member of staff.
async fn note(
    tx: &mut Tx,
    call: &Call,
    subject: Option<Uuid>,
    action: &'static str,
    outcome: &'static str,
    detail: Vec<Fact>,
) -> Result<(), Error> {
    let actor = call.visit.staff.as_ref().map_or(ActorRef::Visitor, |session| ActorRef::Staff(session.staff));
    audit::record(tx, &call.ctx, Event { actor, subject, action, outcome, detail }).await
}
