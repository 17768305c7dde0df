package seaworthy.odoo.odo_01_test

import data.seaworthy.lib.odoo_modules_inputs as modules
import data.seaworthy.lib.record_inputs
import data.seaworthy.odoo.odo_01

rules(records) := record_inputs.rules(found(records))

found(records) := result if {
	result := odo_01.findings with input as modules.input_of(records, {})
}

with_wave(fields) := rules([modules.target([modules.module("wave", fields)], {})])

test_modules_of_the_series_are_silent if {
	with_wave({}) == set()
	with_wave({"version": "1.2"}) == set()
	with_wave({"version": "1.2.3"}) == set()
}

test_a_version_of_another_series_fires if {
	with_wave({"version": "17.0.1.0.0"}) == {["other-series", "fail"]}
	with_wave({"version": "18.1.1.0.0"}) == {["other-series", "fail"]}
}

test_a_series_of_the_service_fits_without_its_prefix if {
	rules([modules.target([modules.module("wave", {"version": "18.2.1.0"})], {"series": "saas~18.2", "modules": [modules.module("wave", {"version": "18.2.1.0"})]})]) == set()
}

test_no_version_is_that_of_odoo if {
	module := object.remove(modules.module("wave", {}), ["version"])
	rules([modules.target([module], {})]) == set()
}

test_what_is_no_version_fires if with_wave({"version": "18.0.x"}) == {["bad-version", "fail"]}

test_ours_must_be_installable_and_licensed if {
	with_wave({"installable": false}) == {["not-installable", "fail"]}
	module := object.remove(modules.module("wave", {}), ["license"])
	rules([modules.target([module], {})]) == {["no-licence", "fail"]}
}

test_modules_of_others_that_nobody_needs_are_silent if {
	other := object.remove(modules.module("other", {"installable": false}), ["license"])
	rules([modules.target([other], {})]) == set()
}

test_what_is_installed_must_be_installable if {
	other := modules.module("other", {"installable": false})
	rules([modules.target([other], {}), modules.before([modules.old("other", {})], {})]) == {["not-installable", "fail"]}
}

test_the_place_is_the_module if {
	findings := found([modules.target([modules.module("wave", {"version": "17.0.1.0.0"})], {})])
	some finding in findings
	finding.path == ["modules", 1, "version"]
	finding.on == 1
}

test_what_could_not_be_read_is_unknown if {
	rules([modules.target([], {"unknown": ["wave/__manifest__.py:1:1: it ends too early"]})]) == {["unread", "unknown"]}
}

test_other_modules_are_unknown if {
	rules([modules.target([], {"candidate": "sha256:bb"})]) == {["other-candidate", "unknown"]}
	rules([{"id": 1, "content": object.remove(modules.target([], {}).content, ["candidate"])}]) == {["other-candidate", "unknown"]}
	rules([modules.target([], {"at": record_inputs.now + record_inputs.day})]) == {["in-future", "unknown"]}
	rules([modules.before([], {})]) == {["target-not-told", "unknown"]}
}

test_the_newest_counts if {
	stale := object.union(modules.target([modules.module("wave", {"version": "x"})], {"at": record_inputs.now - (9 * record_inputs.day)}), {"id": 7})
	rules([stale, modules.target([], {})]) == set()
}
