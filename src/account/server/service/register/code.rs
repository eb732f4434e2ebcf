//! `/daftar/kode`: the code in the mail, and the mail itself.

use super::{email_of, expect, prove_mailbox};
use crate::account::mail_text;
use crate::account::model::{Channel, CodePage};
use crate::account::rules::{self, RegistrationState};
use crate::account::server::service::codes::{self, Outgoing};
use crate::account::server::service::email::is_taken;
use crate::account::server::service::{Proof, limit_resend, note, subject_of};
use crate::account::server::store;
use crate::kernel::code::OneTimeCode;
use crate::kernel::email::Email;
use crate::kernel::fault::Fault;
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::otp::{self, Guess, Purpose};
use crate::platform::Error;
use crate::platform::crypt;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::outbox::{Body, Destination};
use uuid::Uuid;

/// The link in a registration's mails: the same in each of them, known only to the mailbox and to whoever holds the server's key.
pub(super) fn link_token(call: &Call, id: Uuid) -> Token {
    let digest = call.ctx.keys.digest("register-link", &[id.as_bytes()]);
    let mut bytes = [0; 32];
    bytes.copy_from_slice(&digest[..32]);
    Token::from_bytes(bytes)
}

pub(super) struct Draft<'a> {
    pub id: Uuid,
    pub email: &'a Email,
    pub email_index: &'a [u8],
    pub flow_hash: &'a str,
    /// The address has an account: its owner is told, no code works.
    pub taken: bool,
}

/// Sends the code, or tells the owner of an account that somebody tried to register the address. Inner error: the destination's limit.
pub(super) async fn send_code(tx: &mut Tx, call: &Call, draft: &Draft<'_>) -> Result<Result<(), Fault>, Error> {
    // Codes belong to the draft, so that a stranger who types the same address ends nobody's code.
    let subject_ref = draft.id.simple().to_string();
    let request = otp::Request {
        purpose: Purpose::Register,
        subject_ref: &subject_ref,
        flow_hash: draft.flow_hash,
        channel: Channel::Email,
        destination_index: draft.email_index,
        since: None,
    };
    // The mail says how long its link works. Of a taken address, too, which has none in its mail, so that the work is the same. Before
    // the code, as whoever comes by the link takes the one after the other.
    store::registration::renew_link(tx, draft.id, call.now().plus_seconds(rules::LINK_LIFE)).await?;
    let base = &call.ctx.config.server.public_url;
    let path = Route::RegisterContinue.fill(&link_token(call, draft.id).encode()).ok_or(Error::Corrupt("route"))?;
    let code = Outgoing {
        request,
        person: draft.id,
        to: Destination::Email(draft.email.as_str().to_owned()),
        letter: if draft.taken { "account_exists" } else { "register" },
        deliverable: !draft.taken,
    };
    codes::send(tx, call, code, |lang, prepared| {
        Body::Mail(if draft.taken {
            let [sign_in, forgot] = [Route::SignIn, Route::Forgot].map(|route| format!("{base}{}", route.path()));
            mail_text::account_exists(lang, prepared.created_at, &sign_in, &forgot)
        } else {
            mail_text::register_code(lang, &prepared.code, prepared.expires_at, &format!("{base}{path}"))
        })
    })
    .await
}

/// `/daftar/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let row = expect(call, RegistrationState::Draft).await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let email = email_of(&key, &row)?;
    let latest = otp::latest(&call.ctx.db, Purpose::Register, &row.flow_hash).await?.ok_or(Fault::elsewhere(Route::Register))?;
    codes::page(call, latest, email.masked(), None, "kode_daftar").await
}

/// "Kirim Ulang Kode".
pub async fn resend(call: &Call, proof: &Proof) -> Result<(), Fault> {
    let row = expect(call, RegistrationState::Draft).await?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let email = email_of(&key, &row)?;
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    let taken = is_taken(&mut tx, &row.email_index, call.now()).await?;
    let draft = Draft { id: row.id, email: &email, email_index: &row.email_index, flow_hash: &row.flow_hash, taken };
    send_code(&mut tx, call, &draft).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::RegisterCode);
    Ok(())
}

/// "Verifikasi".
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let row = expect(call, RegistrationState::Draft).await?;
    let mut tx = call.ctx.db.begin().await?;
    // As whoever comes by the link: the address before its code.
    otp::line_up(&mut tx, &call.ctx, &subject_of(&row.email_index)).await?;
    let guess = otp::guess(&mut tx, &call.ctx, Purpose::Register, &row.flow_hash, &code).await?;
    if matches!(guess, Guess::Right { .. }) {
        prove_mailbox(&mut tx, call, &row).await?;
    }
    note(&mut tx, call, None, "register.verify", codes::outcome(&guess)).await?;
    tx.commit().await?;
    codes::answer(&guess, Channel::Email)?;
    call.reply.go(Route::RegisterData);
    Ok(())
}
