//! Coming back to an unfinished registration by signing in.

use super::code::{Draft, send_code};
use super::{FLOW, email_of};
use crate::account::server::service::{flow_hash, note};
use crate::account::server::store::{self, RegistrationRow};
use crate::kernel::fault::Fault;
use crate::kernel::route::Route;
use crate::platform::crypt;
use crate::platform::http::actor::Call;

/// Signing in to an unfinished registration resumes it in this browser.
pub(in crate::account::server::service) async fn resume(call: &Call, row: &RegistrationRow) -> Result<(), Fault> {
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);
    let mut tx = call.ctx.db.begin().await?;
    if hash != row.flow_hash {
        store::cancel_registrations_of_flow(&mut tx, &hash).await?;
        store::move_registration(&mut tx, row.id, &hash, true).await?;
    }
    if row.state == "draft" {
        let key = crypt::load_person_in(&mut tx, &call.ctx.keys, row.id).await?;
        let email = email_of(&key, row)?;
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
