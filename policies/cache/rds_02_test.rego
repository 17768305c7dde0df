package seaworthy.cache.rds_02_test

import data.seaworthy.cache.rds_02
import data.seaworthy.lib.cache_inputs
import data.seaworthy.lib.record_inputs

parameters := {"max_cache_record_hours": 72, "max_lost_session_seconds": 60}

found(servers, more) := result if {
	result := rds_02.findings with input as cache_inputs.input_of(servers, object.union(parameters, more))
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

with_setting(name, value) := rules({"settings": object.union(cache_inputs.settings, {name: value})})

with_info(fields) := rules({"info": object.union(cache_inputs.info, fields)})

test_a_policy_that_may_evict_fires if {
	with_setting("maxmemory-policy", "volatile-lru") == {["may-evict", "fail"]}
	with_setting("maxmemory-policy", "allkeys-lfu") == {["may-evict", "fail"]}
}

test_eviction_is_no_concern_of_a_server_without_sessions if {
	servers := [
		cache_inputs.server(1, {}),
		cache_inputs.server(2, {"server": "pages", "sessions": false, "settings": object.union(cache_inputs.settings, {"maxmemory-policy": "allkeys-lru", "appendonly": "no", "save": ""})}),
	]
	found(servers, {}) == set()
}

test_no_session_store_is_unknown if rules({"sessions": false}) == {["no-session-store", "unknown"]}

test_nothing_kept_fires if {
	rules({"settings": object.union(cache_inputs.settings, {"appendonly": "no", "save": ""})}) == {["nothing-kept", "fail"]}
}

test_a_replica_makes_up_for_what_is_not_written if {
	rules({
		"settings": object.union(cache_inputs.settings, {"appendonly": "no", "save": ""}),
		"info": object.union(cache_inputs.info, {"onlineReplicas": 1}),
	}) == set()
}

test_snapshots_alone_lose_as_much_as_the_longest_between_two if {
	some finding in found([cache_inputs.server(1, {"settings": object.union(cache_inputs.settings, {"appendonly": "no"})})], {})
	[finding.rule, finding.seconds, finding.most] == ["loses-too-much", 3600, 60]
}

test_the_limit_itself_is_allowed if {
	rules({"settings": object.union(cache_inputs.settings, {"appendonly": "no", "save": "60 1"})}) == set()
	rules({"settings": object.union(cache_inputs.settings, {"appendonly": "no", "save": "61 1"})}) == {["loses-too-much", "fail"]}
}

test_a_write_that_failed_fires if with_info({"aof_last_write_status": "err"}) == {["last-write-failed", "fail"]}

test_a_replica_without_its_primary_fires if {
	with_info({"role": "slave", "master_link_status": "down"}) == {["replica-behind", "fail"]}
}

test_settings_that_are_not_told_are_unknown if {
	record_inputs.rules(found([cache_inputs.without(1, ["settings"])], {})) == {["not-told", "unknown"]}
	rules({"settings": object.remove(cache_inputs.settings, ["appendonly"])}) == {["setting-not-told", "unknown"]}
}
