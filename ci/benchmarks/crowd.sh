# Sourced: objects for a real API server. Wants $work, a folder, and $kubectl, a command.
# shellcheck shell=bash

# write_crowd OBJECTS TAG: the objects as $work/files/0.yaml to 7.yaml. A fifth each are ConfigMaps of
# 1 KiB, Deployments whose image has TAG, Services, NetworkPolicies and Roles; ten ConfigMaps more
# are near the most that etcd takes. Replicas are none, or controllers would make pods.
write_crowd() {
  rm -rf "$work/files"
  mkdir "$work/files"
  awk -v n="$(($1 / 5))" -v tag="$2" -v out="$work/files" 'BEGIN {
    kib = "y"; while (length(kib) < 1024) kib = kib kib
    near = kib; while (length(near) < 1000000) near = near kib
    for (i = 0; i < n; i++) {
      file = out "/" i % 8 ".yaml"
      if (i < 10) put(file, "v1", "ConfigMap", "large-" i, "data: {key: " near "}")
      put(file, "v1", "ConfigMap", "c" i, "data: {key: " kib "}")
      put(file, "apps/v1", "Deployment", "d" i, "spec: {replicas: 0, selector: {matchLabels: {app: a" i "}}, template: {metadata: {labels: {app: a" i "}}, spec: {containers: [{name: c, image: \"registry.example/a:" tag "\"}]}}}")
      put(file, "v1", "Service", "s" i, "spec: {clusterIP: None, selector: {app: a" i "}, ports: [{port: 80}]}")
      put(file, "networking.k8s.io/v1", "NetworkPolicy", "p" i, "spec: {podSelector: {matchLabels: {app: a" i "}}, policyTypes: [Ingress]}")
      put(file, "rbac.authorization.k8s.io/v1", "Role", "r" i, "rules: [{apiGroups: [\"\"], resources: [pods], verbs: [get]}]")
    }
  }
  function put(file, version, kind, name, rest) {
    printf "---\napiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: crowd}\n%s\n", version, kind, name, rest > file
  }'
}

# Eight files, so that eight kubectl write beside each other: each keeps to fifty requests a second.
create_crowd() {
  "${kubectl[@]}" create namespace crowd >/dev/null
  find "$work/files" -name '*.yaml' -print0 |
    xargs -0 -P 8 -n 1 "${kubectl[@]}" create --validate=false -f >/dev/null
}
