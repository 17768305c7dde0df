#!/usr/bin/env bash
# Installs Sigstore's verifier for JavaScript into Seaworthy's cache, where it is missing, and prints the folder.
# Fails where npm is missing or cannot fetch it.
set -euo pipefail
version=3.1.0 # the newest that runs on Node 20
. "$(dirname "$0")/need.sh"
need node nodejs
need npm npm
place=$(dirname "$bin")/sigstore-js-$version

if [ ! -f "$place/installed" ]; then
  mkdir -p "$place"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$place" "@sigstore/verify@$version" >&2
  touch "$place/installed"
fi
echo "$place"
