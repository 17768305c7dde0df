#!/usr/bin/env bash
# Installs the Python packages that auditors may check evidence bundles with, in a virtual environment in
# Seaworthy's cache, where it is missing or of other versions.
set -euo pipefail
cd "$(dirname "$0")"
. ./need.sh
need_python audit-python ../conformance/bundles/requirements.txt
"$environment/bin/python3" --version
