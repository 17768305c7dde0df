package seaworthy.supply_chain.img_09_test

import data.seaworthy.supply_chain.img_09

a := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

b := "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

workload(image) := {
	"id": 1, "subject": {"kind": "Pod", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"spec": {"containers": [{"name": "web", "image": image}]}}},
}

pinned := workload(concat("@", ["r.example/app:1", a]))

term(text) := {"text": text, "choices": [[id | some id in split(choice, " AND ")] | some choice in split(text, " OR ")]}

bill(image, components) := {
	"id": 2, "subject": {"kind": "Sbom", "name": "app"},
	"content": {
		"image": image, "components": components,
		"terms": [term(text) | some text in {text | some one in components; some text in object.get(one, "licenses", [])}],
	},
}

of_digest(digest) := {"name": "r.example/app", "digest": digest, "digests": [digest], "tags": []}

of_tag := {"name": "r.example/app:1", "digests": [], "tags": ["r.example/app:1"]}

part(name, licenses) := {"name": name, "version": "1", "purl": concat("", ["pkg:pypi/", name, "@1"]), "licenses": licenses}

defaults := {"denied_licenses": ["SSPL-*", "AGPL-3.0-only"], "allowed_licenses": [], "unknown_licenses": "unknown", "accept_sbom_by_tag": false}

found(workloads, bills, scans, parameters) := result if {
	result := img_09.findings with input as {
		"parameters": object.union(defaults, parameters),
		"evidence": {"kubernetes/workload": workloads, "image/sbom": bills, "image/scan": scans},
	}
}

rules(workloads, bills) := {[f.rule, object.get(f, "status", "fail")] | some f in found(workloads, bills, [], {})}

of_licenses(licenses, parameters) := {f.rule | some f in found([pinned], [bill(of_digest(a), [part("x", licenses)])], [], parameters)}

test_a_bill_of_the_digest_with_a_good_license_is_silent if {
	rules([pinned], [bill(of_digest(a), [part("x", ["MIT"])])]) == set()
}

test_no_bill_fires_on_the_container if {
	found([pinned], [], [], {}) == {{
		"rule": "no-sbom", "on": 1, "path": ["spec", "containers", 0, "image"],
		"role": "container", "container": "web", "image": concat("@", ["r.example/app:1", a]),
	}}
}

test_a_bill_of_another_digest_of_that_tag_fires if {
	image := object.union(of_digest(b), {"tags": ["r.example/app:1"]})
	rules([pinned], [bill(image, [])]) == {["other-digest", "fail"]}
}

test_a_bill_of_the_tag_alone_is_unknown_unless_accepted if {
	rules([pinned], [bill(of_tag, [])]) == {["joined-by-tag", "unknown"]}
	found([pinned], [bill(of_tag, [])], [], {"accept_sbom_by_tag": true}) == set()
}

test_an_image_by_tag_is_joined_by_its_tag if {
	rules([workload("r.example/app:1")], [bill(object.union(of_digest(a), {"tags": ["r.example/app:1"]}), [])]) == {["joined-by-tag", "unknown"]}
	rules([workload("r.example/app")], [bill(of_tag, [])]) == {["no-sbom", "fail"]}
}

test_a_denied_license_fires_with_its_package if {
	found([pinned], [bill(of_digest(a), [part("x", ["SSPL-1.0"])])], [], {}) == {{
		"rule": "denied-license", "on": 2, "path": [], "image": "r.example/app",
		"package": "x 1", "license": "SSPL-1.0", "denied": ["SSPL-1.0"],
	}}
}

test_one_good_choice_is_enough_and_all_of_a_choice_count if {
	of_licenses(["SSPL-1.0 OR MIT"], {}) == set()
	of_licenses(["SSPL-1.0 AND MIT"], {}) == {"denied-license"}
	of_licenses(["MIT", "SSPL-1.0"], {}) == {"denied-license"}
}

test_an_exception_does_not_take_a_license_off_the_list if {
	of_licenses(["AGPL-3.0-only WITH X-exception"], {}) == {"denied-license"}
	of_licenses(["AGPL-3.0-only WITH X-exception"], {"allowed_licenses": ["AGPL-3.0-only WITH X-exception"]}) == set()
}

test_of_a_list_of_allowed_licenses_others_are_not if {
	of_licenses(["MIT"], {"allowed_licenses": ["mit"]}) == set()
	of_licenses(["ISC"], {"allowed_licenses": ["MIT"]}) == {"license-not-allowed"}
	of_licenses(["ISC OR MIT"], {"allowed_licenses": ["MIT"]}) == set()
	of_licenses(["SSPL-1.0"], {"allowed_licenses": ["SSPL-1.0"]}) == set()
}

test_a_package_without_license_is_as_the_parameter_says if {
	bills := [bill(of_digest(a), [{"name": "x", "purl": "pkg:pypi/x"}])]
	{[f.rule, f.status, f.count, f.package] | some f in found([pinned], bills, [], {})} == {["unknown-license", "unknown", 1, "x"]}
	{[f.rule, object.get(f, "status", "fail")] | some f in found([pinned], bills, [], {"unknown_licenses": "deny"})} == {["unknown-license", "fail"]}
	found([pinned], bills, [], {"unknown_licenses": "allow"}) == set()
}

test_a_name_that_nobody_knows_is_unknown if {
	content := object.union(bill(of_digest(a), [part("x", ["Ours"])]).content, {"terms": [{"text": "Ours", "choices": [["Ours"]], "unrecognised": ["Ours"]}]})
	one := object.union(bill(of_digest(a), []), {"content": content})
	rules([pinned], [one]) == {["unknown-license", "unknown"]}
	found([pinned], [one], [], {"allowed_licenses": ["Ours"]}) == set()
}

test_a_lock_file_among_the_components_needs_no_license if {
	rules([pinned], [bill(of_digest(a), [{"name": "requirements.txt"}])]) == set()
}

test_a_bill_of_what_is_not_deployed_is_silent if {
	bills := [bill(of_digest(a), []), object.union(bill(of_digest(b), [part("x", ["SSPL-1.0"])]), {"id": 3})]
	rules([pinned], bills) == set()
}

scan(licenses) := {
	"id": 4, "subject": {"kind": "Image", "name": "r.example/app:1"},
	"content": {"image": object.union(of_digest(a), {"name": "r.example/app:1"}), "licenses": licenses, "terms": [term(one.name) | some one in licenses]},
}

test_licenses_of_scans_count_once if {
	licenses := [{"name": "SSPL-1.0", "package": "x"}, {"name": "SSPL-1.0", "package": "/opt/LICENSE"}]
	result := found([pinned], [bill(of_digest(a), [part("x", ["SSPL-1.0"])])], [scan(licenses)], {})
	{[f.rule, f.on, f.package] | some f in result} == {["denied-license", 2, "x 1"], ["denied-license", 4, "/opt/LICENSE"]}
}

test_contents_of_wrong_types_are_unknown_or_silent if {
	rules([pinned], [bill(of_digest(a), [part("x", "MIT")])]) == {["unknown-license", "unknown"]}
	rules([pinned], [{"id": 2, "subject": {}, "content": {"components": 7}}]) == {["no-sbom", "fail"]}
}
