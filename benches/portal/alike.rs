//! Whether the clock tells an address that has an account from one that has none (`docs/rules.md`, C9): the same forms with both,
//! in turns, one at a time. A difference beyond the limit fails the bench: it is no question of speed. That both take the same steps is
//! what the tests hold.

use crate::guest::{Guest, address, sums};
use crate::load::{Answer, Failure, Load, Tally, timed};
use crate::portal::{Engine, Portal};
use crate::table::Table;
use axum::http::StatusCode;
use prakerja::account::seed_participants;
use prakerja::account::server::seed::invented::{Dice, Invented, email};
use prakerja::otp::RESEND_AFTER;
use std::collections::HashMap;
use std::time::Duration;

/// Pairs of a known and an unknown address for each form.
const PAIRS: u32 = 80;
/// Nobody has the addresses from here on.
const STRANGERS: u32 = 5_000_000;
const WRONG: &str = "bukan-password-siapa-1";
const NEW: &str = "gerimis-senja-bambu-73";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    SignIn,
    Register,
    Resend,
    Forgot,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::SignIn => "sign-in with a wrong password",
            Form::Register => "register",
            Form::Resend => "resend at registration",
            Form::Forgot => "forgotten password",
        }
    }
}

/// One connection, and the flows of those who registered over it.
struct Pairs {
    guest: Guest,
    flows: HashMap<u32, String>,
    engine: Engine,
}

impl Pairs {
    /// Known and unknown addresses in turns; in every second pair the unknown one is first.
    async fn run(&mut self, form: Form) -> Result<[Tally; 2], Failure> {
        let mut tallies = [(); 2].map(|()| Tally::default());
        for nth in 1..=PAIRS {
            let order = if nth % 2 == 0 { [0, 1] } else { [1, 0] };
            for at in order {
                let number = if at == 0 { nth } else { STRANGERS + nth };
                let (took, status) = self.once(form, number).await?;
                let right = if form == Form::SignIn { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
                if status == right {
                    tallies[at].note(took);
                } else {
                    eprintln!("bench: {} of {number} on {}: {status}", form.name(), self.engine);
                    tallies[at].wrong += 1;
                }
            }
        }
        Ok(tallies)
    }

    /// One form, sent; the captcha before it is not in the time.
    async fn once(&mut self, form: Form, number: u32) -> Result<(Duration, StatusCode), Failure> {
        // Each at home, so that no limit of a network is met.
        let from = address(number);
        let email = ("email", email(number));
        let (path, cookie, fields) = match form {
            Form::SignIn => {
                let [token, sum] = self.guest.captcha("masuk", &from).await?;
                ("sign_in", String::new(), vec![email, ("password", WRONG.to_owned()), token, sum])
            }
            Form::Register => {
                let [token, sum] = self.guest.captcha("daftar", &from).await?;
                // Somebody else's NIK in any case: that it is taken is told later.
                let nik = Invented::of(STRANGERS + number, &mut Dice::of(STRANGERS + number)).nik;
                ("register", String::new(), vec![email, ("nik", nik), ("password", NEW.to_owned()), token, sum])
            }
            Form::Resend => ("register_resend", self.flows.get(&number).cloned().ok_or("nothing to send again")?, Vec::new()),
            Form::Forgot => {
                let [token, sum] = self.guest.captcha("lupa", &from).await?;
                ("forgot", String::new(), vec![email, token, sum])
            }
        };
        let (took, answer) = timed(self.guest.post(&format!("/api/account/{path}"), &from, &cookie, &fields)).await;
        let answer = answer?;
        if form == Form::Register {
            self.flows.insert(number, cookie_of(&answer));
        }
        Ok((took, answer.status))
    }
}

/// The first cookie that an answer sets: name and value.
fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// Wrong passwords, registrations, their second codes, forgotten passwords.
pub async fn measure(portal: &Portal, load: &Load, table: &mut Table) -> Result<(), Failure> {
    seed_participants(&portal.ctx, PAIRS, |_| {}).await?;
    let client = load.connect(portal.addr, 1).await?.remove(0);
    let guest = Guest { client, origin: portal.ctx.config.server.public_url.clone(), sums: sums() };
    let mut pairs = Pairs { guest, flows: HashMap::new(), engine: portal.engine.clone() };
    for form in [Form::SignIn, Form::Register, Form::Resend, Form::Forgot] {
        if form == Form::Resend {
            // Nobody has to wait for the minute after which a code may be sent again.
            portal.ctx.clock.set_offset_ms(portal.ctx.clock.offset_ms() + (RESEND_AFTER + 1) * 1_000);
        }
        let (back, [known, unknown]) = load
            .run(async move {
                let tallies = pairs.run(form).await?;
                Ok((pairs, tallies))
            })
            .await?;
        pairs = back;
        table.pair(format!("{}, {}", form.name(), portal.engine), known, unknown);
    }
    Ok(())
}
