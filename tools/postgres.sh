# Sourced after env.sh: a throw-away PostgreSQL cluster for tests.
# shellcheck shell=bash

postgres_dir=

# As root the server refuses to start, so it runs as the user that Debian's package made.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# The folder of initdb and pg_ctl; Debian keeps the newest version's outside PATH.
postgres_bin() {
  local initdb
  # shellcheck disable=SC2012
  initdb=$(ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
  [ -n "$initdb" ] || initdb=$(command -v initdb || true)
  [ -z "$initdb" ] || dirname "$initdb"
}

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'; }

# start_postgres [durable]
# Starts a cluster and exports TEST_POSTGRES_URL. Nothing in it outlives the run, so it need not survive a power cut, unless it is to be
# measured as a real one.
start_postgres() {
  local bin port careless='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
  [ "${1:-}" != durable ] || careless=
  bin=$(postgres_bin)
  port=$(free_port)
  postgres_dir=$(mktemp -d "${TMPDIR:-/tmp}/prakerja-pg.XXXXXX")
  [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_dir"
  (
    cd "$postgres_dir"
    as_postgres "$bin/initdb" -D "$postgres_dir/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >"$postgres_dir/initdb.log" 2>&1 &&
      as_postgres "$bin/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/data/server.log" -w -t 30 start \
        -o "-p $port -c listen_addresses=127.0.0.1 -k $postgres_dir $careless -c max_connections=300" >/dev/null
  ) || {
    tail -n 20 "$postgres_dir/initdb.log" "$postgres_dir/data/server.log" >&2 || true
    die "the test database did not start."
  }
  export TEST_POSTGRES_URL=postgres://postgres@127.0.0.1:$port/postgres
}

stop_postgres() {
  [ -n "$postgres_dir" ] || return 0
  (cd "$postgres_dir" && as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_dir/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$postgres_dir"
  postgres_dir=
}
