//! The second page of signing in: the code, or the app's value, that goes with the right password.

use super::{FLOW, destination_of, enter, known_device, message, seal_destination};
use crate::account::model::{Channel, CodePage};
use crate::account::rules;
use crate::account::rules::standing::Standing;
use crate::account::server::service::codes::{self, Step};
use crate::account::server::service::standing::{now_standing, turn_away};
use crate::account::server::service::{Account, Entry, Proof, flow_hash, limit_resend, note_with, place, removal};
use crate::account::server::store::{self, SignInRow};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Purpose};
use crate::platform::audit::Fact;
use crate::platform::http::actor::Call;
use crate::platform::telemetry::metrics;

/// The sign-in this browser has open; back to the start without one.
async fn expect(call: &Call) -> Result<(SignInRow, String), Fault> {
    let flow = call.visit.flow.as_ref().ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    let hash = flow_hash(FLOW, flow);
    let row = store::open_sign_in(&call.ctx.db, &hash, call.now()).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    Ok((row, hash))
}

async fn account_of(call: &Call, row: &SignInRow) -> Result<Account, Fault> {
    let id = row.account_id.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    let found = store::account(&call.ctx.db, id).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    Ok(Account::open(&call.ctx, found).await?)
}

/// `/masuk/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let (row, hash) = expect(call).await?;
    let account = account_of(call, &row).await?;
    let latest = otp::latest(&call.ctx.db, Purpose::SignIn, &hash).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    let masked = String::from_utf8_lossy(&call.ctx.keys.open(destination_of(row.id), &row.destination_sealed)?).into_owned();
    codes::page(call, latest, masked, Some(&account), "kode_masuk").await
}

/// "Verifikasi": the code or the app's value, the session and the end of the sign-in commit together.
pub async fn verify(call: &Call, typed: &str, trust: bool) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let (row, hash) = expect(call).await?;
    let account = account_of(call, &row).await?;
    let id = account.row.id;
    let known = known_device(call, id).await?.map(|device| device.id);
    let detail = |device| vec![place(call, device), Fact::Id("sign_in", row.id)];
    let mut tx = call.ctx.db.begin().await?;
    let (guess, channel) = codes::guess(&mut tx, call, &account, Purpose::SignIn, &hash, &code).await?;
    let action = if channel == Channel::App { "sign_in.totp" } else { "sign_in.code" };
    let right = matches!(guess, Guess::Right { .. }) && store::finish_sign_in(&mut tx, row.id).await? == 1;
    if right {
        match now_standing(&mut tx, &call.ctx, id).await? {
            Standing::Suspended { reason, until } => {
                note_with(&mut tx, call, Some(id), action, "suspended", detail(known)).await?;
                tx.commit().await?;
                turn_away(call, reason, until);
                return Ok(());
            }
            Standing::Removing { cancel_until } => {
                note_with(&mut tx, call, Some(id), action, "removing", detail(known)).await?;
                tx.commit().await?;
                removal::turn_away(call, cancel_until);
                return Ok(());
            }
            Standing::Active | Standing::Lapsed => {}
        }
    }
    let mut device = known;
    if right {
        device = Some(enter(&mut tx, call, &account, Entry::Code { trust }).await?);
    }
    note_with(&mut tx, call, Some(id), action, codes::outcome(&guess), detail(device)).await?;
    tx.commit().await?;
    metrics().sign_in(if matches!(guess, Guess::Right { .. }) { "ok" } else { "wrong_code" });
    call.ctx.wake.ring();
    codes::answer(&guess, channel)?;
    call.reply.go(Route::Dashboard);
    Ok(())
}

/// "Kirim Ulang Kode", perhaps by another way.
pub async fn resend(call: &Call, channel: &str, proof: &Proof) -> Result<(), Fault> {
    let (row, hash) = expect(call).await?;
    let account = account_of(call, &row).await?;
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    let asked = Channel::parse(channel).unwrap_or(row.channel()?);
    let channel = codes::way(&mut tx, call, &account, Some(asked)).await?;
    store::set_sign_in_channel(&mut tx, row.id, channel, seal_destination(call, row.id, &account, channel)).await?;
    let until = Instant(row.created_at).plus_seconds(rules::SIGN_IN_LIFE);
    let step = Step { purpose: Purpose::SignIn, flow: &hash, until };
    codes::ask(&mut tx, call, &account, channel, &step, message(call, channel)).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::SignInCode);
    Ok(())
}
