//! Into the office: e-mail, password, captcha → a value of the authenticator, always → session. And out again.

use super::{
    Judged, Mail, Member, address_counter, counter_of, enter, flow_hash, index_of, judge, limit_source, note, try_at_value,
    wrong_password,
};
use crate::kernel::code::OneTimeCode;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::route::Route;
use crate::office::mail_text;
use crate::office::model::CodePage;
use crate::office::rules::{MemberStatus, SIGN_IN_LIFE, SignInState, TRIES};
use crate::office::server::store::{self, SignInRow, StaffRow};
use crate::platform::captcha::{self, Level, Spent};
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::staff;
use crate::platform::limits;
use crate::platform::limits::tries::{Counter, Try};
use crate::platform::{Error, nfc};

const FLOW: &str = "staff_sign_in";
/// The form that the captcha is bound to.
const FORM: &str = "kantor_masuk";

/// What a captcha answered: the signed challenge, the proof of work, the sum.
#[derive(Clone, Debug, Default)]
pub struct Captcha {
    pub token: String,
    pub work: String,
    pub sum: String,
}

/// "Masuk". Known and unknown addresses take the same steps and the same time.
pub async fn start(call: &Call, email: &str, password: &str, proof: &Captcha) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let email = Email::parse(&nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    if password.is_empty() {
        fault = fault.with("password", "required");
    } else if password.chars().count() > 256 {
        fault = fault.with("password", "too_long");
    }
    let source = limits::sources::source_key(call.visit.source);
    let extra = limits::sources::needs_extra_proof(&call.ctx, call.now(), &source).await?;
    let level = if extra { Level::Two } else { Level::One };
    let spent = captcha::check(&call.ctx.keys, call.now(), FORM, level, &proof.token, &proof.work, &proof.sum)
        .map_err(|refused| fault.fields.insert("captcha".into(), refused.code().into()))
        .ok();
    let (Some(email), Some(spent), true) = (email, spent, fault.fields.is_empty()) else { return Err(fault) };

    let index = index_of(&call.ctx, &email);
    let row = store::by_email(&call.ctx.db, &index).await?;
    let id = row.as_ref().map(|row| row.id);
    let tried = Try::at_password(counter_of(call, id, &index).await?, call.visit.source);
    admit(call, &spent, &tried, row.as_ref()).await?;
    let hasher = call.ctx.hasher.for_staff();
    let verdict = match &row {
        Some(row) => hasher.verify(password, &row.password_hash).await,
        None => hasher.verify_decoy(password).await,
    };
    let verdict = tried.judged(&call.ctx.db, call.now(), verdict.map_err(Error::from)).await?;
    let Some(row) = row.filter(|_| verdict.ok) else {
        return Err(wrong_password(call, &tried, id, &index).await?);
    };
    tried.forgive_now(&call.ctx.db, call.now()).await?;
    if verdict.needs_rehash {
        let hash = hasher.hash(password).await.map_err(Error::from)?;
        let mut tx = call.ctx.db.begin().await?;
        store::rehash(&mut tx, row.id, &row.password_hash, &hash).await?;
        tx.commit().await?;
    }
    right(call, &row).await
}

/// Spends the captcha, asks the limits and counts the try, before any hashing.
async fn admit(call: &Call, spent: &Spent, tried: &Try, row: Option<&StaffRow>) -> Result<(), Fault> {
    let now = call.now();
    let mut tx = call.ctx.db.begin().await?;
    if !captcha::spend(&mut tx, spent).await? {
        // The same form posted twice: the first one went on to the authenticator.
        let open = match &call.visit.flow {
            Some(flow) => store::sign_in_in(&mut tx, &flow_hash(FLOW, flow), now).await?,
            None => None,
        };
        let ours = open.is_some_and(|open| row.is_some_and(|row| row.id == open.staff_id));
        return Err(if ours { Fault::elsewhere(Route::OfficeSignInCode) } else { Fault::invalid("captcha", "used") });
    }
    let counted = tried.count(&mut tx, now).await?;
    tx.commit().await?;
    counted
}

/// The password was right: the authenticator comes next.
async fn right(call: &Call, row: &StaffRow) -> Result<(), Fault> {
    let now = call.now();
    let hash = flow_hash(FLOW, &call.flow_or_new());
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    store::cancel_sign_ins_of_flow(&mut tx, &hash).await?;
    store::insert_sign_in(&mut tx, call.ctx.random.id(now), &hash, row.id, now, now.plus_seconds(SIGN_IN_LIFE)).await?;
    note(&mut tx, call, Some(row.id), "staff.password", "ok", Vec::new()).await?;
    tx.commit().await?;
    call.reply.go(Route::OfficeSignInCode);
    Ok(())
}

/// The sign-in this browser has begun; back to the start without one.
async fn expect(call: &Call) -> Result<SignInRow, Fault> {
    let again = || Fault::elsewhere(Route::OfficeSignIn);
    let flow = call.visit.flow.as_ref().ok_or_else(again)?;
    store::sign_in(&call.ctx.db, &flow_hash(FLOW, flow), call.now()).await?.ok_or_else(again)
}

/// `/kantor/masuk/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let row = expect(call).await?;
    Ok(CodePage { exhausted: row.state()? == SignInState::Exhausted, refill: call.refill("kantor_kode") })
}

/// "Verifikasi": the try is counted, then judged; step, session and end of the sign-in commit together.
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let row = expect(call).await?;
    let member = match Member::by_id(&call.ctx, row.staff_id).await? {
        Some(member) if member.row.status()? == MemberStatus::Active => member,
        Some(_) | None => return Err(Fault::elsewhere(Route::OfficeSignIn)),
    };
    let (now, id) = (call.now(), member.row.id);
    let tried = try_at_value(call, id).await?;
    let mut tx = call.ctx.db.begin().await?;
    let Some(attempts) = store::count_try(&mut tx, row.id).await? else { return Err(Fault::invalid("kode", "exhausted")) };
    let judged = judge(&mut tx, now, &member, &code, &tried).await?;
    // Of two right values at the same time the second finds the sign-in done, and rolls back.
    if judged == Judged::Right && store::finish_sign_in(&mut tx, row.id).await? == 1 {
        // Strangers' failures end where the owner proved to be there; staff have no reset that would do it.
        address_counter(&member.row.email_index).clear(&mut tx).await?;
        Counter::StaffCode(id).clear(&mut tx).await?;
        if enter(&mut tx, call, id).await? {
            let message = mail_text::new_browser(member.lang(), now, call.visit.class);
            Mail::to(&member, "staff_new_browser").send(&mut tx, &call.ctx, message).await?;
        }
        tx.commit().await?;
        call.ctx.wake.ring();
        call.reply.go(Route::Office);
        return Ok(());
    }
    if attempts >= TRIES {
        store::exhaust_sign_in(&mut tx, row.id).await?;
    }
    note(&mut tx, call, Some(id), "staff.code", judged.name(), Vec::new()).await?;
    tx.commit().await?;
    Err(refused(judged, attempts))
}

/// What the page is told about a try that did not let in.
fn refused(judged: Judged, attempts: i64) -> Fault {
    match (judged, TRIES - attempts) {
        (_, ..=0) => Fault::invalid("kode", "exhausted"),
        (Judged::Wrong, left) => Fault::invalid("kode", format!("wrong_{left}")),
        (Judged::Used | Judged::Right, _) => Fault::invalid("kode", "used"),
    }
}

/// "Keluar".
pub async fn sign_out(call: &Call) -> Result<(), Fault> {
    if let Some(session) = &call.visit.staff {
        let mut tx = call.ctx.db.begin().await?;
        staff::revoke(&mut tx, call.now(), session.id, "signed_out").await?;
        note(&mut tx, call, Some(session.staff), "staff.sign_out", "ok", Vec::new()).await?;
        tx.commit().await?;
    }
    call.reply.set_cookie(Cookie::gone(cookies::STAFF));
    call.reply.set_cookie(Cookie::gone(cookies::FLOW));
    call.reply.clear_site_data();
    call.flash(FORM, "signed_out");
    call.reply.go(Route::OfficeSignIn);
    Ok(())
}
