package seaworthy.tls.tls_01_test

import data.seaworthy.tls.tls_01

day := 86400

now := 1000 * day

leaf := {
	"subject": "CN=erp", "issuer": "CN=Harbor Issuing CA,O=Harbor", "notBefore": now - (10 * day), "notAfter": now + (80 * day),
	"dnsNames": ["erp.harbor.example"], "ipAddresses": [], "isCa": false, "selfSigned": false,
	"key": {"algorithm": "EC", "bits": 256}, "signature": {"algorithm": "SHA256withECDSA", "hash": "SHA-256"},
}

root := {
	"subject": "CN=Harbor Root", "issuer": "CN=Harbor Root", "notBefore": now - (100 * day), "notAfter": now + (800 * day),
	"dnsNames": [], "ipAddresses": [], "isCa": true, "selfSigned": true,
	"key": {"algorithm": "RSA", "bits": 4096}, "signature": {"algorithm": "SHA1withRSA", "hash": "SHA-1"},
}

file := {
	"chain": [leaf, root], "ordered": true, "signed": true, "anchored": true, "trustGiven": true,
	"serves": ["erp.harbor.example"], "role": "server",
}

parameters := {"min_days_valid": 21, "allowed_issuers": [], "min_rsa_bits": 2048, "min_ec_bits": 256}

found(content, given) := result if {
	result := tls_01.findings with input as {"now": now, "parameters": object.union(parameters, given), "object": content}
}

rules(fields) := {f.rule | some f in found(object.union(file, fields), {})}

with_leaf(fields) := rules({"chain": [object.union(leaf, fields), root]})

test_a_good_certificate_is_silent if rules({}) == set()

test_an_expired_certificate_fires if {
	found(object.union(file, {"chain": [object.union(leaf, {"notAfter": now - (3 * day)}), root]}), {}) == {{
		"rule": "expired", "path": ["chain", 0], "certificate": "CN=erp", "days": 3,
	}}
}

test_an_expired_issuer_fires if {
	result := found(object.union(file, {"chain": [leaf, object.union(root, {"notAfter": now})]}), {})
	{[f.rule, f.path] | some f in result} == {["expired", ["chain", 1]]}
}

test_days_left_are_counted if {
	with_leaf({"notAfter": now + (21 * day)}) == set()
	with_leaf({"notAfter": (now + (21 * day)) - 1}) == {"expires-soon"}
	with_leaf({"notBefore": now + 1}) == {"not-yet-valid"}
	with_leaf({"notBefore": now}) == set()
}

test_every_served_host_must_be_covered if {
	result := found(object.union(file, {"serves": ["erp.harbor.example", "edi.harbor.example"]}), {})
	{[f.rule, f.host] | some f in result} == {["name-mismatch", "edi.harbor.example"]}
}

test_a_wildcard_covers_one_label if {
	wild := [object.union(leaf, {"dnsNames": ["*.harbor.example"]}), root]
	rules({"chain": wild}) == set()
	rules({"chain": wild, "serves": ["a.b.harbor.example"]}) == {"name-mismatch"}
}

test_addresses_are_names_too if {
	rules({"serves": ["10.0.0.1"], "chain": [object.union(leaf, {"ipAddresses": ["10.0.0.1"]}), root]}) == set()
}

test_a_common_name_alone_is_not_enough if {
	with_leaf({"dnsNames": []}) == {"no-alternative-names", "name-mismatch"}
}

test_undeclared_hosts_are_unknown if {
	{[f.rule, f.status] | some f in found(object.union(file, {"serves": []}), {})} == {["hosts-not-declared", "unknown"]}
}

test_the_chain_must_hold if {
	rules({"ordered": false}) == {"misordered-chain"}
	rules({"signed": false}) == {"broken-chain"}
	rules({"anchored": false}) == {"not-anchored"}
}

test_issuers_may_be_bound_to_names if {
	rules({"nameConstraintsKept": false}) == {"name-not-permitted"}
	rules({"nameConstraintsKept": true}) == set()
}

test_no_trust_is_unknown if {
	result := found(object.union(file, {"chain": [leaf], "anchored": false, "trustGiven": false}), {})
	{[f.rule, f.status] | some f in result} == {["trust-not-given", "unknown"]}
}

test_absent_chain_facts_do_not_pass if {
	result := found(object.remove(file, ["ordered", "signed", "anchored", "trustGiven"]), {})
	{f.rule | some f in result} == {"misordered-chain", "broken-chain", "trust-not-given"}
}

test_a_self_signed_server_fires_unless_it_is_the_trusted_one if {
	alone := {"chain": [object.union(leaf, {"selfSigned": true})]}
	rules(object.union(alone, {"trustGiven": false})) == {"self-signed"}
	rules(alone) == set()
}

test_issuers_may_be_limited if {
	{f.rule | some f in found(file, {"allowed_issuers": ["Other"]})} == {"issuer-not-allowed"}
	every allowed in ["Harbor Issuing CA", "CN=Harbor Issuing CA,O=Harbor", "Harbor Root"] {
		found(file, {"allowed_issuers": [allowed]}) == set()
	}
}

test_keys_must_be_strong if {
	with_leaf({"key": {"algorithm": "RSA", "bits": 1024}}) == {"weak-key"}
	with_leaf({"key": {"algorithm": "RSA", "bits": 2048}}) == set()
	with_leaf({"key": {"algorithm": "EC", "bits": 224}}) == {"weak-key"}
	with_leaf({"key": {"algorithm": "Ed25519", "bits": 255}}) == set()
}

test_a_key_of_unknown_kind_is_unknown if {
	with_leaf({"key": {"algorithm": "DSA", "bits": 1024}}) == {"key-not-known"}
	{f.status | some f in found({"role": "ca", "chain": [object.remove(root, ["key"])]}, {})} == {"unknown"}
}

test_sha_1_fires_but_not_on_a_root if {
	with_leaf({"signature": {"algorithm": "SHA1withRSA", "hash": "SHA-1"}}) == {"weak-signature"}
	with_leaf({"signature": {"algorithm": "SHA1withRSA"}}) == {"weak-signature"}
}

test_a_file_of_authorities_is_asked_for_validity_and_strength_only if {
	ca := {"role": "ca", "chain": [root], "ordered": false, "signed": false, "anchored": false, "trustGiven": false}
	found(ca, {}) == set()
	{f.rule | some f in found(object.union(ca, {"chain": [object.union(root, {"notAfter": now - day})]}), {})} == {"expired"}
}

test_an_empty_chain_is_unknown if {
	found({"chain": []}, {}) == {{"rule": "unreadable", "path": [], "status": "unknown"}}
	found({}, {}) == {{"rule": "unreadable", "path": [], "status": "unknown"}}
}

test_absent_dates_are_unknown if {
	result := found(object.union(file, {"chain": [object.remove(leaf, ["notAfter"])]}), {})
	{[f.rule, f.status] | some f in result} == {["unreadable", "unknown"]}
}

test_what_nothing_serves_is_judged_by_its_age_and_strength_only if {
	held := {"role": "held", "chain": [leaf], "ordered": false, "signed": false, "anchored": false, "serves": []}
	rules(held) == set()
	rules(object.union(held, {"chain": [object.union(leaf, {"notAfter": now})]})) == {"expired"}
}

test_what_cert_manager_was_asked_for_must_be_there if {
	result := found(
		object.union(file, {
			"declared": {"certificate": "shop/web"},
			"contradictions": [{"field": "privateKey.size", "declared": "4096", "found": "2048"}],
		}),
		{},
	)
	{[f.rule, f.declaration, f.field, f.declared, f.found] | some f in result} == {[
		"not-as-declared", "shop/web", "privateKey.size", "4096", "2048",
	]}
	rules({"declared": {"certificate": "shop/web"}, "contradictions": []}) == set()
}

addresses := {"dnsNames": ["10.0.0.7", "erp.example"], "ipAddresses": ["10.0.0.8", "fd00:0:0:0:0:0:0:1"]}

served(host) := rules({"serves": [host], "chain": [object.union(leaf, addresses), root]})

test_an_address_is_covered_by_addresses_alone if {
	served("10.0.0.8") == set()
	served("10.0.0.7") == {"name-mismatch"}
	served("fd00::1") == set()
	served("fd00::2") == {"name-mismatch"}
	served("erp.example") == set()
}

covers(name, host) if {
	rules({"serves": [host], "chain": [object.union(leaf, {"dnsNames": [name]}), root]}) == set()
}

test_wildcards_stand_for_one_left_most_label if {
	covers("*.harbor.example", "erp.harbor.example")
	covers("*.harbor.example", "ERP.Harbor.Example.")
	covers("*.harbor.example", "xn--bcher-kva.harbor.example")
	not covers("*.harbor.example", "harbor.example")
	not covers("*.harbor.example", "a.b.harbor.example")
	not covers("e*.harbor.example", "erp.harbor.example")
	not covers("erp.*.example", "erp.harbor.example")
	not covers("*", "localhost")
	not covers("*.0.0.7", "10.0.0.7")
	not covers("erp.harbor.example\u0000.evil.example", "erp.harbor.example")
}

test_what_is_issued_for_clients_is_not_for_servers if {
	with_leaf({"forServers": false}) == {"not-for-servers"}
	with_leaf({"forServers": true}) == set()
}

test_a_critical_extension_that_is_not_known_is_unknown if {
	result := found(object.union(file, {"chain": [object.union(leaf, {"unknownCritical": ["1.2.3"]}), root]}), {})
	{[f.rule, f.status, f.extension] | some f in result} == {["critical-extension-not-known", "unknown", "1.2.3"]}
}
