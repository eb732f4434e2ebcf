//! By which ways the second step can be taken: a value of the authenticator app, a code by e-mail, a code by SMS.

use crate::account::model::Channel;
use crate::kernel::word::words;

/// Seconds for which an app that is being set up waits for its first value.
pub const SETUP_LIFE: i64 = 10 * 60;
/// What an authenticator app calls the portal.
pub const ISSUER: &str = "Prakerja";

words! {
    /// What sign-in asks for first, as its owner chose.
    pub enum SecondStep {
        /// A code, by the channel that was chosen.
        Code = "code",
        /// A value of the authenticator app.
        App = "app",
    }
}

/// What an account has beside its mailbox, which is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Has {
    pub app: bool,
    pub verified_number: bool,
}

impl Has {
    /// The ways that are open, strongest first.
    pub fn ways(self) -> impl Iterator<Item = Channel> {
        [(self.app, Channel::App), (true, Channel::Email), (self.verified_number, Channel::Sms)]
            .into_iter()
            .filter_map(|(open, way)| open.then_some(way))
    }

    /// The way that is asked for, or else the chosen one, or else the mailbox: whichever is open.
    #[must_use]
    pub fn first(self, asked: Option<Channel>, chosen: Channel) -> Channel {
        let open = |way: &Channel| self.ways().any(|other| other == *way);
        asked.filter(open).or(Some(chosen).filter(open)).unwrap_or(Channel::Email)
    }

    /// The other ways, for whoever cannot take `shown`.
    #[must_use]
    pub fn others(self, shown: Channel) -> Vec<Channel> {
        self.ways().filter(|way| *way != shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Channel; 3] = [Channel::App, Channel::Email, Channel::Sms];

    #[test]
    fn a_way_that_is_not_open_is_never_taken_and_the_mailbox_always_is() {
        for app in [false, true] {
            for verified_number in [false, true] {
                let has = Has { app, verified_number };
                let open: Vec<_> = has.ways().collect();
                assert_eq!(open.contains(&Channel::App), app);
                assert_eq!(open.contains(&Channel::Sms), verified_number);
                for chosen in ALL {
                    for asked in ALL.map(Some).into_iter().chain([None]) {
                        let first = has.first(asked, chosen);
                        assert!(open.contains(&first));
                        assert!(asked.is_none_or(|asked| !open.contains(&asked) || asked == first));
                        assert_eq!(has.others(first).len() + 1, open.len());
                        assert!(
                            first == Channel::Email || has.others(first).contains(&Channel::Email),
                            "a lost phone is no dead end"
                        );
                    }
                }
            }
        }
    }
}
