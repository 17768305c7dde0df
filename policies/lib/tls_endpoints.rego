# Endpoints as a probe saw them, held against the release.
package seaworthy.lib.tls_endpoints

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records
import data.seaworthy.lib.values

kind := "tls/endpoint"

# What a release says that it serves, by host, port and the name that clients ask for.
listed := values.list_at(records.release, ["endpoints"])

key(endpoint) := [lower(endpoint.host), endpoint.port, lower(object.get(endpoint, "serverName", ""))]

shown(endpoint) := concat(":", [endpoint.host, json.marshal(endpoint.port)])

ours := records.ours(kind, "environment")

# The newest probe of each endpoint is the one that counts.
latest := [item | some item in ours; item.content.at == newest[key(item.content)]]

newest[k] := at if {
	some one in ours
	k := key(one.content)
	at := max([other.content.at | some other in ours; key(other.content) == k])
}

fresh := [item | some item in latest; not is_old(item)]

is_old(item) if hours(item) > parameters.value("max_probe_hours")

hours(item) := floor((input.now - item.content.at) / 3600)

answered := [item | some item in fresh; item.content.status == "answered"]

# Listed, and in no probe of this environment.
not_probed := [endpoint |
	some endpoint in listed
	not key(endpoint) in {key(item.content) | some item in ours}
]

# One version of an endpoint: "accepted", "refused" or "unknown".
status(item, version) := found if {
	some one in values.list_at(item.content, ["versions"])
	one.version == version
	found := one.status
} else := "unknown"

position(item, version) := i if {
	some i, one in values.list_at(item.content, ["versions"])
	one.version == version
}

accepts_before_13(item) if {
	some one in values.list_at(item.content, ["versions"])
	one.status == "accepted"
	one.version != "TLSv1.3"
}
