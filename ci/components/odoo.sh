#!/usr/bin/env bash
# Runs a command while a real Odoo 14 listens, on this machine only, with a PostgreSQL of its own. The programs are
# Debian 11's, unpacked into Seaworthy's cache and run in a root folder of their own; nothing is installed.
#
#   ci/components/odoo.sh mvn test -Dtest='RecordOdooAccessLiveTest'
#
# $SEAWORTHY_TEST_ODOO is its URL; the database is `erp`, the administrator `admin`, who belongs to all companies.
# $SEAWORTHY_TEST_ODOO_PASSWORD is the password of `admin`, $SEAWORTHY_TEST_ODOO_DSN the database's own address, and
# $PGPASSFILE the file with its password. Only root can change the root folder: without it the command runs alone.
set -euo pipefail
. "$(dirname "$0")/need.sh"

if [ "$(id -u)" != 0 ]; then
  echo "Odoo needs root for a root folder of its own; the command runs without it" >&2
  exec "$@"
fi
need_postgresql
need psql postgresql-client
need setpriv util-linux
need unshare util-linux
work=$(mktemp -d)
root=$(dirname "$bin")/odoo-14.0

# The first address of Debian's archive that this system itself is set up with.
archive() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +([^ ]+\/debian)\/?( .*)?$/\3/p' | sed -n 1p
}

fetch() {
  local at
  at=$(archive)
  if [ -z "$at" ]; then
    echo "no archive of Debian among this system's package sources: it has no Odoo to offer" >&2
    return 1
  fi
  mkdir -p "$work"/apt/{lists/partial,cache/archives/partial,etc}
  : >"$work/apt/status"
  echo "deb $at bullseye main" >"$work/apt/sources.list"
  local options=(-qq -o "Dir::Etc::sourcelist=$work/apt/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$work/apt/lists" -o "Dir::State::status=$work/apt/status"
    -o "Dir::Cache=$work/apt/cache" -o APT::Install-Recommends=false -o APT::Sandbox::User=root)
  echo "fetching Odoo 14 of Debian 11" >&2
  quietly apt-get "${options[@]}" update
  quietly apt-get "${options[@]}" --yes --download-only install odoo-14
  mkdir -p "$root.new"
  local package
  for package in "$work"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$root.new"
  done
  rm -rf "$root.new"/usr/share/{doc,man,locale,fonts} "$work/apt"
  rm -rf "$root"
  mv "$root.new" "$root"
}
[ -e "$root/usr/bin/odoo" ] || fetch
mkdir -p "$root"/{etc,dev,proc,tmp,srv}
printf 'root:x:0:0::/:/bin/sh\nodoo:x:65534:65534::/srv:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nodoo:x:65534:\n' >"$root/etc/group"
echo '127.0.0.1 localhost' >"$root/etc/hosts"

ctl() {
  (cd "$work" && setpriv --reuid=postgres --regid=postgres --clear-groups env "HOME=$work" \
    "$postgresql/pg_ctl" -s -w -t 120 -D "$work/data" -l "$work/postgresql.log" "$@")
}

server=
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  ctl stop -m immediate 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
password=$(secret)
administrator=$(secret)
free_port
database=$port
free_port
web=$port

chown postgres: "$work"
chmod 755 "$work"
printf '%s' "$password" >"$work/password"
chmod 644 "$work/password"
(cd "$work" && setpriv --reuid=postgres --regid=postgres --clear-groups env "HOME=$work" \
  "$postgresql/initdb" -D "$work/data" -U erp --pwfile="$work/password" --auth=scram-sha-256 -E UTF8 --no-locale >/dev/null)
rm "$work/password"
printf '%s\n' "listen_addresses = '127.0.0.1'" "port = $database" "unix_socket_directories = ''" 'fsync = off' \
  'synchronous_commit = off' 'full_page_writes = off' >>"$work/data/postgresql.conf"
ctl start
printf '127.0.0.1:*:*:erp:%s\n127.0.0.1:*:*:odoo:%s\n' "$password" "$password" >"$work/pgpass"
chmod 600 "$work/pgpass"
export PGPASSFILE=$work/pgpass
# Odoo refuses to work as a superuser of the database.
psql -qX -v ON_ERROR_STOP=1 "postgresql://erp@127.0.0.1:$database/postgres" <<SQL
CREATE ROLE odoo LOGIN CREATEDB PASSWORD '$password';
SQL

cat >"$work/odoo.conf" <<CONFIG
[options]
db_host = 127.0.0.1
db_port = $database
db_user = odoo
db_password = $password
db_name = erp
list_db = False
data_dir = /data
http_interface = 127.0.0.1
http_port = $web
longpolling_port = 0
max_cron_threads = 0
workers = 0
CONFIG
mkdir "$work/files"
cp "$work/odoo.conf" "$work/files/odoo.conf"
chown -R 65534:65534 "$work/files"

# odoo ARGUMENT…: runs it where it sees its own programs, its files and nothing else; never more than one of them
odoo() {
  # shellcheck disable=SC2016 # the inner shell expands them
  exec unshare --mount bash -c '
    mkdir -p "$1/data"
    mount -t tmpfs none "$1/dev" && mknod -m 666 "$1/dev/null" c 1 3 && mknod -m 666 "$1/dev/urandom" c 1 9
    mount -t proc none "$1/proc" && mount --bind "$2" "$1/data"
    exec chroot --userspec=65534:65534 "$1" /usr/bin/env -i HOME=/data TMPDIR=/data LANG=C.UTF-8 PATH=/usr/bin:/bin \
      PYTHONDONTWRITEBYTECODE=1 LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/blas:/usr/lib/x86_64-linux-gnu/lapack \
      /usr/bin/python3.9 -W ignore /usr/bin/odoo "${@:3}" -c /data/odoo.conf' - "$root" "$work/files" "$@"
}

told() {
  "$@" && return
  tail -n 20 "$work/odoo.log" >&2
  return 1
}
fill() { (odoo -i base --without-demo=all --stop-after-init) >"$work/odoo.log" 2>&1; }
let_in() {
  (odoo shell --no-http) >>"$work/odoo.log" 2>&1 <<PYTHON
env.ref("base.user_admin").write({"password": "$administrator"})
env.cr.commit()
PYTHON
}
told fill
told let_in
(odoo) >>"$work/odoo.log" 2>&1 &
server=$!
for _ in $(seq 600); do
  kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/odoo.log" >&2; exit 1; }
  (: <"/dev/tcp/127.0.0.1/$web") 2>/dev/null && break
  sleep 0.2
done
export SEAWORTHY_TEST_ODOO=http://127.0.0.1:$web
export SEAWORTHY_TEST_ODOO_PASSWORD=$administrator
export SEAWORTHY_TEST_ODOO_DSN=postgresql://erp@127.0.0.1:$database/erp
"$@"
