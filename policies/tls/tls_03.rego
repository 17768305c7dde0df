# METADATA
# title: Every hop is encrypted
# description: Connections to PostgreSQL, Redis, object storage and webhooks, and of nginx to what it passes requests to, are encrypted, and to whom is verified.
# custom:
#   id: TLS-03
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: [kubernetes/object, tls/nginx-server]
#   parameters: [odoo_images, allowed_sslmodes, endpoint_words, plaintext_allowed]
#   mappings:
#     nist-800-53r5: [SC-8, SC-8(1), SC-23]
#   rules:
#     weak-sslmode:
#       message: "container `{container}` of `{workload}` connects to PostgreSQL with `sslmode` `{value}`, set by `{setting}`"
#       fix: set it to `verify-full`, with the authority's certificate in `sslrootcert`
#     no-sslmode:
#       message: "container `{container}` of `{workload}` connects to PostgreSQL at `{host}` without `sslmode`, so a plaintext connection will do"
#       fix: set `PGSSLMODE` to `verify-full`, or `sslmode` in the connection string or in `odoo.conf`
#     plaintext:
#       message: "container `{container}` of `{workload}` reaches `{host}` by `{scheme}`, set by `{setting}`"
#       fix: use the encrypted scheme, such as `https` or `rediss`
#     redis-without-tls:
#       message: "container `{container}` of `{workload}` reaches Redis at `{host}` without TLS, set by `{setting}`"
#       fix: give the address as `rediss://`, or turn TLS on beside it
#     not-seen:
#       message: "container `{container}` of `{workload}` takes `{setting}` from a Secret, so whether that hop is encrypted is not known"
#       fix: keep the password in the Secret and the address, with its scheme or `sslmode`, in plain sight
#     nginx-plaintext:
#       message: "nginx server `{server}` passes requests to `{host}` in plaintext: `{directive}` of {where}"
#       fix: "pass them by TLS, such as `proxy_pass https://…` with `proxy_ssl_verify on` and `proxy_ssl_trusted_certificate`"
#     nginx-not-verified:
#       message: "nginx server `{server}` does not verify `{host}`: `{directive}` of {where}"
#       fix: "write `proxy_ssl_verify on;` with `proxy_ssl_trusted_certificate`, and `proxy_ssl_server_name on;`"
#     nginx-not-known:
#       message: "nginx server `{server}` passes requests to where a variable says: `{directive}` of {where}"
#       fix: write the address with its scheme, or an `upstream`
package seaworthy.tls.tls_03

import data.seaworthy.lib.evidence
import data.seaworthy.lib.hops
import data.seaworthy.lib.odoo_servers
import data.seaworthy.lib.parameters
import data.seaworthy.lib.settings
import data.seaworthy.lib.values

allowed_sslmodes := {lower(mode) | some mode in parameters.value("allowed_sslmodes")}

allowed_hosts := {lower(host) | some host in parameters.value("plaintext_allowed")}

postgresql_schemes := {"postgres", "postgresql"}

# By the name of a setting or an option, `key=value` in a connection string, or a query.
modes := [{"one": one, "setting": setting.name, "value": lower(mode)} |
	some one in hops.containers
	some setting in hops.settings_of(one)
	some mode in modes_in(setting)
]

modes_in(setting) := {setting.value} if {
	endswith(upper(setting.name), "SSLMODE")
	setting.value != settings.hidden
} else := {mode |
	contains(lower(setting.value), "sslmode")
	some found in regex.find_all_string_submatch_n(`sslmode\s*=\s*['"]?([a-z-]+)`, lower(setting.value), 20)
	mode := found[1]
}

findings contains finding("weak-sslmode", mode.one, {"setting": mode.setting, "value": mode.value}) if {
	some mode in modes
	not mode.value in allowed_sslmodes
	not is_only_local(mode.one)
}

# One whose database is in its own pod.
is_only_local(one) if {
	hosts := database_hosts(one)
	count(hosts) > 0
	every host in hosts {
		hops.is_local(host)
	}
}

database_hosts(one) := {address.host |
	some setting in hops.settings_of(one)
	some address in hops.addresses(setting.value)
	address.scheme in postgresql_schemes
} | host_variable(one)

host_variable(one) := {lower(host)} if {
	host := settings.first_set(one.item, one.found.container, ["PGHOST"])
	host != null
} else := odoo_host(one)

odoo_host(one) := {lower(host) |
	some server in odoo_servers.all
	server.item.id == one.item.id
	server.found.name == one.found.name
	host := odoo_servers.database_host(server)
	host != ""
}

# libpq prefers TLS and takes what it gets.
findings contains finding("no-sslmode", one, {"host": host}) if {
	some one in hops.containers
	not has_mode(one)
	some host in database_hosts(one)
	not hops.is_local(host)
	not host in allowed_hosts
	host != settings.hidden
}

has_mode(one) if {
	some mode in modes
	mode.one == one
}

# Schemes that are plaintext whatever the name, and `http` where the name says what it is for.
findings contains finding("plaintext", one, {"setting": setting.name, "host": address.host, "scheme": address.scheme}) if {
	some one in hops.containers
	some setting in hops.settings_of(one)
	some address in hops.addresses(setting.value)
	is_plaintext(address.scheme, concat(" ", [setting.name, setting.value]))
	not hops.is_local(address.host)
	not address.host in allowed_hosts
}

is_plaintext(scheme, _) if scheme in {"redis", "amqp", "ldap", "ftp", "mqtt"}

is_plaintext("http", name) if {
	some word in parameters.value("endpoint_words")
	contains(lower(name), lower(word))
}

findings contains finding("redis-without-tls", one, {"setting": variable.name, "host": variable.value}) if {
	some one in hops.containers
	variables := hops.variables(one)
	some variable in variables
	endswith(variable.name, "REDIS_HOST")
	variable.value != settings.hidden
	not hops.is_local(lower(variable.value))
	not lower(variable.value) in allowed_hosts
	not has_tls(variables, trim_suffix(variable.name, "HOST"))
}

has_tls(variables, prefix) if {
	some variable in variables
	startswith(variable.name, prefix)
	some word in ["SSL", "TLS"]
	contains(substring(variable.name, count(prefix), -1), word)
	lower(variable.value) in {"true", "1", "yes", "on", "required"}
}

has_tls(variables, prefix) if {
	some variable in variables
	variable.name == concat("", [prefix, "URL"])
	startswith(variable.value, "rediss://")
}

findings contains finding("not-seen", one, {"setting": variable.name, "status": "unknown"}) if {
	some one in hops.containers
	some variable in hops.variables(one)
	variable.value == settings.hidden
	regex.match(`(DATABASE|DB|POSTGRES|POSTGRESQL|PG|REDIS|CACHE|CELERY|BROKER|AMQP|S3|MINIO|WEBHOOK)[A-Z0-9_]*_(URL|URI|DSN|ENDPOINT)$|^PGSSLMODE$`, variable.name)
}

finding(rule, one, named) := object.union(
	{
		"rule": rule, "on": one.item.id, "path": one.path,
		"container": one.found.name, "workload": values.string_at(one.item, ["subject", "name"]),
	},
	named,
)

# What nginx passes to the same machine, or to hosts that may be reached so, is no concern.
nginx_hops := [{"item": item, "i": i, "hop": hop, "hosts": hosts} |
	some item in evidence.of_kind("tls/nginx-server")
	some i, hop in values.list_at(item.content, ["hops"])
	hosts := [host | some host in values.list_at(hop, ["hosts"]); is_far(host)]
]

is_far(host) if {
	not hops.is_local(host)
	not startswith(host, "unix:")
	not host in allowed_hosts
}

findings contains nginx_finding("nginx-plaintext", one, {"host": concat(", ", array.slice(one.hosts, 0, 20))}) if {
	some one in nginx_hops
	one.hop.encrypted == false
	count(one.hosts) > 0
}

findings contains nginx_finding("nginx-not-verified", one, {"host": concat(", ", array.slice(one.hosts, 0, 20))}) if {
	some one in nginx_hops
	one.hop.encrypted == true
	not one.hop.verified == true
	count(one.hosts) > 0
}

findings contains nginx_finding("nginx-not-known", one, {"status": "unknown"}) if {
	some one in nginx_hops
	is_variable(one.hop)
}

is_variable(hop) if not is_boolean(object.get(hop, "encrypted", null))

is_variable(hop) if {
	count(values.list_at(hop, ["hosts"])) == 0
	not hop.verified == true
}

nginx_finding(rule, one, named) := object.union(
	{
		"rule": rule, "on": one.item.id, "path": ["hops", one.i],
		"server": values.string_at(one.item.content, ["name"]),
		"directive": one.hop.directive, "where": one.hop.where,
	},
	named,
)
