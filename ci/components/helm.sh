#!/usr/bin/env bash
# Installs the pinned Helm into Seaworthy's cache, where it is missing. Tests that render charts need
# it; where it is on nobody's PATH, Seaworthy names each chart as a gap.
set -euo pipefail
version=v3.19.5
. "$(dirname "$0")/need.sh"

if ! says "$version" "$bin/helm" version --short; then
  need go golang-go
  echo "installing helm $version (minutes)"
  GOBIN="$bin" CGO_ENABLED=0 go install -trimpath \
    -ldflags "-s -w -X helm.sh/helm/v3/internal/version.version=$version" \
    "helm.sh/helm/v3/cmd/helm@$version" >/dev/null 2>&1
fi
"$bin/helm" version --short
