#!/usr/bin/env bash
# Runs a command while Local KMS listens, on this machine only, in the place of AWS KMS. The AWS SDK finds it and its
# credentials, which are of no use elsewhere, in the environment. It holds P-256 keys `alias/release`, `alias/next` and
# `alias/disabled`, `alias/p384`, `alias/rsa` and `alias/secret`, which is symmetric.
# Builds it first, where it is missing.
#
#   ci/components/kms.sh mvn test -Dtest=KmsLiveTest
#   ci/components/kms.sh --build             builds only
set -euo pipefail
version=v0.0.0-20260228092603-2a5e92d09ab6
here=$(cd "$(dirname "$0")" && pwd)
. "$here/need.sh"
work=$(mktemp -d)
program=$bin/local-kms-$version
pid=

stop() {
  [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid" || true; }
  rm -rf "$work"
}
trap stop EXIT

build() {
  need go golang-go
  echo "building Local KMS $version" >&2
  mkdir -p "$work/build" "$bin"
  cp "$here/kms/main.go" "$work/build/"
  (
    cd "$work/build"
    export CGO_ENABLED=0 GOWORK=off
    printf 'module seaworthy.dev/components\ngo 1.20\nrequire github.com/nsmithuk/local-kms %s\n' "$version" >go.mod
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
export AWS_ENDPOINT_URL_KMS=http://127.0.0.1:$port AWS_REGION=eu-west-1
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=only-for-tests AWS_EC2_METADATA_DISABLED=true
export SEAWORTHY_TEST_KMS=$AWS_ENDPOINT_URL_KMS
mkdir "$work/data"
"$program" "127.0.0.1:$port" "$work/data" >"$work/log" 2>&1 &
pid=$!

# ask OPERATION BODY: what KMS answers
ask() {
  curl -sf -H 'Content-Type: application/x-amz-json-1.1' -H "X-Amz-Target: TrentService.$1" -d "$2" \
    "$AWS_ENDPOINT_URL_KMS/"
}

# make NAME SPEC [USAGE]: sets `id` to that of a new key
make() {
  id=$(ask CreateKey "{\"KeySpec\":\"$2\",\"KeyUsage\":\"${3:-SIGN_VERIFY}\"}" |
    sed -n 's/.*"KeyId": *"\([^"]*\)".*/\1/p')
  ask CreateAlias "{\"AliasName\":\"alias/$1\",\"TargetKeyId\":\"$id\"}" >/dev/null
}

for _ in $(seq 100); do
  ask ListKeys '{}' >/dev/null && break
  sleep 0.2
done
ask ListKeys '{}' >/dev/null || {
  tail -n 20 "$work/log" >&2
  exit 1
}
make release ECC_NIST_P256
make next ECC_NIST_P256
make disabled ECC_NIST_P256
ask DisableKey "{\"KeyId\":\"$id\"}" >/dev/null
make p384 ECC_NIST_P384
make rsa RSA_2048
make secret SYMMETRIC_DEFAULT ENCRYPT_DECRYPT

"$@"
