# METADATA
# title: TLS policy is enforced at the edge
# description: Versions, ciphers, certificates, redirects and HSTS of Traefik's routes.
# custom:
#   id: TRF-01
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [tls/route]
#   reads: [tls/options, tls/entry-point]
#   parameters: [min_tls_version, internal_entry_points, tls_profile]
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
