//! Why a field about the person was refused: name, birth date, gender, address, phone, consent.

use super::Both;

pub fn phone(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi nomor ponsel Anda.", "Enter your mobile number."),
        "shape" => (
            "Nomor ponsel diawali 08 atau +62 dan hanya berisi angka. Spasi dan tanda hubung boleh.",
            "A mobile number begins with 08 or +62 and has digits only. Spaces and hyphens are fine.",
        ),
        "too_short" => (
            "Nomor ponsel kurang panjang. Dengan awalan 08, panjangnya 10 sampai 13 angka.",
            "The mobile number is too short. Beginning with 08 it has 10 to 13 digits.",
        ),
        "too_long" => (
            "Nomor ponsel terlalu panjang. Dengan awalan 08, panjangnya 10 sampai 13 angka.",
            "The mobile number is too long. Beginning with 08 it has 10 to 13 digits.",
        ),
        "foreign" => (
            "Nomor luar negeri tidak bisa dipakai di sini. Isi nomor ponsel Indonesia, diawali 08 atau +62.",
            "A foreign number cannot be used here. Enter an Indonesian mobile number, beginning with 08 or +62.",
        ),
        "premium" => (
            "Nomor 0809 adalah layanan berbayar, bukan ponsel. Isi nomor ponsel Anda, diawali 08.",
            "0809 is a paid service, not a mobile phone. Enter your mobile number, beginning with 08.",
        ),
        "shared_cost" => (
            "Nomor 0804 adalah layanan dengan biaya dibagi, bukan ponsel. Isi nomor ponsel Anda, diawali 08.",
            "0804 is a shared-cost service, not a mobile phone. Enter your mobile number, beginning with 08.",
        ),
        "toll_free" => (
            "Nomor 0800 bebas pulsa tidak bisa menerima SMS. Isi nomor ponsel Anda, diawali 08.",
            "A toll-free 0800 number cannot receive SMS. Enter your mobile number, beginning with 08.",
        ),
        "business" => (
            "Ini nomor layanan perusahaan, yang tidak bisa menerima SMS. Isi nomor ponsel Anda, diawali 08.",
            "This is a company's service number and cannot receive SMS. Enter your mobile number, beginning with 08.",
        ),
        "landline" => (
            "Ini nomor telepon rumah atau kantor, yang tidak bisa menerima SMS. Isi nomor ponsel Anda, diawali 08.",
            "This is a landline and cannot receive SMS. Enter your mobile number, beginning with 08.",
        ),
        "not_mobile" => (
            "Awalan ini bukan awalan ponsel di Indonesia. Periksa lagi empat angka pertamanya.",
            "No Indonesian mobile number begins like this. Check its first four digits.",
        ),
        "same" => ("Ini nomor Anda saat ini. Isi nomor yang baru.", "This is your present number. Enter the new one."),
        "voip" => (
            "Ini nomor internet (VoIP), yang mudah berpindah tangan. Isi nomor ponsel dengan kartu SIM.",
            "This is an internet (VoIP) number, which changes hands easily. Enter the number of a SIM card.",
        ),
        "unknown" => (
            "Operator tidak mengenal nomor ini. Periksa lagi angkanya, atau coba lagi nanti kalau kartunya baru.",
            "No operator knows this number. Check the digits, or try again later if the card is new.",
        ),
        "lookup_down" => (
            "Nomor ini belum bisa diperiksa karena layanan operator tidak menjawab. Coba lagi sebentar lagi, isian Anda tetap ada.",
            "The number cannot be checked now because the operators' service does not answer. Try again shortly; what you typed is kept.",
        ),
        _ => return None,
    })
}

pub fn name(code: &str) -> Option<Both> {
    Some(match code {
        "required" => (
            "Isi nama lengkap Anda seperti di e-KTP. Satu kata saja boleh.",
            "Enter your full name as on your e-KTP. A single name is fine.",
        ),
        "too_long" => (
            "Nama paling banyak 100 karakter. Tulis seperti di e-KTP, tanpa gelar.",
            "A name has 100 characters at most. Write it as on your e-KTP, without titles.",
        ),
        "shape" => (
            "Nama ditulis dengan huruf, tanpa angka dan garis miring. Titik, koma, petik, dan tanda hubung boleh.",
            "A name is written in letters, without digits or slashes. Full stops, commas, apostrophes and hyphens are fine.",
        ),
        "registry_name" => (
            "Nama tidak sama dengan data kependudukan. Periksa e-KTP, lalu perbaiki. Kalau di e-KTP memang begini, kirim sekali lagi tanpa mengubahnya: akun Anda aktif, tetapi belum terverifikasi sampai dibetulkan di Dukcapil.",
            "The name differs from the population registry. Check your e-KTP, then correct it. If your e-KTP says so, send the same again: your account becomes active but stays unverified until Dukcapil has corrected it.",
        ),
        _ => return None,
    })
}

pub fn address(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi alamat tempat Anda tinggal sekarang.", "Enter the address where you live now."),
        "too_short" => (
            "Alamat terlalu pendek. Tulis jalan atau dusun, nomor, serta RT dan RW kalau ada.",
            "The address is too short. Give the street or hamlet, the number, and RT and RW if there are any.",
        ),
        "too_long" => (
            "Alamat terlalu panjang. Cukup jalan, nomor, RT, RW, dan kelurahan atau desa.",
            "The address is too long. Street, number, RT, RW and village are enough.",
        ),
        "shape" => (
            "Ada tanda yang tidak bisa disimpan di alamat ini. Pakai huruf, angka, dan tanda baca biasa.",
            "This address has a sign that cannot be stored. Use letters, digits and plain punctuation.",
        ),
        _ => return None,
    })
}

pub fn birth_date(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Isi tanggal lahir Anda seperti di e-KTP.", "Enter your birth date as on your e-KTP."),
        "shape" => (
            "Tulis tanggal lahir sebagai tahun-bulan-tanggal, misalnya 1998-04-17.",
            "Write the birth date as year-month-day, for example 1998-04-17.",
        ),
        "impossible" => (
            "Tanggal ini tidak ada di kalender. Periksa lagi tanggal dan bulannya.",
            "This date is not in the calendar. Check the day and the month.",
        ),
        "too_young" => (
            "Umur Anda belum 17 tahun menurut tanggal ini. Akun bisa dibuat mulai ulang tahun ke-17.",
            "By this date you are not yet 17. An account can be opened from your 17th birthday on.",
        ),
        "too_old" => (
            "Tahun lahir ini terlalu jauh di masa lalu. Periksa lagi tahunnya.",
            "This year of birth is too far in the past. Check the year.",
        ),
        "future" => ("Tanggal ini belum terjadi. Periksa lagi tahunnya.", "This date has not come yet. Check the year."),
        "nik_differs" => (
            "Tanggal lahir ini berbeda dengan tanggal di dalam NIK Anda. Periksa e-KTP. Kalau isiannya sudah benar, kirim sekali lagi tanpa mengubahnya.",
            "This birth date differs from the one inside your NIK. Check your e-KTP. If what you typed is right, send the same again.",
        ),
        "registry_birth_date" => (
            "Tanggal lahir tidak sama dengan data kependudukan. Periksa e-KTP, lalu perbaiki. Kalau di e-KTP memang begini, kirim sekali lagi tanpa mengubahnya: akun Anda aktif, tetapi belum terverifikasi sampai dibetulkan di Dukcapil.",
            "The birth date differs from the population registry. Check your e-KTP, then correct it. If your e-KTP says so, send the same again: your account becomes active but stays unverified until Dukcapil has corrected it.",
        ),
        _ => return None,
    })
}

pub fn gender(code: &str) -> Option<Both> {
    Some(match code {
        "required" => ("Pilih jenis kelamin Anda seperti di e-KTP.", "Choose your gender as on your e-KTP."),
        "shape" => ("Pilih salah satu: laki-laki atau perempuan.", "Choose one of the two: male or female."),
        "nik_differs" => (
            "Pilihan ini berbeda dengan jenis kelamin di dalam NIK Anda. Periksa e-KTP. Kalau pilihannya sudah benar, kirim sekali lagi tanpa mengubahnya.",
            "This differs from the gender inside your NIK. Check your e-KTP. If your choice is right, send the same again.",
        ),
        _ => return None,
    })
}

pub fn region(field: &str, code: &str) -> Option<Both> {
    Some(match (field, code) {
        ("provinsi", "required") => ("Pilih provinsi tempat Anda tinggal.", "Choose the province where you live."),
        ("kabupaten", "required") => {
            ("Pilih kabupaten atau kota tempat Anda tinggal.", "Choose the regency or city where you live.")
        }
        ("kecamatan", "required") => ("Pilih kecamatan tempat Anda tinggal.", "Choose the district where you live."),
        ("provinsi", "unknown" | "shape") => {
            ("Provinsi ini tidak ada di daftar. Pilih lagi.", "This province is not on the list. Choose again.")
        }
        ("kabupaten", "unknown" | "shape") => (
            "Kabupaten atau kota ini tidak ada di provinsi yang dipilih. Pilih lagi dari daftarnya.",
            "This regency or city is not in the chosen province. Choose again from the list.",
        ),
        ("kecamatan", "unknown" | "shape") => (
            "Kecamatan ini tidak ada di kabupaten yang dipilih. Pilih lagi dari daftarnya.",
            "This district is not in the chosen regency. Choose again from the list.",
        ),
        _ => return None,
    })
}

pub fn consent(code: &str) -> Option<Both> {
    (code == "required").then_some((
        "Centang persetujuan ini. Tanpa itu kami tidak boleh menyimpan data Anda dan membuat akun.",
        "Tick this consent. Without it we may not store your data or open an account.",
    ))
}
