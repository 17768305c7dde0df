package seaworthy.compliance.cmp_02_test

import data.seaworthy.compliance.cmp_02
import data.seaworthy.lib.record_inputs

day := record_inputs.day

store(fields) := object.union({"name": "erp", "kind": "database", "regions": ["eu-central-1"], "encryption": "managed-keys", "personal": true, "keptFor": 30 * day, "mayKeep": 60 * day}, fields)

parameters := {"max_data_inventory_days": 90, "data_kinds": ["database"], "allowed_regions": ["eu-central-1"], "managed_keys_required": true}

found(records, more) := result if {
	result := cmp_02.findings with input as record_inputs.input_of("record/data-inventory", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union({"stores": [store({})]}, fields))], {}))

with_store(fields) := rules({"stores": [store(fields)]})

with_parameters(fields, more) := record_inputs.rules(found([record_inputs.record(1, {"stores": [store(fields)]})], more))

test_a_good_store_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_list_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_list_of_tomorrow_is_unknown if rules({"at": record_inputs.now + day}) == {["in-future", "unknown"]}

test_an_old_list_is_unknown if rules({"at": record_inputs.now - (91 * day)}) == {["too-old", "unknown"]}

test_a_kind_that_is_not_told_is_unknown if with_parameters({}, {"data_kinds": ["database", "logs"]}) == {["not-told", "unknown"]}

test_retention_between_the_limits_is_silent if {
	with_store({"mustKeep": 30 * day}) == set()
	with_store({"keptFor": 60 * day}) == set()
}

test_too_short_fires if with_store({"mustKeep": (30 * day) + 1}) == {["kept-too-short", "fail"]}

test_too_long_fires if with_store({"keptFor": (60 * day) + 1}) == {["kept-too-long", "fail"]}

test_for_ever_fires_where_there_is_a_limit if {
	rules({"stores": [object.remove(store({}), ["keptFor"])]}) == {["kept-for-ever", "fail"]}
	rules({"stores": [object.remove(store({"personal": false, "mustKeep": day}), ["keptFor", "mayKeep"])]}) == set()
}

test_personal_data_without_a_limit_is_unknown if {
	rules({"stores": [object.remove(store({}), ["mayKeep"])]}) == {["no-limit", "unknown"]}
	rules({"stores": [object.remove(store({"personal": false}), ["mayKeep"])]}) == set()
}

test_limits_that_contradict_are_unknown if {
	with_store({"keptFor": 60 * day, "mustKeep": 61 * day}) == {["contradiction", "unknown"], ["kept-too-short", "fail"]}
}
