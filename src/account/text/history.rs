//! `/akun/perangkat`, `/akun/riwayat` and `/bukan-saya/{token}`.

use super::super::model::history::{Actor, TakenBack};
use crate::account::model::dossier::ViewReason;
use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;

pub fn devices_title(lang: Lang) -> &'static str {
    lang.pick("Perangkat", "Devices")
}

pub fn devices_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Di sini Anda masuk, atau masuk tanpa kode. Paling banyak 5 sekaligus; yang paling lama dikeluarkan sendiri.",
        "Where you are signed in, or sign in without a code. At most 5 at a time; the oldest is signed out by itself.",
    )
}

pub fn devices_done(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Sudah dikeluarkan.", " Perangkat itu harus masuk lagi dengan password dan kode."),
        Lang::En => ("Signed out.", " That device has to sign in again with password and code."),
    }
}

pub fn this_device(lang: Lang) -> &'static str {
    lang.pick("Perangkat ini", "This device")
}

pub fn signed_in(lang: Lang) -> &'static str {
    lang.pick("Sedang masuk", "Signed in")
}

pub fn signed_out(lang: Lang) -> &'static str {
    lang.pick("Tidak sedang masuk", "Not signed in")
}

pub fn last_used(lang: Lang, when: &str) -> String {
    match lang {
        Lang::Id => format!("Terakhir dipakai {when}"),
        Lang::En => format!("Last used {when}"),
    }
}

/// Coarse place: no more than the network's beginning is kept. `near`: the same as that of the device in hand.
pub fn network(lang: Lang, network: &str, near: bool) -> String {
    match (near, lang) {
        (true, Lang::Id) => format!("Jaringan yang sama dengan perangkat ini ({network})"),
        (true, Lang::En) => format!("The same network as this device ({network})"),
        (false, Lang::Id) => format!("Jaringan lain ({network})"),
        (false, Lang::En) => format!("Another network ({network})"),
    }
}

/// The same of the device in hand.
pub fn own_network(lang: Lang, network: &str) -> String {
    match lang {
        Lang::Id => format!("Jaringan {network}"),
        Lang::En => format!("Network {network}"),
    }
}

pub fn trusted_until(lang: Lang, date: &str) -> String {
    match lang {
        Lang::Id => format!("Tepercaya sampai {date}: masuk tanpa kode"),
        Lang::En => format!("Trusted until {date}: signs in without a code"),
    }
}

pub fn end(lang: Lang) -> &'static str {
    lang.pick("Keluarkan", "Sign out")
}

pub fn ending(lang: Lang) -> &'static str {
    lang.pick("Mengeluarkan…", "Signing out…")
}

pub fn end_others(lang: Lang) -> &'static str {
    lang.pick("Keluarkan semua yang lain", "Sign out all others")
}

pub fn no_others(lang: Lang) -> &'static str {
    lang.pick("Anda hanya masuk di perangkat ini.", "You are signed in on this device only.")
}

/// Stands before the link to the history.
pub fn unknown_device(lang: Lang) -> &'static str {
    lang.pick("Ada yang tidak Anda kenal? Lihat", "Is there one you do not know? See the")
}

pub fn history_title(lang: Lang) -> &'static str {
    lang.pick("Riwayat keamanan", "Security history")
}

pub fn history_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Semua yang terjadi pada akun Anda, yang terbaru di atas. Ada yang bukan Anda? Tekan \u{201c}Ini bukan saya\u{201d} di sana.",
        "Everything that happened to your account, newest first. Was one of these not you? Press \u{201c}This was not me\u{201d} there.",
    )
}

pub fn nothing_yet(lang: Lang) -> &'static str {
    lang.pick("Tidak ada kejadian di sini.", "There is nothing here.")
}

/// Leads from a device to its events.
pub fn of_device(lang: Lang) -> &'static str {
    lang.pick("Riwayat perangkat ini", "History of this device")
}

/// Stands where the history is that of one device.
pub fn only_device(lang: Lang, device: &str) -> String {
    match lang {
        Lang::Id => format!("Hanya kejadian dari satu perangkat: {device}."),
        Lang::En => format!("Only what happened on one device: {device}."),
    }
}

pub fn all_devices(lang: Lang) -> &'static str {
    lang.pick("Lihat semua perangkat", "Show all devices")
}

pub fn older(lang: Lang) -> &'static str {
    lang.pick("Lihat yang lebih lama", "Show older ones")
}

pub fn newest(lang: Lang) -> &'static str {
    lang.pick("Kembali ke yang terbaru", "Back to the newest")
}

pub fn not_me(lang: Lang) -> &'static str {
    lang.pick("Ini bukan saya", "This was not me")
}

/// Where what staff did can be asked about.
pub fn ask(lang: Lang) -> &'static str {
    lang.pick("Tanyakan ke Pusat Bantuan", "Ask the help centre")
}

/// Stands above [`what_follows`].
pub fn not_me_then(lang: Lang) -> &'static str {
    lang.pick("Kalau Anda menekan tombolnya", "If you press the button")
}

/// What happens after "ini bukan saya"; `signed_in` devices are in use, the one in hand included. What else is taken back, see
/// [`taken_back`], stands before the last.
pub fn what_follows(lang: Lang, signed_in: u32, back: TakenBack) -> [String; 3] {
    let out = match (signed_in, lang) {
        (0 | 1, Lang::Id) => "Perangkat ini langsung dikeluarkan.".to_owned(),
        (0 | 1, Lang::En) => "This device is signed out at once.".to_owned(),
        (count, Lang::Id) => format!("Semua {count} perangkat yang sedang masuk langsung dikeluarkan, juga yang ini."),
        (count, Lang::En) => format!("All {count} devices that are signed in are signed out at once, this one too."),
    };
    let trust = lang.pick(
        "Tidak ada lagi perangkat tepercaya: masuk berikutnya selalu dengan kode.",
        "No device is trusted any more: the next sign-in always asks for a code.",
    );
    let link = if back.address {
        lang.pick(
            "Tautan untuk membuat password baru dikirim ke alamat yang lama itu.",
            "A link to choose a new password goes to that old address.",
        )
    } else {
        lang.pick(
            "Tautan untuk membuat password baru dikirim ke email Anda.",
            "A link to choose a new password goes to your email.",
        )
    };
    [out, trust.to_owned(), link.to_owned()]
}

/// What goes back with something that the owner disavows, said before and after it is done.
pub fn taken_back(lang: Lang, back: TakenBack) -> Vec<&'static str> {
    let lines = [
        (
            back.address,
            "Email akun kembali ke alamat sebelum diganti.",
            "The account's email goes back to the address before the change.",
        ),
        (back.app, "Aplikasi autentikator dilepas dari akun.", "The authenticator app is taken off the account."),
        (
            back.number,
            "Nomor ponsel tidak lagi terverifikasi: kode tidak dikirim ke sana. Ganti nomornya setelah masuk.",
            "The mobile number is no longer verified: no codes go there. Replace it after you sign in.",
        ),
    ];
    lines.into_iter().filter(|(goes, ..)| *goes).map(|(_, id, en)| lang.pick(id, en)).collect()
}

/// Stands on the page after it.
pub fn all_out(lang: Lang) -> &'static str {
    lang.pick("Semua perangkat sudah dikeluarkan.", "All devices were signed out.")
}

/// The way back from there, nothing done.
pub fn it_was_me(lang: Lang) -> &'static str {
    lang.pick("Tidak jadi", "Go back")
}

/// Who caused it, where it was not somebody in front of a browser.
pub fn who(lang: Lang, actor: Actor) -> Option<&'static str> {
    match actor {
        Actor::Owner | Actor::Visitor => None,
        Actor::Staff => Some(lang.pick("oleh petugas", "by staff")),
        Actor::Portal => Some(lang.pick("oleh sistem", "by the system")),
    }
}

/// An event in words.
pub fn event(lang: Lang, action: &str, outcome: &str) -> &'static str {
    let (id, en) = match (action, outcome) {
        ("account.open", _) => ("Akun dibuat", "Account opened"),
        ("sign_in", "trusted_device") => {
            ("Masuk tanpa kode, di perangkat tepercaya", "Signed in without a code, on a trusted device")
        }
        ("sign_in", _) | ("sign_in.code" | "sign_in.totp", "ok") => ("Masuk", "Signed in"),
        ("sign_in.code" | "sign_in.totp", "suspended") => {
            ("Percobaan masuk saat akun ditangguhkan", "A try to sign in while the account was suspended")
        }
        ("sign_in.code" | "sign_in.totp", "removing") => {
            ("Percobaan masuk saat akun akan dihapus", "A try to sign in while the account was to be removed")
        }
        ("sign_in.code", _) => ("Kode masuk salah sampai habis", "The sign-in code was wrong until no try was left"),
        ("sign_in.totp", "exhausted") => (
            "Angka aplikasi autentikator salah sampai habis",
            "The number of the authenticator app was wrong until no try was left",
        ),
        ("sign_in.totp", _) => ("Angka aplikasi autentikator salah", "The number of the authenticator app was wrong"),
        ("sign_in.password", "ok") => {
            ("Password benar, tetapi kode masuk tidak dimasukkan", "The password was right, but no sign-in code was given")
        }
        ("sign_in.password", _) => ("Percobaan masuk dengan password salah", "A try to sign in with a wrong password"),
        ("sign_out", _) => ("Keluar", "Signed out"),
        ("session.drop", _) => {
            ("Sesi terlama dikeluarkan karena lebih dari 5", "The oldest session ended because there were more than 5")
        }
        ("proof.password", _) => ("Password salah saat konfirmasi", "A wrong password when confirming"),
        ("proof.code", "exhausted") => {
            ("Kode konfirmasi salah sampai habis", "The code for confirming was wrong until no try was left")
        }
        ("proof.code", _) => ("Konfirmasi dengan password dan kode", "Confirmed with password and code"),
        ("password.change" | "reset.use", _) => ("Password diganti", "Password replaced"),
        ("reset.request", _) => ("Tautan password baru diminta", "A link for a new password was asked for"),
        ("phone.start", _) => ("Kode dikirim ke nomor ponsel baru", "A code was sent to a new mobile number"),
        ("phone.verify", "taken") => {
            ("Nomor ditolak karena sudah dipakai akun lain", "A number was refused because another account has it")
        }
        ("phone.verify", "wrong") => ("Kode untuk nomor ponsel salah", "The code for a mobile number was wrong"),
        ("phone.verify", "exhausted") => {
            ("Kode untuk nomor ponsel salah sampai habis", "The code for a mobile number was wrong until no try was left")
        }
        ("phone.cancel", _) => ("Penggantian nomor ponsel tidak diteruskan", "The change of mobile number was given up"),
        ("phone.drop", _) => ("Nomor ponsel tidak lagi terverifikasi", "The mobile number is no longer verified"),
        ("phone.verify", _) => ("Nomor ponsel diverifikasi", "Mobile number verified"),
        ("email.start", _) => ("Kode dikirim ke email baru", "A code was sent to a new email"),
        ("email.verify", "wrong") => ("Kode untuk email baru salah", "The code for a new email was wrong"),
        ("email.verify", "exhausted") => {
            ("Kode untuk email baru salah sampai habis", "The code for a new email was wrong until no try was left")
        }
        ("email.cancel", _) => ("Penggantian email tidak diteruskan", "The change of email was given up"),
        ("email.verify", _) => ("Email diganti", "Email changed"),
        ("email.undo", _) => ("Penggantian email dibatalkan", "The change of email was undone"),
        ("device.end", _) => ("Satu perangkat dikeluarkan", "A device was signed out"),
        ("device.end_others", _) => ("Semua perangkat lain dikeluarkan", "All other devices were signed out"),
        ("account.disavow", _) => {
            ("\u{201c}Bukan saya\u{201d}: semua perangkat dikeluarkan", "\u{201c}Not me\u{201d}: all devices were signed out")
        }
        ("totp.start", _) => ("Pemasangan aplikasi autentikator dimulai", "Setting up an authenticator app was begun"),
        ("totp.confirm", _) => ("Angka pertama aplikasi autentikator salah", "The first number of the authenticator app was wrong"),
        ("totp.cancel", _) => ("Pemasangan aplikasi autentikator tidak diteruskan", "Setting up an authenticator app was given up"),
        ("totp.on", _) => ("Aplikasi autentikator dipasang", "Authenticator app set up"),
        ("totp.off", _) => ("Aplikasi autentikator dimatikan", "Authenticator app switched off"),
        ("channel.choose", _) => ("Cara menerima kode diganti", "The way to get codes was changed"),
        ("profile.change", "person") => ("Profil diubah: data diri", "Profile changed: personal data"),
        ("profile.change", "address") => ("Profil diubah: tempat tinggal", "Profile changed: where you live"),
        ("profile.change", "education") => ("Profil diubah: pendidikan", "Profile changed: education"),
        ("profile.change", "work") => ("Profil diubah: pekerjaan", "Profile changed: work"),
        ("profile.change", "skills") => ("Profil diubah: keahlian", "Profile changed: skills"),
        ("profile.change", _) => ("Profil diubah", "Profile changed"),
        ("nik.view", _) => ("NIK lengkap dilihat", "The whole NIK was looked at"),
        ("identity.check", "verified") => ("NIK cocok dengan data kependudukan", "The NIK matches the population registry"),
        ("identity.check", _) => ("NIK diperiksa ke data kependudukan", "The NIK was checked with the population registry"),
        ("email.remind", _) => ("Pengingat email diminta", "A reminder of the email was asked for"),
        ("recovery.code", "wrong") => ("Kode SMS untuk melihat email salah", "The code by SMS for seeing the email was wrong"),
        ("recovery.code", "exhausted") => (
            "Kode SMS untuk melihat email salah sampai habis",
            "The code by SMS for seeing the email was wrong until no try was left",
        ),
        ("recovery.code", _) => ("Sebagian email dilihat setelah kode SMS", "Part of the email was shown after a code by SMS"),
        ("removal.request", _) => ("Penghapusan akun diminta", "Removal of the account was asked for"),
        ("removal.cancel", _) => ("Penghapusan akun dibatalkan", "Removal of the account was cancelled"),
        ("account.suspend", _) => ("Akun ditangguhkan", "Account suspended"),
        ("account.lift_suspension", _) => ("Penangguhan dicabut", "Suspension lifted"),
        ("account.viewed", _) => ("Data lengkap dibuka petugas", "Staff looked at the full data"),
        _ => ("Kejadian lain pada akun", "Something else happened to the account"),
    };
    lang.pick(id, en)
}

/// A device was signed out: which one.
pub fn ended(lang: Lang, device: &str) -> String {
    match lang {
        Lang::Id => format!("Satu perangkat dikeluarkan: {device}"),
        Lang::En => format!("A device was signed out: {device}"),
    }
}

/// A member of the staff looked at everything: what they are and why.
pub fn viewed(lang: Lang, role: Role, reason: Option<ViewReason>) -> String {
    let role = staff_role(lang, role);
    let because = reason.map(|reason| view_reason(lang, reason));
    match (lang, because) {
        (Lang::Id, Some(because)) => format!("Petugas ({role}) melihat data lengkap Anda karena {because}"),
        (Lang::Id, None) => format!("Petugas ({role}) melihat data lengkap Anda"),
        (Lang::En, Some(because)) => format!("Staff ({role}) looked at your full data because {because}"),
        (Lang::En, None) => format!("Staff ({role}) looked at your full data"),
    }
}

/// What a member of the staff is, inside a sentence.
fn staff_role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Administrator => lang.pick("administrator", "administrator"),
        Role::Officer => lang.pick("petugas program", "programme officer"),
        Role::Finance => lang.pick("keuangan", "finance"),
        Role::Curator => lang.pick("kurator", "curator"),
        Role::Support => lang.pick("layanan peserta", "support"),
        Role::Auditor => lang.pick("auditor", "auditor"),
    }
}

/// Stands behind "karena", "because".
fn view_reason(lang: Lang, reason: ViewReason) -> &'static str {
    match reason {
        ViewReason::Ticket => lang.pick("menjawab pertanyaan atau tiket Anda", "they are answering your question or ticket"),
        ViewReason::Identity => lang.pick("memeriksa identitas Anda", "they are checking your identity"),
        ViewReason::Correction => {
            lang.pick("memperbaiki data atas permintaan Anda", "they are correcting data that you asked to be corrected")
        }
        ViewReason::Misuse => {
            lang.pick("memeriksa dugaan penyalahgunaan akun", "they are looking into possible misuse of the account")
        }
        ViewReason::Legal => lang.pick("ada permintaan yang sah menurut hukum", "of a request that the law allows"),
    }
}

/// Which member of the staff, as something to ask about.
pub fn staff_reference(lang: Lang, reference: &str) -> String {
    match lang {
        Lang::Id => format!("oleh petugas, rujukan {reference}"),
        Lang::En => format!("by staff, reference {reference}"),
    }
}

pub fn disavow_title(lang: Lang) -> &'static str {
    lang.pick("Bukan Anda?", "Was it not you?")
}

/// What the mail was about: the event's word and the moment.
pub fn disavow_about(lang: Lang, event: &str, when: &str) -> String {
    let what = match (event, lang) {
        ("new_device", Lang::Id) => "akun Anda dibuka di perangkat baru",
        ("new_device", Lang::En) => "your account was opened on a new device",
        ("password", Lang::Id) => "password akun Anda diganti",
        ("password", Lang::En) => "your account's password was replaced",
        ("phone", Lang::Id) => "nomor ponsel akun Anda diganti",
        ("phone", Lang::En) => "your account's mobile number was changed",
        ("email", Lang::Id) => "email akun Anda diganti",
        ("email", Lang::En) => "your account's email was changed",
        ("app_on", Lang::Id) => "aplikasi autentikator dipasang di akun Anda",
        ("app_on", Lang::En) => "an authenticator app was set up for your account",
        ("second_step", Lang::Id) => "pengaman tambahan akun Anda diubah",
        ("second_step", Lang::En) => "your account's second step was changed",
        (_, Lang::Id) => "keamanan akun Anda berubah",
        (_, Lang::En) => "the security of your account changed",
    };
    match lang {
        Lang::Id => format!("Pada {when} {what}."),
        Lang::En => format!("On {when} {what}."),
    }
}

pub fn disavow_lead(lang: Lang, back: TakenBack) -> &'static str {
    if back.address {
        lang.pick(
            "Email akun diganti setelah pesan itu dikirim. Kalau itu bukan Anda, tekan tombol di bawah. Semua perangkat langsung dikeluarkan, dan tautan untuk membuat password baru dikirim ke alamat yang lama.",
            "The account's email was changed after that message was sent. If it was not you, press the button below. All devices are signed out at once, and a link to choose a new password goes to the old address.",
        )
    } else {
        lang.pick(
            "Kalau itu bukan Anda, tekan tombol di bawah. Semua perangkat langsung dikeluarkan, dan tautan untuk membuat password baru dikirim ke email akun.",
            "If it was not you, press the button below. All devices are signed out at once, and a link to choose a new password goes to the account's email.",
        )
    }
}

pub fn disavow_owner(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Ternyata memang Anda?", " Tutup halaman ini. Tidak ada yang berubah."),
        Lang::En => ("Was it you after all?", " Close this page. Nothing changes."),
    }
}

pub fn disavow_dead(lang: Lang) -> &'static str {
    lang.pick("Tautan ini tidak berlaku lagi", "This link no longer works")
}

pub fn disavow_dead_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Tautannya berlaku sekali dan selama 10 hari. Kalau akun Anda dipakai orang lain, buat password baru sekarang: semua perangkat ikut dikeluarkan.",
        "The link works once and for 10 days. If somebody else uses your account, choose a new password now: all devices are signed out with it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::rules::history::shown;

    #[test]
    fn every_event_of_the_history_has_its_words_in_both_languages() {
        for lang in Lang::ALL {
            let other = event(lang, "", "");
            for (action, outcome) in shown() {
                assert_ne!(event(lang, action, outcome), other, "{action} {outcome}");
            }
        }
    }
}
