package seaworthy.odoo.odo_03_test

import data.seaworthy.lib.odoo_modules_inputs as modules
import data.seaworthy.lib.record_inputs
import data.seaworthy.odoo.odo_03

rules(now, after) := of([modules.target(after, {}), modules.before(now, {})], {})

of(records, more) := record_inputs.rules(result) if {
	result := odo_03.findings with input as modules.input_of(records, more)
}

wave(fields) := [modules.module("wave", fields)]

old(fields) := [modules.old("wave", fields)]

kept := {"fields": ["stock.move wave_id Many2one"]}

test_unchanged_modules_are_silent if rules(old(kept), wave(kept)) == set()

test_new_fields_and_modules_need_no_script if {
	rules(old({}), wave(kept)) == set()
	rules([], wave(kept)) == set()
}

test_a_dropped_or_retyped_field_needs_a_script if {
	rules(old(kept), wave({})) == {["no-script", "fail"]}
	rules(old(kept), wave({"fields": ["stock.move wave_id Integer"]})) == {["no-script", "fail"]}
	rules(old(kept), wave({"version": "18.0.2.0.0", "migrations": ["18.0.2.0.0"]})) == set()
	rules(old(kept), wave({"version": "18.0.2.0.0", "migrations": ["2.0.0"]})) == set()
	rules(old(kept), wave({"version": "2.0", "migrations": ["18.0.2.0"]})) == set()
}

test_a_script_of_the_past_does_not_count if {
	rules(old(kept), wave({"migrations": ["17.0.1.0.0"]})) == {["no-script", "fail"]}
	rules(old(kept), wave({"migrations": ["16.0.3.0.0"]})) == {["no-script", "fail"]}
}

test_a_script_that_is_never_reached_fires if {
	rules(old({}), wave({"migrations": ["18.0.9.0.0"]})) == {["never-reached", "fail"]}
	rules(old(kept), wave({"migrations": ["18.0.9.0.0"]})) == {["never-reached", "fail"], ["no-script", "fail"]}
}

test_a_lowered_version_fires if {
	rules(old({"installedVersion": "18.0.1.0.1"}), wave({})) == {["lowered", "fail"]}
	rules(old({"installedVersion": "17.0.9.0.0"}), wave({})) == set()
}

test_modules_of_others_are_not_asked_for_scripts if {
	rules([modules.old("stock", kept)], [modules.module("stock", {})]) == set()
}

test_what_cannot_be_known_is_unknown if {
	rules(old({"installedVersion": "one"}), wave({})) == {["version-not-told", "unknown"]}
	rules(old({}), wave({"version": "one"})) == {["version-not-told", "unknown"]}
	rules([object.remove(modules.old("wave", {}), ["fields"])], wave({})) == {["fields-not-told", "unknown"]}
	of([modules.target([], {})], {}) == {["before-not-told", "unknown"]}
	of([modules.before([], {})], {}) == {["target-not-told", "unknown"]}
	of([modules.target([], {}), modules.before([], {"environment": "staging"})], {}) == {["other-environment", "unknown"]}
	of([modules.target([], {}), modules.before([], {"unknown": ["x"]})], {}) == {["unread", "unknown"]}
	of([modules.target([], {}), modules.before([], {})], {"custom_modules": []}) == {["modules-not-listed", "unknown"]}
}
