#!/usr/bin/env bash
# Installs the Python packages that auditors may check evidence bundles with, in a virtual environment in
# Seaworthy's cache, where it is missing or of other versions.
set -euo pipefail
cd "$(dirname "$0")"
. ./need.sh
wanted=../conformance/bundles/requirements.txt
environment=$(dirname "$bin")/audit-python

if ! cmp -s "$wanted" "$environment/requirements.txt"; then
  need python3 python3
  # A module, never a program: some systems package it apart.
  python3 -c 'import ensurepip' 2>/dev/null || need ensurepip python3-venv
  echo "installing Python packages: $(tr '\n' ' ' <"$wanted")"
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" --quiet --disable-pip-version-check install --requirement "$wanted"
  cp "$wanted" "$environment/requirements.txt"
fi
"$environment/bin/python3" --version
