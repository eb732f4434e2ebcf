//! What was left unfinished when a session ended by itself: offered on the dashboard, opened or thrown away.

use super::note;
use crate::account::model::overview::KeptForm;
use crate::kernel::fault::Fault;
use crate::kernel::route::Route;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::flash::Flash;
use crate::platform::http::kept;

/// What the dashboard offers.
pub(super) async fn offers(call: &Call) -> Result<Vec<KeptForm>, Fault> {
    let kept = kept::list(&call.ctx.db, call.session()?, call.now()).await?;
    let offer = |kept: kept::Kept| KeptForm { form: kept.form, page: kept.page.path().to_owned(), until: kept.until };
    Ok(kept.into_iter().map(offer).collect())
}

/// "Lanjutkan": opens the form filled in. Nothing is there any more when it was opened in another tab: back to the dashboard.
pub async fn open(call: &Call, form: &str) -> Result<(), Fault> {
    let session = call.session()?;
    let mut tx = call.ctx.db.begin().await?;
    let taken = take(&mut tx, call, form).await?;
    let Some((page, flash)) = taken else {
        call.reply.go(Route::Dashboard);
        return Ok(());
    };
    note(&mut tx, call, Some(session.account), "kept_post.open", "ok").await?;
    tx.commit().await?;
    if let Some(cookie) = flash.entrust(&call.ctx.keys, session.account) {
        call.reply.set_cookie(cookie);
    }
    call.reply.go(page);
    Ok(())
}

/// What is no form's name is not there; some of what can be typed no database takes.
async fn take(tx: &mut Tx, call: &Call, form: &str) -> Result<Option<(Route, Flash)>, Fault> {
    let is_name = !form.is_empty() && form.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if !is_name {
        return Ok(None);
    }
    Ok(kept::take(tx, &call.ctx, call.session()?, form).await?)
}

/// "Buang".
pub async fn discard(call: &Call, form: &str) -> Result<(), Fault> {
    let session = call.session()?;
    let mut tx = call.ctx.db.begin().await?;
    if take(&mut tx, call, form).await?.is_some() {
        note(&mut tx, call, Some(session.account), "kept_post.discard", "ok").await?;
    }
    tx.commit().await?;
    call.reply.go(Route::Dashboard);
    Ok(())
}
