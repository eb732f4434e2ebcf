//! Every sentence of the back office: Indonesian first, English second. No sentence quotes what was typed.

pub mod accept;
pub mod fields;
pub mod overview;
pub mod people;
pub mod person;
pub mod sign_in;
pub mod staff;

use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;
use crate::kernel::text::wait;

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

/// In place of the common sentence about a lock: the office has no reset.
pub fn general(lang: Lang, fault: &Fault) -> Option<String> {
    match (fault.code, fault.retry_after.map(|seconds| wait(lang, seconds)), lang) {
        (Code::Locked, Some(wait), Lang::Id) => Some(format!(
            "Terlalu banyak percobaan yang salah. Coba lagi dalam {wait}, atau masuk dari peramban yang biasa Anda pakai."
        )),
        (Code::Locked, Some(wait), Lang::En) => {
            Some(format!("Too many wrong tries. Try again in {wait}, or sign in with the browser that you always use."))
        }
        (Code::Locked, None, Lang::Id) => Some(
            "Terlalu banyak percobaan yang salah, jadi jalan masuk ini ditutup. Masuk dari peramban yang biasa Anda pakai, atau minta administrator mengundang Anda lagi."
                .to_owned(),
        ),
        (Code::Locked, None, Lang::En) => Some(
            "Too many wrong tries, so this way in is closed. Sign in with the browser that you always use, or ask an administrator to invite you again."
                .to_owned(),
        ),
        (Code::Conflict, _, Lang::Id) => {
            Some("Alamat email ini baru saja dipakai undangan lain. Muat ulang halaman, lalu periksa daftar staf.".to_owned())
        }
        (Code::Conflict, _, Lang::En) => {
            Some("Another invitation has just used this email address. Load the page again and look at the list of staff.".to_owned())
        }
        (Code::NotFound, _, Lang::Id) => {
            Some("Ini sudah berubah sejak halaman dibuka. Muat ulang halaman untuk melihat keadaan sekarang.".to_owned())
        }
        (Code::NotFound, _, Lang::En) => {
            Some("This has changed since the page was opened. Load the page again to see how it stands.".to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_says_how_long_or_what_else_helps() {
        for lang in Lang::ALL {
            let timed = general(lang, &Fault::of(Code::Locked).retry(900)).unwrap();
            assert!(timed.contains("15"), "{timed}");
            let closed = general(lang, &Fault::of(Code::Locked)).unwrap();
            assert!(closed.to_lowercase().contains("administrator") && !closed.contains("password"), "{closed}");
        }
    }
}
