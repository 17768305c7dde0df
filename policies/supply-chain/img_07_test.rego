package seaworthy.supply_chain.img_07_test

import data.seaworthy.supply_chain.img_07

found(secrets, scanned) := result if {
	result := img_07.findings with input as {
		"parameters": {"scan_includes_secrets": scanned},
		"object": {"image": {"name": "app:1"}, "secrets": secrets},
	}
}

key := {"rule": "private-key", "category": "AsymmetricPrivateKey", "severity": "HIGH", "title": "Asymmetric Private Key", "target": "/app/id_rsa", "startLine": 1}

test_a_secret_fires if {
	found([key], true) == {{
		"rule": "secret-in-image", "path": [], "image": "app:1", "target": "/app/id_rsa",
		"title": "Asymmetric Private Key", "secret": "private-key", "line": 1,
	}}
}

test_no_secret_is_silent if found([], true) == set()

test_two_secrets_in_one_file_are_two_findings if {
	count(found([key, object.union(key, {"startLine": 9})], true)) == 2
}

test_a_scan_without_secret_scanner_is_unknown if {
	every scanned in [false, null, "yes"] {
		{[f.rule, f.status] | some f in found([], scanned)} == {["secrets-not-scanned", "unknown"]}
	}
}

test_a_secret_found_beats_the_parameter if {
	{f.rule | some f in found([key], false)} == {"secret-in-image"}
}

test_absent_secrets_are_unknown if {
	result := img_07.findings with input as {"parameters": {"scan_includes_secrets": true}, "object": {"image": {"name": "app:1"}}}
	{[f.rule, f.status] | some f in result} == {["secrets-not-scanned", "unknown"]}
}

test_a_bare_secret_entry_still_fires if {
	{[f.rule, f.title] | some f in found([{"rule": "x"}], true)} == {["secret-in-image", "x"]}
}
