//! The office's server functions: parse, authorise, call the service, map the error. Who may call each is declared in `functions.rs`.

pub mod people;

use super::model;
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use super::server::service::{accept, desk, proof as fresh, sign_in as entry, staff};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// "Masuk" to the office.
#[server(name = SignInToOffice, prefix = "/api", endpoint = "office/sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    let proof = entry::Captcha { token: tantangan, work: pow, sum: captcha };
    entry::start(&call()?, &email, &password, &proof).await
}

/// `/kantor/masuk/kode`.
#[server(name = AskOfficeCodePage, prefix = "/api", endpoint = "office/sign_in_code_page", output = Postcard)]
pub async fn sign_in_code_page() -> Result<model::CodePage, Fault> {
    entry::code_page(&call()?).await
}

/// "Verifikasi": the value of the authenticator.
#[server(name = VerifyInOffice, prefix = "/api", endpoint = "office/sign_in_verify")]
pub async fn sign_in_verify(#[server(default)] kode: String) -> Result<(), Fault> {
    entry::verify(&call()?, &kode).await
}

/// "Keluar".
#[server(name = LeaveOffice, prefix = "/api", endpoint = "office/sign_out")]
pub async fn sign_out() -> Result<(), Fault> {
    entry::sign_out(&call()?).await
}

/// `/kantor/undangan/{token}`; looking at it changes nothing.
#[server(name = AskInvitationPage, prefix = "/api", endpoint = "office/invitation_page", output = Postcard)]
pub async fn invitation_page(#[server(default)] token: String) -> Result<model::InvitationPage, Fault> {
    accept::invitation_page(&call()?, &token).await
}

/// The button on it.
#[server(prefix = "/api", endpoint = "office/invitation_open")]
pub async fn invitation_open(#[server(default)] token: String) -> Result<(), Fault> {
    accept::open(&call()?, &token).await
}

/// `/kantor/undangan`.
#[server(name = AskAcceptPage, prefix = "/api", endpoint = "office/accept_page", output = Postcard)]
pub async fn accept_page() -> Result<model::AcceptPage, Fault> {
    accept::page(&call()?).await
}

/// Name and password of the invited person; the address too where the invitation has none.
#[server(name = AcceptInvitation, prefix = "/api", endpoint = "office/accept")]
pub async fn accept_invitation(
    #[server(default)] nama: String,
    #[server(default)] email: String,
    #[server(default)] password_baru: String,
) -> Result<(), Fault> {
    accept::person(&call()?, &nama, &email, &password_baru).await
}

/// The first value of the authenticator: from here on the person is a member of staff.
#[server(name = ConfirmInvitation, prefix = "/api", endpoint = "office/accept_confirm")]
pub async fn accept_confirm(#[server(default)] kode: String) -> Result<(), Fault> {
    accept::confirm(&call()?, &kode).await
}

/// How strong a password of staff is, also against what else was typed; asked 400 ms after typing stops.
#[server(name = AskStaffPasswordStrength, prefix = "/api", endpoint = "office/password_strength", output = Postcard)]
pub async fn password_strength(
    #[server(default)] password: String,
    #[server(default)] nama: String,
    #[server(default)] email: String,
) -> Result<model::Strength, Fault> {
    accept::strength(&call()?, &password, &[&nama, &email]).await
}

/// `/kantor`.
#[server(name = AskOfficeOverview, prefix = "/api", endpoint = "office/overview_page", output = Postcard)]
pub async fn overview_page() -> Result<model::OverviewPage, Fault> {
    desk::overview(&call()?).await
}

/// The answer to the session warning: one more idle period.
#[server(name = StayInOffice, prefix = "/api", endpoint = "office/stay")]
pub async fn stay() -> Result<(), Fault> {
    desk::stay(&call()?).await
}

/// `/kantor/konfirmasi`; `tujuan` is the page that asked.
#[server(name = AskOfficeProof, prefix = "/api", endpoint = "office/proof_page", output = Postcard)]
pub async fn proof_page(#[server(default)] tujuan: String) -> Result<model::ProofPage, Fault> {
    fresh::page(&call()?, &tujuan).await
}

/// Password and authenticator value once more.
#[server(name = ProveInOffice, prefix = "/api", endpoint = "office/proof")]
pub async fn proof(
    #[server(default)] password: String,
    #[server(default)] kode: String,
    #[server(default)] tujuan: String,
) -> Result<(), Fault> {
    fresh::give(&call()?, &password, &kode, &tujuan).await
}

/// `/kantor/staf`.
#[server(name = AskStaffPage, prefix = "/api", endpoint = "office/staff_page", output = Postcard)]
pub async fn staff_page() -> Result<model::StaffPage, Fault> {
    staff::page(&call()?).await
}

/// Invites somebody with a role (`peran`).
#[server(prefix = "/api", endpoint = "office/invite")]
pub async fn invite(#[server(default)] email: String, #[server(default)] peran: String) -> Result<(), Fault> {
    staff::invite(&call()?, &email, &peran).await
}

/// Takes an open invitation (`undangan` is its id) back.
#[server(prefix = "/api", endpoint = "office/invitation_withdraw")]
pub async fn invitation_withdraw(#[server(default)] undangan: String) -> Result<(), Fault> {
    staff::withdraw(&call()?, &undangan).await
}

/// Ends somebody's access (`staf` is their id), at once.
#[server(name = DeactivateStaff, prefix = "/api", endpoint = "office/deactivate")]
pub async fn deactivate(#[server(default)] staf: String) -> Result<(), Fault> {
    staff::deactivate(&call()?, &staf).await
}
