# Sourced, from the root of the repository: makes the workloads, and programs that evaluate them.
# shellcheck shell=bash
bin=${SEAWORTHY_CACHE:-$HOME/.cache/seaworthy}/bin
work=$PWD/ci/benchmarks/target/engine
workloads=$work/workloads
peers=$work/peers
# As the launcher starts Java; and memory enough for two threads of the largest workload.
java_options=(-XX:+UseSerialGC -XX:-UsePerfData -Xms1g -Xmx1g)

# prepare_workloads [NAME,NAME…]: builds our programs, and makes all workloads or those named;
# sets `classpath`
prepare_workloads() {
  [ -x "$bin/opa" ] || { echo "there is no opa: run ci/components/opa.sh" >&2; exit 3; }
  mvn --batch-mode --quiet -DskipTests package -pl ci/benchmarks -am
  # Jars only: class-data archives do not take folders.
  classpath=$(find ci/benchmarks/target -maxdepth 2 -name '*.jar' | sort | paste -sd:)
  rm -rf "$workloads"
  mkdir -p "$peers"
  java -cp "$classpath" dev.seaworthy.benchmarks.rego.Workloads . "$workloads"
  local folder name target
  for folder in "$workloads"/*/; do
    name=$(basename "$folder")
    case ${1:-$name} in
      "$name" | "$name",* | *,"$name" | *,"$name",*) ;;
      *) rm -r "$folder"; continue ;;
    esac
    for target in wasm plan; do
      "$bin/opa" build -t "$target" -e bench/findings -o "$work/bundle.tar.gz" "$folder/policy"
      case $target in
        wasm) tar -xzPOf "$work/bundle.tar.gz" /policy.wasm >"$folder/policy.wasm" ;;
        plan) tar -xzPOf "$work/bundle.tar.gz" /plan.json >"$folder/plan.json" ;;
      esac
    done
  done
}

# OPA as a Go library, of the version that builds our policies.
build_opa_peer() {
  command -v go >/dev/null || { echo "go is not there: opa is left out" >&2; return 1; }
  (cd ci/benchmarks/peers/opa && CGO_ENABLED=0 go build -o "$peers/opa" .)
}

build_regorus_peer() {
  command -v cargo >/dev/null || { echo "cargo is not there: regorus is left out" >&2; return 1; }
  (cd ci/benchmarks/peers/regorus &&
    CARGO_TARGET_DIR=$work/cargo cargo build --release --locked --quiet) &&
    cp "$work/cargo/release/seaworthy-peer-regorus" "$peers/regorus"
}
