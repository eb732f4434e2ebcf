//! Who may call the account's functions and what a refused plain form does. Passwords and codes are in no `keep` list.

use crate::kernel::route::Route;
use crate::platform::http::registry::{Function, Who};

/// The declarations of [`super::api`].
pub const FUNCTIONS: &[Function] = &[
    Function::query("/api/account/open_form", Who::Anyone),
    Function::form("/api/account/register", Who::Anyone, "daftar", Route::Register, &["email", "nik"]),
    Function::query("/api/account/register_code_page", Who::Anyone),
    Function::form("/api/account/register_verify", Who::Anyone, "kode_daftar", Route::RegisterCode, &[]),
    Function::form("/api/account/register_resend", Who::Anyone, "kode_daftar", Route::RegisterCode, &[]),
    Function::query("/api/account/register_continue_page", Who::Anyone),
    Function::form("/api/account/register_continue", Who::Anyone, "daftar", Route::Register, &[]),
    Function::query("/api/account/register_data_page", Who::Anyone),
    // What was typed is kept with the registration itself, so nothing of it travels in the flash.
    Function::form("/api/account/register_complete", Who::Anyone, "data_diri", Route::RegisterData, &[]),
    Function::query("/api/account/regions", Who::Anyone),
    Function::query("/api/account/password_strength", Who::Anyone),
    Function::form("/api/account/sign_in", Who::Anyone, "masuk", Route::SignIn, &["email"]),
    Function::query("/api/account/sign_in_code_page", Who::Anyone),
    Function::form("/api/account/sign_in_verify", Who::Anyone, "kode_masuk", Route::SignInCode, &["percaya"]),
    Function::form("/api/account/sign_in_resend", Who::Anyone, "kode_masuk", Route::SignInCode, &[]),
    Function::form("/api/account/sign_out", Who::Anyone, "keluar", Route::Home, &[]),
    Function::form("/api/account/stay", Who::Participant, "dasbor", Route::Dashboard, &[]),
    Function::form("/api/account/forgot", Who::Anyone, "lupa", Route::Forgot, &["email"]),
    Function::query("/api/account/reset_page", Who::Anyone),
    Function::form("/api/account/reset", Who::Anyone, "atur_ulang", Route::Reset, &[]),
];

/// The declarations of [`super::api::proof`]: fresh proof, "Akun Saya", the password, what was left unfinished.
pub const PROOF: &[Function] = &[
    Function::query("/api/account/account_page", Who::Participant),
    Function::query("/api/account/proof_page", Who::Participant),
    Function::form("/api/account/proof", Who::Participant, "konfirmasi", Route::Proof, &["tujuan"]),
    Function::query("/api/account/proof_code_page", Who::Participant),
    Function::form("/api/account/proof_verify", Who::Participant, "kode_konfirmasi", Route::ProofCode, &[]),
    Function::form("/api/account/proof_resend", Who::Participant, "kode_konfirmasi", Route::ProofCode, &[]),
    Function::query("/api/account/change_password_page", Who::Participant),
    Function::form("/api/account/change_password", Who::Participant, "ubah_password", Route::ChangePassword, &[]).fresh(),
    Function::form("/api/account/kept_open", Who::Participant, "lanjutkan", Route::Dashboard, &[]),
    Function::form("/api/account/kept_discard", Who::Participant, "lanjutkan", Route::Dashboard, &[]),
    Function::query("/api/account/closed_page", Who::Anyone),
];
