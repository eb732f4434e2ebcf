//! A QR code as a drawing: made on the server, shown by `ui::Qr`.

use serde::{Deserialize, Serialize};

/// Modules of light ground around a code (ISO/IEC 18004: four).
pub const QUIET: u16 = 4;

/// The dark modules of a QR code as the data of one SVG path, in a square of `size` × `size` that includes the quiet zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPath {
    pub size: u16,
    pub d: String,
}
