package @PACKAGE@_test

import data.@PACKAGE@ as control

found(manifest) := result if {
	result := control.findings with input as {
		"object": {"manifest": manifest},
		"parameters": {"@PARAMETER@": "owner"},
	}
}

missing := {{"rule": "no-owner", "path": ["metadata", "labels"], "label": "owner"}}

test_a_workload_without_the_label_fires if {
	found({"metadata": {"labels": {"app": "erp"}}}) == missing
}

test_a_workload_with_the_label_is_silent if {
	found({"metadata": {"labels": {"owner": "warehouse"}}}) == set()
}

test_absent_labels_fire if {
	found({}) == missing
	found({"metadata": {"labels": null}}) == missing
}

test_a_label_that_says_nothing_fires if {
	found({"metadata": {"labels": {"owner": " "}}}) == missing
}

test_the_default_stands_in if {
	result := control.findings with input as {"object": {"manifest": {}}}
		with data.parameters.@PARAMETER@.default as "team"
	{finding.label | some finding in result} == {"team"}
}
