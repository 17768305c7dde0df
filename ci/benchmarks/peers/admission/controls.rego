# Answers AdmissionReviews of Deployments by the Rego of our own bundles: the controls that one object is enough for,
# and, as `admission serve` does, what was wrong before refuses nothing.
package admission_controls

import rego.v1

import data.seaworthy.kubernetes.k8s_09
import data.seaworthy.supply_chain.img_01
import data.seaworthy.supply_chain.img_02
import data.seaworthy.supply_chain.img_04

answer := {
	"apiVersion": "admission.k8s.io/v1",
	"kind": "AdmissionReview",
	"response": {
		"uid": input.request.uid,
		"allowed": count(fresh) == 0,
		"status": {"message": concat("; ", messages)},
	},
}

messages contains sprintf("%v", [finding]) if some finding in fresh

# What a control cannot tell warns and refuses nothing.
fresh := {finding | some finding in found(input.request.object); not finding.status} - before

default before := set()

before := found(input.request.oldObject) if count(input.request.oldObject) > 0

found(manifest) := findings if {
	findings := all_findings with input as {
		"kind": "kubernetes/workload",
		"object": {"manifest": manifest, "podPath": ["spec", "template", "spec"]},
	}
}

all_findings := union({k8s_09.findings, img_01.findings, img_02.findings, img_04.findings})
