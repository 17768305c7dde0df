#!/usr/bin/env bash
# Installs Gatekeeper into Seaworthy's cache, where it is missing: `gator`, its own command, `gatekeeper`, which is its
# webhook, and `gatekeeper.yaml`, what it wants to find in a cluster. Only the benchmark of the webhook uses them.
set -euo pipefail
version=v3.23.1
. "$(dirname "$0")/need.sh"
module=github.com/open-policy-agent/gatekeeper/v3

if ! says "$version" "$bin/gator" --version || [ ! -x "$bin/gatekeeper" ] || [ ! -s "$bin/gatekeeper.yaml" ]; then
  need go golang-go
  echo "installing Gatekeeper $version (minutes)" >&2
  export CGO_ENABLED=0
  quietly env GOBIN="$bin" go install -trimpath -ldflags "-s -w -X $module/pkg/version.Version=$version" \
    "$module/cmd/gator@$version" "$module@$version"
  install -m 644 "$(go env GOMODCACHE)/$module@$version/deploy/gatekeeper.yaml" "$bin/gatekeeper.yaml"
fi
"$bin/gator" --version
