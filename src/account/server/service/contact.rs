//! What changing the number and changing the address have in common: a change begins with fresh proof, belongs to the session that
//! began it, and holds once the code that went to the new place comes back. Beginning again ends the change before, code and all.

use super::codes::{self, Outgoing};
use super::{Account, limit_source};
use crate::account::model::Channel;
use crate::account::rules::contact::{CHANGE_LIFE, Kind};
use crate::account::server::store::{self, contact::NewChange, contact::OpenChange};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::otp::{self, Prepared, Purpose};
use crate::platform::Error;
use crate::platform::crypt::{Place, token_hash};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::outbox::{self, Body, Destination};
use uuid::Uuid;

/// Changes that one account begins, whatever the place: each sends to a new one, and an SMS is paid from what everybody has (C13).
const CHANGES: Rule = Rule { name: "contact", whose: Whose::Person, burst: 5, per: 3_600 };
/// The same over a day.
const CHANGES_A_DAY: Rule = Rule { name: "contact_day", whose: Whose::Person, burst: 10, per: 86_400 };

/// The new place and its fingerprint.
pub(super) struct Target<'a> {
    pub kind: Kind,
    /// Number in E.164 or address.
    pub value: &'a str,
    pub index: &'a [u8],
    /// Whether the code may reach somebody. Without it the code is never right, and the page says the same.
    pub deliverable: bool,
}

impl Target<'_> {
    fn purpose(&self) -> Purpose {
        purpose(self.kind)
    }

    fn channel(&self) -> Channel {
        match self.kind {
            Kind::Phone => Channel::Sms,
            Kind::Email => Channel::Email,
        }
    }

    fn destination(&self) -> Destination {
        match self.kind {
            Kind::Phone => Destination::Sms(self.value.to_owned()),
            Kind::Email => Destination::Email(self.value.to_owned()),
        }
    }
}

pub(super) fn purpose(kind: Kind) -> Purpose {
    match kind {
        Kind::Phone => Purpose::Phone,
        Kind::Email => Purpose::Email,
    }
}

/// Binds a code to its change, which belongs to one session and one destination.
pub(super) fn flow(change: Uuid) -> String {
    token_hash(&format!("contact:{}", change.simple()))
}

/// Whose the codes are: the account's, whatever the change, so that beginning another one brings no tries back (`docs/rules.md`, C12). Those
/// of sign-in and fresh proof are counted apart, because a new password begins them anew: together, it would do so here, too, or whoever
/// used them up with the old password would keep the owner from changing the number.
fn subject(account: Uuid) -> String {
    account.simple().to_string()
}

/// The caller's account.
///
/// # Errors
/// [`Code::Unauthenticated`] when it is gone.
pub(super) async fn own_account(call: &Call) -> Result<Account, Fault> {
    let row = store::account(&call.ctx.db, call.session()?.account).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    Ok(Account::open(&call.ctx, row).await?)
}

/// What waits for its code.
pub(super) enum Waiting {
    Nothing,
    /// A change that this session can finish.
    Here(OpenChange),
    /// One that another session began, perhaps one that has ended since; here it can only be begun again.
    Elsewhere,
}

/// Whether a change waits for its code, and whether this session can finish it.
pub(super) async fn waiting(call: &Call, kind: Kind) -> Result<Waiting, Fault> {
    let session = call.session()?;
    Ok(match store::contact::open(&call.ctx.db, session.account, kind, call.now()).await? {
        None => Waiting::Nothing,
        Some(change) if change.session_id == session.id => Waiting::Here(change),
        Some(_) => Waiting::Elsewhere,
    })
}

/// The change this session has under way.
pub(super) async fn under_way(call: &Call, kind: Kind) -> Result<Option<OpenChange>, Fault> {
    Ok(match waiting(call, kind).await? {
        Waiting::Here(change) => Some(change),
        Waiting::Nothing | Waiting::Elsewhere => None,
    })
}

/// Keeps a change that was read before this transaction as it is until the transaction ends: a code for one that was ended meanwhile would
/// take the place of the next one's.
///
/// # Errors
/// Elsewhere, when it waits no more.
pub(super) async fn hold(tx: &mut Tx, call: &Call, account: Uuid, kind: Kind, change: Uuid) -> Result<(), Fault> {
    line_up(tx, account).await?;
    let open = store::contact::open_in(tx, account, kind, call.now()).await?;
    if open.is_some_and(|open| open.id == change) {
        return Ok(());
    }
    Err(Fault::elsewhere(match kind {
        Kind::Phone => Route::Phone,
        Kind::Email => Route::Email,
    }))
}

/// Begins a change in place of the one before and sends its code; `words` writes the message. Commits nothing.
///
/// # Errors
/// The limits of the source and of the account, and those of [`send`].
pub(super) async fn begin(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    target: &Target<'_>,
    words: impl FnOnce(Lang, &Prepared) -> Body,
) -> Result<Uuid, Fault> {
    limit_source(tx, call).await?;
    end(tx, account.row.id, target.kind).await?;
    let now = call.now();
    for rule in [CHANGES, CHANGES_A_DAY] {
        let taken = limits::take(tx, now, rule, &account.row.id.simple().to_string()).await?;
        taken.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    }
    let id = call.ctx.random.id(now);
    let (domain, old) = match target.kind {
        Kind::Phone => ("phone", account.phone.e164()),
        Kind::Email => ("email", account.email.as_str()),
    };
    let old_index = call.ctx.keys.blind(domain, old);
    let new = NewChange {
        id,
        account: account.row.id,
        kind: target.kind,
        session: call.session()?.id,
        new: (target.index, account.key.seal(new_of(id), target.value.as_bytes())),
        old: (&old_index, account.key.seal(old_of(id), old.as_bytes())),
        now,
        expires_at: now.plus_seconds(CHANGE_LIFE),
    };
    store::contact::insert(tx, new).await?;
    send(tx, call, account, id, target, words).await?;
    Ok(id)
}

/// Sends a code for a change.
///
/// # Errors
/// The destination's limit, and for a number the hour's budget of SMS: no mail can stand in for it.
pub(super) async fn send(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    change: Uuid,
    target: &Target<'_>,
    words: impl FnOnce(Lang, &Prepared) -> Body,
) -> Result<(), Fault> {
    line_up(tx, account.row.id).await?;
    if target.kind == Kind::Phone {
        outbox::spend_sms(tx, &call.ctx).await?.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    }
    let (subject_ref, flow_hash) = (subject(account.row.id), flow(change));
    let request = otp::Request {
        purpose: target.purpose(),
        subject_ref: &subject_ref,
        flow_hash: &flow_hash,
        channel: target.channel(),
        destination_index: target.index,
        since: None,
    };
    let code = Outgoing {
        request,
        person: account.row.id,
        to: target.destination(),
        letter: if target.deliverable { purpose(target.kind).name() } else { "email_taken" },
        deliverable: target.deliverable,
    };
    codes::send(tx, call, code, words).await?
}

/// Makes whatever else begins, confirms, ends or takes back a change of this account wait until this transaction ends, and its erasure, too.
/// The account's row comes before those of changes, codes, links and the person's limits in every transaction that writes both, so that no
/// two wait for each other; only the request to remove the account comes before it. Answers whether there is such an account, or still is.
pub(super) async fn line_up(tx: &mut Tx, account: Uuid) -> Result<bool, Error> {
    Ok(store::profile::lock(tx, account).await?.is_some())
}

/// Ends the change of this kind that is under way, with its code.
pub(super) async fn end(tx: &mut Tx, account: Uuid, kind: Kind) -> Result<(), Error> {
    line_up(tx, account).await?;
    store::contact::cancel(tx, account, kind).await?;
    otp::cancel_for(tx, &subject(account), purpose(kind)).await?;
    Ok(())
}

/// The new number or address of a change.
pub(super) fn new_of(change: Uuid) -> Place<'static> {
    Place::row("contact_change.new", change)
}

/// The one before it.
pub(super) fn old_of(change: Uuid) -> Place<'static> {
    Place::row("contact_change.old", change)
}
