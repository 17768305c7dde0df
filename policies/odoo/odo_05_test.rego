package seaworthy.odoo.odo_05_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.lib.test_inputs
import data.seaworthy.odoo.odo_05

found(runs, modules) := result if {
	result := odo_05.findings with input as record_inputs.input_of("test/run", runs, {"custom_modules": modules})
}

of(module, name, outcome) := test_inputs.test(name, outcome, {"module": module})

both := [of("stock_wave", "split", "passed"), of("edi_orders", "orders", "passed")]

rules(cases, modules) := record_inputs.rules(found([test_inputs.run(1, cases, {})], modules))

with_run(fields) := record_inputs.rules(found([test_inputs.run(1, both, fields)], ["stock_wave"]))

test_tested_modules_are_silent if rules(both, ["stock_wave", "edi_orders"]) == set()

test_no_run_is_silent_and_left_to_the_engine if found([], ["stock_wave"]) == set()

test_a_failure_of_any_module_fires if {
	rules(array.concat(both, [of("stock", "core", "failed")]), ["stock_wave"]) == {["failed", "fail"]}
	rules(array.concat(both, [of("stock_wave", "merge", "error")]), ["stock_wave"]) == {["failed", "fail"]}
}

test_a_failure_outside_of_modules_is_silent if {
	rules(array.concat(both, [test_inputs.test("dhl", "failed", {})]), ["stock_wave"]) == set()
}

test_a_failure_that_names_no_test_fires if {
	unnamed := test_inputs.test("(not named)", "error", {})
	record_inputs.rules(found([test_inputs.run(1, array.concat(both, [unnamed]), {"form": "log of Odoo"})], ["stock_wave"])) == {["failed-unnamed", "fail"]}
}

test_a_module_without_a_passed_test_fires if {
	rules(both, ["stock_wave", "carrier_labels"]) == {["not-tested", "fail"]}
	rules([of("stock_wave", "split", "skipped")], ["stock_wave"]) == {["not-tested", "fail"]}
	rules([], ["stock_wave"]) == {["not-tested", "fail"]}
}

test_no_listed_module_is_unknown if rules(both, []) == {["modules-not-listed", "unknown"]}

test_a_run_about_something_else_is_unknown if {
	record_inputs.rules(found([test_inputs.run(1, both, {"candidate": "sha256:bb"})], ["stock_wave"])) == {["other-candidate", "unknown"]}
}

test_a_run_that_broke_off_is_unknown if with_run({"complete": false}) == {["incomplete", "unknown"]}
