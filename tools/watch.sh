#!/usr/bin/env bash
# Serves a development build and rebuilds it at every change. It has a site folder of its own, so it leaves the release alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$root"

export LEPTOS_SITE_ADDR=${LEPTOS_SITE_ADDR:-127.0.0.1:3000}
need_free_port "$LEPTOS_SITE_ADDR"
tools/setup.sh
export LEPTOS_SITE_ROOT=target/situs-dev LEPTOS_SITE_PKG_DIR=pkg/dev LEPTOS_HASH_FILES=false
say "Building for development (about 6 minutes the first time on two cores, under 10 seconds after a change)"
exec cargo leptos watch --split
