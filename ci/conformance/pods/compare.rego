# What control K8S-09 says of a pod, compared with what the Pod Security Standards' own library says.
package seaworthy.conformance.pods

import data.seaworthy.kubernetes.k8s_09

# One answer in a list: what asks takes a list of answers.
comparison := [{"agree": count(compared) - count(differ), "differ": differ}]

differ := [difference |
	some one in compared
	one.ours != one.theirs
	difference := {
		"level": one.level,
		"version": one.version,
		"only ours": one.ours - one.theirs,
		"only theirs": one.theirs - one.ours,
	}
]

compared := [one |
	some judgement in input.judgements
	findings := k8s_09.findings with input as {
		"object": input.object,
		"subject": {"kind": "Pod", "name": "web"},
		"parameters": {"pod_security_level": judgement.level, "pod_security_version": judgement.version},
	}
	one := {
		"level": judgement.level,
		"version": judgement.version,
		"ours": {finding.rule | some finding in findings},
		"theirs": {control | some control in judgement.controls},
	}
]
