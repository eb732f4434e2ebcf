//! Every sentence of the back office, in both languages.

pub mod overview;
pub mod people;
pub mod person;

use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;

/// A role as it is shown.
pub fn role_name(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Administrator => "Administrator",
        Role::Officer => lang.pick("Petugas program", "Programme officer"),
        Role::Finance => lang.pick("Keuangan", "Finance"),
        Role::Curator => lang.pick("Kurator", "Curator"),
        Role::Support => lang.pick("Layanan peserta", "Support"),
        Role::Auditor => "Auditor",
    }
}
