package seaworthy.dedicated.ded_02_test

import data.seaworthy.dedicated.ded_02
import data.seaworthy.lib.record_inputs

parameters := {"proving_environments": ["acme-staging"], "proofs_of_environment": ["integrations", "failover", "recovery"]}

record_in(environment) := [record_inputs.record(1, {"environment": environment})]

everywhere := {"record/test-run": "production", "record/failover-drill": "production", "record/restore-drill": "production"}

found(environments, more) := result if {
	records := {kind: record_in(environment) | some kind, environment in environments}
	given := object.union({"release/descriptor": [record_inputs.release]}, records)
	result := ded_02.findings with input as {"now": record_inputs.now, "parameters": object.union(parameters, more), "evidence": given}
}

rules(environments) := {[one.proof, one.rule, object.get(one, "status", "fail")] | some one in found(environments, {})}

test_what_was_proven_here_is_silent if rules(everywhere) == set()

test_an_environment_that_stands_for_it_counts if {
	rules(object.union(everywhere, {"record/test-run": "acme-staging"})) == set()
}

test_what_was_proven_elsewhere_fires if {
	rules(object.union(everywhere, {"record/failover-drill": "shared"})) == {["failover", "proven-elsewhere", "fail"]}
}

test_what_was_proven_nowhere_is_unknown if {
	rules(object.remove(everywhere, ["record/restore-drill"])) == {["recovery", "not-proven", "unknown"]}
	count(rules({})) == 3
}

test_only_what_is_asked_for_counts if {
	found({"record/test-run": "production"}, {"proofs_of_environment": ["integrations"]}) == set()
}

test_a_proof_that_nobody_knows_is_unknown if {
	found({}, {"proofs_of_environment": ["failovr"]}) == {{"rule": "no-such-proof", "on": 0, "path": [], "status": "unknown", "proof": "failovr"}}
}

test_one_record_of_the_environment_is_enough if {
	given := {
		"release/descriptor": [record_inputs.release],
		"record/test-run": [record_inputs.record(1, {}), record_inputs.record(2, {"environment": "shared"})],
	}
	result := ded_02.findings with input as {
		"now": record_inputs.now, "evidence": given,
		"parameters": object.union(parameters, {"proofs_of_environment": ["integrations"]}),
	}
	result == set()
}
