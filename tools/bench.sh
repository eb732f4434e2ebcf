#!/usr/bin/env bash
# Measures the release in one table: sizes, pages, sign-ins, code checks, memory, pages behind a session. Speed is never asserted.
#   BENCH_SECONDS=1 tools/bench.sh     a quick look (5 seconds for each rate by default)
#   tools/bench.sh pages codes         some of it
#   BENCH_ACCOUNTS=1000 tools/bench.sh       pages behind a session with a thousand accounts, not with a million too
# TEST_POSTGRES_URL names a PostgreSQL to use; without it a throw-away cluster is started that keeps what it commits.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
. "$root/tools/postgres.sh"
cd "$root"

trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -z "${TEST_POSTGRES_URL:-}" ] && [ -z "$(postgres_bin)" ]; then
  die "PostgreSQL is not installed." "Install it (on Debian: sudo apt-get install postgresql), or set TEST_POSTGRES_URL."
fi
tools/setup.sh
tools/release.sh
say "Building the bench (about 3 minutes the first time on two cores, under two after a change)"
# Flags and name as the release is built with, so that what it was built from is not built again.
export RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components" LEPTOS_OUTPUT_NAME=prakerja
bench=(cargo bench --quiet --features ssr --bench portal)
[ -z "${CI:-}" ] || bench+=(--locked)
"${bench[@]}" --no-run </dev/null
[ -n "${TEST_POSTGRES_URL:-}" ] || start_postgres durable
say "Measuring (about 10 minutes, and as long again and more for each engine where a million accounts are generated)"
LEPTOS_SITE_ROOT=$site_dir RUST_LOG=${RUST_LOG:-error} "${bench[@]}" -- "$@" </dev/null
