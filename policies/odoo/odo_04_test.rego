package seaworthy.odoo.odo_04_test

import data.seaworthy.lib.odoo_modules_inputs as modules
import data.seaworthy.lib.record_inputs
import data.seaworthy.odoo.odo_04

rules(now, after, more) := of([modules.target(after, {}), modules.before(now, {})], more)

of(records, more) := record_inputs.rules(found(records, more))

found(records, more) := result if {
	result := odo_04.findings with input as modules.input_of(records, more)
}

wave(fields) := [modules.module("wave", fields)]

old(fields) := [modules.old("wave", fields)]

test_what_is_still_there_is_silent if rules(old({}), wave({}), {}) == set()

test_a_dropped_module_fires if {
	rules(old({}), [], {}) == {["dropped", "fail"]}
	rules(old({}), wave({"installable": false}), {}) == {["dropped-not-installable", "fail"]}
	findings := found([modules.target([], {}), modules.before(old({}), {})], {})
	some finding in findings
	finding.path == ["modules", 1]
	finding.on == 2
}

test_what_is_declared_or_not_installed_may_go if {
	rules(old({}), [], {"removed_modules": ["wave"]}) == set()
	rules(old({"installed": false}), [], {}) == set()
}

test_one_side_alone_is_unknown if {
	of([modules.target([], {})], {}) == {["before-not-told", "unknown"]}
	of([modules.before(old({}), {})], {}) == {["target-not-told", "unknown"]}
	of([modules.target([], {"candidate": "sha256:bb"}), modules.before(old({}), {})], {}) == {["other-candidate", "unknown"]}
}
