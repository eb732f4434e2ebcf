# Sourced by every script of this folder: where things are, how they speak, and a PATH with the portal's own tools first.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools_dir=${PRAKERJA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/prakerja-tools}
site_dir=$root/target/site
releases_dir=$root/target/rilis

case ":$PATH:" in
  *":$tools_dir/bin:"*) ;;
  *) PATH=$tools_dir/bin:$tools_dir/npm/node_modules/.bin:$PATH ;;
esac
# A shell that was open while rustup installed itself does not have its folder yet.
if ! command -v cargo >/dev/null 2>&1 && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH=$PATH:$HOME/.cargo/bin; fi
export PATH

say() { printf '==> %s\n' "$*"; }

# die MESSAGE [REMEDY]
die() {
  printf 'error: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf '       %s\n' "$2" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Where cargo puts what it builds.
cargo_target() { printf '%s\n' "${CARGO_TARGET_DIR:-$root/target}"; }

# The command that prints SHA-256 sums; an array, so that xargs can run it.
if have sha256sum; then sha256=(sha256sum); else sha256=(shasum -a 256); fi

port_taken() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# need_free_port HOST:PORT
need_free_port() {
  local host=${1%:*} port=${1##*:}
  case $host in 0.0.0.0 | '[::]') host=127.0.0.1 ;; esac
  port_taken "$host" "$port" || return 0
  local holder=''
  if have ss; then holder=$(ss -Hltnp "sport = :$port" 2>/dev/null | sed -n 's/.*users:((\(.*\)))$/ (held by \1)/p' | head -n 1); fi
  die "port $1 is taken$holder." "Stop what uses it, or choose another one: LEPTOS_SITE_ADDR=127.0.0.1:3010 make run"
}

# need_disk GIGABYTES
need_disk() {
  local free
  mkdir -p "$(cargo_target)"
  free=$(df -Pk "$(cargo_target)" | awk 'NR == 2 { print int($4 / 1048576) }')
  [ "$free" -ge "$1" ] || die "only $free GB free for $(cargo_target), the build needs $1 GB." "Free some space, or point CARGO_TARGET_DIR at a larger disk."
}
