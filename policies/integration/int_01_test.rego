package seaworthy.integration.int_01_test

import data.seaworthy.integration.int_01
import data.seaworthy.lib.record_inputs
import data.seaworthy.lib.test_inputs

found(runs, partners) := result if {
	result := int_01.findings with input as record_inputs.input_of("test/run", runs, {"integration_partners": partners})
}

about(partner, name, outcome) := test_inputs.test(name, outcome, {"about": [partner]})

both := [about("dhl", "label", "passed"), about("edi", "orders", "passed")]

rules(cases, partners) := record_inputs.rules(found([test_inputs.run(1, cases, {})], partners))

with_run(fields) := record_inputs.rules(found([test_inputs.run(1, both, fields)], ["dhl"]))

test_tested_partners_are_silent if {
	rules(both, ["dhl", "edi"]) == set()
	rules(both, []) == set()
}

test_no_run_is_silent_and_left_to_the_engine if found([], ["dhl"]) == set()

test_a_failure_fires if {
	rules(array.concat(both, [about("dhl", "rate", "failed")]), []) == {["failed", "fail"]}
	rules(array.concat(both, [about("dhl", "rate", "error")]), ["dhl", "edi"]) == {["failed", "fail"]}
}

test_a_failure_of_what_is_not_listed_is_silent if {
	rules(array.concat(both, [about("ups", "rate", "failed")]), ["dhl", "edi"]) == set()
	rules(array.concat(both, [test_inputs.test("unit", "failed", {})]), ["dhl", "edi"]) == set()
}

test_a_skipped_test_fires if {
	rules(array.concat(both, [about("dhl", "rate", "skipped")]), []) == {["skipped", "fail"]}
}

test_a_partner_that_was_not_tested_fires if {
	rules(both, ["dhl", "edi", "ups"]) == {["not-tested", "fail"]}
	rules([about("dhl", "rate", "skipped")], ["dhl"]) == {["skipped", "fail"], ["not-tested", "fail"]}
	rules([], ["dhl"]) == {["not-tested", "fail"]}
}

test_partners_may_be_tested_in_several_runs if {
	found([test_inputs.run(1, [both[0]], {}), test_inputs.run(2, [both[1]], {})], ["dhl", "edi"]) == set()
}

test_no_partner_at_all_is_unknown if {
	rules([test_inputs.test("unit", "passed", {})], []) == {["nothing-covered", "unknown"]}
}

test_a_run_about_something_else_is_unknown if {
	with_run({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}
	with_run({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}
}

test_a_run_that_no_record_names_does_not_count if {
	bare := {"id": 1, "source": {"file": "t.xml"}, "content": {"form": "JUnit XML", "complete": true, "cases": both}}
	found([bare], ["dhl"]) == set()
}

test_a_run_that_broke_off_is_unknown if with_run({"complete": false}) == {["incomplete", "unknown"]}
