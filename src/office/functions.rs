//! Who may call the office's functions and what a refused plain form does. Passwords and codes are in no `keep` list.

use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::platform::http::registry::{Function, Who};

/// Every role.
const STAFF: Who = Who::Staff(Role::ALL);

/// The declarations of [`super::api`].
pub const FUNCTIONS: &[Function] = &[
    Function::query("/api/office/overview_page", STAFF),
    Function::form("/api/office/stay", STAFF, "kantor", Route::Office, &[]),
    Function::form("/api/office/sign_out", Who::Anyone, "kantor_keluar", Route::OfficeSignIn, &[]),
];
