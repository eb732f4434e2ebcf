//! Register: e-mail, NIK and password → code by mail → personal data → account.
//!
//! One file per step: [`start`], the code ([`verify`], [`resend`]), the mail's link ([`continue_by_link`]), the personal data
//! ([`complete`]), the account that opens, and [`resume`] for who comes back by signing in.

mod code;
mod data;
mod link;
mod open;
mod resume;
mod start;

pub use super::person::{Typed, regions};
pub use code::{code_page, resend, verify};
pub use data::{complete, data_page, registry};
pub use link::{continue_by_link, continue_page};
pub(super) use resume::{resume, with_password};
pub(super) use start::refill;
pub use start::start;

use super::flow_hash;
use crate::account::rules::RegistrationState;
use crate::account::server::store;
use crate::account::server::store::registration::RegistrationRow;
use crate::kernel::email::Email;
use crate::kernel::fault::Fault;
use crate::kernel::nik::Nik;
use crate::kernel::route::Route;
use crate::otp;
use crate::platform::Error;
use crate::platform::crypt::{PersonKey, Place};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;

const FLOW: &str = "register";

async fn in_progress(call: &Call) -> Result<Option<RegistrationRow>, Error> {
    let Some(flow) = &call.visit.flow else { return Ok(None) };
    Ok(store::registration::of_flow(&call.ctx.db, &flow_hash(FLOW, flow), call.now()).await?)
}

/// This browser's registration in the wanted state; elsewhere otherwise.
async fn expect(call: &Call, wanted: RegistrationState) -> Result<RegistrationRow, Fault> {
    let row = in_progress(call).await?.ok_or_else(|| Fault::elsewhere(Route::Register))?;
    match row.state()? {
        state if state == wanted => Ok(row),
        RegistrationState::Verified => Err(Fault::elsewhere(Route::RegisterData)),
        RegistrationState::Draft => Err(Fault::elsewhere(Route::RegisterCode)),
        RegistrationState::Completed | RegistrationState::Cancelled | RegistrationState::Expired => {
            Err(Fault::elsewhere(Route::Register))
        }
    }
}

/// The address that is being registered.
fn email_of(key: &PersonKey, row: &RegistrationRow) -> Result<Email, Error> {
    let place = Place::row("registration.email", row.id);
    Email::parse(&key.open_text(place, &row.email_sealed)?).map_err(|_| Error::Corrupt(place.column()))
}

fn nik_of(key: &PersonKey, row: &RegistrationRow) -> Result<Nik, Error> {
    let place = Place::row("registration.nik", row.id);
    Nik::parse(&key.open_text(place, &row.nik_sealed)?).map_err(|_| Error::Corrupt(place.column()))
}

/// The mailbox is proven: the registration goes on, others for the same address end. Whoever proves another one of them at the same
/// time waits, and then finds this one ended.
///
/// # Errors
/// Elsewhere, when the registration ended since it was read.
async fn prove_mailbox(tx: &mut Tx, call: &Call, row: &RegistrationRow) -> Result<(), Fault> {
    otp::line_up(tx, &call.ctx, &super::subject_of(&row.email_index)).await?;
    if store::registration::verify(tx, row.id, call.now()).await? == 0 && !store::registration::is_verified(tx, row.id).await? {
        return Err(Fault::elsewhere(Route::Register));
    }
    store::registration::cancel_others(tx, &row.email_index, row.id).await?;
    otp::cancel(tx, &row.id.simple().to_string()).await?;
    Ok(())
}
