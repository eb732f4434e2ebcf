//! Forgotten password: a link by mail, a new password, all sessions ended, the owner told, no automatic sign-in.

use super::history::disavow_link;
use super::password::own_words;
use super::{Account, Proof, check_captcha, limit_source, note, password_code, sign_in, subject_of};
use crate::account::mail_text;
use crate::account::model::ResetPage;
use crate::account::rules;
use crate::account::server::store;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::platform::crypt::token_hash;
use crate::platform::db::Tx;
use crate::platform::hashing::password;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::limits::{self, Rule};
use crate::platform::outbox::{self, Body, Destination, Letter};
use crate::platform::{Error, captcha};
use uuid::Uuid;

/// Links per address, whether or not it has an account.
const LINKS: Rule = Rule { name: "reset", burst: 3, per: 900 };

/// "Kirim": the answer is the same for every address.
pub async fn request(call: &Call, email: &str, proof: &Proof) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let email =
        Email::parse(&crate::platform::nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    let spent = check_captcha(call, "lupa", proof).map_err(|refused| fault.fields.extend(refused.fields)).ok();
    let (Some(email), Some(spent)) = (email, spent) else { return Err(fault) };
    let index = call.ctx.keys.blind("email", email.as_str());
    let account = match store::account_by_email(&call.ctx.db, &index).await? {
        Some(row) => Some(Account::open(&call.ctx, row).await?),
        None => None,
    };
    let now = call.now();
    let mut tx = call.ctx.db.begin().await?;
    if captcha::spend(&mut tx, &spent).await? {
        limit_source(&mut tx, call).await?;
        limits::take(&mut tx, now, LINKS, &subject_of(&index)).await?.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
        send_link(&mut tx, call, account.as_ref()).await?;
        note(&mut tx, call, account.as_ref().map(|account| account.row.id), "reset.request", "ok").await?;
        tx.commit().await?;
        call.ctx.wake.ring();
    }
    // Posted twice: the first one has sent the link.
    call.flash("lupa", "link_sent");
    call.reply.go(Route::Forgot);
    Ok(())
}

/// Puts the mail with the link into the outbox; the newest link is the only one that works. Without an account everything is done but
/// the letter: only a row and a mail to nobody are left out.
pub(super) async fn send_link(tx: &mut Tx, call: &Call, account: Option<&Account>) -> Result<(), Error> {
    let now = call.now();
    let token = call.ctx.random.token();
    let id = call.ctx.random.id(now);
    let expires_at = now.plus_seconds(rules::RESET_LIFE);
    let owner = account.map_or(Uuid::nil(), |account| account.row.id);
    store::revoke_resets(tx, owner, now).await?;
    store::insert_reset(tx, id, &token_hash(&token.encode()), owner, now, expires_at).await?;
    let Some(account) = account else { return Ok(()) };
    let path = Route::ResetLink.fill(&token.encode()).ok_or(Error::Corrupt("route"))?;
    let letter = Letter {
        dedup_key: format!("reset:{}", id.simple()),
        purpose: "reset",
        person: Some(account.row.id),
        to: Destination::Email(account.email.as_str().to_owned()),
        lang: call.visit.lang,
        expires_at: Some(expires_at),
        body: Body::Mail(mail_text::reset_link(
            call.visit.lang,
            &format!("{}{path}", call.ctx.config.server.public_url),
            expires_at,
        )),
    };
    outbox::enqueue(tx, &call.ctx, letter).await?;
    Ok(())
}

/// `GET /atur-ulang/{token}`: puts the token into a cookie, so that it leaves the address bar; consumes nothing.
pub fn remember_link(call: &Call, token: &str) {
    if Token::parse(token).is_some() {
        call.reply.set_cookie(Cookie::lasting(cookies::RESET, token, rules::RESET_LIFE));
    }
    call.reply.go(Route::Reset);
}

/// `/atur-ulang`.
pub async fn page(call: &Call) -> Result<ResetPage, Fault> {
    let account = holder(call).await?;
    Ok(ResetPage { email: account.map(|account| account.email.masked()), refill: call.refill("atur_ulang") })
}

async fn holder(call: &Call) -> Result<Option<Account>, Error> {
    let Some(token) = &call.visit.reset else { return Ok(None) };
    let Some(id) = store::reset_account(&call.ctx.db, &token_hash(&token.encode()), call.now()).await? else { return Ok(None) };
    match store::account(&call.ctx.db, id).await? {
        Some(row) => Ok(Some(Account::open(&call.ctx, row).await?)),
        None => Ok(None),
    }
}

/// "Simpan": of parallel uses of one link one succeeds.
pub async fn replace(call: &Call, new: &str) -> Result<(), Fault> {
    let dead = || Fault::elsewhere(Route::Reset);
    let account = holder(call).await?.ok_or_else(dead)?;
    let own = own_words(&account)?;
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    if let Err(refused) = call.ctx.hasher.check(new, &own, password::MIN_PARTICIPANT).await.map_err(Error::from)? {
        return Err(Fault::invalid("password_baru", password_code(refused)));
    }
    let hash = call.ctx.hasher.hash(new).await.map_err(Error::from)?;
    let token = call.visit.reset.as_ref().map(Token::encode).unwrap_or_default();
    let now = call.now();
    let mut tx = call.ctx.db.begin().await?;
    let id = store::use_reset(&mut tx, &token_hash(&token), now).await?.ok_or_else(dead)?;
    store::set_password(&mut tx, id, &hash, now).await?;
    let index = call.ctx.keys.blind("email", account.email.as_str());
    sign_in::end_everything(&mut tx, call, &account, &index, "password_reset").await?;
    let lang = account.lang();
    let letter = Letter {
        dedup_key: format!("password_replaced:{}", call.ctx.random.id(now).simple()),
        purpose: "password_replaced",
        person: Some(id),
        to: Destination::Email(account.email.as_str().to_owned()),
        lang,
        expires_at: None,
        body: Body::Mail(mail_text::password_replaced(lang, now, &disavow_link(&mut tx, call, id, "password").await?)),
    };
    outbox::enqueue(&mut tx, &call.ctx, letter).await?;
    note(&mut tx, call, Some(id), "reset.use", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.set_cookie(Cookie::gone(cookies::RESET));
    call.reply.set_cookie(Cookie::gone(cookies::SESSION));
    call.flash("masuk", "password_replaced");
    call.reply.go(Route::SignIn);
    Ok(())
}
