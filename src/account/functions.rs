//! Who may call the account's functions and what a refused plain form does. Passwords and codes are in no `keep` list.

use super::model::profile::Part;
use crate::kernel::route::Route;
use crate::platform::http::registry::{Function, Who};

/// Every function of the slice.
#[must_use]
pub fn functions() -> Vec<Function> {
    [ENTRY, PROOF, CONTACT, HISTORY, SECURITY, PROFILE, RECOVERY, REMOVAL].concat()
}

/// The declarations of [`super::api`].
const ENTRY: &[Function] = &[
    Function::query("/api/account/open_form", Who::Anyone),
    Function::form("/api/account/register", Who::Anyone, "daftar", Route::Register, &["email", "nik"]),
    Function::query("/api/account/register_code_page", Who::Anyone),
    Function::form("/api/account/register_verify", Who::Anyone, "kode_daftar", Route::RegisterCode, &[]),
    Function::form("/api/account/register_resend", Who::Anyone, "kode_daftar", Route::RegisterCode, &[]),
    Function::query("/api/account/register_continue_page", Who::Anyone),
    Function::form("/api/account/register_continue", Who::Anyone, "lanjut", Route::Register, &[])
        .about(Route::RegisterContinue, "token"),
    Function::query("/api/account/register_data_page", Who::Anyone),
    Function::form("/api/account/register_complete", Who::Anyone, "data_diri", Route::RegisterData, PERSON),
    Function::query("/api/account/regions", Who::Anyone),
    Function::query("/api/account/password_strength", Who::Anyone),
    Function::form("/api/account/sign_in", Who::Anyone, "masuk", Route::SignIn, &["email"]).to_its_end(),
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

/// The registration keeps these itself, but not while the database is busy or away.
const PERSON: &[&str] =
    &["nik", "nama", "tanggal_lahir", "jenis_kelamin", "alamat", "provinsi", "kabupaten", "kecamatan", "telepon", "setuju"];

/// The declarations of [`super::api::history`].
const HISTORY: &[Function] = &[
    Function::query("/api/account/devices_page", Who::Participant),
    Function::form("/api/account/device_end", Who::Participant, "perangkat", Route::Devices, &[]),
    Function::form("/api/account/devices_end_others", Who::Participant, "perangkat", Route::Devices, &[]),
    Function::query("/api/account/history_page", Who::Participant),
    Function::form("/api/account/disavow_event", Who::Participant, "riwayat", Route::History, &[]),
    Function::query("/api/account/disavow_page", Who::Anyone),
    Function::form("/api/account/disavow", Who::Anyone, "bukan_saya", Route::Forgot, &[]).about(Route::Disavow, "token"),
];

/// The declarations of [`super::api::contact`].
const CONTACT: &[Function] = &[
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
    Function::form("/api/account/email_undo", Who::Anyone, "email_batal", Route::Forgot, &[]).about(Route::EmailUndo, "token"),
];

/// The declarations of [`super::api::removal`].
const REMOVAL: &[Function] = &[
    Function::query("/api/account/removal_page", Who::Participant).for_proven(Route::Removal),
    Function::form("/api/account/removal_request", Who::Participant, "hapus", Route::Removal, &["kata"]).fresh(),
    Function::query("/api/account/removal_cancel_page", Who::Anyone),
    Function::form("/api/account/removal_cancel", Who::Anyone, "hapus_batal", Route::SignIn, &[])
        .about(Route::RemovalCancel, "token"),
];

/// The declarations of [`super::api::proof`]: fresh proof, "Akun Saya", the password, what was left unfinished.
const PROOF: &[Function] = &[
    Function::query("/api/account/account_page", Who::Participant),
    Function::query("/api/account/proof_page", Who::Participant),
    Function::form("/api/account/proof", Who::Participant, "konfirmasi", Route::Proof, &["tujuan"]).to_its_end(),
    Function::query("/api/account/proof_code_page", Who::Participant),
    Function::form("/api/account/proof_verify", Who::Participant, "kode_konfirmasi", Route::ProofCode, &[]),
    Function::form("/api/account/proof_resend", Who::Participant, "kode_konfirmasi", Route::ProofCode, &[]),
    Function::query("/api/account/change_password_page", Who::Participant).for_proven(Route::ChangePassword),
    Function::form("/api/account/change_password", Who::Participant, "ubah_password", Route::ChangePassword, &[]).fresh(),
    Function::form("/api/account/kept_open", Who::Participant, "lanjutkan", Route::Dashboard, &[]),
    Function::form("/api/account/kept_discard", Who::Participant, "lanjutkan", Route::Dashboard, &[]),
    Function::query("/api/account/closed_page", Who::Anyone),
];

/// The declarations of [`super::api::security`].
const SECURITY: &[Function] = &[
    Function::query("/api/account/security_page", Who::Participant),
    Function::form("/api/account/totp_start", Who::Participant, "keamanan", Route::Security, &[]).fresh(),
    // Only the session that gave fresh proof to begin can finish, within ten minutes.
    Function::form("/api/account/totp_confirm", Who::Participant, "kode_totp", Route::Security, &[]),
    Function::form("/api/account/totp_cancel", Who::Participant, "keamanan", Route::Security, &[]),
    Function::form("/api/account/totp_off", Who::Participant, "keamanan", Route::Security, &[]).fresh(),
    Function::form("/api/account/channel_choose", Who::Participant, "cara_masuk", Route::Security, &["cara"]).fresh(),
];

/// The declarations of [`super::api::profile`]. The version of what a form was opened with stays with what was typed into it.
const PROFILE: &[Function] = &[
    Function::query("/api/account/profile_page", Who::Participant),
    Function::query("/api/account/profile_part_page", Who::Participant),
    part("/api/account/profile_person", Part::Person, &["nama", "tanggal_lahir", "jenis_kelamin", "versi"]),
    part("/api/account/profile_address", Part::Address, &["alamat", "provinsi", "kabupaten", "kecamatan", "versi"]),
    part("/api/account/profile_education", Part::Education, &["pendidikan", "masih_sekolah", "versi"]),
    part("/api/account/profile_work", Part::Work, &["pekerjaan", "bidang", "versi"]),
    part("/api/account/profile_skills", Part::Skills, &["keahlian", "versi"]),
    Function::form("/api/account/profile_recheck", Who::Participant, "profil", Route::Profile, &[]),
    Function::query("/api/account/nik_page", Who::Participant).for_proven(Route::ProfileNik),
    Function::form("/api/account/nik_reveal", Who::Participant, "nik", Route::ProfileNik, &[]).fresh(),
    Function::query("/api/account/profile_changes_page", Who::Participant),
];

const fn part(path: &'static str, part: Part, keep: &'static [&'static str]) -> Function {
    Function::form(path, Who::Participant, part.form(), part.route(), keep)
}

/// The declarations of [`super::api::recovery`].
const RECOVERY: &[Function] = &[
    Function::form("/api/account/remind_email", Who::Anyone, "lupa_email", Route::ForgotEmail, &["nik", "nama"]),
    Function::query("/api/account/recovery_page", Who::Anyone),
    Function::form("/api/account/recovery_verify", Who::Anyone, "kode_lupa_email", Route::ForgotEmailCode, &[]),
    Function::form("/api/account/recovery_resend", Who::Anyone, "kode_lupa_email", Route::ForgotEmailCode, &[]),
];
