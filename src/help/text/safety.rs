//! Answers on shared phones, saving data, spam and fraud.

use crate::help::model::Block::{Go, List, Steps, Text};
use crate::help::model::Question;
use crate::kernel::route::Route;

pub const SHARED_PHONE: &[Question] = &[
    Question {
        ask: ("Apakah aman memakai ponsel bersama?", "Is a shared phone safe?"),
        answer: &[
            Text(("Aman, kalau Anda melakukan empat hal ini:", "Yes, if you do these four things:")),
            Steps(&[
                ("Jangan centang *Percayai perangkat ini*.", "Leave *Trust this device* unticked."),
                ("Tolak tawaran browser untuk menyimpan password.", "Refuse when the browser offers to save the password."),
                ("Tekan *Keluar* setelah selesai.", "Press *Sign out* when you are done."),
                (
                    "Keluar juga dari email Anda, karena kode dikirim ke sana.",
                    "Sign out of your email too, because the codes go there.",
                ),
            ]),
        ],
    },
    Question {
        ask: ("Apa arti “Percayai perangkat ini”?", "What does “Trust this device” mean?"),
        answer: &[Text((
            "Selama 30 hari, perangkat itu masuk dengan password saja, tanpa kode. Centang hanya di ponsel milik Anda sendiri. Kepercayaan dicabut dari semua perangkat kalau password diatur ulang.",
            "For 30 days that device signs in with the password alone, without a code. Tick it only on a phone of your own. A password reset removes the trust from every device.",
        ))],
    },
    Question {
        ask: ("Saya lupa keluar dari ponsel orang lain", "I forgot to sign out on somebody else's phone"),
        answer: &[
            Text((
                "Akun ditutup sendiri setelah 15 menit tidak dipakai. Supaya tertutup sekarang juga, masuk di ponsel Anda, buka *Akun Saya*, *Perangkat*, lalu tekan *Keluarkan* di sebelah ponsel itu. Kepercayaannya ikut dicabut.",
                "The account closes after 15 minutes without use. To close it now, sign in on your own phone, open *My account*, *Devices*, and press *Sign out* beside that phone. It is no longer trusted then, either.",
            )),
            Text((
                "Password tersimpan di ponsel itu, atau ada yang melihatnya? Buat password baru: semua perangkat dikeluarkan.",
                "Was the password saved on that phone, or seen by somebody? Make a new one: all devices are signed out.",
            )),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
    Question {
        ask: ("Bolehkah satu keluarga memakai satu email atau satu nomor?", "May a family share one email or one number?"),
        answer: &[Text((
            "Email tidak bisa: setiap akun perlu email sendiri, karena kode dan tautan dikirim ke sana. Nomor ponsel yang sama boleh ditulis saat mendaftar, tetapi hanya bisa diverifikasi untuk satu akun; yang lain menerima kodenya lewat email atau aplikasi autentikator. Setiap orang mendaftar dengan NIK-nya sendiri.",
            "Not the email: each account needs its own, because codes and links go there. The same phone number may be written when registering, but it can be verified for one account only; the others get their codes by email or from an authenticator app. Everyone registers with their own NIK.",
        ))],
    },
];

pub const SAVE_DATA: &[Question] = &[
    Question {
        ask: ("Apa itu mode hemat data?", "What is data saving mode?"),
        answer: &[
            Text((
                "Dalam mode ini portal hanya mengirim teks halaman. Program tambahan yang membuat halaman lebih lincah, sekitar 200 KB, tidak dikirim. Semua hal tetap bisa Anda lakukan.",
                "In this mode the portal sends only the text of a page. The extra program that makes pages livelier, about 200 KB, is not sent. Everything still works.",
            )),
            Text((
                "Pilihan ini diingat 1 tahun di browser ini. Kalau penghemat data di browser Anda sudah menyala, mode ini ikut menyala sendiri.",
                "This browser remembers the choice for 1 year. If your browser's own data saver is on, this mode is on by itself.",
            )),
            Go(Route::Help, "?hemat=1#hemat-data", ("Nyalakan hemat data", "Turn data saving on")),
            Go(Route::Help, "?hemat=0#hemat-data", ("Matikan hemat data", "Turn data saving off")),
        ],
    },
    Question {
        ask: ("Apa bedanya saat mengisi formulir?", "What is different when I fill in a form?"),
        answer: &[Text((
            "Isian diperiksa setelah Anda menekan tombol, bukan sambil mengetik. Kalau ada yang keliru, halaman yang sama terbuka lagi dengan isian Anda, kecuali password dan kode.",
            "Fields are checked after you press the button, not while you type. If something is wrong, the same page opens again with what you typed, except passwords and codes.",
        ))],
    },
    Question {
        ask: ("Sinyal putus saat saya menekan tombol", "The signal dropped when I pressed the button"),
        answer: &[Text((
            "Tunggu sampai ada sinyal, lalu tekan tombolnya lagi. Mengirim pendaftaran dua kali tidak membuat dua akun.",
            "Wait for a signal, then press the button again. Sending a registration twice does not make two accounts.",
        ))],
    },
];

pub const FRAUD: &[Question] = &[
    Question {
        ask: ("Apa yang tidak pernah diminta petugas kami?", "What do our staff never ask for?"),
        answer: &[
            List(&[
                ("Kode 6 angka, lewat telepon, pesan, atau tatap muka.", "The 6-digit code, by phone, message or in person."),
                ("Password Anda, atau PIN e-wallet.", "Your password, or an e-wallet PIN."),
                (
                    "Uang: tidak ada biaya daftar, biaya admin, atau potongan.",
                    "Money: there is no fee for registering, no admin charge, no cut.",
                ),
                ("Foto e-KTP atau wajah lewat chat.", "A photo of your e-KTP or face by chat."),
                ("Memasang aplikasi dari berkas atau tautan.", "Installing an app from a file or a link."),
            ]),
            Text((
                "Siapa pun yang memintanya bukan petugas kami, juga kalau ia tahu nama dan NIK Anda.",
                "Whoever asks for these is not our staff, even if they know your name and NIK.",
            )),
        ],
    },
    Question {
        ask: ("Bagaimana mengenali pesan palsu?", "How do I recognise a fake message?"),
        answer: &[List(&[
            (
                "Pengirimnya lain dari yang tertulis di halaman kode, misalnya ada huruf tambahan.",
                "The sender differs from the one named on the code page, for instance by an extra letter.",
            ),
            (
                "Anda didesak atau ditakuti: “hari ini juga”, “akun akan dihapus”.",
                "It hurries or scares you: “today only”, “your account will be deleted”.",
            ),
            ("Ia meminta kode, password, uang, atau data pribadi.", "It asks for a code, a password, money or personal data."),
            ("Ada lampiran, aplikasi, atau tautan yang disingkat.", "It has an attachment, an app or a shortened link."),
            ("Judulnya aneh, atau banyak salah tulis.", "The subject is odd, or there are many spelling mistakes."),
        ])],
    },
    Question {
        ask: ("Amankah tautan di email ini?", "Is the link in this mail safe?"),
        answer: &[Text((
            "Tautan kami selalu menuju alamat yang sama dengan halaman ini. Lihat baris alamat browser sebelum mengetik apa pun. Ragu? Jangan tekan tautannya. Ketik sendiri alamat portal, lalu *Masuk* dari sana.",
            "Our links always lead to the same address as this page. Look at the browser's address line before you type anything. In doubt, leave the link alone: type the portal's address yourself and sign in from there.",
        ))],
    },
    Question {
        ask: ("Saya terlanjur memberi kode atau password", "I have already given away a code or password"),
        answer: &[
            Steps(&[
                (
                    "Buat password baru sekarang. Semua perangkat langsung keluar dari akun Anda.",
                    "Make a new password now. Every device is signed out of your account at once.",
                ),
                (
                    "Ganti juga password email Anda, apalagi kalau sama.",
                    "Change the password of your email too, above all if it was the same.",
                ),
                (
                    "Kalau PIN e-wallet atau uang ikut terkirim, telepon penyedia e-wallet atau bank Anda, lalu lapor polisi.",
                    "If an e-wallet PIN or money went too, call your e-wallet provider or bank, then report it to the police.",
                ),
                ("Tulis kepada kami apa yang terjadi, dan kapan.", "Write to us what happened, and when."),
            ]),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
    Question {
        ask: ("Ada yang menjanjikan pasti lolos", "Somebody promises that I will be selected"),
        answer: &[Text((
            "Itu tidak mungkin. Peserta dipilih lewat undian setelah gelombang ditutup, dan urutan mendaftar tidak menentukan. Kalau Anda menyerahkan NIK, email, dan password kepada perantara, akun itu menjadi miliknya.",
            "That is not possible. Participants are drawn after a wave has closed, and the order of joining does not matter. If you hand your NIK, email and password to an agent, the account is theirs.",
        ))],
    },
    Question {
        ask: ("Bagaimana mengurangi email sampah?", "How do I get less spam?"),
        answer: &[List(&[
            (
                "Jangan membalas, juga tidak untuk berhenti berlangganan. Balasan memberi tahu bahwa alamat Anda aktif.",
                "Do not reply, not even to unsubscribe. A reply tells them that your address is in use.",
            ),
            (
                "Tandai sebagai spam dan nyalakan penyaring spam. Penyedia email belajar dari tanda Anda.",
                "Mark it as spam and keep the spam filter on. Your mail provider learns from your marks.",
            ),
            ("Jangan buka lampiran dari pengirim yang tidak Anda kenal.", "Do not open attachments from senders you do not know."),
            (
                "Hapus pesan lama secara berkala, supaya kotak tidak penuh dan kode kami bisa masuk.",
                "Delete old mail now and then, so the box does not fill up and our codes can come in.",
            ),
        ])],
    },
];
