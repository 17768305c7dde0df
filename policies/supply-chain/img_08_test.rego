package seaworthy.supply_chain.img_08_test

import data.seaworthy.supply_chain.img_08

a := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

b := "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

workload(image) := {
	"id": 1, "subject": {"kind": "Pod", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"spec": {"containers": [{"name": "web", "image": image}]}}},
}

web := workload(concat("@", ["r.example/app:1", a]))

source := {"uri": "git+https://forge.example/erp@refs/tags/1", "digests": ["gitCommit:1234"]}

built(by, materials) := {"id": 2, "subject": {"kind": "Attestation", "name": "a.json"}, "content": {
	"digests": [a], "checked": true, "verified": true, "signers": [{"key": "ci"}],
	"provenance": {"version": "1", "builder": by, "buildType": "x", "materials": materials},
}}

refused(code) := {"id": 2, "subject": {"kind": "Attestation", "name": "a.json"}, "content": {
	"digests": [a], "checked": code != "nothing-trusted", "verified": false,
	"failure": {"code": code, "reason": code},
	"provenance": {"version": "1", "builder": "https://ci.example", "buildType": "x", "materials": [source]},
}}

good := built("https://ci.example", [source])

record(builds) := {"id": 3, "content": {"environment": "production", "at": 900, "images": [{"name": "app", "builds": builds}]}}

build(by, digest) := {"builder": by, "digest": digest}

found(workloads, attestations, records, parameters) := result if {
	result := img_08.findings with input as {
		"now": 1000,
		"parameters": object.union({"trusted_builders": ["https://ci.example"], "allowed_sources": []}, parameters),
		"evidence": {"kubernetes/workload": workloads, "image/attestation": attestations, "record/reproduced-build": records},
	}
}

rules(workloads, attestations, records) := {[f.rule, object.get(f, "status", "fail")] |
	some f in found(workloads, attestations, records, {})
}

test_provenance_of_a_trusted_builder_is_silent if rules([web], [good], []) == set()

test_no_provenance_fires if {
	signature := {"id": 2, "content": {"digests": [a], "checked": true, "verified": true}}
	found([web], [signature], [], {}) == {{
		"rule": "no-provenance", "on": 1, "path": ["spec", "containers", 0, "image"],
		"role": "container", "container": "web", "image": concat("@", ["r.example/app:1", a]),
	}}
}

test_provenance_that_does_not_hold_fires if {
	rules([web], [refused("bad-signature")], []) == {["not-verified", "fail"]}
}

test_nothing_trusted_is_unknown if {
	rules([web], [refused("nothing-trusted")], []) == {["nothing-trusted", "unknown"]}
}

test_another_builder_fires if {
	result := found([web], [built("https://laptop.example", [source])], [], {})
	{[f.rule, f.builder] | some f in result} == {["builder-not-trusted", "https://laptop.example"]}
}

test_no_list_of_builders_is_unknown if {
	{[f.rule, f.status] | some f in found([web], [good], [], {"trusted_builders": []})} == {["no-trusted-builders", "unknown"]}
}

test_a_source_without_digest_is_none if {
	rules([web], [built("https://ci.example", [object.union(source, {"digests": []})])], []) == {["no-source", "fail"]}
	rules([web], [built("https://ci.example", [])], []) == {["no-source", "fail"]}
}

test_another_source_fires if {
	found([web], [good], [], {"allowed_sources": ["git+https://forge.example/erp@*"]}) == set()
	result := found([web], [good], [], {"allowed_sources": ["git+https://forge.example/crm@*"]})
	{[f.rule, f.sources] | some f in result} == {["source-not-allowed", [source.uri]]}
}

test_two_builders_that_agree_stand_for_provenance if {
	rules([web], [], [record([build("ci", a), build("rebuilder", a)])]) == set()
}

test_one_builder_twice_is_unknown if {
	rules([web], [], [record([build("ci", a), build("ci", a)])]) == {["not-independent", "unknown"]}
}

test_builds_that_differ_fire_even_with_provenance if {
	rules([web], [good], [record([build("ci", a), build("rebuilder", b)])]) == {["digests-differ", "fail"]}
}

test_a_record_of_tomorrow_does_not_count if {
	later := object.union(record([build("ci", a), build("rebuilder", a)]), {"content": {"at": 100000}})
	rules([web], [good], [later]) == set()
	rules([web], [], [later]) == {["no-evidence", "unknown"]}
}

test_a_record_about_other_bytes_is_no_provenance if {
	rules([web], [], [record([build("ci", b), build("rebuilder", b)])]) == {["no-provenance", "fail"]}
}

test_no_evidence_is_unknown if rules([web], [], []) == {["no-evidence", "unknown"]}

test_a_deployed_tag_is_unknown if rules([workload("r.example/app:1")], [good], []) == {["deployed-without-digest", "unknown"]}

test_absent_fields_never_pass if {
	rules([web], [{"id": 2, "content": {"digests": [a], "provenance": {}}}], []) == {["no-provenance", "fail"]}
	rules([web], [{"id": 2, "content": {"digests": [a], "provenance": {"builder": "https://ci.example"}}}], []) == {["nothing-trusted", "unknown"]}
}

test_absent_workloads_are_silent if rules([], [good], []) == set()
