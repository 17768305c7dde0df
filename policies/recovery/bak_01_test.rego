package seaworthy.recovery.bak_01_test

import data.seaworthy.lib.backup_inputs
import data.seaworthy.lib.record_inputs
import data.seaworthy.recovery.bak_01

parameters := {"max_backup_record_hours": 24, "max_full_backup_days": 7, "max_archive_minutes": 15, "encrypted_backup_repositories": []}

found(stanzas, more) := result if {
	result := bak_01.findings with input as record_inputs.input_of("backup/stanza", stanzas, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([backup_inputs.stanza(1, fields)], {}))

at := backup_inputs.at

test_good_backups_are_silent if rules({}) == set()

test_no_list_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_list_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_list_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_an_old_list_is_unknown if {
	long_ago := record_inputs.now - (25 * 3600)
	rules({"at": long_ago, "archiving": {"lastArchived": long_ago, "failedCount": 0}}) == {["too-old", "unknown"]}
}

test_a_list_that_no_record_names_counts_for_nothing if found([backup_inputs.without(1, ["environment", "at"])], {}) == set()

test_no_full_backup_fires if {
	rules({"backups": []}) == {["no-full", "fail"]}
	rules({"backups": [backup_inputs.backup("A", "incr", 2, at - 100)]}) == {["no-full", "fail"]}
}

test_an_old_full_backup_fires if {
	week := record_inputs.now - (7 * 86400)
	rules({"backups": [backup_inputs.backup("A", "full", 2, week)]}) == set()
	rules({"backups": [backup_inputs.backup("A", "full", 2, week - 1)]}) == {["full-too-old", "fail"]}
}

test_a_damaged_backup_is_none if {
	broken := object.union(backup_inputs.backup("A", "full", 2, at - 100), {"error": true})
	rules({"backups": [broken]}) == {["damaged", "fail"], ["no-full", "fail"]}
}

test_a_repository_that_is_not_well_fires if {
	rules({"repositories": [{"key": 1, "cipher": "aes-256-cbc", "status": {"code": 99, "message": "other"}}]}) == {["repository-not-ok", "fail"]}
}

test_a_repository_without_cipher_fires_unless_its_storage_is_encrypted if {
	plain := {"repositories": [{"key": 3, "cipher": "none", "status": backup_inputs.ok}]}
	rules(plain) == {["not-encrypted", "fail"]}
	found([backup_inputs.stanza(1, plain)], {"encrypted_backup_repositories": ["3"]}) == set()
}

test_repositories_that_are_not_told_are_unknown if rules({"repositories": []}) == {["status-not-told", "unknown"]}

test_backups_at_one_place_alone_fire if {
	rules({"offSite": []}) == {["not-off-site", "fail"]}
	rules({"offSite": [3]}) == {["not-off-site", "fail"]}
}

test_an_old_backup_elsewhere_is_not_enough if {
	rules({"backups": [backup_inputs.backup("A", "full", 1, at - 100), backup_inputs.backup("B", "full", 2, at - (8 * 86400))]}) == {["not-off-site", "fail"]}
}

test_a_repository_without_log_fires if {
	rules({"archives": [{"id": "15-1", "repository": 1, "max": "000000010000000000000008"}, {"id": "15-1", "repository": 2}]}) == {["nothing-archived", "fail"]}
}

test_a_log_that_ends_before_the_backup_fires if {
	rules({"archives": [{"id": "15-1", "repository": r, "max": "000000010000000000000003"} | some r in [1, 2]]}) == {["archive-gap", "fail"]}
	rules({"archives": [{"id": "15-1", "repository": r, "max": "000000010000000000000004"} | some r in [1, 2]]}) == set()
}

test_archiving_that_stands_still_fires if {
	rules({"archiving": {"lastArchived": at - 900, "failedCount": 0}}) == set()
	rules({"archiving": {"lastArchived": at - 960, "failedCount": 0}}) == {["archive-late", "fail"]}
	rules({"archiving": {"lastArchived": at - 60, "lastFailed": at - 30, "failedCount": 2}}) == {["archive-failing", "fail"]}
}

test_archiving_that_is_not_told_is_unknown if {
	record_inputs.rules(found([backup_inputs.without(1, ["archiving"])], {})) == {["archiving-not-told", "unknown"]}
}

test_a_backup_of_tomorrow_counts_for_nothing if {
	rules({"backups": [backup_inputs.backup("A", "full", 2, record_inputs.now + 3600)]}) == {["backup-in-future", "unknown"], ["no-full", "fail"]}
}

test_each_stanza_is_judged if {
	stanzas := [backup_inputs.stanza(1, {}), backup_inputs.stanza(2, {"stanza": "bi", "backups": []})]
	[finding.stanza | some finding in found(stanzas, {})] == ["bi"]
}
