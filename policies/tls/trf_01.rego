# METADATA
# title: TLS policy is enforced at the edge
# description: Versions, ciphers, certificates, redirects and HSTS of Traefik's routes and of nginx's servers.
# custom:
#   id: TRF-01
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [tls/route]
#   reads: [tls/options, tls/entry-point, tls/nginx-server]
#   parameters: [min_tls_version, internal_entry_points, tls_profile, min_hsts_seconds, refuse_session_tickets]
#   mappings:
#     nist-800-53r5: [AC-17(2), SC-8, SC-8(1), SC-13, SC-23]
#   rules:
#     min-version-too-low:
#       message: "TLS options `{name}` accept `{value}`, `{wanted}` is asked at least"
#       fix: set `minVersion` to `{wanted}`, or remove it for Traefik's default of VersionTLS12
#     max-version-too-low:
#       message: "TLS options `{name}` accept nothing above `{value}`"
#       fix: remove `maxVersion`
#     weak-cipher:
#       message: "TLS options `{name}` allow the weak cipher suite `{value}`"
#       fix: keep only ECDHE suites with AES-GCM or ChaCha20-Poly1305, or remove the list for Traefik's default
#     below-profile:
#       message: "TLS options `{name}` accept `{value}`, profile `{profile}` asks for `{wanted}` at least"
#       fix: set `minVersion` to `{wanted}`
#     suite-outside-profile:
#       message: "TLS options `{name}` allow the cipher suite `{value}`, which profile `{profile}` does not"
#       fix: remove it from `cipherSuites`
#     suites-not-chosen:
#       message: "TLS options `{name}` choose no cipher suites, so Traefik's apply, which are more than profile `{profile}` allows"
#       fix: list those of the profile in `cipherSuites`
#     curve-outside-profile:
#       message: "TLS options `{name}` allow the curve `{value}`, which profile `{profile}` does not"
#       fix: remove it from `curvePreferences`
#     curves-not-chosen:
#       message: "TLS options `{name}` choose no curves, so Traefik's apply, which are more than profile `{profile}` allows"
#       fix: list those of the profile in `curvePreferences`
#     default-outside-profile:
#       message: "route `{name}` has Traefik's default TLS options, which are wider than profile `{profile}`"
#       fix: add a TLSOption called `default` that keeps to the profile, or name one on the route
#     options-not-found:
#       message: "route `{name}` names TLS options `{options}`, which are not there; Traefik falls back to its default silently"
#       fix: correct the name and namespace, or add the options
#     options-not-known:
#       message: "whether the TLS options `{options}` of route `{name}` are there is not known"
#       fix: add the TLSOption to the evidence
#     conflicting-options:
#       message: "routes for host `{host}` name different TLS options, so Traefik applies its default: `{options}`"
#       fix: name the same options on every route of the host
#     default-certificate:
#       message: "route `{name}` serves Traefik's default certificate"
#       fix: name a `secretName` or a `certResolver` under `tls`
#     plain-http:
#       message: "route `{name}` answers plain HTTP on entry point `{entry_point}` without redirecting to HTTPS"
#       fix: redirect the whole entry point to HTTPS, or add a redirectScheme middleware
#     entry-point-not-known:
#       message: "route `{name}` has no `tls`, and the evidence does not say whether entry point `{entry_point}` redirects or has TLS"
#       fix: add Traefik's static configuration to the evidence
#     no-hsts:
#       message: "route `{name}` sends no HSTS header, so a browser's first request may go over plain HTTP"
#       fix: add a headers middleware with `stsSeconds` of 31536000
#     nginx-version-too-low:
#       message: "nginx server `{name}` accepts {value}, {wanted} is asked at least"
#       fix: remove it from `ssl_protocols`
#     nginx-weak-cipher:
#       message: "`ssl_ciphers` of nginx server `{name}` stands for weak cipher suites: {suites}"
#       fix: "write `ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;`"
#     nginx-old-cipher:
#       message: "`ssl_ciphers` of nginx server `{name}` asks for `{value}`, which older builds of OpenSSL have"
#       fix: remove it
#     nginx-suites-not-known:
#       message: "what `ssl_ciphers` of nginx server `{name}` stands for is not known: `{value}`"
#       fix: "write what `openssl ciphers` reads, such as `ECDHE+AESGCM:ECDHE+CHACHA20`"
#     nginx-below-profile:
#       message: "nginx server `{name}` accepts {value}, which profile `{profile}` does not allow"
#       fix: remove it from `ssl_protocols`
#     nginx-suites-outside-profile:
#       message: "`ssl_ciphers` of nginx server `{name}` stands for cipher suites that profile `{profile}` does not list: {suites}"
#       fix: list those of the profile by their names in OpenSSL
#     nginx-plain-http:
#       message: "nginx server `{name}` answers plain HTTP without redirecting to HTTPS: {where}"
#       fix: "write `return 301 https://$host$request_uri;` in a server of its own for port 80"
#     nginx-plain-http-in-part:
#       message: "whether nginx server `{name}` redirects each request by plain HTTP to HTTPS is not known: {where}"
#       fix: "write `return 301 https://$host$request_uri;` outside `if`"
#     nginx-no-hsts:
#       message: "nginx server `{name}` sends no HSTS header: {where}"
#       fix: "write `add_header Strict-Transport-Security \"max-age=31536000\" always;` in each block that has any `add_header`"
#     nginx-hsts-too-short:
#       message: "nginx server `{name}` sends HSTS for {seconds} seconds, {wanted} are asked: {where}"
#       fix: write `max-age=31536000`
#     nginx-hsts-not-known:
#       message: "the HSTS header of nginx server `{name}` is in a variable: {where}"
#       fix: write its value
#     nginx-placeholder-certificate:
#       message: "nginx server `{name}` serves the placeholder certificate `{value}`"
#       fix: "name the release's certificate, or write `ssl_reject_handshake on;` where no name is served"
#     nginx-session-tickets:
#       message: "nginx server `{name}` gives session tickets, whose key may open recorded traffic"
#       fix: "write `ssl_session_tickets off;`"
package seaworthy.tls.trf_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

routes := evidence.of_kind("tls/route")

ranks := {"VersionSSL30": 0, "VersionTLS10": 1, "VersionTLS11": 2, "VersionTLS12": 3, "VersionTLS13": 4}

# Absent means TLS 1.2, Traefik's default since 2.0. A word Traefik does not know counts as low.
findings contains finding("min-version-too-low", item, ["minVersion"], {"value": version, "wanted": wanted}) if {
	wanted := parameters.value("min_tls_version")
	some item in evidence.of_kind("tls/options")
	version := object.get(item.content, "minVersion", "VersionTLS12")
	object.get(ranks, version, -1) < ranks[wanted]
}

findings contains finding("max-version-too-low", item, ["maxVersion"], {"value": version}) if {
	some item in evidence.of_kind("tls/options")
	version := values.string_at(item.content, ["maxVersion"])
	version != ""
	object.get(ranks, version, -1) < ranks.VersionTLS12
}

# TLS 1.3 has its own suites, which cannot be chosen.
findings contains finding("weak-cipher", item, ["cipherSuites", i], {"value": suite}) if {
	some item in evidence.of_kind("tls/options")
	not object.get(item.content, "minVersion", "") == "VersionTLS13"
	some i, suite in values.list_at(item.content, ["cipherSuites"])
	is_weak(upper(suite))
}

# CBC, RC4 and 3DES are broken or brittle; without ECDHE a stolen key opens recorded traffic.
is_weak(suite) if {
	some part in ["_CBC_", "_RC4_", "_3DES_", "_DES_", "_NULL_", "_EXPORT_", "_ANON_", "_MD5"]
	contains(suite, part)
}

is_weak(suite) if startswith(suite, "TLS_RSA_")

is_weak(suite) if endswith(suite, "_SHA")

# A profile is asked for beside the rules above: https://doc.traefik.io/traefik/https/tls/#tls-options
profile := data.tls_profiles[parameters.value("tls_profile")]

profile_finding(rule, item, path, named) := finding(
	rule, item, path,
	object.union({"profile": parameters.value("tls_profile")}, named),
)

findings contains profile_finding("below-profile", item, ["minVersion"], {"value": version, "wanted": profile.min_version}) if {
	some item in evidence.of_kind("tls/options")
	version := object.get(item.content, "minVersion", "VersionTLS12")
	object.get(ranks, version, -1) < ranks[profile.min_version]
}

# Options that speak TLS 1.3 alone have no suites to choose.
with_suites := [item |
	some item in evidence.of_kind("tls/options")
	ranks[profile.min_version] < ranks.VersionTLS13
	not object.get(item.content, "minVersion", "") == "VersionTLS13"
]

findings contains profile_finding("suite-outside-profile", item, ["cipherSuites", i], {"value": suite}) if {
	some item in with_suites
	some i, suite in values.list_at(item.content, ["cipherSuites"])
	not suite in profile.cipher_suites
	not startswith(suite, "TLS_AES_")
	not suite == "TLS_CHACHA20_POLY1305_SHA256"
}

findings contains profile_finding("suites-not-chosen", item, [], {}) if {
	some item in with_suites
	count(values.list_at(item.content, ["cipherSuites"])) == 0
}

findings contains profile_finding("curve-outside-profile", item, ["curvePreferences", i], {"value": curve}) if {
	some item in evidence.of_kind("tls/options")
	some i, curve in values.list_at(item.content, ["curvePreferences"])
	not curve in profile.curves
}

findings contains profile_finding("curves-not-chosen", item, [], {}) if {
	some item in evidence.of_kind("tls/options")
	profile.curves
	count(values.list_at(item.content, ["curvePreferences"])) == 0
}

# Traefik's own default has all suites and curves that Go holds for safe, CBC with SHA-1 among them.
findings contains profile_finding("default-outside-profile", item, ["tls"], {}) if {
	profile.curves
	some item in routes
	item.content.tls == true
	options_name(item) == "default"
	not has_default_options
}

has_default_options if {
	some item in evidence.of_kind("tls/options")
	item.content.isDefault == true
}

findings contains finding("options-not-found", item, ["tls", "options"], {"options": options_name(item)}) if {
	some item in routes
	item.content.options
	item.content.optionsFound == false
}

findings contains finding("options-not-known", item, ["tls", "options"], {"options": options_name(item), "status": "unknown"}) if {
	some item in routes
	item.content.options
	not is_boolean(object.get(item.content, "optionsFound", null))
}

findings contains finding("conflicting-options", item, ["tls"], {"host": host, "options": sort(options)}) if {
	some host, options in options_of_host
	count(options) > 1
	some item in routes
	item.content.tls == true
	host in values.list_at(item.content, ["hosts"])
}

options_of_host[lower(host)] contains options_name(item) if {
	some item in routes
	item.content.tls == true
	some host in values.list_at(item.content, ["hosts"])
}

# Options called `default` are those that apply where none are named.
options_name(item) := "default" if {
	object.get(item.content, ["options", "name"], "default") == "default"
} else := concat("/", [
	object.get(item.content, ["options", "namespace"], object.get(item.content, "namespace", "")),
	item.content.options.name,
])

findings contains finding("default-certificate", item, ["tls"], {}) if {
	some item in routes
	item.content.tls == true
	item.content.certificate == "default"
}

findings contains finding("plain-http", item, [], {"entry_point": name}) if {
	some item in plain_routes
	some name in entry_points_of(item)
	name in open_entry_points
}

findings contains finding("entry-point-not-known", item, [], {"entry_point": name, "status": "unknown"}) if {
	some item in plain_routes
	some name in entry_points_of(item)
	not name in known_entry_points
}

plain_routes := [item |
	some item in routes
	not item.content.tls == true
	not item.content.redirectsToHttps == true
]

known_entry_points := {values.string_at(item.content, ["name"]) | some item in evidence.of_kind("tls/entry-point")}

# Of two declarations of one entry point the one without redirect counts.
open_entry_points := {values.string_at(item.content, ["name"]) |
	some item in evidence.of_kind("tls/entry-point")
	not item.content.redirectsToHttps == true
	not item.content.tls == true
}

# A route that names none listens on every entry point.
entry_points_of(item) := named - internal_names if {
	named := {name | some name in values.list_at(item.content, ["entryPoints"])}
	count(named) > 0
} else := known_entry_points - internal_names if {
	count(known_entry_points - internal_names) > 0
} else := {"any"}

internal_names := {name | some name in parameters.value("internal_entry_points")}

findings contains finding("no-hsts", item, [], {}) if {
	some item in routes
	item.content.tls == true
	not item.content.hsts == true
	not item.content.redirectsToHttps == true
}

finding(rule, item, path, named) := object.union(
	{"rule": rule, "on": item.id, "path": path, "name": values.string_at(item.content, ["name"])},
	named,
)

# Servers of nginx that others than its own machine reach.
nginx_listens(item, encrypted) := [listen |
	some listen in values.list_at(item.content, ["listens"])
	listen.tls == encrypted
	not is_local(object.get(listen, "address", ""))
]

is_local(address) if startswith(address, "127.")

is_local(address) if startswith(address, "unix:")

is_local("[::1]")

nginx_tls := [item |
	some item in evidence.of_kind("tls/nginx-server")
	not item.content.rejectsHandshake == true
	count(nginx_listens(item, true)) > 0
]

nginx_ranks := {"SSLv2": -1, "SSLv3": 0, "TLSv1.0": 1, "TLSv1.1": 2, "TLSv1.2": 3, "TLSv1.3": 4}

findings contains finding("nginx-version-too-low", item, ["protocols"], {"value": version, "wanted": wanted}) if {
	wanted := parameters.value("min_tls_version")
	some item in nginx_tls
	some version in values.list_at(item.content, ["protocols"])
	nginx_ranks[version] < ranks[wanted]
}

# Suites count where a version before TLS 1.3 is spoken, or may be.
nginx_with_suites := [item | some item in nginx_tls; not speaks_13_alone(item)]

speaks_13_alone(item) if item.content.protocols == ["TLSv1.3"]

findings contains finding("nginx-weak-cipher", item, ["ciphers"], {"suites": array.slice(names, 0, 20)}) if {
	some item in nginx_with_suites
	names := [suite | some suite in values.list_at(item.content, ["cipherSuites"]); is_weak(upper(suite))]
	count(names) > 0
}

findings contains finding("nginx-old-cipher", item, ["ciphers"], {"value": word}) if {
	some item in nginx_with_suites
	some word in values.list_at(item.content, ["oldCiphers"])
}

findings contains finding("nginx-suites-not-known", item, ["ciphers"], {"value": object.get(item.content, "ciphers", ""), "status": "unknown"}) if {
	some item in nginx_with_suites
	count(values.list_at(item.content, ["cipherSuites"])) == 0
}

findings contains profile_finding("nginx-below-profile", item, ["protocols"], {"value": version}) if {
	some item in nginx_tls
	some version in values.list_at(item.content, ["protocols"])
	nginx_ranks[version] < ranks[profile.min_version]
	nginx_ranks[version] >= ranks[parameters.value("min_tls_version")]
}

findings contains profile_finding("nginx-suites-outside-profile", item, ["ciphers"], {"suites": array.slice(names, 0, 20)}) if {
	ranks[profile.min_version] < ranks.VersionTLS13
	some item in nginx_with_suites
	names := [suite | some suite in values.list_at(item.content, ["cipherSuites"]); not suite in profile.cipher_suites]
	count(names) > 0
}

nginx_plain := [item |
	some item in evidence.of_kind("tls/nginx-server")
	item.content.block == "http"
	count(nginx_listens(item, false)) > 0
]

findings contains finding("nginx-plain-http", item, [], {"where": plain_where(item)}) if {
	some item in nginx_plain
	item.content.plainHttp.outcome == "answers"
}

findings contains finding("nginx-plain-http-in-part", item, [], {"where": plain_where(item), "status": "unknown"}) if {
	some item in nginx_plain
	not object.get(item.content, ["plainHttp", "outcome"], "") in {"answers", "closed"}
}

plain_where(item) := object.get(item.content, ["plainHttp", "location"], "server")

findings contains finding("nginx-no-hsts", item, [], {"where": array.slice(names, 0, 20)}) if {
	some item in nginx_tls
	names := [answer.where | some answer in values.list_at(item.content, ["hsts"]); answer.seconds == 0]
	count(names) > 0
}

findings contains finding("nginx-hsts-too-short", item, [], {"where": answer.where, "seconds": answer.seconds, "wanted": wanted}) if {
	wanted := parameters.value("min_hsts_seconds")
	some item in nginx_tls
	some answer in values.list_at(item.content, ["hsts"])
	answer.seconds > 0
	answer.seconds < wanted
}

findings contains finding("nginx-hsts-not-known", item, [], {"where": answer.where, "status": "unknown"}) if {
	some item in nginx_tls
	some answer in values.list_at(item.content, ["hsts"])
	not is_number(object.get(answer, "seconds", null))
}

# What packages and guides put where no certificate is, by the names of their files.
findings contains finding("nginx-placeholder-certificate", item, ["certificates"], {"value": file}) if {
	some item in nginx_tls
	some file in values.list_at(item.content, ["certificates"])
	regex.match(`(?i)(^|[/_.-])(ssl-cert-snakeoil|snakeoil|dummy|self-?signed|placeholder|localhost)([/_.-]|$)`, file)
}

findings contains finding("nginx-session-tickets", item, [], {}) if {
	parameters.value("refuse_session_tickets") == true
	some item in nginx_tls
	item.content.sessionTickets == true
}
