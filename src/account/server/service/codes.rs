//! One-time codes as the account uses them: the one place where they are sent and tried, the ways by which the second step can be
//! taken, and what every page that asks for one shows.

use super::{Account, contact, resend_challenge, subject_of, told, totp};
use crate::account::model::{Channel, CodePage};
use crate::account::rules::second_step::{Has, SecondStep};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::otp::{self, CodeState, Guess, Latest, Prepared, Purpose, RESEND_AFTER};
use crate::platform::Error;
use crate::platform::crypt::CryptError;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::outbox::{self, Body, Destination, Letter};
use uuid::Uuid;

/// A code that is to go out.
pub(super) struct Outgoing<'a> {
    pub request: otp::Request<'a>,
    /// Whose key seals the letter.
    pub person: Uuid,
    pub to: Destination,
    /// What the outbox calls the letter.
    pub letter: &'static str,
    /// Without it no code will ever be right: the letter tells somebody else instead.
    pub deliverable: bool,
}

/// Draws a code, writes its letter with `words` in the language of the page and stores both. Whoever sends one to their own account
/// holds its row. Inner error: the destination's limit; then nothing has happened.
pub(super) async fn send(
    tx: &mut Tx,
    call: &Call,
    code: Outgoing<'_>,
    words: impl FnOnce(Lang, &Prepared) -> Body,
) -> Result<Result<(), Fault>, Error> {
    let prepared = match otp::prepare(tx, &call.ctx, &code.request).await? {
        Ok(prepared) => prepared,
        Err(wait) => return Ok(Err(Fault::of(Code::Limited).retry(wait))),
    };
    told::note_language(tx, call, code.person).await?;
    let lang = call.visit.lang;
    let letter = Letter {
        dedup_key: format!("otp:{}", prepared.id.simple()),
        purpose: code.letter,
        person: Some(code.person),
        to: code.to,
        lang,
        expires_at: Some(prepared.expires_at),
        body: words(lang, &prepared),
    };
    let reference = outbox::enqueue(tx, &call.ctx, letter).await?;
    otp::put(tx, &call.ctx, &code.request, &prepared, reference.as_str(), code.deliverable).await?;
    Ok(Ok(()))
}

/// The ways that are open to an account.
fn has(account: &Account) -> Has {
    Has { app: account.row.totp_sealed.is_some(), verified_number: account.row.phone_verified_at.is_some() }
}

/// What the participant chose to be asked for first.
fn chosen(account: &Account) -> Result<Channel, Error> {
    match account.row.second_step()? {
        SecondStep::App => Ok(Channel::App),
        SecondStep::Code => account.row.code_channel(),
    }
}

/// By which way the second step is taken: as asked, or else as chosen, SMS only to a verified number.
pub(super) fn first(account: &Account, asked: Option<Channel>) -> Result<Channel, Error> {
    Ok(has(account).first(asked, chosen(account)?))
}

/// By which way it is asked for now: as [`first`], but by mail while SMS waits because the hour's budget is gone (`docs/rules.md`, C13).
/// The SMS that will go out is spent.
pub(super) async fn way(tx: &mut Tx, call: &Call, account: &Account, asked: Option<Channel>) -> Result<Channel, Error> {
    if !contact::line_up(tx, account.row.id).await? {
        // Erased since it was read, its key included.
        return Err(Error::Crypt(CryptError::Erased));
    }
    match first(account, asked)? {
        Channel::Sms if outbox::spend_sms(tx, &call.ctx).await?.is_err() => Ok(Channel::Email),
        way => Ok(way),
    }
}

/// What asks for the second step: sign-in or fresh proof.
pub(super) struct Step<'a> {
    pub purpose: Purpose,
    pub flow: &'a str,
    /// For how long a value of the app is waited for; codes have a life of their own.
    pub until: Instant,
}

/// Asks for the second step: sends a code, whose message `words` writes, or waits for the app. Inner error: the destination's limit.
pub(super) async fn ask(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    channel: Channel,
    step: &Step<'_>,
    words: impl FnOnce(Lang, &Prepared) -> Body,
) -> Result<Result<(), Fault>, Error> {
    let index = call.ctx.keys.blind("email", account.email.as_str());
    let subject_ref = subject_of(&index);
    let (to, destination_index) = match channel {
        Channel::App => {
            otp::await_app(tx, &call.ctx, step.purpose, &subject_ref, step.flow, step.until).await?;
            return Ok(Ok(()));
        }
        Channel::Email => (Destination::Email(account.email.as_str().to_owned()), index),
        Channel::Sms => (Destination::Sms(account.phone.e164().to_owned()), call.ctx.keys.blind("phone", account.phone.e164())),
    };
    let request = otp::Request {
        purpose: step.purpose,
        subject_ref: &subject_ref,
        flow_hash: step.flow,
        channel,
        destination_index: &destination_index,
        since: since(account),
    };
    let code = Outgoing { request, person: account.row.id, to, letter: step.purpose.name(), deliverable: true };
    send(tx, call, code, words).await
}

/// Asks by another way where the destination of `limited` may get no code yet: the app, which has no limit, the mailbox or the number.
/// Answers which; `None` when no other may, and then nothing of the transaction is to be kept.
pub(super) async fn ask_otherwise<W: FnOnce(Lang, &Prepared) -> Body>(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    limited: Channel,
    step: &Step<'_>,
    words: impl Fn(Channel) -> W,
) -> Result<Option<Channel>, Error> {
    contact::line_up(tx, account.row.id).await?;
    for way in has(account).others(limited) {
        // The number comes last, so that an SMS that is spent goes out, or nothing is kept.
        if way == Channel::Sms && outbox::spend_sms(tx, &call.ctx).await?.is_err() {
            continue;
        }
        if ask(tx, call, account, way, step, words(way)).await?.is_ok() {
            return Ok(Some(way));
        }
    }
    Ok(None)
}

/// By which way this flow was asked for something that can still be right, if it was.
pub(super) async fn live(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    purpose: Purpose,
    flow: &str,
) -> Result<Option<Channel>, Error> {
    contact::line_up(tx, account.row.id).await?;
    let Some(asked) = otp::on_trial(tx, &call.ctx, purpose, flow).await? else { return Ok(None) };
    let is_live = asked.state()? == CodeState::Live && asked.expires_at > call.now().0;
    Ok(if is_live { Some(asked.channel()?) } else { None })
}

/// Masked address or number of a way; the app has none.
pub(super) fn masked(account: &Account, channel: Channel) -> String {
    match channel {
        Channel::Email => account.email.masked(),
        Channel::Sms => account.phone.masked(),
        Channel::App => String::new(),
    }
}

/// Tries what was typed against whatever this flow was asked for last, a code or a value of the app. The caller commits whatever the
/// outcome, so that a wrong try counts. Answers the way, too.
pub(super) async fn guess(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    purpose: Purpose,
    flow: &str,
    typed: &OneTimeCode,
) -> Result<(Guess, Channel), Error> {
    contact::line_up(tx, account.row.id).await?;
    let Some(latest) = otp::on_trial(tx, &call.ctx, purpose, flow).await? else { return Ok((Guess::Dead, Channel::Email)) };
    let channel = latest.channel()?;
    let guess = match channel {
        Channel::App => {
            let right = totp::use_value(tx, call, account, typed).await?;
            otp::judge(tx, &call.ctx, &latest, right, since(account)).await?
        }
        Channel::Email | Channel::Sms => otp::attempt(tx, &call.ctx, &latest, typed, since(account)).await?,
    };
    Ok((guess, channel))
}

/// Since when the limits of the second step count: whoever used them up with the old password keeps nobody out who has a new one. To
/// choose one takes the mailbox or fresh proof, so that guessing gains little by it.
fn since(account: &Account) -> Option<Instant> {
    account.row.password_changed_at.map(Instant)
}

/// The audit outcome of a try.
pub(super) fn outcome(guess: &Guess) -> &'static str {
    match guess {
        Guess::Right { .. } => "ok",
        Guess::Wrong { .. } => "wrong",
        Guess::Exhausted => "exhausted",
        Guess::Dead => "dead",
    }
}

/// What the page is told about a try.
///
/// # Errors
/// A fault on `kode` for everything but the right one; its code begins with `app_` where a value of the app was asked for.
pub(super) fn answer(guess: &Guess, channel: Channel) -> Result<(), Fault> {
    let code = match guess {
        Guess::Right { .. } => return Ok(()),
        Guess::Wrong { left } => format!("wrong_{left}"),
        Guess::Exhausted => "exhausted".to_owned(),
        Guess::Dead => "dead".to_owned(),
    };
    Err(Fault::invalid("kode", if channel == Channel::App { format!("app_{code}") } else { code }))
}

/// What every code page shows; `account` where its owner may choose another way.
pub(super) async fn page(
    call: &Call,
    latest: Latest,
    destination: String,
    account: Option<&Account>,
    form: &str,
) -> Result<CodePage, Fault> {
    let channel = latest.channel()?;
    let sent_at = Instant(latest.created_at);
    Ok(CodePage {
        channel,
        destination,
        sender: match channel {
            Channel::Email => call.ctx.config.mail.from.clone(),
            Channel::Sms => call.ctx.config.sms.sender.clone(),
            Channel::App => String::new(),
        },
        reference: latest.reference,
        sent_at,
        valid_until: Instant(latest.expires_at),
        resend_from: sent_at.plus_seconds(RESEND_AFTER),
        now: call.now(),
        others: account.map(|account| has(account).others(channel)).unwrap_or_default(),
        captcha: resend_challenge(call).await?,
        refill: call.refill(form),
    })
}
