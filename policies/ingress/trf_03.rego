# METADATA
# title: Timeouts fit
# description: The proxy waits long enough for reports and imports, and nothing holds a connection for ever.
# custom:
#   id: TRF-03
#   severity: medium
#   stage: performance
#   scope: snapshot
#   needs: [tls/entry-point]
#   reads: [tls/router, tls/service, tls/transport, tls/middleware, tls/proxy, kubernetes/workload, kubernetes/object]
#   parameters: [internal_entry_points, longest_request_seconds, min_idle_seconds]
#   mappings:
#     nist-800-53r5: [SC-5, SC-10]
#   rules:
#     read-too-short:
#       message: "entry point `{name}` reads a request for {seconds} seconds, and one may take {wanted}"
#       fix: set `transport.respondingTimeouts.readTimeout` to `{wanted}s`
#     no-read-timeout:
#       message: "entry point `{name}` waits for a request for ever"
#       fix: set `transport.respondingTimeouts.readTimeout` to `{wanted}s`
#     write-too-short:
#       message: "entry point `{name}` writes a response for {seconds} seconds, and one may take {wanted}"
#       fix: set `transport.respondingTimeouts.writeTimeout` to `{wanted}s`, or to `0s` for no limit
#     idle-too-short:
#       message: "entry point `{name}` closes a connection after {seconds} idle seconds, {wanted} are asked"
#       fix: set `transport.respondingTimeouts.idleTimeout` above that of the load balancer before it
#     no-idle-timeout:
#       message: "entry point `{name}` keeps idle connections for ever"
#       fix: set `transport.respondingTimeouts.idleTimeout` to `180s`
#     response-too-short:
#       message: "the way to servers `{name}` gives up after {seconds} seconds without a response, and one may take {wanted}"
#       fix: set `forwardingTimeouts.responseHeaderTimeout` to `{wanted}s`
#     no-response-timeout:
#       message: "the way to servers `{name}` waits for a response for ever, so a hung server holds its clients"
#       fix: set `forwardingTimeouts.responseHeaderTimeout` to `{wanted}s`
#     transport-not-known:
#       message: "router `{name}` leads to servers by `{transport}`, which is not in the evidence"
#       fix: add Traefik's static configuration and its ServersTransports to the evidence
#     no-public-entry-point:
#       message: "no entry point is known to be public"
#       fix: add Traefik's static configuration to the evidence, or mend the parameter `internal_entry_points`
package seaworthy.ingress.trf_03

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.settings
import data.seaworthy.lib.traefik_routers
import data.seaworthy.lib.values

# Odoo kills a request after `limit_time_real` seconds; a proxy that gives up earlier lets it work in vain.
longest := max({parameters.value("longest_request_seconds")} | odoo_limits)

odoo_limits := {seconds |
	some item in evidence.of_kind("kubernetes/object")
	item.content.manifest.kind == "ConfigMap"
	some text in values.map_at(item.content.manifest, ["data"])
	is_string(text)
	contains(text, "[options]")
	seconds := values.decimal(settings.setting(text, "limit_time_real"))
} | {seconds |
	some item in evidence.of_kind("kubernetes/workload")
	some container in containers(item.content.manifest)
	seconds := values.decimal(settings.argument(settings.words(container), ["--limit-time-real"]))
}

containers(manifest) := array.concat(
	values.list_at(manifest, ["spec", "template", "spec", "containers"]),
	values.list_at(manifest, ["spec", "containers"]),
)

public := [item |
	some item in evidence.of_kind("tls/entry-point")
	not item.content.name in traefik_routers.internal_names
	item.content.name in traefik_routers.open_names
	not item.content.redirectsToHttps == true
]

findings contains entry_point_finding("read-too-short", item, "readSeconds", longest) if {
	some item in public
	is_between(seconds(item.content, "readSeconds"), longest)
}

findings contains entry_point_finding("no-read-timeout", item, "readSeconds", longest) if {
	some item in public
	seconds(item.content, "readSeconds") == 0
}

findings contains entry_point_finding("write-too-short", item, "writeSeconds", longest) if {
	some item in public
	is_between(seconds(item.content, "writeSeconds"), longest)
}

findings contains entry_point_finding("idle-too-short", item, "idleSeconds", wanted) if {
	wanted := parameters.value("min_idle_seconds")
	some item in public
	is_between(seconds(item.content, "idleSeconds"), wanted)
}

# Without an idle timeout the read timeout bounds idle connections, where there is one.
findings contains entry_point_finding("no-idle-timeout", item, "idleSeconds", 0) if {
	some item in public
	seconds(item.content, "idleSeconds") == 0
	seconds(item.content, "readSeconds") == 0
}

is_between(number, limit) if {
	number > 0
	number < limit
}

# A field that is not there counts as no limit.
seconds(content, field) := number if {
	number := object.get(content, field, 0)
	is_number(number)
} else := 0

findings contains {"rule": "no-public-entry-point", "on": item.id, "path": [], "status": "unknown"} if {
	count(public) == 0
	item := evidence.of_kind("tls/entry-point")[0]
}

# Ways to servers that public routers use.
used := {[name, i] |
	some i, router in traefik_routers.routers
	not router.redirects
	some backend in traefik_routers.leaves(router.item)
	name := object.get(backend, "transport", "default")
}

used_names := {name | some [name, _] in used}

transports[name] contains {"item": item, "path": [], "settings": item.content} if {
	some item in evidence.of_kind("tls/transport")
	name := item.content.name
}

# `default@internal` is what the static configuration says.
transports[name] contains {"item": item, "path": [], "settings": values.map_at(item.content, ["transport"])} if {
	some item in evidence.of_kind("tls/proxy")
	some name in {"default", "default@internal"}
}

findings contains transport_finding("response-too-short", name, found) if {
	some name in used_names
	some found in object.get(transports, name, set())
	is_between(seconds(found.settings, "responseHeaderSeconds"), longest)
}

findings contains transport_finding("no-response-timeout", name, found) if {
	some name in used_names
	some found in object.get(transports, name, set())
	seconds(found.settings, "responseHeaderSeconds") == 0
}

# One finding for each name is enough.
findings contains {
	"rule": "transport-not-known", "on": router.item.id, "path": [],
	"name": router.name, "transport": name, "status": "unknown",
} if {
	some name in used_names
	not name in object.keys(transports)
	router := traefik_routers.routers[min({i | some [one, i] in used; one == name})]
}

entry_point_finding(rule, item, field, wanted) := {
	"rule": rule, "on": item.id, "path": [],
	"name": item.content.name, "seconds": seconds(item.content, field), "wanted": wanted,
}

transport_finding(rule, name, found) := {
	"rule": rule, "on": found.item.id, "path": found.path,
	"name": name, "seconds": seconds(found.settings, "responseHeaderSeconds"), "wanted": longest,
}
