# Sourced: what scripts share that install programs and start servers.
# shellcheck shell=bash
bin="${SEAWORTHY_CACHE:-$HOME/.cache/seaworthy}/bin"

# need PROGRAM PACKAGE: installs by the system's package manager what is not on the PATH
need() {
  command -v "$1" >/dev/null && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

# need_python NAME REQUIREMENTS: sets `environment` to the virtual environment of that name in Seaworthy's cache, and
# makes it anew where it is missing or holds other packages.
need_python() {
  environment=$(dirname "$bin")/$1
  cmp -s "$2" "$environment/requirements.txt" && return
  need python3 python3
  # A module, never a program: some systems package it apart.
  python3 -c 'import ensurepip' 2>/dev/null || need ensurepip python3-venv
  echo "installing Python packages: $(tr '\n' ' ' <"$2")" >&2
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" --quiet --disable-pip-version-check install --requirement "$2"
  cp "$2" "$environment/requirements.txt"
}

# A folder with `psql` alone is a client's.
newest_postgresql() { { compgen -G '/usr/lib/postgresql/*/bin/initdb' || true; } | sort -V | tail -n 1; }

# Sets `postgresql` to the folder of the newest server's programs, and installs one where there is none.
need_postgresql() {
  if [ -z "$(newest_postgresql)" ]; then
    # Debian's package would make and start a cluster of its own.
    if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    need initdb postgresql
  fi
  postgresql=$(dirname "$(newest_postgresql)")
}

# says WORDS PROGRAM ARGUMENT…: whether the program runs and its output has these words. The output
# is read to its end: a program cut off by `grep -q` would fail the pipe now and then.
says() {
  local words=$1 output
  shift
  output=$("$@" 2>/dev/null) && grep -qwF -- "$words" <<<"$output"
}

# quietly PROGRAM ARGUMENT…: runs it, and shows what it said only where it fails
quietly() {
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$*" "$said" >&2; return 1; }
}

# Sets `port` to one that nobody listens on.
free_port() {
  while port=$((20000 + RANDOM % 12000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
}
