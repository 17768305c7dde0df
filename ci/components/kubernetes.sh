#!/usr/bin/env bash
# Runs a command while a real Kubernetes control plane listens, on this machine only: etcd,
# kube-apiserver and kube-controller-manager, without nodes. $SEAWORTHY_TEST_KUBECONFIG names a
# kubeconfig with the contexts `admin` (of `system:masters`) and `viewer` (bound to nothing);
# $SEAWORTHY_TEST_APISERVER a program that serves the same cluster at the port it is given (and takes
# further options), for tests that end it and start it again.
# Builds the three and kubectl as one Go module first, where they are missing.
#
#   ci/components/kubernetes.sh mvn test -Dtest='*Live*Test'
#   ci/components/kubernetes.sh --build        builds only
#   ci/components/kubernetes.sh --oldest …     with the oldest kube-apiserver that the webhook supports; the
#                                              other programs remain those of the newest
#
# GOMAXPROCS and GOFLAGS of the caller bound what the build may use of the machine.
set -euo pipefail
version=34.4
# Since 1.30 the API server's matchConditions and ValidatingAdmissionPolicies need no feature gate.
oldest=30.14
. "$(dirname "$0")/need.sh"
api_version=$version api_server=kube-apiserver
if [ "${1:-}" = --oldest ]; then
  api_version=$oldest api_server=kube-apiserver-1.${oldest%%.*}
  shift
fi
programs=(kubectl kube-apiserver kube-controller-manager etcd)
controllers=clusterrole-aggregation-controller,deployment-controller,replicaset-controller
controllers+=,statefulset-controller,daemonset-controller,job-controller,cronjob-controller
controllers+=,namespace-controller,serviceaccount-controller,endpointslice-controller
controllers+=,garbage-collector-controller,validatingadmissionpolicy-status-controller
work=$(mktemp -d)
pids=()

# The API server is stopped before etcd, or it waits for it.
stop() {
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT

# The go.mod of k8s.io/kubernetes replaces its parts by folders of its own repository, which an
# outside module cannot follow: each is published under the matching v0 version.
module() {
  local version=$1 published
  published=$(go mod download -json "k8s.io/kubernetes@v1.$version" |
    sed -n 's/^[[:space:]]*"GoMod": "\(.*\)",*$/\1/p')
  printf 'module seaworthy.dev/components\n'
  grep -E '^(go|godebug|toolchain) ' "$published"
  printf 'require k8s.io/kubernetes v1.%s\nreplace (\n' "$version"
  grep -oE 'k8s\.io/[a-z0-9-]+ => \./staging' "$published" | sort -u |
    while read -r part _; do printf '  %s => %s v0.%s\n' "$part" "$part" "$version"; done
  printf ')\n'
}

# compile VERSION PACKAGE…: programs of this release of Kubernetes, in $work/programs
compile() {
  local version=$1
  shift
  need go golang-go
  echo "building ${*##*/} of Kubernetes 1.$version (minutes)" >&2
  rm -rf "$work/build"
  mkdir -p "$work/build" "$work/programs" "$bin"
  (
    export CGO_ENABLED=0 GOFLAGS="-mod=mod ${GOFLAGS:-}" GOWORK=off
    cd "$work/build"
    module "$version" >new && mv new go.mod
    linked="-s -w -X k8s.io/component-base/version.gitVersion=v1.$version"
    linked+=" -X k8s.io/component-base/version.gitMajor=1"
    linked+=" -X k8s.io/component-base/version.gitMinor=${version%%.*}"
    # One call, so that one program links while another compiles.
    go build -trimpath -ldflags "$linked" -o "$work/programs/" "$@"
  ) >"$work/build.log" 2>&1 || {
    tail -n 20 "$work/build.log" >&2
    return 1
  }
}

# The version of etcd is the one that this release of Kubernetes itself is tested with. Its main package is
# named `server`.
build() {
  compile "$version" k8s.io/kubernetes/cmd/{kubectl,kube-apiserver,kube-controller-manager} \
    go.etcd.io/etcd/server/v3
  mv "$work/programs/server" "$work/programs/etcd"
  for program in "${programs[@]}"; do mv "$work/programs/$program" "$bin/$program"; done
}

built() {
  says "v1.$version" "$bin/kubectl" version --client &&
    "$bin/etcd" --version >/dev/null 2>&1 &&
    says "Kubernetes v1.$version" "$bin/kube-controller-manager" --version &&
    says "Kubernetes v1.$version" "$bin/kube-apiserver" --version
}

build_api_server() {
  compile "$api_version" k8s.io/kubernetes/cmd/kube-apiserver
  mv "$work/programs/kube-apiserver" "$bin/$api_server"
}

certificate() {
  local name=$1 subject=$2 extension=$3
  openssl req -newkey rsa:2048 -nodes -subj "$subject" -keyout "$name.key" -out "$name.csr"
  openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 \
    -out "$name.crt" -extfile <(printf '%s' "$extension")
}

certificates() (
  mkdir -p "$work/pki"
  cd "$work/pki"
  openssl genrsa -out accounts.key 2048
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=harbor-ca -keyout ca.key -out ca.crt
  certificate apiserver /CN=kube-apiserver 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  certificate admin /O=system:masters/CN=harbor-master 'extendedKeyUsage=clientAuth'
  certificate viewer /CN=harbor-viewer 'extendedKeyUsage=clientAuth'
) >"$work/pki.log" 2>&1

start() {
  local name=$1
  shift
  "$bin/$name" "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
}

# Waits until the server started last answers, or says why it does not.
ready() {
  local name=$1 url=$2
  for _ in $(seq 600); do
    curl -sf --cacert "$work/pki/ca.crt" --cert "$work/pki/admin.crt" \
      --key "$work/pki/admin.key" "$url" >/dev/null && return
    kill -0 "${pids[-1]}" 2>/dev/null || break
    sleep 0.2
  done
  tail -n 20 "$work/$name.log" >&2
  return 1
}

kubeconfig() {
  cat <<CONFIG
apiVersion: v1
kind: Config
clusters:
  - {name: harbor, cluster: {server: "$api", certificate-authority: $work/pki/ca.crt}}
users:
  - {name: admin, user: {client-certificate: $work/pki/admin.crt, client-key: $work/pki/admin.key}}
  - {name: viewer, user: {client-certificate: $work/pki/viewer.crt, client-key: $work/pki/viewer.key}}
contexts:
  - {name: admin, context: {cluster: harbor, user: admin}}
  - {name: viewer, context: {cluster: harbor, user: viewer}}
current-context: admin
CONFIG
}

# A program that serves the same cluster at the port it is given, with further options if there are any.
second() {
  printf '#!/usr/bin/env bash\nport=$1\nshift\nexec %q --secure-port="$port"' "$bin/$api_server"
  printf ' %q' "${serve[@]}"
  printf ' "$@"\n'
}

built || build
says "Kubernetes v1.$api_version" "$bin/$api_server" --version || build_api_server
[ "${1:-}" != --build ] || exit 0
need openssl openssl
need curl curl
certificates || {
  cat "$work/pki.log" >&2
  exit 1
}

free_port
store=http://127.0.0.1:$port
free_port
peers=http://127.0.0.1:$port
start etcd --data-dir "$work/etcd" --unsafe-no-fsync --listen-client-urls "$store" \
  --advertise-client-urls "$store" --listen-peer-urls "$peers" \
  --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers"

free_port
api=https://127.0.0.1:$port
serve=(--etcd-servers="$store" --bind-address=127.0.0.1
  --advertise-address=127.0.0.1 --endpoint-reconciler-type=none
  --tls-cert-file="$work/pki/apiserver.crt" --tls-private-key-file="$work/pki/apiserver.key"
  --client-ca-file="$work/pki/ca.crt" --service-account-issuer=https://kubernetes.default.svc
  --service-account-key-file="$work/pki/accounts.key"
  --service-account-signing-key-file="$work/pki/accounts.key"
  --service-cluster-ip-range=10.0.0.0/24 --authorization-mode=RBAC --allow-privileged=true
  --disable-admission-plugins=ServiceAccount)
start "$api_server" --secure-port="$port" "${serve[@]}"
ready "$api_server" "$api/readyz"
kubeconfig >"$work/kubeconfig"

free_port
start kube-controller-manager --kubeconfig="$work/kubeconfig" \
  --authentication-kubeconfig="$work/kubeconfig" --authorization-kubeconfig="$work/kubeconfig" \
  --bind-address=127.0.0.1 --secure-port="$port" --leader-elect=false \
  --tls-cert-file="$work/pki/apiserver.crt" --tls-private-key-file="$work/pki/apiserver.key" \
  --service-account-private-key-file="$work/pki/accounts.key" \
  --root-ca-file="$work/pki/ca.crt" --controllers="$controllers"
ready kube-controller-manager "https://127.0.0.1:$port/healthz"

second >"$work/second"
chmod +x "$work/second"
export SEAWORTHY_TEST_APISERVER="$work/second"
export SEAWORTHY_TEST_KUBECONFIG="$work/kubeconfig"
"$@"
