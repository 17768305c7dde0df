package seaworthy.database.pgs_04_test

import data.seaworthy.database.pgs_04
import data.seaworthy.lib.record_inputs

good := {"ssl": "on", "autovacuum": "on", "fsync": "on", "full_page_writes": "on", "password_encryption": "scram-sha-256", "data_checksums": "on"}

settings(values) := [{"name": name, "value": value} | some name, value in values]

fine := {
	"at": record_inputs.now - 3600, "server": {"number": 150018}, "settings": settings(good), "owner": "odoo",
	"access": [
		{"line": 1, "type": "local", "users": ["all"], "method": "peer"},
		{"line": 2, "type": "hostssl", "users": ["all"], "address": "10.0.0.0/255.0.0.0", "method": "scram-sha-256"},
		{"line": 3, "type": "host", "users": ["all"], "address": "127.0.0.1/255.255.255.255", "method": "scram-sha-256"},
		{"line": 4, "type": "hostnossl", "users": ["all"], "address": "all", "method": "reject"},
	],
	"roles": [{"name": "odoo", "superuser": false, "createRole": false}, {"name": "postgres", "superuser": true}],
}

parameters := {"max_database_record_hours": 24, "application_roles": []}

# 2027-01-15, when 15 is supported.
found(records, more) := result if {
	result := pgs_04.findings with input as record_inputs.input_of("record/database-server", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

with_setting(name, value) := rules({"settings": settings(object.union(good, {name: value}))})

with_rule(rule) := rules({"access": array.concat(fine.access, [object.union({"line": 9, "users": ["all"], "type": "hostssl", "method": "scram-sha-256"}, rule)])})

test_a_safe_server_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_an_old_record_is_unknown if rules({"at": record_inputs.now - (25 * 3600)}) == {["too-old", "unknown"]}

test_each_unsafe_setting_fires if {
	every name in ["ssl", "autovacuum", "fsync", "full_page_writes"] {
		with_setting(name, "off") == {["bad-setting", "fail"]}
	}
	with_setting("password_encryption", "md5") == {["bad-setting", "fail"]}
	with_setting("data_checksums", "off") == {["no-checksums", "fail"]}
}

test_a_setting_that_is_not_told_is_unknown if {
	rules({"settings": settings(object.remove(good, ["ssl"]))}) == {["setting-not-told", "unknown"]}
	rules({"settings": settings(object.remove(good, ["data_checksums"]))}) == {["setting-not-told", "unknown"]}
}

test_the_finding_names_the_setting if {
	some finding in found([record_inputs.record(1, object.union(fine, {"settings": [{"name": "work_mem", "value": "4"}, {"name": "ssl", "value": "off"}]}))], {})
	finding == {"rule": "bad-setting", "on": 1, "path": ["settings", 1, "value"], "setting": "ssl", "value": "off", "good": "on"}
}

test_trust_fires_even_on_the_machine_itself if {
	with_rule({"type": "local", "method": "trust"}) == {["trusts", "fail"]}
}

test_weak_methods_fire if {
	every method in ["md5", "password", "ident"] {
		with_rule({"method": method}) == {["weak-method", "fail"]}
	}
}

test_access_without_tls_fires if {
	with_rule({"type": "host", "address": "10.0.0.0/255.0.0.0"}) == {["plaintext", "fail"]}
	with_rule({"type": "hostnossl"}) == {["plaintext", "fail"]}
	with_rule({"type": "host", "address": "::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}) == set()
}

test_a_rule_that_is_none_fires if with_rule({"error": "end-of-line before authentication method"}) == {["broken-rule", "fail"]}

test_access_rules_that_may_not_be_seen_are_unknown if {
	record_inputs.rules(found([record_inputs.record(1, object.remove(fine, ["access"]))], {})) == {["access-not-seen", "unknown"]}
}

test_an_owner_with_too_much_power_fires if {
	rules({"owner": "postgres"}) == {["application-is-superuser", "fail"]}
	rules({"roles": [{"name": "odoo", "superuser": false, "replication": true}]}) == {["application-has-power", "fail"]}
}

test_named_application_roles_count_too if {
	record_inputs.rules(found([record_inputs.record(1, fine)], {"application_roles": ["postgres"]})) == {["application-is-superuser", "fail"]}
	record_inputs.rules(found([record_inputs.record(1, fine)], {"application_roles": ["nobody"]})) == {["roles-not-seen", "unknown"]}
}

test_without_owner_nobody_knows_who_the_application_is if {
	record_inputs.rules(found([record_inputs.record(1, object.remove(fine, ["owner"]))], {})) == {["roles-not-seen", "unknown"]}
}

test_versions_out_of_support_fire if {
	rules({"server": {"number": 140020}}) == {["unsupported-version", "fail"]}
	rules({"server": {"number": 120001}}) == {["unsupported-version", "fail"]}
	rules({"server": {"number": 180001}}) == set()
	rules({"server": {"number": 190000}}) == {["unknown-version", "unknown"]}
}
