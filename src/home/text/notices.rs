//! Every sentence of the dashboard's notices: Indonesian first, English second.

use crate::account::model::NoticeKind;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;

/// The bold first sentence.
pub fn lead(lang: Lang, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::SessionsEnded => lang.pick("Satu perangkat dikeluarkan.", "A device was signed out."),
        NoticeKind::IdentityVerified => lang.pick("NIK Anda sudah terverifikasi.", "Your NIK is verified."),
        NoticeKind::IdentityUnverified => lang.pick("NIK Anda belum bisa diverifikasi.", "Your NIK could not be verified."),
    }
}

/// What happened, when, and what to do.
pub fn rest(lang: Lang, kind: NoticeKind, at: Instant) -> String {
    let when = at.date_time(lang);
    match (kind, lang) {
        (NoticeKind::SessionsEnded, Lang::Id) => format!(
            "Akun bisa dibuka di 5 perangkat sekaligus. Pada {when} Anda masuk di perangkat berikutnya, jadi sesi yang paling lama kami akhiri. Kalau itu bukan Anda, ganti password."
        ),
        (NoticeKind::SessionsEnded, Lang::En) => format!(
            "An account can be open on 5 devices at once. On {when} you signed in on a further one, so we ended the oldest session. If that was not you, replace your password."
        ),
        (NoticeKind::IdentityVerified, Lang::Id) => {
            format!("Data kependudukan menjawab pada {when} dan cocok. Anda tidak perlu melakukan apa-apa.")
        }
        (NoticeKind::IdentityVerified, Lang::En) => {
            format!("The population registry answered on {when} and agrees. There is nothing for you to do.")
        }
        (NoticeKind::IdentityUnverified, Lang::Id) => {
            format!("Data kependudukan menjawab pada {when}. Alasan dan caranya tertulis di bagian paling atas halaman ini.")
        }
        (NoticeKind::IdentityUnverified, Lang::En) => {
            format!("The population registry answered on {when}. The reason and the remedy stand at the top of this page.")
        }
    }
}

/// The button that puts a notice away.
pub fn read(lang: Lang) -> &'static str {
    lang.pick("Sudah saya baca", "I have read it")
}

pub fn reading(lang: Lang) -> &'static str {
    lang.pick("Menyimpan…", "Saving…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_says_what_when_and_what_to_do() {
        let kinds = [NoticeKind::SessionsEnded, NoticeKind::IdentityVerified, NoticeKind::IdentityUnverified];
        for lang in Lang::ALL {
            let leads: std::collections::BTreeSet<_> = kinds.iter().map(|kind| lead(lang, *kind)).collect();
            assert_eq!(leads.len(), kinds.len());
            for kind in kinds {
                assert!(rest(lang, kind, Instant(0)).contains(&Instant(0).date_time(lang)));
            }
        }
    }
}
