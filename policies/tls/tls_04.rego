# METADATA
# title: Certificates are renewed automatically
# description: What renews each route's certificate is there, works and is in time.
# custom:
#   id: TLS-04
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [tls/route]
#   reads: [tls/proxy, kubernetes/object]
#   parameters: [renewal_grace_hours]
#   mappings:
#     nist-800-53r5: [SC-12, SC-17]
#   rules:
#     not-ready:
#       message: "certificate `{name}` is not ready: `{reason}`"
#       fix: see `kubectl describe certificate`, and mend its issuer or challenge
#     renewal-missed:
#       message: "certificate `{name}` should have been renewed {hours} hours ago"
#       fix: see `kubectl describe certificate`, and mend its issuer or challenge
#     outlived:
#       message: "certificate `{name}` ended {hours} hours ago"
#       fix: see `kubectl describe certificate`, and mend its issuer or challenge
#     state-not-known:
#       message: "whether certificate `{name}` is ready is not known"
#       fix: export the Certificate from the cluster, with its status
#     manual:
#       message: "nothing renews secret `{secret}`, the certificate of route `{name}`"
#       fix: add a cert-manager Certificate with this `secretName`, or a `certResolver`
#     resolver-not-found:
#       message: "route `{name}` names certificate resolver `{resolver}`, which the static configuration does not have"
#       fix: add it under `certificatesResolvers`, or correct the name
#     resolver-without-challenge:
#       message: "certificate resolver `{resolver}` of route `{name}` has no challenge, so it gets no certificate"
#       fix: add `tlsChallenge`, `httpChallenge` or `dnsChallenge` to its `acme`
#     resolver-not-known:
#       message: "whether certificate resolver `{resolver}` of route `{name}` is there is not known"
#       fix: add Traefik's static configuration to the evidence
#     no-certificate:
#       message: "no route names a certificate, so what renews those served is not known"
#       fix: name a `secretName` or a `certResolver` under `tls` of each route
package seaworthy.tls.tls_04

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.timestamps
import data.seaworthy.lib.values

certificates := [item |
	some item in evidence.objects("Certificate")
	startswith(values.string_at(item.content.manifest, ["apiVersion"]), "cert-manager.io/")
]

key(namespace, name) := concat("/", [namespace, name])

# What the cluster says of a certificate counts; a declaration beside it says no less.
told := {key(evidence.namespace(item), item.subject.name) |
	some item in certificates
	values.is_set(item.content.manifest, ["status"])
}

findings contains {
	"rule": "state-not-known", "on": item.id, "path": [],
	"name": item.subject.name, "status": "unknown",
} if {
	some item in certificates
	not key(evidence.namespace(item), item.subject.name) in told
}

ready(item) := [condition |
	some condition in values.list_at(item.content.manifest, ["status", "conditions"])
	condition.type == "Ready"
]

findings contains {"rule": "not-ready", "on": item.id, "path": ["status"], "name": item.subject.name, "reason": reason(item)} if {
	some item in certificates
	values.is_set(item.content.manifest, ["status"])
	not is_ready(item)
}

is_ready(item) if {
	some condition in ready(item)
	condition.status == "True"
}

reason(item) := values.string_at(ready(item)[0], ["reason"]) if {
	count(ready(item)) > 0
} else := "no condition"

hour := 3600

late(item, field) := floor((input.now - at) / hour) if {
	at := timestamps.seconds(values.string_at(item.content.manifest, ["status", field]))
	input.now > at
}

findings contains {"rule": "renewal-missed", "on": item.id, "path": ["status", "renewalTime"], "name": item.subject.name, "hours": hours} if {
	some item in certificates
	hours := late(item, "renewalTime")
	hours >= parameters.value("renewal_grace_hours")
	not late(item, "notAfter")
}

findings contains {"rule": "outlived", "on": item.id, "path": ["status", "notAfter"], "name": item.subject.name, "hours": hours} if {
	some item in certificates
	hours := late(item, "notAfter")
}

# Secrets that something fills and keeps filling.
renewed := ({key(evidence.namespace(item), values.string_at(item.content.manifest, ["spec", "secretName"])) |
	some item in certificates
} | external) | from_ingresses

# An external secret is fetched anew, unless it is told never to be.
external := {key(evidence.namespace(item), target(item)) |
	some item in evidence.objects("ExternalSecret")
	not object.get(item.content.manifest, ["spec", "refreshInterval"], "1h") in {"0", "0s", 0}
	not values.string_at(item.content.manifest, ["spec", "refreshPolicy"]) == "CreatedOnce"
}

target(item) := name if {
	name := values.string_at(item.content.manifest, ["spec", "target", "name"])
	name != ""
} else := item.subject.name

# cert-manager makes a Certificate for each secret of an Ingress that names an issuer.
from_ingresses := {key(evidence.namespace(item), values.string_at(entry, ["secretName"])) |
	some item in evidence.objects("Ingress")
	annotations := values.map_at(item.content.manifest, ["metadata", "annotations"])
	some name in ["cert-manager.io/issuer", "cert-manager.io/cluster-issuer"]
	values.is_set(annotations, [name])
	some entry in values.list_at(item.content.manifest, ["spec", "tls"])
}

routes := [item |
	some item in evidence.of_kind("tls/route")
	item.content.tls == true
]

findings contains finding("manual", item, {"secret": secret}) if {
	some item in routes
	secret := values.string_at(item.content, ["secretName"])
	secret != ""
	not key(values.string_at(item.content, ["namespace"]), secret) in renewed
}

# A secret that is named goes before a resolver.
resolved := [{"item": item, "resolver": resolver} |
	some item in routes
	values.string_at(item.content, ["secretName"]) == ""
	resolver := values.string_at(item.content, ["certResolver"])
	resolver != ""
]

resolvers := {resolver.name: resolver |
	some item in evidence.of_kind("tls/proxy")
	some resolver in values.list_at(item.content, ["certificateResolvers"])
}

findings contains finding("resolver-not-known", one.item, {"resolver": one.resolver, "status": "unknown"}) if {
	some one in resolved
	count(evidence.of_kind("tls/proxy")) == 0
}

findings contains finding("resolver-not-found", one.item, {"resolver": one.resolver}) if {
	some one in resolved
	count(evidence.of_kind("tls/proxy")) > 0
	not lower(one.resolver) in {lower(name) | some name in object.keys(resolvers)}
}

findings contains finding("resolver-without-challenge", one.item, {"resolver": one.resolver}) if {
	some one in resolved
	some name, resolver in resolvers
	lower(name) == lower(one.resolver)
	resolver.acme == true
	not resolver.challenge == true
}

findings contains {"rule": "no-certificate", "on": item.id, "path": [], "status": "unknown"} if {
	count(certificates) == 0
	count(resolved) == 0
	count([item | some item in routes; values.string_at(item.content, ["secretName"]) != ""]) == 0
	item := evidence.of_kind("tls/route")[0]
}

finding(rule, item, named) := object.union(
	{"rule": rule, "on": item.id, "path": ["tls"], "name": values.string_at(item.content, ["name"])},
	named,
)
