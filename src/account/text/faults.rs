//! What to say when a whole request was refused: the fact, the reason, the step.

use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::text::wait;

/// One sentence or two for a fault that belongs to no field.
fn fault_line(lang: Lang, fault: &Fault) -> String {
    match fault.retry_after {
        Some(seconds) => timed(lang, fault.code, &wait(lang, seconds)).unwrap_or_else(|| untimed(lang, fault.code).to_owned()),
        None => untimed(lang, fault.code).to_owned(),
    }
}

/// The same, as the error summary of the sign-in pages asks for it.
pub fn general(lang: Lang, fault: &Fault) -> Option<String> {
    Some(fault_line(lang, fault))
}

/// The same for registration, where there is no password to reset yet.
pub fn register_general(lang: Lang, fault: &Fault) -> Option<String> {
    Some(match (fault.code, fault.retry_after.map(|seconds| wait(lang, seconds)), lang) {
        (Code::Locked, Some(wait), Lang::Id) => {
            format!("Terlalu banyak percobaan yang salah. Coba lagi dalam {wait}, isian Anda tetap ada.")
        }
        (Code::Locked, Some(wait), Lang::En) => format!("Too many wrong tries. Try again in {wait}; what you typed is kept."),
        (Code::Locked, None, _) => untimed(lang, Code::Limited).to_owned(),
        _ => fault_line(lang, fault),
    })
}

fn timed(lang: Lang, code: Code, wait: &str) -> Option<String> {
    Some(match (code, lang) {
        (Code::Limited, Lang::Id) => format!("Terlalu banyak percobaan. Coba lagi dalam {wait}, isian Anda tetap ada."),
        (Code::Limited, Lang::En) => format!("Too many tries. Try again in {wait}; what you typed is kept."),
        (Code::Locked, Lang::Id) => {
            format!("Terlalu banyak percobaan yang salah. Coba lagi dalam {wait}, atau atur ulang password.")
        }
        (Code::Locked, Lang::En) => format!("Too many wrong tries. Try again in {wait}, or reset your password."),
        (Code::Unavailable, Lang::Id) => format!("Layanan sedang padat. Coba lagi dalam {wait}, isian Anda tetap ada."),
        (Code::Unavailable, Lang::En) => format!("The service is busy. Try again in {wait}; what you typed is kept."),
        _ => return None,
    })
}

fn untimed(lang: Lang, code: Code) -> &'static str {
    match code {
        Code::Invalid => lang.pick(
            "Ada isian yang belum bisa diterima. Periksa lagi, lalu kirim ulang.",
            "Some of what you typed cannot be accepted yet. Check it, then send again.",
        ),
        Code::Malformed => lang.pick(
            "Kiriman ini tidak terbaca oleh portal. Buka ulang halaman ini, lalu coba lagi.",
            "The portal could not read what was sent. Open this page again, then retry.",
        ),
        Code::Unauthenticated => {
            lang.pick("Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan.", "Your session has ended. Sign in again to go on.")
        }
        Code::Forbidden => lang.pick("Akun ini tidak boleh membuka bagian ini.", "This account may not open this part."),
        Code::CrossSite => lang.pick(
            "Kiriman ini tidak datang dari halaman portal, jadi kami tolak. Buka halaman ini langsung dari portal, lalu coba lagi.",
            "This was not sent from a page of the portal, so we refused it. Open the page from the portal itself, then retry.",
        ),
        Code::ReauthRequired => {
            lang.pick("Langkah ini perlu password Anda sekali lagi.", "This step needs your password once more.")
        }
        Code::NotFound => lang.pick(
            "Yang Anda buka tidak ada atau sudah selesai. Mulai lagi dari halaman Masuk atau Daftar.",
            "What you opened does not exist or is finished. Start again from the sign-in or registration page.",
        ),
        Code::Conflict => lang.pick(
            "Permintaan yang sama sedang diproses. Tunggu sebentar, lalu periksa hasilnya.",
            "The same request is being handled. Wait a moment, then look at the result.",
        ),
        Code::TooLarge => lang.pick(
            "Isian ini terlalu besar untuk dikirim. Pendekkan, lalu coba lagi.",
            "This is too large to be sent. Shorten it, then try again.",
        ),
        Code::KeyReused => lang.pick(
            "Permintaan ini sudah pernah dikirim dengan isi lain. Buka ulang halaman ini.",
            "This request was sent before with other content. Open this page again.",
        ),
        Code::Limited => lang.pick(
            "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
            "Too many tries. Wait a few minutes, then try again.",
        ),
        Code::Locked => lang.pick(
            "Terlalu banyak percobaan yang salah. Atur ulang password untuk masuk.",
            "Too many wrong tries. Reset your password to sign in.",
        ),
        Code::Elsewhere => lang.pick(
            "Langkah ini dilanjutkan di halaman lain. Muat ulang halaman ini.",
            "This step goes on on another page. Load this page again.",
        ),
        Code::Unavailable => lang.pick(
            "Layanan sedang padat. Coba lagi sebentar lagi, isian Anda tetap ada.",
            "The service is busy. Try again shortly; what you typed is kept.",
        ),
        Code::Transport => lang.pick(
            "Jawaban portal tidak sampai. Periksa sambungan internet, lalu kirim lagi. Isian Anda tetap ada.",
            "No answer came from the portal. Check your connection, then send again. What you typed is kept.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const CODES: [Code; 15] = [
        Code::Invalid,
        Code::Malformed,
        Code::Unauthenticated,
        Code::Forbidden,
        Code::CrossSite,
        Code::ReauthRequired,
        Code::NotFound,
        Code::Conflict,
        Code::TooLarge,
        Code::KeyReused,
        Code::Limited,
        Code::Locked,
        Code::Elsewhere,
        Code::Unavailable,
        Code::Transport,
    ];

    #[test]
    fn every_code_has_its_own_line() {
        for lang in Lang::ALL {
            let lines: BTreeSet<_> = CODES.iter().map(|code| fault_line(lang, &Fault::of(*code))).collect();
            assert_eq!(lines.len(), CODES.len());
            assert!(lines.iter().all(|line| line.ends_with('.') && !line.contains('!')));
        }
    }

    #[test]
    fn a_known_wait_is_said() {
        for code in [Code::Limited, Code::Locked, Code::Unavailable] {
            assert!(fault_line(Lang::Id, &Fault::of(code).retry(900)).contains("15 menit"), "{code:?}");
            assert!(fault_line(Lang::En, &Fault::of(code).retry(42)).contains("42 seconds"), "{code:?}");
        }
        assert_eq!(fault_line(Lang::Id, &Fault::of(Code::NotFound).retry(5)), fault_line(Lang::Id, &Fault::of(Code::NotFound)));
        let locked = register_general(Lang::Id, &Fault::of(Code::Locked).retry(900)).unwrap();
        assert!(locked.contains("15 menit") && !locked.contains("password"), "{locked}");
    }
}
