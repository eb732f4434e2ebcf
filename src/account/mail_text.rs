//! The sentences of the account's mails and SMS: Indonesian first, English second.
//!
//! Subjects carry no code and nothing personal: they show on locked screens. Every message says what happened, when, and what to
//! do if it was somebody else. The outbox adds the reference and the frame.

pub mod contact;
pub mod proof;
pub mod recovery;
pub mod removal;
pub mod second_step;
pub mod standing;

use super::text::device::inside as device;
use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::platform::outbox::letter::{link, message, note, text};
use crate::platform::outbox::{Block, Message, Sms};

fn never_share(lang: Lang) -> Block {
    note(lang.pick(
        "Jangan beri tahu siapa pun kode ini. Petugas kami tidak pernah memintanya.",
        "Tell nobody this code. Our staff never ask for it.",
    ))
}

fn valid_until(lang: Lang, until: Instant) -> Block {
    let clock = until.clock_wib();
    text(match lang {
        Lang::Id => format!("Berlaku sampai {clock}. Hanya kode terbaru yang berlaku."),
        Lang::En => format!("Valid until {clock}. Only the newest code works."),
    })
}

/// What to do when it was somebody else, with the link that does it.
fn not_me(lang: Lang, forgot: &str) -> [Block; 2] {
    [
        text(lang.pick(
            "Bukan Anda? Ganti password sekarang. Semua perangkat akan dikeluarkan.",
            "Was it not you? Replace your password now. All devices will be signed out.",
        )),
        link(lang.pick("Ganti password", "Replace the password"), forgot),
    ]
}

fn nothing_to_do(lang: Lang) -> Block {
    text(lang.pick("Kalau itu Anda, tidak ada yang perlu dilakukan.", "If it was you, there is nothing to do."))
}

/// A code for the page that is open; `end` says what to do when it was somebody else.
fn code_mail(
    lang: Lang,
    subject: &str,
    enter: impl Into<String>,
    code: &OneTimeCode,
    until: Instant,
    end: impl IntoIterator<Item = Block>,
) -> Message {
    let mut blocks = vec![text(enter), Block::Code(code.grouped()), valid_until(lang, until), never_share(lang)];
    blocks.extend(end);
    message(subject, blocks)
}

/// What happened, then what to do when it was somebody else, with the link that disavows.
fn disavowable(lang: Lang, subject: &str, mut blocks: Vec<Block>, disavow: &str) -> Message {
    blocks.extend([
        text(lang.pick(
            "Bukan Anda? Tekan tombol ini. Semua perangkat dikeluarkan, dan Anda menerima tautan untuk membuat password baru. Tombolnya berlaku 10 hari.",
            "Was it not you? Press this button. All devices are signed out, and you get a link to choose a new password. The button works for 10 days.",
        )),
        link(lang.pick("Ini bukan saya", "This was not me"), disavow),
    ]);
    message(subject, blocks)
}

/// "Daftar": code for the browser that asked, link for any other. `link_to` is the page with the one button.
pub fn register_code(lang: Lang, code: &OneTimeCode, until: Instant, link_to: &str) -> Message {
    message(
        lang.pick("Kode verifikasi email Anda", "The code to verify your email"),
        vec![
            text(lang.pick(
                "Masukkan kode ini di halaman pendaftaran yang Anda buka.",
                "Enter this code on the registration page that you have open.",
            )),
            Block::Code(code.grouped()),
            valid_until(lang, until),
            text(lang.pick(
                "Halamannya sudah tertutup, atau Anda pindah perangkat? Pakai tautan ini, berlaku 24 jam.",
                "Is the page closed, or have you changed devices? Use this link; it works for 24 hours.",
            )),
            link(lang.pick("Lanjutkan pendaftaran", "Go on registering"), link_to),
            never_share(lang),
            note(lang.pick(
                "Bukan Anda yang mendaftar? Abaikan pesan ini. Akun tidak dibuat, dan isiannya terhapus sendiri setelah 7 hari.",
                "Was it not you who registered? Ignore this message. No account is opened, and what was entered deletes itself after 7 days.",
            )),
        ],
    )
}

/// "Daftar" with an address that has an account: only its owner learns of it.
pub fn account_exists(lang: Lang, at: Instant, sign_in: &str, forgot: &str) -> Message {
    let when = at.date_time(lang);
    message(
        lang.pick("Alamat ini sudah punya akun", "This address already has an account"),
        vec![
            text(match lang {
                Lang::Id => format!(
                    "Pada {when} seseorang mendaftar di Portal Peserta dengan alamat email ini. Akun Anda sudah ada dan tidak berubah."
                ),
                Lang::En => format!(
                    "On {when} somebody registered on the participant portal with this email address. Your account exists already and has not changed."
                ),
            }),
            text(lang.pick("Kalau itu Anda, Anda tinggal masuk.", "If it was you, simply sign in.")),
            link(lang.pick("Masuk", "Sign in"), sign_in),
            text(lang.pick("Lupa password? Buat yang baru di sini.", "Forgotten your password? Choose a new one here.")),
            link(lang.pick("Lupa Password", "Forgotten password"), forgot),
            note(lang.pick(
                "Kalau bukan Anda, tidak ada yang perlu dilakukan. Orang itu tidak bisa membuka akun Anda.",
                "If it was not you, there is nothing to do. That person cannot open your account.",
            )),
        ],
    )
}

pub fn sign_in_code(lang: Lang, code: &OneTimeCode, until: Instant, forgot: &str) -> Message {
    let enter = lang
        .pick("Masukkan kode ini di halaman yang Anda buka untuk masuk.", "Enter this code on the page where you are signing in.");
    code_mail(lang, lang.pick("Kode masuk Anda", "Your sign-in code"), enter, code, until, not_me(lang, forgot))
}

/// One SMS: plain characters only, short enough for the reference to fit behind it.
pub fn sign_in_code_sms(lang: Lang, code: &OneTimeCode, until: Instant) -> Sms {
    let (code, clock) = (code.as_str(), until.clock_wib());
    let text = match lang {
        Lang::Id => format!(
            "Prakerja: {code} kode masuk Anda, berlaku sampai {clock}. Jangan beri tahu siapa pun, petugas tidak memintanya."
        ),
        Lang::En => format!("Prakerja: {code} is your sign-in code, valid until {clock}. Tell nobody, our staff never ask for it."),
    };
    Sms { text }
}

/// "Lupa Password".
pub fn reset_link(lang: Lang, link_to: &str, until: Instant) -> Message {
    let clock = until.clock_wib();
    message(
        lang.pick("Tautan untuk membuat password baru", "The link to choose a new password"),
        vec![
            text(lang.pick(
                "Seseorang, mungkin Anda, meminta password baru untuk akun ini.",
                "Somebody, perhaps you, asked for a new password for this account.",
            )),
            link(lang.pick("Buat password baru", "Choose a new password"), link_to),
            text(match lang {
                Lang::Id => format!("Tautan ini berlaku sampai {clock}, hanya untuk satu kali, dan hanya yang terbaru."),
                Lang::En => format!("The link works until {clock}, only once, and only the newest one."),
            }),
            note(lang.pick(
                "Bukan Anda yang meminta? Abaikan pesan ini. Password Anda tidak berubah. Jangan teruskan tautan ini kepada siapa pun.",
                "Did you not ask for it? Ignore this message. Your password has not changed. Pass this link on to nobody.",
            )),
        ],
    )
}

pub fn password_replaced(lang: Lang, at: Instant, disavow_link: &str) -> Message {
    let when = at.date_time(lang);
    disavowable(
        lang,
        lang.pick("Password Anda sudah diganti", "Your password was replaced"),
        vec![
            text(match lang {
                Lang::Id => format!(
                    "Password akun ini diganti pada {when}. Semua perangkat sudah dikeluarkan, dan semua perangkat tepercaya dihapus."
                ),
                Lang::En => format!(
                    "The password of this account was replaced on {when}. All devices were signed out, and no device is trusted any more."
                ),
            }),
            text(lang.pick("Anda yang menggantinya? Tidak ada yang perlu dilakukan.", "Was it you? Then there is nothing to do.")),
        ],
        disavow_link,
    )
}

/// Coarse place of a sign-in.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The beginning of the network's address.
    pub network: &'a str,
    /// Whether an earlier sign-in on another device came from there.
    pub known: bool,
}

/// A sign-in from a browser that never signed in here before; `class` as in `SignInLine`.
pub fn new_device(lang: Lang, at: Instant, class: &str, place: &Place<'_>, disavow_link: &str) -> Message {
    let (when, device) = (at.date_time(lang), device(lang, class));
    disavowable(
        lang,
        lang.pick("Akun Anda dibuka di perangkat baru", "Your account was opened on a new device"),
        vec![
            text(match lang {
                Lang::Id => format!("Pada {when} akun ini dibuka dari {device} yang belum pernah dipakai masuk."),
                Lang::En => format!("On {when} this account was opened from {device} that had not been used to sign in before."),
            }),
            text(match (place.known, lang) {
                (true, Lang::Id) => format!("Jaringannya sama dengan perangkat yang pernah Anda pakai ({}).", place.network),
                (true, Lang::En) => format!("Its network is that of a device you used before ({}).", place.network),
                (false, Lang::Id) => format!("Jaringannya lain dari perangkat yang pernah Anda pakai ({}).", place.network),
                (false, Lang::En) => {
                    format!("Its network is another than those of the devices you used before ({}).", place.network)
                }
            }),
            nothing_to_do(lang),
        ],
        disavow_link,
    )
}

/// The registration is complete.
pub fn welcome(lang: Lang, dashboard: &str) -> Message {
    message(
        lang.pick("Akun Portal Peserta Anda sudah aktif", "Your participant account is active"),
        vec![
            text(lang.pick(
                "Pendaftaran Anda selesai. Dasbor menunjukkan keadaan akun dan langkah Anda berikutnya.",
                "Your registration is complete. The dashboard shows how your account stands and your next step.",
            )),
            link(lang.pick("Buka Dasbor", "Open the dashboard"), dashboard),
            note(lang.pick(
                "Mengikuti program tidak dipungut biaya. Petugas kami tidak pernah meminta kode atau password.",
                "Taking part costs nothing. Our staff never ask for a code or password.",
            )),
        ],
    )
}

/// A further sign-in ended the oldest session.
pub fn sessions_ended(lang: Lang, at: Instant, disavow_link: &str) -> Message {
    let when = at.date_time(lang);
    disavowable(
        lang,
        lang.pick("Satu perangkat dikeluarkan dari akun Anda", "A device was signed out of your account"),
        vec![
            text(match lang {
                Lang::Id => format!(
                    "Akun bisa dibuka di 5 perangkat sekaligus. Pada {when} Anda masuk di perangkat berikutnya, jadi sesi yang paling lama kami akhiri."
                ),
                Lang::En => format!(
                    "An account can be open on 5 devices at once. On {when} you signed in on a further one, so we ended the oldest session."
                ),
            }),
            text(lang.pick("Perangkat itu bisa masuk lagi kapan saja.", "That device can sign in again at any time.")),
        ],
        disavow_link,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Instant = Instant(1_790_000_000_000);
    const URL: &str = "https://portal.example/daftar/lanjut/rahasia";

    fn code() -> OneTimeCode {
        OneTimeCode::from_number(40_826).unwrap()
    }

    fn all(lang: Lang) -> Vec<Message> {
        vec![
            register_code(lang, &code(), AT, URL),
            account_exists(lang, AT, URL, URL),
            sign_in_code(lang, &code(), AT, URL),
            reset_link(lang, URL, AT),
            password_replaced(lang, AT, URL),
            new_device(lang, AT, "android", &Place { network: "114.10.•.•", known: false }, URL),
            welcome(lang, URL),
            sessions_ended(lang, AT, URL),
        ]
    }

    pub(super) fn words(message: &Message) -> String {
        let word = |block: &Block| match block {
            Block::Text(words) | Block::Note(words) | Block::Code(words) => words.clone(),
            Block::Link { label, .. } => label.clone(),
        };
        message.blocks.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn subjects_say_nothing_secret_and_no_two_are_alike() {
        for lang in Lang::ALL {
            let subjects: std::collections::BTreeSet<_> = all(lang).into_iter().map(|message| message.subject).collect();
            assert_eq!(subjects.len(), 8);
            for subject in subjects {
                assert!(!subject.is_empty() && !subject.contains(|char: char| char.is_ascii_digit() || char == '@'), "{subject}");
            }
        }
    }

    #[test]
    fn nothing_shouts_and_both_languages_differ() {
        for (id, en) in all(Lang::Id).iter().zip(all(Lang::En).iter()) {
            assert_ne!(id.subject, en.subject);
            assert_ne!(words(id), words(en));
            assert!(!words(id).contains('!') && !words(en).contains('!'));
        }
    }

    #[test]
    fn codes_are_in_the_body_grouped_for_reading() {
        for lang in Lang::ALL {
            for message in [register_code(lang, &code(), AT, URL), sign_in_code(lang, &code(), AT, URL)] {
                assert!(message.blocks.iter().any(|block| matches!(block, Block::Code(code) if code == "040 826")));
            }
        }
    }

    #[test]
    fn an_sms_leaves_room_for_its_reference() {
        for lang in Lang::ALL {
            let sms = sign_in_code_sms(lang, &code(), AT).text;
            assert!(sms.is_ascii() && sms.len() <= 140, "{}: {sms}", sms.len());
            assert!(sms.contains("040826"));
        }
    }
}
