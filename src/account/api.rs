//! The account's server functions: parse, authorise, call the service, map the error. Who may call each is declared in
//! `functions.rs`; endpoints are fixed because rules, tests and bookmarks name them.

pub mod contact;
pub mod history;
pub mod profile;
pub mod proof;
pub mod recovery;
pub mod removal;
pub mod security;

use super::model::{CodePage, ContinuePage, DataPage, OpenForm, RegionOption, ResetPage, Strength};
use crate::kernel::fault::Fault;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

#[cfg(feature = "ssr")]
use super::server::service::{register, reset, sign_in as entry, told};
#[cfg(feature = "ssr")]
use crate::platform::http::actor::call;

/// What a form page that anybody may open shows; `form` is `daftar`, `masuk`, `lupa`, `lupa_email` or `kirim_ulang`.
#[server(name = AskOpenForm, prefix = "/api", endpoint = "account/open_form", output = Postcard)]
pub async fn open_form(#[server(default)] form: String) -> Result<OpenForm, Fault> {
    entry::open_form(&call()?, &form).await
}

/// "Daftar", first page: e-mail, NIK, password. Goes on to `/daftar/kode` whether or not the address has an account.
#[server(prefix = "/api", endpoint = "account/register")]
pub async fn register_start(
    #[server(default)] email: String,
    #[server(default)] nik: String,
    #[server(default)] password: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    let proof = entry::Proof { token: tantangan, work: pow, sum: captcha };
    register::start(&call()?, &email, &nik, &password, &proof).await
}

/// `/daftar/kode`.
#[server(prefix = "/api", endpoint = "account/register_code_page", output = Postcard)]
pub async fn register_code_page() -> Result<CodePage, Fault> {
    register::code_page(&call()?).await
}

/// "Verifikasi" at registration.
#[server(prefix = "/api", endpoint = "account/register_verify")]
pub async fn register_verify(#[server(default)] kode: String) -> Result<(), Fault> {
    register::verify(&call()?, &kode).await
}

/// "Kirim Ulang Kode" at registration.
#[server(prefix = "/api", endpoint = "account/register_resend")]
pub async fn register_resend(
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    register::resend(&call()?, &entry::Proof { token: tantangan, work: pow, sum: captcha }).await
}

/// `/daftar/lanjut/{token}`; looking at it changes nothing.
#[server(prefix = "/api", endpoint = "account/register_continue_page", output = Postcard)]
pub async fn register_continue_page(#[server(default)] token: String) -> Result<ContinuePage, Fault> {
    register::continue_page(&call()?, &token).await
}

/// The button on `/daftar/lanjut/{token}`.
#[server(prefix = "/api", endpoint = "account/register_continue")]
pub async fn register_continue(#[server(default)] token: String) -> Result<(), Fault> {
    register::continue_by_link(&call()?, &token).await
}

/// `/daftar/data-diri`.
#[server(prefix = "/api", endpoint = "account/register_data_page", output = Postcard)]
pub async fn register_data_page() -> Result<DataPage, Fault> {
    register::data_page(&call()?).await
}

/// "Daftar", last page. `aksi` = `wilayah` only fetches the next list of regions. NIK and password are asked for where the mail's link
/// was opened in another browser.
#[server(prefix = "/api", endpoint = "account/register_complete")]
pub async fn register_complete(
    #[server(default)] nik: String,
    #[server(default)] nama: String,
    #[server(default)] tanggal_lahir: String,
    #[server(default)] jenis_kelamin: String,
    #[server(default)] alamat: String,
    #[server(default)] provinsi: String,
    #[server(default)] kabupaten: String,
    #[server(default)] kecamatan: String,
    #[server(default)] telepon: String,
    #[server(default)] password: String,
    #[server(default)] setuju: String,
    #[server(default)] aksi: String,
) -> Result<(), Fault> {
    let typed = register::Typed {
        nik,
        nama,
        tanggal_lahir,
        jenis_kelamin,
        alamat,
        provinsi,
        kabupaten,
        kecamatan,
        telepon,
        password,
        setuju,
    };
    register::complete(&call()?, typed, &aksi).await
}

/// The regencies of a province or the districts of a regency.
#[server(prefix = "/api", endpoint = "account/regions", output = Postcard)]
pub async fn regions(#[server(default)] parent: String) -> Result<Vec<RegionOption>, Fault> {
    register::regions(&call()?, &parent)
}

/// How strong a password is, also against what else was typed; asked 400 ms after typing stops.
#[server(prefix = "/api", endpoint = "account/password_strength", output = Postcard)]
pub async fn password_strength(
    #[server(default)] password: String,
    #[server(default)] email: String,
    #[server(default)] nik: String,
) -> Result<Strength, Fault> {
    entry::strength(&call()?, &password, &[&email, &nik]).await
}

/// "Masuk".
#[server(prefix = "/api", endpoint = "account/sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    let proof = entry::Proof { token: tantangan, work: pow, sum: captcha };
    entry::start(&call()?, &email, &password, &proof).await
}

/// `/masuk/kode`.
#[server(prefix = "/api", endpoint = "account/sign_in_code_page", output = Postcard)]
pub async fn sign_in_code_page() -> Result<CodePage, Fault> {
    entry::code_page(&call()?).await
}

/// "Verifikasi" at sign-in; `percaya` = `on` trusts this device for 30 days.
#[server(prefix = "/api", endpoint = "account/sign_in_verify")]
pub async fn sign_in_verify(#[server(default)] kode: String, #[server(default)] percaya: String) -> Result<(), Fault> {
    entry::verify(&call()?, &kode, percaya == "on").await
}

/// "Kirim Ulang Kode" at sign-in; `saluran` = `email`, `sms` or `app` chooses the way.
#[server(prefix = "/api", endpoint = "account/sign_in_resend")]
pub async fn sign_in_resend(
    #[server(default)] saluran: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    entry::resend(&call()?, &saluran, &entry::Proof { token: tantangan, work: pow, sum: captcha }).await
}

/// "Keluar".
#[server(prefix = "/api", endpoint = "account/sign_out")]
pub async fn sign_out() -> Result<(), Fault> {
    entry::sign_out(&call()?).await
}

/// The answer to the session warning: one more idle period.
#[server(prefix = "/api", endpoint = "account/stay")]
pub async fn stay() -> Result<(), Fault> {
    entry::stay(&call()?).await
}

/// A notice on the dashboard was read; `kabar` is its id.
#[server(prefix = "/api", endpoint = "account/read_notice")]
pub async fn read_notice(#[server(default)] kabar: String) -> Result<(), Fault> {
    told::read(&call()?, &kabar).await
}

/// "Lupa Password" → "Kirim".
#[server(prefix = "/api", endpoint = "account/forgot")]
pub async fn forgot(
    #[server(default)] email: String,
    #[server(default)] captcha: String,
    #[server(default)] pow: String,
    #[server(default)] tantangan: String,
) -> Result<(), Fault> {
    let proof = entry::Proof { token: tantangan, work: pow, sum: captcha };
    reset::request(&call()?, &email, &proof).await
}

/// `/atur-ulang`; looking at it changes nothing.
#[server(name = AskResetPage, prefix = "/api", endpoint = "account/reset_page", output = Postcard)]
pub async fn reset_page() -> Result<ResetPage, Fault> {
    reset::page(&call()?).await
}

/// The new password of `/atur-ulang`.
#[server(prefix = "/api", endpoint = "account/reset")]
pub async fn reset_password(#[server(default)] password_baru: String) -> Result<(), Fault> {
    reset::replace(&call()?, &password_baru).await
}
