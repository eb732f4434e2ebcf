//! The data of the pages of this slice; who may ask is declared in `functions.rs`.

use crate::account::model::Overview;
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::overview;
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/dasbor`: how the account of whoever is signed in stands.
#[server(prefix = "/api", endpoint = "home/dashboard", output = Postcard)]
pub async fn dashboard() -> Result<Overview, Fault> {
    overview(&call()?).await
}
