//! `prakerja`: the server and its commands. Everything is in the library, so that tests can start the same parts.

use std::process::ExitCode;

// A page is some thousand small allocations and one large one for compressing it; `make bench` shows what this is worth.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    prakerja::cli::run(std::env::args().skip(1))
}
