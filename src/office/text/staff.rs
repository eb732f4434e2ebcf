//! `/kantor/staf`.

pub use super::overview::{email, name, role};

use super::super::model::StaffNotice;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Staf", "Staff")
}

pub fn lead(lang: Lang, may_change: bool) -> &'static str {
    match may_change {
        true => lang.pick(
            "Siapa yang bekerja di kantor, dengan peran apa, dan undangan yang masih terbuka.",
            "Who works in the office, in which role, and the invitations that are open.",
        ),
        false => lang.pick(
            "Siapa yang bekerja di kantor dan dengan peran apa. Peran Anda hanya membaca.",
            "Who works in the office and in which role. Your role only reads.",
        ),
    }
}

/// What just happened: bold sentence, the rest.
pub fn notice(lang: Lang, notice: StaffNotice) -> (&'static str, &'static str) {
    match (notice, lang) {
        (StaffNotice::Invited, Lang::Id) => ("Undangan dikirim.", "Tautannya ada di email itu dan berlaku 72 jam."),
        (StaffNotice::Invited, Lang::En) => ("The invitation was sent.", "The link is in that email and works for 72 hours."),
        (StaffNotice::Withdrawn, Lang::Id) => ("Undangan ditarik.", "Tautannya tidak berlaku lagi."),
        (StaffNotice::Withdrawn, Lang::En) => ("The invitation was withdrawn.", "Its link no longer works."),
        (StaffNotice::Deactivated, Lang::Id) => ("Akses dihentikan.", "Sesi yang terbuka berakhir saat itu juga."),
        (StaffNotice::Deactivated, Lang::En) => ("Access was ended.", "An open session ended at once."),
    }
}

pub fn people(lang: Lang) -> &'static str {
    lang.pick("Daftar staf", "List of staff")
}

pub fn state(lang: Lang) -> &'static str {
    lang.pick("Keadaan", "State")
}

pub fn signed_in(lang: Lang) -> &'static str {
    lang.pick("Masuk terakhir", "Last sign-in")
}

pub fn never(lang: Lang) -> &'static str {
    lang.pick("Belum pernah", "Never")
}

pub fn action(lang: Lang) -> &'static str {
    lang.pick("Tindakan", "Action")
}

pub fn active(lang: Lang) -> &'static str {
    lang.pick("Aktif", "Active")
}

pub fn deactivated(lang: Lang) -> &'static str {
    lang.pick("Dihentikan", "Ended")
}

pub fn you(lang: Lang) -> &'static str {
    lang.pick("Anda", "You")
}

pub fn deactivate(lang: Lang) -> &'static str {
    lang.pick("Hentikan akses", "End access")
}

/// What that means, before the button.
pub fn deactivate_means(lang: Lang) -> &'static str {
    lang.pick(
        "Sesinya berakhir saat itu juga. Kembali hanya lewat undangan baru.",
        "The session ends at once. Only a new invitation leads back.",
    )
}

pub fn deactivate_now(lang: Lang) -> &'static str {
    lang.pick("Ya, hentikan", "Yes, end it")
}

pub fn ending(lang: Lang) -> &'static str {
    lang.pick("Menghentikan…", "Ending…")
}

pub fn invitations(lang: Lang) -> &'static str {
    lang.pick("Undangan terbuka", "Open invitations")
}

pub fn no_invitations(lang: Lang) -> &'static str {
    lang.pick("Tidak ada undangan yang terbuka.", "No invitation is open.")
}

pub fn until(lang: Lang) -> &'static str {
    lang.pick("Berlaku sampai", "Works until")
}

pub fn withdraw(lang: Lang) -> &'static str {
    lang.pick("Tarik undangan", "Withdraw")
}

pub fn withdrawing(lang: Lang) -> &'static str {
    lang.pick("Menarik…", "Withdrawing…")
}

pub fn invite_title(lang: Lang) -> &'static str {
    lang.pick("Undang staf", "Invite staff")
}

pub fn invite_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Orang itu menerima tautan lewat email, membuat password, dan memasang autentikator. Baru setelah itu akunnya ada.",
        "The person gets a link by email, chooses a password and sets up an authenticator. Only then is there an account.",
    )
}

pub fn invite(lang: Lang) -> &'static str {
    lang.pick("Kirim undangan", "Send the invitation")
}

pub fn sending(lang: Lang) -> &'static str {
    lang.pick("Mengirim…", "Sending…")
}
