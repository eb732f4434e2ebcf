#!/usr/bin/env bash
# Makes sure that everything the build needs is there, at the version it needs. Quick when nothing is missing.
# What it installs goes into one folder outside the checkout (PRAKERJA_TOOLS, default ~/.cache/prakerja-tools);
# a tool of the right version that is already on PATH is used as it is.
#
# tools/setup.sh --target stops when Rust can compile for the browser.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

cargo_leptos_version=0.3.10
binaryen_version=132.0.0

check_basics() {
  { have cargo && have rustc; } || die "Rust is not installed (no cargo on PATH)." "Install rustup from https://rustup.rs, open a new shell, then run this again."
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$root/Cargo.toml")
  found=$(rustc --version | awk '{ print $2 }')
  [ "$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ] ||
    die "Rust $found is too old, the portal needs $wanted." "rustup update stable"
  have cc || die "no C compiler (cc) on PATH; SQLite and the cryptography crates need one." "On Debian: apt-get install build-essential"
  { have node && have npm; } || die "Node.js is not installed (node and npm are needed)." "Install Node 20 or newer from https://nodejs.org or your system's packages."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    die "Node $(node --version) is too old, version 20 or newer is needed." "Install a newer one from https://nodejs.org or your system's packages."
  if [ -d "$(cargo_target)/front" ]; then need_disk 2; else need_disk 6; fi
}

ensure_wasm_target() {
  [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] || return 0
  have rustup || die "this Rust cannot build for the browser, and rustup is not there to add the target." "Install rustup from https://rustup.rs"
  say "Adding the wasm32-unknown-unknown target (a few seconds)"
  rustup target add wasm32-unknown-unknown
}

# version_of COMMAND: the first version number that COMMAND --version prints, empty when it is not there.
version_of() { if have "$1"; then "$1" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1 || true; fi; }

# install_crate CRATE VERSION COMMAND DURATION [CARGO INSTALL OPTION]...
install_crate() {
  local crate=$1 version=$2 command=$3 duration=$4
  shift 4
  [ "$(version_of "$command")" != "$version" ] || return 0
  if have cargo-binstall; then
    say "Fetching $crate $version ready-made (about half a minute)"
    if cargo binstall --no-confirm --disable-strategies compile,quick-install --root "$tools_dir" "$crate@$version" </dev/null; then
      [ "$(version_of "$command")" != "$version" ] || return 0
    fi
    say "No ready-made $crate for this machine"
  fi
  say "Building $crate $version ($duration on two cores, once per machine)"
  # Its own target folder and no flags of ours: these are tools, and how fast they run matters less than how fast they are built. What
  # reads and writes megabytes of WASM and what compresses is compiled as it is meant to be.
  local quick=() busy
  for busy in brotli flate2 gimli walrus wasm-encoder wasm_split_cli_support wasmparser; do
    quick+=(--config "profile.release.package.$busy.opt-level=3")
  done
  env -u CARGO_TARGET_DIR -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_TARGET \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
    cargo install "${quick[@]}" --locked --root "$tools_dir" "$crate@$version" "$@" </dev/null ||
    die "building $crate $version failed." "The lines above say why."
  hash -r
  [ "$(version_of "$command")" = "$version" ] ||
    die "$command on PATH is $(version_of "$command"), not $version." "Something else shadows $tools_dir/bin: $(command -v "$command")"
}

ensure_wasm_opt() {
  local manifest=$tools_dir/npm/node_modules/binaryen/package.json
  if [ -f "$manifest" ] && [ "$(node -p 'require(process.argv[1]).version' "$manifest")" = "$binaryen_version" ]; then return 0; fi
  say "Installing wasm-opt from npm binaryen@$binaryen_version (a few seconds)"
  mkdir -p "$tools_dir/npm"
  npm install --prefix "$tools_dir/npm" --no-audit --no-fund --loglevel=error "binaryen@$binaryen_version" </dev/null ||
    die "npm could not install binaryen@$binaryen_version." "Is the npm registry reachable? npm ping"
}

wasm_bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' "$root/Cargo.lock"
}

cd "$root"
check_basics
ensure_wasm_target
[ "${1:-}" != --target ] || exit 0
install_crate wasm-bindgen-cli "$(wasm_bindgen_version)" wasm-bindgen "about 2 minutes"
ensure_wasm_opt
install_crate cargo-leptos "$cargo_leptos_version" cargo-leptos "about 6 minutes" --features no_downloads
