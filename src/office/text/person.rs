//! `/kantor/peserta/{id}`: one participant, and what can be done.

use crate::account::model::dossier::ViewReason;
use crate::account::model::standing::Suspension;
use crate::kernel::lang::Lang;
use crate::office::model::people::PersonNotice;

/// Bold first sentence and the rest.
pub type Says = (&'static str, &'static str);

pub fn masked_heading(lang: Lang) -> &'static str {
    lang.pick("Data tersamar", "Masked data")
}

pub fn state_heading(lang: Lang) -> &'static str {
    lang.pick("Keadaan akun", "How the account stands")
}

pub fn events_heading(lang: Lang) -> &'static str {
    lang.pick("Riwayat keamanan terbaru", "Recent security history")
}

pub fn no_events(lang: Lang) -> &'static str {
    lang.pick("Belum ada kejadian.", "Nothing has happened yet.")
}

pub fn views_heading(lang: Lang) -> &'static str {
    lang.pick("Siapa melihat data lengkap", "Who looked at the full data")
}

pub fn no_views(lang: Lang) -> &'static str {
    lang.pick("Belum ada petugas yang membukanya.", "No member of the staff has opened them yet.")
}

/// Who it was: the role and the reference that the participant sees.
pub fn viewer(lang: Lang, role: &str, reference: &str) -> String {
    match lang {
        Lang::Id => format!("{role}, rujukan {reference}"),
        Lang::En => format!("{role}, reference {reference}"),
    }
}

pub fn full_heading(lang: Lang) -> &'static str {
    lang.pick("Data lengkap", "Full data")
}

pub fn full_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Terbuka 10 menit, hanya untuk Anda dan peserta ini. Peserta membaca peran Anda, rujukan Anda, dan alasannya di riwayatnya.",
        "Open for 10 minutes, for you and this participant only. The participant reads your role, your reference and the reason in their history.",
    )
}

pub fn full_not_for_role(lang: Lang) -> &'static str {
    lang.pick("Peran Anda hanya melihat data tersamar.", "Your role sees masked data only.")
}

pub fn why(lang: Lang) -> &'static str {
    lang.pick("Mengapa Anda memerlukannya?", "Why do you need them?")
}

pub fn view_reason(lang: Lang, reason: ViewReason) -> &'static str {
    match reason {
        ViewReason::Ticket => lang.pick("Menjawab pertanyaan atau tiket peserta", "Answering the participant's question or ticket"),
        ViewReason::Identity => lang.pick("Memeriksa identitas", "Checking the identity"),
        ViewReason::Correction => {
            lang.pick("Memperbaiki data atas permintaan peserta", "Correcting data on the participant's request")
        }
        ViewReason::Misuse => lang.pick("Memeriksa dugaan penyalahgunaan", "Looking into possible misuse"),
        ViewReason::Legal => lang.pick("Permintaan yang sah menurut hukum", "A request that the law allows"),
    }
}

pub fn reference(lang: Lang) -> &'static str {
    lang.pick("Nomor tiket atau surat", "Number of the ticket or letter")
}

pub fn reference_hint(lang: Lang) -> &'static str {
    lang.pick(
        "Disimpan tersegel dan hanya dibaca administrator serta auditor.",
        "Stored sealed, read by administrators and auditors only.",
    )
}

pub fn view_full(lang: Lang) -> &'static str {
    lang.pick("Lihat data lengkap", "Show full data")
}

pub fn opening(lang: Lang) -> &'static str {
    lang.pick("Membuka…", "Opening…")
}

pub fn open_until(lang: Lang, clock: &str) -> String {
    match lang {
        Lang::Id => format!("Terbuka sampai pukul {clock}."),
        Lang::En => format!("Open until {clock}."),
    }
}

pub fn close_full(lang: Lang) -> &'static str {
    lang.pick("Tutup data lengkap", "Close full data")
}

pub fn full_closed(lang: Lang) -> &'static str {
    lang.pick("Waktunya habis, data lengkap sudah ditutup.", "The time is over and the full data are closed.")
}

pub fn load_again(lang: Lang) -> &'static str {
    lang.pick("Muat ulang halaman", "Load the page again")
}

pub fn closing(lang: Lang) -> &'static str {
    lang.pick("Menutup…", "Closing…")
}

pub fn suspend_heading(lang: Lang) -> &'static str {
    lang.pick("Tangguhkan akun", "Suspend the account")
}

pub fn suspend_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Semua sesi peserta langsung berakhir dan ia tidak bisa masuk. Kami mengirim kabar dengan alasannya ke email peserta.",
        "All of the participant's sessions end at once and they cannot sign in. We send them a mail with the reason.",
    )
}

pub fn suspend_why(lang: Lang) -> &'static str {
    lang.pick("Alasan yang dibaca peserta", "The reason that the participant reads")
}

pub fn suspension(lang: Lang, reason: Suspension) -> &'static str {
    match reason {
        Suspension::Review => lang.pick("Sedang diperiksa", "Being looked into"),
        Suspension::FalseData => lang.pick("Data tidak benar", "Data are not true"),
        Suspension::Misuse => lang.pick("Penyalahgunaan", "Misuse"),
        Suspension::OwnerAsked => lang.pick("Permintaan pemilik", "The owner asked for it"),
    }
}

pub fn how_long(lang: Lang) -> &'static str {
    lang.pick("Sampai kapan?", "Until when?")
}

pub fn until_date(lang: Lang) -> &'static str {
    lang.pick("Sampai tanggal di bawah, lalu terbuka sendiri", "Until the day below, then it opens by itself")
}

pub fn until_lifted(lang: Lang) -> &'static str {
    lang.pick("Sampai petugas mencabutnya", "Until staff lift it")
}

pub fn last_day(lang: Lang) -> &'static str {
    lang.pick("Hari terakhir", "Last day")
}

pub fn last_day_hint(lang: Lang) -> &'static str {
    lang.pick("Hanya untuk penangguhan sampai tanggal. Berakhir pukul 23.59 WIB.", "Only with an end. It ends at 23.59 WIB.")
}

pub fn suspend(lang: Lang) -> &'static str {
    lang.pick("Tangguhkan akun", "Suspend the account")
}

pub fn suspending(lang: Lang) -> &'static str {
    lang.pick("Menangguhkan…", "Suspending…")
}

pub fn lift_heading(lang: Lang) -> &'static str {
    lang.pick("Cabut penangguhan", "Lift the suspension")
}

pub fn lift_lead(lang: Lang) -> &'static str {
    lang.pick(
        "Peserta bisa masuk lagi dengan password dan kode. Kami mengirim kabar ke emailnya.",
        "The participant can sign in again with password and code. We send them a mail.",
    )
}

pub fn lift(lang: Lang) -> &'static str {
    lang.pick("Cabut penangguhan", "Lift the suspension")
}

pub fn lifting(lang: Lang) -> &'static str {
    lang.pick("Mencabut…", "Lifting…")
}

pub fn not_found_title(lang: Lang) -> &'static str {
    lang.pick("Akun tidak ada", "There is no such account")
}

pub fn not_found_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Nomor akun ini tidak dikenal, atau akunnya sudah dihapus. Cari lagi dengan email, NIK, atau nomor ponsel.",
        "This account number is not known, or the account was removed. Search again by email, NIK or mobile number.",
    )
}

pub fn notice(lang: Lang, notice: PersonNotice) -> Says {
    let (id, en): (Says, Says) = match notice {
        PersonNotice::Suspended => (
            ("Akun ditangguhkan.", " Semua sesinya sudah berakhir dan peserta diberi tahu lewat email."),
            ("The account is suspended.", " All its sessions have ended and the participant is told by mail."),
        ),
        PersonNotice::NotSuspended => (
            (
                "Akun ini sudah tidak aktif sebelum Anda menekan tombol.",
                " Tidak ada yang berubah. Keadaannya sekarang ada di bawah.",
            ),
            ("The account was no longer active before you pressed.", " Nothing has changed. How it stands now is shown below."),
        ),
        PersonNotice::Lifted => (
            ("Penangguhan dicabut.", " Peserta bisa masuk lagi dan diberi tahu lewat email."),
            ("The suspension is lifted.", " The participant can sign in again and is told by mail."),
        ),
        PersonNotice::NotLifted => (
            ("Penangguhan sudah berakhir sebelum Anda menekan tombol.", " Tidak ada yang berubah."),
            ("The suspension had ended before you pressed.", " Nothing has changed."),
        ),
        PersonNotice::ViewClosed => (
            ("Data lengkap ditutup.", " Membukanya lagi perlu alasan."),
            ("Full data closed.", " Opening them again needs a reason."),
        ),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_reason_has_its_words() {
        for lang in Lang::ALL {
            let views: BTreeSet<_> = ViewReason::ALL.iter().map(|reason| view_reason(lang, *reason)).collect();
            let suspensions: BTreeSet<_> = Suspension::ALL.iter().map(|reason| suspension(lang, *reason)).collect();
            assert_eq!((views.len(), suspensions.len()), (ViewReason::ALL.len(), Suspension::ALL.len()));
        }
    }
}
