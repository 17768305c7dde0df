package seaworthy.infrastructure.par_02_test

import data.seaworthy.infrastructure.par_02
import data.seaworthy.lib.record_inputs

fine := {"environment": "staging", "columns": [{"name": "p.email", "masked": true}], "rows": 80, "productionRows": 100}

parameters := {"staging_environments": ["staging"], "min_staging_rows_percent": 80, "max_masking_days": 30}

found(records, more) := result if {
	result := par_02.findings with input as record_inputs.input_of("record/masking-report", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_an_unmasked_column_fires if {
	rules({"columns": [{"name": "p.email", "masked": true}, {"name": "p.phone", "masked": false}]}) == {["not-masked", "fail"]}
}

test_too_few_rows_fire if {
	rules({"rows": 79}) == {["too-little", "fail"]}
}

test_an_old_report_fires if {
	rules({"at": record_inputs.now - (31 * record_inputs.day)}) == {["too-old", "fail"]}
}

test_a_report_about_another_environment_is_unknown if {
	rules({"environment": "sandbox"}) == {["not-staging", "unknown"]}
}
