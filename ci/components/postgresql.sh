#!/usr/bin/env bash
# Runs a command while a real PostgreSQL primary with a streaming replica listens, on this machine
# only, with data folders of their own and as an ordinary user.
#
#   ci/components/postgresql.sh mvn test -Dtest='Postgresql*LiveTest'
#
# $SEAWORTHY_TEST_POSTGRESQL is the URL of database `harbor` as its owner, who may see everything;
# $SEAWORTHY_TEST_POSTGRESQL_VIEWER as a role without any right beyond connecting; $PGPASSFILE holds
# the passwords of both. $SEAWORTHY_TEST_POSTGRESQL_CTL is a program that ends a server as if its
# machine had failed, or starts it again: `ctl primary|replica stop|start`.
# $POSTGRESQL_SYNC=off leaves out forcing to disk, for tests; `on` is for figures.
set -euo pipefail
. "$(dirname "$0")/need.sh"

need_postgresql
need psql postgresql-client
need setpriv util-linux
work=$(mktemp -d)

# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups env "HOME=$work")
  chown postgres: "$work"
  chmod 755 "$work"
fi

ctl() {
  local server=$1
  shift
  (cd "$work" && "${as[@]}" "$postgresql/pg_ctl" -s -w -t 60 -D "$work/$server" -l "$work/$server.log" "$@")
}

stop() {
  ctl replica stop -m immediate 2>/dev/null || true
  ctl primary stop -m immediate 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

# Says why a server did not come up.
told() {
  "$@" && return
  tail -n 20 "$work"/*.log >&2
  return 1
}

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
owner=$(secret)
viewer=$(secret)
free_port
primary=$port
free_port
replica=$port

printf '%s' "$owner" >"$work/password"
chmod 644 "$work/password"
(cd "$work" && "${as[@]}" "$postgresql/initdb" -D "$work/primary" -U harbor --pwfile="$work/password" \
  --auth=scram-sha-256 -E UTF8 --no-locale --data-checksums >/dev/null)
rm "$work/password"
cat >>"$work/primary/postgresql.conf" <<CONFIG
listen_addresses = '127.0.0.1'
port = $primary
unix_socket_directories = ''
shared_preload_libraries = 'pg_stat_statements'
shared_buffers = 256MB
max_wal_size = 2GB
fsync = ${POSTGRESQL_SYNC:-off}
wal_compression = on
timezone = 'UTC'
CONFIG
told ctl primary start

cat >"$work/pgpass" <<PASSWORDS
127.0.0.1:*:*:harbor:$owner
127.0.0.1:*:*:viewer:$viewer
PASSWORDS
chmod 600 "$work/pgpass"
if [ "$(id -u)" = 0 ]; then
  install -m 600 -o postgres "$work/pgpass" "$work/pgpass.server"
else
  cp -p "$work/pgpass" "$work/pgpass.server"
fi
export PGPASSFILE=$work/pgpass
url=postgresql://harbor@127.0.0.1:$primary
psql -qX -v ON_ERROR_STOP=1 "$url/postgres" <<SQL
CREATE DATABASE harbor;
CREATE ROLE viewer LOGIN PASSWORD '$viewer';
\c harbor
CREATE EXTENSION pg_stat_statements;
SQL

(cd "$work" && PGPASSFILE=$work/pgpass.server "${as[@]}" env "PGPASSFILE=$work/pgpass.server" \
  "$postgresql/pg_basebackup" -d "postgresql://harbor@127.0.0.1:$primary" -D "$work/replica" \
  -R -X stream -C -S standby -c fast)
cat >>"$work/replica/postgresql.conf" <<CONFIG
port = $replica
cluster_name = 'standby'
CONFIG
told ctl replica start
streams="SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
for _ in $(seq 100); do
  [ "$(psql -qXAt "$url/postgres" -c "$streams")" != 1 ] || break
  sleep 0.1
done

{
  printf '#!/usr/bin/env bash\nset -eu\ncd %q\n' "$work"
  printf 'mode=()\n[ "$2" = start ] || mode=(-m immediate)\n'
  printf 'exec'
  printf ' %q' "${as[@]}" "$postgresql/pg_ctl"
  printf ' -s -w -t 60 -D %q/"$1" -l %q/"$1".log "$2" "${mode[@]}"\n' "$work" "$work"
} >"$work/ctl"
chmod +x "$work/ctl"
export SEAWORTHY_TEST_POSTGRESQL=$url/harbor
export SEAWORTHY_TEST_POSTGRESQL_VIEWER=postgresql://viewer@127.0.0.1:$primary/harbor
export SEAWORTHY_TEST_POSTGRESQL_CTL=$work/ctl
"$@"
