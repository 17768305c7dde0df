package seaworthy.database.dbm_01_test

import data.seaworthy.database.dbm_01
import data.seaworthy.lib.record_inputs

fine := {"window": 14400, "took": 6600, "databaseSize": 380, "productionSize": 400}

parameters := {"migration_margin_percent": 30, "min_rehearsal_volume_percent": 80, "max_rehearsal_days": 14}

found(records, more) := result if {
	result := dbm_01.findings with input as record_inputs.input_of("record/migration-rehearsal", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_migration_that_may_outlast_its_window_fires if {
	rules({"took": 11076}) == set()
	rules({"took": 11077}) == {["too-long", "fail"]}
}

test_the_finding_tells_how_long if {
	some finding in found([record_inputs.record(1, object.union(fine, {"took": 12000}))], {})
	finding == {"rule": "too-long", "on": 1, "path": ["took"], "minutes": 200, "likely": 260, "window": 240}
}

test_a_small_copy_fires if {
	rules({"databaseSize": 320}) == set()
	rules({"databaseSize": 319}) == {["too-small", "fail"]}
	rules({"productionSize": 0}) == {["too-small", "fail"]}
}

test_an_old_rehearsal_fires if {
	rules({"at": record_inputs.now - (14 * record_inputs.day)}) == set()
	rules({"at": record_inputs.now - (15 * record_inputs.day)}) == {["too-old", "fail"]}
}

test_the_newest_rehearsal_counts if {
	bad := record_inputs.record(1, object.union(fine, {"took": 99999, "at": 5}))
	found([bad, record_inputs.record(2, fine)], {}) == set()
}

test_a_rehearsal_that_a_tool_measured_to_its_end_is_silent if {
	rules({"measured": {"outcome": "complete", "exitStatus": 0}}) == set()
}

test_a_migration_that_failed_fires if {
	rules({"measured": {"outcome": "failed", "exitStatus": 3}}) == {["failed", "fail"]}
	rules({"measured": {"outcome": "failed"}}) == {["failed", "fail"]}
}

test_half_a_rehearsal_is_unknown if {
	rules({"measured": {"outcome": "interrupted"}}) == {["not-complete", "unknown"]}
	rules({"measured": {"outcome": "database-lost", "exitStatus": 0}}) == {["not-complete", "unknown"]}
}

test_half_a_rehearsal_that_took_too_long_already_fires if {
	rules({"took": 20000, "measured": {"outcome": "interrupted"}}) == {["too-long", "fail"], ["not-complete", "unknown"]}
}
