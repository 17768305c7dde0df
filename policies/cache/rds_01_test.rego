package seaworthy.cache.rds_01_test

import data.seaworthy.cache.rds_01
import data.seaworthy.lib.record_inputs

at := record_inputs.now - record_inputs.day

fine := {
	"cutOver": at - 3600, "sample": {"at": at, "keys": 20000, "all": false},
	"prefixes": [{"prefix": "18:session:", "release": "this", "keys": 1200}, {"prefix": "17:session:", "release": "before", "keys": 0}],
	"assets": [{"bundle": "web.assets_backend", "before": "a", "after": "b"}],
}

parameters := {"max_old_keys": 0, "min_sampled_keys": 10000}

found(records, more) := result if {
	result := rds_01.findings with input as record_inputs.input_of("record/cache-cut-over", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_clean_cut_over_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_another_candidate_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_any_environment_shows_it if rules({"environment": "staging"}) == set()

test_old_keys_fire if {
	rules({"prefixes": [{"prefix": "a", "release": "this", "keys": 1}, {"prefix": "b", "release": "before", "keys": 1}]}) == {["old-keys", "fail"]}
}

test_as_many_old_keys_as_may_be_left_are_silent if {
	records := [record_inputs.record(1, object.union(fine, {"prefixes": [{"prefix": "a", "release": "this", "keys": 1}, {"prefix": "b", "release": "before", "keys": 5}]}))]
	found(records, {"max_old_keys": 5}) == set()
}

test_keys_of_neither_release_are_silent if {
	rules({"prefixes": array.concat(fine.prefixes, [{"prefix": "lock:", "release": "any", "keys": 9}])}) == set()
}

test_assets_of_the_same_version_fire if rules({"assets": [{"bundle": "x", "before": "a", "after": "a"}]}) == {["same-assets", "fail"]}

test_a_sample_of_before_is_unknown if {
	rules({"sample": {"at": fine.cutOver, "keys": 20000, "all": false}}) == {["before-cut-over", "unknown"]}
}

test_a_small_sample_is_unknown_unless_there_are_no_more_keys if {
	rules({"sample": {"at": at, "keys": 9999, "all": false}}) == {["too-few-keys", "unknown"]}
	rules({"sample": {"at": at, "keys": 9999, "all": true}}) == set()
}

test_another_server_shows_by_its_lack_of_new_keys if {
	rules({"prefixes": [{"prefix": "lock:", "release": "any", "keys": 9}]}) == {["none-of-this", "unknown"]}
}

test_a_sample_of_tomorrow_is_unknown if {
	rules({"sample": {"at": record_inputs.now + 3600, "keys": 20000, "all": true}}) == {["in-future", "unknown"]}
}
