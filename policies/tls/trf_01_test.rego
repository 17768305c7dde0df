package seaworthy.tls.trf_01_test

import data.seaworthy.tls.trf_01

parameters := {"min_tls_version": "VersionTLS12", "internal_entry_points": ["traefik"]}

route := {
	"name": "erp", "namespace": "n", "origin": "IngressRoute", "hosts": ["erp.example"], "entryPoints": ["websecure"],
	"tls": true, "certificate": "secret", "secretName": "erp-tls", "middlewares": ["hsts"], "hsts": true, "redirectsToHttps": false,
}

plain := object.union(route, {"tls": false, "entryPoints": ["web"], "hsts": false})

item(id, content) := {"id": id, "subject": {"kind": "IngressRoute", "namespace": "n", "name": "erp"}, "content": content}

entry_point(redirects, tls) := {"name": "web", "address": ":80", "redirectsToHttps": redirects, "tls": tls}

found(routes, options, entry_points) := result if {
	result := trf_01.findings with input as {"parameters": parameters, "evidence": {
		"tls/route": [item(i, r) | some i, r in routes],
		"tls/options": [item(10 + i, o) | some i, o in options],
		"tls/entry-point": [item(20 + i, e) | some i, e in entry_points],
	}}
}

rules(routes, options, entry_points) := {f.rule | some f in found(routes, options, entry_points)}

options(fields) := object.union({"name": "modern", "origin": "TLSOption", "cipherSuites": []}, fields)

test_a_secure_route_is_silent if rules([route], [options({"minVersion": "VersionTLS12"})], [entry_point(true, false)]) == set()

test_an_absent_minimum_is_tls_1_2 if rules([route], [options({})], []) == set()

test_a_low_minimum_fires if {
	found([route], [options({"minVersion": "VersionTLS11"})], []) == {{
		"rule": "min-version-too-low", "on": 10, "path": ["minVersion"], "name": "modern", "value": "VersionTLS11", "wanted": "VersionTLS12",
	}}
	rules([route], [options({"minVersion": "TLS1.2"})], []) == {"min-version-too-low"}
}

test_a_low_maximum_fires if rules([route], [options({"maxVersion": "VersionTLS11"})], []) == {"max-version-too-low"}

test_weak_ciphers_fire[suite] if {
	some suite in [
		"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_RC4_128_SHA",
		"TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
	]
	rules([route], [options({"cipherSuites": [suite]})], []) == {"weak-cipher"}
}

test_strong_ciphers_are_silent if {
	suites := ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305", "TLS_AES_128_GCM_SHA256"]
	rules([route], [options({"cipherSuites": suites})], []) == set()
}

test_ciphers_do_not_matter_for_tls_1_3 if {
	rules([route], [options({"minVersion": "VersionTLS13", "cipherSuites": ["TLS_RSA_WITH_RC4_128_SHA"]})], []) == set()
}

test_missing_options_fire if {
	named := object.union(route, {"options": {"name": "modern"}})
	rules([object.union(named, {"optionsFound": false})], [], []) == {"options-not-found"}
	rules([object.union(named, {"optionsFound": true})], [], []) == set()
	{[f.rule, f.status] | some f in found([named], [], [])} == {["options-not-known", "unknown"]}
}

test_conflicting_options_of_a_host_fire if {
	named := object.union(route, {"options": {"name": "modern"}, "optionsFound": true})
	result := found([route, named], [], [])
	{[f.rule, f.on, f.options] | some f in result} == {
		["conflicting-options", 0, ["default", "n/modern"]],
		["conflicting-options", 1, ["default", "n/modern"]],
	}
	rules([route, object.union(named, {"hosts": ["other.example"]})], [], []) == set()
}

test_the_default_certificate_fires if {
	rules([object.union(route, {"certificate": "default"})], [], []) == {"default-certificate"}
}

test_plain_http_fires if {
	found([plain], [], [entry_point(false, false)]) == {{
		"rule": "plain-http", "on": 0, "path": [], "name": "erp", "entry_point": "web",
	}}
}

test_redirects_are_silent if {
	rules([plain], [], [entry_point(true, false)]) == set()
	rules([plain], [], [entry_point(false, true)]) == set()
	rules([object.union(plain, {"redirectsToHttps": true})], [], [entry_point(false, false)]) == set()
}

test_one_of_two_declarations_without_redirect_fires if {
	rules([plain], [], [entry_point(true, false), entry_point(false, false)]) == {"plain-http"}
	rules([plain], [], [entry_point(true, false), entry_point(true, false)]) == set()
}

test_an_unseen_entry_point_is_unknown if {
	{[f.rule, f.status] | some f in found([plain], [], [])} == {["entry-point-not-known", "unknown"]}
}

test_a_route_without_entry_points_listens_everywhere if {
	everywhere := object.union(plain, {"entryPoints": []})
	rules([everywhere], [], [entry_point(false, false)]) == {"plain-http"}
	rules([everywhere], [], []) == {"entry-point-not-known"}
}

test_internal_entry_points_are_not_asked if rules([object.union(plain, {"entryPoints": ["traefik"]})], [], []) == set()

test_no_hsts_fires if {
	rules([object.union(route, {"hsts": false})], [], []) == {"no-hsts"}
	rules([object.remove(route, ["hsts"])], [], []) == {"no-hsts"}
}

test_absent_evidence_is_silent if found([], [], []) == set()

with_profile(name, routes, given) := {f.rule | some f in result} if {
	result := trf_01.findings with input as {"parameters": object.union(parameters, {"tls_profile": name}), "evidence": {
		"tls/route": [item(i, r) | some i, r in routes],
		"tls/options": [item(10 + i, o) | some i, o in given],
	}}
		with data.tls_profiles as profiles
}

profiles := {
	"strict": {"min_version": "VersionTLS13", "cipher_suites": [], "curves": ["X25519"]},
	"wide": {"min_version": "VersionTLS12", "cipher_suites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"], "curves": ["X25519", "CurveP256"]},
}

kept := {
	"minVersion": "VersionTLS12", "isDefault": true, "curvePreferences": ["X25519"],
	"cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"],
}

test_a_profile_that_is_kept_is_silent if {
	with_profile("wide", [route], [options(kept)]) == set()
	with_profile("strict", [route], [options(object.union(kept, {"minVersion": "VersionTLS13"}))]) == set()
}

test_no_profile_asks_no_more if {
	with_profile("none", [route], [options({})]) == set()
	with_profile("none", [route], []) == set()
}

test_what_leaves_a_profile_fires if {
	with_profile("strict", [route], [options(kept)]) == {"below-profile"}
	with_profile("wide", [route], [options(object.union(kept, {"cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]}))]) == {"suite-outside-profile"}
	with_profile("wide", [route], [options(object.union(kept, {"cipherSuites": []}))]) == {"suites-not-chosen"}
	with_profile("wide", [route], [options(object.union(kept, {"curvePreferences": ["CurveP521"]}))]) == {"curve-outside-profile"}
	with_profile("wide", [route], [options(object.remove(kept, ["curvePreferences"]))]) == {"curves-not-chosen"}
}

test_traefiks_default_is_wider_than_a_profile if {
	with_profile("wide", [route], []) == {"default-outside-profile"}
}

# Tests of several bundles have each one's data under its name.
loaded contains data.tls if data.tls.tls_profiles

loaded contains {"parameters": data.parameters, "tls_profiles": data.tls_profiles} if data.tls_profiles

test_every_profile_that_may_be_chosen_is_there if {
	count(loaded) > 0
	every bundle in loaded {
		{name | some name in bundle.parameters.tls_profile.values; name != "none"} == object.keys(bundle.tls_profiles)
		every profile in bundle.tls_profiles {
			profile.min_version in {"VersionTLS12", "VersionTLS13"}
			count(profile.curves) > 0
			startswith(profile.source, "https://")
			profile.edition != ""
		}
	}
}

nginx_server(fields) := object.union(
	{
		"name": "erp.example on 0.0.0.0:443", "block": "http", "names": ["erp.example"],
		"listens": [{"address": "0.0.0.0", "port": "443", "tls": true}],
		"protocols": ["TLSv1.2", "TLSv1.3"], "ciphers": "ECDHE+AESGCM",
		"cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"], "oldCiphers": [],
		"certificates": ["/etc/nginx/tls/erp.pem"], "sessionTickets": true, "rejectsHandshake": false,
		"plainHttp": {"outcome": "answers"},
		"hsts": [{"where": "location /", "seconds": 31536000, "always": true}],
	},
	fields,
)

nginx_found(server, given) := result if {
	result := trf_01.findings with input as {
		"parameters": object.union(object.union(parameters, {"min_hsts_seconds": 15552000}), given),
		"evidence": {"tls/nginx-server": [item(7, server)]},
	}
		with data.tls_profiles as profiles
}

nginx_rules(fields) := {f.rule | some f in nginx_found(nginx_server(fields), {})}

test_a_secure_nginx_server_is_silent if nginx_rules({}) == set()

test_old_versions_of_nginx_fire if {
	nginx_found(nginx_server({"protocols": ["TLSv1.1", "TLSv1.2"]}), {}) == {{
		"rule": "nginx-version-too-low", "on": 7, "path": ["protocols"],
		"name": "erp.example on 0.0.0.0:443", "value": "TLSv1.1", "wanted": "VersionTLS12",
	}}
}

test_weak_suites_of_nginx_fire if {
	weak := {"cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"]}
	nginx_rules(weak) == {"nginx-weak-cipher"}
	nginx_rules(object.union(weak, {"protocols": ["TLSv1.3"]})) == set()
	nginx_rules({"oldCiphers": ["DES-CBC3-SHA"]}) == {"nginx-old-cipher"}
	nginx_rules({"cipherSuites": []}) == {"nginx-suites-not-known"}
}

plain_nginx(outcome) := {"listens": [{"address": "0.0.0.0", "port": "80", "tls": false}], "plainHttp": outcome, "hsts": []}

test_plain_http_of_nginx_fires if {
	nginx_rules(plain_nginx({"outcome": "answers", "location": "location /"})) == {"nginx-plain-http"}
	nginx_rules(plain_nginx({"outcome": "closed"})) == set()
	{[f.rule, f.status] | some f in nginx_found(nginx_server(plain_nginx({"outcome": "unknown"})), {})} == {["nginx-plain-http-in-part", "unknown"]}
	nginx_rules(object.union(plain_nginx({"outcome": "answers"}), {"listens": [{"address": "127.0.0.1", "port": "80", "tls": false}]})) == set()
}

test_hsts_of_nginx_is_asked_of_each_block if {
	nginx_rules({"hsts": [{"where": "server", "seconds": 31536000}, {"where": "location /x", "seconds": 0}]}) == {"nginx-no-hsts"}
	nginx_rules({"hsts": [{"where": "server", "seconds": 300}]}) == {"nginx-hsts-too-short"}
	nginx_rules({"hsts": [{"where": "server"}]}) == {"nginx-hsts-not-known"}
	nginx_rules({"hsts": [{"where": "server", "seconds": 0}], "rejectsHandshake": true}) == set()
}

test_a_placeholder_certificate_fires if {
	nginx_rules({"certificates": ["/etc/ssl/certs/ssl-cert-snakeoil.pem"]}) == {"nginx-placeholder-certificate"}
	nginx_rules({"certificates": ["/etc/ssl/certs/localhosting.example.pem"]}) == set()
}

test_session_tickets_fire_where_they_are_refused if {
	{f.rule | some f in nginx_found(nginx_server({}), {"refuse_session_tickets": true})} == {"nginx-session-tickets"}
	nginx_found(nginx_server({"sessionTickets": false}), {"refuse_session_tickets": true}) == set()
}

test_a_profile_holds_for_nginx if {
	{f.rule | some f in nginx_found(nginx_server({}), {"tls_profile": "strict"})} == {"nginx-below-profile"}
	{f.rule | some f in nginx_found(nginx_server({}), {"tls_profile": "wide"})} == set()
	other := nginx_server({"cipherSuites": ["TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"]})
	{f.rule | some f in nginx_found(other, {"tls_profile": "wide"})} == {"nginx-suites-outside-profile"}
}
