//! Server functions of devices, of the security history and of "bukan saya".

use crate::account::model::history::{DevicesPage, DisavowPage, HistoryPage};
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::{devices, history};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/akun/perangkat`.
#[server(name = AskDevicesPage, prefix = "/api", endpoint = "account/devices_page", output = Postcard)]
pub async fn devices_page() -> Result<DevicesPage, Fault> {
    devices::page(&call()?).await
}

/// Signs one device out and ends its trust; `alat` is its id.
#[server(prefix = "/api", endpoint = "account/device_end")]
pub async fn device_end(#[server(default)] alat: String) -> Result<(), Fault> {
    devices::end_one(&call()?, &alat).await
}

/// Signs every other device out.
#[server(prefix = "/api", endpoint = "account/devices_end_others")]
pub async fn devices_end_others() -> Result<(), Fault> {
    devices::end_others(&call()?).await
}

/// `/akun/riwayat`; `sebelum` is the id of the last event seen, `bukan` that of the one to be disavowed, `perangkat` that of the device
/// of which alone the events are.
#[server(name = AskHistoryPage, prefix = "/api", endpoint = "account/history_page", output = Postcard)]
pub async fn history_page(
    #[server(default)] sebelum: String,
    #[server(default)] bukan: String,
    #[server(default)] perangkat: String,
) -> Result<HistoryPage, Fault> {
    history::page(&call()?, &sebelum, &bukan, &perangkat).await
}

/// "Ini bukan saya" in the history; `kejadian` is the event's id.
#[server(prefix = "/api", endpoint = "account/disavow_event")]
pub async fn disavow_event(#[server(default)] kejadian: String) -> Result<(), Fault> {
    history::disavow_event(&call()?, &kejadian).await
}

/// `/bukan-saya/{token}`; looking at it changes nothing.
#[server(name = AskDisavowPage, prefix = "/api", endpoint = "account/disavow_page", output = Postcard)]
pub async fn disavow_page(#[server(default)] token: String) -> Result<DisavowPage, Fault> {
    history::disavow_page(&call()?, &token).await
}

/// The button on it.
#[server(prefix = "/api", endpoint = "account/disavow")]
pub async fn disavow(#[server(default)] token: String) -> Result<(), Fault> {
    history::disavow_by_link(&call()?, &token).await
}
