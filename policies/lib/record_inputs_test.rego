# Inputs for the tests of controls that judge records.
package seaworthy.lib.record_inputs

now := 1800000000

day := 86400

candidate := "sha256:aa"

release := {"id": 0, "content": {
	"candidate": {"name": "erp", "version": "2", "digest": candidate},
	"environment": "production", "architecture": "dedicated",
}}

# A record of yesterday about the release.
record(id, fields) := {"id": id, "content": object.union(
	{"environment": "production", "candidate": candidate, "at": now - day, "by": "ops"},
	fields,
)}

input_of(kind, records, parameters) := {
	"now": now, "parameters": parameters,
	"evidence": {"release/descriptor": [release], kind: records},
}

rules(findings) := {[finding.rule, object.get(finding, "status", "fail")] | some finding in findings}
