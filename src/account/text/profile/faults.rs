//! Why a part of the profile was not saved.

use super::super::super::model::profile::MOST_SKILLS;
use super::super::faults as shared;
use super::super::fields::field_error;
use crate::kernel::fault::{Code, Fault, split_number};
use crate::kernel::lang::Lang;

/// The line of the error summary for a refusal that belongs to no field.
pub fn general(lang: Lang, fault: &Fault) -> Option<String> {
    if fault.code == Code::Conflict {
        let words = lang.pick(
            "Belum tersimpan: bagian ini baru saja diubah di tempat lain. Periksa isiannya, lalu simpan lagi.",
            "Not saved yet: this part was changed elsewhere just now. Check what you typed, then save again.",
        );
        return Some(words.to_owned());
    }
    shared::general(lang, fault)
}

/// The sentence for a refused field.
pub fn error(lang: Lang, field: &str, code: &str) -> String {
    if let ("keahlian", (head, Some(number))) = (field, split_number(code)) {
        return skill(lang, head, number);
    }
    let known = match (field, code) {
        ("pendidikan", "required") => ("Pilih pendidikan terakhir Anda.", "Choose your highest education."),
        ("pendidikan" | "pekerjaan", "unknown") => {
            ("Jawaban ini tidak ada di daftar. Pilih lagi.", "This answer is not on the list. Choose again.")
        }
        ("masih_sekolah", "required" | "unknown") => (
            "Pilih Ya kalau Anda sedang bersekolah atau kuliah, Tidak kalau sudah selesai.",
            "Choose Yes if you are at school or university now, No if you have finished.",
        ),
        ("pekerjaan", "required") => ("Pilih keadaan kerja Anda saat ini.", "Choose how you work at present."),
        ("bidang", "required") => (
            "Tulis pekerjaan atau usaha Anda, misalnya penjahit atau warung kopi.",
            "Write your occupation or business, for example tailor or coffee stall.",
        ),
        ("bidang", "too_long") => (
            "Pekerjaan atau usaha paling banyak 60 karakter. Pendekkan.",
            "An occupation or business has 60 characters at most. Shorten it.",
        ),
        ("bidang", "shape") => (
            "Tulis pekerjaan atau usaha dengan huruf dan angka biasa.",
            "Write the occupation or business in plain letters and digits.",
        ),
        ("nama", "registry_name") => (
            "Nama tidak sama dengan data kependudukan. Periksa e-KTP, lalu perbaiki. Kalau di e-KTP memang begini, simpan sekali lagi tanpa mengubahnya: datanya tersimpan, tetapi NIK belum terverifikasi sampai dibetulkan di Dukcapil.",
            "The name differs from the population registry. Check your e-KTP, then correct it. If your e-KTP says so, save the same again: it is stored, but your NIK stays unverified until Dukcapil has corrected it.",
        ),
        ("tanggal_lahir", "registry_birth_date") => (
            "Tanggal lahir tidak sama dengan data kependudukan. Periksa e-KTP, lalu perbaiki. Kalau di e-KTP memang begini, simpan sekali lagi tanpa mengubahnya: datanya tersimpan, tetapi NIK belum terverifikasi sampai dibetulkan di Dukcapil.",
            "The birth date differs from the population registry. Check your e-KTP, then correct it. If your e-KTP says so, save the same again: it is stored, but your NIK stays unverified until Dukcapil has corrected it.",
        ),
        _ => return field_error(lang, field, code),
    };
    lang.pick(known.0, known.1).to_owned()
}

/// What is wrong with a list of skills; the number is how many there are, or which one it is.
fn skill(lang: Lang, head: &str, number: u32) -> String {
    match (head, lang) {
        ("many", Lang::Id) => {
            format!(
                "Ada {number} keahlian, paling banyak {MOST_SKILLS}. Sisakan yang paling penting untuk pekerjaan yang Anda cari."
            )
        }
        ("many", Lang::En) => {
            format!("There are {number} skills, and {MOST_SKILLS} at most fit. Keep those that matter most for the work you seek.")
        }
        ("long", Lang::Id) => format!("Keahlian ke-{number} lebih dari 60 karakter. Pendekkan, atau pecah menjadi dua baris."),
        ("long", Lang::En) => format!("Skill number {number} has more than 60 characters. Shorten it, or write two lines."),
        (_, Lang::Id) => format!("Keahlian ke-{number} memuat tanda yang tidak bisa disimpan. Tulis dengan huruf dan angka biasa."),
        (_, Lang::En) => format!("Skill number {number} has a sign that cannot be stored. Use plain letters and digits."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code that the parsers and the service give, by field.
    const CODES: &[(&str, &[&str])] = &[
        ("nama", &["required", "too_long", "shape", "registry_name"]),
        ("tanggal_lahir", &["required", "shape", "impossible", "too_young", "too_old", "future", "registry_birth_date"]),
        ("jenis_kelamin", &["required", "shape"]),
        ("alamat", &["required", "too_short", "too_long", "shape"]),
        ("provinsi", &["required", "unknown"]),
        ("kabupaten", &["required", "unknown"]),
        ("kecamatan", &["required", "unknown"]),
        ("pendidikan", &["required", "unknown"]),
        ("masih_sekolah", &["required", "unknown"]),
        ("pekerjaan", &["required", "unknown"]),
        ("bidang", &["required", "too_long", "shape"]),
        ("keahlian", &["many_21", "long_3", "shape_3"]),
    ];

    #[test]
    fn every_refusal_has_its_sentence_in_both_languages() {
        for (field, codes) in CODES {
            for code in *codes {
                let [id, en] = Lang::ALL.map(|lang| error(lang, field, code));
                assert_ne!(id, en, "{field} {code}");
                for sentence in [id, en] {
                    assert!(sentence.ends_with('.') && !sentence.contains('!'), "{sentence}");
                    assert!(
                        !sentence.contains("tidak dapat diterima") && !sentence.contains("cannot be accepted"),
                        "{field} {code}"
                    );
                }
            }
        }
        assert!(error(Lang::Id, "keahlian", "many_24").contains("24"));
    }

    #[test]
    fn a_late_save_is_said_in_words_of_its_own() {
        for lang in Lang::ALL {
            let conflict = general(lang, &Fault::of(Code::Conflict));
            assert_ne!(conflict, shared::general(lang, &Fault::of(Code::Conflict)));
            assert!(general(lang, &Fault::of(Code::Limited).retry(60)).is_some());
        }
    }
}
