//! Server functions of the profile.

use crate::account::model::profile::{ChangesPage, NikPage, PartPage, ProfilePage};
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use crate::account::server::service::{identity, profile as service, register::Typed};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// `/profil`.
#[server(name = AskProfilePage, prefix = "/api", endpoint = "account/profile_page", output = Postcard)]
pub async fn profile_page() -> Result<ProfilePage, Fault> {
    service::page(&call()?).await
}

/// The page of one part; `bagian` is its name.
#[server(name = AskProfilePartPage, prefix = "/api", endpoint = "account/profile_part_page", output = Postcard)]
pub async fn profile_part_page(#[server(default)] bagian: String) -> Result<PartPage, Fault> {
    service::part_page(&call()?, &bagian).await
}

/// "Simpan" on name, birth date and gender.
#[server(prefix = "/api", endpoint = "account/profile_person")]
pub async fn profile_person(
    #[server(default)] nama: String,
    #[server(default)] tanggal_lahir: String,
    #[server(default)] jenis_kelamin: String,
    #[server(default)] versi: String,
) -> Result<(), Fault> {
    let typed = Typed { nama, tanggal_lahir, jenis_kelamin, ..Typed::default() };
    identity::correct(&call()?, &typed, &versi).await
}

/// "Simpan" on the address. `aksi` = `wilayah` only fetches the next list of regions.
#[server(prefix = "/api", endpoint = "account/profile_address")]
pub async fn profile_address(
    #[server(default)] alamat: String,
    #[server(default)] provinsi: String,
    #[server(default)] kabupaten: String,
    #[server(default)] kecamatan: String,
    #[server(default)] versi: String,
    #[server(default)] aksi: String,
) -> Result<(), Fault> {
    let typed = Typed { alamat, provinsi, kabupaten, kecamatan, ..Typed::default() };
    service::save_address(&call()?, typed, &versi, &aksi).await
}

/// "Simpan" on education; `masih_sekolah` is `ya` or `tidak`.
#[server(prefix = "/api", endpoint = "account/profile_education")]
pub async fn profile_education(
    #[server(default)] pendidikan: String,
    #[server(default)] masih_sekolah: String,
    #[server(default)] versi: String,
) -> Result<(), Fault> {
    service::save_education(&call()?, &pendidikan, &masih_sekolah, &versi).await
}

/// "Simpan" on work.
#[server(prefix = "/api", endpoint = "account/profile_work")]
pub async fn profile_work(
    #[server(default)] pekerjaan: String,
    #[server(default)] bidang: String,
    #[server(default)] versi: String,
) -> Result<(), Fault> {
    service::save_work(&call()?, &pekerjaan, &bidang, &versi).await
}

/// "Simpan" on skills; `keahlian` holds one a line.
#[server(prefix = "/api", endpoint = "account/profile_skills")]
pub async fn profile_skills(#[server(default)] keahlian: String, #[server(default)] versi: String) -> Result<(), Fault> {
    service::save_skills(&call()?, &keahlian, &versi).await
}

/// "Periksa ulang": asks the population registry again.
#[server(prefix = "/api", endpoint = "account/profile_recheck")]
pub async fn profile_recheck() -> Result<(), Fault> {
    identity::recheck(&call()?).await
}

/// `/profil/nik`.
#[server(name = AskNikPage, prefix = "/api", endpoint = "account/nik_page", output = Postcard)]
pub async fn nik_page() -> Result<NikPage, Fault> {
    service::nik_page(&call()?).await
}

/// "Lihat NIK lengkap".
#[server(prefix = "/api", endpoint = "account/nik_reveal")]
pub async fn nik_reveal() -> Result<(), Fault> {
    service::reveal_nik(&call()?).await
}

/// `/profil/riwayat`; `sebelum` is the last change seen.
#[server(name = AskChangesPage, prefix = "/api", endpoint = "account/profile_changes_page", output = Postcard)]
pub async fn profile_changes_page(#[server(default)] sebelum: String) -> Result<ChangesPage, Fault> {
    service::changes_page(&call()?, &sebelum).await
}
