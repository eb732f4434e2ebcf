//! `/profil` and the pages below it.

mod faults;

pub use super::overview::{checking, unverified, verified};
pub use faults::{error, general};

use super::super::model::profile::{Education, Part, ProfileNotice, Schooling, Values, WorkStatus};
use super::super::model::{Identity, Mismatch};
use crate::kernel::lang::Lang;
use crate::kernel::person::Gender;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Profil", "Profile")
}

pub fn lead(lang: Lang) -> &'static str {
    lang.pick(
        "Data Anda untuk program, pelatihan, dan lowongan. Perubahan langsung berlaku dan tercatat di riwayat.",
        "Your data for the programme, courses and jobs. Changes take effect at once and are kept in the history.",
    )
}

/// What a part is called.
pub fn part(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Person => lang.pick("Data diri", "Personal data"),
        Part::Address => lang.pick("Tempat tinggal", "Where you live"),
        Part::Education => lang.pick("Pendidikan", "Education"),
        Part::Work => lang.pick("Pekerjaan", "Work"),
        Part::Skills => lang.pick("Keahlian", "Skills"),
    }
}

/// Why a part is asked for, above its form.
pub fn reason(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Person => lang.pick(
            "Tulis persis seperti di e-KTP. Setelah disimpan, data ini langsung dicocokkan dengan data kependudukan.",
            "Write everything exactly as on your e-KTP. Once saved, it is compared with the population registry at once.",
        ),
        Part::Address => lang.pick(
            "Tempat Anda tinggal sekarang, boleh berbeda dengan e-KTP.",
            "Where you live now; it may differ from your e-KTP.",
        ),
        Part::Education => lang.pick(
            "Dipakai untuk memeriksa syarat program dan mencocokkan lowongan.",
            "Used to check the programme's conditions and to match jobs.",
        ),
        Part::Work => lang.pick(
            "Dipakai untuk memeriksa syarat program. Perbarui kalau keadaan Anda berubah.",
            "Used to check the programme's conditions. Update it when your situation changes.",
        ),
        Part::Skills => lang.pick(
            "Dipakai untuk mencocokkan lowongan. Tulis dengan kata-kata Anda sendiri.",
            "Used to match jobs. Write them in your own words.",
        ),
    }
}

pub fn contact(lang: Lang) -> &'static str {
    lang.pick("Kontak", "Contact")
}

pub fn email(lang: Lang) -> &'static str {
    lang.pick("Email", "Email")
}

pub fn phone(lang: Lang) -> &'static str {
    lang.pick("Nomor ponsel", "Mobile number")
}

pub fn change(lang: Lang) -> &'static str {
    lang.pick("Ubah", "Change")
}

pub fn fill_in(lang: Lang) -> &'static str {
    lang.pick("Isi", "Fill in")
}

pub fn empty(lang: Lang) -> &'static str {
    lang.pick("Belum diisi", "Not filled in yet")
}

pub fn save(lang: Lang) -> &'static str {
    lang.pick("Simpan", "Save")
}

pub fn back(lang: Lang) -> &'static str {
    lang.pick("Profil", "Profile")
}

/// What a part says, line by line: name and value. A part that says nothing has one line that says so.
pub fn lines(lang: Lang, values: &Values) -> Vec<(&'static str, String)> {
    let nothing = || empty(lang).to_owned();
    match values {
        Values::Person { name, birth_date, gender } => vec![
            (lang.pick("Nama lengkap", "Full name"), name.clone()),
            (lang.pick("Tanggal lahir", "Birth date"), birth_date.long(lang)),
            (lang.pick("Jenis kelamin", "Gender"), self::gender(lang, *gender).to_owned()),
        ],
        Values::Address { address, place } => {
            vec![(lang.pick("Alamat", "Address"), address.clone()), (lang.pick("Wilayah", "Region"), place.clone())]
        }
        Values::Education(None) => vec![(level_label(lang), nothing())],
        Values::Education(Some(Schooling { level, studying })) => vec![
            (level_label(lang), education(lang, *level).to_owned()),
            (studying_label(lang), yes_no(lang, *studying).to_owned()),
        ],
        Values::Work(None) => vec![(status_label(lang), nothing())],
        Values::Work(Some(occupation)) => {
            let status = (status_label(lang), work(lang, occupation.status).to_owned());
            let what = (!occupation.what.is_empty()).then(|| (what_label(lang), occupation.what.clone()));
            [Some(status), what].into_iter().flatten().collect()
        }
        Values::Skills(skills) if skills.as_slice().is_empty() => vec![(skills_label(lang), nothing())],
        Values::Skills(skills) => vec![(skills_label(lang), skills.as_slice().join(", "))],
    }
}

pub fn gender(lang: Lang, gender: Gender) -> &'static str {
    match gender {
        Gender::L => lang.pick("Laki-laki", "Male"),
        Gender::P => lang.pick("Perempuan", "Female"),
    }
}

pub fn level_label(lang: Lang) -> &'static str {
    lang.pick("Pendidikan terakhir yang ditamatkan", "Highest education finished")
}

pub fn studying_label(lang: Lang) -> &'static str {
    lang.pick("Sedang bersekolah atau kuliah", "At school or university now")
}

pub fn status_label(lang: Lang) -> &'static str {
    lang.pick("Keadaan kerja saat ini", "Present situation of work")
}

pub fn what_label(lang: Lang) -> &'static str {
    lang.pick("Pekerjaan atau usaha", "Occupation or business")
}

pub fn what_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Misalnya penjahit, kasir, warung kopi. Kalau sedang tidak bekerja, tulis yang terakhir atau kosongkan.",
        "For example tailor, cashier, coffee stall. If you are not working, write the last one or leave it empty.",
    )
}

pub fn skills_label(lang: Lang) -> &'static str {
    lang.pick("Keahlian", "Skills")
}

pub fn skills_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Satu keahlian per baris, paling banyak 20. Misalnya: Menjahit, Microsoft Excel, Melayani pelanggan.",
        "One skill a line, 20 at most. For example: Sewing, Microsoft Excel, Customer service.",
    )
}

pub fn yes_no(lang: Lang, yes: bool) -> &'static str {
    if yes { lang.pick("Ya", "Yes") } else { lang.pick("Tidak", "No") }
}

pub fn education(lang: Lang, level: Education) -> &'static str {
    match level {
        Education::NoSchool => lang.pick("Tidak tamat SD", "No primary school"),
        Education::Primary => lang.pick("SD, MI, atau Paket A", "Primary school (SD, MI, Paket A)"),
        Education::Junior => lang.pick("SMP, MTs, atau Paket B", "Junior high school (SMP, MTs, Paket B)"),
        Education::Senior => lang.pick("SMA, MA, atau Paket C", "Senior high school (SMA, MA, Paket C)"),
        Education::Vocational => lang.pick("SMK atau MAK", "Vocational high school (SMK, MAK)"),
        Education::Diploma => lang.pick("Diploma (D1–D3)", "Diploma (D1–D3)"),
        Education::Bachelor => lang.pick("Sarjana (S1 atau D4)", "Bachelor (S1, D4)"),
        Education::Master => lang.pick("Magister (S2)", "Master (S2)"),
        Education::Doctor => lang.pick("Doktor (S3)", "Doctor (S3)"),
    }
}

pub fn work(lang: Lang, status: WorkStatus) -> &'static str {
    match status {
        WorkStatus::Seeking => lang.pick("Mencari kerja", "Looking for work"),
        WorkStatus::LaidOff => lang.pick("Terkena PHK", "Laid off"),
        WorkStatus::Furloughed => lang.pick("Dirumahkan", "Furloughed"),
        WorkStatus::Employed => lang.pick("Bekerja dengan upah", "Working for wages"),
        WorkStatus::Unpaid => {
            lang.pick("Bekerja tanpa upah, misalnya di usaha keluarga", "Working without wages, for example in the family business")
        }
        WorkStatus::Owner => lang.pick("Punya usaha mikro atau kecil", "Owner of a micro or small business"),
        WorkStatus::NotWorking => lang.pick("Tidak bekerja dan tidak mencari kerja", "Not working and not looking for work"),
    }
}

/// Why the identity stands as it does, and what to do: bold sentence, the rest.
pub fn identity(lang: Lang, identity: Identity) -> (&'static str, &'static str) {
    match (identity, lang) {
        (Identity::Verified, Lang::Id) => {
            ("Cocok dengan data kependudukan.", " Nama, tanggal lahir, jenis kelamin, dan NIK hanya bisa dibetulkan di Dukcapil.")
        }
        (Identity::Verified, Lang::En) => {
            ("Matches the population registry.", " Name, birth date, gender and NIK can only be corrected at Dukcapil.")
        }
        (Identity::Pending, Lang::Id) => (
            "Data kependudukan belum menjawab.",
            " Kami memeriksanya lagi secara otomatis, setidaknya setiap 6 jam. Anda tidak perlu melakukan apa-apa.",
        ),
        (Identity::Pending, Lang::En) => (
            "The population registry has not answered.",
            " We check again by ourselves, at least every 6 hours. There is nothing for you to do.",
        ),
        (Identity::Unverified(Mismatch::Name), Lang::Id) => (
            "Nama di sini berbeda dengan data kependudukan.",
            " Cocokkan dengan e-KTP dan ubah di sini. Kalau e-KTP sudah sama, betulkan di Dukcapil, lalu tekan Periksa ulang.",
        ),
        (Identity::Unverified(Mismatch::Name), Lang::En) => (
            "The name here differs from the population registry.",
            " Compare it with your e-KTP and change it here. If your e-KTP says the same, have it corrected at Dukcapil, then press Check again.",
        ),
        (Identity::Unverified(Mismatch::BirthDate), Lang::Id) => (
            "Tanggal lahir di sini berbeda dengan data kependudukan.",
            " Cocokkan dengan e-KTP dan ubah di sini. Kalau e-KTP sudah sama, betulkan di Dukcapil, lalu tekan Periksa ulang.",
        ),
        (Identity::Unverified(Mismatch::BirthDate), Lang::En) => (
            "The birth date here differs from the population registry.",
            " Compare it with your e-KTP and change it here. If your e-KTP says the same, have it corrected at Dukcapil, then press Check again.",
        ),
        (Identity::Unverified(Mismatch::NotFound), Lang::Id) => (
            "NIK ini tidak ditemukan di data kependudukan, atau tidak aktif.",
            " Cocokkan 16 angkanya dengan e-KTP: tekan Lihat NIK lengkap. Kalau sama, minta Dukcapil (telepon 1500537) mengaktifkannya, lalu tekan Periksa ulang. Kalau salah ketik, NIK tidak bisa diubah di sini: hapus akun ini di Akun Saya, lalu daftar lagi dengan NIK yang benar.",
        ),
        (Identity::Unverified(Mismatch::NotFound), Lang::En) => (
            "This NIK is not in the population registry, or is not active.",
            " Compare all 16 digits with your e-KTP: press Show the whole NIK. If they agree, ask Dukcapil (call 1500537) to activate it, then press Check again. If it was mistyped, it cannot be changed here: remove this account in My account, then register again with the right NIK.",
        ),
        (Identity::Unverified(Mismatch::NikTaken), Lang::Id) => (
            "NIK ini sudah terverifikasi di akun lain.",
            " Satu NIK hanya untuk satu akun. Kalau itu akun Anda, cari emailnya lewat tautan di bawah, lalu masuk ke sana.",
        ),
        (Identity::Unverified(Mismatch::NikTaken), Lang::En) => (
            "This NIK is verified for another account.",
            " Each NIK has one account only. If it is yours, find its email through the link below and sign in there.",
        ),
    }
}

/// "Periksa ulang".
pub fn recheck(lang: Lang) -> &'static str {
    lang.pick("Periksa ulang", "Check again")
}

/// Stands above that button for who is verified: what may follow.
pub fn recheck_note(lang: Lang, identity: Identity) -> &'static str {
    match identity {
        Identity::Verified => lang.pick(
            "Sudah membetulkan data di Dukcapil? Periksa ulang. Kalau jawabannya berbeda dengan data di sini, NIK menjadi belum terverifikasi sampai Anda mengubahnya.",
            "Have your data been corrected at Dukcapil? Check again. If the answer differs from what stands here, your NIK is not verified until you have changed it.",
        ),
        _ => lang.pick("Bisa dilakukan 3 kali per jam.", "This can be done 3 times an hour."),
    }
}

/// How data are corrected at the registry: question and answer.
pub fn dukcapil(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Cara membetulkan data kependudukan",
            "Datang ke kantor Dukcapil kabupaten atau kota Anda, atau telepon 1500537. Bawa e-KTP, Kartu Keluarga, dan akta kelahiran. Tanyakan kapan perubahan itu masuk ke data pusat, lalu tekan Periksa ulang di halaman ini.",
        ),
        Lang::En => (
            "How the registry's data are corrected",
            "Go to the Dukcapil office of your regency or city, or call 1500537. Take your e-KTP, family card and birth certificate. Ask when the change will reach the central data, then press Check again on this page.",
        ),
    }
}

/// The way out when the NIK belongs to another account.
pub fn find_email(lang: Lang) -> &'static str {
    lang.pick("Cari email akun itu", "Find the email of that account")
}

/// "Lihat NIK lengkap".
pub fn reveal(lang: Lang) -> &'static str {
    lang.pick("Lihat NIK lengkap", "Show the whole NIK")
}

pub fn reveal_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Perlu password dan kode, dan setiap kali dilihat tercatat di riwayat keamanan. Pastikan tidak ada orang lain yang melihat layar.",
        "It needs password and code, and every look is kept in the security history. Make sure that nobody else can see the screen.",
    )
}

pub fn revealed(lang: Lang) -> &'static str {
    lang.pick("Sembunyikan", "Hide")
}

/// What happened just now: bold sentence, the rest.
pub fn notice(lang: Lang, notice: ProfileNotice, identity: Identity) -> (&'static str, &'static str) {
    match (notice, identity, lang) {
        (ProfileNotice::Saved(_), _, Lang::Id) => ("Tersimpan.", " Perubahan ini langsung berlaku."),
        (ProfileNotice::Saved(_), _, Lang::En) => ("Saved.", " The change is in effect."),
        (ProfileNotice::Checked, Identity::Verified, Lang::Id) => ("Sudah diperiksa: cocok.", " NIK Anda terverifikasi."),
        (ProfileNotice::Checked, Identity::Verified, Lang::En) => ("Checked: it matches.", " Your NIK is verified."),
        (ProfileNotice::Checked, _, Lang::Id) => ("Sudah diperiksa: belum cocok.", " Sebab dan langkahnya tertulis di bawah."),
        (ProfileNotice::Checked, _, Lang::En) => ("Checked: it does not match yet.", " The reason and the step stand below."),
        (ProfileNotice::Down, _, Lang::Id) => {
            ("Data kependudukan belum menjawab.", " Pemeriksaan ini tidak dihitung. Coba lagi nanti.")
        }
        (ProfileNotice::Down, _, Lang::En) => {
            ("The population registry does not answer.", " This check does not count. Try again later.")
        }
    }
}

/// Somebody saved the part since the form was opened: bold sentence, the rest, before what is stored now.
pub fn late(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Bagian ini baru saja diubah di tab atau perangkat lain.",
            " Isian Anda masih ada di formulir. Simpan lagi kalau memang harus menggantikan yang tersimpan sekarang:",
        ),
        Lang::En => (
            "This part was changed in another tab or on another device just now.",
            " What you typed is still in the form. Save again if it shall replace what is stored now:",
        ),
    }
}

pub fn history(lang: Lang) -> &'static str {
    lang.pick("Riwayat perubahan", "History of changes")
}

pub fn history_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Apa yang berubah di profil Anda, yang terbaru di atas. Hanya Anda yang bisa melihat isinya. Waktunya WIB.",
        "What changed in your profile, newest first. Only you can see what it says. Times are WIB.",
    )
}

pub fn no_changes(lang: Lang) -> &'static str {
    lang.pick("Belum ada perubahan sejak Anda mendaftar.", "Nothing has changed since you registered.")
}

pub fn no_older(lang: Lang) -> &'static str {
    lang.pick("Tidak ada perubahan yang lebih lama.", "There are no older changes.")
}

pub fn before(lang: Lang) -> &'static str {
    lang.pick("Sebelum", "Before")
}

pub fn after(lang: Lang) -> &'static str {
    lang.pick("Sesudah", "After")
}

pub fn older(lang: Lang) -> &'static str {
    lang.pick("Lihat yang lebih lama", "Show older ones")
}

pub fn newest(lang: Lang) -> &'static str {
    lang.pick("Kembali ke yang terbaru", "Back to the newest")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_level_status_and_identity_has_words_of_its_own() {
        for lang in Lang::ALL {
            let levels: BTreeSet<_> = Education::ALL.iter().map(|level| education(lang, *level)).collect();
            let statuses: BTreeSet<_> = WorkStatus::ALL.iter().map(|status| work(lang, *status)).collect();
            assert_eq!((levels.len(), statuses.len()), (Education::ALL.len(), WorkStatus::ALL.len()));
            let reasons = [Mismatch::Name, Mismatch::BirthDate, Mismatch::NikTaken, Mismatch::NotFound].map(Identity::Unverified);
            let all: Vec<_> = [Identity::Verified, Identity::Pending].into_iter().chain(reasons).collect();
            let said: BTreeSet<_> = all.iter().map(|known| identity(lang, *known)).collect();
            assert_eq!(said.len(), all.len());
        }
    }
}
