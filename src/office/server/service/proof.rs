//! Fresh proof in the office (`docs/rules.md`, C20): password and authenticator value once more, on one page. What the person was doing
//! goes on after it.

use super::{Judged, Member, counter_of, judge, note, try_at_value, wrong_password};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::model::ProofPage;
use crate::platform::Error;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::staff;
use crate::platform::limits::tries::Try;

/// The address that asked, if it is one of the office's pages that this role may open; else the first.
fn target(asked: &str, role: Role) -> String {
    let opens = |route: Route| route != Route::OfficeProof && route.staff().is_some_and(|roles| roles.contains(&role));
    let opens = Route::is_destination(asked) && Route::parse(asked).is_some_and(opens);
    if opens { asked.to_owned() } else { Route::Office.path().to_owned() }
}

/// `/kantor/konfirmasi`. Whoever has just given proof goes straight on.
pub async fn page(call: &Call, asked: &str) -> Result<ProofPage, Fault> {
    let session = call.staff()?;
    let refill = call.refill("kantor_konfirmasi");
    let asked = Some(refill.value("tujuan")).filter(|kept| !kept.is_empty()).unwrap_or(asked);
    let target = target(asked, session.role);
    let target = target.to_owned();
    if session.is_fresh(call.now()) {
        return Err(Fault { goto: Some(target), ..Fault::of(Code::Elsewhere) });
    }
    Ok(ProofPage { target, refill })
}

/// "Lanjutkan". Wrong ones count like those at sign-in; the session gets a new token.
pub async fn give(call: &Call, password: &str, typed: &str, asked: &str) -> Result<(), Fault> {
    let session = call.staff()?.clone();
    let mut fault = Fault::of(Code::Invalid);
    if password.is_empty() {
        fault = fault.with("password", "required");
    } else if password.chars().count() > 256 {
        fault = fault.with("password", "too_long");
    }
    let code = OneTimeCode::parse(typed).map_err(|error| fault.fields.insert("kode".into(), error.code().into())).ok();
    let (Some(code), true) = (code, fault.fields.is_empty()) else { return Err(fault) };

    let member = Member::caller(call).await?;
    try_password(call, &member, password).await?;
    let tried = try_at_value(call, member.row.id).await?;
    let mut tx = call.ctx.db.begin().await?;
    let judged = judge(&mut tx, call.now(), &member, &code, &tried).await?;
    let mut renewed = None;
    if judged == Judged::Right {
        let token = staff::prove(&mut tx, &call.ctx, session.id).await?;
        renewed = Some(token.ok_or_else(|| Fault::of(Code::Unauthenticated))?);
    }
    note(&mut tx, call, Some(member.row.id), "staff.proof", judged.name(), Vec::new()).await?;
    tx.commit().await?;
    let Some(token) = renewed else { return Err(Fault::invalid("kode", judged.name())) };
    call.reply.set_cookie(Cookie { name: cookies::STAFF, value: token.encode(), max_age: None });
    call.reply.go_path(target(asked, session.role));
    Ok(())
}

/// Compares the caller's password behind the same limits as sign-in; the try counts before it is judged.
async fn try_password(call: &Call, member: &Member, password: &str) -> Result<(), Fault> {
    let (now, id) = (call.now(), member.row.id);
    let tried = Try::at_password(counter_of(call, Some(id), &member.row.email_index).await?, call.visit.source);
    let mut tx = call.ctx.db.begin().await?;
    let counted = tried.count(&mut tx, now).await?;
    tx.commit().await?;
    counted?;
    let verdict = call.ctx.hasher.for_staff().verify(password, &member.row.password_hash).await.map_err(Error::from);
    if !tried.judged(&call.ctx.db, now, verdict).await?.ok {
        return Err(wrong_password(call, &tried, Some(id), &member.row.email_index).await?);
    }
    Ok(tried.forgive_now(&call.ctx.db, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_goes_on_to_a_page_of_the_office_that_the_role_may_open_and_nowhere_else() {
        assert_eq!(target("/kantor/staf", Role::Administrator), "/kantor/staf");
        assert_eq!(target("/kantor/staf", Role::Finance), "/kantor");
        for other in ["", "/dasbor", "/kantor/konfirmasi", "/kantor/undangan/{token}", "//contoh.example", "https://contoh.example"]
        {
            assert_eq!(target(other, Role::Administrator), "/kantor", "{other}");
        }
    }
}
