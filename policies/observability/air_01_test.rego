package seaworthy.observability.air_01_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.observability.air_01

now := record_inputs.now

day := record_inputs.day

parameters := {"telemetry_streams": ["moves"], "max_telemetry_record_days": 180}

stream(fields) := object.union({"name": "moves", "kind": "events", "schema": "moves.avsc", "schemaVersion": "1", "owner": "data", "personal": true, "governedBy": "DPIA-1"}, fields)

fine := {"streams": [stream({})]}

without(field) := rules({"streams": [object.remove(stream({}), [field])]})

found(records, more) := result if {
	result := air_01.findings with input as record_inputs.input_of("record/telemetry-inventory", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": now + day}) == {["in-future", "unknown"]}

test_a_stream_needs_a_schema if without("schema") == {["no-schema", "fail"]}

test_a_schema_needs_a_version if without("schemaVersion") == {["no-version", "fail"]}

test_somebody_must_answer_for_a_stream if without("owner") == {["no-owner", "fail"]}

test_personal_data_needs_a_rule if without("governedBy") == {["personal-ungoverned", "fail"]}

test_other_data_needs_none if rules({"streams": [object.remove(stream({"personal": false}), ["governedBy"])]}) == set()

test_a_stream_that_is_not_told_is_unknown if rules({"streams": [stream({"name": "other"})]}) == {["not-told", "unknown"]}

test_an_old_inventory_is_unknown if {
	rules({"at": now - (180 * day)}) == set()
	rules({"at": now - (181 * day)}) == {["too-old", "unknown"]}
}
