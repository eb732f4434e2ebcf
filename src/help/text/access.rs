//! Answers on registering, signing in, codes and a new password.

use crate::help::model::Block::{Go, List, Steps, Text};
use crate::help::model::Question;
use crate::kernel::route::Route;

pub const REGISTER: &[Question] = &[
    Question {
        ask: ("Apa yang perlu saya siapkan untuk mendaftar?", "What do I need to register?"),
        answer: &[
            List(&[
                ("e-KTP Anda, untuk NIK, nama lengkap, dan tanggal lahir.", "Your e-KTP, for your NIK, full name and birth date."),
                (
                    "Alamat email yang bisa Anda buka sekarang. Kode verifikasi dikirim ke sana.",
                    "An email address you can open right now. The verification code goes there.",
                ),
                ("Nomor ponsel yang aktif.", "A working mobile number."),
            ]),
            Text((
                "Mendaftar perlu sekitar 10 menit dan tidak dipungut biaya.",
                "Registering takes about 10 minutes and costs nothing.",
            )),
            Go(Route::Register, "", ("Buka halaman Daftar", "Open the registration page")),
        ],
    },
    Question {
        ask: (
            "Saya berhenti di tengah pendaftaran. Apakah isian saya hilang?",
            "I stopped halfway through registering. Is what I typed lost?",
        ),
        answer: &[Text((
            "Tidak. Isian yang sudah Anda kirim kami simpan 7 hari. Buka lagi halaman tadi di browser yang sama, tekan tautan di email kami, atau masuk dengan email dan password yang sudah Anda buat. Pendaftaran dilanjutkan dari langkah terakhir. Kalau tautannya dibuka di browser lain, NIK diisi lagi dan password dibuat baru.",
            "No. What you sent is kept for 7 days. Open the same page again in the same browser, press the link in our mail, or sign in with the email and password you chose. Registration goes on from the last step. If the link is opened in another browser, you enter the NIK again and choose a new password.",
        ))],
    },
    Question {
        ask: ("Alamat email saya salah ketik saat mendaftar", "I mistyped my email address when I registered"),
        answer: &[
            Text((
                "Kode tidak akan sampai, karena dikirim ke alamat yang keliru. Di halaman kode, pilih *Ganti email*, atau daftar ulang dengan alamat yang benar.",
                "The code cannot reach you, because it went to the wrong address. Choose *Change the email* on the code page, or register again with the right one.",
            )),
            Text((
                "Kalau alamat itu milik orang lain, tautan di email kami tidak memperlihatkan NIK Anda kepadanya. Tanpa mengetik NIK itu, ia tidak bisa menyelesaikan pendaftarannya. Isian yang lama terhapus sendiri setelah 7 hari dan tidak mengunci NIK Anda.",
                "If that address is somebody else's, the link in our mail does not show them your NIK, and without typing it they cannot finish the registration. The old draft deletes itself after 7 days and does not block your NIK.",
            )),
        ],
    },
    Question {
        ask: ("Bolehkah saya dibantu orang lain?", "May somebody help me?"),
        answer: &[Text((
            "Boleh. Duduklah bersama, pakai email Anda sendiri, dan ketik sendiri password serta kodenya. Siapa pun yang memegang email dan password Anda bisa mengambil alih akun Anda.",
            "Yes. Sit together, use your own email, and type the password and the code yourself. Whoever holds your email and password can take over your account.",
        ))],
    },
];

pub const SIGN_IN: &[Question] = &[
    Question {
        ask: ("Bagaimana cara masuk?", "How do I sign in?"),
        answer: &[
            Steps(&[
                ("Tekan *Masuk* di kanan atas halaman.", "Press *Sign in* at the top right of the page."),
                (
                    "Isi email dan password. Tunggu sampai pemeriksaan keamanan berbunyi “Saya bukan robot”, sekitar 2 detik.",
                    "Enter your email and password. Wait until the security check says “I am not a robot”, about 2 seconds.",
                ),
                ("Tekan *Masuk*, lalu ketik 6 angka yang kami kirim.", "Press *Sign in*, then type the 6 digits we sent you."),
            ]),
            Text(("Di perangkat yang Anda percayai, langkah kode dilewati.", "On a device you trust, the code is skipped.")),
            Go(Route::SignIn, "", ("Buka halaman Masuk", "Open the sign-in page")),
        ],
    },
    Question {
        ask: ("Saya lupa email yang saya pakai", "I forgot which email I used"),
        answer: &[
            Steps(&[
                (
                    "Buka *Lupa email* dan isi NIK serta nama lengkap Anda. Pengingat dikirim ke email akun itu.",
                    "Open *Forgotten email* and enter your NIK and full name. A reminder goes to the account's email.",
                ),
                (
                    "Buka semua kotak email Anda, juga folder Spam, dan cari kata “Prakerja”. Alamat yang menerima pengingat adalah email akun Anda.",
                    "Open all your mailboxes, the spam folders too, and search for “Prakerja”. The one with the reminder is your account's email.",
                ),
                (
                    "Tidak bisa membuka emailnya? Kalau nomor ponsel akun itu terverifikasi, isi kode dari SMS. Sebagian alamatnya lalu tampil.",
                    "Cannot open the mailbox? If the account's mobile number is verified, enter the code from the SMS. Part of the address then shows.",
                ),
            ]),
            Text((
                "Halaman itu sengaja memberi jawaban yang sama untuk semua orang, supaya orang lain tidak tahu siapa yang punya akun.",
                "That page answers the same for everybody on purpose, so nobody can find out who has an account.",
            )),
            Go(Route::ForgotEmail, "", ("Buka Lupa email", "Open Forgotten email")),
        ],
    },
    Question {
        ask: ("Muncul pesan “Email atau password tidak cocok”", "It says “Email or password does not match”"),
        answer: &[
            List(&[
                (
                    "Tekan *Lihat* di kolom password. Periksa huruf besar, huruf kecil, dan spasi.",
                    "Press *Show* in the password field. Check capitals, small letters and spaces.",
                ),
                (
                    "Periksa emailnya huruf demi huruf. Pakai alamat yang Anda pakai waktu mendaftar.",
                    "Check the email letter by letter. Use the address you registered with.",
                ),
                (
                    "Masih ditolak? Buat password baru. Itu lebih cepat daripada menebak, karena 5 tebakan salah mengunci sementara.",
                    "Still refused? Make a new password. It is quicker than guessing, because 5 wrong tries lock sign-in for a while.",
                ),
            ]),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
    Question {
        ask: ("Akun terkunci setelah beberapa kali salah", "Sign-in is locked after several wrong tries"),
        answer: &[
            Text((
                "Setelah 5 kali salah berturut-turut, masuk dihentikan 15 menit. Kalau salah lagi, jedanya menjadi lebih lama, paling lama 1 jam. Tujuannya agar password Anda tidak bisa ditebak.",
                "After 5 wrong tries in a row, sign-in stops for 15 minutes. After further mistakes the pause grows, up to 1 hour. This keeps others from guessing your password.",
            )),
            Text((
                "Halaman menyebut berapa lama lagi Anda bisa mencoba. Tidak mau menunggu? Tautan atur ulang password tetap bekerja selama terkunci. Setelah 50 kali salah, hanya tautan itu yang membuka kembali.",
                "The page says how long it still takes. Rather not wait? The reset link works during a lock. After 50 wrong tries in a row only that link opens it again.",
            )),
            Text((
                "Percobaan orang lain di perangkat lain tidak mengunci perangkat yang pernah Anda pakai masuk.",
                "Tries by somebody else on another device do not lock a device where you signed in before.",
            )),
        ],
    },
    Question {
        ask: ("“Saya bukan robot” tidak selesai atau kedaluwarsa", "“I am not a robot” does not finish or has expired"),
        answer: &[Text((
            "Ponsel lama perlu waktu lebih lama; beri waktu setengah menit. Kalau tetap berhenti, jawab soal hitungan yang tertulis di bawahnya, misalnya “tujuh tambah lima”. Jawaban itu selalu diterima. Pemeriksaan berlaku 30 menit, lalu tekan *Periksa lagi*.",
            "Older phones need longer; give it half a minute. If it still stands still, answer the sum written below it, such as “seven plus five”. That is always accepted. The check is good for 30 minutes; after that press *Check again*.",
        ))],
    },
    Question {
        ask: ("Mengapa saya keluar sendiri?", "Why was I signed out?"),
        answer: &[Text((
            "Akun ditutup sendiri setelah 15 menit tidak dipakai dan paling lama 8 jam setelah masuk. Ini melindungi Anda kalau ponsel tertinggal atau dipakai bersama. Masuk lagi untuk melanjutkan.",
            "You are signed out after 15 minutes without use, and 8 hours after signing in at the latest. This protects you if the phone is lost or shared. Sign in again to go on.",
        ))],
    },
];

pub const CODE: &[Question] = &[
    Question {
        ask: ("Kode belum masuk", "The code has not come"),
        answer: &[
            Steps(&[
                ("Tunggu 2–3 menit. Email kadang terlambat.", "Wait 2–3 minutes. Mail is sometimes late."),
                (
                    "Buka folder Spam, Promosi, dan Sampah. Cari alamat pengirim yang tertulis di halaman kode, lalu tandai “Bukan spam”.",
                    "Look in the Spam, Promotions and Bin folders. Search for the sender named on the code page, then mark the mail “Not spam”.",
                ),
                (
                    "Cocokkan alamat di halaman kode, misalnya s•••••w@contoh.example, dengan email Anda.",
                    "Compare the address on the code page, such as s•••••w@contoh.example, with your email.",
                ),
                (
                    "Kotak email penuh menolak pesan baru. Hapus pesan besar dan kosongkan Sampah.",
                    "A full mailbox refuses new mail. Delete large messages and empty the Bin.",
                ),
                ("Tekan *Kirim Ulang Kode* setelah 60 detik.", "Press *Send a new code* after 60 seconds."),
            ]),
            Text((
                "Satu alamat mendapat paling banyak 3 kode dalam 15 menit dan 6 kode sehari selama belum ada yang dipakai. Menekan berkali-kali tidak mempercepat.",
                "An address gets at most 3 codes in 15 minutes and 6 a day while none of them is used. Pressing again and again does not speed it up.",
            )),
        ],
    },
    Question {
        ask: ("Kode saya ditolak", "My code is refused"),
        answer: &[List(&[
            (
                "Hanya kode terbaru yang berlaku. Kalau Anda meminta dua kali, pakai email yang paling akhir datang.",
                "Only the newest code counts. If you asked twice, use the mail that came last.",
            ),
            (
                "Kode terdiri dari 6 angka. Anda boleh menempelkannya, spasi tidak masalah.",
                "A code has 6 digits. You may paste it; spaces do no harm.",
            ),
            (
                "Ketik kode di browser yang tadi memintanya. Emailnya boleh dibuka di perangkat lain.",
                "Type it in the browser that asked for it. You may read the mail on another device.",
            ),
            ("Setelah 5 kali salah, kode itu mati. Minta kode baru.", "After 5 wrong tries the code is dead. Ask for a new one."),
        ])],
    },
    Question {
        ask: ("Kode sudah tidak berlaku", "The code has expired"),
        answer: &[Text((
            "Kode masuk berlaku 5 menit, kode pendaftaran 10 menit, supaya kode lama tidak bisa disalahgunakan. Tekan *Kirim Ulang Kode*. Isian Anda yang lain tetap ada.",
            "A sign-in code lasts 5 minutes, a registration code 10, so that old codes cannot be misused. Press *Send a new code*. The rest of what you typed is kept.",
        ))],
    },
    Question {
        ask: ("Terlalu banyak kode atau percobaan", "Too many codes or tries"),
        answer: &[Text((
            "Batas ini mencegah orang menebak kode Anda. Halaman menyebut berapa lama lagi Anda bisa mencoba. Sambil menunggu, periksa folder Spam dan alamat emailnya, karena itu penyebab yang paling sering.",
            "The limit keeps people from guessing your code. The page says how long it still takes. Meanwhile check the Spam folder and the address: those are the usual causes.",
        ))],
    },
    Question {
        ask: ("Kode datang padahal saya tidak memintanya", "A code came although I did not ask for one"),
        answer: &[
            Text((
                "Jangan beri tahu siapa pun kode itu. Tanpa kode, orang lain tidak bisa masuk.",
                "Tell nobody that code. Without it nobody can get in.",
            )),
            Text((
                "Kalau itu kode untuk masuk, mungkin ada yang tahu password Anda. Buat password baru sekarang. Kalau itu kode pendaftaran, seseorang mungkin salah ketik; abaikan saja.",
                "If it is a sign-in code, somebody may know your password. Make a new one now. If it is a registration code, somebody may have mistyped; ignore it.",
            )),
            Go(Route::Forgot, "", ("Buat password baru", "Make a new password")),
        ],
    },
    Question {
        ask: ("Bisakah kode dikirim lewat SMS?", "Can the code come by SMS?"),
        answer: &[Text((
            "Hanya ke nomor yang sudah terverifikasi di akun Anda, dan kalau Anda memilih SMS. Nomor yang baru ditulis saat mendaftar belum terverifikasi, jadi kodenya dikirim lewat email.",
            "Only to a number verified in your account, and if you chose SMS. The number you wrote when registering is not verified yet, so its codes go by email.",
        ))],
    },
    Question {
        ask: ("Apa itu aplikasi autentikator, dan bagaimana memakainya?", "What is an authenticator app, and how do I use it?"),
        answer: &[
            Text((
                "Aplikasi di ponsel Anda yang membuat angka baru tiap 30 detik, tanpa pulsa dan tanpa internet. Google Authenticator, Aegis, dan Microsoft Authenticator semuanya bisa.",
                "An app on your phone that makes a new number every 30 seconds, without credit and without internet. Google Authenticator, Aegis and Microsoft Authenticator all work.",
            )),
            Steps(&[
                (
                    "Masuk, lalu buka *Akun Saya*, tekan *Ubah* di baris *Langkah kedua*, dan tekan *Pasang aplikasi*.",
                    "Sign in, open *My account*, press *Change* in the row *Second step*, and press *Set the app up*.",
                ),
                ("Pindai kode QR dengan aplikasi itu, atau ketik kuncinya.", "Scan the QR code with the app, or type the key."),
                ("Ketik 6 angka yang tampil di aplikasi.", "Type the 6 digits that the app shows."),
            ]),
            Text((
                "Ponselnya hilang atau angkanya ditolak? Di halaman yang meminta angka, tekan *Kirim kode lewat email*. Setelah masuk, buka *Akun Saya*, *Langkah kedua*, matikan aplikasi yang lama dan pasang di ponsel baru. Angka yang selalu ditolak biasanya karena jam ponsel meleset: nyalakan waktu otomatis.",
                "Is the phone lost, or the number refused? On the page that asks for it press *Send the code by email*. Once you are in, open *My account*, *Second step*, switch the old app off and set it up on the new phone. A number that is always refused usually means a wrong clock: switch on automatic time.",
            )),
        ],
    },
];

pub const RESET: &[Question] = &[
    Question {
        ask: ("Bagaimana membuat password baru?", "How do I make a new password?"),
        answer: &[
            Steps(&[
                (
                    "Buka *Masuk*, lalu *Lupa Password* di bawah kolom password.",
                    "Open *Sign in*, then *Forgotten password* below the password field.",
                ),
                ("Isi email akun Anda dan tekan *Kirim*.", "Enter your account's email and press *Send*."),
                ("Buka tautan di email kami dalam 15 menit.", "Open the link in our mail within 15 minutes."),
                ("Buat password baru, lalu masuk seperti biasa.", "Choose the new password, then sign in as usual."),
            ]),
            Go(Route::Forgot, "", ("Buka Lupa Password", "Open Forgotten password")),
        ],
    },
    Question {
        ask: ("Email atur ulang tidak datang", "The reset mail does not come"),
        answer: &[Text((
            "Tunggu 3 menit, lalu periksa folder Spam dan kotak yang penuh. Kalau tetap tidak ada, mungkin akun Anda memakai alamat lain: coba satu per satu. Kami menjawab sama untuk semua alamat, jadi jawaban halaman bukan tanda bahwa alamatnya terdaftar.",
            "Wait 3 minutes, then look in the Spam folder and for a full mailbox. If nothing is there, your account may use another address: try them one by one. We answer the same for every address, so the answer does not mean that it is registered.",
        ))],
    },
    Question {
        ask: ("Tautannya tidak berlaku lagi", "The link no longer works"),
        answer: &[Text((
            "Tautan berlaku 15 menit, sekali pakai, dan hanya yang terbaru. Membukanya saja tidak menghabiskannya. Minta tautan baru di *Lupa Password*.",
            "A link lasts 15 minutes, works once, and only the newest counts. Opening it does not use it up. Ask for a new one at *Forgotten password*.",
        ))],
    },
    Question {
        ask: ("Password baru saya ditolak", "My new password is refused"),
        answer: &[
            Text((
                "Password perlu paling sedikit 10 karakter dan tidak mudah ditebak. Nama, tanggal lahir, NIK, dan kata yang umum mudah ditebak.",
                "A password needs at least 10 characters and must be hard to guess. Names, birth dates, NIK and common words are easy to guess.",
            )),
            Text((
                "Gabungkan tiga atau empat kata yang tidak berhubungan, lalu selipkan angka dan simbol. Jangan pakai password dari situs lain.",
                "Join three or four unrelated words and add digits and symbols. Do not reuse a password from another site.",
            )),
        ],
    },
    Question {
        ask: ("Apa yang terjadi setelah password diganti lewat tautan?", "What happens after a reset?"),
        answer: &[Text((
            "Akun keluar dari semua perangkat, dan semua perangkat tepercaya dicabut. Kami mengirim email pemberitahuan. Masuklah dengan password baru dan kode.",
            "Every device is signed out and no device is trusted any more. We send you a notice by mail. Sign in with the new password and a code.",
        ))],
    },
    Question {
        ask: ("Saya tidak bisa lagi membuka email akun saya", "I can no longer open my account's mailbox"),
        answer: &[
            Text((
                "Masih tahu password, dan punya aplikasi autentikator atau nomor ponsel yang terverifikasi? Masuk dengan angka dari aplikasi atau kode SMS, lalu ganti email di *Akun Saya*. Konfirmasinya juga bisa dengan aplikasi atau SMS.",
                "Do you still know the password, and have an authenticator app or a verified mobile number? Sign in with the app's number or a code by SMS, then change the email in *My account*. The confirmation there can also be by app or SMS.",
            )),
            Text((
                "Kalau password juga lupa: password hanya bisa diatur ulang lewat kotak email itu, supaya orang lain tidak bisa mengambil akun Anda. Pulihkan dulu kotaknya di penyedia email Anda. Kalau tidak bisa, hubungi kami lewat alamat di bawah halaman ini.",
                "If the password is forgotten too: it can only be reset through that mailbox, so that nobody else can take your account. Recover the mailbox with your mail provider first. If that fails, write to us at the address at the end of this page.",
            )),
        ],
    },
];
