//! Names of pages, and the offer to finish what was left when a session ended.

use crate::kernel::lang::Lang;

/// What the page of this path is called: where fresh proof leads, and what was left unfinished.
pub fn page_name(lang: Lang, path: &str) -> &'static str {
    match path {
        "/akun" => lang.pick("Akun Saya", "My account"),
        "/akun/ubah-password" => lang.pick("Ubah Password", "Change password"),
        "/akun/nomor-telepon" => lang.pick("Ganti Nomor Telepon", "Change phone number"),
        "/akun/email" => lang.pick("Ganti email", "Change email"),
        "/akun/keamanan" => lang.pick("Keamanan", "Security"),
        "/akun/perangkat" => lang.pick("Perangkat", "Devices"),
        "/akun/riwayat" => lang.pick("Riwayat keamanan", "Security history"),
        "/akun/hapus" => lang.pick("Hapus Akun", "Remove account"),
        "/profil" => lang.pick("Profil", "Profile"),
        "/profil/data-diri" => lang.pick("Data diri", "Personal data"),
        "/profil/alamat" => lang.pick("Tempat tinggal", "Where you live"),
        "/profil/pendidikan" => lang.pick("Pendidikan", "Education"),
        "/profil/pekerjaan" => lang.pick("Pekerjaan", "Work"),
        "/profil/keahlian" => lang.pick("Keahlian", "Skills"),
        "/profil/riwayat" => lang.pick("Riwayat perubahan", "History of changes"),
        "/profil/nik" => lang.pick("NIK lengkap", "The whole NIK"),
        "/dasbor" => lang.pick("Dasbor", "Dashboard"),
        _ => lang.pick("Formulir", "Form"),
    }
}

pub fn title(lang: Lang, path: &str) -> String {
    format!("{}: {}", lang.pick("Anda belum selesai", "Not finished"), page_name(lang, path))
}

/// `until` is "10.15 WIB".
pub fn body(lang: Lang, until: &str) -> String {
    match lang {
        Lang::Id => format!("Sesi berakhir sebelum isian terkirim. Isian itu disimpan sampai {until}, tanpa password dan kode."),
        Lang::En => format!(
            "The session ended before the form was sent. What you typed is kept until {until}, without passwords and codes."
        ),
    }
}

pub fn go_on(lang: Lang) -> &'static str {
    lang.pick("Lanjutkan", "Continue")
}

pub fn discard(lang: Lang) -> &'static str {
    lang.pick("Buang", "Discard")
}
