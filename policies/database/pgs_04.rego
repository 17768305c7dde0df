# METADATA
# title: The database server is configured safely
# description: Connections are encrypted and authenticated, data is checked and cleaned up, applications hold no power over the server, and its version is supported.
# custom:
#   id: PGS-04
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/database-server]
#   reads: []
#   parameters: [max_database_record_hours, application_roles]
#   mappings:
#     nist-800-53r5: [CM-6, AC-6, IA-2, SC-8, SI-2]
#   rules:
#     bad-setting:
#       message: "`{setting}` is `{value}`"
#       fix: set it to `{good}`
#     no-checksums:
#       message: "pages of data have no checksums, and damage goes unseen"
#       fix: stop the server and run `pg_checksums --enable`, on replicas first
#     setting-not-told:
#       message: "the record does not tell `{setting}`"
#       fix: take it again with `seaworthy record database`
#     trusts:
#       message: "line {line} of pg_hba.conf lets `{users}` in without a password (`trust`)"
#       fix: ask for `scram-sha-256` or a certificate
#     weak-method:
#       message: "line {line} of pg_hba.conf authenticates by `{method}`"
#       fix: ask for `scram-sha-256` or a certificate
#     plaintext:
#       message: "line {line} of pg_hba.conf lets clients from `{address}` in without TLS (`{type}`)"
#       fix: write `hostssl` in place of it
#     broken-rule:
#       message: "line {line} of pg_hba.conf is no rule"
#       fix: mend it, and look whether the server took the file (`pg_hba_file_rules`)
#     access-not-seen:
#       message: "the role that asked may not see the access rules"
#       fix: grant it execution of `pg_hba_file_rules`, and take the record again
#     application-is-superuser:
#       message: "applications log in by `{role}`, for which no right is checked"
#       fix: take it from them with `ALTER ROLE … NOSUPERUSER`
#     application-has-power:
#       message: "applications log in by `{role}`, which has `{power}`"
#       fix: take it from them with `ALTER ROLE`
#     roles-not-seen:
#       message: "the record does not tell of role `{role}`"
#       fix: take it again, by a role that sees all; mend `application_roles` if the name is wrong
#     unsupported-version:
#       message: "PostgreSQL {version} has been out of support since {since}"
#       fix: upgrade to a supported version
#     unknown-version:
#       message: "it is not known how long PostgreSQL {version} is supported"
#       fix: use a newer bundle
#     too-old:
#       message: "the record is {hours} hours old, more than {most}"
#       fix: take it again with `seaworthy record database`
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: take it in the environment that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.pgs_04

import data.seaworthy.lib.database_servers
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts(database_servers.kind, "environment")

findings contains finding if some finding in database_servers.too_old

item := database_servers.item

# What each setting must be.
good := {
	"ssl": "on",
	"autovacuum": "on",
	"fsync": "on",
	"full_page_writes": "on",
	"password_encryption": "scram-sha-256",
}

findings contains finding("bad-setting", database_servers.setting_path(name), {"setting": name, "value": value, "good": wanted}) if {
	some name, wanted in good
	value := database_servers.setting(name)
	value != wanted
}

findings contains finding("no-checksums", database_servers.setting_path("data_checksums"), {}) if {
	value := database_servers.setting("data_checksums")
	value != "on"
}

findings contains finding("setting-not-told", ["settings"], {"setting": name, "status": "unknown"}) if {
	item
	some name in ({"data_checksums"} | {name | some name, _ in good})
	not database_servers.setting(name)
}

rules := object.get(item.content, "access", [])

# The rule's own word comes after what kind of connections it is for.
findings contains finding("trusts", rule_path(i, "method"), {"line": rule.line, "users": object.get(rule, "users", [])}) if {
	some i, rule in rules
	rule.method == "trust"
}

findings contains finding("weak-method", rule_path(i, "method"), {"line": rule.line, "method": rule.method}) if {
	some i, rule in rules
	rule.method in {"md5", "password", "ident"}
}

findings contains finding("plaintext", rule_path(i, "type"), {"line": rule.line, "type": rule.type, "address": address}) if {
	some i, rule in rules
	rule.type in {"host", "hostnossl"}
	rule.method != "reject"
	address := object.get(rule, "address", "all")
	not is_loopback(address)
}

findings contains finding("broken-rule", rule_path(i, "error"), {"line": rule.line}) if {
	some i, rule in rules
	rule.error
}

findings contains finding("access-not-seen", [], {"status": "unknown"}) if {
	item
	not item.content.access
}

# The server writes an address with its mask: 127.0.0.1/255.255.255.255.
is_loopback(address) if startswith(address, "127.")

is_loopback(address) if startswith(address, "::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")

is_loopback(address) if address in {"::1/128", "localhost"}

applications := {role | some role in parameters.value("application_roles")} | {role | role := item.content.owner}

roles := object.get(item.content, "roles", [])

findings contains finding("application-is-superuser", ["roles", i, "superuser"], {"role": role.name}) if {
	some i, role in roles
	role.name in applications
	role.superuser == true
}

powers := {"createRole": "CREATEROLE", "replication": "REPLICATION", "bypassRowSecurity": "BYPASSRLS"}

findings contains finding("application-has-power", ["roles", i, key], {"role": role.name, "power": power}) if {
	some i, role in roles
	role.name in applications
	not role.superuser == true
	some key, power in powers
	role[key] == true
}

findings contains finding("roles-not-seen", [], {"role": name, "status": "unknown"}) if {
	item
	some name in applications
	count([1 | some role in roles; role.name == name]) == 0
}

findings contains finding("roles-not-seen", [], {"role": "that owns the database", "status": "unknown"}) if {
	item
	not item.content.owner
}

# https://www.postgresql.org/support/versioning/: the day of the final release.
supported_until := {
	"13": "2025-11-13",
	"14": "2026-11-12",
	"15": "2027-11-11",
	"16": "2028-11-09",
	"17": "2029-11-08",
	"18": "2030-11-14",
}

major := format_int(floor(item.content.server.number / 10000), 10)

findings contains finding("unsupported-version", ["server", "number"], {"version": major, "since": since}) if {
	since := supported_until[major]
	input.now > time.parse_rfc3339_ns(concat("", [since, "T00:00:00Z"])) / 1000000000
}

findings contains finding("unsupported-version", ["server", "number"], {"version": major, "since": "2025 or before"}) if {
	to_number(major) < 13
}

findings contains finding("unknown-version", ["server", "number"], {"version": major, "status": "unknown"}) if {
	to_number(major) > 18
}

rule_path(i, key) := ["access", i, key]

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
