# METADATA
# title: No module with data is dropped silently
# description: Every module that the database has installed is in the candidate and can be installed there, or is declared removed.
# custom:
#   id: ODO-04
#   severity: critical
#   stage: build
#   scope: snapshot
#   needs: [release/descriptor, record/odoo-modules]
#   reads: []
#   parameters: [removed_modules]
#   mappings:
#     nist-800-53r5: [CM-3, SI-12]
#   rules:
#     dropped:
#       message: "module `{module}` is installed, and the candidate does not have it"
#       fix: port it, or uninstall it before the upgrade and declare it in `removed_modules`
#     dropped-not-installable:
#       message: "module `{module}` is installed, and in the candidate it cannot be"
#       fix: port it, or uninstall it before the upgrade and declare it in `removed_modules`
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
package seaworthy.odoo.odo_04

import data.seaworthy.lib.odoo_modules
import data.seaworthy.lib.parameters

findings contains finding if some finding in odoo_modules.target_doubts

findings contains finding if some finding in odoo_modules.before_doubts

findings contains {"rule": "dropped", "on": odoo_modules.before.id, "path": ["modules", i], "module": module.name} if {
	some [i, module] in undeclared
	not odoo_modules.modules[module.name]
	odoo_modules.target
}

findings contains {"rule": "dropped-not-installable", "on": odoo_modules.before.id, "path": ["modules", i], "module": module.name} if {
	some [i, module] in undeclared
	odoo_modules.modules[module.name].installable == false
}

undeclared contains [i, module] if {
	some i, module in odoo_modules.before.content.modules
	module.installed == true
	not module.name in parameters.value("removed_modules")
}
