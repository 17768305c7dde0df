#!/usr/bin/env bash
# Installs what lints and runs the templates of ci/actions, at pinned versions: Python packages and npm packages in
# Seaworthy's cache, actionlint as a Go module, shellcheck by the system's package manager. Other people's files come
# from package registries only, and none of their install scripts is run.
set -euo pipefail
cd "$(dirname "$0")"
. ./need.sh
# The newest that run on Node 20; of npm-groovy-lint its jars alone are used: CodeNarc and Groovy.
node_packages=(gitlab-ci-local@4.55.0 @ibm/tekton-lint@1.1.0 npm-groovy-lint@18.0.0)
actionlint=v1.7.12
cache=$(dirname "$bin")

need node nodejs
need npm npm
need go golang-go
need shellcheck shellcheck
need rsync rsync # of gitlab-ci-local

need_python lint-python ../conformance/actions/requirements.txt
if [ "$(cat "$cache/lint-node/installed" 2>/dev/null)" != "${node_packages[*]}" ]; then
  rm -rf "$cache/lint-node"
  mkdir -p "$cache/lint-node"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache/lint-node" "${node_packages[@]}" >&2
  echo "${node_packages[*]}" >"$cache/lint-node/installed"
fi
if ! says "${actionlint#v}" "$bin/actionlint" --version && ! says "$actionlint" "$bin/actionlint" --version; then
  mkdir -p "$bin"
  GOBIN="$bin" GOFLAGS=-mod=mod CGO_ENABLED=0 go install "github.com/rhysd/actionlint/cmd/actionlint@$actionlint"
fi
