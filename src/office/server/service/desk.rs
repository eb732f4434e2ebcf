//! The first page of the office, and staying there.

use super::Member;
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::office::model::{OverviewPage, SignIn};
use crate::office::server::store;
use crate::platform::http::actor::Call;
use crate::platform::http::staff;

/// Sign-ins that the overview lists.
const LISTED: i64 = 5;

/// `/kantor`.
pub async fn overview(call: &Call) -> Result<OverviewPage, Fault> {
    let session = call.staff()?;
    let member = Member::caller(call).await?;
    let rows = store::recent_sign_ins(&call.ctx.db, session.staff, LISTED).await?;
    let line = |row: store::SessionRow| SignIn {
        at: Instant(row.created_at),
        class: row.class,
        network: row.network,
        current: row.id == session.id,
    };
    Ok(OverviewPage {
        name: member.name,
        email: member.email.as_str().to_owned(),
        role: session.role,
        ends_at: session.ends_at,
        sign_ins: rows.into_iter().map(line).collect(),
    })
}

/// One more idle period.
pub async fn stay(call: &Call) -> Result<(), Fault> {
    let session = call.staff()?;
    staff::extend(&call.ctx.db, call.now(), session.id).await?;
    call.reply.go(Route::Office);
    Ok(())
}
