#!/usr/bin/env bash
# Installs the pinned Traefik into Seaworthy's cache, where it is missing. The comparison of the TLS prober asks it;
# Seaworthy itself does not need it. Its module replaces others, so that `go install` refuses it: it is built in a
# module of our own with the same replacements.
set -euo pipefail
version=v3.6.1
. "$(dirname "$0")/need.sh"

if ! says "${version#v}" "$bin/traefik" version; then
  need go golang-go
  need python3 python3
  echo "building Traefik $version (minutes)"
  export GOFLAGS=-mod=mod CGO_ENABLED=0
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  cd "$folder"
  go mod download -json "github.com/traefik/traefik/v3@$version" >download.json
  python3 - >go.mod <<'PYTHON'
import json, re
told = json.load(open("download.json"))
text = open(told["GoMod"]).read()
print("module lab")
print(re.search(r"^go .*$", text, re.M).group())
print("require", told["Path"], told["Version"])
lines = re.findall(r"^replace\s+([^(\n]+=>.*)$", text, re.M)
for block in re.findall(r"^replace \((.*?)^\)", text, re.M | re.S):
    lines += [line.strip() for line in block.splitlines() if "=>" in line]
for line in lines:
    if "=> ." not in line:
        print("replace", line.split(" //")[0])
PYTHON
  go build -p 2 -trimpath -ldflags "-s -w -X github.com/traefik/traefik/v3/pkg/version.Version=${version#v}" \
    -o "$bin/traefik" github.com/traefik/traefik/v3/cmd/traefik >/dev/null 2>&1
fi
says "${version#v}" "$bin/traefik" version
echo "traefik $version"
