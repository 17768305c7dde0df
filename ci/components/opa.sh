#!/usr/bin/env bash
# Installs the pinned OPA into Seaworthy's cache, where it is missing. Building policies needs it;
# running them does not.
set -euo pipefail
version=v1.22.2
. "$(dirname "$0")/need.sh"

if ! says "Version: ${version#v}" "$bin/opa" version; then
  need go golang-go
  echo "installing opa $version (about a minute and a half)"
  GOBIN="$bin" CGO_ENABLED=0 go install "github.com/open-policy-agent/opa@$version" >/dev/null 2>&1
fi
"$bin/opa" version
