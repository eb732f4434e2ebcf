//! Fresh proof, "Akun Saya", the password, what was left unfinished, and why an account is closed.

use crate::account::model::CodePage;
use crate::account::model::overview::{AccountPage, ChangePasswordPage, ClosedPage, ProofPage};
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::{Proof, kept, overview, password, proof as service, standing};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/akun`.
#[server(name = AskAccountPage, prefix = "/api", endpoint = "account/account_page", output = Postcard)]
pub async fn account_page() -> Result<AccountPage, Fault> {
    overview::page(&call()?).await
}

/// `/akun/konfirmasi`; `tujuan` is the path of the page that asked.
#[server(name = AskProofPage, prefix = "/api", endpoint = "account/proof_page", output = Postcard)]
pub async fn proof_page(#[server(default)] tujuan: String) -> Result<ProofPage, Fault> {
    service::page(&call()?, &tujuan).await
}

/// "Lanjutkan" on `/akun/konfirmasi`.
#[server(prefix = "/api", endpoint = "account/proof")]
pub async fn proof_begin(#[server(default)] password: String, #[server(default)] tujuan: String) -> Result<(), Fault> {
    service::begin(&call()?, &password, &tujuan).await
}

/// `/akun/konfirmasi/kode`.
#[server(name = AskProofCodePage, prefix = "/api", endpoint = "account/proof_code_page", output = Postcard)]
pub async fn proof_code_page() -> Result<CodePage, Fault> {
    service::code_page(&call()?).await
}

/// "Verifikasi" on `/akun/konfirmasi/kode`.
#[server(prefix = "/api", endpoint = "account/proof_verify")]
pub async fn proof_verify(#[server(default)] kode: String) -> Result<(), Fault> {
    service::verify(&call()?, &kode).await
}

/// "Kirim Ulang Kode" there; `saluran` = `email`, `sms` or `app` chooses the way.
#[server(prefix = "/api", endpoint = "account/proof_resend")]
pub async fn proof_resend(
    #[server(default)] saluran: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    service::resend(&call()?, &saluran, &Proof { token: tantangan, work: pow, sum: captcha }).await
}

/// `/akun/ubah-password`.
#[server(name = AskChangePasswordPage, prefix = "/api", endpoint = "account/change_password_page", output = Postcard)]
pub async fn change_password_page() -> Result<ChangePasswordPage, Fault> {
    password::page(&call()?).await
}

/// "Simpan" on `/akun/ubah-password`.
#[server(prefix = "/api", endpoint = "account/change_password")]
pub async fn change_password(
    #[server(default)] password_lama: String,
    #[server(default)] password_baru: String,
) -> Result<(), Fault> {
    password::change(&call()?, &password_lama, &password_baru).await
}

/// "Lanjutkan" on the dashboard: `formulir` is the form's name.
#[server(prefix = "/api", endpoint = "account/kept_open")]
pub async fn kept_open(#[server(default)] formulir: String) -> Result<(), Fault> {
    kept::open(&call()?, &formulir).await
}

/// "Buang" on the dashboard.
#[server(prefix = "/api", endpoint = "account/kept_discard")]
pub async fn kept_discard(#[server(default)] formulir: String) -> Result<(), Fault> {
    kept::discard(&call()?, &formulir).await
}

/// `/masuk/terkunci`, `/masuk/ditangguhkan` and `/masuk/dihapus`; `halaman` is the last word of the path.
#[server(name = AskClosedPage, prefix = "/api", endpoint = "account/closed_page", output = Postcard)]
pub async fn closed_page(#[server(default)] halaman: String) -> Result<ClosedPage, Fault> {
    standing::closed_page(&call()?, &halaman)
}
