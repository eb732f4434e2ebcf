//! Forgotten password: a link by mail, a new password, all sessions ended, the owner told, no automatic sign-in.

use super::history::disavow_link;
use super::password::own_words;
use super::{
    Account, Proof, check_captcha, contact, forget_session_of, limit_source, note, password_code, refuse_paid, sign_in, subject_of,
    told,
};
use crate::account::mail_text;
use crate::account::model::ResetPage;
use crate::account::rules;
use crate::account::server::store::{self, decoy::Trace};
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::platform::crypt::token_hash;
use crate::platform::db::Tx;
use crate::platform::hashing::password;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::outbox::{self, Body, Destination, Letter};
use crate::platform::{Error, captcha};
use uuid::Uuid;

/// Links per address, whether or not it has an account, or per device that the account knows.
const LINKS: Rule = Rule { name: "reset", whose: Whose::Person, burst: 3, per: 900 };
/// The same over a day: without it a stranger could fill a mailbox with hundreds of them.
const LINKS_A_DAY: Rule = Rule { name: "reset_day", whose: Whose::Person, burst: 6, per: 86_400 };

/// "Kirim": the answer is the same for every address.
pub async fn request(call: &Call, email: &str, proof: &Proof) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let email =
        Email::parse(&crate::platform::nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    let spent = check_captcha(call, "lupa", proof, &mut fault).await?;
    let (Some(email), Some(spent)) = (email, spent) else { return Err(fault) };
    let index = call.ctx.keys.blind("email", email.as_str());
    let owner = store::account_by_email(&call.ctx.db, &index).await?.map(|row| row.id);
    // A device that the account knows has limits of its own, so that no stranger uses them up (`docs/rules.md`, C8); where there is no
    // account the question is about nobody's, and costs the same.
    let device = match &call.visit.device {
        Some(token) => store::device(&call.ctx.db, owner.unwrap_or_default(), &token_hash(&token.encode())).await?,
        None => None,
    };
    let key = device.map_or_else(|| subject_of(&index), |(id, _)| id.simple().to_string());
    let now = call.now();
    let paid_for = subject_of(&index);
    let mut tx = call.ctx.db.begin().await?;
    if captcha::spend(&mut tx, &spent).await? {
        limit_source(&mut tx, call).await?;
        // The account's row before its limits, in the order in which an erasure takes them.
        contact::line_up(&mut tx, owner.unwrap_or_default()).await?;
        for rule in [LINKS, LINKS_A_DAY] {
            if let Err(wait) = limits::take(&mut tx, now, rule, &key).await? {
                drop(tx);
                return Err(refuse_paid(call, &spent, "reset.request", Fault::of(Code::Limited).retry(wait.0)).await?);
            }
        }
        write_link(&mut tx, call, owner, &email, &index).await?;
        captcha::note_paid(&mut tx, &spent, &paid_for).await?;
        note(&mut tx, call, owner, "reset.request", "ok").await?;
        tx.commit().await?;
        call.ctx.wake.ring();
    } else if !captcha::has_paid_for(&mut tx, &spent, &paid_for).await? {
        // A limit refused the first one, or it was for another address: no link went here.
        return Err(Fault::invalid("captcha", "used"));
    }
    // Posted twice: the first one has sent the link.
    call.flash("lupa", "link_sent");
    call.reply.go(Route::Forgot);
    Ok(())
}

/// Sends a link to the address of an account whose row the caller holds; the newest link is the only one that works.
pub(super) async fn send_link(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    let index = call.ctx.keys.blind("email", account.email.as_str());
    told::note_language(tx, call, account.row.id).await?;
    write_link(tx, call, Some(account.row.id), &account.email, &index).await
}

/// Puts the mail with the link into the outbox. Whether or not the address has an owner, the same statements run and as many rows are
/// written: without one the link is the trace of nobody's, and the letter one that the worker throws away.
async fn write_link(tx: &mut Tx, call: &Call, owner: Option<Uuid>, email: &Email, index: &[u8]) -> Result<(), Error> {
    let now = call.now();
    let token = call.ctx.random.token();
    let id = call.ctx.random.id(now);
    let expires_at = now.plus_seconds(rules::RESET_LIFE);
    let trace = token_hash(&format!("reset:{}", subject_of(index)));
    // The account's row before its links, as whoever uses one has it; the new link's foreign key would lock it after them. Whoever was erased
    // since the address was looked up is nobody by now.
    let owner = if contact::line_up(tx, owner.unwrap_or_default()).await? { owner } else { None };
    let account = owner.unwrap_or_default();
    store::revoke_resets(tx, account, now).await?;
    store::cancel_sign_ins_of_flow(tx, &trace).await?;
    store::insert_reset(tx, id, &token_hash(&token.encode()), account, now, expires_at).await?;
    let sealed = call.ctx.keys.seal(sign_in::destination_of(id), &[]);
    store::decoy::leave(tx, Trace { id, name: &trace, email_index: index, sealed, now, expires_at }, account).await?;
    let path = Route::ResetLink.fill(&token.encode()).ok_or(Error::Corrupt("route"))?;
    let link = format!("{}{path}", call.ctx.config.server.public_url);
    let letter = Letter {
        dedup_key: format!("reset:{}", id.simple()),
        purpose: "reset",
        person: owner,
        to: Destination::Email(email.as_str().to_owned()),
        lang: call.visit.lang,
        expires_at: Some(expires_at),
        body: Body::Mail(mail_text::reset_link(call.visit.lang, &link, expires_at)),
    };
    match owner {
        Some(_) => outbox::enqueue(tx, &call.ctx, letter).await?,
        None => outbox::enqueue_decoy(tx, &call.ctx, letter).await?,
    };
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

/// The account of whoever opened a link for a new password in this browser, while it works.
pub(super) async fn holder(call: &Call) -> Result<Option<Account>, Error> {
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
    contact::line_up(&mut tx, account.row.id).await?;
    let id = store::use_reset(&mut tx, &token_hash(&token), now).await?.ok_or_else(dead)?;
    store::set_password(&mut tx, id, &hash, now).await?;
    let index = call.ctx.keys.blind("email", account.email.as_str());
    sign_in::end_everything(&mut tx, call, &account, &index, "password_reset").await?;
    let way_out = disavow_link(&mut tx, call, id, "password").await?;
    let replaced = |lang| mail_text::password_replaced(lang, now, &way_out);
    told::mail(&mut tx, call, &account, "password_replaced", replaced).await?;
    note(&mut tx, call, Some(id), "reset.use", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.set_cookie(Cookie::gone(cookies::RESET));
    forget_session_of(call, id);
    call.flash("masuk", "password_replaced");
    call.reply.go(Route::SignIn);
    Ok(())
}
