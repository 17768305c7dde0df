# METADATA
# title: The wire matches the policy
# description: What the release's endpoints accept of TLS, as a probe saw it, is no more than policy and configuration allow.
# custom:
#   id: TLS-02
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, tls/endpoint]
#   reads: [tls/route, tls/options, tls/nginx-server]
#   parameters: [min_tls_version, max_probe_hours, weak_cipher_words, allowed_cipher_suites, require_forward_secrecy, min_prime_bits, refuse_client_renegotiation, tls_profile]
#   mappings:
#     nist-800-53r5: [AC-17(2), SC-8, SC-8(1), SC-13, SC-23]
#   rules:
#     old-version:
#       message: "`{endpoint}` accepts {version}, {wanted} is asked at least"
#       fix: "switch the version off where TLS ends: for Traefik `minVersion` of the TLS options, for nginx `ssl_protocols`, for PostgreSQL `ssl_min_protocol_version`, for Redis `tls-protocols`"
#     weak-suites:
#       message: "`{endpoint}` accepts weak cipher suites by {version}: {suites}"
#       fix: keep only ECDHE suites with AES-GCM or ChaCha20-Poly1305
#     no-forward-secrecy:
#       message: "`{endpoint}` accepts cipher suites without forward secrecy by {version}: {suites}"
#       fix: keep only suites that begin with `TLS_ECDHE_` or `TLS_DHE_`, and those of TLS 1.3
#     suites-not-allowed:
#       message: "`{endpoint}` accepts cipher suites by {version} that are not on the allow list: {suites}"
#       fix: switch them off, or add them to the parameter `allowed_cipher_suites`
#     weak-prime:
#       message: "`{endpoint}` uses a Diffie-Hellman prime of {bits} bits for `{suite}`, {limit} are asked"
#       fix: give the server a prime of 2048 bits or more, or switch DHE off
#     insecure-renegotiation:
#       message: "`{endpoint}` does not bind renegotiation to its connection (RFC 5746)"
#       fix: update the server's TLS library
#     client-renegotiation:
#       message: "`{endpoint}` renegotiates whenever a client asks for it: {performed} times in one connection"
#       fix: "switch it off (OpenSSL 3 refuses unless told otherwise), speak TLS 1.3 alone, or set `refuse_client_renegotiation` to false"
#     below-profile:
#       message: "`{endpoint}` accepts {version}, which profile `{profile}` does not allow"
#       fix: switch the version off where TLS ends
#     suites-outside-profile:
#       message: "`{endpoint}` accepts cipher suites by {version} that profile `{profile}` does not list: {suites}"
#       fix: switch them off where TLS ends, or set `tls_profile` to `none`
#     groups-outside-profile:
#       message: "`{endpoint}` takes groups that profile `{profile}` does not list: {groups}"
#       fix: "name the groups where TLS ends: for Traefik `curvePreferences` of the TLS options, for nginx `ssl_ecdh_curve`, for OpenSSL `Groups`"
#     groups-not-known:
#       message: "which groups `{endpoint}` takes is known in part: {reason}"
#       fix: probe it again
#     prime-below-profile:
#       message: "`{endpoint}` uses a Diffie-Hellman prime of {bits} bits for `{suite}`, profile `{profile}` asks for {limit}"
#       fix: give the server a larger prime, or switch DHE off
#     early-data:
#       message: "`{endpoint}` lets clients send {bytes} bytes before the handshake ends, which may be replayed; profile `{profile}` does not allow it"
#       fix: "switch early data off: for nginx `ssl_early_data`, for OpenSSL `max_early_data`"
#     no-master-secret:
#       message: "`{endpoint}` does not bind its keys to the handshake (extended master secret), which profile `{profile}` asks for"
#       fix: update the server's TLS library
#     compression:
#       message: "`{endpoint}` compresses data before it encrypts it, which tells what was encrypted"
#       fix: switch compression off
#     beyond-configuration:
#       message: "`{endpoint}` accepts {what}, which the TLS options `{options}` of its route forbid"
#       fix: find out what answers there; the configuration is not in force, or another server ends TLS before it
#     nginx-version-too-low:
#       message: "nginx server `{server}` is configured to accept {version}, {wanted} is asked at least"
#       fix: remove it from `ssl_protocols`
#     nginx-versions-not-chosen:
#       message: "nginx server `{server}` has no `ssl_protocols`, so which versions it accepts depends on nginx's version: before 1.27.3 TLSv1 and TLSv1.1 are among them"
#       fix: "write `ssl_protocols TLSv1.2 TLSv1.3;` in the `http` block"
#     nginx-versions-not-in-force:
#       message: "nginx server `{server}` forbids {versions}, and default server `{by}`, whose `ssl_protocols` count on `{listen}`, accepts it"
#       fix: write `ssl_protocols` once, in the `http` block, or in the default server
#     beyond-nginx:
#       message: "`{endpoint}` accepts {what}, which the configuration of nginx server `{server}` forbids"
#       fix: find out what answers there; the configuration is not in force, or another server ends TLS before it
#     version-not-known:
#       message: "whether `{endpoint}` accepts {version} is not known: {reason}"
#       fix: probe it again; docs/reference/tls-probe.md tells how answers are read
#     suites-not-known:
#       message: "which suites `{endpoint}` accepts by {version} is known in part: {reason}"
#       fix: probe it again, with a lower `--rate` or a higher `--endpoint-seconds`
#     suite-not-registered:
#       message: "`{endpoint}` accepts `{suite}`, of which nothing is known"
#       fix: find out what it is, and put its name on the parameter `allowed_cipher_suites` if it may stay
#     fact-not-known:
#       message: "the probe of `{endpoint}` does not tell of {fact}"
#       fix: probe it again
#     not-answered:
#       message: "`{endpoint}` did not answer the probe: {reason}"
#       fix: correct the endpoint in `release.yaml`, or probe it from where clients are
#     not-probed:
#       message: "`{endpoint}` is listed in `release.yaml`, and no probe of this environment tells of it"
#       fix: "probe it: `seaworthy tls probe release.yaml -o FILE`"
#     no-endpoints:
#       message: "the release lists no endpoints, so nobody knows whether the probe saw all"
#       fix: "list them: `endpoints: [{host: …, port: …}]` in `release.yaml`"
#     too-old:
#       message: "the probe of `{endpoint}` is {hours} hours old, more than {most}"
#       fix: probe it again
#     other-environment:
#       message: "the probe is of another environment than the release"
#       fix: probe the environment that `release.yaml` declares
#     in-future:
#       message: "the probe tells of a time that has not come"
#       fix: correct the clock of the machine that probed
package seaworthy.tls.tls_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records
import data.seaworthy.lib.tls_endpoints
import data.seaworthy.lib.values

ranks := {"SSLv2": 0, "SSLv3": 1, "TLSv1.0": 2, "TLSv1.1": 3, "TLSv1.2": 4, "TLSv1.3": 5}

# Traefik's words, in which the parameter and TLS options are.
traefik := {
	"VersionSSL30": "SSLv3",
	"VersionTLS10": "TLSv1.0",
	"VersionTLS11": "TLSv1.1",
	"VersionTLS12": "TLSv1.2",
	"VersionTLS13": "TLSv1.3",
}

wanted := traefik[parameters.value("min_tls_version")]

findings contains finding if some finding in records.doubts(tls_endpoints.kind, "environment")

findings contains finding("too-old", item, ["at"], {"hours": tls_endpoints.hours(item), "most": parameters.value("max_probe_hours"), "status": "unknown"}) if {
	some item in tls_endpoints.latest
	tls_endpoints.is_old(item)
}

findings contains finding("not-answered", item, ["status"], {"reason": reason(item.content), "status": "unknown"}) if {
	some item in tls_endpoints.fresh
	not item.content.status == "answered"
}

findings contains {"rule": "not-probed", "on": descriptor.id, "path": ["endpoints"], "endpoint": tls_endpoints.shown(endpoint), "status": "unknown"} if {
	some endpoint in tls_endpoints.not_probed
}

findings contains {"rule": "no-endpoints", "on": descriptor.id, "path": [], "status": "unknown"} if {
	count(tls_endpoints.listed) == 0
}

descriptor := item if some item in evidence.of_kind("release/descriptor")

findings contains finding("old-version", item, ["versions", tls_endpoints.position(item, version)], {"version": version, "wanted": wanted}) if {
	some item in tls_endpoints.answered
	some version, rank in ranks
	rank < ranks[wanted]
	tls_endpoints.status(item, version) == "accepted"
}

findings contains finding("version-not-known", item, ["versions"], {"version": version, "reason": why(item, version), "status": "unknown"}) if {
	some item in tls_endpoints.answered
	some version, rank in ranks
	rank < ranks[wanted]
	not tls_endpoints.status(item, version) in {"accepted", "refused"}
}

why(item, version) := reason(item.content.versions[tls_endpoints.position(item, version)]) if {
	tls_endpoints.position(item, version) >= 0
} else := "the probe did not ask"

reason(object_) := text if {
	text := object_.reason
	is_string(text)
} else := "no reason is told"

# Every accepted version with its place.
accepted contains {"item": item, "i": i, "version": one} if {
	some item in tls_endpoints.answered
	some i, one in values.list_at(item.content, ["versions"])
	one.status == "accepted"
}

findings contains finding("suites-not-known", a.item, ["versions", a.i], {"version": a.version.version, "reason": reason(a.version), "status": "unknown"}) if {
	some a in accepted
	not a.version.complete == true
}

findings contains of_suites("weak-suites", a, names) if {
	some a in accepted
	names := {suite.name | some suite in a.version.suites; is_weak(suite)}
}

findings contains of_suites("no-forward-secrecy", a, names) if {
	parameters.value("require_forward_secrecy") == true
	some a in accepted
	names := {suite.name | some suite in a.version.suites; suite.forwardSecrecy == false; not is_weak(suite)}
}

findings contains of_suites("suites-not-allowed", a, names) if {
	count(allowed) > 0
	some a in accepted
	names := {suite.name | some suite in a.version.suites; not suite.name in allowed}
}

# A list that is empty is no finding, and this is undefined then.
of_suites(rule, a, names) := finding(rule, a.item, ["versions", a.i, "suites"], {"version": a.version.version, "suites": sort(names)}) if {
	count(names) > 0
}

allowed := {name | some name in parameters.value("allowed_cipher_suites")}

# What is listed by name is allowed whatever its name is.
is_weak(suite) if {
	not suite.name in allowed
	some word in parameters.value("weak_cipher_words")
	contains(concat("", [suite.name, "_"]), word)
}

findings contains finding("suite-not-registered", a.item, ["versions", a.i, "suites", j], {"suite": suite.name, "status": "unknown"}) if {
	some a in accepted
	some j, suite in a.version.suites
	not is_boolean(object.get(suite, "forwardSecrecy", null))
	not suite.name in allowed
}

findings contains finding("weak-prime", a.item, ["versions", a.i, "suites", j], {"suite": suite.name, "bits": suite.primeBits, "limit": limit}) if {
	limit := parameters.value("min_prime_bits")
	some a in accepted
	some j, suite in a.version.suites
	suite.primeBits < limit
}

findings contains finding("insecure-renegotiation", item, ["secureRenegotiation"], {}) if {
	some item in tls_endpoints.answered
	item.content.secureRenegotiation == false
}

findings contains finding("compression", item, ["compression"], {}) if {
	some item in tls_endpoints.answered
	item.content.compression == true
}

# TLS 1.3 has neither.
findings contains finding("fact-not-known", item, [], {"fact": fact, "status": "unknown"}) if {
	some item in tls_endpoints.answered
	tls_endpoints.accepts_before_13(item)
	some field, fact in {"secureRenegotiation": "renegotiation", "compression": "compression"}
	not is_boolean(object.get(item.content, field, null))
}

findings contains finding("client-renegotiation", item, ["clientRenegotiation"], {"performed": object.get(item.content.clientRenegotiation, "performed", "some")}) if {
	refuses_renegotiation
	some item in tls_endpoints.answered
	item.content.clientRenegotiation.status == "accepted"
}

# Where renegotiations are not bound to the connection that is a finding already, and where clients
# show certificates nobody else begins one.
findings contains finding("fact-not-known", item, [], {"fact": "renegotiation that a client begins", "status": "unknown"}) if {
	refuses_renegotiation
	some item in tls_endpoints.answered
	tls_endpoints.accepts_before_13(item)
	not item.content.secureRenegotiation == false
	not item.content.clientCertificateRequired == true
	not is_told(item.content, "clientRenegotiation", {"accepted", "refused"})
}

refuses_renegotiation if parameters.value("refuse_client_renegotiation") == true

refuses_renegotiation if profile.client_renegotiation == false

is_told(content, field, statuses) if content[field].status in statuses

# A profile is asked for beside the rules above.
profile_name := parameters.value("tls_profile")

profile := data.tls_profiles[profile_name]

findings contains finding("below-profile", item, ["versions", tls_endpoints.position(item, version)], {"version": version, "profile": profile_name}) if {
	least := traefik[profile.min_version]
	some item in tls_endpoints.answered
	some version, rank in ranks
	rank < ranks[least]
	rank >= ranks[wanted]
	tls_endpoints.status(item, version) == "accepted"
}

findings contains finding("version-not-known", item, ["versions"], {"version": version, "reason": why(item, version), "status": "unknown"}) if {
	least := traefik[profile.min_version]
	some item in tls_endpoints.answered
	some version, rank in ranks
	rank < ranks[least]
	rank >= ranks[wanted]
	not tls_endpoints.status(item, version) in {"accepted", "refused"}
}

findings contains finding("suites-outside-profile", a.item, ["versions", a.i, "suites"], {"version": a.version.version, "suites": sort(names), "profile": profile_name}) if {
	some a in accepted
	ranks[a.version.version] >= ranks[traefik[profile.min_version]]
	names := {suite.name | some suite in a.version.suites; not suite.name in profile_suites(a.version.version)}
	count(names) > 0
}

profile_suites(version) := profile.cipher_suites_13 if version == "TLSv1.3"

profile_suites(version) := profile.cipher_suites if version != "TLSv1.3"

findings contains finding("groups-outside-profile", item, [field, "names"], {"groups": sort(names), "profile": profile_name}) if {
	some item in tls_endpoints.answered
	some field in ["groupsBefore13", "groups13"]
	names := {name | some name in values.list_at(item.content, [field, "names"]); not name in profile.groups}
	count(names) > 0
}

findings contains finding("groups-not-known", item, [field], {"reason": reason(item.content[field]), "status": "unknown"}) if {
	profile
	some item in tls_endpoints.answered
	some field in ["groupsBefore13", "groups13"]
	not item.content[field].complete == true
	item.content[field]
}

findings contains finding("prime-below-profile", a.item, ["versions", a.i, "suites", j], {"suite": suite.name, "bits": suite.primeBits, "limit": profile.min_prime_bits, "profile": profile_name}) if {
	some a in accepted
	some j, suite in a.version.suites
	suite.primeBits < profile.min_prime_bits
	suite.primeBits >= parameters.value("min_prime_bits")
}

findings contains finding("early-data", item, ["tickets13", "maxEarlyData"], {"bytes": item.content.tickets13.maxEarlyData, "profile": profile_name}) if {
	profile.early_data == false
	some item in tls_endpoints.answered
	item.content.tickets13.maxEarlyData > 0
}

findings contains finding("fact-not-known", item, [], {"fact": "early data", "status": "unknown"}) if {
	profile.early_data == false
	some item in tls_endpoints.answered
	not tls_endpoints.status(item, "TLSv1.3") == "refused"
	not item.content.clientCertificateRequired == true
	not is_told(item.content, "tickets13", {"issued", "none"})
}

findings contains finding("no-master-secret", item, ["extendedMasterSecret"], {"profile": profile_name}) if {
	profile.extended_master_secret == true
	some item in tls_endpoints.answered
	tls_endpoints.accepts_before_13(item)
	item.content.extendedMasterSecret == false
}

findings contains finding("fact-not-known", item, [], {"fact": "extended master secret", "status": "unknown"}) if {
	profile.extended_master_secret == true
	some item in tls_endpoints.answered
	tls_endpoints.accepts_before_13(item)
	not is_boolean(object.get(item.content, "extendedMasterSecret", null))
}

findings contains finding("beyond-configuration", item, ["versions", tls_endpoints.position(item, version)], {"what": version, "options": options_name(options)}) if {
	some item in tls_endpoints.answered
	options := options_of(item)
	least := traefik[object.get(options, "minVersion", "VersionTLS12")]
	some version, rank in ranks
	rank < ranks[least]
	tls_endpoints.status(item, version) == "accepted"
}

findings contains finding("beyond-configuration", a.item, ["versions", a.i, "suites"], {"what": concat(", ", sort(names)), "options": options_name(options)}) if {
	some a in accepted
	a.version.version != "TLSv1.3"
	options := options_of(a.item)
	chosen := values.list_at(options, ["cipherSuites"])
	count(chosen) > 0
	names := {suite.name | some suite in a.version.suites; not is_chosen(suite.name, chosen)}
	count(names) > 0
}

# Go names two suites without their hash.
is_chosen(name, chosen) if name in chosen

is_chosen(name, chosen) if trim_suffix(name, "_SHA256") in chosen

# The options that Traefik applies to the host: those that its routes name, or its default where
# they name different ones. Options that are not there are TRF-01's concern.
options_of(item) := options if {
	names := {name |
		some route in routes_of(item)
		name := named(route)
	}
	count(names) == 1
	some name in names
	options := declared(name)
} else := options if {
	count({named(route) | some route in routes_of(item)}) > 1
	options := declared(["", "default"])
}

routes_of(item) := [route |
	some route in evidence.of_kind("tls/route")
	route.content.tls == true
	some host in values.list_at(route.content, ["hosts"])
	lower(host) == lower(object.get(item.content, "serverName", item.content.host))
]

named(route) := ["", "default"] if {
	object.get(route.content, ["options", "name"], "default") == "default"
} else := [
	object.get(route.content, ["options", "namespace"], object.get(route.content, "namespace", "")),
	trim_suffix(route.content.options.name, "@file"),
]

declared(name) := options if {
	name == ["", "default"]
	found := [item.content | some item in evidence.of_kind("tls/options"); item.content.isDefault == true]
	count(found) == 1
	options := found[0]
} else := options if {
	found := [item.content |
		some item in evidence.of_kind("tls/options")
		item.content.name == name[1]
		object.get(item.content, "namespace", "") == name[0]
	]
	count(found) == 1
	options := found[0]
}

options_name(options) := concat("/", [part |
	some part in [object.get(options, "namespace", ""), options.name]
	part != ""
])

# Servers of nginx that speak TLS. The default server of what they listen on decides versions for
# all names, as OpenSSL chooses the version before nginx learns the name. New ones heed the name's
# server as well, so both are held to the policy.
nginx := [item | some item in evidence.of_kind("tls/nginx-server"); count(nginx_listens(item)) > 0]

nginx_listens(item) := [listen | some listen in values.list_at(item.content, ["listens"]); listen.tls == true]

nginx_finding(rule, item, path, more) := object.union(
	{"rule": rule, "on": item.id, "path": path, "server": values.string_at(item.content, ["name"])},
	more,
)

findings contains nginx_finding("nginx-version-too-low", item, ["protocols"], {"version": version, "wanted": wanted}) if {
	some item in nginx
	some version in values.list_at(item.content, ["protocols"])
	ranks[version] < ranks[wanted]
}

findings contains nginx_finding("nginx-versions-not-chosen", item, [], {"status": "unknown"}) if {
	some item in nginx
	count(values.list_at(item.content, ["protocols"])) == 0
}

findings contains nginx_finding("nginx-versions-not-in-force", item, ["protocols"], {"versions": concat(", ", sort(more)), "by": listen.decidedBy, "listen": concat(":", [listen.address, listen.port])}) if {
	some item in nginx
	own := {version | some version in values.list_at(item.content, ["protocols"])}
	count(own) > 0
	some listen in nginx_listens(item)
	more := {version | some version in values.list_at(listen, ["protocols"])} - own
	count(more) > 0
}

# Of several servers of a name what one allows is allowed.
nginx_of(item) := [server |
	some server in nginx
	some name in values.list_at(server.content, ["names"])
	lower(name) == lower(object.get(item.content, "serverName", item.content.host))
]

nginx_versions(server) := {version |
	some listen in nginx_listens(server)
	some version in values.list_at(listen, ["protocols"])
} | {version | some version in values.list_at(server.content, ["protocols"])}

# Where one server leaves it to nginx, nothing is forbidden.
nginx_chooses(server) if {
	count(values.list_at(server.content, ["protocols"])) > 0
	every listen in nginx_listens(server) {
		count(values.list_at(listen, ["protocols"])) > 0
	}
}

findings contains finding("beyond-nginx", item, ["versions", tls_endpoints.position(item, version)], {"what": version, "server": nginx_of(item)[0].content.name}) if {
	some item in tls_endpoints.answered
	count(nginx_of(item)) > 0
	every server in nginx_of(item) {
		nginx_chooses(server)
	}
	some version, _ in ranks
	tls_endpoints.status(item, version) == "accepted"
	every server in nginx_of(item) {
		not version in nginx_versions(server)
	}
}

findings contains finding("beyond-nginx", a.item, ["versions", a.i, "suites"], {"what": concat(", ", sort(names)), "server": nginx_of(a.item)[0].content.name}) if {
	some a in accepted
	a.version.version != "TLSv1.3"
	servers := nginx_of(a.item)
	count(servers) > 0
	every server in servers {
		count(values.list_at(server.content, ["cipherSuites"])) > 0
	}
	chosen := {suite | some server in servers; some suite in values.list_at(server.content, ["cipherSuites"])}
	names := {suite.name | some suite in a.version.suites; not suite.name in chosen}
	count(names) > 0
}

finding(rule, item, path, more) := object.union(
	{"rule": rule, "on": item.id, "path": path, "endpoint": tls_endpoints.shown(item.content)},
	more,
)
