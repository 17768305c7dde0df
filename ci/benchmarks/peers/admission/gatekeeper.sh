# Sourced by ci/benchmarks/admission: Gatekeeper's webhook on a real API server, beside which the benchmark runs.
# shellcheck shell=bash

kubectl() { "$bin/kubectl" --kubeconfig "$SEAWORTHY_TEST_KUBECONFIG" --context admin "$@"; }

# start_gatekeeper OPTION…: in place of this shell, with nothing of what else it does for clusters
start_gatekeeper() {
  exec "$bin/gatekeeper" --kubeconfig "$work/gatekeeper.config" --operation webhook "$@" --debug-use-fake-pod \
    --host 127.0.0.1 --port "$port" --cert-dir "$work/certificates" --disable-cert-rotation \
    --health-addr "127.0.0.1:$health" --metrics-backend opentelemetry --otlp-endpoint 127.0.0.1:1 --log-level ERROR --shutdown-delay 0
}

# serve_gatekeeper FOLDER: with the template and the constraint there, whose kind another process of it makes first
serve_gatekeeper() {
  local health first since=$SECONDS
  kubectl config view --raw --flatten --minify >"$work/gatekeeper.config"
  mkdir "$work/certificates"
  cp "$work/tls.crt" "$work/tls.key" "$work/certificates"
  kubectl create namespace shop >/dev/null
  kubectl create namespace gatekeeper-system >/dev/null
  # Of the whole only the kinds: no webhook is to stand between this API server and its objects.
  custom_kinds <"$bin/gatekeeper.yaml" | kubectl apply --server-side -f - >/dev/null
  kubectl wait --for condition=established crd --all --timeout 60s >/dev/null
  kubectl apply -f "$1/template.json" >/dev/null
  free_port && health=$port
  free_port
  start_gatekeeper --operation generate 2>"$work/log" &
  first=$!
  until kubectl apply -f "$1/constraint.json" >"$work/applied" 2>&1; do
    if ! kill -0 "$first" 2>/dev/null || [ $((SECONDS - since)) -gt 60 ]; then
      tail -n 20 "$work/applied" "$work/log" >&2
      exit 1
    fi
    sleep 0.2
  done
  kill -KILL "$first"
  wait "$first" 2>/dev/null || true
  serve gatekeeper "http://127.0.0.1:$health/readyz" /v1/admit start_gatekeeper
}

# custom_kinds: of many YAML documents those that define kinds
custom_kinds() {
  awk 'BEGIN { RS = "\n---\n" } /\nkind: CustomResourceDefinition\n/ { print; print "---" }'
}
