package seaworthy.iam.iam_06_test

import data.seaworthy.iam.iam_06
import data.seaworthy.lib.record_inputs

now := record_inputs.now

key(fields) := object.union({"name": "dhl", "owner": "edi", "usedBy": ["carrier"], "rotated": now - (10 * 86400)}, fields)

parameters := {"max_credential_days": 90, "max_credential_inventory_days": 30}

found(records) := result if {
	result := iam_06.findings with input as record_inputs.input_of("record/credential-inventory", records, parameters)
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union({"credentials": [key({})]}, fields))]))

with_key(fields) := rules({"credentials": [key(fields)]})

test_a_fresh_credential_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([]) == set()

test_a_list_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_list_of_tomorrow_is_unknown if rules({"at": now + 86400}) == {["in-future", "unknown"]}

test_an_old_list_is_unknown if rules({"at": now - (31 * 86400)}) == {["too-old", "unknown"]}

test_ninety_days_are_allowed_and_no_second_more if {
	with_key({"rotated": now - (90 * 86400)}) == set()
	with_key({"rotated": (now - (90 * 86400)) - 1}) == {["not-rotated", "fail"]}
}

test_a_credential_of_tomorrow_is_unknown if with_key({"rotated": now + 3600}) == {["rotated-in-future", "unknown"]}

test_a_shared_credential_fires if {
	with_key({"usedBy": ["a", "b"]}) == {["shared", "fail"]}
	with_key({"usedBy": ["a", "a"]}) == set()
}

test_a_credential_that_serves_nothing_fires if with_key({"usedBy": []}) == {["unused", "fail"]}

test_a_credential_without_owner_fires if {
	rules({"credentials": [object.remove(key({}), ["owner"])]}) == {["no-owner", "fail"]}
}

test_a_credential_listed_twice_is_unknown if rules({"credentials": [key({}), key({})]}) == {["listed-twice", "unknown"]}
