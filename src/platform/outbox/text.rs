//! The sentences around every mail and SMS; what a letter itself says is in the slices.

use super::reference::Reference;
use crate::kernel::lang::Lang;

/// The second line of the wordmark.
pub fn portal(lang: Lang) -> &'static str {
    lang.pick("Portal Peserta", "Participant Portal")
}

/// Between a button and its address.
pub fn copy_address(lang: Lang) -> &'static str {
    lang.pick(
        "Jika tombol tidak bisa ditekan, salin alamat ini ke peramban:",
        "If the button does not work, copy this address into your browser:",
    )
}

/// What stands before the reference.
pub fn message_number(lang: Lang) -> &'static str {
    lang.pick("Nomor pesan:", "Message number:")
}

pub fn automatic(lang: Lang) -> &'static str {
    lang.pick("Pesan ini dikirim otomatis. Balasan tidak dibaca.", "This message was sent automatically. Replies are not read.")
}

/// Before the portal's own address, against look-alikes.
pub fn only_address(lang: Lang) -> &'static str {
    lang.pick("Alamat portal ini hanya", "The only address of this portal is")
}

pub fn sample(lang: Lang) -> &'static str {
    lang.pick(
        "Ini portal contoh, bukan layanan resmi Kartu Prakerja. Jangan masukkan data asli.",
        "This is a sample portal, not the official Kartu Prakerja service. Do not enter real data.",
    )
}

/// The end of an SMS: short, because every character counts.
pub fn sms_reference(lang: Lang, reference: &Reference) -> String {
    format!("{} {reference}", lang.pick("No. pesan", "Message no."))
}
