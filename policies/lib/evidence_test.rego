package seaworthy.lib.evidence_test

import data.seaworthy.lib.evidence

snapshot := {"evidence": {"kubernetes/object": [
	{"id": 1, "subject": {"kind": "Service", "name": "a"}, "content": {"manifest": {"kind": "Service"}}},
	{"id": 2, "subject": {"kind": "Secret", "name": "b", "namespace": "n"}, "content": {"manifest": {"kind": "Secret"}}},
]}}

test_objects_of_a_kind if {
	[item.id | some item in evidence.objects("Secret")] == [2] with input as snapshot
}

test_absent_kind_is_empty if {
	evidence.of_kind("image/scan") == [] with input as snapshot
	evidence.of_kind("image/scan") == [] with input as {}
}

test_namespace if {
	evidence.namespace({"subject": {"namespace": "n"}}) == "n"
	evidence.namespace({"subject": {}}) == "default"
	evidence.namespace({"subject": {"namespace": null}}) == "default"
}

test_owned_objects if {
	evidence.is_owned({"content": {"manifest": {"metadata": {"ownerReferences": [{"kind": "ReplicaSet", "controller": true}]}}}})
	not evidence.is_owned({"content": {"manifest": {"metadata": {"ownerReferences": [{"kind": "ReplicaSet"}]}}}})
	not evidence.is_owned({"content": {"manifest": {}}})
}
