//! Every sentence of the dashboard: Indonesian first, English second.

use crate::account::model::{Identity, Mismatch};
use crate::home::model::Next;
use crate::kernel::instant::PartOfDay;
use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Dasbor", "Dashboard")
}

pub fn greeting(lang: Lang, part: PartOfDay, name: &str) -> String {
    let hello = match part {
        PartOfDay::Pagi => lang.pick("Selamat pagi", "Good morning"),
        PartOfDay::Siang => lang.pick("Selamat siang", "Good afternoon"),
        PartOfDay::Sore => lang.pick("Selamat sore", "Good afternoon"),
        PartOfDay::Malam => lang.pick("Selamat malam", "Good evening"),
    };
    if name.is_empty() { hello.to_owned() } else { format!("{hello}, {name}") }
}

/// Where the journey of four steps stands: registered, the wave comes next.
pub fn journey(lang: Lang) -> &'static str {
    lang.pick("Langkah 2 dari 4: Gelombang", "Step 2 of 4: Wave")
}

pub fn kicker(lang: Lang, next: Next) -> &'static str {
    match next {
        Next::Correct(_) => lang.pick("Perlu Anda lakukan", "For you to do"),
        Next::VerifyPhone => lang.pick("Langkah Anda berikutnya", "Your next step"),
        Next::Wait | Next::Ready => lang.pick("Tidak ada yang perlu Anda lakukan", "Nothing to do"),
    }
}

pub fn next_title(lang: Lang, next: Next) -> &'static str {
    match next {
        Next::Correct(Mismatch::Name) => lang.pick("Betulkan nama Anda di Dukcapil", "Have your name corrected at Dukcapil"),
        Next::Correct(Mismatch::BirthDate) => {
            lang.pick("Betulkan tanggal lahir Anda di Dukcapil", "Have your birth date corrected at Dukcapil")
        }
        Next::Correct(Mismatch::NikTaken) => lang.pick("Masuk dengan akun Anda yang pertama", "Sign in with your first account"),
        Next::Correct(Mismatch::NotFound) => lang.pick("Aktifkan NIK Anda di Dukcapil", "Have your NIK activated at Dukcapil"),
        Next::VerifyPhone => lang.pick("Verifikasi nomor ponsel Anda", "Verify your mobile number"),
        Next::Wait => lang.pick("NIK Anda sedang diperiksa", "Your NIK is being checked"),
        Next::Ready => lang.pick("Akun Anda sudah siap", "Your account is ready"),
    }
}

/// Reason, who acts, what happens then.
pub fn next_body(lang: Lang, next: Next) -> &'static str {
    match next {
        Next::Correct(Mismatch::Name) => lang.pick(
            "Nama di akun ini berbeda dengan data kependudukan, jadi NIK Anda belum terverifikasi. Bawa e-KTP, Kartu Keluarga, dan akta kelahiran ke Dukcapil, atau telepon 1500537. Salah ketik di sini? Ubah di Profil. Setelah dibetulkan, tekan Periksa ulang di sana.",
            "The name of this account differs from the population registry, so your NIK is not verified. Take your e-KTP, family card and birth certificate to Dukcapil, or call 1500537. Mistyped here? Change it in your profile. Once it is corrected, press Check again there.",
        ),
        Next::Correct(Mismatch::BirthDate) => lang.pick(
            "Tanggal lahir di akun ini berbeda dengan data kependudukan, jadi NIK Anda belum terverifikasi. Bawa e-KTP, Kartu Keluarga, dan akta kelahiran ke Dukcapil, atau telepon 1500537. Salah ketik di sini? Ubah di Profil. Setelah dibetulkan, tekan Periksa ulang di sana.",
            "The birth date of this account differs from the population registry, so your NIK is not verified. Take your e-KTP, family card and birth certificate to Dukcapil, or call 1500537. Mistyped here? Change it in your profile. Once it is corrected, press Check again there.",
        ),
        Next::Correct(Mismatch::NikTaken) => lang.pick(
            "NIK ini sudah terverifikasi di akun lain, dan satu NIK hanya untuk satu akun. Biasanya itu akun Anda sendiri dengan email yang lama; cari emailnya dengan NIK dan nama. Kalau Anda tidak pernah membuatnya, kabari kami.",
            "This NIK is verified for another account, and each NIK has one account only. Most often it is your own, with an older email; find it with your NIK and name. If you never opened it, tell us.",
        ),
        Next::Correct(Mismatch::NotFound) => lang.pick(
            "NIK di akun ini tidak ditemukan di data kependudukan, jadi belum terverifikasi. Bawa e-KTP dan Kartu Keluarga ke Dukcapil, atau telepon 1500537, dan minta NIK Anda diaktifkan di data pusat. Setelah itu, tekan Periksa ulang di Profil. NIK-nya salah ketik? Profil menyebut caranya.",
            "The NIK of this account is not in the population registry, so it is not verified. Take your e-KTP and family card to Dukcapil, or call 1500537, and ask them to activate your NIK in the central data. Then press Check again in your profile. Was the NIK mistyped? The profile says what to do.",
        ),
        Next::VerifyPhone => lang.pick(
            "Nomor Anda tersimpan tetapi belum terverifikasi, jadi kode dan kabar belum bisa dikirim lewat SMS. Kami kirim 6 angka ke nomor itu, dan Anda mengetiknya di sini. Sekitar 1 menit.",
            "Your number is stored but not verified, so codes and news cannot come by SMS yet. We send 6 digits to that number, and you type them here. It takes about a minute.",
        ),
        Next::Wait => lang.pick(
            "Data kependudukan belum menjawab. Kami memeriksa NIK Anda lagi secara otomatis, setidaknya setiap 6 jam, dan hasilnya muncul di halaman ini. Anda tidak perlu mendaftar ulang.",
            "The population registry has not answered yet. We check your NIK again by ourselves, at least every 6 hours, and the result appears on this page. You need not register again.",
        ),
        Next::Ready => lang.pick(
            "Gelombang berikutnya diumumkan di halaman ini oleh pengelola program. Tidak perlu berebut: urutan mendaftar tidak menentukan.",
            "The programme announces the next wave on this page. No need to rush: the order of joining does not matter.",
        ),
    }
}

/// The gold button, where there is something to do.
pub fn next_button(lang: Lang, next: Next) -> Option<&'static str> {
    match next {
        Next::Correct(Mismatch::NikTaken) => Some(lang.pick("Cari email akun itu", "Find its email")),
        Next::Correct(_) => Some(lang.pick("Buka Profil", "Open the profile")),
        Next::VerifyPhone => Some(lang.pick("Verifikasi nomor", "Verify the number")),
        Next::Wait | Next::Ready => None,
    }
}

pub fn account(lang: Lang) -> &'static str {
    lang.pick("Keadaan akun", "Your account")
}

pub fn my_account(lang: Lang) -> &'static str {
    lang.pick("Akun Saya", "My account")
}

/// The link of a line that leads to its page.
pub fn open(lang: Lang) -> &'static str {
    lang.pick("Buka", "Open")
}

pub fn email(lang: Lang) -> &'static str {
    lang.pick("Email", "Email")
}

pub fn phone(lang: Lang) -> &'static str {
    lang.pick("Nomor ponsel", "Mobile number")
}

pub fn identity(lang: Lang) -> &'static str {
    lang.pick("Identitas (NIK)", "Identity (NIK)")
}

pub fn verified(lang: Lang) -> &'static str {
    lang.pick("Terverifikasi", "Verified")
}

pub fn unverified(lang: Lang) -> &'static str {
    lang.pick("Belum terverifikasi", "Not verified")
}

pub fn checking(lang: Lang) -> &'static str {
    lang.pick("Sedang diperiksa", "Being checked")
}

pub fn email_reason(lang: Lang) -> &'static str {
    lang.pick("Kode masuk dan kabar penting dikirim ke sini.", "Sign-in codes and important news go here.")
}

pub fn phone_reason(lang: Lang, verified: bool) -> &'static str {
    if verified {
        lang.pick("Kode masuk juga bisa dikirim ke nomor ini.", "Sign-in codes can go to this number, too.")
    } else {
        lang.pick(
            "SMS hanya dikirim ke nomor yang terverifikasi. Buka untuk memverifikasinya.",
            "SMS only goes to a verified number. Open it to verify it.",
        )
    }
}

pub fn identity_reason(lang: Lang, identity: Identity) -> &'static str {
    match identity {
        Identity::Verified => lang.pick("Cocok dengan data kependudukan.", "Matches the population registry."),
        Identity::Pending => lang.pick(
            "Data kependudukan belum menjawab. Kami memeriksanya lagi secara otomatis, setidaknya setiap 6 jam. Tidak ada yang perlu Anda lakukan.",
            "The population registry has not answered. We check again by ourselves, at least every 6 hours. There is nothing for you to do.",
        ),
        Identity::Unverified(Mismatch::Name) => lang.pick(
            "Nama berbeda dengan data kependudukan. Dukcapil yang bisa membetulkannya.",
            "The name differs from the population registry. Dukcapil can correct it.",
        ),
        Identity::Unverified(Mismatch::BirthDate) => lang.pick(
            "Tanggal lahir berbeda dengan data kependudukan. Dukcapil yang bisa membetulkannya.",
            "The birth date differs from the population registry. Dukcapil can correct it.",
        ),
        Identity::Unverified(Mismatch::NikTaken) => lang.pick(
            "NIK ini terverifikasi di akun lain. Satu NIK hanya untuk satu akun.",
            "This NIK is verified for another account. Each NIK has one account only.",
        ),
        Identity::Unverified(Mismatch::NotFound) => lang.pick(
            "NIK tidak ditemukan di data kependudukan. Dukcapil yang bisa mengaktifkannya.",
            "The NIK is not in the population registry. Dukcapil can activate it.",
        ),
    }
}

/// A warning, not a refusal: clerical errors exist in the NIK, too. Bold first sentence, then the rest.
pub fn nik_differs(lang: Lang, birth_date: bool, gender: bool) -> Option<(&'static str, &'static str)> {
    let lead = match (birth_date, gender) {
        (false, false) => return None,
        (true, false) => lang.pick(
            "Tanggal lahir di dalam NIK berbeda dengan yang Anda isi.",
            "The birth date inside the NIK differs from the one you entered.",
        ),
        (false, true) => lang.pick(
            "Jenis kelamin di dalam NIK berbeda dengan yang Anda isi.",
            "The gender inside the NIK differs from the one you entered.",
        ),
        (true, true) => lang.pick(
            "Tanggal lahir dan jenis kelamin di dalam NIK berbeda dengan yang Anda isi.",
            "Birth date and gender inside the NIK differ from what you entered.",
        ),
    };
    let rest = lang.pick(
        "Ini hanya pengingat, akun Anda tetap jalan. Cocokkan dengan e-KTP; kalau ada yang keliru, lihat caranya di Profil.",
        "This is only a reminder, your account works. Compare with your e-KTP; if something is wrong, the profile says how it is corrected.",
    );
    Some((lead, rest))
}

pub fn sign_ins(lang: Lang) -> &'static str {
    lang.pick("Terakhir masuk", "Last sign-ins")
}

pub fn this_device(lang: Lang) -> &'static str {
    lang.pick("perangkat ini", "this device")
}

pub fn not_me(lang: Lang) -> &'static str {
    lang.pick("Ada yang bukan Anda?", "Is one of these not you?")
}

/// Link, then the rest of the sentence.
pub fn to_history(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Lihat riwayat keamanan", " dan tekan \u{201c}Ini bukan saya\u{201d} di sana."),
        Lang::En => ("See the security history", " and press \u{201c}This was not me\u{201d} there."),
    }
}

pub fn sign_out(lang: Lang) -> &'static str {
    lang.pick("Keluar", "Sign out")
}

pub fn signing_out(lang: Lang) -> &'static str {
    lang.pick("Mengeluarkan…", "Signing out…")
}

pub fn sign_out_note(lang: Lang) -> &'static str {
    lang.pick("Di ponsel bersama, selalu keluar setelah selesai.", "On a shared phone, always sign out when you are done.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEXT: [Next; 7] = [
        Next::Correct(Mismatch::Name),
        Next::Correct(Mismatch::BirthDate),
        Next::Correct(Mismatch::NikTaken),
        Next::Correct(Mismatch::NotFound),
        Next::VerifyPhone,
        Next::Wait,
        Next::Ready,
    ];

    #[test]
    fn every_next_step_says_what_why_and_who() {
        for lang in Lang::ALL {
            let bodies: std::collections::BTreeSet<_> = NEXT.iter().map(|next| next_body(lang, *next)).collect();
            assert_eq!(bodies.len(), NEXT.len());
            for next in NEXT {
                assert!(!next_title(lang, next).is_empty() && !next_body(lang, next).contains('!'));
                assert_eq!(next_button(lang, next).is_some(), matches!(next, Next::Correct(_) | Next::VerifyPhone));
            }
        }
    }

    #[test]
    fn a_differing_nik_is_named_and_an_equal_one_is_not_mentioned() {
        for lang in Lang::ALL {
            assert_eq!(nik_differs(lang, false, false), None);
            let leads: std::collections::BTreeSet<_> = [(true, false), (false, true), (true, true)]
                .into_iter()
                .map(|(date, gender)| nik_differs(lang, date, gender))
                .collect();
            assert_eq!(leads.len(), 3);
        }
    }

    #[test]
    fn the_greeting_follows_the_day_and_bears_a_missing_name() {
        assert_eq!(greeting(Lang::Id, PartOfDay::Pagi, "Sari"), "Selamat pagi, Sari");
        assert_eq!(greeting(Lang::En, PartOfDay::Malam, "Sari"), "Good evening, Sari");
        assert_eq!(greeting(Lang::Id, PartOfDay::Sore, ""), "Selamat sore");
    }
}
