//! "Ubah Password": the old one, a new one, everything else that stood on the old one ended.

use super::history::disavow_link;
use super::proof::{own, renew, try_password};
use super::sign_in::counter;
use super::{Account, note, password_code, reset, subject_of, told};
use crate::account::mail_text::proof as mail;
use crate::account::model::overview::ChangePasswordPage;
use crate::account::server::store::{self, proof as proofs};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::route::Route;
use crate::otp;
use crate::platform::Error;
use crate::platform::db::Tx;
use crate::platform::hashing::password;
use crate::platform::http::actor::Call;
use crate::platform::http::session::{self, Session};

/// What the meter and the rules compare a new password with.
pub(super) fn own_words(account: &Account) -> Result<Vec<String>, Error> {
    let profile = account.profile()?;
    Ok(vec![
        account.email.as_str().to_owned(),
        profile.name,
        profile.birth_date.to_text(),
        account.nik()?.as_str().to_owned(),
        account.phone.e164().to_owned(),
    ])
}

/// `/akun/ubah-password`.
pub async fn page(call: &Call) -> Result<ChangePasswordPage, Fault> {
    call.session()?;
    Ok(ChangePasswordPage { refill: call.refill("ubah_password") })
}

/// "Simpan". Both fields are looked at before either is refused; of parallel changes one succeeds.
pub async fn change(call: &Call, old: &str, new: &str) -> Result<(), Fault> {
    let session = call.session()?.clone();
    let account = own(call).await?;
    let words = own_words(&account)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let refused = call.ctx.hasher.check(new, &words, password::MIN_PARTICIPANT).await.map_err(Error::from)?.err();
    let refused = refused.map(|fault| Fault::invalid("password_baru", password_code(fault)));
    match (try_password(call, &account, "password_lama", old).await, refused) {
        (Err(wrong), Some(refused)) if wrong.code == Code::Invalid => return Err(wrong.merge(refused)),
        // A lock or a limit says what it is, alone.
        (Err(fault), _) | (Ok(()), Some(fault)) => return Err(fault),
        (Ok(()), None) if old == new => return Err(Fault::invalid("password_baru", "same")),
        (Ok(()), None) => {}
    }
    let hash = call.ctx.hasher.hash(new).await.map_err(Error::from)?;
    let mut tx = call.ctx.db.begin().await?;
    if proofs::change_password(&mut tx, account.row.id, &account.row.password_hash, &hash, call.now()).await? == 0 {
        // Changed meanwhile: what was typed as the old one is none any more.
        return Err(Fault::invalid("password_lama", "wrong"));
    }
    end_the_rest(&mut tx, call, &account, &session).await?;
    renew(&mut tx, call, &session).await?;
    tell(&mut tx, call, &account).await?;
    note(&mut tx, call, Some(account.row.id), "password.change", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.flash("akun", "password_changed");
    call.reply.go(Route::Account);
    Ok(())
}

/// Ends whatever the old password could still open: other sessions, other devices' trust, sign-ins and links under way, counted failures.
async fn end_the_rest(tx: &mut Tx, call: &Call, account: &Account, session: &Session) -> Result<(), Error> {
    let (id, now) = (account.row.id, call.now());
    session::revoke_others(tx, now, id, session.id, "password_changed").await?;
    proofs::distrust_others(tx, id, session.device).await?;
    store::cancel_sign_ins_of_account(tx, id).await?;
    store::revoke_resets(tx, id, now).await?;
    let index = call.ctx.keys.blind("email", account.email.as_str());
    otp::cancel(tx, &subject_of(&index)).await?;
    for device in [None, Some(session.device)] {
        counter(device, &index).clear(tx).await?;
    }
    Ok(())
}

async fn tell(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    let (now, class) = (call.now(), call.visit.class);
    let way_out = disavow_link(tx, call, account.row.id, "password").await?;
    told::mail(tx, call, account, "password_changed", |lang| mail::password_changed(lang, now, class, &way_out)).await
}

/// The words of whoever is signed in or holds a link for a new password, for the meter; nobody's otherwise.
pub(super) async fn words_of_caller(call: &Call) -> Result<Vec<String>, Fault> {
    if call.visit.session.is_some() {
        return Ok(own_words(&own(call).await?)?);
    }
    Ok(reset::holder(call).await?.map_or_else(|| Ok(Vec::new()), |account| own_words(&account))?)
}
