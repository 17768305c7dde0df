package seaworthy.database.pgs_05_test

import data.seaworthy.database.pgs_05
import data.seaworthy.lib.backup_inputs
import data.seaworthy.lib.record_inputs

at := backup_inputs.at

parameters := {"max_backup_record_hours": 24}

freeze(fields) := record_inputs.record(9, object.union({"frozen": at - 9000, "start": at + 1800}, fields))

fine := {"backups": [backup_inputs.backup("A", "full", 1, at - 7500)], "verified": {"at": at - 60, "passed": true}}

found(stanzas, freezes) := result if {
	result := pgs_05.findings with input as object.union(
		record_inputs.input_of("backup/stanza", stanzas, parameters),
		{"evidence": {"record/migration-freeze": freezes}},
	)
}

rules(fields) := record_inputs.rules(found([backup_inputs.stanza(1, object.union(object.remove(fine, object.keys(fields)), fields))], [freeze({})]))

with_freeze(fields) := record_inputs.rules(found([backup_inputs.stanza(1, fine)], [freeze(fields)]))

test_a_backup_between_is_silent if rules({}) == set()

test_nothing_is_silent_and_left_to_the_engine if found([], []) == set()

test_a_backup_before_the_freeze_is_not_enough if {
	rules({"backups": [backup_inputs.backup("A", "full", 1, at - 9100)]}) == {["no-backup", "fail"]}
}

test_a_backup_that_began_before_the_freeze_is_not_enough if {
	with_freeze({"frozen": at - 8100}) == set()
	with_freeze({"frozen": at - 8099}) == {["no-backup", "fail"]}
}

test_a_backup_that_ends_too_late_is_not_enough if with_freeze({"start": at - 7501}) == {["no-backup", "fail"]}

test_a_damaged_backup_is_not_enough if {
	rules({"backups": [object.union(backup_inputs.backup("A", "full", 1, at - 7500), {"error": true})]}) == {["no-backup", "fail"]}
}

test_a_backup_that_rests_on_a_damaged_one_is_not_enough if {
	base := object.union(backup_inputs.backup("A", "full", 1, at - 90000), {"error": true})
	rules({"backups": [base, object.union(backup_inputs.backup("B", "incr", 1, at - 7500), {"references": ["A"]})]}) == {["no-backup", "fail"]}
}

test_a_backup_that_rests_on_a_lost_one_is_not_enough if {
	rules({"backups": [object.union(backup_inputs.backup("B", "incr", 1, at - 7500), {"references": ["A"]})]}) == {["no-backup", "fail"]}
}

test_a_log_that_ends_before_fires if {
	rules({"archives": [{"id": "15-1", "repository": 1, "max": "000000010000000000000003"}]}) == {["archive-gap", "fail"]}
	rules({"archives": []}) == {["archive-gap", "fail"]}
}

test_a_verification_that_failed_fires if rules({"verified": {"at": at - 60, "passed": false}}) == {["verify-failed", "fail"]}

test_a_verification_of_before_is_unknown if {
	rules({"verified": {"at": at - 9000, "passed": true}}) == {["not-verified", "unknown"]}
	record_inputs.rules(found([{"id": 1, "content": object.remove(backup_inputs.stanza(1, fine).content, ["verified"])}], [freeze({})])) == {["not-verified", "unknown"]}
}

test_a_start_before_the_freeze_fires if with_freeze({"start": at - 9000}) == {["no-backup", "fail"], ["no-freeze", "fail"]}

test_a_freeze_for_another_candidate_is_unknown if with_freeze({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_the_freeze_of_a_rehearsal_is_unknown if with_freeze({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_list_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_stanza_that_nobody_listed_is_unknown if with_freeze({"stanza": "bi"}) == {["no-such-stanza", "unknown"]}
