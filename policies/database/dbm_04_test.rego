package seaworthy.database.dbm_04_test

import data.seaworthy.database.dbm_04
import data.seaworthy.lib.record_inputs

fine := {"checks": [{"name": "a", "kind": "rows", "before": "1", "after": "1"}, {"name": "a", "kind": "checksum", "before": "f", "after": "f"}, {"name": "c", "kind": "constraint", "before": "valid", "after": "valid"}, {"name": "t", "kind": "total", "before": "10.00", "after": "10.00"}]}

parameters := {"required_integrity_checks": ["rows", "checksum", "constraint", "total"]}

found(records, more) := result if {
	result := dbm_04.findings with input as record_inputs.input_of("record/integrity-report", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_difference_fires if {
	some finding in found([record_inputs.record(1, {"checks": array.concat(fine.checks, [{"name": "b", "kind": "rows", "before": "7", "after": "6"}])})], {})
	finding == {"rule": "differs", "on": 1, "path": ["checks", 4, "after"], "kind": "rows", "name": "b", "before": "7", "after": "6"}
}

test_a_constraint_that_stays_invalid_fires if {
	record := record_inputs.record(1, {"checks": array.concat(fine.checks, [{"name": "x", "kind": "constraint", "before": "not valid", "after": "not valid"}])})
	record_inputs.rules(found([record], {})) == {["invalid-constraint", "fail"]}
}

test_what_was_not_compared_is_unknown if {
	rules({"checks": array.slice(fine.checks, 0, 3)}) == {["not-compared", "unknown"]}
	found([record_inputs.record(1, {"checks": array.slice(fine.checks, 0, 1)})], {"required_integrity_checks": ["rows"]}) == set()
}
