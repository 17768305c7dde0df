package seaworthy.performance.prf_04_test

import data.seaworthy.lib.load_inputs
import data.seaworthy.lib.record_inputs
import data.seaworthy.performance.prf_04

criteria := ["migration-duration", "response-time", "queue-depth", "replication-lag", "error-rate", "rollback-time"]

figure(criterion, value) := {"criterion": criterion, "value": value, "unit": "s", "most": 10, "source": "dashboard"}

report(fields) := record_inputs.record(1, object.union({"figures": [figure("queue-depth", 3), figure("replication-lag", 10)]}, fields))

all := {
	"release/descriptor": [record_inputs.release],
	"record/acceptance-report": [report({})],
	"record/migration-rehearsal": [record_inputs.record(2, {"took": 3600})],
	"record/rollback-plan": [record_inputs.record(3, {"phases": [{"name": "schema"}, {"name": "data", "rolledBackIn": 900}]})],
	"load/comparison": [load_inputs.comparison(4, {})],
}

found(evidence) := result if {
	result := prf_04.findings with input as {"now": record_inputs.now, "parameters": {"acceptance_criteria": criteria}, "evidence": evidence}
}

lacking(evidence) := {finding.criterion | some finding in found(evidence); finding.rule == "without-figure"}

without(kind) := object.remove(all, [kind])

test_all_measured_is_silent if found(all) == set()

test_nothing_measured_fires_for_each if {
	lacking({"release/descriptor": [record_inputs.release]}) == {criterion | some criterion in criteria}
}

test_each_source_gives_its_figures if {
	lacking(without("record/acceptance-report")) == {"queue-depth", "replication-lag"}
	lacking(without("record/migration-rehearsal")) == {"migration-duration"}
	lacking(without("record/rollback-plan")) == {"rollback-time"}
	lacking(without("load/comparison")) == {"response-time", "error-rate"}
}

test_a_report_gives_any_figure if {
	told := report({"figures": [figure(criterion, 1) | some criterion in criteria]})
	found({"release/descriptor": [record_inputs.release], "record/acceptance-report": [told]}) == set()
}

test_a_rollback_that_nobody_tried_is_no_figure if {
	plan := record_inputs.record(3, {"phases": [{"name": "schema"}]})
	lacking(object.union(all, {"record/rollback-plan": [plan]})) == {"rollback-time"}
}

test_a_rehearsal_of_another_candidate_is_no_figure if {
	other := record_inputs.record(2, {"took": 3600, "candidate": "sha256:bb"})
	lacking(object.union(all, {"record/migration-rehearsal": [other]})) == {"migration-duration"}
}

test_half_a_rehearsal_is_no_figure if {
	half := record_inputs.record(2, {"took": 3600, "measured": {"outcome": "interrupted"}})
	lacking(object.union(all, {"record/migration-rehearsal": [half]})) == {"migration-duration"}
}

test_a_measured_rehearsal_tells_how_far_replicas_fell_behind if {
	replication := {"seen": "replicas", "replicas": [{"name": "standby", "lagBytes": 4096}]}
	measured := record_inputs.record(2, {"took": 3600, "measured": {"outcome": "complete", "replication": replication}})
	evidence := object.union(without("record/acceptance-report"), {"record/migration-rehearsal": [measured]})
	lacking(evidence) == {"queue-depth"}
	alone := record_inputs.record(2, {"took": 3600, "measured": {"outcome": "complete", "replication": {"seen": "none"}}})
	lacking(object.union(evidence, {"record/migration-rehearsal": [alone]})) == {"queue-depth", "replication-lag"}
}

test_a_report_about_something_else_is_unknown_too if {
	rules := record_inputs.rules(found(object.union(all, {"record/acceptance-report": [report({"candidate": "sha256:bb"})]})))
	rules == {["without-figure", "fail"], ["other-candidate", "unknown"]}
	tomorrow := report({"at": record_inputs.now + record_inputs.day})
	["in-future", "unknown"] in record_inputs.rules(found(object.union(all, {"record/acceptance-report": [tomorrow]})))
}

test_a_figure_beyond_its_limit_fires if {
	evidence := object.union(all, {"record/acceptance-report": [report({"figures": [figure("queue-depth", 11), figure("replication-lag", 10)]})]})
	record_inputs.rules(found(evidence)) == {["beyond", "fail"]}
}
