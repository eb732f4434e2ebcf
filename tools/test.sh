#!/usr/bin/env bash
# Runs every test: Rust on SQLite and PostgreSQL, then a browser against the release build.
# TEST_POSTGRES_URL names a PostgreSQL to use; without it a throw-away cluster is started.
# Arguments go to Playwright: tools/test.sh --project ponsel
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
. "$root/tools/postgres.sh"
cd "$root"

steps=()
step_name=
step_start=0

end_step() {
  [ -z "$step_name" ] || steps+=("$(printf '%-34s %5d s   %s' "$step_name" $((SECONDS - step_start)) "$1")")
  step_name=
}

# step NAME DURATION COMMAND...
step() {
  step_name=$1
  step_start=$SECONDS
  say "$step_name ($2)"
  shift 2
  "$@"
  end_step passed
}

finish() {
  local status=$?
  [ "$status" -eq 0 ] || end_step FAILED
  stop_postgres
  printf '\n'
  [ "${#steps[@]}" -eq 0 ] || printf '%s\n' "${steps[@]}"
  if [ "$status" -eq 0 ]; then say "All tests passed in $SECONDS s"; else say "Tests failed after $SECONDS s"; fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

can_install() { have apt-get && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; }

# install PACKAGE...
install() {
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
  say "Installing $* (1 to 3 minutes)"
  # An array that may be empty is an error for set -u in old versions of bash, hence the form with +.
  ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null
  ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null
}

has_browser() { [ -n "${CHROMIUM:-}" ] || have chromium-headless-shell || have chromium || have chromium-browser || have google-chrome; }

missing_packages() {
  has_browser || printf 'chromium-headless-shell fonts-liberation '
  [ -n "${TEST_POSTGRES_URL:-}" ] || [ -n "$(postgres_bin)" ] || printf 'postgresql '
  have psql || [ -n "$(postgres_bin)" ] || printf 'postgresql-client '
  have java || printf 'default-jre-headless '
  have openssl || printf 'openssl '
}

# Chromium, PostgreSQL, Java (for the HTML checker) and OpenSSL (for the certificates of a mail server).
install_packages() {
  local packages
  packages=$(missing_packages)
  if [ -n "$packages" ]; then
    can_install ||
      die "the tests need: $packages" "On Debian: sudo apt-get install $packages - elsewhere install Chromium (or set CHROMIUM to its path), PostgreSQL 15 or newer (or set TEST_POSTGRES_URL), Java 17 and OpenSSL."
    # The names are ours and hold no blanks.
    # shellcheck disable=SC2086
    install $packages
  fi
  # Any Chromium will do, but with the one that has no windows the tests take two thirds of the time.
  if [ -z "${CHROMIUM:-}" ] && ! have chromium-headless-shell && can_install; then
    install chromium-headless-shell || say "There is no chromium-headless-shell here; another Chromium does the same more slowly"
  fi
}

database() {
  if [ -n "${TEST_POSTGRES_URL:-}" ]; then say "Using the PostgreSQL of TEST_POSTGRES_URL"; else start_postgres; fi
  # The browser tests make databases with it.
  have psql || PATH=$PATH:$(postgres_bin)
}

# In one process, because what the tests share (databases to copy, keys) is then made once and not for each of them: that takes less than
# half the time. Half of it tests wait for a database, so there may be two for each core.
rust_tests() {
  RUST_TEST_THREADS=${RUST_TEST_THREADS:-$((2 * $(getconf _NPROCESSORS_ONLN)))} cargo test --features ssr --lib --bins
}

node_modules() {
  local lock=end2end/package-lock.json installed=end2end/node_modules/.package-lock.json
  if [ -f "$installed" ] && [ "$installed" -nt "$lock" ]; then return 0; fi
  npm ci --prefix end2end --no-audit --no-fund --loglevel=error </dev/null
}

browser_tests() {
  local release
  release=$(cat "$site_dir/rilis")
  (cd end2end && PRAKERJA_BIN=$releases_dir/bin/$release/prakerja npx playwright test "$@" </dev/null)
}

step "Tools" "seconds when they are there" tools/setup.sh
step "Chromium, PostgreSQL, Java" "seconds when they are there" install_packages
step "Test database" "a few seconds" database
step "Rust tests" "about 10 minutes the first time on two cores" rust_tests
step "Release build" "about 6 minutes the first time on two cores" tools/release.sh
step "Browser test packages" "a few seconds" node_modules
step "Browser tests' types" "a few seconds" npm run --silent --prefix end2end check
step "Browser tests" "about 35 minutes" browser_tests "$@"
# The list names what the whole run has shown.
if [ $# -eq 0 ]; then
  step "Clauses shown by tests" "a few seconds" tools/clauses.sh
else
  say "Partial run ($*): no list of clauses"
fi
