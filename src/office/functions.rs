//! Who may call the office's functions and what a refused plain form does. Passwords and codes are in no `keep` list.

use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::rules::people::{LOOKERS, SUSPENDERS, VIEWERS};
use crate::platform::http::registry::{Function, Who};

/// Every role.
const STAFF: Who = Who::Staff(Role::ALL);
/// Whoever decides on staff.
const ADMINISTRATOR: Who = Who::Staff(&[Role::Administrator]);

/// The declarations of [`super::api`].
pub const FUNCTIONS: &[Function] = &[
    Function::form("/api/office/sign_in", Who::Anyone, "kantor_masuk", Route::OfficeSignIn, &["email"]).to_its_end(),
    Function::query("/api/office/sign_in_code_page", Who::Anyone),
    Function::form("/api/office/sign_in_verify", Who::Anyone, "kantor_kode", Route::OfficeSignInCode, &[]),
    Function::form("/api/office/sign_out", Who::Anyone, "kantor_keluar", Route::OfficeSignIn, &[]),
    Function::query("/api/office/invitation_page", Who::Anyone),
    Function::form("/api/office/invitation_open", Who::Anyone, "kantor_undangan", Route::OfficeAccept, &[])
        .about(Route::OfficeInvitation, "token"),
    Function::query("/api/office/accept_page", Who::Anyone),
    Function::form("/api/office/accept", Who::Anyone, "kantor_terima", Route::OfficeAccept, &["nama", "email"]),
    Function::form("/api/office/accept_confirm", Who::Anyone, "kantor_terima", Route::OfficeAccept, &[]),
    Function::query("/api/office/password_strength", Who::Anyone),
    Function::query("/api/office/overview_page", STAFF),
    Function::form("/api/office/stay", STAFF, "kantor", Route::Office, &[]),
    Function::query("/api/office/proof_page", STAFF),
    Function::form("/api/office/proof", STAFF, "kantor_konfirmasi", Route::OfficeProof, &["tujuan"]).to_its_end(),
    Function::query("/api/office/staff_page", Who::Staff(&[Role::Administrator, Role::Auditor])),
    // A role is granted, and access ended, only right after password and authenticator value (`docs/rules.md`, C20).
    Function::form("/api/office/invite", ADMINISTRATOR, "kantor_undang", Route::OfficeStaff, &["email", "peran"]).fresh(),
    Function::form("/api/office/invitation_withdraw", ADMINISTRATOR, "kantor_staf", Route::OfficeStaff, &[]),
    Function::form("/api/office/deactivate", ADMINISTRATOR, "kantor_staf", Route::OfficeStaff, &[]).fresh(),
];

/// A form on the page about one participant.
const fn on_person(path: &'static str, roles: &'static [Role], name: &'static str, keep: &'static [&'static str]) -> Function {
    Function::form(path, Who::Staff(roles), name, Route::OfficePeople, keep).about(Route::OfficePerson, "peserta")
}

/// The declarations of [`super::api::people`].
pub const PEOPLE: &[Function] = &[
    Function::query("/api/office/people_page", Who::Staff(LOOKERS)),
    Function::form("/api/office/people_search", Who::Staff(LOOKERS), "peserta", Route::OfficePeople, &["cari"]),
    Function::query("/api/office/person_page", Who::Staff(LOOKERS)),
    on_person("/api/office/person_full", VIEWERS, "lihat_lengkap", &["peserta", "alasan", "rujukan"]).fresh(),
    on_person("/api/office/person_full_close", VIEWERS, "tutup_lengkap", &[]),
    on_person("/api/office/person_suspend", SUSPENDERS, "tangguhkan", &["peserta", "sebab", "batas", "sampai"]),
    on_person("/api/office/person_lift", SUSPENDERS, "cabut", &["peserta"]),
];
