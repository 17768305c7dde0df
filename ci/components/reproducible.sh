#!/usr/bin/env bash
# Builds a copy of this commit in another folder, at another time, and compares the jars.
set -euo pipefail
cd "$(dirname "$0")/../.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

git archive --format=tar HEAD | tar -x -C "$copy"
(cd "$copy" && TZ=Pacific/Kiritimati mvn --batch-mode --quiet --offline -DskipTests package)

status=0
while read -r jar; do
  if cmp -s "$jar" "$copy/$jar"; then
    echo "same bytes: $jar"
  else
    echo "differs: $jar"
    status=1
  fi
done < <(find engine collectors policies ci -path '*/target/seaworthy-*.jar' | sort)
exit "$status"
