//! Coming back to an unfinished registration by signing in.
//!
//! Drafts belong to a flow, not to an address, so an address can have several, begun by its owner and by strangers. Signing in resumes
//! the one whose password was typed, and a stranger's later draft hides nobody's. Decision: all drafts of an address are hashed with one
//! salt, which the server's key derives from the address ([`salt_of`]). One computation is therefore compared with all of them
//! ([`crate::platform::hashing::Hasher::verify_all`]): a sign-in costs the same whether the address has fifty drafts, one, or none, and
//! nobody can make it cost more. An address that has an account is no other: whoever begins a draft there resumes it as anywhere else,
//! because a password that fits at every address but the taken ones would tell which those are. The price is that equal passwords of
//! drafts of one address look equal in the database. Drafts made at another cost than the newest one, before the operator changed it, have
//! to wait for the mail's link.

use super::code::{Draft, send_code};
use super::{FLOW, email_of};
use crate::account::rules::RegistrationState;
use crate::account::server::service::email::is_taken;
use crate::account::server::service::{flow_hash, note};
use crate::account::server::store;
use crate::account::server::store::registration::RegistrationRow;
use crate::kernel::fault::Fault;
use crate::kernel::route::Route;
use crate::platform::crypt;
use crate::platform::http::actor::Call;

/// The salt of every draft of an address; known to nobody without the server's key.
pub(super) fn salt_of(call: &Call, email_index: &[u8]) -> [u8; 16] {
    let digest = call.ctx.keys.digest("draft-salt", &[email_index]);
    let mut salt = [0; 16];
    salt.copy_from_slice(&digest[..16]);
    salt
}

/// Drafts that have a password, beside their records: proven ones before others, then the newest first.
pub(in crate::account::server::service) fn with_password(drafts: Vec<RegistrationRow>) -> (Vec<RegistrationRow>, Vec<String>) {
    drafts.into_iter().filter_map(|draft| draft.password_hash.clone().map(|record| (draft, record))).unzip()
}

/// Signing in to an unfinished registration resumes it in this browser.
///
/// # Errors
/// The limit of codes; back to the sign-in when the registration went on elsewhere since its password was compared.
pub(in crate::account::server::service) async fn resume(call: &Call, row: &RegistrationRow) -> Result<(), Fault> {
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);
    let mut tx = call.ctx.db.begin().await?;
    if hash != row.flow_hash {
        store::registration::cancel_of_flow(&mut tx, &hash).await?;
        if store::registration::resume(&mut tx, row, &hash).await? == 0 {
            // Somebody went on with it by the link, perhaps under another password: what was compared is no longer so.
            return Err(Fault::elsewhere(Route::SignIn));
        }
    }
    let is_draft = row.state()? == RegistrationState::Draft;
    if is_draft {
        let key = crypt::load_person_in(&mut tx, &call.ctx.keys, row.id).await?;
        let email = email_of(&key, row)?;
        let taken = is_taken(&mut tx, &row.email_index, call.now()).await?;
        send_code(&mut tx, call, &Draft { id: row.id, email: &email, email_index: &row.email_index, flow_hash: &hash, taken })
            .await??;
    }
    note(&mut tx, call, None, "register.resume", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(if is_draft { Route::RegisterCode } else { Route::RegisterData });
    Ok(())
}
