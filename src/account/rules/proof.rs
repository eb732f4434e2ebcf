//! Where fresh proof leads.

use crate::kernel::route::Route;

/// Seconds between password and code.
pub const PROOF_LIFE: i64 = 15 * 60;

/// The page for whose sake proof is given, from the `tujuan` of an address or a form. Only a page of the portal behind the session, and
/// not the proof itself; anything else leads to "Akun Saya".
#[must_use]
pub fn target(asked: &str) -> Route {
    Route::parse(asked)
        .filter(|route| route.needs_session() && !route.has_parameter())
        .filter(|route| !matches!(route, Route::Proof | Route::ProofCode))
        .unwrap_or(Route::Account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_behind_the_session_is_led_to_and_nothing_else() {
        assert_eq!(target("/akun/ubah-password"), Route::ChangePassword);
        assert_eq!(target("/dasbor"), Route::Dashboard);
        for other in
            ["", "/", "/masuk", "/akun/konfirmasi", "/akun/konfirmasi/kode", "//contoh.example", "https://contoh.example/akun"]
        {
            assert_eq!(target(other), Route::Account, "{other}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_the_way_stays_inside(asked in "(/[a-z-]{0,12}){0,3}|\\PC{0,24}") {
            let route = target(&asked);
            prop_assert!(route.needs_session() && !route.has_parameter());
        }
    }
}
