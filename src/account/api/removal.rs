//! Server functions of "Hapus Akun".

use crate::account::model::removal::{RemovalCancelPage, RemovalPage};
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::removal;
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/akun/hapus`.
#[server(name = AskRemovalPage, prefix = "/api", endpoint = "account/removal_page", output = Postcard)]
pub async fn removal_page() -> Result<RemovalPage, Fault> {
    removal::page(&call()?).await
}

/// "Hapus Akun"; `kata` is the typed word.
#[server(prefix = "/api", endpoint = "account/removal_request")]
pub async fn removal_request(#[server(default)] kata: String) -> Result<(), Fault> {
    removal::request(&call()?, &kata).await
}

/// `/hapus/batal/{token}`; looking at it changes nothing.
#[server(name = AskRemovalCancelPage, prefix = "/api", endpoint = "account/removal_cancel_page", output = Postcard)]
pub async fn removal_cancel_page(#[server(default)] token: String) -> Result<RemovalCancelPage, Fault> {
    removal::cancel_page(&call()?, &token).await
}

/// The button on it.
#[server(prefix = "/api", endpoint = "account/removal_cancel")]
pub async fn removal_cancel(#[server(default)] token: String) -> Result<(), Fault> {
    removal::cancel(&call()?, &token).await
}
