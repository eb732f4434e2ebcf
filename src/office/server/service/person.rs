//! `/kantor/peserta/{id}`: one participant, masked; in full for ten minutes and a reason; suspending the account and lifting that.
//!
//! Invariants: full data are read only behind a view that is open for this participant, this member of staff and this session; opening
//! one is recorded, and the participant reads about it. What staff wrote is sealed under the participant's key.

use super::people::person_path;
use crate::account::model::dossier::ViewReason;
use crate::account::model::history::{StaffMark, staff_reference};
use crate::account::{self, Acting};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::refill::Refill;
use crate::kernel::staff::Role;
use crate::office::model::people::{FullPart, PersonNotice, PersonPage, ViewLine};
use crate::office::rules::people::{self as rules, LONGEST_SUSPENSION, OVERSEERS, SUSPENDERS, Terms, VIEW_LIFE, VIEWERS};
use crate::office::server::store::people::{self as store, NewView, ViewRow};
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::{self, PersonKey, Place};
use crate::platform::http::actor::Call;
use crate::platform::http::staff::StaffSession;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::{Error, nfc};
use uuid::Uuid;

/// Under which the page is told how an act ended.
const TOLD: &str = "orang";
/// Openings of full data by a member of staff.
const VIEWS: Rule = Rule { name: "staff_view", whose: Whose::Staff, burst: 30, per: 3_600 };
/// Full views that the page lists.
const LISTED: i64 = 10;

/// What a full view refers to.
fn reference_of(view: Uuid) -> Place<'static> {
    Place::row("full_view.reference", view)
}

/// `/kantor/peserta/{id}`.
///
/// # Errors
/// [`Code::NotFound`] when there is no such account.
pub async fn page(call: &Call, id: &str) -> Result<PersonPage, Fault> {
    let staff = call.staff()?;
    // The page says so itself, with the status of a page that is not there.
    let missing = || {
        call.reply.status(Code::NotFound.status());
        Fault::of(Code::NotFound)
    };
    let id = Uuid::try_parse(id).map_err(|_| missing())?;
    let dossier = account::lookup::dossier(&call.ctx, id).await?.ok_or_else(missing)?;
    let today = call.now().date_wib();
    Ok(PersonPage {
        dossier,
        full: full_part(call, staff, id).await?,
        may_suspend: SUSPENDERS.contains(&staff.role),
        views: views(call, staff.role, id).await?,
        notice: PersonNotice::parse(call.refill(TOLD).value("notice")),
        suspend: refill(call, "tangguhkan", id),
        lift: refill(call, "cabut", id),
        first_day: today.plus_days(1),
        last_day: today.plus_days(LONGEST_SUSPENSION),
    })
}

/// What waits for a form on this participant's page; what was typed about another one is dropped.
fn refill(call: &Call, form: &str, id: Uuid) -> Refill {
    let refill = call.refill(form);
    let own = Uuid::try_parse(refill.value("peserta")).is_ok_and(|typed| typed == id);
    if own { refill } else { Refill::default() }
}

async fn full_part(call: &Call, staff: &StaffSession, id: Uuid) -> Result<FullPart, Error> {
    let closed = |refill: Refill| if VIEWERS.contains(&staff.role) { FullPart::Closed(refill) } else { FullPart::NotForRole };
    let refill = refill(call, "lihat_lengkap", id);
    let Some(until) = store::open_until(&call.ctx.db, staff.id, id, staff.staff, call.now()).await? else {
        return Ok(closed(refill));
    };
    // A role that was taken away closes what it opened.
    if !VIEWERS.contains(&staff.role) {
        return Ok(FullPart::NotForRole);
    }
    Ok(match account::lookup::full(&call.ctx, id).await? {
        Some(full) => FullPart::Open { full, until, seconds: call.now().seconds_until(until) },
        None => closed(refill),
    })
}

async fn views(call: &Call, role: Role, id: Uuid) -> Result<Vec<ViewLine>, Error> {
    let rows = store::recent(&call.ctx.db, id, LISTED).await?;
    let key = match OVERSEERS.contains(&role) && !rows.is_empty() {
        true => Some(crypt::load_person(&call.ctx.db, &call.ctx.keys, id).await?),
        false => None,
    };
    rows.into_iter().map(|row| view_line(row, key.as_ref())).collect()
}

fn view_line(row: ViewRow, key: Option<&PersonKey>) -> Result<ViewLine, Error> {
    let reference = key.map(|key| key.open_text(reference_of(row.id), &row.reference_sealed)).transpose()?;
    Ok(ViewLine {
        at: crate::kernel::instant::Instant(row.created_at),
        staff: StaffMark { role: row.role()?, reference: staff_reference(&row.staff_id.simple().to_string()) },
        reason: row.reason()?,
        reference: reference.unwrap_or_default(),
    })
}

/// The account that a form is about.
async fn existing(call: &Call, id: &str) -> Result<Uuid, Fault> {
    let id = Uuid::try_parse(id).map_err(|_| Fault::of(Code::NotFound))?;
    // One whose key was destroyed is not there any more either.
    account::lookup::masked(&call.ctx, id).await?.map(|_| id).ok_or_else(|| Fault::of(Code::NotFound))
}

fn acting(staff: &StaffSession) -> Acting {
    Acting::Staff { id: staff.staff, role: staff.role }
}

/// "Lihat data lengkap": opens them for this session for [`VIEW_LIFE`] seconds. One that is open already stays as it is.
///
/// # Errors
/// Faults on `alasan` and `rujukan`; [`Code::Limited`] when it is too often.
pub async fn open_full(call: &Call, id: &str, reason: &str, reference: &str) -> Result<(), Fault> {
    let staff = call.staff()?;
    let id = existing(call, id).await?;
    let (reason, reference) = read_reason(reason, reference)?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, id).await?;
    let now = call.now();
    let view_id = call.ctx.random.id(now);
    let view = NewView {
        id: view_id,
        account: id,
        staff: staff.staff,
        session: staff.id,
        role: staff.role,
        reason,
        reference_sealed: key.seal(reference_of(view_id), reference.as_bytes()),
        now,
        expires_at: now.plus_seconds(VIEW_LIFE),
    };
    let mut tx = call.ctx.db.begin().await?;
    if store::open(&mut tx, view).await? {
        let taken = limits::take(&mut tx, now, VIEWS, &staff.staff.simple().to_string()).await?;
        taken.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
        let detail = vec![Fact::Code("reason", reason.name()), Fact::Code("role", staff.role.name()), Fact::Id("view", view_id)];
        let actor = ActorRef::Staff(staff.staff);
        let event = Event { actor, subject: Some(id), action: "account.viewed", outcome: "ok", detail };
        audit::record(&mut tx, &call.ctx, event).await?;
        tx.commit().await?;
    }
    // On a phone they stand far below what is masked.
    call.reply.go_path(format!("{}#data-lengkap", person_path(id)));
    Ok(())
}

fn read_reason(reason: &str, reference: &str) -> Result<(ViewReason, String), Fault> {
    let parsed = ViewReason::parse(reason);
    let reference = rules::reference(&nfc(reference));
    match (parsed, reference) {
        (Some(parsed), Ok(reference)) => Ok((parsed, reference)),
        (parsed, reference) => {
            let mut fault = Fault::of(Code::Invalid);
            if parsed.is_none() {
                fault = fault.with("alasan", if reason.is_empty() { "required" } else { "unknown" });
            }
            if let Err(code) = reference {
                fault = fault.with("rujukan", code);
            }
            Err(fault)
        }
    }
}

/// "Tutup data lengkap": before the ten minutes are over.
pub async fn close_full(call: &Call, id: &str) -> Result<(), Fault> {
    let staff = call.staff()?;
    let id = existing(call, id).await?;
    let mut tx = call.ctx.db.begin().await?;
    store::close(&mut tx, staff.id, id, call.now()).await?;
    tx.commit().await?;
    tell(call, id, PersonNotice::ViewClosed);
    Ok(())
}

/// "Tangguhkan akun". Of parallel ones the first holds, the others are told.
///
/// # Errors
/// Faults on `sebab`, `batas` and `sampai`.
pub async fn suspend(call: &Call, id: &str, reason: &str, kind: &str, date: &str) -> Result<(), Fault> {
    let staff = call.staff()?;
    let id = existing(call, id).await?;
    let terms = Terms::parse(reason, kind, date, call.now().date_wib())
        .map_err(|wrong| wrong.into_iter().fold(Fault::of(Code::Invalid), |fault, (field, code)| fault.with(field, code)))?;
    let mut tx = call.ctx.db.begin().await?;
    let done = account::suspend(&mut tx, &call.ctx, acting(staff), id, terms.reason, terms.until).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    tell(call, id, if done { PersonNotice::Suspended } else { PersonNotice::NotSuspended });
    Ok(())
}

/// "Cabut penangguhan". Of parallel ones one has an effect, the others are told.
pub async fn lift(call: &Call, id: &str) -> Result<(), Fault> {
    let staff = call.staff()?;
    let id = existing(call, id).await?;
    let mut tx = call.ctx.db.begin().await?;
    let done = account::lift_suspension(&mut tx, &call.ctx, acting(staff), id).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    tell(call, id, if done { PersonNotice::Lifted } else { PersonNotice::NotLifted });
    Ok(())
}

/// Goes back to the participant's page and says how it ended.
fn tell(call: &Call, id: Uuid, notice: PersonNotice) {
    call.flash(TOLD, notice.name());
    call.reply.go_path(person_path(id));
}
