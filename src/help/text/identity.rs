//! Answers on the NIK and the e-KTP.

use crate::help::model::Block::{Go, List, Steps, Text};
use crate::help::model::Question;
use crate::kernel::route::Route;

pub const NIK: &[Question] = &[
    Question {
        ask: ("NIK langsung ditolak saat diisi", "The NIK is refused as soon as I enter it"),
        answer: &[
            List(&[
                (
                    "NIK terdiri dari 16 angka. Salin dari e-KTP, bukan dari ingatan.",
                    "A NIK has 16 digits. Copy it from the e-KTP, not from memory.",
                ),
                (
                    "Angka 7–12 adalah tanggal lahir. Untuk perempuan, tanggalnya ditambah 40: lahir tanggal 5 ditulis 45.",
                    "Digits 7–12 are the birth date. For women 40 is added to the day: the 5th is written 45.",
                ),
                ("Huruf O bukan angka 0, dan huruf l bukan angka 1.", "The letter O is not the digit 0, and l is not 1."),
            ]),
            Text((
                "Kalau angka tanggal di NIK berbeda dengan tanggal lahir Anda, kami hanya mengingatkan. Data kependudukan yang menentukan.",
                "If the date inside the NIK differs from your birth date, we only point it out. The population registry decides.",
            )),
        ],
    },
    Question {
        ask: ("NIK tidak ditemukan", "The NIK is not found"),
        answer: &[
            Text((
                "Artinya NIK itu belum tercatat atau belum aktif di data kependudukan. Isian Anda tetap kami simpan 7 hari.",
                "The NIK is not recorded or not active in the population registry. We keep what you typed for 7 days.",
            )),
            Steps(&[
                ("Periksa lagi 16 angkanya dengan e-KTP.", "Compare all 16 digits with your e-KTP."),
                (
                    "Kalau sudah sama, datang ke kantor Dukcapil kabupaten atau kota Anda, atau telepon 1500537. Bawa e-KTP dan Kartu Keluarga, dan minta NIK Anda diaktifkan di data pusat.",
                    "If they agree, go to the Dukcapil office of your regency or city, or call 1500537. Take your e-KTP and family card (Kartu Keluarga) and ask them to activate your NIK in the central data.",
                ),
                (
                    "Tanyakan kapan perubahan itu selesai, lalu coba lagi di sini.",
                    "Ask when the change will be done, then try again here.",
                ),
            ]),
        ],
    },
    Question {
        ask: ("Nama atau tanggal lahir berbeda dengan data kependudukan", "My name or birth date differs from the registry"),
        answer: &[
            Text((
                "Halaman menyebut isian mana yang berbeda. Tulis nama persis seperti di e-KTP, tanpa gelar dan tanpa singkatan.",
                "The page names the field that differs. Write your name exactly as on the e-KTP, without titles or abbreviations.",
            )),
            Text((
                "Isian Anda sudah sama dengan e-KTP? Kirim sekali lagi tanpa mengubahnya. Akun Anda aktif, tetapi NIK-nya belum terverifikasi. Dasbor menjelaskan apa yang kurang, dan di Profil Anda bisa membetulkan salah ketik.",
                "Does it already match your e-KTP? Send it once more unchanged. Your account becomes active with an unverified NIK. The dashboard explains what is missing, and a slip of the pen can be mended in the profile.",
            )),
            Text((
                "Yang bisa membetulkan data kependudukan adalah Dukcapil. Bawa e-KTP, Kartu Keluarga, dan akta kelahiran. Setelah itu, buka *Profil* dan tekan *Periksa ulang*.",
                "Only Dukcapil can correct the registry's data. Take your e-KTP, family card and birth certificate. Then open *Profile* and press *Check again*.",
            )),
        ],
    },
    Question {
        ask: ("NIK saya sudah dipakai akun lain", "My NIK is used by another account"),
        answer: &[
            Text((
                "Satu NIK hanya untuk satu akun. Paling sering, itu akun Anda sendiri dengan email lama. Masuk dengan email itu, atau buat password baru.",
                "One NIK, one account. Most often it is your own account with an older email. Sign in with that email, or make a new password.",
            )),
            Text((
                "Kalau Anda tidak pernah mendaftar, mungkin orang lain memakai NIK Anda. Hubungi kami lewat alamat di bawah. Jangan membayar siapa pun yang menawarkan bantuan.",
                "If you never registered, somebody may have used your NIK. Write to us at the address below. Pay nobody who offers to help.",
            )),
            Go(Route::ForgotEmail, "", ("Cari email akun itu", "Find the email of that account")),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
    Question {
        ask: ("Data kependudukan sedang tidak bisa diperiksa", "The registry cannot be reached just now"),
        answer: &[Text((
            "Anda tidak perlu mengulang. Akun Anda tetap aktif, dan kami memeriksa NIK-nya sendiri begitu layanan itu pulih. Hasilnya tampil di dasbor.",
            "You need not start again. Your account is active, and we check the NIK by ourselves once that service is back. The result appears on your dashboard.",
        ))],
    },
    Question {
        ask: ("Saya pindah alamat. Apakah NIK saya berubah?", "I have moved. Does my NIK change?"),
        answer: &[Text((
            "Tidak. NIK tetap sama seumur hidup, dan angka depannya menunjuk tempat Anda pertama kali dicatat. Isi alamat tempat Anda tinggal sekarang.",
            "No. The NIK stays for life, and its first digits name the place where you were first recorded. Enter the address where you live now.",
        ))],
    },
];
