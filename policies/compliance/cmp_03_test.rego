package seaworthy.compliance.cmp_03_test

import data.seaworthy.compliance.cmp_03
import data.seaworthy.lib.record_inputs

day := record_inputs.day

store(fields) := object.union({"name": "erp", "kind": "database", "regions": ["eu-central-1"], "encryption": "managed-keys", "personal": true, "keptFor": 30 * day, "mayKeep": 60 * day}, fields)

parameters := {"max_data_inventory_days": 90, "data_kinds": ["database"], "allowed_regions": ["eu-central-1"], "managed_keys_required": true}

found(records, more) := result if {
	result := cmp_03.findings with input as record_inputs.input_of("record/data-inventory", records, object.union(parameters, more))
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

test_no_encryption_fires if with_store({"encryption": "none"}) == {["not-encrypted", "fail"]}

test_keys_of_the_provider_fire_where_own_ones_are_asked_for if {
	with_store({"encryption": "provider-keys"}) == {["unmanaged-keys", "fail"]}
	with_parameters({"encryption": "provider-keys"}, {"managed_keys_required": false}) == set()
}

test_without_encryption_other_keys_help_nothing if {
	with_parameters({"encryption": "none"}, {"managed_keys_required": false}) == {["not-encrypted", "fail"]}
}
