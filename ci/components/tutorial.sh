#!/usr/bin/env bash
# The commands of docs/tutorial.md, in a folder of their own, with the exit codes it promises.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# expect CODE COMMAND…
expect() {
  local wanted=$1 code=0; shift
  "$@" >"$work/out" 2>"$work/err" || code=$?
  if [ "$code" != "$wanted" ]; then
    echo "exit $code, not $wanted: $*"; cat "$work/out" "$work/err"; exit 1
  fi
  echo "ok: exit $code: ${*/$root\//}"
}

sw="$root/seaworthy"
fixtures="$root/fixtures"
expect 1 "$sw" check "$fixtures/harbor/release.yaml"
expect 0 "$sw" check "$fixtures/harbor-clean/release.yaml"
expect 0 "$sw" check "$fixtures/harbor-clean/manifests" --only K8S-09 --set pod_security_level=baseline
expect 0 "$sw" policy show kubernetes
expect 0 "$sw" keys generate -o release-key.pem
expect 0 "$sw" check "$fixtures/harbor-clean/release.yaml" --key release-key.pem --seal verdict.seal
expect 0 "$sw" verify verdict.seal --key release-key.pub
# Judged as of a fixed day of the past, so authentic for ever, and a pass that has expired.
expect 1 "$sw" verify verdict.seal --key release-key.pub --require pass
grep -q '^REFUSED: the verdict is no longer valid' out
printf 'x' | dd of=verdict.snapshot.json bs=1 seek=4000 conv=notrunc status=none
expect 1 "$sw" verify verdict.seal --key release-key.pub
rm verdict.snapshot.json
expect 2 "$sw" verify verdict.seal --key release-key.pub
for format in json sarif junit csv openreports ocsf oscal cyclonedx codequality; do
  expect 1 "$sw" check "$fixtures/harbor/release.yaml" --format "$format" -o "report.$format"
  test -s "report.$format"
done
mkdir empty
expect 2 "$sw" check empty
expect 3 "$sw" check missing.yaml
expect 3 "$sw" check "$fixtures/harbor/manifests" --only K8S-99
expect 3 "$sw" check
