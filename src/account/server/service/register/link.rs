//! `/daftar/lanjut/{token}`: the link in the mail.

use super::{FLOW, email_of, prove_mailbox};
use crate::account::model::ContinuePage;
use crate::account::server::service::{flow_hash, note};
use crate::account::server::store;
use crate::account::server::store::registration::RegistrationRow;
use crate::kernel::fault::Fault;
use crate::kernel::route::Route;
use crate::platform::crypt::{self, token_hash};
use crate::platform::http::actor::Call;

/// `/daftar/lanjut/{token}`.
pub async fn continue_page(call: &Call, token: &str) -> Result<ContinuePage, Fault> {
    let row = store::registration::of_link(&call.ctx.db, &token_hash(token), call.now()).await?;
    let mut page = ContinuePage { email: None, token: token.to_owned(), same_browser: false, refill: call.refill("lanjut") };
    if let Some(row) = row {
        let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
        page.email = Some(email_of(&key, &row)?.masked());
        page.same_browser = is_same_browser(call, &row);
    }
    Ok(page)
}

fn is_same_browser(call: &Call, row: &RegistrationRow) -> bool {
    call.visit.flow.as_ref().is_some_and(|flow| flow_hash(FLOW, flow) == row.flow_hash)
}

/// The button behind the mail's link. It proves the mailbox; in another browser the password has to be chosen anew, so that nobody can
/// register somebody else's address and keep the password, and the NIK typed again, so that nobody gets it with a mistyped address.
pub async fn continue_by_link(call: &Call, token: &str) -> Result<(), Fault> {
    let row = store::registration::of_link(&call.ctx.db, &token_hash(token), call.now()).await?;
    let row = row.ok_or_else(|| Fault::elsewhere(Route::Register))?;
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);
    let mut tx = call.ctx.db.begin().await?;
    // First, because whoever proves another one of the address meanwhile ends this one, and must not wait for it.
    prove_mailbox(&mut tx, call, &row).await?;
    if !is_same_browser(call, &row) {
        store::registration::cancel_of_flow(&mut tx, &hash).await?;
        store::registration::move_to(&mut tx, row.id, &hash).await?;
    }
    note(&mut tx, call, None, "register.link", "ok").await?;
    tx.commit().await?;
    call.reply.go(Route::RegisterData);
    Ok(())
}
