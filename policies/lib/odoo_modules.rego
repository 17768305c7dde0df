# Modules of the candidate beside those that run before it, as records of kind OdooModules tell.
package seaworthy.lib.odoo_modules

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

kind := "record/odoo-modules"

# The newest about this candidate; undefined where there is none.
target := newest([item |
	some item in evidence.of_kind(kind)
	not runs(item)
	item.content.candidate == records.release.candidate.digest
	count(records.strange(item.content, "candidate")) == 0
])

# The newest about what runs in the release's environment; undefined where there is none.
before := newest([item |
	some item in records.ours(kind, "environment")
	runs(item)
])

newest(items) := [item | some item in items; item.content.at == max([one.content.at | some one in items])][0]

runs(item) if item.content.runs == true

# Why there is nothing about the candidate, though there are records.
target_doubts contains finding if {
	not target
	some item in evidence.of_kind(kind)
	not runs(item)
	some rule in (records.strange(item.content, "candidate") | unnamed(item))
	finding := {"rule": rule, "status": "unknown", "on": item.id, "path": []}
}

target_doubts contains {"rule": "target-not-told", "status": "unknown", "on": item.id, "path": []} if {
	every one in evidence.of_kind(kind) {
		runs(one)
	}
	some item in evidence.of_kind(kind)
}

# What the record names as unread may be what is asked for.
target_doubts contains {"rule": "unread", "status": "unknown", "on": target.id, "path": ["unknown", i], "what": what} if {
	some i, what in target.content.unknown
}

unnamed(item) := {"other-candidate"} if not item.content.candidate

unnamed(item) := set() if item.content.candidate

# Why there is nothing about what runs, where that is asked for.
before_doubts contains finding if {
	not before
	some item in evidence.of_kind(kind)
	runs(item)
	some rule in records.strange(item.content, "environment")
	finding := {"rule": rule, "status": "unknown", "on": item.id, "path": []}
}

before_doubts contains {"rule": "before-not-told", "status": "unknown", "on": item.id, "path": []} if {
	every one in evidence.of_kind(kind) {
		not runs(one)
	}
	some item in evidence.of_kind(kind)
}

before_doubts contains {"rule": "unread", "status": "unknown", "on": before.id, "path": ["unknown", i], "what": what} if {
	some i, what in before.content.unknown
}

modules[name] := module if {
	some module in target.content.modules
	name := module.name
}

positions[name] := i if {
	some i, module in target.content.modules
	name := module.name
}

custom contains name if some name in parameters.value("custom_modules")

# Those that the database had installed.
installed[name] := module if {
	some module in before.content.modules
	module.installed == true
	name := module.name
}

# Those that will run: ours, what is installed, and what these need; all where neither is told.
wanted := needed if {
	roots := custom | {name | some name, _ in installed}
	count(roots) > 0
	needed := graph.reachable(dependencies, roots)
}

wanted := {name | some name, module in modules; not module.installable == false} if {
	count(custom) == 0
	count(installed) == 0
}

dependencies[name] := needs if {
	some name, module in modules
	needs := object.get(module, "depends", [])
}

# A version as numbers, with the series before it where the manifest leaves that out, as Odoo does;
# undefined where it is no version.
version(text, _) := numbers(text) if {
	regex.match(form, text)
	count(split(text, ".")) > 3
}

version(text, series) := array.concat(numbers(trim_prefix(series, "saas~")), numbers(text)) if {
	regex.match(form, text)
	count(split(text, ".")) <= 3
}

numbers(text) := [to_number(part) | some part in split(text, ".")]

form := `^[0-9]{1,9}(\.[0-9]{1,9}){0,6}$`

# Of a manifest that gives none Odoo takes this one.
version_of(module, series) := version(object.get(module, "version", "1.0"), series)

at(name, path) := array.concat(["modules", positions[name]], path)

finding(rule, name, path, values) := object.union(
	{"rule": rule, "on": target.id, "path": at(name, path), "module": name},
	values,
)
