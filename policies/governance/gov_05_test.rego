package seaworthy.governance.gov_05_test

import data.seaworthy.governance.gov_05
import data.seaworthy.lib.record_inputs

now := record_inputs.now

component(fields) := object.union({"name": "redis", "version": "7.4.5", "newest": "7.4.6", "newestReleased": now - (10 * 86400)}, fields)

parameters := {"max_patch_report_days": 7, "max_patch_days": 30, "max_security_patch_days": 14, "patched_components": ["redis"]}

found(records) := result if {
	result := gov_05.findings with input as record_inputs.input_of("record/patch-report", records, parameters)
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union({"components": [component({})]}, fields))]))

with_component(fields) := rules({"components": [component(fields)]})

test_a_patch_that_is_still_new_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([]) == set()

test_a_report_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_report_of_tomorrow_is_unknown if rules({"at": now + 86400}) == {["in-future", "unknown"]}

test_an_old_report_is_unknown if rules({"at": now - (8 * 86400)}) == {["too-old", "unknown"]}

test_thirty_days_are_allowed_and_no_second_more if {
	with_component({"newestReleased": now - (30 * 86400)}) == set()
	with_component({"newestReleased": (now - (30 * 86400)) - 1}) == {["beyond-patch-age", "fail"]}
}

test_a_vulnerability_is_mended_sooner if {
	with_component({"mendsVulnerability": true, "newestReleased": now - (15 * 86400)}) == {["beyond-patch-age", "fail"]}
	with_component({"mendsVulnerability": true, "newestReleased": now - (14 * 86400)}) == set()
}

test_the_newest_version_may_be_of_any_age if with_component({"version": "7.4.6", "newestReleased": 0}) == set()

test_a_delay_holds_until_it_ends if {
	old := now - (60 * 86400)
	with_component({"newestReleased": old, "delay": {"by": "ops", "until": now + 1}}) == set()
	with_component({"newestReleased": old, "delay": {"by": "ops", "until": now}}) == {["delay-over", "fail"]}
}

test_without_the_day_of_the_release_it_is_unknown if {
	rules({"components": [object.remove(component({}), ["newestReleased"])]}) == {["released-not-told", "unknown"]}
}

test_a_release_of_tomorrow_is_unknown if with_component({"newestReleased": now + 3600}) == {["released-in-future", "unknown"]}

test_a_component_that_is_not_told_is_unknown if with_component({"name": "traefik"}) == {["not-told", "unknown"]}

test_names_are_the_same_in_any_case if with_component({"name": "Redis"}) == set()
