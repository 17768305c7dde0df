package seaworthy.tls.tls_02_test

import data.seaworthy.tls.tls_02

hour := 3600

now := 1000000

parameters := {
	"min_tls_version": "VersionTLS12",
	"max_probe_hours": 72,
	"weak_cipher_words": ["_CBC_", "_RC4_", "_NULL_", "_anon_", "_MD5"],
	"allowed_cipher_suites": [],
	"require_forward_secrecy": true,
	"min_prime_bits": 2048,
	"refuse_client_renegotiation": true,
	"tls_profile": "none",
}

good := {"name": "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "code": "C02F", "forwardSecrecy": true}

old := {"name": "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "code": "C013", "forwardSecrecy": true}

plain := {"name": "TLS_RSA_WITH_AES_128_GCM_SHA256", "code": "009C", "forwardSecrecy": false}

refused(version) := {"version": version, "status": "refused", "reason": "alert protocol_version"}

unknown(version) := {"version": version, "status": "unknown", "reason": "it did not answer in time"}

accepted(version, suites) := {"version": version, "status": "accepted", "complete": true, "suites": suites}

old_versions := [refused("SSLv2"), refused("SSLv3"), refused("TLSv1.0"), refused("TLSv1.1")]

versions := array.concat(old_versions, [accepted("TLSv1.2", [good]), accepted("TLSv1.3", [{
	"name": "TLS_AES_128_GCM_SHA256",
	"code": "1301",
	"forwardSecrecy": true,
}])])

endpoint := {
	"host": "erp.harbor.example", "port": 443, "serverName": "erp.harbor.example", "starttls": "none",
	"environment": "production", "at": now - hour, "status": "answered", "versions": versions,
	"secureRenegotiation": true, "compression": false,
	"clientRenegotiation": {"status": "refused", "performed": 0},
}

listed := [{"host": "erp.harbor.example", "port": 443, "serverName": "erp.harbor.example", "starttls": "none"}]

release := {"candidate": {"name": "harbor"}, "environment": "production", "endpoints": listed}

evidence(descriptor, endpoints, more) := object.union(
	{
		"release/descriptor": [{"id": "r", "content": descriptor}],
		"tls/endpoint": [{"id": sprintf("e%d", [i]), "content": content} | some i, content in endpoints],
	},
	more,
)

found(descriptor, endpoints, more, given) := result if {
	result := tls_02.findings with input as {
		"now": now,
		"parameters": object.union(parameters, given),
		"evidence": evidence(descriptor, endpoints, more),
	}
}

told(findings) := {[f.rule, object.get(f, "status", "fail")] | some f in findings}

rules(fields) := told(found(release, [object.union(endpoint, fields)], {}, {}))

with_version(version) := rules({"versions": array.concat([one | some one in versions; one.version != version.version], [version])})

with_suites(suites, given) := told(found(
	release,
	[object.union(endpoint, {"versions": array.concat(old_versions, [accepted("TLSv1.2", suites)])})],
	{},
	given,
))

test_a_good_endpoint_is_silent if rules({}) == set()

test_an_old_version_fires_with_its_place if {
	result := found(release, [object.union(endpoint, {"versions": [accepted("TLSv1.0", [good])]})], {}, {})
	some f in result
	f.rule == "old-version"
	f.path == ["versions", 0]
	f.version == "TLSv1.0"
	f.wanted == "TLSv1.2"
	f.endpoint == "erp.harbor.example:443"
}

test_every_old_version_counts if {
	every version in ["SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1"] {
		with_version(accepted(version, [good])) == {["old-version", "fail"]}
	}
}

test_what_is_asked_decides if {
	told(found(release, [endpoint], {}, {"min_tls_version": "VersionTLS13"})) == {["old-version", "fail"]}
}

test_a_version_that_did_not_answer_is_unknown if {
	with_version(unknown("TLSv1.0")) == {["version-not-known", "unknown"]}
	rules({"versions": [accepted("TLSv1.2", [good])]}) == {["version-not-known", "unknown"]}
}

test_a_version_above_the_least_may_be_unknown if with_version(unknown("TLSv1.3")) == set()

test_suites_known_in_part_are_unknown if {
	with_version(object.union(accepted("TLSv1.2", [good]), {"complete": false})) == {["suites-not-known", "unknown"]}
	with_version(object.remove(accepted("TLSv1.2", [good]), ["complete"])) == {["suites-not-known", "unknown"]}
}

test_weak_suites_fire if {
	with_suites([good, old], {}) == {["weak-suites", "fail"]}
	with_suites([good, {"name": "TLS_RSA_WITH_RC4_128_MD5", "code": "0004", "forwardSecrecy": false}], {}) == {["weak-suites", "fail"]}
	with_suites([{"name": "TLS_DH_anon_WITH_AES_128_GCM_SHA256", "code": "00A6", "forwardSecrecy": true}], {}) == {["weak-suites", "fail"]}
}

test_weak_suites_may_be_allowed_by_name if {
	with_suites([good, old], {"allowed_cipher_suites": [good.name, old.name]}) == set()
}

test_others_than_those_allowed_fire if {
	with_suites([good], {"allowed_cipher_suites": ["TLS_AES_128_GCM_SHA256"]}) == {["suites-not-allowed", "fail"]}
}

test_suites_without_forward_secrecy_fire if {
	with_suites([good, plain], {}) == {["no-forward-secrecy", "fail"]}
	with_suites([good, plain], {"require_forward_secrecy": false}) == set()
}

test_a_suite_of_no_registry_is_unknown if {
	strange := {"name": "UNREGISTERED_CC13", "code": "CC13"}
	with_suites([good, strange], {}) == {["suite-not-registered", "unknown"]}
	with_suites([good, strange], {"allowed_cipher_suites": [good.name, strange.name]}) == set()
}

test_a_small_prime_fires if {
	finite := {"name": "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "code": "009E", "forwardSecrecy": true}
	with_suites([object.union(finite, {"primeBits": 1024})], {}) == {["weak-prime", "fail"]}
	with_suites([object.union(finite, {"primeBits": 2048})], {}) == set()
	with_suites([finite], {}) == set()
}

test_renegotiation_and_compression_fire if {
	rules({"secureRenegotiation": false}) == {["insecure-renegotiation", "fail"]}
	rules({"compression": true}) == {["compression", "fail"]}
}

test_facts_that_were_not_seen_are_unknown_before_13_only if {
	without := object.remove(endpoint, ["secureRenegotiation", "compression"])
	told(found(release, [without], {}, {})) == {["fact-not-known", "unknown"]}
	only := object.union(without, {"versions": array.concat(old_versions, [refused("TLSv1.2"), accepted("TLSv1.3", [good])])})
	told(found(release, [only], {}, {})) == set()
}

test_an_endpoint_that_did_not_answer_is_unknown if {
	silent := object.remove(object.union(endpoint, {"status": "unknown", "reason": "it did not answer in time"}), ["versions"])
	result := found(release, [silent], {}, {})
	told(result) == {["not-answered", "unknown"]}
	{f.reason | some f in result} == {"it did not answer in time"}
}

test_a_listed_endpoint_without_a_probe_is_unknown if {
	more := object.union(release, {"endpoints": array.concat(listed, [{"host": "db", "port": 5432, "serverName": "db", "starttls": "postgresql"}])})
	result := found(more, [endpoint], {}, {})
	{[f.rule, f.endpoint, f.status] | some f in result} == {["not-probed", "db:5432", "unknown"]}
}

test_another_name_at_the_same_port_is_another_endpoint if {
	more := object.union(release, {"endpoints": array.concat(listed, [object.union(listed[0], {"serverName": "api.harbor.example"})])})
	told(found(more, [endpoint], {}, {})) == {["not-probed", "unknown"]}
}

test_no_list_is_unknown if told(found(object.remove(release, ["endpoints"]), [endpoint], {}, {})) == {["no-endpoints", "unknown"]}

test_an_old_probe_is_unknown_and_judged_no_further if {
	rules({"at": now - (74 * hour), "compression": true}) == {["too-old", "unknown"]}
	rules({"at": now - (72 * hour)}) == set()
}

test_the_newest_probe_counts if {
	before := object.union(endpoint, {"at": now - (5 * hour), "compression": true})
	told(found(release, [before, endpoint], {}, {})) == set()
	told(found(release, [endpoint, object.union(before, {"at": now})], {}, {})) == {["compression", "fail"]}
}

test_a_probe_of_another_environment_or_time_does_not_count if {
	rules({"environment": "staging"}) == {["other-environment", "unknown"], ["not-probed", "unknown"]}
	rules({"at": now + hour}) == {["in-future", "unknown"], ["not-probed", "unknown"]}
}

test_nothing_is_silent_but_for_what_is_listed if told(found(release, [], {}, {})) == {["not-probed", "unknown"]}

route(options) := {"id": "t1", "content": {
	"name": "erp", "namespace": "harbor-edge", "hosts": ["ERP.harbor.example"], "tls": true,
	"options": options,
}}

strict := {"id": "o1", "content": {
	"name": "strict", "namespace": "harbor-edge", "origin": "TLSOption", "minVersion": "VersionTLS13",
	"cipherSuites": [], "isDefault": false,
}}

default_options := {"id": "o2", "content": {
	"name": "default", "namespace": "harbor-edge", "origin": "TLSOption", "minVersion": "VersionTLS12",
	"cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305"], "isDefault": true,
}}

configured(routes, options, suites) := found(
	release,
	[object.union(endpoint, {"versions": array.concat(old_versions, [accepted("TLSv1.2", suites)])})],
	{"tls/route": routes, "tls/options": options},
	{},
)

test_a_version_that_the_configuration_forbids_fires if {
	result := configured([route({"name": "strict"})], [strict, default_options], [good])
	{[f.rule, f.what, f.options] | some f in result} == {["beyond-configuration", "TLSv1.2", "harbor-edge/strict"]}
}

test_a_suite_that_the_configuration_forbids_fires if {
	chacha := {"name": "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "code": "CCA8", "forwardSecrecy": true}
	other := {"name": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "code": "C030", "forwardSecrecy": true}
	told(configured([route({})], [default_options], [good, chacha])) == set()
	{f.what | some f in configured([route({})], [default_options], [good, other])} == {other.name}
}

test_options_in_conflict_fall_back_to_the_default if {
	both := [route({"name": "strict"}), object.union(route({"name": "other"}), {"id": "t2"})]
	told(configured(both, [strict, default_options], [good])) == set()
}

test_options_of_a_file_are_found_by_their_name if {
	file := {"id": "o3", "content": {"name": "strict", "origin": "file", "minVersion": "VersionTLS13", "isDefault": false}}
	one := {"id": "t3", "content": {"name": "erp", "hosts": ["erp.harbor.example"], "tls": true, "options": {"name": "strict@file"}}}
	told(configured([one], [file], [good])) == {["beyond-configuration", "fail"]}
}

test_options_that_are_not_there_and_routes_of_other_hosts_are_silent if {
	told(configured([route({"name": "missing"})], [strict], [good])) == set()
	elsewhere := {"id": "t4", "content": {"name": "api", "namespace": "harbor-edge", "hosts": ["api.harbor.example"], "tls": true, "options": {"name": "strict"}}}
	told(configured([elsewhere], [strict], [good])) == set()
}

renegotiates := {"clientRenegotiation": {"status": "accepted", "performed": 10}}

silent := {"clientRenegotiation": {"status": "unknown", "reason": "it did not answer in time"}}

test_a_renegotiation_that_a_client_begins_fires if {
	result := found(release, [object.union(endpoint, renegotiates)], {}, {})
	{[f.rule, f.performed] | some f in result} == {["client-renegotiation", 10]}
	told(found(release, [object.union(endpoint, renegotiates)], {}, {"refuse_client_renegotiation": false})) == set()
}

test_whether_a_client_may_renegotiate_must_be_known if {
	rules(silent) == {["fact-not-known", "unknown"]}
	told(found(release, [object.remove(endpoint, ["clientRenegotiation"])], {}, {})) == {["fact-not-known", "unknown"]}
	told(found(release, [object.union(endpoint, silent)], {}, {"refuse_client_renegotiation": false})) == set()
}

test_who_needs_a_certificate_does_not_renegotiate_for_everyone if {
	rules(object.union(silent, {"clientCertificateRequired": true})) == set()
	rules(object.union(silent, {"secureRenegotiation": false})) == {["insecure-renegotiation", "fail"]}
}

test_tls_13_has_no_renegotiation if {
	only := object.union(
		object.remove(endpoint, ["clientRenegotiation"]),
		{"versions": array.concat(old_versions, [refused("TLSv1.2"), accepted("TLSv1.3", [good])])},
	)
	told(found(release, [only], {}, {})) == set()
}

profiles := {
	"wide": {
		"min_version": "VersionTLS12", "cipher_suites": [good.name], "cipher_suites_13": ["TLS_AES_128_GCM_SHA256"],
		"groups": ["x25519", "secp256r1"],
	},
	"strict": {
		"min_version": "VersionTLS13", "cipher_suites": [], "cipher_suites_13": ["TLS_AES_256_GCM_SHA384"], "groups": ["secp384r1"],
		"min_prime_bits": 3000, "client_renegotiation": false, "early_data": false, "extended_master_secret": true,
	},
}

probed := object.union(endpoint, {
	"groupsBefore13": {"names": ["x25519"], "complete": true}, "groups13": {"names": ["x25519", "secp256r1"], "complete": true},
	"extendedMasterSecret": true, "tickets13": {"status": "issued", "count": 2, "maxEarlyData": 0},
})

profiled(name, fields, given) := result if {
	result := told(tls_02.findings) with input as {
		"now": now,
		"parameters": object.union(parameters, object.union({"tls_profile": name}, given)),
		"evidence": evidence(release, [object.union(probed, fields)], {}),
	}
		with data.tls_profiles as profiles
}

test_a_profile_that_the_wire_keeps_is_silent if profiled("wide", {}, {}) == set()

test_no_profile_asks_for_no_groups if profiled("none", {"groups13": {"names": ["secp192r1"], "complete": true}}, {}) == set()

test_the_wire_may_leave_a_profile if {
	profiled("strict", {}, {}) == {["below-profile", "fail"], ["suites-outside-profile", "fail"], ["groups-outside-profile", "fail"]}
	profiled("wide", {"groupsBefore13": {"names": ["secp192r1"], "complete": true}}, {}) == {["groups-outside-profile", "fail"]}
	other := {"name": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "code": "C030", "forwardSecrecy": true}
	profiled("wide", {"versions": array.concat(old_versions, [accepted("TLSv1.2", [other])])}, {}) == {["suites-outside-profile", "fail"]}
}

kept := {
	"versions": array.concat(old_versions, [refused("TLSv1.2"), accepted("TLSv1.3", [{"name": "TLS_AES_256_GCM_SHA384", "code": "1302", "forwardSecrecy": true}])]),
	"groupsBefore13": {"names": ["secp384r1"], "complete": true}, "groups13": {"names": ["secp384r1"], "complete": true},
}

test_a_strict_profile_can_be_kept if profiled("strict", kept, {}) == set()

test_what_a_profile_asks_must_be_known if {
	unseen := {"versions": array.concat(old_versions, [unknown("TLSv1.2"), kept.versions[5]])}
	profiled("strict", object.union(kept, unseen), {}) == {["version-not-known", "unknown"]}
	partly := {"groups13": {"names": ["secp384r1"], "complete": false, "reason": "it did not answer in time"}}
	profiled("strict", object.union(kept, partly), {}) == {["groups-not-known", "unknown"]}
	profiled("strict", object.union(kept, {"tickets13": {"status": "unknown", "reason": "alert"}}), {}) == {["fact-not-known", "unknown"]}
	profiled("strict", object.union(kept, {"tickets13": {"status": "unknown"}, "clientCertificateRequired": true}), {}) == set()
}

test_early_data_fires_by_profile if {
	early := {"tickets13": {"status": "issued", "count": 2, "maxEarlyData": 16384}}
	profiled("strict", object.union(kept, early), {}) == {["early-data", "fail"]}
	profiled("wide", early, {}) == set()
}

test_a_profile_refuses_renegotiation_whatever_the_parameter_says if {
	result := profiled("strict", renegotiates, {"refuse_client_renegotiation": false})
	["client-renegotiation", "fail"] in result
}

test_keys_must_be_bound_by_profile if {
	["no-master-secret", "fail"] in profiled("strict", {"extendedMasterSecret": false}, {})
	not ["no-master-secret", "fail"] in profiled("strict", object.union(kept, {"extendedMasterSecret": false}), {})
}

test_a_prime_may_be_below_a_profile if {
	finite := {"name": "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "code": "009E", "forwardSecrecy": true, "primeBits": 2048}
	some_versions := {"versions": array.concat(old_versions, [accepted("TLSv1.2", [finite])])}
	["prime-below-profile", "fail"] in profiled("strict", some_versions, {})
	profiled("strict", some_versions, {"min_prime_bits": 4096})[["weak-prime", "fail"]]
}

# Tests of several bundles have each one's data under its name.
shipped contains data.tls.tls_profiles if data.tls.tls_profiles

shipped contains data.tls_profiles if data.tls_profiles

test_each_shipped_profile_says_where_it_comes_from_and_what_it_asks if {
	some profiles in shipped
	count(profiles) == 5
	every profile in profiles {
		every field in ["source", "edition", "section", "verified"] {
			profile[field] != ""
		}
		tls_02.ranks[tls_02.traefik[profile.min_version]] >= 4
		count(profile.cipher_suites_13) > 0
		count(profile.groups) > 0
		every suite in array.concat(profile.cipher_suites, profile.cipher_suites_13) {
			regex.match(`^TLS_[A-Za-z0-9_]+$`, suite)
		}
	}
}

nginx_server(protocols, deciding, more) := {"id": "n1", "content": object.union(
	{
		"name": "erp.harbor.example on 0.0.0.0:443", "names": ["ERP.harbor.example"], "protocols": protocols,
		"listens": [{"address": "0.0.0.0", "port": "443", "tls": true, "decidedBy": "_ on 0.0.0.0:443", "protocols": deciding}],
	},
	more,
)}

behind_nginx(servers) := found(release, [endpoint], {"tls/nginx-server": servers}, {})

modern := ["TLSv1.2", "TLSv1.3"]

test_nginx_that_keeps_to_the_policy_is_silent if {
	told(behind_nginx([nginx_server(modern, modern, {"cipherSuites": [good.name]})])) == set()
}

test_an_old_version_that_nginx_is_configured_for_fires if {
	result := behind_nginx([nginx_server(["TLSv1.1", "TLSv1.2", "TLSv1.3"], modern, {})])
	{[f.rule, f.version, f.path] | some f in result} == {["nginx-version-too-low", "TLSv1.1", ["protocols"]]}
}

test_nginx_without_tls_is_not_asked if {
	plain_text := {"listens": [{"address": "0.0.0.0", "port": "80", "tls": false, "protocols": ["TLSv1.0"]}]}
	told(behind_nginx([nginx_server(["TLSv1.0"], [], plain_text)])) == set()
}

test_what_nginx_leaves_to_its_version_is_unknown if {
	told(behind_nginx([nginx_server([], [], {})])) == {["nginx-versions-not-chosen", "unknown"]}
}

test_the_default_server_of_nginx_decides if {
	result := behind_nginx([nginx_server(["TLSv1.3"], modern, {})])
	{[f.rule, f.versions, f.by, f.listen] | some f in result} == {["nginx-versions-not-in-force", "TLSv1.2", "_ on 0.0.0.0:443", "0.0.0.0:443"]}
}

test_a_version_that_nginx_forbids_fires if {
	result := behind_nginx([nginx_server(["TLSv1.3"], ["TLSv1.3"], {})])
	{[f.rule, f.what] | some f in result} == {["beyond-nginx", "TLSv1.2"]}
	two := [nginx_server(["TLSv1.3"], ["TLSv1.3"], {}), object.union(nginx_server(modern, modern, {}), {"id": "n2"})]
	told(behind_nginx(two)) == set()
	told(behind_nginx([nginx_server(["TLSv1.3"], ["TLSv1.3"], {"names": ["api.harbor.example"]})])) == set()
}

test_a_suite_that_nginx_forbids_fires if {
	result := behind_nginx([nginx_server(modern, modern, {"cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]})])
	{[f.rule, f.what] | some f in result} == {["beyond-nginx", good.name]}
}
