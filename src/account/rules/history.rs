//! Which events of the audit trail a person sees in their security history.

/// Events that say something to the owner, with their outcomes; an empty outcome stands for any.
const SHOWN: &[(&str, &str)] = &[
    ("account.open", ""),
    ("sign_in", ""),
    ("sign_in.code", "ok"),
    ("sign_in.code", "exhausted"),
    ("sign_in.code", "suspended"),
    ("sign_in.code", "removing"),
    ("sign_in.password", "ok"),
    ("sign_in.password", "wrong"),
    ("sign_in.totp", "ok"),
    ("sign_in.totp", "wrong"),
    ("sign_in.totp", "exhausted"),
    ("sign_in.totp", "suspended"),
    ("sign_in.totp", "removing"),
    ("sign_out", ""),
    ("session.drop", ""),
    ("proof.code", "ok"),
    ("proof.code", "exhausted"),
    ("proof.password", "wrong"),
    ("password.change", ""),
    ("reset.request", ""),
    ("reset.use", ""),
    ("phone.start", ""),
    ("phone.verify", "ok"),
    ("phone.verify", "taken"),
    ("phone.verify", "wrong"),
    ("phone.verify", "exhausted"),
    ("phone.cancel", ""),
    ("phone.drop", ""),
    ("email.start", ""),
    ("email.verify", "ok"),
    ("email.verify", "wrong"),
    ("email.verify", "exhausted"),
    ("email.cancel", ""),
    ("email.undo", ""),
    ("device.end", ""),
    ("device.end_others", ""),
    ("account.disavow", ""),
    ("totp.start", ""),
    ("totp.confirm", "wrong"),
    ("totp.cancel", ""),
    ("totp.on", ""),
    ("totp.off", ""),
    ("channel.choose", ""),
    ("profile.change", ""),
    ("identity.check", ""),
    ("nik.view", ""),
    ("email.remind", ""),
    ("recovery.code", "ok"),
    ("recovery.code", "wrong"),
    ("recovery.code", "exhausted"),
    ("removal.request", ""),
    ("removal.cancel", ""),
    ("account.suspend", ""),
    ("account.lift_suspension", ""),
    ("account.viewed", ""),
];

/// Whether an event belongs into the history.
#[must_use]
pub fn is_shown(action: &str, outcome: &str) -> bool {
    SHOWN.iter().any(|(name, only)| *name == action && (only.is_empty() || *only == outcome))
}

/// Whether an event is the first half of a sign-in, the right password, which says something only when no code followed: then somebody
/// knows the password.
#[must_use]
pub fn is_half(action: &str, outcome: &str) -> bool {
    (action, outcome) == ("sign_in.password", "ok")
}

/// Whether an event of the history deserves a second look: something was tried in vain, or taken away.
#[must_use]
pub fn needs_care(action: &str, outcome: &str) -> bool {
    is_half(action, outcome)
        || matches!(
            (action, outcome),
            (_, "wrong" | "exhausted")
                | ("phone.verify", "taken")
                | ("session.drop" | "account.disavow" | "account.suspend" | "removal.request", _)
        )
}

/// Every action that may be shown, for the test that each has its words.
pub fn shown() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHOWN.iter().copied()
}
