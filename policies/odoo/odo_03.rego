# METADATA
# title: Every changed module has a migration path
# description: Modules of ours whose stored fields were dropped or retyped have a migration script on the way from the version that runs, no script waits for a version that is not reached, and no version is lowered.
# custom:
#   id: ODO-03
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [release/descriptor, record/odoo-modules]
#   reads: []
#   parameters: [custom_modules]
#   mappings:
#     nist-800-53r5: [CM-3, SI-2]
#   rules:
#     no-script:
#       message: "module `{module}` no longer stores `{field}` as before, and has no migration script above {from} up to {to}"
#       fix: write a migration script for a version in between that carries the data over, and raise the version to it
#     never-reached:
#       message: "module `{module}` has migration scripts for {script}, above its version {to}"
#       fix: raise the version of the module, or rename the folder of the scripts
#     lowered:
#       message: "module `{module}` goes from version {from} down to {to}"
#       fix: raise its version above the one that runs
#     version-not-told:
#       message: "a version of module `{module}` cannot be read, so that its way cannot be judged"
#       fix: write versions as `18.0.1.0.0`
#     fields-not-told:
#       message: "nothing tells which fields module `{module}` stores now"
#       fix: give `seaworthy record modules --installed` the folder of the module as it runs too
#     modules-not-listed:
#       message: "nothing says which modules are ours"
#       fix: list them in `custom_modules`
#     unread:
#       message: "not all modules could be read: {what}"
#       fix: mend the file, and record the modules again
#     target-not-told:
#       message: "no record tells of the modules of the candidate"
#       fix: write one with `seaworthy record modules --candidate`
#     other-candidate:
#       message: "the record is about another candidate, or names none"
#       fix: record the modules of this candidate, by the digest that `release.yaml` declares
#     before-not-told:
#       message: "no record tells of the modules that run now"
#       fix: write one with `seaworthy record modules --installed`, from the release before
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record the modules of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.odoo.odo_03

import data.seaworthy.lib.odoo_modules

findings contains finding if some finding in odoo_modules.target_doubts

findings contains finding if some finding in odoo_modules.before_doubts

findings contains {"rule": "modules-not-listed", "status": "unknown", "on": odoo_modules.target.id, "path": []} if {
	count(odoo_modules.custom) == 0
}

series := odoo_modules.target.content.series

# What runs in the database counts; without it the manifest of the release before.
from[name] := version if {
	some name, module in odoo_modules.installed
	version := object.get(module, "installedVersion", object.get(module, "version", "1.0"))
}

to[name] := object.get(module, "version", "1.0") if some name, module in odoo_modules.modules

from_numbers[name] := odoo_modules.version(version, odoo_modules.before.content.series) if some name, version in from

to_numbers[name] := odoo_modules.version(version, series) if some name, version in to

changed contains [name, field] if {
	some name in odoo_modules.custom
	odoo_modules.modules[name]
	some field in odoo_modules.installed[name].fields
	not field in object.get(odoo_modules.modules[name], "fields", [])
}

findings contains odoo_modules.finding("no-script", name, [], {"field": field, "from": from[name], "to": to[name]}) if {
	some [name, field] in changed
	count(steps(name)) == 0
}

steps(name) := {script |
	some script in object.get(odoo_modules.modules[name], "migrations", [])
	numbers := odoo_modules.version(script, series)
	numbers > from_numbers[name]
	numbers <= to_numbers[name]
}

findings contains odoo_modules.finding("never-reached", name, ["migrations", i], {"script": script, "to": to[name]}) if {
	some name in odoo_modules.custom
	some i, script in odoo_modules.modules[name].migrations
	odoo_modules.version(script, series) > to_numbers[name]
}

findings contains odoo_modules.finding("lowered", name, ["version"], {"from": from[name], "to": to[name]}) if {
	some name, _ in odoo_modules.modules
	to_numbers[name] < from_numbers[name]
}

findings contains odoo_modules.finding("version-not-told", name, ["version"], {"status": "unknown"}) if {
	some name in odoo_modules.custom
	odoo_modules.modules[name]
	unclear(name)
}

findings contains odoo_modules.finding("fields-not-told", name, [], {"status": "unknown"}) if {
	some name in odoo_modules.custom
	odoo_modules.modules[name]
	odoo_modules.installed[name]
	not odoo_modules.installed[name].fields
}

unclear(name) if not to_numbers[name]

unclear(name) if {
	odoo_modules.installed[name]
	not from_numbers[name]
}
