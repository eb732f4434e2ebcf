//! Answers on what is changed inside the account: number, address, devices.

use crate::help::model::Block::{Go, List, Steps, Text};
use crate::help::model::Question;
use crate::kernel::route::Route;

pub const ACCOUNT: &[Question] = &[
    Question {
        ask: ("Bagaimana cara Ganti Nomor Telepon?", "How do I change my phone number?"),
        answer: &[
            Steps(&[
                (
                    "Masuk, buka *Akun Saya*, lalu *Ubah* di sebelah nomor ponsel.",
                    "Sign in, open *My account*, then *Change* beside the mobile number.",
                ),
                (
                    "Isi nomor baru dan tekan *Kirim kode*. Kalau sudah lama masuk, password dan kode diminta sekali lagi; sesudahnya tekan *Kirim kode* lagi.",
                    "Enter the new number and press *Send the code*. If you signed in a while ago, password and code are asked for once more; then press *Send the code* again.",
                ),
                (
                    "Ketik 6 angka dari SMS di nomor baru. Sampai saat itu nomor lama tetap berlaku.",
                    "Type the 6 digits of the SMS at the new number. Until then the old number stays valid.",
                ),
            ]),
            Text((
                "Yang bisa dipakai hanya nomor ponsel Indonesia, dan satu nomor hanya bisa diverifikasi untuk satu akun. Nomor lama, nomor baru, dan email Anda diberi tahu. Ganti sebelum nomor lama hangus, karena nomor yang hangus bisa dipakai orang lain.",
                "Only an Indonesian mobile number will do, and a number can be verified for one account only. The old number, the new one and your email are told. Change it before the old number lapses, because a lapsed number can be given to somebody else.",
            )),
        ],
    },
    Question {
        ask: ("Bagaimana cara mengganti email?", "How do I change my email?"),
        answer: &[
            Steps(&[
                (
                    "Masuk, buka *Akun Saya*, lalu *Ubah* di sebelah email.",
                    "Sign in, open *My account*, then *Change* beside the email.",
                ),
                (
                    "Isi alamat baru dan tekan *Kirim kode*. Kalau diminta, konfirmasi dengan password dan kode, lalu tekan *Kirim kode* lagi.",
                    "Enter the new address and press *Send the code*. If asked to, confirm with password and code, then press *Send the code* again.",
                ),
                (
                    "Ketik 6 angka yang datang di alamat baru. Sampai saat itu alamat lama tetap berlaku.",
                    "Type the 6 digits that come to the new address. Until then the old one stays valid.",
                ),
            ]),
            Text((
                "Setelah diganti, perangkat lain dikeluarkan. Alamat lama menerima tautan untuk membatalkannya selama 10 hari, supaya email Anda tidak bisa diambil diam-diam.",
                "Once it is changed, other devices are signed out. The old address gets a link to undo it for 10 days, so that nobody can take your email in secret.",
            )),
            Text((
                "Penggantian hanya bisa diselesaikan di browser yang memulainya, dalam 30 menit. Kalau Anda keluar di tengah jalan, mulai lagi.",
                "A change can only be finished in the browser that began it, within 30 minutes. If you sign out halfway, start again.",
            )),
        ],
    },
    Question {
        ask: ("Perangkat apa saja yang masuk ke akun saya?", "Which devices are signed in to my account?"),
        answer: &[Text((
            "Buka *Akun Saya*, lalu *Perangkat*: di sana ada jenis perangkat, kapan terakhir dipakai, dan awal alamat jaringannya. Tekan *Keluarkan* untuk satu perangkat, atau *Keluarkan semua yang lain*. Akun bisa dibuka di 5 perangkat sekaligus; yang paling lama dikeluarkan sendiri.",
            "Open *My account*, then *Devices*: it shows the kind of device, when it was last used and the beginning of its network address. Press *Sign out* for one device, or *Sign out all others*. An account can be open on 5 devices at once; the oldest is signed out by itself.",
        ))],
    },
    Question {
        ask: ("Ada yang bukan saya. Apa yang dilakukan “Ini bukan saya”?", "Something was not me. What does “This was not me” do?"),
        answer: &[
            Text((
                "Tautannya ada di email kami tentang perangkat baru atau perubahan, dan berlaku 10 hari. Di *Akun Saya*, *Riwayat keamanan*, tautan yang sama ada di setiap kejadian yang bukan dari petugas atau portal.",
                "The link is in our mails about a new device or a change, and works for 10 days. In *My account*, *Security history*, it stands at each event that was not by our staff or the portal.",
            )),
            List(&[
                ("Semua perangkat langsung dikeluarkan.", "All devices are signed out at once."),
                ("Tidak ada lagi perangkat tepercaya.", "No device is trusted any more."),
                (
                    "Yang diubah oleh kejadian itu ditarik kembali: aplikasi autentikator dilepas, nomor ponsel tidak lagi terverifikasi, atau email kembali ke alamat sebelumnya.",
                    "What that event changed is taken back: the authenticator app comes off, the mobile number is no longer verified, or the email is the one before again.",
                ),
                (
                    "Tautan untuk membuat password baru dikirim ke email akun (ke alamat yang lama, kalau email ikut dikembalikan).",
                    "A link to choose a new password goes to the account's email (to the old address, if the email goes back).",
                ),
            ]),
            Text((
                "Ternyata memang Anda? Tutup halamannya; membuka tautan saja tidak mengubah apa-apa.",
                "Was it you after all? Close the page; opening the link alone changes nothing.",
            )),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
];
