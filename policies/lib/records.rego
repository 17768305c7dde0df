# What people recorded, held against the release: a record about another candidate, environment or
# time does not count.
package seaworthy.lib.records

import data.seaworthy.lib.evidence

release := item.content if some item in evidence.of_kind("release/descriptor")

# Clocks of the machines that write records and of the one that judges may differ.
clock_skew_seconds := 300

# Records of a kind that are about this release, in their order.
ours(kind, scope) := [item |
	some item in evidence.of_kind(kind)
	count(strange(item.content, scope)) == 0
]

# Why a record does not count, by rules of its control.
strange(record, scope) := {rule |
	some rule in {"other-environment", "other-candidate", "in-future"}
	is_strange(rule, record, scope)
}

is_strange("other-environment", record, scope) if {
	scope == "environment"
	record.environment != release.environment
}

is_strange("other-candidate", record, "candidate") if record.candidate != object.get(release.candidate, "digest", "")

is_strange("in-future", record, _) if record.at > input.now + clock_skew_seconds

# The newest that counts; undefined where none does.
latest(kind, scope) := item if {
	counting := ours(kind, scope)
	newest := max([one.content.at | some one in counting])
	item := [one | some one in counting; one.content.at == newest][0]
}

# Findings that tell why there is no record that counts. Other records beside one that counts are
# no concern of anybody.
doubts(kind, scope) := {finding |
	count(ours(kind, scope)) == 0
	some item in evidence.of_kind(kind)
	some rule in strange(item.content, scope)
	finding := {"rule": rule, "status": "unknown", "on": item.id, "path": [field[rule]]}
}

field := {"other-environment": "environment", "other-candidate": "candidate", "in-future": "at"}

days_old(item) := floor((input.now - item.content.at) / 86400)
