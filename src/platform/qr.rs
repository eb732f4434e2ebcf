//! Draws QR codes, so that no address or key has to leave the portal to become a picture.

use super::Error;
use crate::kernel::qr::{QUIET, QrPath};
use fast_qr::{ECL, QRBuilder};
use std::fmt::Write;

/// The QR code of a text, with medium error correction: a screen is not torn, and the modules stay large on a small phone.
///
/// # Errors
/// A text that no QR code can hold (above 2,331 bytes).
pub fn draw(text: &str) -> Result<QrPath, Error> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| Error::Corrupt("a text for a QR code"))?;
    let mut d = String::new();
    for row in 0..code.size {
        let dark: Vec<bool> = code[row].iter().map(|module| module.value()).collect();
        let mut column = 0;
        // One rectangle for each run of dark modules keeps the page small.
        for run in dark.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                let (x, y) = (column + usize::from(QUIET), row + usize::from(QUIET));
                // Writing into a string cannot fail.
                let _ = write!(d, "M{x} {y}h{length}v1h-{length}z", length = run.len());
            }
            column += run.len();
        }
    }
    let size = u16::try_from(code.size).map_err(|_| Error::Corrupt("the size of a QR code"))? + 2 * QUIET;
    Ok(QrPath { size, d })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The dark squares of a path.
    fn squares(path: &QrPath) -> Vec<(u16, u16)> {
        let runs = path.d.split_terminator('z').map(|run| {
            let numbers: Vec<u16> =
                run.split(|char: char| !char.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            let [x, y, length, 1, back] = numbers[..] else { panic!("{run}") };
            assert_eq!(length, back);
            (x, y, length)
        });
        runs.flat_map(|(x, y, length)| (x..x + length).map(move |x| (x, y))).collect()
    }

    #[test]
    fn the_three_corners_are_drawn_and_the_quiet_zone_is_empty() {
        let path = draw("otpauth://totp/Prakerja:sari%40contoh.example?secret=GEZDGNBVGY3TQOJQ&issuer=Prakerja").unwrap();
        let dark = squares(&path);
        let last = path.size - QUIET - 1;
        for corner in [(QUIET, QUIET), (last, QUIET), (QUIET, last)] {
            assert!(dark.contains(&corner), "{corner:?}");
        }
        assert!(dark.iter().all(|(x, y)| (QUIET..=last).contains(x) && (QUIET..=last).contains(y)));
        assert_eq!((path.size - 2 * QUIET - 17) % 4, 0, "a size of the standard");
    }

    #[test]
    fn a_text_beyond_any_code_is_an_error() {
        assert!(draw(&"x".repeat(2_331)).is_ok());
        assert!(draw(&"x".repeat(2_332)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn the_drawing_has_every_dark_module_once(text in "[ -~]{1,200}") {
            let path = draw(&text).unwrap();
            let mut drawn = squares(&path);
            let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
            let modules = (0..code.size).flat_map(|y| (0..code.size).map(move |x| (x, y)));
            let dark = modules.filter(|(x, y)| code[*y][*x].value()).count();
            prop_assert_eq!(drawn.len(), dark);
            drawn.sort_unstable();
            drawn.dedup();
            prop_assert_eq!(drawn.len(), dark);
        }
    }
}
