package seaworthy.governance.gov_02_test

import data.seaworthy.governance.gov_02
import data.seaworthy.lib.record_inputs

fine := {"validUntil": 1900000000, "windows": [{"from": 1799999000, "to": 1800001000}], "freezes": [], "peaks": []}

parameters := {}

found(records, more) := result if {
	result := gov_02.findings with input as record_inputs.input_of("record/release-calendar", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_freeze_fires if {
	rules({"freezes": [{"name": "year end", "from": 1800000000, "to": 1800000001}]}) == {["frozen", "fail"]}
	rules({"freezes": [{"name": "year end", "from": 1799990000, "to": 1800000000}]}) == set()
}

test_a_peak_fires if {
	rules({"peaks": [{"name": "sale", "from": 1799990000, "to": 1800000001}]}) == {["at-peak", "fail"]}
}

test_outside_every_window_fires if {
	rules({"windows": [{"from": 1800000001, "to": 1800001000}]}) == {["outside-window", "fail"]}
	rules({"windows": [{"from": 1799990000, "to": 1800000000}]}) == {["outside-window", "fail"]}
}

test_an_old_calendar_is_unknown if {
	rules({"validUntil": 1800000000}) == {["calendar-ended", "unknown"]}
}

test_a_span_turned_round_is_unknown if {
	rules({"freezes": [{"name": "f", "from": 20, "to": 10}]}) == {["turned-round", "unknown"]}
}
