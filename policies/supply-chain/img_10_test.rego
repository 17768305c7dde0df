package seaworthy.supply_chain.img_10_test

import data.seaworthy.supply_chain.img_10

a := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

b := "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

workload(image) := {
	"id": 1, "subject": {"kind": "Pod", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"spec": {"containers": [{"name": "web", "image": image}]}}},
}

web := workload(concat("@", ["r.example/app:1", a]))

signed(id, digest, signers) := {"id": id, "subject": {"kind": "Attestation", "name": "a.json"}, "content": {
	"digests": [digest], "checked": true, "verified": true, "signers": signers,
}}

refused(id, digest, code) := {"id": id, "subject": {"kind": "Attestation", "name": "a.json"}, "content": {
	"digests": [digest], "checked": code != "nothing-trusted", "verified": false,
	"failure": {"code": code, "reason": code},
}}

key(name) := {"key": name, "algorithm": "ECDSA P-256"}

found(workloads, attestations, parameters) := result if {
	result := img_10.findings with input as {
		"parameters": object.union({"allowed_signers": [], "min_signers": 1}, parameters),
		"evidence": {"kubernetes/workload": workloads, "image/attestation": attestations},
	}
}

rules(workloads, attestations, parameters) := {[f.rule, object.get(f, "status", "fail")] |
	some f in found(workloads, attestations, parameters)
}

test_an_image_signed_by_a_trusted_key_is_silent if rules([web], [signed(2, a, [key("release")])], {}) == set()

test_no_signature_fires_on_the_container if {
	found([web], [signed(2, b, [key("release")])], {}) == {{
		"rule": "not-signed", "on": 1, "path": ["spec", "containers", 0, "image"],
		"role": "container", "container": "web", "image": concat("@", ["r.example/app:1", a]),
	}}
}

test_a_stranger_s_signature_fires if {
	rules([web], [refused(2, a, "unknown-signer")], {}) == {["not-verified", "fail"]}
}

test_a_stranger_s_signature_beside_a_good_one_is_silent if {
	rules([web], [refused(2, a, "unknown-signer"), signed(3, a, [key("release")])], {}) == set()
}

test_a_broken_signature_fires_even_beside_a_good_one if {
	rules([web], [refused(2, a, "bad-signature"), signed(3, a, [key("release")])], {}) == {["tampered", "fail"]}
}

test_a_broken_signature_is_told_once if {
	rules([web], [refused(2, a, "bad-signature")], {}) == {["tampered", "fail"]}
}

test_another_signer_than_allowed_fires if {
	result := found([web], [signed(2, a, [key("nightly")])], {"allowed_signers": ["release"]})
	{[f.rule, f.signers] | some f in result} == {["other-signer", ["nightly"]]}
}

test_signers_are_named_by_certificates_too if {
	workflow := {"issuer": "https://ci.example", "subject": "https://forge.example/erp/odoo@main"}
	rules([web], [signed(2, a, [workflow])], {"allowed_signers": ["https://forge.example/erp/*"]}) == set()
	rules([web], [signed(2, a, [workflow])], {"allowed_signers": ["https://forge.example/crm/*"]}) == {["other-signer", "fail"]}
}

test_two_signers_may_be_asked_for if {
	two := {"min_signers": 2}
	rules([web], [signed(2, a, [key("build")]), signed(3, a, [key("build")])], two) == {["other-signer", "fail"]}
	rules([web], [signed(2, a, [key("build")]), signed(3, a, [key("review")])], two) == set()
}

test_nothing_trusted_is_unknown if {
	rules([web], [refused(2, a, "nothing-trusted")], {}) == {["nothing-trusted", "unknown"]}
}

test_a_deployed_tag_is_unknown if {
	rules([workload("r.example/app:1")], [signed(2, a, [key("release")])], {}) == {["deployed-without-digest", "unknown"]}
}

test_absent_fields_never_pass if {
	rules([web], [{"id": 2, "subject": {"name": "a.json"}, "content": {"digests": [a]}}], {}) == {["nothing-trusted", "unknown"]}
	rules([web], [{"id": 2, "subject": {"name": "a.json"}, "content": {}}], {}) == {["not-signed", "fail"]}
}

test_absent_evidence_is_silent_for_the_engine_to_call_unknown if rules([], [], {}) == set()
