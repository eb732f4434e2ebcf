//! The terms and conditions.

use crate::kernel::route::Route;
use crate::legal::model::Block::{Go, List, Mail, Text};
use crate::legal::model::{Desk, Section};

pub const SECTIONS: &[Section] = &[
    Section {
        id: "portal",
        name: ("Tentang portal ini", "About this portal"),
        body: &[
            Text((
                "Di Portal Peserta Anda mendaftar ke program Kartu Prakerja, memilih pelatihan, dan melihat bantuan yang Anda terima. “Kami” adalah pengelola portal, “Anda” adalah pemilik akun. Dengan membuat akun, Anda menyetujui syarat ini.",
                "In this portal you register for the Kartu Prakerja programme, choose courses and see the support you receive. “We” are the operators of the portal, “you” are the holder of an account. By making an account you accept these terms.",
            )),
            Text((
                "Ada juga portal contoh untuk mencoba. Tandanya tampil di atas setiap halaman selama ada sambungan internet. Portal contoh bukan layanan resmi: tidak ada bantuan, undian, atau uang sungguhan di sana, dan data sungguhan tidak boleh dimasukkan.",
                "There are also sample portals for trying things out, marked at the top of every page while there is an internet connection. A sample portal is not the official service: no support, draw or money in it is real, and no real data may be entered.",
            )),
        ],
    },
    Section {
        id: "siapa",
        name: ("Siapa yang boleh punya akun", "Who may have an account"),
        body: &[
            List(&[
                ("Anda berusia paling sedikit 17 tahun dan punya NIK.", "You are at least 17 years old and have a NIK."),
                (
                    "Anda punya alamat email yang hanya Anda yang bisa membukanya.",
                    "You have an email address that only you can open.",
                ),
                (
                    "Anda mendaftar untuk diri sendiri. Bantuan orang lain boleh, mewakili tidak.",
                    "You register for yourself. Others may help you, but not act in your place.",
                ),
            ]),
            Text((
                "Punya akun belum berarti menjadi peserta. Syarat ikut program, misalnya usia, pendidikan, dan pekerjaan, tertulis di halaman depan dan diperiksa tersendiri.",
                "An account does not yet make you a participant. The conditions of the programme, such as age, education and work, are on the front page and are checked separately.",
            )),
            Go(Route::Home, "#syarat", ("Lihat siapa yang boleh ikut", "See who may join")),
        ],
    },
    Section {
        id: "satu-nik",
        name: ("Satu NIK, satu akun", "One NIK, one account"),
        body: &[Text((
            "Setiap orang hanya boleh punya satu akun, dengan NIK-nya sendiri. Ini menjaga agar satu orang tidak menerima dua kali. Kalau NIK Anda dipakai orang lain, beri tahu kami; kami memeriksa siapa pemiliknya dan menghentikan akun yang salah.",
            "Each person has one account only, with their own NIK, so that nobody receives support twice. If somebody else uses your NIK, tell us: we check whose it is and stop the wrong account.",
        ))],
    },
    Section {
        id: "data-benar",
        name: ("Data yang benar", "Correct data"),
        body: &[
            Text((
                "Isi data sesuai e-KTP dan keadaan Anda sekarang. Perbarui kalau ada yang berubah. Salah ketik tidak dihukum: kami menyebut isian yang keliru dan Anda bisa memperbaikinya.",
                "Enter your data as on your e-KTP and as things are now, and update it when it changes. Slips are not punished: we name the field and you correct it.",
            )),
            Text((
                "Data yang sengaja dipalsukan lain halnya. Bantuan dihentikan, yang sudah diterima dapat diminta kembali menurut peraturan program, dan pemalsuan identitas dapat dilaporkan kepada polisi.",
                "False data given on purpose is another matter. Support ends, what was received can be claimed back under the programme's rules, and identity fraud can be reported to the police.",
            )),
        ],
    },
    Section {
        id: "rahasia",
        name: ("Password dan kode bersifat pribadi", "Passwords and codes are personal"),
        body: &[
            List(&[
                (
                    "Jangan beri tahu siapa pun password dan kode 6 angka Anda. Petugas kami tidak pernah memintanya.",
                    "Tell nobody your password or your 6-digit codes. Our staff never ask for them.",
                ),
                ("Pakai password yang tidak Anda pakai di tempat lain.", "Use a password that you use nowhere else."),
                ("Percayai perangkat hanya kalau perangkat itu milik Anda sendiri.", "Trust a device only if it is your own."),
                (
                    "Kalau ada yang mengetahuinya, buat password baru dan beri tahu kami secepatnya.",
                    "If somebody learns them, make a new password and tell us as soon as you can.",
                ),
            ]),
            Go(Route::Help, "#penipuan", ("Kenali penipuan", "Recognise fraud")),
        ],
    },
    Section {
        id: "biaya",
        name: ("Tidak dipungut biaya", "No fees"),
        body: &[Text((
            "Membuat akun, mengikuti undian, dan menerima bantuan tidak dipungut biaya, juga tidak oleh lembaga pelatihan atau perantara. Yang Anda bayar hanya paket data ke operator seluler, dan bagian harga kursus yang melebihi saldo pelatihan kalau Anda memilihnya.",
            "Making an account, joining a draw and receiving support cost nothing, neither to us nor to training providers or agents. You pay only your phone company for data, and any part of a course price above your training balance, if you choose such a course.",
        ))],
    },
    Section {
        id: "bantuan",
        name: ("Bantuan dari program", "Support from the programme"),
        body: &[
            List(&[
                (
                    "Bantuan diberikan setelah Anda terpilih dalam undian, selama anggaran negara tersedia. Mendaftar saja belum memberi hak atas bantuan.",
                    "Support is given once you are selected in a draw, as far as the state budget allows. Registering alone gives no claim to it.",
                ),
                (
                    "Saldo pelatihan hanya untuk kursus. Saldo itu bukan uang tunai dan kembali ke program kalau tidak dipakai sampai tanggal yang tertulis di dompet.",
                    "The training balance is for courses only. It is not cash, and returns to the programme if unused by the date shown in your wallet.",
                ),
                (
                    "Insentif dikirim ke e-wallet atas nama Anda sendiri setelah syaratnya terpenuhi. Kalau pengiriman belum berhasil, kami menyebut sebabnya dan mengirim lagi setelah Anda memperbaikinya.",
                    "The incentive goes to an e-wallet in your own name once its conditions are met. If a payment does not arrive, we name the cause and send it again after you have mended it.",
                ),
            ]),
            Text((
                "Jumlah, batas waktu, dan syaratnya mengikuti skema yang berlaku saat Anda terpilih.",
                "Amounts, deadlines and conditions follow the scheme in force when you are selected.",
            )),
        ],
    },
    Section {
        id: "larangan",
        name: ("Yang tidak boleh dilakukan", "What is not allowed"),
        body: &[List(&[
            (
                "Memakai data, akun, atau NIK orang lain, atau menyerahkan akun Anda kepada perantara.",
                "Using another person's data, account or NIK, or handing your account to an agent.",
            ),
            (
                "Menukar saldo pelatihan dengan uang, atau menjual sertifikat.",
                "Turning the training balance into cash, or selling certificates.",
            ),
            (
                "Meminta orang lain mengerjakan kuis atau mengikuti pelatihan untuk Anda.",
                "Having somebody else take a quiz or a course for you.",
            ),
            (
                "Membuat akun atau mengirim isian dengan program otomatis, atau mengganggu kerja portal.",
                "Making accounts or sending forms by automatic programs, or disturbing the portal.",
            ),
        ])],
    },
    Section {
        id: "penangguhan",
        name: ("Penangguhan akun", "Suspending an account"),
        body: &[
            Text((
                "Kami menahan akun untuk sementara kalau ada tanda akun itu diambil alih, atau aturan di halaman ini dilanggar. Kami memberi tahu Anda alasannya, siapa yang memeriksa, dan sampai kapan.",
                "We hold an account for a while if there are signs that it was taken over or that a rule on this page was broken. We tell you why, who is looking into it, and until when.",
            )),
            Text((
                "Anda boleh mengajukan keberatan. Petugas lain memeriksanya dan menjawab dalam 14 hari. Selama diperiksa, hak Anda tidak hangus. Tidak ada daftar hitam diam-diam.",
                "You may object. Another member of staff examines it and answers within 14 days. While that lasts, none of your rights expire. There is no silent blacklist.",
            )),
        ],
    },
    Section {
        id: "berhenti",
        name: ("Berhenti memakai akun", "Ending your account"),
        body: &[Text((
            "Anda boleh berhenti kapan saja tanpa alasan. Setelah Anda meminta penghapusan, ada 24 jam untuk berubah pikiran. Data Anda terhapus paling lambat 72 jam setelah permintaan. Sisa saldo pelatihan kembali ke program. Yang tetap kami simpan, tanpa nama Anda, tertulis di halaman Privasi.",
            "You may leave at any time without giving a reason. After you ask for removal you have 24 hours to change your mind. Your data is erased within 72 hours of the request. What is left of the training balance returns to the programme. The privacy page says what we keep, without your name.",
        ))],
    },
    Section {
        id: "tanggung-jawab",
        name: ("Tanggung jawab", "Liability"),
        body: &[
            Text((
                "Kami menjaga portal tetap berjalan dan data tetap aman, tetapi gangguan bisa terjadi. Kalau Anda melewatkan batas waktu karena gangguan di pihak kami, batas waktunya kami perpanjang.",
                "We keep the portal running and its data safe, yet faults can happen. If you miss a deadline because of a fault on our side, we extend it.",
            )),
            Text((
                "Kami mengganti kerugian yang timbul karena kesengajaan atau kelalaian kami. Kami tidak menanggung kerugian karena Anda membagikan password atau kode, atau karena gangguan di operator seluler dan penyedia email. Hak Anda menurut undang-undang tidak berkurang oleh syarat ini.",
                "We make good losses caused by our intent or negligence. We do not answer for losses because you shared a password or code, nor for faults of phone companies and mail providers. These terms take away none of your rights under the law.",
            )),
            Text((
                "Isi kursus menjadi tanggung jawab lembaga pelatihan, dan isi lowongan tanggung jawab pemberi kerja. Kami memeriksa keduanya sebelum tampil dan menerima laporan Anda.",
                "Training providers answer for their courses and employers for their job ads. We check both before they appear, and take your reports.",
            )),
        ],
    },
    Section {
        id: "perubahan",
        name: ("Perubahan dan versi", "Changes and versions"),
        body: &[
            Text((
                "Nomor dan tanggal versi tertulis di atas halaman ini. Versi yang Anda setujui tercatat di akun Anda.",
                "The number and date of this version are at the top of the page. Your account records the version you accepted.",
            )),
            Text((
                "Kalau syarat ini berubah, kami memberi tahu lewat email paling lambat 14 hari sebelumnya dan menyebut apa yang berubah. Perubahan yang menambah kewajiban Anda berlaku hanya setelah Anda menyetujuinya. Kalau tidak setuju, Anda boleh berhenti.",
                "If these terms change, we tell you by email at least 14 days before, and say what changes. A change that adds to your duties holds only once you accept it. If you do not agree, you may leave.",
            )),
        ],
    },
    Section {
        id: "hukum",
        name: ("Hukum dan bahasa", "Law and language"),
        body: &[Text((
            "Syarat ini tunduk pada hukum Indonesia. Perselisihan kita selesaikan dulu dengan musyawarah; kalau tidak tercapai, lewat pengadilan negeri yang berwenang. Kalau kedua bahasa berbeda arti, teks bahasa Indonesia yang berlaku.",
            "These terms are governed by Indonesian law. We first try to settle a dispute by talking; if that fails, the competent district court decides. Where the two languages differ in meaning, the Indonesian text holds.",
        ))],
    },
    Section {
        id: "sumber",
        name: ("Sumber data wilayah", "Source of the region lists"),
        body: &[Text((
            "Daftar provinsi, kabupaten atau kota, dan kecamatan memuat informasi dari idn-area-data (github.com/fityannugroho/idn-area-data), yang tersedia dengan lisensi Open Database License (ODbL, opendatacommons.org/licenses/odbl).",
            "The lists of provinces, regencies or cities, and districts contain information from idn-area-data (github.com/fityannugroho/idn-area-data), which is made available under the Open Database License (ODbL, opendatacommons.org/licenses/odbl).",
        ))],
    },
    Section {
        id: "kontak",
        name: ("Kontak", "Contact"),
        body: &[
            Text(("Pertanyaan dan keberatan tentang syarat ini:", "Questions and objections about these terms:")),
            Mail(Desk::Help),
        ],
    },
];
