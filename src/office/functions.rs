//! Who may call the office's functions and what a refused plain form does. Passwords and codes are in no `keep` list.

use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::rules::people::{LOOKERS, SUSPENDERS, VIEWERS};
use crate::platform::http::registry::{Function, Who};

/// Every role.
const STAFF: Who = Who::Staff(Role::ALL);

/// The declarations of [`super::api`].
pub const FUNCTIONS: &[Function] = &[
    Function::query("/api/office/overview_page", STAFF),
    Function::form("/api/office/stay", STAFF, "kantor", Route::Office, &[]),
    Function::form("/api/office/sign_out", Who::Anyone, "kantor_keluar", Route::OfficeSignIn, &[]),
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
