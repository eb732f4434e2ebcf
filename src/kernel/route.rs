//! The pages of the portal as a type: links, redirects and the answers of forms name a [`Route`], never a text.

use super::staff::Role;

macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident => $path:literal,)+) => {
        /// A page of the portal. Its path is part of the contract (`docs/rules.md`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Route {
            $($(#[$doc])* $name,)+
        }

        impl Route {
            /// Every page, in the order in which they are declared.
            pub const ALL: &'static [Route] = &[$(Route::$name,)+];

            /// The path, or for a page with a parameter its pattern (`/atur-ulang/{token}`).
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self {
                    $(Route::$name => $path,)+
                }
            }
        }
    };
}

routes! {
    Home => "/",
    Register => "/daftar",
    RegisterCode => "/daftar/kode",
    /// The link in the registration mail.
    RegisterContinue => "/daftar/lanjut/{token}",
    RegisterData => "/daftar/data-diri",
    SignIn => "/masuk",
    SignInCode => "/masuk/kode",
    /// Why sign-in is locked, until when, and what can be done now.
    Locked => "/masuk/terkunci",
    /// The same for a suspended account, after its owner proved to be there.
    Suspended => "/masuk/ditangguhkan",
    /// The same for an account that is being removed.
    Removing => "/masuk/dihapus",
    /// The same for a session that ended by itself.
    Expired => "/masuk/berakhir",
    Forgot => "/lupa-password",
    /// The link in the mail about a forgotten password; leads on to [`Route::Reset`].
    ResetLink => "/atur-ulang/{token}",
    Reset => "/atur-ulang",
    /// A forgotten e-mail: NIK and name.
    ForgotEmail => "/lupa-email",
    /// Goes on with a code by SMS.
    ForgotEmailCode => "/lupa-email/kode",
    Dashboard => "/dasbor",
    /// All that the profile says, part by part.
    Profile => "/profil",
    ProfilePerson => "/profil/data-diri",
    ProfileAddress => "/profil/alamat",
    ProfileEducation => "/profil/pendidikan",
    ProfileWork => "/profil/pekerjaan",
    ProfileSkills => "/profil/keahlian",
    /// What the profile said before.
    ProfileHistory => "/profil/riwayat",
    /// The NIK in full.
    ProfileNik => "/profil/nik",
    /// "Ganti Nomor Telepon".
    Phone => "/akun/nomor-telepon",
    Email => "/akun/email",
    /// The second step at sign-in: authenticator app, codes.
    Security => "/akun/keamanan",
    /// Devices and sessions.
    Devices => "/akun/perangkat",
    /// Security history.
    History => "/akun/riwayat",
    /// The link in security mails: "it was not me".
    Disavow => "/bukan-saya/{token}",
    /// The link in the mail to an address that was replaced.
    EmailUndo => "/email/batal/{token}",
    /// "Hapus Akun".
    Removal => "/akun/hapus",
    /// The link in its mail.
    RemovalCancel => "/hapus/batal/{token}",
    /// Password and code once more, before something that matters; `?tujuan=` says for which page.
    Proof => "/akun/konfirmasi",
    ProofCode => "/akun/konfirmasi/kode",
    /// "Akun Saya": how each thing stands and what to do next.
    Account => "/akun",
    ChangePassword => "/akun/ubah-password",
    /// The back office: who one is there and what one may do.
    Office => "/kantor",
    OfficeSignIn => "/kantor/masuk",
    OfficeSignInCode => "/kantor/masuk/kode",
    /// The link in the mail that invites to the office, and what `admin bootstrap` prints.
    OfficeInvitation => "/kantor/undangan/{token}",
    /// Where an invitation is taken up: name and password, then the authenticator.
    OfficeAccept => "/kantor/undangan",
    /// Password and authenticator value once more; `?tujuan=` says for which page.
    OfficeProof => "/kantor/konfirmasi",
    /// Who works in the office.
    OfficeStaff => "/kantor/staf",
    /// Looking participants up.
    OfficePeople => "/kantor/peserta",
    /// One participant, by the account's id.
    OfficePerson => "/kantor/peserta/{id}",
    Help => "/bantuan",
    Terms => "/syarat-ketentuan",
    Privacy => "/privasi",
    /// Sandbox mode only: messages sent, simulators, demo sign-ins.
    Sandbox => "/sandbox",
    /// Sandbox mode only: the design system.
    SandboxUi => "/sandbox/ui",
}

impl Route {
    /// Whether only somebody who is signed in may see the page.
    #[must_use]
    pub const fn needs_session(self) -> bool {
        matches!(
            self,
            Route::Dashboard
                | Route::Profile
                | Route::ProfilePerson
                | Route::ProfileAddress
                | Route::ProfileEducation
                | Route::ProfileWork
                | Route::ProfileSkills
                | Route::ProfileHistory
                | Route::ProfileNik
                | Route::Account
                | Route::Proof
                | Route::ProofCode
                | Route::ChangePassword
                | Route::Phone
                | Route::Email
                | Route::Security
                | Route::Devices
                | Route::History
                | Route::Removal
        )
    }

    /// Whether the page belongs to the back office, with or without a session there.
    #[must_use]
    pub const fn is_office(self) -> bool {
        matches!(self, Route::OfficeSignIn | Route::OfficeSignInCode | Route::OfficeInvitation | Route::OfficeAccept)
            || self.staff().is_some()
    }

    /// Which staff may see the page; `None` when it needs no session of the back office.
    #[must_use]
    pub const fn staff(self) -> Option<&'static [Role]> {
        match self {
            Route::Office | Route::OfficeProof => Some(Role::ALL),
            Route::OfficeStaff => Some(&[Role::Administrator, Role::Auditor]),
            Route::OfficePeople | Route::OfficePerson => Some(&[Role::Administrator, Role::Officer, Role::Support, Role::Auditor]),
            _ => None,
        }
    }

    /// Whether the page opens only within five minutes after password and code were given (`docs/rules.md`, C20).
    #[must_use]
    pub const fn needs_proof(self) -> bool {
        matches!(self, Route::ChangePassword | Route::ProfileNik | Route::Removal)
    }

    /// The address of this page (the one where proof is given), asked for the sake of `target`. Patterns have no address of their own,
    /// so they lead to the dashboard, or to the office's first page.
    #[must_use]
    pub fn asking_for(self, target: Route) -> String {
        let first = if self.is_office() { Route::Office } else { Route::Dashboard };
        let target = if target.has_parameter() { first } else { target };
        self.asking_for_address(target.path())
    }

    /// The same for an address with its parameter filled in.
    #[must_use]
    pub fn asking_for_address(self, address: &str) -> String {
        format!("{}?tujuan={address}", self.path())
    }

    /// Whether an address can be gone on to: a page without a parameter, or one about a person or thing behind a session of the office.
    /// Addresses with a token are none.
    #[must_use]
    pub fn is_destination(address: &str) -> bool {
        Route::parse(address).is_some_and(|route| !route.has_parameter() || (route.staff().is_some() && address != route.path()))
    }

    /// Whether the server alone renders the page, because scripts would add nothing to it: the browser is sent no WASM for it and opens it
    /// with a full load.
    #[must_use]
    pub const fn is_server_only(self) -> bool {
        self.is_office()
            || matches!(
                self,
                Route::Home
                    | Route::Locked
                    | Route::RegisterContinue
                    | Route::Disavow
                    | Route::EmailUndo
                    | Route::RemovalCancel
                    | Route::Suspended
                    | Route::Removing
                    | Route::Expired
                    | Route::Security
                    | Route::Devices
                    | Route::History
                    | Route::Help
                    | Route::Terms
                    | Route::Privacy
                    | Route::Sandbox
                    | Route::SandboxUi
            )
    }

    /// Whether the page exists in sandbox mode only.
    #[must_use]
    pub const fn sandbox_only(self) -> bool {
        matches!(self, Route::Sandbox | Route::SandboxUi)
    }

    /// Whether the path is a pattern that [`Route::fill`] completes.
    #[must_use]
    pub fn has_parameter(self) -> bool {
        self.split().is_some()
    }

    /// The path with its parameter filled in; a page without a parameter ignores it. `None` when the text is not what
    /// [`Route::parse`] would read back: letters, digits, hyphens and underscores.
    #[must_use]
    pub fn fill(self, parameter: &str) -> Option<String> {
        match self.split() {
            None => Some(self.path().to_owned()),
            Some(head) if is_parameter(parameter) => Some([head, parameter].concat()),
            Some(_) => None,
        }
    }

    /// The page of a path of this portal, without query or fragment. Patterns match themselves and every filled path;
    /// anything else (another site's address, a trailing slash, an unknown path) is `None`.
    #[must_use]
    pub fn parse(path: &str) -> Option<Route> {
        let fixed = Route::ALL.iter().find(|route| route.path() == path);
        let filled = || {
            let fits = |head: &str| path.strip_prefix(head).is_some_and(is_parameter);
            Route::ALL.iter().find(|route| route.split().is_some_and(fits))
        };
        fixed.or_else(filled).copied()
    }

    /// What stands before the parameter, which is always the last segment.
    fn split(self) -> Option<&'static str> {
        self.path().split_once('{').map(|(head, _)| head)
    }
}

/// One segment of unreserved characters without the dot, so that `..` can never climb.
fn is_parameter(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_path_reads_back() {
        for &route in Route::ALL {
            assert_eq!(Route::parse(route.path()), Some(route));
            let filled = route.fill("aB-9_").unwrap();
            assert_eq!(Route::parse(&filled), Some(route));
            assert_eq!(route.has_parameter(), filled != route.path());
        }
    }

    #[test]
    fn no_two_pages_share_a_path() {
        let paths: BTreeSet<&str> = Route::ALL.iter().map(|route| route.path()).collect();
        assert_eq!(paths.len(), Route::ALL.len());
    }

    #[test]
    fn a_pattern_ends_in_its_only_parameter() {
        for route in Route::ALL.iter().filter(|route| route.has_parameter()) {
            assert_eq!(route.path().matches('{').count(), 1);
            assert!(route.path().ends_with('}') && !route.path().contains("}/"), "{}", route.path());
        }
    }

    #[test]
    fn other_addresses_are_no_pages() {
        let others = [
            "",
            "daftar",
            "/daftar/",
            "//",
            "//contoh.example",
            "/Daftar",
            "/daftar?x=1",
            "/daftar/lanjut/",
            "/atur-ulang/..",
            "/atur-ulang/a/b",
            "/atur-ulang/a%2Fb",
            "https://contoh.example/",
            "/\\contoh.example",
            "/tidak-ada",
        ];
        for path in others {
            assert_eq!(Route::parse(path), None, "{path:?}");
        }
    }

    #[test]
    fn a_parameter_cannot_add_to_the_path() {
        for wrong in ["", "a/b", "..", "a?b", "a#b", "a b", "é"] {
            assert_eq!(Route::ResetLink.fill(wrong), None, "{wrong:?}");
        }
        assert_eq!(Route::Register.fill("a/b").as_deref(), Some("/daftar"));
    }

    #[test]
    fn the_dashboard_is_behind_a_session_and_the_way_in_is_not() {
        assert!(Route::Dashboard.needs_session());
        for route in [Route::Home, Route::Register, Route::SignIn, Route::Reset, Route::Help, Route::Privacy] {
            assert!(!route.needs_session());
        }
    }

    #[test]
    fn a_page_belongs_to_participants_or_to_the_office_never_to_both() {
        for route in Route::ALL {
            assert_eq!(route.is_office(), route.path() == "/kantor" || route.path().starts_with("/kantor/"), "{}", route.path());
            assert!(!(route.needs_session() && route.is_office()), "{}", route.path());
            assert!(route.staff().is_none_or(|roles| !roles.is_empty()), "{}", route.path());
        }
    }

    proptest! {
        #[test]
        fn reading_any_text_gives_a_page_of_that_text_or_none(path in "[/a-z.{}?-]{0,24}|\\PC{0,24}") {
            if let Some(route) = Route::parse(&path) {
                prop_assert!(path == route.path() || route.split().is_some_and(|head| path.starts_with(head)));
            }
        }
    }
}
