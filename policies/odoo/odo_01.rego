# METADATA
# title: Every module's manifest fits the target series
# description: Modules have versions of the series that they are for, those that are needed can be installed, and ours say their licence.
# custom:
#   id: ODO-01
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [release/descriptor, record/odoo-modules]
#   reads: []
#   parameters: [custom_modules]
#   mappings:
#     nist-800-53r5: [CM-3, SA-10]
#   rules:
#     other-series:
#       message: "module `{module}` has version {version}, and the candidate is Odoo {series}"
#       fix: port the module, and give it a version of that series
#     bad-version:
#       message: "the version of module `{module}`, `{version}`, is none that Odoo takes"
#       fix: write it as `{series}.1.0.0`
#     not-installable:
#       message: "module `{module}` is needed, and its manifest says that it cannot be installed"
#       fix: port it and set `installable` to `True`, or declare it removed
#     no-licence:
#       message: "module `{module}` is ours and does not say its licence"
#       fix: set `license` in its manifest
#     unread:
#       message: "not all modules could be read: {what}"
#       fix: mend the file, and record the modules again
#     target-not-told:
#       message: "no record tells of the modules of the candidate"
#       fix: write one with `seaworthy record modules --candidate`
#     other-candidate:
#       message: "the record is about another candidate, or names none"
#       fix: record the modules of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.odoo.odo_01

import data.seaworthy.lib.odoo_modules

findings contains finding if some finding in odoo_modules.target_doubts

series := odoo_modules.target.content.series

findings contains odoo_modules.finding("other-series", name, ["version"], {"version": module.version, "series": series}) if {
	some name, module in odoo_modules.modules
	numbers := odoo_modules.version_of(module, series)
	array.slice(numbers, 0, 2) != odoo_modules.numbers(trim_prefix(series, "saas~"))
}

findings contains odoo_modules.finding("bad-version", name, ["version"], {"version": module.version, "series": series}) if {
	some name, module in odoo_modules.modules
	not regex.match(odoo_modules.form, object.get(module, "version", "1.0"))
}

findings contains odoo_modules.finding("not-installable", name, ["installable"], {}) if {
	some name, module in odoo_modules.modules
	name in needed
	module.installable == false
}

needed := odoo_modules.custom | {name | some name, _ in odoo_modules.installed}

findings contains odoo_modules.finding("no-licence", name, [], {}) if {
	some name, module in odoo_modules.modules
	name in odoo_modules.custom
	not module.license
}
