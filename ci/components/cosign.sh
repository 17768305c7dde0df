#!/usr/bin/env bash
# Installs the pinned cosign into Seaworthy's cache, where it is missing. Checking evidence bundles as an
# auditor would needs it; Seaworthy itself does not.
set -euo pipefail
version=v3.1.3
. "$(dirname "$0")/need.sh"

if ! says "$version" "$bin/cosign" version; then
  need go golang-go
  echo "installing cosign $version (minutes)"
  GOBIN="$bin" CGO_ENABLED=0 go install -trimpath -ldflags "-s -w" \
    "github.com/sigstore/cosign/v3/cmd/cosign@$version" >/dev/null 2>&1
fi
says "$version" "$bin/cosign" version
echo "cosign $version"
