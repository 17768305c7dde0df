#!/usr/bin/env bash
# Runs a command while a real Vault listens, on this machine only: its own core, HTTP interface and transit engine, in
# memory, of the last line under MPL-2.0, as one program of Go modules. It holds P-256 keys `release` and `next`, `aes`
# and `rsa`. VAULT_ADDR and VAULT_TOKEN are set to a token that may read and sign with these and rotate `release`;
# $SEAWORTHY_TEST_VAULT names a folder with the root's `token`, and with `unseal`, the key that unseals.
# Builds it first, where it is missing.
#
#   ci/components/vault.sh mvn test -Dtest=VaultLiveTest
#   ci/components/vault.sh --build             builds only
set -euo pipefail
version=v1.14.1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/need.sh"
work=$(mktemp -d)
program=$bin/vault-core-$version
sdk=github.com/hashicorp/vault/sdk
pid=

stop() {
  [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid" || true; }
  rm -rf "$work"
}
trap stop EXIT

build() {
  need go golang-go
  echo "building Vault $version (minutes)" >&2
  mkdir -p "$work/build" "$bin"
  cp "$here/vault/main.go" "$work/build/"
  (
    cd "$work/build"
    export CGO_ENABLED=0 GOWORK=off
    # Vault replaces its own SDK by a folder of its repository, which the module leaves out. The one published next has
    # all it needs, and refuses paths of Vault Enterprise that here lead nowhere.
    cp -R "$(go mod download -json "$sdk@v0.9.2" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')" sdk
    chmod -R u+w sdk
    sed -i 's/panic(fmt.Sprintf("Pattern %v defines a CreateOperation but no ExistenceCheck", p.Pattern))/_ = p.Pattern/' \
      sdk/framework/backend.go
    printf 'module seaworthy.dev/components\ngo 1.20\nrequire (\n%s %s\n%s v0.9.2\n)\nreplace %s => ./sdk\n' \
      github.com/hashicorp/vault "$version" "$sdk" "$sdk" >go.mod
    go build -mod=mod -trimpath -ldflags '-s -w' -o "$work/program" .
  ) >"$work/build.log" 2>&1 || {
    tail -n 20 "$work/build.log" >&2
    return 1
  }
  mv "$work/program" "$program"
}

[ -x "$program" ] || build
[ "${1:-}" != --build ] || exit 0
need curl curl
free_port
export VAULT_ADDR=http://127.0.0.1:$port SEAWORTHY_TEST_VAULT=$work/secrets
mkdir -m 700 "$SEAWORTHY_TEST_VAULT"
"$program" "127.0.0.1:$port" "$SEAWORTHY_TEST_VAULT" >"$work/log" 2>&1 &
pid=$!
for _ in $(seq 300); do
  curl -sf "$VAULT_ADDR/v1/sys/health" >/dev/null && break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.2
done
curl -sf "$VAULT_ADDR/v1/sys/health" >/dev/null || {
  tail -n 20 "$work/log" >&2
  exit 1
}
(umask 077 && printf 'X-Vault-Token: %s\n' "$(cat "$SEAWORTHY_TEST_VAULT/token")" >"$work/header")

# ask PATH BODY: what Vault answers to its root, whose token is in no argument
ask() { curl -sf -H "@$work/header" -d "$2" "$VAULT_ADDR/v1/$1"; }

ask sys/mounts/transit '{"type":"transit"}'
for key in release:ecdsa-p256 next:ecdsa-p256 aes:aes256-gcm96 rsa:rsa-2048; do
  ask "transit/keys/${key%:*}" "{\"type\":\"${key#*:}\"}" >/dev/null
done
ask sys/policies/acl/signer '{"policy":"path \"transit/keys/*\" {capabilities=[\"read\"]}\npath \"transit/sign/release/*\" {capabilities=[\"update\"]}\npath \"transit/keys/release/rotate\" {capabilities=[\"update\"]}"}'
VAULT_TOKEN=$(ask auth/token/create '{"policies":["signer"]}' | sed -n 's/.*"client_token":"\([^"]*\)".*/\1/p')
export VAULT_TOKEN

"$@"
