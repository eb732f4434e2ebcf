//! `prakerja`: the server and its commands. Everything is in the library, so that tests can start the same parts.

use std::process::ExitCode;

fn main() -> ExitCode {
    prakerja::cli::run(std::env::args().skip(1))
}
