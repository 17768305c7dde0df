#!/usr/bin/env bash
# Runs a command while a real Gitea listens, on this machine only, with PostgreSQL behind it.
# $SEAWORTHY_TEST_GITEA is its address, $SEAWORTHY_TEST_GITEA_TOKEN names a file with an
# administrator's token.
# Builds Gitea as one Go module first, where it is missing: without its front end, which the API, git
# and the plain pages do without.
#
#   ci/components/gitea.sh mvn test -Dtest='*Gitea*Test'
#   ci/components/gitea.sh --build             builds only
#
# GOMAXPROCS and GOFLAGS of the caller bound what the build may use of the machine.
set -euo pipefail
version=v1.26.0
. "$(dirname "$0")/need.sh"
module=code.gitea.io/gitea
work=$(mktemp -d)
pids=()

stop() {
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT

# The module that requires Gitea, with what Gitea's own go.mod replaces: an outside module does not
# inherit that.
module() {
  local published
  published=$(go mod download -json "$module@$version" |
    sed -n 's/^[[:space:]]*"GoMod": "\(.*\)",*$/\1/p')
  printf 'module seaworthy.dev/components\n'
  grep -E '^go ' "$published"
  printf 'require %s %s\n' "$module" "$version"
  grep -E '^(replace )?[^()]* => [^.]' "$published" | sed 's/^[[:space:]]*\(replace \)\{0,1\}/replace /'
}

build() {
  need go golang-go
  echo "building gitea $version (minutes)" >&2
  mkdir -p "$work/build" "$bin"
  (
    export CGO_ENABLED=0 GOFLAGS="-mod=mod ${GOFLAGS:-}" GOWORK=off
    cd "$work/build"
    module >new && mv new go.mod
    go build -trimpath -ldflags "-s -w -X main.Version=${version#v}" -o "$work/gitea" "$module"
    # Templates and settings that the program reads from a folder.
    place=$(go list -m -f '{{.Dir}}' "$module")
    mkdir -p "$work/share"
    cp -R "$place/templates" "$place/options" "$place/public" "$work/share/"
    chmod -R u+w "$work/share"
  ) >"$work/build.log" 2>&1 || {
    tail -n 20 "$work/build.log" >&2
    return 1
  }
  rm -rf "$share"
  mkdir -p "$(dirname "$share")"
  mv "$work/share" "$share"
  mv "$work/gitea" "$bin/gitea"
}
