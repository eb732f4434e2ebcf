//! The second page of signing in: the code, or the app's value, that goes with the right password.

use super::{Attempt, FLOW, destination_of, enter, known_device, message, seal_destination, stands, wrong};
use crate::account::model::{Channel, CodePage};
use crate::account::rules;
use crate::account::rules::standing::Standing;
use crate::account::server::service::codes::{self, Step};
use crate::account::server::service::standing::{now_standing, turn_away};
use crate::account::server::service::{Account, Entry, Proof, flow_hash, limit_resend, limit_source, note_with, place, removal};
use crate::account::server::store::{self, AccountToEnter, SignInRow};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Purpose};
use crate::platform::Error;
use crate::platform::audit::Fact;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::telemetry::metrics;
use uuid::Uuid;

/// The password was right: asks for the second step, by another way where the chosen one's destination may get no code yet. Whoever went
/// back and signed in again before that goes on to the code that this browser waits for already.
pub(super) async fn begin(call: &Call, found: &AccountToEnter, account: &Account, attempt: &Attempt<'_>) -> Result<(), Fault> {
    let id = account.row.id;
    let hash = flow_hash(FLOW, &call.flow_or_new());
    let until = call.now().plus_seconds(rules::SIGN_IN_LIFE);
    let step = Step { purpose: Purpose::SignIn, flow: &hash, until };
    let Some(mut tx) = held(call, found).await? else { return Err(wrong(call, attempt).await?) };
    let mut way = codes::way(&mut tx, call, account, None).await?;
    let mut open = None;
    if let Err(limited) = codes::ask(&mut tx, call, account, way, &step, message(call, way)).await? {
        // Nothing goes out this way, so nothing that was spent on it is kept.
        drop(tx);
        tx = match held(call, found).await? {
            Some(tx) => tx,
            None => return Err(wrong(call, attempt).await?),
        };
        open = waiting(&mut tx, call, account, &hash).await?;
        if open.is_none() {
            let other = codes::ask_otherwise(&mut tx, call, account, way, &step, |way| message(call, way)).await?;
            way = other.ok_or(limited)?;
        }
    }
    let sign_in = match open {
        Some(sign_in) => sign_in,
        None => {
            store::cancel_sign_ins_of_flow(&mut tx, &hash).await?;
            let (sign_in, now) = (call.ctx.random.id(call.now()), call.now());
            let sealed = seal_destination(call, sign_in, account, way);
            store::insert_sign_in(&mut tx, sign_in, &hash, id, attempt.index, sealed, way, now, until).await?;
            sign_in
        }
    };
    // By its number the history knows whether a code followed.
    let detail = vec![place(call, attempt.device), Fact::Id("sign_in", sign_in)];
    note_with(&mut tx, call, Some(id), "sign_in.password", "ok", detail).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::SignInCode);
    Ok(())
}

/// A transaction for which the source has paid and in which the password that was compared still stands; `None` when it was replaced.
async fn held(call: &Call, found: &AccountToEnter) -> Result<Option<Tx>, Fault> {
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    Ok(stands(&mut tx, found).await?.then_some(tx))
}

/// The sign-in to this account that this browser has open, if what it was asked for can still be right.
async fn waiting(tx: &mut Tx, call: &Call, account: &Account, flow: &str) -> Result<Option<Uuid>, Error> {
    let open = store::open_sign_in_in(tx, flow, call.now()).await?;
    let Some(open) = open.filter(|open| open.account_id == Some(account.row.id)) else { return Ok(None) };
    let live = codes::live(tx, call, account, Purpose::SignIn, flow).await?;
    Ok(live.map(|_| open.id))
}

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
