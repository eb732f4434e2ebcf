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
    Function::form("/api/account/read_notice", Who::Participant, "dasbor", Route::Dashboard, &[]),
    Function::form("/api/account/forgot", Who::Anyone, "lupa", Route::Forgot, &["email"]),
    Function::query("/api/account/reset_page", Who::Anyone),
    Function::form("/api/account/reset", Who::Anyone, "atur_ulang", Route::Reset, &[]),
];

/// The declarations of [`super::api::history`].
pub const HISTORY: &[Function] = &[
    Function::query("/api/account/devices_page", Who::Participant),
    Function::form("/api/account/device_end", Who::Participant, "perangkat", Route::Devices, &[]),
    Function::form("/api/account/devices_end_others", Who::Participant, "perangkat", Route::Devices, &[]),
    Function::query("/api/account/history_page", Who::Participant),
    Function::form("/api/account/disavow_event", Who::Participant, "riwayat", Route::History, &[]),
    Function::query("/api/account/disavow_page", Who::Anyone),
    Function::form("/api/account/disavow", Who::Anyone, "bukan_saya", Route::Forgot, &[]),
];

/// The declarations of [`super::api::contact`].
pub const CONTACT: &[Function] = &[
    Function::query("/api/account/phone_page", Who::Participant),
    Function::form("/api/account/phone_start", Who::Participant, "telepon", Route::Phone, &["telepon"]).fresh(),
    // Verifying the number that the owner gave changes nothing that a stranger could use, so it needs no fresh proof.
    Function::form("/api/account/phone_current", Who::Participant, "telepon", Route::Phone, &[]),
    Function::form("/api/account/phone_verify", Who::Participant, "kode_telepon", Route::Phone, &[]),
    Function::form("/api/account/phone_resend", Who::Participant, "kode_telepon", Route::Phone, &[]),
    Function::form("/api/account/phone_cancel", Who::Participant, "telepon", Route::Phone, &[]),
    Function::query("/api/account/email_page", Who::Participant),
    Function::form("/api/account/email_start", Who::Participant, "email", Route::Email, &["email"]).fresh(),
    Function::form("/api/account/email_verify", Who::Participant, "kode_email", Route::Email, &[]),
    Function::form("/api/account/email_resend", Who::Participant, "kode_email", Route::Email, &[]),
    Function::form("/api/account/email_cancel", Who::Participant, "email", Route::Email, &[]),
    Function::query("/api/account/email_undo_page", Who::Anyone),
    Function::form("/api/account/email_undo", Who::Anyone, "email_batal", Route::Forgot, &[]),
];

/// The declarations of [`super::api::removal`].
pub const REMOVAL: &[Function] = &[
    Function::query("/api/account/removal_page", Who::Participant).for_proven(Route::Removal),
    Function::form("/api/account/removal_request", Who::Participant, "hapus", Route::Removal, &["kata"]).fresh(),
    Function::query("/api/account/removal_cancel_page", Who::Anyone),
    Function::form("/api/account/removal_cancel", Who::Anyone, "hapus_batal", Route::SignIn, &[]),
];

/// The declarations of [`super::api::proof`]: fresh proof, "Akun Saya", the password, what was left unfinished.
pub const PROOF: &[Function] = &[
    Function::query("/api/account/account_page", Who::Participant),
    Function::query("/api/account/proof_page", Who::Participant),
    Function::form("/api/account/proof", Who::Participant, "konfirmasi", Route::Proof, &["tujuan"]),
    Function::query("/api/account/proof_code_page", Who::Participant),
    Function::form("/api/account/proof_verify", Who::Participant, "kode_konfirmasi", Route::ProofCode, &[]),
    Function::form("/api/account/proof_resend", Who::Participant, "kode_konfirmasi", Route::ProofCode, &[]),
    Function::query("/api/account/change_password_page", Who::Participant).for_proven(Route::ChangePassword),
    Function::form("/api/account/change_password", Who::Participant, "ubah_password", Route::ChangePassword, &[]).fresh(),
    Function::form("/api/account/kept_open", Who::Participant, "lanjutkan", Route::Dashboard, &[]),
    Function::form("/api/account/kept_discard", Who::Participant, "lanjutkan", Route::Dashboard, &[]),
    Function::query("/api/account/closed_page", Who::Anyone),
];
