//! Answers on removing the account.

use crate::help::model::Block::{Go, List, Steps, Text};
use crate::help::model::Question;
use crate::kernel::route::Route;

pub const LEAVE: &[Question] = &[
    Question {
        ask: ("Bagaimana cara menghapus akun?", "How do I remove my account?"),
        answer: &[
            Steps(&[
                (
                    "Masuk, lalu buka *Akun Saya*. Tekan *Hapus Akun* di bawah.",
                    "Sign in and open *My account*. Press *Remove account* at the bottom.",
                ),
                (
                    "Masukkan password dan kode sekali lagi, baca apa yang dihapus dan apa yang tetap ada, lalu ketik HAPUS.",
                    "Enter your password and a code once more, read what goes and what stays, then type HAPUS.",
                ),
                (
                    "Tekan *Hapus Akun*. Semua perangkat langsung keluar, dan kami mengirim email dengan tautan pembatalan.",
                    "Press *Remove account*. Every device is signed out at once, and we send you a mail with a link to cancel.",
                ),
            ]),
            Text((
                "Datanya terhapus setelah 24 jam, paling lambat 72 jam setelah diminta. Kami mengirim satu kabar saat selesai.",
                "The data is erased after 24 hours, at most 72 hours after you asked. We send word once it is done.",
            )),
        ],
    },
    Question {
        ask: ("Saya berubah pikiran, atau bukan saya yang meminta", "I changed my mind, or it was not me who asked"),
        answer: &[
            Text((
                "Buka email kami “Akun Anda akan dihapus” dan tekan *Batalkan penghapusan* dalam 24 jam. Anda tidak perlu masuk untuk itu. Setelah dibatalkan, masuk seperti biasa; tidak ada yang terhapus.",
                "Open our mail “Your account will be removed” and press *Cancel the removal* within 24 hours. You need not sign in for that. Once it is cancelled, sign in as usual; nothing was erased.",
            )),
            Text((
                "Bukan Anda yang meminta? Batalkan, lalu buat password baru: seseorang tahu password Anda dan bisa membuka email atau SMS Anda.",
                "It was not you? Cancel, then make a new password: somebody knows yours and can open your mail or SMS.",
            )),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
    Question {
        ask: ("Apa yang tetap disimpan setelah akun dihapus?", "What is kept after the removal?"),
        answer: &[
            List(&[
                (
                    "Catatan uang, dengan nomor acak sebagai nama samaran, karena pembukuan negara harus utuh.",
                    "Money records under a random number as pseudonym, because the public books must stay whole.",
                ),
                (
                    "Sidik NIK, hanya kalau Anda pernah menerima bantuan, supaya bantuan tetap satu kali untuk setiap orang.",
                    "A fingerprint of your NIK, only if you ever received a grant, so that there is one grant for each person.",
                ),
                (
                    "Catatan bahwa penghapusan terjadi: nomor acak akun dan waktunya.",
                    "The record that the removal took place: the account's random number and the times.",
                ),
                ("Catatan pemeriksaan, tanpa data pribadi.", "The audit record, without personal data."),
            ]),
            Go(Route::Privacy, "#lama", ("Baca berapa lama data disimpan", "Read how long data is kept")),
        ],
    },
    Question {
        ask: ("Bolehkah saya mendaftar lagi nanti?", "May I register again later?"),
        answer: &[Text((
            "Boleh, dengan email dan NIK yang sama, setelah datanya terhapus. Sebelum itu keduanya masih tercatat dan pendaftaran ditolak.",
            "Yes, with the same email and NIK, once the data is erased. Until then both are still on record and registration is refused.",
        ))],
    },
];
