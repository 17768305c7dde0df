# METADATA
# title: Integrations, failover and recovery were proven in the environment itself
# description: Tests and drills of this release tell of its own environment; how they went, other controls ask.
# custom:
#   id: DED-02
#   severity: medium
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor]
#   reads: [record/failover-drill, record/restore-drill, record/test-run]
#   parameters: [proving_environments, proofs_of_environment]
#   mappings:
#     nist-800-53r5: [CM-3(2), CP-4]
#   rules:
#     proven-elsewhere:
#       message: "{proof} was proven in `{environment}` only, which is another environment"
#       fix: prove it in the release's own environment, or name that one in the parameter `proving_environments`
#     not-proven:
#       message: "no record tells that {proof} was proven anywhere"
#       fix: "add a record of kind `{kind}`"
#     no-such-proof:
#       message: "the parameter `proofs_of_environment` asks for `{proof}`, which nobody knows"
#       fix: "use `integrations`, `failover` and `recovery` only"
package seaworthy.dedicated.ded_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.own_environment
import data.seaworthy.lib.parameters

proofs := {
	"integrations": {"kind": "TestRun", "evidence": "record/test-run"},
	"failover": {"kind": "FailoverDrill", "evidence": "record/failover-drill"},
	"recovery": {"kind": "RestoreDrill", "evidence": "record/restore-drill"},
}

kept(proof) := evidence.of_kind(proofs[proof].evidence)

asked contains proof if some proof in parameters.value("proofs_of_environment")

proven contains proof if {
	some proof in asked
	some item in kept(proof)
	own_environment.holds(item.content)
}

findings contains {"rule": "proven-elsewhere", "on": item.id, "path": ["environment"], "proof": proof, "environment": item.content.environment} if {
	some proof in asked
	not proof in proven
	some item in kept(proof)
}

findings contains {"rule": "not-proven", "on": release.id, "path": [], "status": "unknown", "proof": proof, "kind": proofs[proof].kind} if {
	some release in evidence.of_kind("release/descriptor")
	some proof in asked
	count(kept(proof)) == 0
}

# A name that nobody knows must not pass for one that was proven.
findings contains {"rule": "no-such-proof", "on": release.id, "path": [], "status": "unknown", "proof": proof} if {
	some release in evidence.of_kind("release/descriptor")
	some proof in asked
	not proofs[proof]
}
