//! The office's server functions: parse, authorise, call the service, map the error. Who may call each is declared in `functions.rs`.

pub mod people;

use super::model::OverviewPage;
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use super::server::service::{desk, sign_in as entry};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/kantor`.
#[server(name = AskOfficeOverview, prefix = "/api", endpoint = "office/overview_page", output = Postcard)]
pub async fn overview_page() -> Result<OverviewPage, Fault> {
    desk::overview(&call()?).await
}

/// The answer to the session warning: one more idle period.
#[server(name = StayInOffice, prefix = "/api", endpoint = "office/stay")]
pub async fn stay() -> Result<(), Fault> {
    desk::stay(&call()?).await
}

/// "Keluar".
#[server(name = LeaveOffice, prefix = "/api", endpoint = "office/sign_out")]
pub async fn sign_out() -> Result<(), Fault> {
    entry::sign_out(&call()?).await
}
