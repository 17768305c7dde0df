#!/usr/bin/env bash
# Runs a command while a real Odoo 14 listens, on this machine only, with a PostgreSQL of its own. The programs are
# Debian 11's, unpacked into Seaworthy's cache and run in a root folder of their own; nothing is installed.
#
#   ci/components/odoo.sh mvn test -Dtest='RecordOdooAccessLiveTest'
#
# $SEAWORTHY_TEST_ODOO is its URL; the database is `erp`, the administrator `admin`, who belongs to all companies.
# $SEAWORTHY_TEST_ODOO_PASSWORD is the password of `admin`, $SEAWORTHY_TEST_ODOO_DSN the database's own address, and
# $PGPASSFILE the file with its password. There are two machines that cannot run it: without root, who alone can change
# the root folder, and without an archive that has Debian 11. There the command runs alone, and
# $SEAWORTHY_TEST_ODOO_ABSENT says why. Whatever else goes wrong ends this script, and the command does not run.
set -euo pipefail
. "$(dirname "$0")/need.sh"

run=("$@")
# absent WHY: runs the command without Odoo, and says so where nobody can miss it
absent() {
  printf '\n%s\n' "!!! NO ODOO HERE, AND NOTHING IS TESTED WITH IT: $1 !!!" '' >&2
  rm -rf "${work:-}"
  export SEAWORTHY_TEST_ODOO_ABSENT=$1
  exec "${run[@]}"
}

[ "$(id -u)" = 0 ] || absent "only root can give it a root folder of its own"
[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || absent "it is unpacked from packages for amd64, by dpkg"
need_postgresql
need psql postgresql-client
need setpriv util-linux
need unshare util-linux
work=$(mktemp -d)
root=$(dirname "$bin")/odoo-14.0

# The first address of Debian's archive that this system itself is set up with.
archive() {
  find /etc/apt/sources.list /etc/apt/sources.list.d -type f -exec cat {} + 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +([^ ]+\/debian)\/?( .*)?$/\3/p' | sed -n 1p
}

# Where releases go that the archive no longer has: beside it on a mirror, or on a host of their own.
archives() {
  printf '%s\n' "$1" "$1-archive/debian" "$(sed -E 's,//[^./]+\.,//archive.,' <<<"$1")"
}

# What a server does not need that only answers calls: the printer of PDF files and its browser, fonts, scripts for
# browsers, and programs that only set up a whole system.
spare=(wkhtmltopdf graphviz fonts-{glyphicons-halflings,inconsolata,font-awesome,roboto-unhinted}
  libjs-{jquery,jquery-ui,underscore} postgresql-client adduser lsb-base debconf dpkg tar sed perl perl-base
  init-system-helpers openssl ca-certificates media-types mime-support iso-codes)
spared() {
  printf 'Package: %s\nStatus: install ok installed\nVersion: 99\nArchitecture: all\nMulti-Arch: foreign\nMaintainer: none\nDescription: left out\n\n' "${spare[@]}"
}

aptly() {
  quietly apt-get -qq -o "Dir::Etc::sourcelist=$work/apt/sources.list" -o Dir::Etc::sourceparts=- \
    -o "Dir::State::lists=$work/apt/lists" -o "Dir::State::status=$work/apt/status" -o "Dir::Cache=$work/apt/cache" \
    -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::http::Timeout=60 \
    -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    "$@"
}

# Finds the archive that still has Debian 11. One that answers without having it is passed over.
find_bullseye() {
  local own=$1 at said
  for at in $(archives "$own"); do
    echo "deb $at bullseye main" >"$work/apt/sources.list"
    said=$(aptly --error-on=any update 2>&1) && return
    if [ "$at" = "$own" ] && ! grep -qE '404 |does not have a Release file' <<<"$said"; then
      printf '%s\n' "$said" >&2
      return 1
    fi
  done
  absent "none of $(archives "$own" | tr '\n' ' ')has Debian 11"
}

unpack() {
  local package
  for package in "$work"/apt/cache/archives/*.deb; do
    # Texts in other languages and what browsers load are nine parts in ten of it; pictures go into the database.
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$1" --exclude='*/odoo/addons/*/i18n/*' \
      --exclude='*/odoo/addons/*/static/lib/*' --exclude='*/odoo/addons/*/static/src/js/*' \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./usr/share/fonts'
  done
}

fetch() {
  local own
  own=$(archive || true)
  [ -n "$own" ] || absent "no archive of Debian is among this system's package sources"
  mkdir -p "$work"/apt/{lists/partial,cache/archives/partial,etc}
  spared >"$work/apt/status"
  find_bullseye "$own"
  echo "fetching Odoo 14 of Debian 11" >&2
  aptly --yes --download-only install odoo-14
  rm -rf "$root.new"
  mkdir -p "$root.new"
  unpack "$root.new"
  rm -rf "$work/apt" "$root"
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
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/data TMPDIR=/data LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
      LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/blas:/usr/lib/x86_64-linux-gnu/lapack \
      chroot --userspec=65534:65534 "$1" /usr/bin/python3.9 -W ignore /usr/bin/odoo "${@:3}" -c /data/odoo.conf' - "$root" "$work/files" "$@"
}

told() {
  "$@" && return
  tail -n 60 "$work/odoo.log" >&2
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
