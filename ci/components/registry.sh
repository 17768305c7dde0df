#!/usr/bin/env bash
# Runs a command while real OCI registries listen, on this machine only: an open one at
# $SEAWORTHY_TEST_REGISTRY, and one that wants a password at $SEAWORTHY_TEST_REGISTRY_LOCKED
# (user `harbor`, password `anchor`). Installs the registry of the distribution project first,
# where it is missing.
#
#   ci/components/registry.sh mvn test -Dtest='*Registry*Test'
set -euo pipefail
version=v3.0.0
. "$(dirname "$0")/need.sh"
work=$(mktemp -d)
pids=()

stop() {
  [ "${#pids[@]}" -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

if ! says "distribution/v3 $version" "$bin/registry" --version; then
  need go golang-go
  echo "installing the distribution project's registry $version (about a minute)"
  GOBIN="$bin" CGO_ENABLED=0 go install \
    "github.com/distribution/distribution/v3/cmd/registry@$version" >/dev/null 2>&1
fi

# Sets `address`. Port 0 is any free port; the registry's own log tells which it took.
start() {
  local name=$1
  mkdir -p "$work/$name"
  : >"$work/$name.log"
  "$bin/registry" serve "$work/$name.yml" >"$work/$name.log" 2>&1 &
  pids+=($!)
  address=
  for _ in $(seq 100); do
    address=$(sed -n 's/.*listening on \(127\.0\.0\.1:[0-9]*\).*/\1/p' "$work/$name.log" | sed -n 1p)
    [ -z "$address" ] || return 0
    sleep 0.1
  done
  cat "$work/$name.log" >&2
  return 1
}

settings() {
  printf 'version: 0.1\nlog: {level: info}\n'
  printf 'storage: {filesystem: {rootdirectory: %s/%s}}\n' "$work" "$1"
  printf 'http: {addr: "127.0.0.1:0"}\n'
}

settings open >"$work/open.yml"
start open
export SEAWORTHY_TEST_REGISTRY=$address

# bcrypt of `anchor`
printf 'harbor:%s\n' '$2a$05$5OthiXdt4LuW7hcinf4sE.S8/pLNdrLUxah/kL5vOyRxhrd3j3CLi' >"$work/passwords"
settings locked >"$work/locked.yml"
printf 'auth: {htpasswd: {realm: harbor, path: %s/passwords}}\n' "$work" >>"$work/locked.yml"
start locked
export SEAWORTHY_TEST_REGISTRY_LOCKED=$address

"$@"
