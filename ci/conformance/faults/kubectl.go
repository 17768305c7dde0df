package main

import (
	"fmt"
	"strings"
	"time"
)

func manifest(name, namespace string, privileged bool) string {
	return fmt.Sprintf(`apiVersion: v1
kind: Pod
metadata:
  name: %s
  namespace: %s
  labels: {owner: harbor, team: harbor}
spec:
  containers:
  - name: main
    image: registry.example/app:1.4.2
    securityContext: {privileged: %t}
`, name, namespace, privileged)
}

// Before the webhook is asked: what it would refuse is stored already.
func (w *world) prepare() error {
	for _, namespace := range []string{"shop", namespaceWarn, namespaceAudit} {
		run(nil, w.kubectl("create", "namespace", namespace)...)
		// The namespace's own controllers make what pods need.
	}
	path := "/apis/apps/v1/namespaces/shop/deployments"
	old := kinds[1].object("old", true)
	if a := w.cluster.create(path, old, false); a.code != 201 && a.code != 409 {
		return fmt.Errorf("a Deployment that was there before: %s", a)
	}
	return nil
}

// kubectl asks as people do; what it says is the transcript.
func kubectl(t *trial) {
	says := func(out string, all ...string) {
		for _, one := range all {
			t.demand(strings.Contains(out, one), "kubectl does not say `%s` but: %s", one, out)
		}
	}
	says(t.show(manifest("cargo", "shop", true), "apply", "-f", "-"), "denied the request: K8S-09: ", "mend: ", "(verdict ")
	says(t.show(manifest("cargo", "shop", false), "apply", "-f", "-"), "pod/cargo created")
	says(t.show(manifest("dry", "shop", true), "apply", "--dry-run=server", "-f", "-"), "denied the request: K8S-09: ")
	says(t.show(manifest("dry", "shop", false), "apply", "--dry-run=server", "-f", "-"), "pod/dry created (server dry run)")
	says(t.show("", "get", "pod", "dry", "-n", "shop"), "NotFound")
	says(t.show(manifest("cargo", namespaceWarn, true), "apply", "-f", "-"), "Warning: K8S-09: ", "pod/cargo created")
	audited := t.show(manifest("cargo", namespaceAudit, true), "apply", "-f", "-")
	says(audited, "pod/cargo created")
	t.demand(!strings.Contains(audited, "Warning"), "mode audit warns: %s", audited)
	t.must(eventually(10*time.Second, "the audit log has the findings of mode audit", func() bool {
		return t.audited(func(e auditEvent) bool {
			return e.ObjectRef.Namespace == namespaceAudit && strings.Contains(e.Annotations[webhookName+"/findings"], "K8S-09")
		})
	}))
	says(t.show("", "label", "deployment", "old", "-n", "shop", "tier=web", "--overwrite"), "deployment.apps/old labeled")
	says(t.show("", "patch", "deployment", "old", "-n", "shop", "-p", `{"spec":{"template":{"spec":{"hostPID":true}}}}`),
		"denied the request: K8S-09: ", "hostPID")
	says(t.show("", "scale", "deployment", "old", "-n", "shop", "--replicas=0"), "deployment.apps/old scaled")
	says(t.show("", "patch", "pod", "cargo", "-n", "shop", "--subresource=ephemeralcontainers", "-p",
		`{"spec":{"ephemeralContainers":[{"name":"spy","image":"spy:1","securityContext":{"privileged":true}}]}}`),
		"denied the request: K8S-09: ", "`spy`")
	says(t.show("", "patch", "pod", "cargo", "-n", "shop", "--subresource=ephemeralcontainers", "-p",
		`{"spec":{"ephemeralContainers":[{"name":"look","image":"look:1"}]}}`), "pod/cargo patched")
	for _, namespace := range []string{"shop", namespaceWarn, namespaceAudit} {
		says(t.show("", "delete", "pod", "cargo", "-n", namespace, "--force", "--grace-period=0"), "deleted")
	}
}
