package seaworthy.supply_chain.img_05_test

import data.seaworthy.supply_chain.img_05

defaults := {
	"max_critical": 0,
	"max_high": 1,
	"max_medium": -1,
	"max_low": -1,
	"max_fixable_critical": 0,
	"honoured_suppressions": ["not_affected", "fixed"],
}

vulnerability(id, severity) := {"id": id, "package": "openssl", "installed": "3.0", "severity": severity}

fixable(id, severity) := object.union(vulnerability(id, severity), {"fixed": "3.1"})

found(content, parameters) := result if {
	result := img_05.findings with input as {
		"parameters": object.union(defaults, parameters),
		"object": object.union({"image": {"name": "app:1"}, "vulnerabilities": []}, content),
	}
}

rules(content) := {f.rule | some f in found(content, {})}

test_an_unfixable_critical_is_over_the_limit if {
	found({"vulnerabilities": [vulnerability("CVE-1", "CRITICAL")]}, {}) == {{
		"rule": "over-limit", "path": [], "image": "app:1",
		"level": "critical", "count": 1, "limit": 0,
	}}
}

test_a_fixable_critical_is_named if {
	result := found({"vulnerabilities": [fixable("CVE-1", "CRITICAL")]}, {"max_critical": 5})
	result == {{
		"rule": "fixable-critical", "path": [], "image": "app:1",
		"vulnerability": "CVE-1", "package": "openssl", "installed": "3.0", "fixed": "3.1",
	}}
}

test_a_limit_is_tolerated_up_to_itself if {
	rules({"vulnerabilities": [fixable("CVE-1", "HIGH")]}) == set()
	rules({"vulnerabilities": [fixable("CVE-1", "HIGH"), fixable("CVE-2", "HIGH")]}) == {"over-limit"}
}

test_minus_one_sets_no_limit if {
	rules({"vulnerabilities": [vulnerability("CVE-1", "MEDIUM"), vulnerability("CVE-2", "LOW")]}) == set()
}

test_a_clean_report_is_silent if rules({"classes": []}) == set()

test_an_empty_fixed_version_is_no_fix if {
	content := {"vulnerabilities": [object.union(vulnerability("CVE-1", "CRITICAL"), {"fixed": ""})]}
	{f.rule | some f in found(content, {"max_critical": 1})} == set()
}

test_vex_not_affected_is_honoured if {
	rules({"suppressed": [{"id": "CVE-1", "package": "openssl", "status": "not_affected"}]}) == set()
}

test_another_suppression_is_unknown if {
	result := found({"suppressed": [{"id": "CVE-1", "package": "openssl", "status": "ignored"}]}, {})
	{[f.rule, f.status, f.suppression] | some f in result} == {["ignored-vulnerability", "unknown", "ignored"]}
}

test_a_suppression_without_status_is_unknown if {
	rules({"suppressed": [{"id": "CVE-1"}]}) == {"ignored-vulnerability"}
}

test_end_of_support_is_unknown if {
	result := found({"os": {"family": "debian", "name": "9", "endOfSupport": true}}, {})
	{[f.rule, f.status, f.os] | some f in result} == {["end-of-support", "unknown", "debian 9"]}
	rules({"os": {"family": "debian", "name": "12", "endOfSupport": false}}) == set()
}

test_a_scan_for_secrets_only_is_unknown if {
	rules({"classes": ["secret"]}) == {"no-vulnerability-scan"}
	rules({"classes": ["secret", "os-pkgs"]}) == set()
}

test_absent_vulnerabilities_are_unknown if {
	every broken in [null, "none", {}] {
		rules({"vulnerabilities": broken}) == {"unreadable"}
	}
}

test_absent_list_is_unknown if {
	result := img_05.findings with input as {"parameters": defaults, "object": {}}
	result == {{"rule": "unreadable", "path": [], "image": "", "status": "unknown"}}
}
