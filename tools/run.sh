#!/usr/bin/env bash
# Builds what is not built yet and serves the portal, with its data in ./data.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

export LEPTOS_SITE_ADDR=${LEPTOS_SITE_ADDR:-127.0.0.1:3000}
need_free_port "$LEPTOS_SITE_ADDR"
tools/setup.sh
tools/release.sh
need_free_port "$LEPTOS_SITE_ADDR"

release=$(cat "$site_dir/rilis")
export LEPTOS_SITE_ROOT=$site_dir LEPTOS_SITE_PKG_DIR=pkg/$release LEPTOS_HASH_FILES=false
export PRAKERJA__DATA_DIR=${PRAKERJA__DATA_DIR:-$root/data}
portal=$releases_dir/bin/$release/prakerja
# Whether this is a sandbox, and whether its database is empty, the portal itself knows best.
"$portal" seed --demo --if-empty
say "Starting the portal (data in $PRAKERJA__DATA_DIR, Ctrl+C stops it)"
exec "$portal" serve
