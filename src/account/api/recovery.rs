//! Server functions of a forgotten e-mail.

use crate::account::model::recovery::RecoveryPage;
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::{recovery, sign_in::Proof};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// "Kirim" on `/lupa-email`.
#[server(prefix = "/api", endpoint = "account/remind_email")]
pub async fn remind_email(
    #[server(default)] nik: String,
    #[server(default)] nama: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    let proof = Proof { token: tantangan, work: pow, sum: captcha };
    recovery::request(&call()?, &nik, &nama, &proof).await
}

/// `/lupa-email/kode`.
#[server(name = AskRecoveryPage, prefix = "/api", endpoint = "account/recovery_page", output = Postcard)]
pub async fn recovery_page() -> Result<RecoveryPage, Fault> {
    recovery::code_page(&call()?).await
}

/// "Verifikasi" there.
#[server(prefix = "/api", endpoint = "account/recovery_verify")]
pub async fn recovery_verify(#[server(default)] kode: String) -> Result<(), Fault> {
    recovery::verify(&call()?, &kode).await
}

/// "Kirim Ulang Kode" there.
#[server(prefix = "/api", endpoint = "account/recovery_resend")]
pub async fn recovery_resend(
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    recovery::resend(&call()?, &Proof { token: tantangan, work: pow, sum: captcha }).await
}
