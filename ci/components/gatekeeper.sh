#!/usr/bin/env bash
# Installs `gator`, Gatekeeper's own command, into Seaworthy's cache, where it is missing. Only the benchmark of the
# webhook uses it.
set -euo pipefail
version=v3.23.1
. "$(dirname "$0")/need.sh"
module=github.com/open-policy-agent/gatekeeper/v3

if ! says "$version" "$bin/gator" --version; then
  need go golang-go
  echo "installing gator $version (minutes)" >&2
  export CGO_ENABLED=0
  quietly env GOBIN="$bin" go install -trimpath -ldflags "-s -w -X $module/pkg/version.Version=$version" \
    "$module/cmd/gator@$version"
fi
"$bin/gator" --version
