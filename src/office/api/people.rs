//! Server functions of `/kantor/peserta`.

use crate::kernel::fault::Fault;
use crate::office::model::people::{PeoplePage, PersonPage};
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::office::server::service::{people, person};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/kantor/peserta`.
#[server(name = AskPeoplePage, prefix = "/api", endpoint = "office/people_page", output = Postcard)]
pub async fn people_page() -> Result<PeoplePage, Fault> {
    people::page(&call()?).await
}

/// "Cari": `cari` is an address, a NIK, a number or an account's id.
#[server(prefix = "/api", endpoint = "office/people_search")]
pub async fn people_search(#[server(default)] cari: String) -> Result<(), Fault> {
    people::search(&call()?, &cari).await
}

/// `/kantor/peserta/{id}`.
#[server(name = AskPersonPage, prefix = "/api", endpoint = "office/person_page", output = Postcard)]
pub async fn person_page(#[server(default)] peserta: String) -> Result<PersonPage, Fault> {
    person::page(&call()?, &peserta).await
}

/// "Lihat data lengkap".
#[server(prefix = "/api", endpoint = "office/person_full")]
pub async fn person_full(
    #[server(default)] peserta: String,
    #[server(default)] alasan: String,
    #[server(default)] rujukan: String,
) -> Result<(), Fault> {
    person::open_full(&call()?, &peserta, &alasan, &rujukan).await
}

/// "Tutup data lengkap".
#[server(prefix = "/api", endpoint = "office/person_full_close")]
pub async fn person_full_close(#[server(default)] peserta: String) -> Result<(), Fault> {
    person::close_full(&call()?, &peserta).await
}

/// "Tangguhkan akun".
#[server(prefix = "/api", endpoint = "office/person_suspend")]
pub async fn person_suspend(
    #[server(default)] peserta: String,
    #[server(default)] sebab: String,
    #[server(default)] batas: String,
    #[server(default)] sampai: String,
) -> Result<(), Fault> {
    person::suspend(&call()?, &peserta, &sebab, &batas, &sampai).await
}

/// "Cabut penangguhan".
#[server(prefix = "/api", endpoint = "office/person_lift")]
pub async fn person_lift(#[server(default)] peserta: String) -> Result<(), Fault> {
    person::lift(&call()?, &peserta).await
}
