//! "Riwayat keamanan": what happened to an account, read from the audit trail, and "ini bukan saya", by a button there or by the link
//! in a mail: everybody is signed out, trust ends, and a link for a new password goes to the mailbox.

use super::{Account, forget_session_of, note_with, reset, sign_in, totp};
use crate::account::model::history::{Actor, Asked, DisavowPage, HistoryLine, HistoryPage, StaffMark, staff_reference};
use crate::account::rules::history::is_shown;
use crate::account::server::store::{self, history::HistoryRow};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::kernel::token::Token;
use crate::platform::Error;
use crate::platform::audit::Fact;
use crate::platform::crypt::token_hash;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::session;
use std::collections::BTreeMap;
use uuid::Uuid;

const FORM: &str = "riwayat";
/// Events on one page.
const PAGE: usize = 20;
/// Events read for one page; some are not shown.
const READ: i64 = 60;
/// Seconds for which a link to disavow works (`research/security.md` C23).
const LINK_LIFE: i64 = 10 * 86_400;

/// A link in the mail about a new authenticator app: whoever it was not wants the app gone, too.
pub(super) const APP_ON: &str = "app_on";

/// Classes of the devices by their ids.
type Classes = BTreeMap<String, String>;

/// `/akun/riwayat`; `before` is the id of the last event seen, empty for the newest. With the id of an event to be disavowed the page
/// only asks about that one; an id of nobody's event, or of one that is not shown, shows the list.
pub async fn page(call: &Call, before: &str, disavowed: &str) -> Result<HistoryPage, Fault> {
    let session = call.session()?;
    let account = session.account;
    let before = Uuid::try_parse(before).unwrap_or(Uuid::max());
    let classes = store::history::device_classes(&call.ctx.db, account).await?;
    let classes: Classes = classes.into_iter().map(|(id, class)| (id.simple().to_string(), class)).collect();
    if let Some(asked) = asked(call, account, disavowed, &classes).await? {
        return Ok(HistoryPage { events: Vec::new(), older: String::new(), asked: Some(asked), refill: call.refill(FORM) });
    }
    let rows = store::history::events(&call.ctx.db, account, before, READ).await?;
    let read_all = rows.len() < usize::try_from(READ).unwrap_or_default();
    let last_read = rows.last().map(|row| row.id);
    let mut shown = rows.into_iter().filter(|row| is_shown(&row.action, &row.outcome));
    let events: Vec<_> = shown.by_ref().take(PAGE).map(|row| line(row, account, &classes)).collect();
    let older = match (shown.next(), read_all) {
        (Some(_), _) => events.last().map(|event| event.id.clone()),
        (None, true) => None,
        // All that was read is shown, but there may be more behind.
        (None, false) => last_read.map(|id| id.simple().to_string()),
    };
    Ok(HistoryPage { events, older: older.unwrap_or_default(), asked: None, refill: call.refill(FORM) })
}

/// The event with this id, if it is shown to this person and may be disavowed.
async fn asked(call: &Call, account: Uuid, id: &str, classes: &Classes) -> Result<Option<Asked>, Fault> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    let row = store::history::event(&call.ctx.db, account, id).await?;
    let event = row.filter(|row| is_shown(&row.action, &row.outcome)).map(|row| line(row, account, classes));
    let Some(event) = event.filter(HistoryLine::can_be_disavowed) else { return Ok(None) };
    let signed_in = session::count_live(&call.ctx.db, call.now(), account).await?;
    Ok(Some(Asked { event, signed_in: u32::try_from(signed_in).unwrap_or_default() }))
}

fn line(row: HistoryRow, account: Uuid, classes: &Classes) -> HistoryLine {
    let fact = |name: &str| row.detail.split(' ').find_map(|fact| fact.strip_prefix(name));
    let class = match fact("device=") {
        Some(device) => classes.get(device).map(String::as_str),
        None => fact("class="),
    };
    let class = class.unwrap_or_default().to_owned();
    let who = match row.actor_ref.as_str() {
        "visitor" => Actor::Visitor,
        "system" => Actor::Portal,
        actor if actor == account.simple().to_string() => Actor::Owner,
        _ => Actor::Staff,
    };
    let role = fact("role=").and_then(Role::parse).filter(|_| who == Actor::Staff);
    HistoryLine {
        id: row.id.simple().to_string(),
        at: Instant(row.at),
        class,
        who,
        reason: fact("reason=").unwrap_or_default().to_owned(),
        staff: role.map(|role| StaffMark { role, reference: staff_reference(&row.actor_ref) }),
        action: row.action,
        outcome: row.outcome,
    }
}

/// A link for a mail about `event`; works once, for ten days.
pub(super) async fn disavow_link(tx: &mut Tx, call: &Call, account: Uuid, event: &str) -> Result<String, Error> {
    let (now, token) = (call.now(), call.ctx.random.token());
    let id = call.ctx.random.id(now);
    let until = now.plus_seconds(LINK_LIFE);
    store::history::insert_disavowal(tx, id, &token_hash(&token.encode()), account, event, now, until).await?;
    let path = Route::Disavow.fill(&token.encode()).ok_or(Error::Corrupt("route"))?;
    Ok(format!("{}{path}", call.ctx.config.server.public_url))
}

/// `/bukan-saya/{token}`; looking at it changes nothing.
pub async fn disavow_page(call: &Call, token: &str) -> Result<DisavowPage, Fault> {
    let found = match Token::parse(token) {
        Some(token) => store::history::disavowal(&call.ctx.db, &token_hash(&token.encode()), call.now()).await?,
        None => None,
    };
    Ok(DisavowPage {
        event: found.map(|found| (found.event, Instant(found.created_at))),
        token: token.to_owned(),
        refill: call.refill("bukan_saya"),
    })
}

/// The button on it. Of parallel presses one takes effect.
pub async fn disavow_by_link(call: &Call, token: &str) -> Result<(), Fault> {
    // Used up or too late: a new password is still to be had.
    let dead = || Fault::elsewhere(Route::Forgot);
    let hash = token_hash(&Token::parse(token).ok_or_else(dead)?.encode());
    let found = store::history::disavowal(&call.ctx.db, &hash, call.now()).await?.ok_or_else(dead)?;
    let account = open(call, found.account_id).await?;
    let mut tx = call.ctx.db.begin().await?;
    store::history::use_disavowal(&mut tx, &hash, call.now()).await?.ok_or_else(dead)?;
    if found.event == APP_ON {
        totp::remove(&mut tx, call, &account).await?;
    }
    disavow(&mut tx, call, &account, None).await?;
    tx.commit().await?;
    leave(call, account.row.id);
    Ok(())
}

/// "Ini bukan saya" in the history, said of one event; somebody else's is not there.
pub async fn disavow_event(call: &Call, id: &str) -> Result<(), Fault> {
    let account = open(call, call.session()?.account).await?;
    let gone = || Fault::of(Code::NotFound);
    let id = Uuid::try_parse(id).map_err(|_| gone())?;
    let event = store::history::event(&call.ctx.db, account.row.id, id).await?.ok_or_else(gone)?;
    let mut tx = call.ctx.db.begin().await?;
    disavow(&mut tx, call, &account, Some(event.id)).await?;
    tx.commit().await?;
    leave(call, account.row.id);
    Ok(())
}

async fn open(call: &Call, account: Uuid) -> Result<Account, Fault> {
    let row = store::account(&call.ctx.db, account).await?.ok_or_else(|| Fault::of(Code::NotFound))?;
    Ok(Account::open(&call.ctx, row).await?)
}

/// Everybody out, no trust left, a link for a new password to the mailbox. `event` is the one that was somebody else's, where it is known.
async fn disavow(tx: &mut Tx, call: &Call, account: &Account, event: Option<Uuid>) -> Result<(), Error> {
    let index = call.ctx.keys.blind("email", account.email.as_str());
    sign_in::end_everything(tx, call, account, &index, "disavowed").await?;
    reset::send_link(tx, call, account).await?;
    let device = call.visit.session.as_ref().map(|session| Fact::Id("device", session.device));
    let facts = device.into_iter().chain(event.map(|event| Fact::Id("event", event))).collect();
    note_with(tx, call, Some(account.row.id), "account.disavow", "ok", facts).await
}

fn leave(call: &Call, account: Uuid) {
    call.ctx.wake.ring();
    forget_session_of(call, account);
    call.flash("lupa", "link_sent");
    call.reply.go(Route::Forgot);
}
