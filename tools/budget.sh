#!/usr/bin/env bash
# Compares what the release sends to a browser with the budget, in bytes as they travel (brotli; fonts as they are), 1 KB = 1000 bytes.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

[ -f "$site_dir/rilis" ] || die "no release is built." "tools/release.sh"
pkg=$site_dir/pkg/$(cat "$site_dir/rilis")
over=0

bytes() { wc -c <"$1" | tr -d ' '; }

# row LIMIT LABEL FILE
row() {
  local size verdict=ok
  [ -f "$3" ] || die "$3 is missing." "Remove target/site/rilis and build again: tools/release.sh"
  size=$(bytes "$3")
  if [ "$size" -gt "$1" ]; then verdict=OVER over=1; fi
  printf '%-44s %9d %9d   %s\n' "$2" "$size" "$1" "$verdict"
}

printf '%-44s %9s %9s\n' "file" "bytes" "at most"
row 200000 "prakerja.wasm (br)" "$pkg/prakerja.wasm.br"
for file in "$pkg"/*.wasm; do
  name=$(basename "$file")
  case $name in
    prakerja.wasm) ;;
    *) row 24000 "$name (br)" "$file.br" ;;
  esac
done
row 6500 "prakerja.js (br)" "$pkg/prakerja.js.br"
for file in "$pkg"/*.js; do
  name=$(basename "$file")
  [ "$name" = prakerja.js ] || row 1500 "$name (br)" "$file.br"
done
row 10000 "prakerja.css (br)" "$pkg/prakerja.css.br"
while IFS= read -r file; do row 18000 "$(basename "$file")" "$file"; done < <(find "$site_dir" -name '*.woff2' | LC_ALL=C sort)

[ "$over" -eq 0 ] || die "the bundle is over its budget."
