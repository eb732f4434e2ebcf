//! How a [`Fault`] travels between a server function and its caller: as JSON, so that people and scripts can read it.

#[cfg(feature = "hydrate")]
mod json;

use crate::kernel::fault::{Code, Fault};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    /// Anything the framework itself refuses: on the server the body could not be decoded, in the browser the answer could not.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_)
                if cfg!(feature = "ssr") =>
            {
                Fault::of(Code::Malformed)
            }
            _ => Fault::of(Code::Transport),
        }
    }

    /// The browser reads it with its own parser, so that no other has to be sent along.
    #[cfg(feature = "hydrate")]
    fn de(answer: leptos::server_fn::Bytes) -> Self {
        let fault = std::str::from_utf8(&answer).ok().and_then(Fault::from_json);
        fault.unwrap_or_else(|| Fault::of(Code::Transport))
    }
}
