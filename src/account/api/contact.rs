//! Server functions of "Ganti Nomor Telepon" and of changing the e-mail address.

use crate::account::model::contact::{EmailPage, PhonePage, UndoPage};
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::{Proof, email as mailbox, phone};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/akun/nomor-telepon`.
#[server(name = AskPhonePage, prefix = "/api", endpoint = "account/phone_page", output = Postcard)]
pub async fn phone_page() -> Result<PhonePage, Fault> {
    phone::page(&call()?).await
}

/// Sends a code to a new number.
#[server(prefix = "/api", endpoint = "account/phone_start")]
pub async fn phone_start(#[server(default)] telepon: String) -> Result<(), Fault> {
    phone::start(&call()?, &telepon).await
}

/// Sends a code to the number given at registration.
#[server(prefix = "/api", endpoint = "account/phone_current")]
pub async fn phone_current() -> Result<(), Fault> {
    phone::verify_current(&call()?).await
}

/// "Verifikasi" of a number.
#[server(prefix = "/api", endpoint = "account/phone_verify")]
pub async fn phone_verify(#[server(default)] kode: String) -> Result<(), Fault> {
    phone::verify(&call()?, &kode).await
}

/// "Kirim Ulang Kode" to a number.
#[server(prefix = "/api", endpoint = "account/phone_resend")]
pub async fn phone_resend(
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    phone::resend(&call()?, &Proof { token: tantangan, work: pow, sum: captcha }).await
}

/// Gives a change of number up.
#[server(prefix = "/api", endpoint = "account/phone_cancel")]
pub async fn phone_cancel() -> Result<(), Fault> {
    phone::cancel(&call()?).await
}

/// `/akun/email`.
#[server(name = AskEmailPage, prefix = "/api", endpoint = "account/email_page", output = Postcard)]
pub async fn email_page() -> Result<EmailPage, Fault> {
    mailbox::page(&call()?).await
}

/// Sends a code to a new address.
#[server(prefix = "/api", endpoint = "account/email_start")]
pub async fn email_start(#[server(default)] email: String) -> Result<(), Fault> {
    mailbox::start(&call()?, &email).await
}

/// "Verifikasi" of an address.
#[server(prefix = "/api", endpoint = "account/email_verify")]
pub async fn email_verify(#[server(default)] kode: String) -> Result<(), Fault> {
    mailbox::verify(&call()?, &kode).await
}

/// "Kirim Ulang Kode" to an address.
#[server(prefix = "/api", endpoint = "account/email_resend")]
pub async fn email_resend(
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    mailbox::resend(&call()?, &Proof { token: tantangan, work: pow, sum: captcha }).await
}

/// Gives a change of address up.
#[server(prefix = "/api", endpoint = "account/email_cancel")]
pub async fn email_cancel() -> Result<(), Fault> {
    mailbox::cancel(&call()?).await
}

/// `/email/batal/{token}`; looking at it changes nothing.
#[server(name = AskEmailUndoPage, prefix = "/api", endpoint = "account/email_undo_page", output = Postcard)]
pub async fn email_undo_page(#[server(default)] token: String) -> Result<UndoPage, Fault> {
    mailbox::undo_page(&call()?, &token).await
}

/// The button on it.
#[server(prefix = "/api", endpoint = "account/email_undo")]
pub async fn email_undo(#[server(default)] token: String) -> Result<(), Fault> {
    mailbox::undo(&call()?, &token).await
}
