//! Which events of the audit trail a person sees in their security history.

/// Events that say something to the owner, with their outcomes; an empty outcome stands for any.
const SHOWN: &[(&str, &str)] = &[
    ("account.open", ""),
    ("sign_in", ""),
    ("sign_in.code", "ok"),
    ("sign_in.code", "exhausted"),
    ("sign_in.password", "wrong"),
    ("sign_in.totp", "ok"),
    ("sign_in.totp", "wrong"),
    ("sign_in.totp", "exhausted"),
    ("sign_out", ""),
    ("session.drop", ""),
    ("proof.code", "ok"),
    ("password.change", ""),
    ("reset.request", ""),
    ("reset.use", ""),
    ("phone.start", ""),
    ("phone.verify", "ok"),
    ("phone.verify", "taken"),
    ("email.start", ""),
    ("email.verify", "ok"),
    ("email.undo", ""),
    ("device.end", ""),
    ("device.end_others", ""),
    ("account.disavow", ""),
    ("totp.on", ""),
    ("totp.off", ""),
    ("channel.choose", ""),
    ("profile.change", ""),
    ("identity.check", ""),
    ("nik.view", ""),
    ("email.remind", ""),
    ("recovery.code", "ok"),
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

/// Whether an event of the history deserves a second look: something was tried in vain, or taken away.
#[must_use]
pub fn needs_care(action: &str, outcome: &str) -> bool {
    matches!(
        (action, outcome),
        ("sign_in.password" | "sign_in.totp", "wrong")
            | ("sign_in.code", "exhausted")
            | ("phone.verify", "taken")
            | ("session.drop" | "account.disavow" | "account.suspend" | "removal.request", _)
    )
}

/// Every action that may be shown, for the test that each has its words.
pub fn shown() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHOWN.iter().copied()
}
