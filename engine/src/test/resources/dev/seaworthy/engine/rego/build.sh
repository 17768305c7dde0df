#!/usr/bin/env bash
# Builds the modules and plans beside these policies, and what OPA answers; needs `opa` 1.22.2 on the PATH.
set -euo pipefail
cd "$(dirname "$0")"

# build NAME [RULE…]: the package as one entry point, or some of its rules
build() {
  local name=$1 entrypoints=() target
  shift
  for rule in "$@"; do entrypoints+=(-e "$name/$rule"); done
  [ $# -gt 0 ] || entrypoints=(-e "$name")
  for target in wasm plan; do
    opa build -t "$target" "${entrypoints[@]}" -o "$name.$target.tar.gz" "$name.rego"
  done
  tar -xzf "$name.wasm.tar.gz" -O /policy.wasm >"$name.wasm"
  tar -xzf "$name.plan.tar.gz" -O /plan.json >"$name.plan.json"
  rm "$name.wasm.tar.gz" "$name.plan.tar.gz"
}

build bytes
opa eval --format raw --input bytes.input.json --data bytes.rego data.bytes >bytes.answers.json
build clock now
build conflicts
build explained findings
build host formatted none two
build hostile loop compared doubled sorted objects range text nesting expression repetition conflict keys absent echo
build remembered
build statements
build values kinds echo given nothing found matches ordered reckoned
