//! What the pages about a forgotten e-mail show.

use super::CodePage;
use serde::{Deserialize, Serialize};

/// `/lupa-email/kode`: asks for the code, or shows what it opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecoveryPage {
    /// The same whether or not a message went out; its destination is empty.
    Code(Box<CodePage>),
    /// Masked address of the account.
    Found(String),
}
