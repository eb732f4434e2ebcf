//! What the dashboard shows of an account.

use super::{Account, told};
use crate::account::model::{Identity, Overview, SignInLine};
use crate::account::server::store;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::platform::Error;
use crate::platform::http::actor::Call;

/// Sign-ins that the dashboard lists.
const SIGN_INS: i64 = 5;

/// The caller's own account.
pub async fn overview(call: &Call) -> Result<Overview, Fault> {
    let session = call.session()?;
    let row = store::account(&call.ctx.db, session.account).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    let account = Account::open(&call.ctx, row).await?;
    let profile = account.profile()?;
    let differs = account.nik()?.differs_from(profile.birth_date, profile.gender);
    let identity =
        Identity::parse(&account.row.identity, account.row.identity_reason.as_deref()).ok_or(Error::Corrupt("account.identity"))?;
    let sign_ins = store::recent_sessions(&call.ctx.db, session.account, SIGN_INS).await?;
    Ok(Overview {
        name: profile.name,
        email: account.email.masked(),
        phone: account.phone.masked(),
        phone_verified: account.row.phone_verified_at.is_some(),
        identity,
        nik_birth_date_differs: differs.date,
        nik_gender_differs: differs.gender,
        sign_ins: sign_ins
            .into_iter()
            .map(|(id, at, class)| SignInLine { at: Instant(at), class, current: id == session.id })
            .collect(),
        notices: told::unread(&call.ctx, session.account).await?,
        now: call.now(),
        idle_until: session.idle_until(),
        session_until: session.ends_at,
    })
}
