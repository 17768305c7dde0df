#!/usr/bin/env bash
# Installs the pinned OPA into Seaworthy's cache, where it is missing. Building policies needs it;
# running them does not.
set -euo pipefail
version=v1.22.2
bin="${SEAWORTHY_CACHE:-$HOME/.cache/seaworthy}/bin"

if ! "$bin/opa" version 2>/dev/null | grep -q "^Version: ${version#v}$"; then
  command -v go >/dev/null || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends golang-go >/dev/null
  }
  echo "installing opa $version (about a minute and a half)"
  GOBIN="$bin" CGO_ENABLED=0 go install "github.com/open-policy-agent/opa@$version" >/dev/null 2>&1
fi
"$bin/opa" version
