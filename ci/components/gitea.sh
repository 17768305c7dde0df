#!/usr/bin/env bash
# Runs a command while a real Gitea listens, on this machine only, with PostgreSQL behind it.
# $SEAWORTHY_TEST_GITEA is its address; $SEAWORTHY_TEST_GITEA_OWNER names a file with a token of the
# administrator `harbor`, $SEAWORTHY_TEST_GITEA_BOT one of `pilot`, of the least scopes that
# publishing needs.
# Builds Gitea as one Go module first, where it is missing: without its front end, which the API, git
# and the plain pages do without.
#
#   ci/components/gitea.sh mvn test -Dtest='*Gitea*Test'
#   ci/components/gitea.sh --build             builds only
#
# GOMAXPROCS and GOFLAGS of the caller bound what the build may use of the machine.
set -euo pipefail
version=v1.26.0
. "$(dirname "$0")/need.sh"
module=code.gitea.io/gitea
work=$(mktemp -d)
share=$(dirname "$bin")/gitea-$version
pids=()

stop() {
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT

# The module that requires Gitea, with what Gitea's own go.mod replaces: an outside module does not
# inherit that.
module() {
  local published
  published=$(go mod download -json "$module@$version" |
    sed -n 's/^[[:space:]]*"GoMod": "\(.*\)",*$/\1/p')
  printf 'module seaworthy.dev/components\n'
  grep -E '^go ' "$published"
  printf 'require %s %s\n' "$module" "$version"
  grep -E '^(replace )?[^()]* => [^.]' "$published" | sed 's/^[[:space:]]*\(replace \)\{0,1\}/replace /'
}

build() {
  need go golang-go
  echo "building gitea $version (minutes)" >&2
  mkdir -p "$work/build" "$bin"
  (
    export CGO_ENABLED=0 GOFLAGS="-mod=mod ${GOFLAGS:-}" GOWORK=off
    cd "$work/build"
    module >new && mv new go.mod
    go build -trimpath -ldflags "-s -w -X main.Version=${version#v}" -o "$work/gitea" "$module"
    # Templates and settings that the program reads from a folder.
    place=$(go list -m -f '{{.Dir}}' "$module")
    mkdir -p "$work/share"
    cp -R "$place/templates" "$place/options" "$place/public" "$work/share/"
    chmod -R u+w "$work/share"
  ) >"$work/build.log" 2>&1 || {
    tail -n 20 "$work/build.log" >&2
    return 1
  }
  rm -rf "$share"
  mkdir -p "$(dirname "$share")"
  mv "$work/share" "$share"
  mv "$work/gitea" "$bin/gitea"
}

# Neither PostgreSQL nor Gitea runs as root, and what another runs must not lie in root's folders.
plainly=(env)
account=$(id -un)
if [ "$account" = root ]; then
  account=nobody
  plainly=(setpriv --reuid=nobody "--regid=$(id -g nobody)" --clear-groups)
fi

# Reached by its socket in a folder of its own, so that the port is but a part of a name.
database() {
  need_postgresql
  "${plainly[@]}" "$postgresql/initdb" -D "$work/pg" -U postgres --auth=trust -E UTF8 >"$work/pg.log"
  "${plainly[@]}" "$postgresql/postgres" -D "$work/pg" -p 5432 -k "$work" -c listen_addresses= \
    -c fsync=off >>"$work/pg.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 1500); do
    "$postgresql/psql" -q -h "$work" -p 5432 -U postgres -c 'create database gitea' \
      >/dev/null 2>&1 && return
    sleep 0.2
  done
  tail -n 20 "$work/pg.log" >&2
  return 1
}

settings() {
  cat <<SETTINGS
RUN_USER = $account
WORK_PATH = $work
RUN_MODE = prod
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = $1
ROOT_URL = http://127.0.0.1:$1/
STATIC_ROOT_PATH = $work/share
DISABLE_SSH = true
OFFLINE_MODE = true
[database]
DB_TYPE = postgres
HOST = $work
NAME = gitea
USER = postgres
[security]
INSTALL_LOCK = true
SECRET_KEY = only-for-tests
[repository]
ROOT = $work/repositories
[webhook]
ALLOWED_HOST_LIST = loopback
[log]
LEVEL = warn
SETTINGS
}

# user NAME SCOPES [OPTION…]: prints a token
user() {
  local name=$1 scopes=$2
  shift 2
  "${gitea[@]}" admin user create --username "$name" --email "$name@harbor.example" --random-password \
    --must-change-password=false "$@" >>"$work/gitea.log" 2>&1
  "${gitea[@]}" admin user generate-access-token --username "$name" --scopes "$scopes" --raw \
    2>>"$work/gitea.log" | tail -n 1
}

built() {
  [ -d "$share" ] &&
    { says "$version" "$bin/gitea" --version || says "${version#v}" "$bin/gitea" --version; }
}

built || build
[ "${1:-}" != --build ] || exit 0
need curl curl
need git git
cp "$bin/gitea" "$work/gitea"
cp -R "$share" "$work/share"
chown -R "$account" "$work"
chmod 755 "$work"
database
gitea=("${plainly[@]}" env HOME="$work" USER="$account" GITEA_WORK_DIR="$work"
  "$work/gitea" --config "$work/app.ini")
free_port
export SEAWORTHY_TEST_GITEA=http://127.0.0.1:$port
settings "$port" >"$work/app.ini"
chown "$account" "$work/app.ini"
"${gitea[@]}" web >>"$work/gitea.log" 2>&1 &
pids+=($!)
for _ in $(seq 1500); do
  curl -sf "$SEAWORTHY_TEST_GITEA/api/v1/version" >/dev/null && break
  kill -0 "${pids[-1]}" 2>/dev/null || break
  sleep 0.2
done
curl -sf "$SEAWORTHY_TEST_GITEA/api/v1/version" >/dev/null || {
  tail -n 20 "$work/gitea.log" >&2
  exit 1
}
export SEAWORTHY_TEST_GITEA_OWNER=$work/owner SEAWORTHY_TEST_GITEA_BOT=$work/bot
user harbor all --admin >"$SEAWORTHY_TEST_GITEA_OWNER"
user pilot write:issue,write:repository,read:user >"$SEAWORTHY_TEST_GITEA_BOT"

"$@"
