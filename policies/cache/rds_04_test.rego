package seaworthy.cache.rds_04_test

import data.seaworthy.cache.rds_04
import data.seaworthy.lib.cache_inputs
import data.seaworthy.lib.record_inputs

parameters := {"max_cache_record_hours": 72, "cache_administrators": [], "dangerous_cache_commands": ["flushall", "keys"]}

found(servers, more) := result if {
	result := rds_04.findings with input as cache_inputs.input_of(servers, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([cache_inputs.server(1, fields)], {}))

test_a_good_server_is_silent if rules({}) == set()

test_no_server_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_server_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_answers_of_tomorrow_are_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_old_answers_are_unknown if {
	long_ago := record_inputs.now - (73 * 3600)
	rules({"at": long_ago, "info": object.union(cache_inputs.info, {"serverTime": long_ago})}) == {["too-old", "unknown"]}
}

test_a_file_of_another_time_is_unknown if {
	rules({"info": object.union(cache_inputs.info, {"serverTime": cache_inputs.at - 3700})}) == {["other-time", "unknown"]}
}

test_answers_that_no_record_names_count_for_nothing if found([cache_inputs.without(1, ["server", "environment", "at"])], {}) == set()

user(fields) := object.union({"name": "x", "on": true, "noPassword": false, "commands": []}, fields)

with_user(fields) := rules({"users": array.concat(cache_inputs.users, [user(fields)])})

with_setting(name, value) := rules({"settings": object.union(cache_inputs.settings, {name: value})})

test_a_user_without_password_fires if {
	with_user({"noPassword": true}) == {["no-password", "fail"]}
	with_user({"noPassword": true, "on": false}) == set()
}

test_dangerous_commands_fire_but_for_administrators if {
	with_user({"commands": ["get", "flushall"]}) == {["dangerous-commands", "fail"]}
	found([cache_inputs.server(1, {"users": [user({"commands": ["flushall"]})]})], {"cache_administrators": ["x"]}) == set()
}

test_the_finding_names_the_commands if {
	some finding in found([cache_inputs.server(1, {"users": [user({"commands": ["flushall", "info", "keys"]})]})], {})
	finding == {"rule": "dangerous-commands", "on": 1, "path": ["users", 0], "server": "redis", "user": "x", "commands": ["flushall", "keys"]}
}

test_a_port_without_tls_fires if with_setting("port", "6379") == {["plaintext", "fail"]}

test_replication_without_tls_fires_where_there_is_some if {
	with_setting("tls-replication", "no") == set()
	rules({
		"settings": object.union(cache_inputs.settings, {"tls-replication": "no"}),
		"info": object.union(cache_inputs.info, {"connected_slaves": 1}),
	}) == {["plaintext-replication", "fail"]}
}

test_debugging_fires_but_for_who_is_on_the_machine if {
	with_setting("enable-debug-command", "yes") == {["debug-enabled", "fail"]}
	with_setting("enable-debug-command", "local") == set()
}

test_what_is_not_told_is_unknown if {
	record_inputs.rules(found([cache_inputs.without(1, ["users"])], {})) == {["not-told", "unknown"]}
	rules({"settings": object.remove(cache_inputs.settings, ["port"])}) == {["setting-not-told", "unknown"]}
}
