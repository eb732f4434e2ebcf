#!/usr/bin/env bash
# Measures the release: sizes, pages, sign-ins and code checks per second, in one table. Speed is never asserted.
#   BENCH_SECONDS=1 tools/bench.sh     a quick look (5 seconds for each rate by default)
#   tools/bench.sh pages codes         some of it
# TEST_POSTGRES_URL names a PostgreSQL to use; without it a throw-away cluster is started that keeps what it commits.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
. "$root/tools/postgres.sh"
cd "$root"

trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

tools/setup.sh
tools/release.sh
if [ -z "${TEST_POSTGRES_URL:-}" ]; then
  [ -n "$(postgres_bin)" ] || die "PostgreSQL is not installed." "Install it (on Debian: sudo apt-get install postgresql), or set TEST_POSTGRES_URL."
  start_postgres durable
fi
# Flags as in release.sh, so that what the release was built from is not built again.
say "Building the bench (about 3 minutes the first time on two cores, under one after a change)"
export RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components"
cargo bench --features ssr --bench portal --no-run ${CI:+--locked} </dev/null
say "Measuring (about a minute)"
LEPTOS_SITE_ROOT=$site_dir RUST_LOG=${RUST_LOG:-warn} cargo bench -q --features ssr --bench portal ${CI:+--locked} -- "$@" </dev/null
