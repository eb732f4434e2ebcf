//! "Riwayat keamanan": what happened to an account, read from the audit trail, and "ini bukan saya", by a button there or by the link
//! in a mail: everybody is signed out, trust ends, what that event changed is taken back, and a link for a new password goes to the
//! mailbox.

use super::{Account, email, forget_session_of, note_with, own_session, phone, reset, sign_in, totp};
use crate::account::model::history::{
    Actor, Asked, DisavowPage, HistoryLine, HistoryPage, OneDevice, StaffMark, TakenBack, staff_reference,
};
use crate::account::rules::SIGN_IN_LIFE;
use crate::account::rules::history::{is_half, is_shown};
use crate::account::server::store::{self, contact::HeldChange, history::Disavowal, history::HistoryRow};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::kernel::token::Token;
use crate::platform::audit::Fact;
use crate::platform::crypt::token_hash;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::session;
use crate::platform::{Ctx, Error};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const FORM: &str = "riwayat";
/// Events on one page.
const PAGE: usize = 20;
/// Events read for one page; some are not shown.
const READ: i64 = 60;
/// Seconds for which a link to disavow works (`docs/rules.md`, C23).
const LINK_LIFE: i64 = 10 * 86_400;

/// A link in the mail about a new authenticator app: whoever it was not wants the app gone, too.
pub(super) const APP_ON: &str = "app_on";
/// A link in the mail about another number: whoever it was not wants no codes to go there.
pub(super) const PHONE: &str = "phone";
/// Milliseconds after which no request is still at work: what an event of the history tells of was done at most so long before it.
const REQUEST: i64 = 60_000;

/// Classes of the devices by their ids.
type Classes = BTreeMap<String, String>;

/// `/akun/riwayat`; `before` is the id of the last event seen, empty for the newest, `device` that of the only device of interest. With
/// the id of an event to be disavowed the page only asks about that one; an id of nobody's event or device, or of an event that is not
/// shown, shows the list.
pub async fn page(call: &Call, before: &str, disavowed: &str, device: &str) -> Result<HistoryPage, Fault> {
    let session = call.session()?;
    let account = session.account;
    let before = Uuid::try_parse(before).unwrap_or(Uuid::max());
    let classes = store::history::device_classes(&call.ctx.db, account).await?;
    let classes: Classes = classes.into_iter().map(|(id, class)| (id.simple().to_string(), class)).collect();
    if let Some(asked) = asked(call, account, disavowed, &classes).await? {
        let refill = call.refill(FORM);
        return Ok(HistoryPage { events: Vec::new(), older: String::new(), only: None, asked: Some(asked), refill });
    }
    let only = Uuid::try_parse(device).ok().filter(|id| classes.contains_key(&id.simple().to_string()));
    let rows = store::history::events(&call.ctx.db, account, before, only, READ).await?;
    let read_all = rows.len() < usize::try_from(READ).unwrap_or_default();
    let last_read = rows.last().map(|row| row.id);
    let mut shown = shown(&call.ctx, account, rows).await?.into_iter();
    let events: Vec<_> = shown.by_ref().take(PAGE).map(|row| line(row, account, &classes)).collect();
    let older = match (shown.next(), read_all) {
        (Some(_), _) => events.last().map(|event| event.id.clone()),
        (None, true) => None,
        // All that was read is shown, but there may be more behind.
        (None, false) => last_read.map(|id| id.simple().to_string()),
    };
    let only = only.and_then(|id| one_device(&id.simple().to_string(), &classes));
    Ok(HistoryPage { events, older: older.unwrap_or_default(), only, asked: None, refill: call.refill(FORM) })
}

/// Without the events that say nothing to the owner, and without a right password that its code followed: one sign-in is one line.
pub(super) async fn shown(ctx: &Ctx, account: Uuid, mut rows: Vec<HistoryRow>) -> Result<Vec<HistoryRow>, Error> {
    rows.retain(|row| is_shown(&row.action, &row.outcome));
    let half = || rows.iter().filter(|row| is_half(&row.action, &row.outcome)).map(|row| row.at);
    let (Some(first), Some(last)) = (half().min(), half().max()) else { return Ok(rows) };
    let until = Instant(last).plus_seconds(SIGN_IN_LIFE);
    let codes = store::history::codes(&ctx.db, account, Instant(first), until).await?;
    let whole: BTreeSet<&str> = codes.iter().filter_map(|detail| fact(detail, "sign_in=")).collect();
    rows.retain(|row| {
        !is_half(&row.action, &row.outcome) || fact(&row.detail, "sign_in=").is_some_and(|sign_in| !whole.contains(sign_in))
    });
    Ok(rows)
}

/// What an event's detail says under a name, which ends in `=`.
fn fact<'a>(detail: &'a str, name: &str) -> Option<&'a str> {
    detail.split(' ').find_map(|fact| fact.strip_prefix(name))
}

/// A device of the account, if it is one.
fn one_device(id: &str, classes: &Classes) -> Option<OneDevice> {
    classes.get(id).map(|class| OneDevice { id: id.to_owned(), class: class.clone() })
}

/// The event with this id, if it is shown to this person and may be disavowed.
async fn asked(call: &Call, account: Uuid, id: &str, classes: &Classes) -> Result<Option<Asked>, Fault> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    let row = store::history::event(&call.ctx.db, account, id).await?;
    let Some(row) = row.filter(|row| is_shown(&row.action, &row.outcome)) else { return Ok(None) };
    let takes = of_event(call, &open(call, account).await?, &row).await?;
    let Some(event) = Some(line(row, account, classes)).filter(HistoryLine::can_be_disavowed) else { return Ok(None) };
    let signed_in = session::count_live(&call.ctx.db, call.now(), account).await?;
    Ok(Some(Asked { event, signed_in: u32::try_from(signed_in).unwrap_or_default(), back: takes.back }))
}

fn line(row: HistoryRow, account: Uuid, classes: &Classes) -> HistoryLine {
    let fact = |name: &str| fact(&row.detail, name);
    let class = match fact("device=") {
        Some(device) => classes.get(device).map(String::as_str),
        None => fact("class="),
    };
    let class = class.unwrap_or_default().to_owned();
    let role = fact("role=").and_then(Role::parse);
    let who = match row.actor_ref.as_str() {
        "visitor" => Actor::Visitor,
        "system" => Actor::Portal,
        actor if actor == account.simple().to_string() => Actor::Owner,
        // Staff never acts without the role that allowed it.
        _ if role.is_some() => Actor::Staff,
        // Somebody else's browser: not the owner's, and nobody's whom the owner should take for staff.
        _ => Actor::Visitor,
    };
    let role = role.filter(|_| who == Actor::Staff);
    HistoryLine {
        id: row.id.simple().to_string(),
        at: Instant(row.at),
        class,
        who,
        reason: fact("reason=").unwrap_or_default().to_owned(),
        ended: fact("ended=").and_then(|device| one_device(device, classes)),
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
    let back = match &found {
        Some(found) => of_link(call, &open(call, found.account_id).await?, found).await?.back,
        None => TakenBack::default(),
    };
    Ok(DisavowPage {
        event: found.map(|found| (found.event, Instant(found.created_at))),
        back,
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
    let owner = account.row.id;
    let takes = of_link(call, &account, &found).await?;
    let mut tx = call.ctx.db.begin().await?;
    disavow(&mut tx, call, account, &takes, None).await?;
    // After the account's row, as everywhere; whoever finds the link used has done nothing.
    store::history::use_disavowal(&mut tx, &hash, call.now()).await?.ok_or_else(dead)?;
    tx.commit().await?;
    leave(call, owner, takes.back);
    Ok(())
}

/// "Ini bukan saya" in the history, said of one event; somebody else's is not there.
pub async fn disavow_event(call: &Call, id: &str) -> Result<(), Fault> {
    let account = open(call, call.session()?.account).await?;
    let owner = account.row.id;
    let gone = || Fault::of(Code::NotFound);
    let id = Uuid::try_parse(id).map_err(|_| gone())?;
    let event = store::history::event(&call.ctx.db, account.row.id, id).await?.ok_or_else(gone)?;
    let takes = of_event(call, &account, &event).await?;
    let mut tx = call.ctx.db.begin().await?;
    disavow(&mut tx, call, account, &takes, Some(event.id)).await?;
    tx.commit().await?;
    leave(call, owner, takes.back);
    Ok(())
}

async fn open(call: &Call, account: Uuid) -> Result<Account, Fault> {
    let row = store::account(&call.ctx.db, account).await?.ok_or_else(|| Fault::of(Code::NotFound))?;
    Ok(Account::open(&call.ctx, row).await?)
}

/// What disavowing takes back besides every sign-in.
struct Takes {
    back: TakenBack,
    /// The change of e-mail that is undone, with the later ones.
    change: Option<HeldChange>,
}

impl Takes {
    /// App and number go whenever they came: whoever put in one that the owner disavows may have put in the next one, too, and an owner
    /// whose own one goes with it has it again within a minute.
    fn new(account: &Account, app: bool, number: bool, change: Option<HeldChange>) -> Self {
        let back = TakenBack {
            app: app && account.row.totp_sealed.is_some(),
            number: number && account.row.phone_verified_at.is_some(),
            address: change.is_some(),
        };
        Self { back, change }
    }
}

/// What disavowing an event of the history takes back: what that event changed.
///
/// A stolen session may press the button without fresh proof. It gains nothing: it is signed out itself, what goes are ways to get in,
/// and the link for a new password goes to the account's mailbox or, of a disavowed change, to the one before, which can undo the change
/// by itself just as long.
async fn of_event(call: &Call, account: &Account, event: &HistoryRow) -> Result<Takes, Fault> {
    let is = |action: &str| event.action == action && event.outcome == "ok";
    let change = if is("email.verify") { change_since(call, account, event.at - REQUEST).await? } else { None };
    Ok(Takes::new(account, is("totp.on"), is("phone.verify"), change))
}

/// What a link takes back: what its mail told of, and every change of e-mail since. The mail went to the address of then; without this the
/// link for a new password would go to whoever changed the address, instead of whom the mail promised it.
///
/// Whoever has stolen only the link can sign everybody out, and put an address back that its owner left in these ten days. They see
/// neither mailbox, the new one is told, and the link works once. Whoever has the old mailbox has the link there that undoes the change,
/// too. The link that went to the new address undoes nothing: it is younger than the change.
async fn of_link(call: &Call, account: &Account, link: &Disavowal) -> Result<Takes, Fault> {
    let change = change_since(call, account, link.created_at).await?;
    Ok(Takes::new(account, link.event == APP_ON, link.event == PHONE, change))
}

/// The first change of e-mail after a moment, if it can still be undone.
async fn change_since(call: &Call, account: &Account, since: i64) -> Result<Option<HeldChange>, Fault> {
    let held = store::contact::held(&call.ctx.db, account.row.id, call.now()).await?;
    Ok(held.into_iter().find(|change| change.confirmed_at > since))
}

/// Everybody out, no trust left, what was disavowed taken back, a link for a new password to the mailbox. `event` is the one that was
/// somebody else's, where it is known.
async fn disavow(tx: &mut Tx, call: &Call, account: Account, takes: &Takes, event: Option<Uuid>) -> Result<(), Fault> {
    let account = match &takes.change {
        // Another request was faster.
        Some(change) => email::take_back(tx, call, account, change).await?.ok_or_else(|| Fault::elsewhere(Route::Forgot))?,
        None => {
            let index = call.ctx.keys.blind("email", account.email.as_str());
            sign_in::end_everything(tx, call, &account, &index, "disavowed").await?;
            account
        }
    };
    if takes.back.app {
        totp::remove(tx, call, &account).await?;
    }
    if takes.back.number {
        phone::distrust(tx, call, &account).await?;
    }
    reset::send_link(tx, call, &account).await?;
    let subject = Some(account.row.id);
    let device = own_session(call, subject).map(|session| Fact::Id("device", session.device));
    let facts = device.into_iter().chain(event.map(|event| Fact::Id("event", event))).collect();
    Ok(note_with(tx, call, subject, "account.disavow", "ok", facts).await?)
}

fn leave(call: &Call, owner: Uuid, back: TakenBack) {
    call.ctx.wake.ring();
    forget_session_of(call, owner);
    say(call, back);
}

/// Leads to the page that says what was done, and that the link for a new password is on its way.
pub(super) fn say(call: &Call, back: TakenBack) {
    let said = [("notice", "link_sent".to_owned()), (TakenBack::FIELD, back.name())];
    call.show_again("lupa", None, said.map(|(name, value)| (name.to_owned(), value)).into());
    call.reply.go(Route::Forgot);
}
