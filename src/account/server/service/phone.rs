//! "Ganti Nomor Telepon", and verifying the number given at registration: kind of number, look-up, code by SMS, told to both ends.
//!
//! Whether somebody else has verified a number is told only to whoever holds it, after the right code, and never whose it is.

use super::contact::{self, Target, Waiting};
use super::history::{PHONE, disavow_link};
use super::{Account, Proof, codes, limit_resend, note, subject_of, told};
use crate::account::mail_text::contact as words;
use crate::account::model::Channel;
use crate::account::model::contact::{PhoneNotice, PhonePage};
use crate::account::rules::contact::Kind;
use crate::account::server::store::{self, contact::OpenChange};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::phone::Phone;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Purpose};
use crate::platform::Error;
use crate::platform::crypt::Place;
use crate::platform::db::is_unique_violation;
use crate::platform::http::actor::Call;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::outbox::{Body, Destination};
use crate::platform::providers::phone_lookup::Class;

const FORM: &str = "telepon";
/// Look-ups per source (`docs/rules.md`, C16).
const LOOKUPS: Rule = Rule { name: "phone_lookup", whose: Whose::Source, burst: 25, per: 300 };

/// `/akun/nomor-telepon`.
pub async fn page(call: &Call) -> Result<PhonePage, Fault> {
    let account = contact::own_account(call).await?;
    let mut refill = call.refill(FORM);
    let notice = refill.values.remove("notice").and_then(|name| PhoneNotice::parse(&name));
    let waiting = contact::waiting(call, Kind::Phone).await?;
    let elsewhere = matches!(waiting, Waiting::Elsewhere);
    let code = match waiting {
        Waiting::Nothing | Waiting::Elsewhere => None,
        Waiting::Here(change) => {
            let new = parse(&account, &change)?;
            let latest = otp::latest(&call.ctx.db, Purpose::Phone, &contact::flow(change.id)).await?;
            match latest {
                Some(latest) => Some(codes::page(call, latest, new.masked(), None, "kode_telepon").await?),
                None => None,
            }
        }
    };
    let (current, verified) = (account.phone.masked(), account.row.phone_verified_at.is_some());
    Ok(PhonePage { current, verified, code, elsewhere, notice, refill })
}

fn parse(account: &Account, change: &OpenChange) -> Result<Phone, Error> {
    let place = contact::new_of(change.id);
    Phone::parse(&account.key.open_text(place, &change.new_sealed)?).map_err(|_| Error::Corrupt(place.column()))
}

/// "Kirim kode" to a new number.
pub async fn start(call: &Call, typed: &str) -> Result<(), Fault> {
    let phone = Phone::parse(typed).map_err(|error| Fault::invalid("telepon", error.code()))?;
    begin(call, contact::own_account(call).await?, phone).await
}

/// "Verifikasi nomor ini": to the number that is stored.
pub async fn verify_current(call: &Call) -> Result<(), Fault> {
    let account = contact::own_account(call).await?;
    let phone = account.phone.clone();
    begin(call, account, phone).await
}

async fn begin(call: &Call, account: Account, phone: Phone) -> Result<(), Fault> {
    if account.row.phone_verified_at.is_some() && phone == account.phone {
        return Err(Fault::invalid("telepon", "same"));
    }
    look_up(call, &phone).await?;
    let index = call.ctx.keys.blind("phone", phone.e164());
    let target = Target { kind: Kind::Phone, value: phone.e164(), index: &index, deliverable: true };
    let mut tx = call.ctx.db.begin().await?;
    contact::begin(&mut tx, call, &account, &target, |lang, code| {
        Body::Sms(words::phone_code(lang, &code.code, code.expires_at).text)
    })
    .await?;
    note(&mut tx, call, Some(account.row.id), "phone.start", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::Phone);
    Ok(())
}

/// Only a mobile number passes. No answer is no yes: it is asked again later.
async fn look_up(call: &Call, phone: &Phone) -> Result<(), Fault> {
    let mut tx = call.ctx.db.begin().await?;
    let source = limits::sources::source_key(call.visit.source);
    let admitted = limits::take(&mut tx, call.now(), LOOKUPS, &source).await?;
    tx.commit().await?;
    admitted.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    match call.ctx.phone_lookup.class(phone).await {
        Ok(Class::Mobile) => Ok(()),
        Ok(class) => Err(Fault::invalid("telepon", class.code())),
        Err(_) => Err(Fault::of(Code::Unavailable).with("telepon", "lookup_down").retry(60)),
    }
}

/// "Kirim Ulang Kode".
pub async fn resend(call: &Call, proof: &Proof) -> Result<(), Fault> {
    let account = contact::own_account(call).await?;
    let change = contact::under_way(call, Kind::Phone).await?.ok_or_else(|| Fault::elsewhere(Route::Phone))?;
    let phone = parse(&account, &change)?;
    let target = Target { kind: Kind::Phone, value: phone.e164(), index: &change.new_index, deliverable: true };
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    contact::hold(&mut tx, call, account.row.id, Kind::Phone, change.id).await?;
    contact::send(&mut tx, call, &account, change.id, &target, |lang, code| {
        Body::Sms(words::phone_code(lang, &code.code, code.expires_at).text)
    })
    .await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::Phone);
    Ok(())
}

/// "Batal": the number stays.
pub async fn cancel(call: &Call) -> Result<(), Fault> {
    let account = call.session()?.account;
    let mut tx = call.ctx.db.begin().await?;
    contact::end(&mut tx, account, Kind::Phone).await?;
    note(&mut tx, call, Some(account), "phone.cancel", "ok").await?;
    tx.commit().await?;
    call.reply.go(Route::Phone);
    Ok(())
}

/// "Verifikasi": the code, the number and the messages about it commit together. Of parallel right codes one changes the number.
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let account = contact::own_account(call).await?;
    let change = contact::under_way(call, Kind::Phone).await?.ok_or_else(|| Fault::elsewhere(Route::Phone))?;
    let id = account.row.id;
    let mut tx = call.ctx.db.begin().await?;
    contact::line_up(&mut tx, id).await?;
    let guess = otp::guess(&mut tx, &call.ctx, Purpose::Phone, &contact::flow(change.id), &code).await?;
    let right = matches!(guess, Guess::Right { .. });
    let taken = right && store::contact::phone_is_taken(&mut tx, &change.new_index, id).await?;
    if taken {
        contact::end(&mut tx, id, Kind::Phone).await?;
    } else if right && store::contact::confirm(&mut tx, change.id, call.now(), None).await? == 1 {
        let phone = parse(&account, &change)?;
        let sealed = account.key.seal(Place::row("account.phone", id), phone.e164().as_bytes());
        match store::contact::set_phone(&mut tx, id, &change.new_index, sealed, call.now()).await {
            // Verified elsewhere between the look and the write.
            Err(error) if is_unique_violation(&error) => {
                drop(tx);
                return refuse_taken(call, id).await;
            }
            other => other?,
        };
        if replaces(&account, &phone) {
            end_codes(&mut tx, call, &account).await?;
        }
        announce(&mut tx, call, &account, &phone).await?;
    }
    note(&mut tx, call, Some(id), "phone.verify", if taken { "taken" } else { codes::outcome(&guess) }).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    codes::answer(&guess, Channel::Sms)?;
    call.flash(FORM, if taken { "taken" } else { "verified" });
    call.reply.go(Route::Phone);
    Ok(())
}

async fn refuse_taken(call: &Call, account: uuid::Uuid) -> Result<(), Fault> {
    let mut tx = call.ctx.db.begin().await?;
    contact::end(&mut tx, account, Kind::Phone).await?;
    note(&mut tx, call, Some(account), "phone.verify", "taken").await?;
    tx.commit().await?;
    call.flash(FORM, "taken");
    call.reply.go(Route::Phone);
    Ok(())
}

/// Whether codes used to go to another number.
fn replaces(account: &Account, new: &Phone) -> bool {
    account.row.phone_verified_at.is_some() && account.phone != *new
}

/// Whoever has the phone of before opens nothing with a code that went there: neither a session, nor what fresh proof is asked for, nor the
/// address. Of those that went elsewhere none is left either: the next one may be asked for by SMS at this very moment.
async fn end_codes(tx: &mut crate::platform::db::Tx, call: &Call, account: &Account) -> Result<(), Error> {
    store::cancel_sign_ins_of_account(tx, account.row.id).await?;
    otp::cancel(tx, &subject_of(&call.ctx.keys.blind("email", account.email.as_str()))).await?;
    end_recovery(tx, call, account).await
}

/// Ends the code for a forgotten address, which is kept under the NIK.
async fn end_recovery(tx: &mut crate::platform::db::Tx, call: &Call, account: &Account) -> Result<(), Error> {
    otp::cancel(tx, &subject_of(&call.ctx.keys.blind("nik", account.nik()?.as_str()))).await?;
    Ok(())
}

/// Tells the mailbox, the new number, and the old one if codes used to go there.
async fn announce(tx: &mut crate::platform::db::Tx, call: &Call, account: &Account, new: &Phone) -> Result<(), Error> {
    let (now, class, new_masked) = (call.now(), call.visit.class, new.masked());
    let way_out = disavow_link(tx, call, account.row.id, PHONE).await?;
    let changed = |lang| words::phone_changed(lang, now, &new_masked, class, &way_out);
    told::mail(tx, call, account, "phone_changed", changed).await?;
    if replaces(account, new) {
        let old = Destination::Sms(account.phone.e164().to_owned());
        told::tell(tx, call, account, old, "phone_changed", |lang| words::phone_left(lang, now).into()).await?;
    }
    let to = Destination::Sms(new.e164().to_owned());
    told::tell(tx, call, account, to, "phone_changed", |lang| words::phone_welcome(lang, now).into()).await
}

/// The owner says that the number is not theirs: it stays to be seen and replaced, but is verified no more, so that no code goes there,
/// neither for signing in nor for a forgotten address.
pub(super) async fn distrust(tx: &mut crate::platform::db::Tx, call: &Call, account: &Account) -> Result<(), Error> {
    let id = account.row.id;
    if store::contact::drop_phone(tx, id, call.now()).await? == 1 {
        end_recovery(tx, call, account).await?;
        note(tx, call, Some(id), "phone.drop", "ok").await?;
    }
    Ok(())
}
