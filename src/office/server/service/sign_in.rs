//! Into the office and out again.

use super::note;
use crate::kernel::fault::Fault;
use crate::kernel::route::Route;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::staff;

/// "Keluar".
pub async fn sign_out(call: &Call) -> Result<(), Fault> {
    if let Some(session) = &call.visit.staff {
        let mut tx = call.ctx.db.begin().await?;
        staff::revoke(&mut tx, call.now(), session.id, "signed_out").await?;
        note(&mut tx, call, Some(session.staff), "staff.sign_out", "ok", Vec::new()).await?;
        tx.commit().await?;
    }
    call.reply.set_cookie(Cookie::gone(cookies::STAFF));
    call.reply.set_cookie(Cookie::gone(cookies::FLOW));
    call.reply.clear_site_data();
    call.flash("kantor_masuk", "signed_out");
    call.reply.go(Route::OfficeSignIn);
    Ok(())
}
