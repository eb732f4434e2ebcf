#!/usr/bin/env bash
# Prints every clause of tools/clauses.txt with the tests that show it, then the other tests; fails when a clause has no test, or a
# test names a clause that does not exist. Quick once the tests have been built.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

rust_titles() { cargo test --features ssr --lib --bins -- --list 2>/dev/null | sed -n 's/: test$//p'; }

# One journey runs in several projects; its title counts once.
browser_titles() {
  (cd end2end && npx playwright test --list </dev/null) | sed -nE 's/^ +\[[^]]+\] › ([^:]+):[0-9]+:[0-9]+ › (.*)$/\2 (\1)/p' | sort -u
}

rust=$(rust_titles)
browser=$(browser_titles)
[ -n "$rust" ] && [ -n "$browser" ] || die "the tests could not be listed." "tools/test.sh builds them."

{ cat tools/clauses.txt; printf -- '--\n%s\n%s\n' "$rust" "$browser"; } | awk '
  !reading && /^--$/ { reading = 1; next }
  !reading && /^(#|$)/ { next }
  !reading && /^ / { sub(/^ +/, ""); patterns[current] = patterns[current] "\n" $0; next }
  !reading {
    current = order[++clauses] = $1
    sentence[current] = substr($0, length($1) + 2)
    next
  }
  {
    title = $0
    numbers = " "
    # Rust names cannot hold brackets or dots: clause_3_2_... stands for [3.2].
    for (tail = title; match(tail, /clause_[0-9]+_[0-9]+[a-z]?_|\[[0-9]+\.[0-9]+[a-z]?\]/); tail = substr(tail, RSTART + RLENGTH)) {
      number = substr(tail, RSTART, RLENGTH)
      gsub(/clause_|[][]|_$/, "", number)
      sub(/_/, ".", number)
      numbers = numbers number " "
      if (!(number in sentence)) unknown[++strangers] = title
    }
    found = 0
    for (i = 1; i <= clauses; i++) {
      shows = index(numbers, " " order[i] " ") > 0
      count = split(patterns[order[i]], list, "\n")
      for (j = 2; j <= count && !shows; j++) if (title ~ list[j]) shows = 1
      if (shows) { shown[order[i]] = shown[order[i]] "          " title "\n"; found = 1 }
    }
    if (!found) others[++rest] = title
  }
  END {
    # A clause that is made of lettered ones is shown when they are.
    for (i = 1; i <= clauses; i++) if (order[i] ~ /[a-z]$/) whole[substr(order[i], 1, length(order[i]) - 1)] = 1
    for (i = 1; i <= clauses; i++) {
      printf "%-6s%s\n%s", order[i], sentence[order[i]], shown[order[i]]
      if (shown[order[i]] == "" && !whole[order[i]]) { print "          NO TEST"; missing = missing " " order[i] }
    }
    print "Other tests"
    for (i = 1; i <= rest; i++) print "          " others[i]
    for (i = 1; i <= strangers; i++) { print "error: names a clause that tools/clauses.txt does not have: " unknown[i]; bad = 1 }
    if (missing != "") { print "error: clauses without a test:" missing; bad = 1 }
    exit bad
  }'
