//! Every sentence of the landing page: Indonesian first, English second. The amounts and conditions come from the programme.

pub mod dashboard;
pub mod notices;

use crate::kernel::lang::Lang;

pub fn title(lang: Lang) -> &'static str {
    lang.pick("Pelatihan, insentif, dan lowongan kerja", "Courses, an incentive and jobs")
}

pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Ikut pelatihan, terima insentif, temukan kerja.", "Take a course, get support, find work.")
}

/// The sentence below the heading, with the amounts as the page's language writes them.
pub fn lead(lang: Lang, balance: &str, monthly: &str, months: u8) -> String {
    match lang {
        Lang::Id => format!(
            "Kartu Prakerja memberi pencari kerja saldo pelatihan {balance} dan insentif {monthly} per bulan selama {months} bulan. Tidak dipungut biaya."
        ),
        Lang::En => format!(
            "Kartu Prakerja gives people who look for work a training balance of {balance} and {monthly} a month for {months} months. It is free of charge."
        ),
    }
}

pub fn register(lang: Lang) -> &'static str {
    lang.pick("Daftar", "Register")
}

pub fn dashboard(lang: Lang) -> &'static str {
    lang.pick("Buka Dasbor", "Open the dashboard")
}

pub fn who_may_join(lang: Lang) -> &'static str {
    lang.pick("Siapa yang boleh ikut", "Who may join")
}

pub fn steps_heading(lang: Lang) -> &'static str {
    lang.pick("Empat langkah sampai bekerja", "Four steps to work")
}

/// The four steps: title, note of at most four words.
pub fn steps(lang: Lang) -> [(&'static str, &'static str); 4] {
    match lang {
        Lang::Id => [
            ("Daftar", "Siapkan NIK dan email"),
            ("Gelombang", "Ikut undian terbuka"),
            ("Belajar", "Pilih pelatihan Anda"),
            ("Bekerja", "Insentif dan lowongan"),
        ],
        Lang::En => [
            ("Register", "NIK and email ready"),
            ("Wave", "Join the open draw"),
            ("Learn", "Choose your courses"),
            ("Work", "Incentive and jobs"),
        ],
    }
}

pub fn start_heading(lang: Lang) -> &'static str {
    lang.pick("Sebelum mulai", "Before you start")
}

pub fn registering_heading(lang: Lang) -> &'static str {
    lang.pick("Mendaftar dalam 3 langkah", "Registering takes 3 steps")
}

/// How registering goes: title, what is done.
pub fn registering(lang: Lang) -> [(&'static str, &'static str); 3] {
    match lang {
        Lang::Id => [
            ("Buat akun.", "Isi email, NIK, dan password."),
            ("Verifikasi email.", "Ketik 6 angka yang kami kirim."),
            ("Isi data diri.", "Nama, tanggal lahir, alamat, dan nomor ponsel."),
        ],
        Lang::En => [
            ("Make an account.", "Enter your email, NIK and a password."),
            ("Verify your email.", "Type the 6 digits we send you."),
            ("Enter your details.", "Name, birth date, address and phone number."),
        ],
    }
}

pub fn draft_is_kept(lang: Lang) -> &'static str {
    lang.pick(
        "Sekitar 10 menit. Isian tersimpan 7 hari kalau Anda berhenti di tengah.",
        "About 10 minutes. If you stop halfway, what you typed is kept for 7 days.",
    )
}

pub fn prepare_heading(lang: Lang) -> &'static str {
    lang.pick("Siapkan ini", "Have these ready")
}

/// What to have at hand: e-KTP, email, phone.
pub fn prepare(lang: Lang) -> [(&'static str, &'static str); 3] {
    match lang {
        Lang::Id => [
            ("e-KTP", "NIK, nama, dan tanggal lahir disalin persis."),
            ("Email milik Anda", "Yang bisa Anda buka sekarang, untuk menerima kode."),
            ("Nomor ponsel aktif", "Bukan nomor kantor atau nomor internet."),
        ],
        Lang::En => [
            ("Your e-KTP", "Copy NIK, name and birth date exactly."),
            ("An email of your own", "One you can open now, to receive the code."),
            ("A working mobile number", "No office line and no internet number."),
        ],
    }
}

pub fn draw_heading(lang: Lang) -> &'static str {
    lang.pick("Tidak perlu berebut", "No need to rush")
}

/// How participants are chosen, one thought each.
pub fn draw(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Id => [
            "Peserta dipilih lewat undian setelah gelombang ditutup. Urutan mendaftar tidak menentukan.",
            "Aturan undian diumumkan sebelumnya, dan hasilnya bisa dihitung ulang oleh siapa pun.",
            "Belum terpilih? Akun Anda tetap ada untuk gelombang berikutnya.",
        ],
        Lang::En => [
            "Participants are drawn after a wave has closed. The order of joining does not matter.",
            "The rules of the draw are published before, and anyone can recompute its result.",
            "Not selected? Your account is kept for the next wave.",
        ],
    }
}

/// The warning about fraud: bold sentence, the rest, the link.
pub fn fraud(lang: Lang) -> (&'static str, &'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Ada yang mengaku petugas?",
            "Kami tidak pernah meminta kode OTP, password, PIN, atau uang. Jangan beri tahu siapa pun kode Anda.",
            "Kenali penipuan",
        ),
        Lang::En => (
            "Somebody claims to be our staff?",
            "We never ask for a code, a password, a PIN or money. Tell nobody your code.",
            "Recognise fraud",
        ),
    }
}

/// Advice for shared phones and small data plans: bold sentence, the rest, two links.
pub fn advice(lang: Lang) -> (&'static str, &'static str, &'static str, &'static str) {
    match lang {
        Lang::Id => (
            "Ponsel dipakai bersama, atau kuota tipis?",
            "Tekan Keluar setelah selesai, dan jangan simpan password di ponsel itu. Mode hemat data mengirim teks saja, dan semua tetap bisa dilakukan.",
            "Ponsel bersama",
            "Hemat data",
        ),
        Lang::En => (
            "A shared phone, or little data left?",
            "Sign out when you are done, and do not save the password on that phone. Data saving mode sends text only, and everything still works.",
            "Shared phone",
            "Saving data",
        ),
    }
}
