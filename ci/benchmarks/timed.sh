# Sourced: measures whole processes. Wants $work, a folder for what they print.
# shellcheck shell=bash
[ -x /usr/bin/time ] || { echo "install GNU time (package \`time\`): it measures processor time and memory" >&2; exit 3; }

# timed COMMAND…: sets `wall` and `cpu` in seconds and `megabytes`, the most memory the process had;
# its output is in $work/out and $work/err. What it exits with does not count.
timed() {
  local user sys kilobytes
  /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err" || true
  read -r wall user sys kilobytes < <(tail -n 1 "$work/time")
  cpu=$(awk "BEGIN {print $user + $sys}")
  megabytes=$((kilobytes / 1024))
}
