//! Why a field was refused: one sentence per code, with the step that mends it.

mod person;

use crate::kernel::fault::split_number;
use crate::kernel::lang::Lang;

type Both = (&'static str, &'static str);

/// The sentence for a refused field; shown at the field and, in the same words, in the summary.
pub fn field_error(lang: Lang, field: &str, code: &str) -> String {
    if let Some(sentence) = numbered(lang, field, code) {
        return sentence;
    }
    match sentence(field, code) {
        Some((id, en)) => lang.pick(id, en).to_owned(),
        None => other(lang, field),
    }
}

/// A code that nobody foresaw still names the field and the step.
fn other(lang: Lang, field: &str) -> String {
    match (label(lang, field), lang) {
        (Some(label), Lang::Id) => format!("{label} ini tidak dapat diterima. Periksa lagi, lalu kirim ulang."),
        (Some(label), Lang::En) => format!("This cannot be accepted: {label}. Check it, then send again."),
        (None, Lang::Id) => "Ada bagian yang tidak dapat diterima. Buka ulang halaman ini, lalu coba lagi.".to_owned(),
        (None, Lang::En) => "Something here cannot be accepted. Open this page again, then retry.".to_owned(),
    }
}

/// What stands above a field; empty for a field that no page has.
pub fn caption(lang: Lang, field: &str) -> &'static str {
    label(lang, field).unwrap_or_default()
}

/// What a field is called.
fn label(lang: Lang, field: &str) -> Option<&'static str> {
    Some(match field {
        "email" => lang.pick("Email", "Email"),
        "nik" => "NIK",
        "telepon" => lang.pick("Nomor ponsel", "Mobile number"),
        "nama" => lang.pick("Nama lengkap", "Full name"),
        "alamat" => lang.pick("Alamat", "Address"),
        "tanggal_lahir" => lang.pick("Tanggal lahir", "Birth date"),
        "jenis_kelamin" => lang.pick("Jenis kelamin", "Gender"),
        "provinsi" => lang.pick("Provinsi", "Province"),
        "kabupaten" => lang.pick("Kabupaten atau kota", "Regency or city"),
        "kecamatan" => lang.pick("Kecamatan", "District"),
        "setuju" => lang.pick("Persetujuan", "Consent"),
        "password" => lang.pick("Password", "Password"),
        "password_lama" => lang.pick("Password lama", "Old password"),
        "password_baru" => lang.pick("Password baru", "New password"),
        "kode" => lang.pick("Kode", "Code"),
        "captcha" => lang.pick("Jawaban hitungan", "Answer to the sum"),
        "cara" => lang.pick("Cara masuk", "Way to sign in"),
        _ => return None,
    })
}

/// The codes that carry a number.
fn numbered(lang: Lang, field: &str, code: &str) -> Option<String> {
    let (head, Some(number)) = split_number(code) else { return None };
    Some(match (field, head, lang) {
        ("nik", "digits", Lang::Id) if number < 16 => format!("NIK baru {number} angka. Periksa lagi angka terakhir di e-KTP."),
        ("nik", "digits", Lang::En) if number < 16 => {
            format!("The NIK has only {number} digits. Check the last ones on your e-KTP.")
        }
        ("nik", "digits", Lang::Id) => format!("NIK berisi {number} angka, seharusnya 16. Hapus angka yang lebih."),
        ("nik", "digits", Lang::En) => format!("The NIK has {number} digits instead of 16. Remove the extra ones."),
        ("kode", "digits", Lang::Id) if number < 6 => format!("Kode baru {number} angka, seharusnya 6. Lihat lagi kodenya."),
        ("kode", "digits", Lang::En) if number < 6 => {
            format!("The code has only {number} of its 6 digits. Look at it again.")
        }
        ("kode", "digits", Lang::Id) => format!("Kode berisi {number} angka, seharusnya 6. Hapus angka yang lebih."),
        ("kode", "digits", Lang::En) => format!("The code has {number} digits instead of 6. Remove the extra ones."),
        ("kode", "wrong", _) if number == 0 => field_error(lang, field, "exhausted"),
        ("kode", "wrong", Lang::Id) => {
            format!("Kode tidak sama dengan yang kami kirim. Masih ada {number} percobaan. Pakai kode dari pesan terbaru.")
        }
        ("kode", "wrong", Lang::En) if number == 1 => {
            "This is not the code we sent. There is 1 try left. Use the code of the newest message.".to_owned()
        }
        ("kode", "wrong", Lang::En) => {
            format!("This is not the code we sent. There are {number} tries left. Use the code of the newest message.")
        }
        ("kode", "app_wrong", _) if number == 0 => field_error(lang, field, "app_exhausted"),
        ("kode", "app_wrong", Lang::Id) => {
            format!("Angka ini salah atau sudah terpakai. Tunggu angka berikutnya di aplikasi. Masih ada {number} percobaan.")
        }
        ("kode", "app_wrong", Lang::En) if number == 1 => {
            "This number is wrong or was used already. Wait for the next one in the app. There is 1 try left.".to_owned()
        }
        ("kode", "app_wrong", Lang::En) => {
            format!("This number is wrong or was used already. Wait for the next one in the app. There are {number} tries left.")
        }
        _ => return None,
    })
}

fn sentence(field: &str, code: &str) -> Option<Both> {
    match field {
        "email" => email(code),
        "nik" => nik(code),
        "telepon" => person::phone(code),
        "nama" => person::name(code),
        "alamat" => person::address(code),
        "tanggal_lahir" => person::birth_date(code),
        "jenis_kelamin" => person::gender(code),
        "provinsi" | "kabupaten" | "kecamatan" => person::region(field, code),
        "setuju" => person::consent(code),
        "password" | "password_baru" => password(code),
        "kode" => one_time_code(code),
        "captcha" => captcha(code),
        "cara" => way(code),
        _ => None,
    }
}

fn email(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi alamat email Anda.", "Enter your email address."),
        "too_long" => (
            "Alamat email terlalu panjang. Periksa apakah ada bagian yang terketik dua kali.",
            "The email address is too long. Check whether a part was typed twice.",
        ),
        "shape" => (
            "Alamat email belum lengkap atau salah ketik. Contohnya: nama@contoh.id.",
            "The email address is incomplete or mistyped. An example: nama@contoh.id.",
        ),
        "same" => ("Ini email Anda saat ini. Isi alamat yang baru.", "This is your present email. Enter the new one."),
        "has_account" => (
            "Email yang lama sudah menjadi email akun lain, jadi tidak bisa kembali dengan tombol ini. Hubungi kami lewat halaman Bantuan.",
            "The earlier email belongs to another account by now, so this button cannot bring it back. Contact us through the help page.",
        ),
        "space" => ("Alamat email tidak memakai spasi. Hapus spasinya.", "An email address has no spaces. Remove them."),
        _ => return None,
    })
}

fn nik(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi NIK, 16 angka di e-KTP Anda.", "Enter your NIK, the 16 digits on your e-KTP."),
        "letters" => (
            "NIK hanya berisi angka. Kalau ada huruf O, ganti dengan angka 0; huruf l ganti dengan angka 1.",
            "A NIK has digits only. Replace a letter O by the digit 0, and a letter l by the digit 1.",
        ),
        "date" => (
            "Angka ke-7 sampai ke-12 di NIK adalah tanggal lahir, dan tanggal ini tidak ada. Periksa lagi di e-KTP.",
            "Digits 7 to 12 of a NIK are a birth date, and this date does not exist. Check them on your e-KTP.",
        ),
        "serial" => (
            "Empat angka terakhir NIK tidak pernah 0000. Periksa lagi di e-KTP.",
            "The last four digits of a NIK are never 0000. Check them on your e-KTP.",
        ),
        "region" => (
            "Dua angka pertama NIK bukan kode provinsi. Periksa lagi di e-KTP.",
            "The first two digits of the NIK are no province code. Check them on your e-KTP.",
        ),
        "differs" => (
            "NIK ini berbeda dari NIK yang dipakai saat pendaftaran ini dimulai. Cocokkan 16 angkanya dengan e-KTP. Kalau waktu itu terketik NIK lain, daftar ulang dari awal.",
            "This is not the NIK with which this registration was begun. Compare all 16 digits with your e-KTP. If another one was typed then, register again from the start.",
        ),
        "registry_not_found" => (
            "NIK ini tidak ditemukan di data kependudukan. Cocokkan 16 angkanya dengan e-KTP. Kalau sudah sama, minta Dukcapil (telepon 1500537) mengaktifkannya, lalu coba lagi. Isian Anda kami simpan 7 hari.",
            "This NIK is not in the population registry. Compare all 16 digits with your e-KTP. If they agree, ask Dukcapil (call 1500537) to activate it, then try again. We keep what you typed for 7 days.",
        ),
        "registry_deceased" => (
            "Data kependudukan mencatat pemilik NIK ini sudah meninggal. Kalau ini NIK Anda, bawa e-KTP dan Kartu Keluarga ke Dukcapil untuk dibetulkan, lalu coba lagi. Isian Anda kami simpan 7 hari.",
            "The population registry says that the owner of this NIK has died. If it is yours, take your e-KTP and family card to Dukcapil to have this corrected, then try again. We keep what you typed for 7 days.",
        ),
        "nik_taken" => (
            "NIK ini sudah dipakai akun lain, dan satu NIK hanya untuk satu akun. Kalau itu akun Anda, masuk dengan email yang dulu atau buat password baru.",
            "This NIK belongs to another account, and each NIK has one account only. If it is yours, sign in with the earlier email or make a new password.",
        ),
        _ => return None,
    })
}

fn password(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi password.", "Enter a password."),
        "too_short" => (
            "Password kurang dari 10 karakter. Tambah beberapa kata atau angka.",
            "The password has fewer than 10 characters. Add a few words or digits.",
        ),
        "too_long" => ("Password paling banyak 256 karakter.", "A password has 256 characters at most."),
        "weak" => (
            "Password ini mudah ditebak. Coba tiga kata yang tidak berhubungan, dengan angka dan simbol.",
            "This password is easy to guess. Try three unrelated words, with numbers and symbols.",
        ),
        "personal" => (
            "Password memuat data diri Anda, jadi mudah ditebak. Coba tiga kata yang tidak berhubungan.",
            "The password holds something about you, so it is easy to guess. Try three unrelated words.",
        ),
        "wrong" | "mismatch" => (
            "Email atau password tidak cocok. Periksa huruf besar dan kecil.",
            "Email or password does not match. Check capital letters.",
        ),
        _ => return None,
    })
}

fn one_time_code(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi 6 angka kodenya.", "Enter the 6 digits of the code."),
        "shape" => ("Kode hanya berisi angka. Salin 6 angkanya saja.", "The code has digits only. Copy just its 6 digits."),
        "wrong" => (
            "Kode tidak sama dengan yang kami kirim. Pakai kode dari pesan terbaru.",
            "This is not the code we sent. Use the code of the newest message.",
        ),
        "dead" => (
            "Kode ini sudah tidak berlaku. Minta kode baru, isian Anda tetap ada.",
            "This code has expired. Ask for a new one; what you typed is kept.",
        ),
        "exhausted" => (
            "Kode ini sudah salah 5 kali, jadi tidak berlaku lagi. Minta kode baru, isian Anda tetap ada.",
            "This code was entered wrongly 5 times and no longer works. Ask for a new one; what you typed is kept.",
        ),
        "app_exhausted" => (
            "Sudah salah 5 kali. Minta kode dengan cara lain di bawah, atau mulai lagi dari halaman Masuk.",
            "Wrong 5 times. Get a code another way below, or start again from the sign-in page.",
        ),
        "app_dead" => (
            "Percobaan ini sudah selesai. Minta kode dengan cara lain di bawah, atau mulai lagi dari halaman Masuk.",
            "This attempt is over. Get a code another way below, or start again from the sign-in page.",
        ),
        "app_new" => (
            "Angka ini belum cocok. Pastikan kode QR atau teksnya dari halaman ini, lalu ketik angka yang sedang tampil di aplikasi.",
            "This number does not fit yet. Make sure that the QR code or the key is the one of this page, then type the number the app shows now.",
        ),
        _ => return None,
    })
}

fn way(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Pilih satu cara.", "Choose one way."),
        "closed" => (
            "Cara ini belum bisa dipakai. Verifikasi nomor ponsel atau pasang aplikasinya dulu.",
            "This way cannot be used yet. Verify your mobile number or set the app up first.",
        ),
        _ => return None,
    })
}

fn captcha(code: &str) -> Option<Both> {
    Some(match code {
        "missing" | "required" => (
            "Tunggu sampai pemeriksaan keamanan selesai, atau jawab hitungannya.",
            "Wait until the security check is done, or answer the sum.",
        ),
        "wrong" => (
            "Jawaban hitungannya belum tepat. Jawab hitungan yang baru dengan angka.",
            "The answer to the sum is not right. Answer the new sum in digits.",
        ),
        "expired" => (
            "Pemeriksaan keamanan sudah lebih dari 30 menit. Jawab hitungan yang baru, isian Anda tetap ada.",
            "The security check is more than 30 minutes old. Answer the new sum; what you typed is kept.",
        ),
        "used" => (
            "Pemeriksaan keamanan ini sudah terpakai. Jawab hitungan yang baru, isian Anda tetap ada.",
            "This security check was used already. Answer the new sum; what you typed is kept.",
        ),
        "extra" => (
            "Karena banyak percobaan, kami perlu satu hitungan lagi. Jawab hitungan yang baru.",
            "Because of many tries we need one more sum. Answer the new one.",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code that the parsers and the service give, by field.
    const CODES: &[(&str, &[&str])] = &[
        ("email", &["required", "too_long", "shape", "space", "has_account"]),
        (
            "nik",
            &[
                "required",
                "letters",
                "digits_1",
                "digits_15",
                "digits_17",
                "date",
                "serial",
                "region",
                "differs",
                "registry_not_found",
                "registry_deceased",
                "nik_taken",
            ],
        ),
        (
            "telepon",
            &[
                "required",
                "shape",
                "too_short",
                "too_long",
                "foreign",
                "premium",
                "shared_cost",
                "toll_free",
                "business",
                "landline",
                "not_mobile",
            ],
        ),
        ("nama", &["required", "too_long", "shape", "registry_name"]),
        ("alamat", &["required", "too_short", "too_long", "shape"]),
        (
            "tanggal_lahir",
            &["required", "shape", "impossible", "too_young", "too_old", "future", "nik_differs", "registry_birth_date"],
        ),
        ("jenis_kelamin", &["required", "shape", "nik_differs"]),
        ("provinsi", &["required", "unknown", "shape"]),
        ("kabupaten", &["required", "unknown", "shape"]),
        ("kecamatan", &["required", "unknown", "shape"]),
        ("setuju", &["required"]),
        ("password", &["required", "too_short", "too_long", "weak", "personal", "wrong", "mismatch"]),
        ("password_baru", &["required", "too_short", "too_long", "weak", "personal"]),
        (
            "kode",
            &[
                "required",
                "digits_5",
                "digits_7",
                "shape",
                "wrong_4",
                "wrong_1",
                "wrong_0",
                "wrong",
                "dead",
                "exhausted",
                "app_wrong_4",
                "app_wrong_1",
                "app_wrong_0",
                "app_dead",
                "app_exhausted",
                "app_new",
            ],
        ),
        ("cara", &["required", "closed"]),
        ("captcha", &["missing", "wrong", "expired", "used", "extra"]),
    ];

    #[test]
    fn every_code_has_its_own_sentence_in_both_languages() {
        for (field, codes) in CODES {
            for code in *codes {
                let [id, en] = Lang::ALL.map(|lang| {
                    let sentence = field_error(lang, field, code);
                    assert_ne!(sentence, other(lang, field), "{field} {code}");
                    assert!(sentence.ends_with('.') && !sentence.contains('!'), "{sentence}");
                    sentence
                });
                assert_ne!(id, en, "{field} {code}");
            }
        }
    }

    #[test]
    fn an_unknown_code_or_field_still_says_what_to_do() {
        for lang in Lang::ALL {
            for (field, _) in CODES {
                let sentence = field_error(lang, field, "unheard_of_7");
                assert_eq!(sentence, other(lang, field));
                assert!(sentence.contains(label(lang, field).unwrap()), "{sentence}");
            }
            assert!(!field_error(lang, "tantangan", "shape").is_empty());
        }
    }

    #[test]
    fn numbers_are_said() {
        assert_eq!(field_error(Lang::Id, "nik", "digits_15"), "NIK baru 15 angka. Periksa lagi angka terakhir di e-KTP.");
        assert!(field_error(Lang::En, "nik", "digits_18").contains("18 digits"));
        assert!(field_error(Lang::Id, "kode", "wrong_3").contains("3 percobaan"));
        assert_eq!(field_error(Lang::En, "kode", "wrong_0"), field_error(Lang::En, "kode", "exhausted"));
    }

    #[test]
    fn a_wrong_sign_in_tells_no_more_than_that() {
        assert_eq!(field_error(Lang::Id, "password", "wrong"), "Email atau password tidak cocok. Periksa huruf besar dan kecil.");
    }
}
