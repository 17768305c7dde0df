#!/usr/bin/env bash
# Installs the pinned axe-core into Seaworthy's cache, where it is missing, and prints where its script is.
# Fails where npm is missing or cannot fetch it.
set -euo pipefail
version=4.14.1
. "$(dirname "$0")/need.sh"
place=$(dirname "$bin")/axe-$version
script=$place/node_modules/axe-core/axe.min.js

if [ ! -f "$script" ]; then
  mkdir -p "$place"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$place" "axe-core@$version" >&2
fi
echo "$script"
