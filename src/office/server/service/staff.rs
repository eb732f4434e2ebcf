//! Who works in the office: the first administrator, the list, inviting, ending access.

use super::{Mail, Member, index_of, note};
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::mail_text;
use crate::office::model::{Invitation, Member as Listed, StaffNotice, StaffPage};
use crate::office::rules::{FIRST_INVITATION_LIFE, INVITATION_LIFE, MemberStatus};
use crate::office::server::store::invitation::{self as invitations, NewInvitation, OpenRow};
use crate::office::server::store::{self, ListedRow};
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::{self, Place, token_hash};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::staff as session;
use crate::platform::{Ctx, Error, nfc};
use uuid::Uuid;

/// Invites the first administrator; answers the address that works once, for 15 minutes, and replaces one that was printed before.
/// `None` when there is an administrator.
///
/// # Errors
/// The database.
pub async fn bootstrap(ctx: &Ctx) -> Result<Option<String>, Error> {
    let (now, token) = (ctx.now(), ctx.random.token());
    let id = ctx.random.id(now);
    let mut tx = ctx.db.begin().await?;
    let until = now.plus_seconds(FIRST_INVITATION_LIFE);
    if !invitations::insert_first(&mut tx, id, &token_hash(&token.encode()), now, until).await? {
        return Ok(None);
    }
    crypt::create_person(&mut tx, &ctx.keys, id, now).await?;
    let detail = vec![Fact::Code("role", Role::Administrator.name())];
    let event = Event { actor: ActorRef::System, subject: Some(id), action: "staff.bootstrap", outcome: "ok", detail };
    audit::record(&mut tx, ctx, event).await?;
    tx.commit().await?;
    Ok(Some(address(ctx, &token.encode())?))
}

fn address(ctx: &Ctx, token: &str) -> Result<String, Error> {
    let path = Route::OfficeInvitation.fill(token).ok_or(Error::Corrupt("route"))?;
    Ok(format!("{}{path}", ctx.config.server.public_url))
}

/// `/kantor/staf`.
pub async fn page(call: &Call) -> Result<StaffPage, Fault> {
    let session = call.staff()?;
    let may_change = session.role == Role::Administrator;
    let mut members = Vec::new();
    for row in store::list(&call.ctx.db).await? {
        members.push(listed(&call.ctx, row, session.staff).await?);
    }
    let mut open = Vec::new();
    for row in invitations::list(&call.ctx.db, call.now()).await? {
        open.push(invitation(&call.ctx, row).await?);
    }
    let mut refill = call.refill("kantor_staf");
    let notice = match refill.values.remove("notice").as_deref() {
        Some("invited") => Some(StaffNotice::Invited),
        Some("withdrawn") => Some(StaffNotice::Withdrawn),
        Some("deactivated") => Some(StaffNotice::Deactivated),
        _ => None,
    };
    Ok(StaffPage { members, invitations: open, may_change, notice, invite: call.refill("kantor_undang"), refill })
}

async fn listed(ctx: &Ctx, row: ListedRow, caller: Uuid) -> Result<Listed, Error> {
    let key = crypt::load_person(&ctx.db, &ctx.keys, row.id).await?;
    Ok(Listed {
        id: row.id.simple().to_string(),
        name: key.open_text(Place::row("staff.name", row.id), &row.name_sealed)?,
        email: key.open_text(Place::row("staff.email", row.id), &row.email_sealed)?,
        role: row.role()?,
        active: row.status()? == MemberStatus::Active,
        signed_in_at: row.signed_in_at.map(Instant),
        is_you: row.id == caller,
    })
}

async fn invitation(ctx: &Ctx, row: OpenRow) -> Result<Invitation, Error> {
    let key = crypt::load_person(&ctx.db, &ctx.keys, row.id).await?;
    Ok(Invitation {
        id: row.id.simple().to_string(),
        email: key.open_text(Place::row("staff.email", row.id), &row.email_sealed)?,
        role: row.role()?,
        until: Instant(row.expires_at),
    })
}

/// "Kirim undangan": by mail, with a link that works once. A second one to the same address ends the first, unless it is the same
/// button pressed twice, which sends one mail.
pub async fn invite(call: &Call, email: &str, role: &str) -> Result<(), Fault> {
    let by = call.staff()?.staff;
    let mut fault = Fault::of(Code::Invalid);
    let email = Email::parse(&nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    let chosen = Role::parse(role);
    if chosen.is_none() {
        fault = fault.with("peran", if role.is_empty() { "required" } else { "unknown" });
    }
    let (Some(email), Some(role)) = (email, chosen) else { return Err(fault) };
    let (ctx, now) = (&call.ctx, call.now());
    let index = index_of(ctx, &email);
    if store::by_email(&ctx.db, &index).await?.is_some() {
        return Err(Fault::invalid("email", "taken"));
    }
    let (id, token) = (ctx.random.id(now), ctx.random.token());
    let until = now.plus_seconds(INVITATION_LIFE);
    let mut tx = ctx.db.begin().await?;
    let key = crypt::create_person(&mut tx, &ctx.keys, id, now).await?;
    let new = NewInvitation {
        id,
        token_hash: &token_hash(&token.encode()),
        email_index: &index,
        email_sealed: &key.seal(Place::row("staff.email", id), email.as_str().as_bytes()),
        role,
        invited_by: by,
        now,
        expires_at: until,
    };
    if !invitations::insert(&mut tx, &new).await? {
        if !invitations::is_repeated(&mut tx, &new).await? {
            // Somebody else invites the same address at this very moment.
            return Err(Fault::of(Code::Conflict));
        }
        invited(call);
        return Ok(());
    }
    let lang = call.visit.lang;
    let message = mail_text::invitation(lang, role, until, &address(ctx, &token.encode())?);
    let mail = Mail { person: id, to: &email, lang, purpose: "staff_invitation", expires_at: Some(until) };
    mail.send(&mut tx, ctx, message).await?;
    note(&mut tx, call, Some(id), "staff.invite", "ok", vec![Fact::Code("role", role.name())]).await?;
    tx.commit().await?;
    ctx.wake.ring();
    invited(call);
    Ok(())
}

fn invited(call: &Call) {
    call.flash("kantor_staf", "invited");
    call.reply.go(Route::OfficeStaff);
}

/// "Tarik undangan". One that was used or ran out meanwhile changes nothing.
pub async fn withdraw(call: &Call, id: &str) -> Result<(), Fault> {
    let id = Uuid::try_parse(id).map_err(|_| Fault::of(Code::NotFound))?;
    let mut tx = call.ctx.db.begin().await?;
    if !invitations::withdraw(&mut tx, id, call.now()).await? {
        return Err(Fault::of(Code::NotFound));
    }
    note(&mut tx, call, Some(id), "staff.withdraw", "ok", Vec::new()).await?;
    tx.commit().await?;
    call.flash("kantor_staf", "withdrawn");
    call.reply.go(Route::OfficeStaff);
    Ok(())
}

/// "Hentikan akses": from the next request on, on every process. Not one's own, so an administrator always stays.
pub async fn deactivate(call: &Call, id: &str) -> Result<(), Fault> {
    let by = call.staff()?.staff;
    let id = Uuid::try_parse(id).map_err(|_| Fault::of(Code::NotFound))?;
    let member = Member::by_id(&call.ctx, id).await?.ok_or_else(|| Fault::of(Code::NotFound))?;
    if id == by {
        return Err(Fault::invalid("staf", "own"));
    }
    let now = call.now();
    let mut tx = call.ctx.db.begin().await?;
    if !store::deactivate(&mut tx, id, by, now).await? {
        return Err(Fault::of(Code::NotFound));
    }
    note(&mut tx, call, Some(id), "staff.deactivate", "ok", Vec::new()).await?;
    put_out(&mut tx, &call.ctx, &member, now).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.flash("kantor_staf", "deactivated");
    call.reply.go(Route::OfficeStaff);
    Ok(())
}

/// The same by whoever operates the portal: the way back for an administrator without a colleague who lost password or phone, followed by
/// [`bootstrap`]. Answers whether there was such a member.
///
/// # Errors
/// The database.
pub async fn deactivate_address(ctx: &Ctx, email: &Email) -> Result<bool, Error> {
    let now = ctx.now();
    let index = index_of(ctx, email);
    let Some(row) = store::by_email(&ctx.db, &index).await? else { return Ok(false) };
    let member = Member::open(ctx, row).await?;
    let mut tx = ctx.db.begin().await?;
    if store::deactivate_address(&mut tx, &index, now).await? != Some(member.row.id) {
        return Ok(false);
    }
    let (subject, detail) = (Some(member.row.id), Vec::new());
    let event = Event { actor: ActorRef::System, subject, action: "staff.deactivate", outcome: "ok", detail };
    audit::record(&mut tx, ctx, event).await?;
    put_out(&mut tx, ctx, &member, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends whatever a member who has no access any more has open, their invitations included, and tells them.
async fn put_out(tx: &mut Tx, ctx: &Ctx, member: &Member, now: Instant) -> Result<(), Error> {
    session::revoke_all(tx, now, member.row.id, "deactivated").await?;
    store::cancel_sign_ins_of(tx, member.row.id).await?;
    invitations::withdraw_by(tx, member.row.id, now).await?;
    Mail::to(member, "staff_deactivated").send(tx, ctx, mail_text::deactivated(member.lang(), now)).await
}
