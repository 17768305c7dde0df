# What `controls.rego` says, as Gatekeeper asks for it: our controls lie below `data.lib`, the only place where a
# template may have libraries.
package seaworthycontrols

import data.lib.seaworthy.kubernetes.k8s_09
import data.lib.seaworthy.supply_chain.img_01
import data.lib.seaworthy.supply_chain.img_02
import data.lib.seaworthy.supply_chain.img_04

violation contains {"msg": sprintf("%v", [finding])} if some finding in fresh

# What a control cannot tell warns and refuses nothing.
fresh := {finding | some finding in found(input.review.object); not finding.status} - before

default before := set()

before := found(input.review.oldObject) if count(input.review.oldObject) > 0

found(manifest) := findings if {
	findings := all_findings with input as {
		"kind": "kubernetes/workload",
		"object": {"manifest": manifest, "podPath": ["spec", "template", "spec"]},
	}
}

all_findings := union({k8s_09.findings, img_01.findings, img_02.findings, img_04.findings})
