//! The privacy notice. Articles are those of UU 27/2022 on the protection of personal data (UU PDP).

use crate::kernel::route::Route;
use crate::legal::model::Block::{Go, List, Mail, Table, Text};
use crate::legal::model::{Desk, Section};

pub const SECTIONS: &[Section] = &[
    Section {
        id: "ringkas",
        name: ("Ringkasnya", "In short"),
        body: &[List(&[
            (
                "Kami memakai data Anda untuk akun, pemeriksaan syarat, dan bantuan program. Tidak untuk iklan, dan tidak dijual.",
                "We use your data for your account, for checking the conditions and for the programme's support. Not for advertising, and it is not sold.",
            ),
            (
                "Email, NIK, data diri, dan nomor ponsel disimpan terenkripsi. Nomor-nomornya ditampilkan tersamar.",
                "Email, NIK, personal details and phone number are stored encrypted. The numbers are shown masked.",
            ),
            (
                "Anda boleh melihat, membetulkan, menyalin, dan menghapus data Anda.",
                "You may see, correct, copy and delete your data.",
            ),
            ("Tidak ada pelacak dari pihak lain di halaman kami.", "There are no trackers of others on our pages."),
        ])],
    },
    Section {
        id: "pengendali",
        name: ("Siapa yang bertanggung jawab", "Who is responsible"),
        body: &[
            Text((
                "Pengendali data pribadi adalah pengelola Portal Peserta. Pejabat pelindungan data menjawab pertanyaan dan permintaan Anda (Pasal 53):",
                "The controller is the operator of this portal. Its data protection officer answers your questions and requests (article 53):",
            )),
            Mail(Desk::Privacy),
            Text((
                "Di portal contoh, yang ditandai di atas setiap halaman selama ada sambungan internet, jangan masukkan data sungguhan: pesan yang dikirim di sana bisa dibaca siapa pun di halaman /sandbox selama 24 jam.",
                "In a sample portal, marked at the top of every page while there is an internet connection, enter no real data: for 24 hours anybody can read the messages it sent at /sandbox.",
            )),
        ],
    },
    Section {
        id: "data",
        name: ("Data, tujuan, dan dasar hukum", "Data, purposes and legal basis"),
        body: &[
            Table {
                caption: ("Data yang kami pakai, untuk apa, dan dasar hukumnya", "Data we use, what for, and the legal basis"),
                head: &[("Data", "Data"), ("Untuk apa", "What for"), ("Dasar", "Basis")],
                rows: &[
                    &[
                        ("Email dan password", "Email and password"),
                        (
                            "Membuat akun, masuk, mengirim kode dan pemberitahuan. Password tidak pernah disimpan, hanya hasil acaknya.",
                            "Making the account, signing in, sending codes and notices. The password itself is never stored, only a hash of it.",
                        ),
                        ("Perjanjian, Pasal 20 ayat (2) huruf b", "Agreement, article 20(2)(b)"),
                    ],
                    &[
                        ("NIK, nama, tanggal lahir, jenis kelamin", "NIK, name, birth date, gender"),
                        (
                            "Mencocokkan dengan data kependudukan, menjaga satu akun per orang, memeriksa syarat program.",
                            "Matching with the population registry, keeping one account per person, checking the programme's conditions.",
                        ),
                        ("Persetujuan dan pelayanan publik, huruf a dan e", "Consent and public service, (a) and (e)"),
                    ],
                    &[
                        ("Alamat, provinsi, kabupaten atau kota, kecamatan", "Address, province, regency or city, district"),
                        (
                            "Mengetahui asal peserta untuk menjalankan dan melaporkan program.",
                            "Knowing where participants live, to run the programme and report on it.",
                        ),
                        ("Persetujuan dan pelayanan publik, huruf a dan e", "Consent and public service, (a) and (e)"),
                    ],
                    &[
                        ("Pendidikan, pekerjaan, keahlian, kalau Anda mengisinya", "Education, work, skills, if you fill them in"),
                        (
                            "Memeriksa syarat program dan mencocokkan pelatihan dan lowongan.",
                            "Checking the programme's conditions and matching courses and jobs.",
                        ),
                        ("Persetujuan dan pelayanan publik, huruf a dan e", "Consent and public service, (a) and (e)"),
                    ],
                    &[
                        ("Nomor ponsel", "Phone number"),
                        (
                            "Menghubungi Anda. SMS dikirim hanya setelah nomornya terverifikasi.",
                            "Reaching you. SMS are sent only once the number is verified.",
                        ),
                        ("Perjanjian, huruf b", "Agreement, (b)"),
                    ],
                    &[
                        (
                            "Catatan masuk: waktu, jenis perangkat, alamat internet",
                            "Sign-in records: time, kind of device, internet address",
                        ),
                        (
                            "Menjaga akun Anda, membatasi percobaan, mengenali perangkat.",
                            "Protecting your account, limiting tries, recognising devices.",
                        ),
                        ("Kewajiban keamanan (Pasal 35–39), huruf c", "Duty of security (articles 35–39), (c)"),
                    ],
                    &[
                        ("Persetujuan Anda: versi dan waktunya", "Your consent: its version and time"),
                        ("Membuktikan apa yang Anda setujui.", "Proving what you agreed to."),
                        ("Kewajiban hukum, huruf c", "Legal duty, (c)"),
                    ],
                    &[
                        (
                            "Keikutsertaan, saldo, kursus, pembayaran, lamaran",
                            "Taking part, balances, courses, payments, job applications",
                        ),
                        (
                            "Menjalankan bagian program yang Anda ikuti. Datanya timbul hanya kalau Anda memakai bagian itu.",
                            "Running the parts of the programme you take part in. This data arises only if you use them.",
                        ),
                        ("Perjanjian dan pelayanan publik, huruf b dan e", "Agreement and public service, (b) and (e)"),
                    ],
                ],
            },
            Text((
                "Persetujuan selalu Anda beri sendiri: kotaknya tidak pernah tercentang lebih dulu. Kegunaan lain yang bersifat pilihan punya kotak tersendiri. Data yang wajib diisi perlu untuk membuat akun; tanpa itu pendaftaran tidak bisa diselesaikan.",
                "Consent is always yours to give: the box is never ticked for you. Any other, optional use has a box of its own. Required data is needed to make the account; without it registration cannot be finished.",
            )),
        ],
    },
    Section {
        id: "penerima",
        name: ("Siapa yang menerima data", "Who receives data"),
        body: &[
            List(&[
                (
                    "Data kependudukan (Dukcapil): NIK, nama, tanggal lahir, dan jenis kelamin. Jawabannya satu kata, misalnya cocok, nama berbeda, atau tidak ditemukan; datanya sendiri tidak kami terima.",
                    "The population registry (Dukcapil): NIK, name, birth date and gender. It answers in a word, such as match, name differs or not found; we receive none of its data.",
                ),
                (
                    "Pengirim email dan SMS: alamat atau nomor Anda dan isi pesannya.",
                    "Carriers of email and SMS: your address or number and the message.",
                ),
                (
                    "Penyedia e-wallet, hanya yang Anda tautkan: nomor dan pencocokan NIK, untuk membayar insentif.",
                    "An e-wallet provider, only the one you link: your number and a check of the NIK, to pay the incentive.",
                ),
                (
                    "Lembaga pelatihan: yang perlu untuk kursus Anda. Pemberi kerja: hanya yang Anda izinkan saat melamar.",
                    "Training providers: what your course needs. Employers: only what you allow when you apply.",
                ),
                (
                    "Petugas program: melihat data tersamar. Data lengkap dibuka hanya dengan alasan, dan tercatat.",
                    "Programme staff: they see masked data. Full data opens only with a reason, and on record.",
                ),
                (
                    "Penegak hukum dan pengawas: hanya kalau undang-undang mewajibkan.",
                    "Law enforcement and auditors: only where the law requires it.",
                ),
            ]),
            Text((
                "Data tidak dikirim ke luar Indonesia tanpa dasar Pasal 56 dan tanpa pemberitahuan kepada Anda.",
                "No data leaves Indonesia without a ground in article 56 and notice to you.",
            )),
        ],
    },
    Section {
        id: "lama",
        name: ("Berapa lama disimpan", "How long we keep it"),
        body: &[
            Table {
                caption: ("Berapa lama setiap jenis data disimpan", "How long each kind of data is kept"),
                head: &[("Data", "Data"), ("Disimpan sampai", "Kept until")],
                rows: &[
                    &[
                        ("Pendaftaran yang belum selesai", "An unfinished registration"),
                        (
                            "isian dan password sampai dibatalkan, paling lama 7 hari setelah dimulai; sisanya, termasuk email dan NIK terenkripsi, 24 jam kemudian, bersama kuncinya",
                            "what you typed and the password until it is cancelled, at most 7 days after it began; the rest, with the encrypted email and NIK, 24 hours later, together with its key",
                        ),
                    ],
                    &[
                        ("Kode 6 angka", "6-digit codes"),
                        (
                            "paling lama 2 hari setelah dibuat, dan hanya sebagai hasil hitung",
                            "at most 2 days after it was made, and only as a computed value",
                        ),
                    ],
                    &[
                        ("Isi pesan yang kami kirim", "The text of messages we send"),
                        (
                            "terkirim atau tidak berlaku; catatan pengirimannya 30 hari lagi",
                            "sent or expired; the record of sending 30 days more",
                        ),
                    ],
                    &[
                        ("Catatan masuk", "Sign-in records"),
                        (
                            "30 hari setelah sesi berakhir; alamat internet paling lama 1 hari; daftar perangkat selama akun ada",
                            "30 days after the session ended; internet addresses at most 1 day; the list of devices as long as the account",
                        ),
                    ],
                    &[
                        ("Hitungan password salah", "The count of wrong passwords"),
                        (
                            "sampai Anda berhasil masuk atau membuat password baru, atau 90 hari setelah percobaan terakhir; setelah 50 kali salah hanya password baru yang menghapusnya. Disimpan dengan sidik, bukan alamat email",
                            "until you sign in or make a new password, or 90 days after the last try; after 50 wrong ones only a new password removes it. Kept under a fingerprint, not under the email address",
                        ),
                    ],
                    &[
                        ("Riwayat perubahan profil", "The history of changes in your profile"),
                        (
                            "200 perubahan terakhir, selama akun ada; isinya hanya bisa Anda lihat sendiri",
                            "the last 200 changes, as long as the account; only you can see what they say",
                        ),
                    ],
                    &[
                        ("Data akun", "Account data"),
                        ("paling lama 72 jam setelah Anda meminta penghapusan", "at most 72 hours after you ask for removal"),
                    ],
                    &[
                        ("Pembukuan bantuan dan pembayaran", "The books of grants and payments"),
                        (
                            "selama hukum keuangan negara mewajibkannya; setelah akun dihapus hanya dengan nama samaran",
                            "as long as state finance law requires; after removal under a pseudonym only",
                        ),
                    ],
                    &[
                        ("Sidik NIK penerima bantuan", "Fingerprint of the NIK, if you received a grant"),
                        ("selama berlaku aturan satu bantuan per orang", "as long as the rule of one grant per person holds"),
                    ],
                    &[
                        ("Catatan pemeriksaan (audit)", "The audit record"),
                        (
                            "selama portal berjalan; isinya nomor dan kode, bukan data pribadi",
                            "as long as the portal runs; it holds numbers and codes, no personal data",
                        ),
                    ],
                ],
            },
            Text((
                "Menghapus akun: setelah Anda meminta, tautan di email kami membatalkannya selama 24 jam. Lalu kunci data Anda dimusnahkan, dan data, perangkat, kode, tautan, serta pesan Anda dihapus, juga dari berkas basis data. Satu email terakhir mengabarkannya; alamat untuk email itu ikut terhapus begitu terkirim.",
                "Removing the account: after you ask, the link in our mail cancels it for 24 hours. Then your data key is destroyed, and your data, devices, codes, links and messages are deleted, from the database's files, too. One last mail tells you; its address is deleted as soon as it is sent.",
            )),
            Text((
                "Nama samaran adalah nomor acak yang tidak lagi terhubung dengan Anda. Sidik NIK adalah hasil hitung dengan kunci rahasia: kami bisa mengenali NIK yang sama kalau dimasukkan lagi, tetapi tidak bisa membaca NIK dari sidik itu.",
                "The pseudonym is a random number no longer tied to you. The fingerprint is computed with a secret key: we can recognise the same NIK when it is entered again, but cannot read the NIK from it.",
            )),
        ],
    },
    Section {
        id: "keamanan",
        name: ("Bagaimana data dijaga", "How data is protected"),
        body: &[
            List(&[
                (
                    "Data pribadi Anda dienkripsi dengan kunci yang khusus untuk Anda. Menghapus akun berarti memusnahkan kunci itu.",
                    "Your personal data is encrypted under a key of your own. Removing the account destroys that key.",
                ),
                (
                    "Data pribadi tidak ditulis di alamat halaman, judul email, atau catatan kerja server.",
                    "Personal data never appears in page addresses, mail subjects or server logs.",
                ),
                (
                    "Masuk dari perangkat yang tidak dipercaya memerlukan kode.",
                    "Signing in from a device that is not trusted needs a code.",
                ),
                (
                    "Setiap perubahan penting tercatat dan tidak bisa diubah diam-diam.",
                    "Every important change is on record and cannot be altered unseen.",
                ),
            ]),
            Text((
                "Kalau pelindungan data Anda gagal, kami memberi tahu Anda dan lembaga yang berwenang secara tertulis paling lambat 3×24 jam: data apa, kapan dan bagaimana terbuka, dan apa yang kami lakukan (Pasal 46).",
                "If the protection of your data fails, we tell you and the competent agency in writing within 3×24 hours: which data, when and how it was exposed, and what we do about it (article 46).",
            )),
        ],
    },
    Section {
        id: "hak",
        name: ("Hak Anda", "Your rights"),
        body: &[
            Table {
                caption: ("Hak Anda dan batas waktu kami", "Your rights and our deadlines"),
                head: &[("Hak", "Right"), ("Paling lambat", "At the latest")],
                rows: &[
                    &[
                        (
                            "Tahu siapa memakai data Anda, untuk apa, dan atas dasar apa (Pasal 5)",
                            "To know who uses your data, what for and on what basis (article 5)",
                        ),
                        ("selalu, di halaman ini", "always, on this page"),
                    ],
                    &[
                        ("Melengkapi dan membetulkan data (Pasal 6, 30)", "To complete and correct data (articles 6, 30)"),
                        ("3×24 jam", "3×24 hours"),
                    ],
                    &[
                        (
                            "Melihat data, salinannya, dan riwayat pemakaiannya (Pasal 7, 32)",
                            "To see your data, a copy and how it was used (articles 7, 32)",
                        ),
                        ("3×24 jam", "3×24 hours"),
                    ],
                    &[
                        (
                            "Mengakhiri pemakaian dan menghapus data (Pasal 8)",
                            "To end the use of data and have it erased (article 8)",
                        ),
                        ("3×24 jam; 24 jam pertama masih bisa dibatalkan", "3×24 hours; you can cancel in the first 24"),
                    ],
                    &[("Menarik persetujuan (Pasal 9, 40)", "To withdraw consent (articles 9, 40)"), ("3×24 jam", "3×24 hours")],
                    &[
                        (
                            "Menolak keputusan yang hanya dibuat mesin, dan meminta petugas memeriksanya (Pasal 10)",
                            "To object to a decision made only by a machine, and have a person look at it (article 10)",
                        ),
                        ("14 hari", "14 days"),
                    ],
                    &[
                        ("Menunda atau membatasi pemakaian (Pasal 11, 41)", "To delay or restrict use (articles 11, 41)"),
                        ("3×24 jam", "3×24 hours"),
                    ],
                    &[
                        (
                            "Mendapat data dalam format yang lazim, untuk dipindahkan (Pasal 13)",
                            "To get your data in a common format, to take elsewhere (article 13)",
                        ),
                        ("3×24 jam", "3×24 hours"),
                    ],
                ],
            },
            Text((
                "Menghapus akun bisa Anda lakukan sendiri: masuk, buka Akun Saya, lalu Hapus Akun.",
                "You can remove the account yourself: sign in, open My account, then Remove account.",
            )),
            Text((
                "Tulis kepada pejabat pelindungan data dari email akun Anda. Kami memastikan bahwa itu Anda dengan sebuah kode, lalu mengerjakan permintaannya. Tidak ada biaya. Kalau permintaan tidak bisa dipenuhi, kami menulis alasannya.",
                "Write to the data protection officer from your account's email. We make sure it is you with a code, then act on your request. It costs nothing. If a request cannot be met, we write you why.",
            )),
            Text((
                "Menarik persetujuan tidak membatalkan yang sudah sah dilakukan, tetapi akun tidak bisa diteruskan tanpanya. Anda juga boleh mengadu kepada lembaga pelindungan data pribadi dan menuntut ganti rugi (Pasal 12).",
                "Withdrawing consent does not undo what was lawfully done, but the account cannot go on without it. You may also complain to the data protection agency and claim damages (article 12).",
            )),
        ],
    },
    Section {
        id: "otomatis",
        name: ("Keputusan otomatis", "Automatic decisions"),
        body: &[Text((
            "Mesin memeriksa NIK ke data kependudukan dan mengundi peserta. Aturan undian diumumkan dan hasilnya bisa dihitung ulang oleh siapa pun. Kalau hasilnya tidak menguntungkan Anda, Anda boleh meminta petugas memeriksanya.",
            "A machine checks the NIK against the registry and draws participants. The rules of the draw are published and anyone can recompute its result. If an outcome goes against you, you may ask for a person to examine it.",
        ))],
    },
    Section {
        id: "anak",
        name: ("Usia 17 tahun", "If you are 17"),
        body: &[Text((
            "Akun bisa dibuat mulai usia 17 tahun. Kalau Anda belum 18 tahun, minta persetujuan orang tua atau wali sebelum mendaftar (Pasal 25).",
            "You can have an account from the age of 17. If you are not yet 18, ask a parent or guardian for consent before you register (article 25).",
        ))],
    },
    Section {
        id: "cookie",
        name: ("Cookie", "Cookies"),
        body: &[
            Text((
                "Cookie adalah catatan kecil yang disimpan browser Anda. Kami memakai delapan, semuanya perlu supaya portal bekerja. Tidak ada cookie iklan atau cookie pihak lain. Di alamat https namanya berawalan “__Host-”.",
                "A cookie is a small note kept by your browser. We use eight, all needed for the portal to work. None is for advertising or belongs to others. On https addresses the names begin with “__Host-”.",
            )),
            Table {
                caption: ("Delapan cookie portal ini", "The eight cookies of this portal"),
                head: &[("Nama", "Name"), ("Gunanya", "What it does"), ("Berlaku", "Valid")],
                rows: &[
                    &[
                        ("sesi", "sesi"),
                        ("Menandai bahwa Anda sudah masuk.", "Marks that you are signed in."),
                        (
                            "sampai keluar atau browser ditutup; sesinya berakhir setelah 15 menit tanpa kegiatan, paling lama 8 jam",
                            "until you sign out or close the browser; the session ends after 15 idle minutes, at most 8 hours",
                        ),
                    ],
                    &[
                        ("alat", "alat"),
                        (
                            "Mengenali perangkat yang pernah masuk, juga yang Anda percayai.",
                            "Recognises a device that signed in before, and one that you trust.",
                        ),
                        ("400 hari", "400 days"),
                    ],
                    &[
                        ("alur", "alur"),
                        (
                            "Mengikat langkah-langkah satu urusan ke browser ini: mendaftar, masuk, atur ulang.",
                            "Ties the steps of one task to this browser: registering, signing in, a reset.",
                        ),
                        ("sampai Anda masuk, keluar, atau menutup browser", "until you sign in, sign out or close the browser"),
                    ],
                    &[
                        ("atur", "atur"),
                        (
                            "Memegang tautan atur ulang password yang Anda buka, supaya tidak tinggal di alamat halaman.",
                            "Holds the password reset link you opened, so that it does not stay in the page's address.",
                        ),
                        ("15 menit", "15 minutes"),
                    ],
                    &[("bahasa", "bahasa"), ("Mengingat bahasa pilihan Anda.", "Remembers your language."), ("1 tahun", "1 year")],
                    &[("hemat", "hemat"), ("Mengingat mode hemat data.", "Remembers data saving mode."), ("1 tahun", "1 year")],
                    &[
                        ("kilat", "kilat"),
                        (
                            "Membawa pesan galat dan isian kembali ke formulir, terenkripsi, tanpa password dan kode.",
                            "Carries an error and what you typed back to a form, encrypted, without passwords or codes.",
                        ),
                        ("10 menit", "10 minutes"),
                    ],
                    &[
                        ("titip", "titip"),
                        (
                            "Menyimpan isian Anda, terenkripsi, sampai Anda selesai mengonfirmasi diri dan kembali ke formulirnya.",
                            "Keeps what you typed, encrypted, until you have confirmed that it is you and are back at the form.",
                        ),
                        ("30 menit", "30 minutes"),
                    ],
                ],
            },
        ],
    },
    Section {
        id: "perubahan",
        name: ("Perubahan", "Changes"),
        body: &[
            Text((
                "Nomor dan tanggal versi tertulis di atas halaman ini. Kalau ada kegunaan baru, kami memberi tahu Anda sebelum memulainya dan, kalau perlu, meminta persetujuan lagi.",
                "The number and date of this version are at the top of the page. Before any new use begins we tell you and, where needed, ask for consent again.",
            )),
            Go(Route::Terms, "", ("Baca syarat dan ketentuan", "Read the terms and conditions")),
        ],
    },
];
