#!/usr/bin/env bash
# Builds the release of what the checkout holds now, unless that is already built.
#
# Every release has an asset folder of its own, pkg/<release>, so whatever lies under it never changes and may be cached
# for ever, and pages that were loaded from an earlier release still find their files.
#
#   target/site/                 what the server serves; the release's name stands in target/site/rilis
#   target/rilis/pkg/<release>/  asset folders of the newest releases, because the build empties target/site
#   target/rilis/bin/<release>/  the newest release's server
#
# tools/release.sh --id prints the release's name without building.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

keep=5

# First 12 hexadecimal digits of a hash over all that the build reads: sources, assets, build settings, compiler.
release_id() {
  local inputs=() path
  for path in Cargo.lock Cargo.toml build.rs .cargo elements src style public migrations templates assets tools/release.sh tools/setup.sh; do
    [ ! -e "$path" ] || inputs+=("$path")
  done
  {
    find "${inputs[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 "${sha256[@]}"
    rustc --version
  } | "${sha256[@]}" | cut -c 1-12
}

is_built() {
  [ -f "$site_dir/rilis" ] && [ "$(cat "$site_dir/rilis")" = "$1" ] && [ -d "$site_dir/pkg/$1" ] && [ -x "$releases_dir/bin/$1/prakerja" ]
}

build() {
  # Erased components compile views to far less code: the browser's share shrinks by about a seventh.
  RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components" LEPTOS_SITE_ROOT=target/site LEPTOS_SITE_PKG_DIR=pkg/$1 LEPTOS_HASH_FILES=false \
    cargo leptos build --release --split --precompress ${CI:+--cargo-locked} </dev/null ||
    die "the release build failed." "The lines above say where."
  [ "$(release_id)" = "$1" ] || die "files changed while they were being built." "Start again, it continues with what is already compiled."
}

# Puts the new release aside, forgets all but the newest, and lays the earlier ones beside the new one.
keep_releases() {
  local kept
  mkdir -p "$releases_dir/pkg" "$releases_dir/bin/$1"
  rm -rf "$releases_dir/pkg/$1"
  cp -R "$site_dir/pkg/$1" "$releases_dir/pkg/$1"
  find "$releases_dir/bin" -mindepth 1 -maxdepth 1 ! -name "$1" -exec rm -rf {} +
  cp "$(cargo_target)/release/prakerja" "$releases_dir/bin/$1/prakerja"
  # The names are hexadecimal digits, so a list of them splits safely.
  # shellcheck disable=SC2012
  ls -1t "$releases_dir/pkg" | tail -n "+$((keep + 1))" | while IFS= read -r kept; do rm -rf "${releases_dir:?}/pkg/$kept"; done
  for kept in "$releases_dir"/pkg/*; do
    [ -d "$site_dir/pkg/${kept##*/}" ] || cp -R "$kept" "$site_dir/pkg/"
  done
}

id=$(release_id)
if [ "${1:-}" = --id ]; then
  printf '%s\n' "$id"
elif is_built "$id"; then
  say "Release $id is already built"
else
  say "Building release $id (about 6 minutes the first time on two cores, under one after a change)"
  build "$id"
  keep_releases "$id"
  printf '%s\n' "$id" >"$site_dir/rilis"
  say "Release $id is built"
fi
