//! `/kantor`.

use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Ringkasan kantor", "Office overview")
}

/// Role and end of the session, beside the title.
pub fn lead(lang: Lang, role: &str, until: &str) -> String {
    match lang {
        Lang::Id => format!("{role}. Sesi berakhir paling lambat {until}."),
        Lang::En => format!("{role}. The session ends at {until} at the latest."),
    }
}

pub fn who(lang: Lang) -> &'static str {
    lang.pick("Anda", "You")
}

pub fn name(lang: Lang) -> &'static str {
    lang.pick("Nama", "Name")
}

pub fn email(_lang: Lang) -> &'static str {
    "Email"
}

pub fn role(lang: Lang) -> &'static str {
    lang.pick("Peran", "Role")
}

pub fn may_do(lang: Lang) -> &'static str {
    lang.pick("Yang bisa Anda lakukan", "What you may do")
}

/// What a role may do with what there is.
pub fn duties(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Administrator => lang.pick(
            "Mengundang staf, menarik undangan, dan menghentikan akses staf. Setiap tindakan tercatat di jejak audit.",
            "Invite staff, withdraw invitations and end the access of staff. Every action is in the audit trail.",
        ),
        Role::Officer => lang.pick(
            "Urusan peserta dan gelombang. Membuka data lengkap peserta perlu alasan dan terlihat oleh peserta.",
            "Matters of participants and waves. Opening a participant's full data needs a reason and is shown to them.",
        ),
        Role::Finance => lang.pick("Dana program dan pencairan.", "The programme's funds and payouts."),
        Role::Curator => {
            lang.pick("Kursus, lembaga pelatihan, lowongan, berita, dan bantuan.", "Courses, providers, jobs, news and help.")
        }
        Role::Support => lang.pick(
            "Membantu peserta. Membuka data lengkap peserta perlu alasan dan terlihat oleh peserta.",
            "Help participants. Opening a participant's full data needs a reason and is shown to them.",
        ),
        Role::Auditor => lang.pick("Membaca. Peran ini tidak mengubah apa pun.", "Read. This role changes nothing."),
    }
}

/// Words of the link to the participants, and what one does there.
pub fn people_place(lang: Lang) -> (&'static str, &'static str) {
    (
        lang.pick("Peserta", "Participants"),
        lang.pick("Cari satu peserta dan lihat keadaan akunnya.", "Find a participant and see how the account stands."),
    )
}

/// The same for the list of staff.
pub fn staff_place(lang: Lang, reads_only: bool) -> (&'static str, &'static str) {
    match reads_only {
        false => (lang.pick("Staf", "Staff"), lang.pick("Daftar staf dan undangan.", "The list of staff, and invitations.")),
        true => (lang.pick("Staf", "Staff"), lang.pick("Daftar staf, hanya untuk dibaca.", "The list of staff, to read only.")),
    }
}

/// Nothing but this page exists for a role yet.
pub fn no_places(lang: Lang) -> &'static str {
    lang.pick("Belum ada halaman lain untuk peran Anda.", "There is no other page for your role yet.")
}

pub fn sign_ins(lang: Lang) -> &'static str {
    lang.pick("Masuk terakhir", "Last sign-ins")
}

pub fn when(lang: Lang) -> &'static str {
    lang.pick("Waktu", "Time")
}

pub fn device(lang: Lang) -> &'static str {
    lang.pick("Perangkat", "Device")
}

pub fn network(lang: Lang) -> &'static str {
    lang.pick("Jaringan", "Network")
}

/// The device class of a sign-in.
pub fn class(lang: Lang, class: &str) -> &'static str {
    match class {
        "android" => lang.pick("Ponsel Android", "Android phone"),
        "iphone" => lang.pick("iPhone atau iPad", "iPhone or iPad"),
        "windows" => lang.pick("Komputer Windows", "Windows computer"),
        "mac" => lang.pick("Komputer Mac", "Mac"),
        "linux" => lang.pick("Komputer Linux", "Linux computer"),
        _ => lang.pick("Perangkat lain", "Another device"),
    }
}

pub fn this_one(lang: Lang) -> &'static str {
    lang.pick("Sesi ini", "This session")
}

/// Bold first sentence, then the rest.
pub fn not_you(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => {
            ("Ada yang bukan Anda?", "Keluar sekarang, lalu hubungi administrator supaya akses Anda dihentikan dan dibuat lagi.")
        }
        Lang::En => {
            ("Is one of them not you?", "Sign out now and ask an administrator to end your access and to invite you again.")
        }
    }
}
