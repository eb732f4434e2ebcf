//! Server functions of the second step: authenticator app, and what sign-in asks for first.

use crate::account::model::security::SecurityPage;
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::totp;
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/akun/keamanan`.
#[server(name = AskSecurityPage, prefix = "/api", endpoint = "account/security_page", output = Postcard)]
pub async fn security_page() -> Result<SecurityPage, Fault> {
    totp::page(&call()?).await
}

/// Begins to set an authenticator app up.
#[server(prefix = "/api", endpoint = "account/totp_start")]
pub async fn totp_start() -> Result<(), Fault> {
    totp::start(&call()?).await
}

/// "Verifikasi" with the app's first value; `persiapan` says which key the page showed.
#[server(prefix = "/api", endpoint = "account/totp_confirm")]
pub async fn totp_confirm(#[server(default)] persiapan: String, #[server(default)] kode: String) -> Result<(), Fault> {
    totp::confirm(&call()?, &persiapan, &kode).await
}

/// Gives the setting up up.
#[server(prefix = "/api", endpoint = "account/totp_cancel")]
pub async fn totp_cancel() -> Result<(), Fault> {
    totp::cancel(&call()?).await
}

/// Takes the app off the account.
#[server(prefix = "/api", endpoint = "account/totp_off")]
pub async fn totp_off() -> Result<(), Fault> {
    totp::off(&call()?).await
}

/// "Simpan": `cara` = `email`, `sms` or `app`, which sign-in asks for first.
#[server(prefix = "/api", endpoint = "account/channel_choose")]
pub async fn channel_choose(#[server(default)] cara: String) -> Result<(), Fault> {
    totp::choose(&call()?, &cara).await
}
