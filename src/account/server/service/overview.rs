//! What the dashboard shows of an account.

use super::profile::filled;
use super::proof::own;
use super::{Account, codes, contact, kept, told};
use crate::account::model::overview::AccountPage;
use crate::account::model::{Overview, SignInLine};
use crate::account::rules::contact::Kind;
use crate::account::server::store::{self, standing as standings};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::platform::Error;
use crate::platform::http::actor::Call;
use crate::platform::http::session;

/// Sign-ins that the dashboard lists.
const SIGN_INS: i64 = 5;

/// The caller's own account.
pub async fn overview(call: &Call) -> Result<Overview, Fault> {
    let session = call.session()?;
    let row = store::account(&call.ctx.db, session.account).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    let account = Account::open(&call.ctx, row).await?;
    let profile = account.profile()?;
    let differs = account.nik()?.differs_from(profile.birth_date, profile.gender);
    let identity = account.row.identity()?;
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
        kept: kept::offers(call).await?,
        now: call.now(),
    })
}

/// `/akun`: how each thing of the caller's account stands.
pub async fn page(call: &Call) -> Result<AccountPage, Fault> {
    let session = call.session()?;
    let account = own(call).await?;
    let (opened, replaced) = standings::password_since(&call.ctx.db, session.account).await?.ok_or(Error::Corrupt("account"))?;
    let signed_in = session::count_live(&call.ctx.db, call.now(), session.account).await?;
    let profile = account.profile()?;
    Ok(AccountPage {
        filled: u8::try_from(filled(&profile)).unwrap_or(u8::MAX),
        name: profile.name,
        email: account.email.masked(),
        phone: account.phone.masked(),
        phone_verified: account.row.phone_verified_at.is_some(),
        email_waits: contact::under_way(call, Kind::Email).await?.is_some(),
        phone_waits: contact::under_way(call, Kind::Phone).await?.is_some(),
        channel: codes::first(&account, None)?,
        password_since: Instant(replaced.unwrap_or(opened)),
        password_replaced: replaced.is_some(),
        signed_in: u32::try_from(signed_in).unwrap_or_default(),
        identity: account.row.identity()?,
        password_changed: call.refill("akun").value("notice") == "password_changed",
    })
}
