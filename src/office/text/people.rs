//! `/kantor/peserta`, what both pages about participants say of an account, and refused fields.

use crate::account::model::dossier::AccountState;
use crate::account::model::{Channel, Identity, Mismatch};
use crate::kernel::lang::Lang;
use crate::kernel::person::Gender;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Peserta", "Participants")
}

pub fn lead(lang: Lang) -> &'static str {
    lang.pick(
        "Cari satu peserta untuk melihat keadaan akunnya. Datanya tersamar.",
        "Find one participant to see how their account stands. Their data are masked.",
    )
}

pub fn search_label(lang: Lang) -> &'static str {
    lang.pick("Email, NIK, nomor ponsel, atau nomor akun", "Email, NIK, mobile number or account number")
}

pub fn search_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Tulis lengkap dan persis. Nama tidak bisa dicari, karena nama tersimpan tersegel.",
        "Type it in full and exactly. Nobody is found by name, because names are stored sealed.",
    )
}

pub fn search(lang: Lang) -> &'static str {
    lang.pick("Cari", "Search")
}

pub fn searching(lang: Lang) -> &'static str {
    lang.pick("Mencari…", "Searching…")
}

/// `a_day`: the most searches of one member of staff.
pub fn search_rules(lang: Lang, a_day: i64) -> String {
    match lang {
        Lang::Id => format!(
            "Setiap pencarian dicatat dengan nama Anda, tanpa yang dicari. Paling banyak 60 dalam 5 menit dan {a_day} sehari."
        ),
        Lang::En => format!(
            "Every search is recorded under your name, without what was searched for. At most 60 in 5 minutes and {a_day} a day."
        ),
    }
}

/// What was searched by, inside a sentence.
fn kind(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "email" => lang.pick("email", "email"),
        "nik" => "NIK",
        "phone" => lang.pick("nomor ponsel", "mobile number"),
        _ => lang.pick("nomor akun", "account number"),
    }
}

pub fn none_found(lang: Lang, by: &str) -> (String, &'static str) {
    let by = kind(lang, by);
    match lang {
        Lang::Id => (
            format!("Tidak ada akun dengan {by} itu."),
            " Periksa ejaannya dengan peserta. Pendaftaran yang belum selesai belum menjadi akun.",
        ),
        Lang::En => (
            format!("There is no account with that {by}."),
            " Check the spelling with the participant. A registration that is not finished is no account yet.",
        ),
    }
}

/// Caption of the list.
pub fn found(lang: Lang, by: &str, count: usize) -> String {
    let by = kind(lang, by);
    match lang {
        Lang::Id => format!("{count} akun dengan {by} itu"),
        Lang::En if count == 1 => format!("1 account with that {by}"),
        Lang::En => format!("{count} accounts with that {by}"),
    }
}

pub fn more_found(lang: Lang) -> &'static str {
    lang.pick(
        "Masih ada yang lain. Minta email atau NIK peserta untuk menemukan satu akun.",
        "There are more. Ask for the participant's email or NIK to find one account.",
    )
}

pub fn name(lang: Lang) -> &'static str {
    lang.pick("Nama", "Name")
}

pub fn email(_lang: Lang) -> &'static str {
    "Email"
}

pub fn phone(lang: Lang) -> &'static str {
    lang.pick("Nomor ponsel", "Mobile number")
}

/// Heading over email and number.
pub fn contact(lang: Lang) -> &'static str {
    lang.pick("Kontak", "Contact")
}

pub fn place(lang: Lang) -> &'static str {
    lang.pick("Wilayah", "Region")
}

pub fn birth_date(lang: Lang) -> &'static str {
    lang.pick("Tanggal lahir", "Birth date")
}

pub fn gender_label(lang: Lang) -> &'static str {
    lang.pick("Jenis kelamin", "Gender")
}

pub fn gender(lang: Lang, gender: Gender) -> &'static str {
    match gender {
        Gender::L => lang.pick("Laki-laki", "Male"),
        Gender::P => lang.pick("Perempuan", "Female"),
    }
}

pub fn address(lang: Lang) -> &'static str {
    lang.pick("Alamat", "Address")
}

pub fn account_number(lang: Lang) -> &'static str {
    lang.pick("Nomor akun", "Account number")
}

pub fn identity_label(lang: Lang) -> &'static str {
    lang.pick("Identitas", "Identity")
}

pub fn identity(lang: Lang, identity: Identity) -> &'static str {
    match identity {
        Identity::Verified => lang.pick("Terverifikasi", "Verified"),
        Identity::Pending => lang.pick("Sedang diperiksa", "Being checked"),
        Identity::Unverified(_) => lang.pick("Belum terverifikasi", "Not verified"),
    }
}

/// Why it is not verified.
pub fn identity_reason(lang: Lang, identity: Identity) -> Option<&'static str> {
    match identity {
        Identity::Verified => None,
        Identity::Pending => Some(lang.pick(
            "Data kependudukan belum menjawab; portal bertanya lagi sendiri.",
            "The population registry has not answered; the portal asks again by itself.",
        )),
        Identity::Unverified(mismatch) => Some(match mismatch {
            Mismatch::Name => lang.pick("Nama berbeda dengan data kependudukan.", "The name differs from the population registry."),
            Mismatch::BirthDate => {
                lang.pick("Tanggal lahir berbeda dengan data kependudukan.", "The birth date differs from the population registry.")
            }
            Mismatch::NikTaken => lang.pick("NIK ini terverifikasi di akun lain.", "This NIK is verified for another account."),
            Mismatch::NotFound => lang.pick("NIK tidak ada di data kependudukan.", "The NIK is not in the population registry."),
        }),
    }
}

pub fn checked_at(lang: Lang, when: &str) -> String {
    match lang {
        Lang::Id => format!("Diperiksa {when}"),
        Lang::En => format!("Checked {when}"),
    }
}

pub fn account_label(lang: Lang) -> &'static str {
    lang.pick("Akun", "Account")
}

pub fn state(lang: Lang, state: AccountState) -> &'static str {
    match state {
        AccountState::Active => lang.pick("Aktif", "Active"),
        AccountState::Suspended { .. } => lang.pick("Ditangguhkan", "Suspended"),
        AccountState::Leaving => lang.pick("Sedang dihapus", "Being removed"),
    }
}

pub fn verified(lang: Lang) -> &'static str {
    lang.pick("Terverifikasi", "Verified")
}

pub fn not_verified(lang: Lang) -> &'static str {
    lang.pick("Belum terverifikasi", "Not verified")
}

pub fn verified_at(lang: Lang, when: &str) -> String {
    match lang {
        Lang::Id => format!("Sejak {when}"),
        Lang::En => format!("Since {when}"),
    }
}

pub fn second_step(lang: Lang) -> &'static str {
    lang.pick("Langkah kedua", "Second step")
}

pub fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => lang.pick("Kode lewat email", "Code by email"),
        Channel::Sms => lang.pick("Kode lewat SMS", "Code by SMS"),
        Channel::App => lang.pick("Aplikasi autentikator", "Authenticator app"),
    }
}

pub fn opened(lang: Lang) -> &'static str {
    lang.pick("Dibuka", "Opened")
}

pub fn password(_lang: Lang) -> &'static str {
    "Password"
}

pub fn password_changed(lang: Lang, when: Option<&str>) -> String {
    match (lang, when) {
        (Lang::Id, Some(when)) => format!("Diganti {when}"),
        (Lang::En, Some(when)) => format!("Changed {when}"),
        (_, None) => lang.pick("Belum pernah diganti", "Never changed").to_owned(),
    }
}

pub fn sessions(lang: Lang) -> &'static str {
    lang.pick("Sedang masuk", "Signed in")
}

pub fn live_sessions(lang: Lang, count: u32) -> String {
    match (lang, count) {
        (_, 0) => lang.pick("Tidak di perangkat mana pun", "On no device").to_owned(),
        (Lang::Id, count) => format!("Di {count} sesi"),
        (Lang::En, 1) => "In 1 session".to_owned(),
        (Lang::En, count) => format!("In {count} sessions"),
    }
}

pub fn last_seen(lang: Lang, when: &str) -> String {
    match lang {
        Lang::Id => format!("Terakhir dipakai {when}"),
        Lang::En => format!("Last used {when}"),
    }
}

/// The sentence for a refused field.
pub fn field_error(lang: Lang, field: &str, code: &str) -> String {
    let (id, en) = match (field, code) {
        ("cari", "required") => {
            ("Isi email, NIK, nomor ponsel, atau nomor akun.", "Enter an email, NIK, mobile number or account number.")
        }
        ("cari", "email") => {
            ("Email ini belum lengkap, misalnya nama@contoh.id.", "This email is not complete, for example nama@contoh.id.")
        }
        ("cari", "nik") => ("NIK ini tidak mungkin ada. Periksa lagi 16 angkanya.", "No NIK looks like this. Check its 16 digits."),
        ("cari", "phone") => (
            "Nomor ini bukan nomor ponsel Indonesia. Periksa lagi angkanya.",
            "This is no Indonesian mobile number. Check its digits.",
        ),
        ("cari", "daily") => (
            "Batas pencarian Anda hari ini sudah tercapai. Terbuka lagi pukul 00.00 WIB.",
            "You have reached today's number of searches. It opens again at 00.00 WIB.",
        ),
        ("cari", _) => (
            "Ini bukan email, NIK (16 angka), nomor ponsel (08…), atau nomor akun. Nama tidak bisa dicari.",
            "This is no email, NIK (16 digits), mobile number (08…) or account number. Nobody is found by name.",
        ),
        ("alasan" | "sebab", _) => ("Pilih satu alasan.", "Choose a reason."),
        ("rujukan", "too_long") => ("Paling banyak 120 huruf. Cukup nomornya.", "At most 120 characters. The number is enough."),
        ("rujukan", _) => (
            "Isi nomor tiket atau surat, paling sedikit 3 huruf.",
            "Enter the number of the ticket or letter, at least 3 characters.",
        ),
        ("batas", _) => ("Pilih sampai kapan akun ditangguhkan.", "Choose until when the account is suspended."),
        ("sampai", "past") => ("Pilih hari mulai besok.", "Choose a day from tomorrow on."),
        ("sampai", "too_far") => (
            "Paling lama 366 hari. Untuk lebih lama, pilih sampai dicabut.",
            "At most 366 days ahead. For longer, choose until staff lift it.",
        ),
        ("sampai", _) => ("Isi hari terakhir penangguhan.", "Enter the last day of the suspension."),
        _ => (
            "Ada bagian yang tidak dapat diterima. Buka ulang halaman ini, lalu coba lagi.",
            "Something here cannot be accepted. Open this page again, then retry.",
        ),
    };
    lang.pick(id, en).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_refusal_of_the_search_says_something_of_its_own() {
        for lang in Lang::ALL {
            let said: BTreeSet<_> =
                ["required", "email", "nik", "phone", "unknown", "daily"].map(|code| field_error(lang, "cari", code)).into();
            assert_eq!(said.len(), 6);
        }
    }

    #[test]
    fn one_account_is_no_accounts() {
        assert_eq!(found(Lang::En, "email", 1), "1 account with that email");
        assert_eq!(found(Lang::En, "phone", 2), "2 accounts with that mobile number");
    }
}
