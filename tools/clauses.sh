#!/usr/bin/env bash
# Lists every test by its title. A title that shows a clause of an issue carries its number in brackets, as in "[3.2] ...";
# those come first, in the order of the clauses. Quick once the tests have been built.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

rust_titles() {
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest list --features ssr --message-format oneline 2>/dev/null
  else
    cargo test --features ssr -- --list 2>/dev/null | sed -n 's/: test$//p'
  fi
}

# One journey runs in several projects; its title counts once.
browser_titles() {
  (cd end2end && npx playwright test --list </dev/null) | sed -nE 's/^ +\[[^]]+\] › ([^:]+):[0-9]+:[0-9]+ › (.*)$/\2 (\1)/p' | sort -u
}

{
  rust_titles
  browser_titles
} | awk '{
  key = "~"
  # Rust names cannot hold brackets or dots: clause_3_2_... stands for [3.2].
  if (match($0, /clause_[0-9]+_[0-9]+/)) { split(substr($0, RSTART, RLENGTH), part, "_"); key = sprintf("%03d.%03d", part[2], part[3]) }
  else if (match($0, /\[[0-9]+(\.[0-9]+)?\]/)) { split(substr($0, RSTART + 1, RLENGTH - 2), part, "."); key = sprintf("%03d.%03d", part[1], part[2]) }
  print key "\t  " $0
}' | LC_ALL=C sort | cut -f 2-
