package seaworthy.cache.rds_03_test

import data.seaworthy.cache.rds_03
import data.seaworthy.lib.cache_inputs
import data.seaworthy.lib.record_inputs

parameters := {
	"max_cache_record_hours": 72, "max_cache_memory_percent": 80, "max_fragmentation_ratio": 1.5,
	"min_fragmentation_mebibytes": 64, "min_cache_uptime_minutes": 60,
}

found(servers, more) := result if {
	result := rds_03.findings with input as cache_inputs.input_of(servers, object.union(parameters, more))
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

with_info(fields) := rules({"info": object.union(cache_inputs.info, fields)})

test_too_little_room_fires if {
	with_info({"used_memory": 800000001}) == {["too-full", "fail"]}
	with_info({"used_memory": 800000000}) == set()
}

test_a_peak_before_counts_too if with_info({"used_memory_peak": 900000000}) == {["too-full", "fail"]}

test_no_limit_fires if with_info({"maxmemory": 0}) == {["no-limit", "fail"]}

test_scattered_memory_fires if with_info({"mem_fragmentation_ratio": 1.51}) == {["fragmented", "fail"]}

test_scattered_memory_of_little_data_tells_nothing if {
	with_info({"used_memory": 1048576, "mem_fragmentation_ratio": 13.01}) == set()
}

test_evictions_and_rejections_fire if {
	with_info({"evicted_keys": 1}) == {["evicted", "fail"]}
	with_info({"rejected_connections": 1}) == {["rejected", "fail"]}
}

test_a_server_that_just_started_is_unknown if with_info({"uptime_in_seconds": 3599}) == {["just-started", "unknown"]}

test_a_server_that_loads_is_unknown if with_info({"loading": 1}) == {["loading", "unknown"]}

test_a_value_that_is_not_told_is_unknown if {
	rules({"info": object.remove(cache_inputs.info, ["evicted_keys"])}) == {["value-not-told", "unknown"]}
	record_inputs.rules(found([cache_inputs.without(1, ["info"])], {})) == {["not-told", "unknown"]}
}

test_a_server_not_asked_at_peak_is_unknown if rules({"atPeak": false}) == {["not-at-peak", "unknown"]}

test_every_file_of_the_newest_record_counts if {
	servers := [
		cache_inputs.server(1, {}),
		cache_inputs.server(2, {"info": object.union(cache_inputs.info, {"evicted_keys": 3})}),
		cache_inputs.server(3, {"at": cache_inputs.at - 9000, "info": object.union(cache_inputs.info, {"rejected_connections": 9})}),
	]
	record_inputs.rules(found(servers, {})) == {["evicted", "fail"]}
}
