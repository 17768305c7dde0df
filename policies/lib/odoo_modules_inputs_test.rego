# Inputs for the tests of controls that judge modules.
package seaworthy.lib.odoo_modules_inputs

import data.seaworthy.lib.record_inputs

module(name, fields) := object.union(
	{"name": name, "version": "18.0.1.0.0", "license": "LGPL-3", "installable": true, "depends": ["base"], "fields": [], "migrations": []},
	fields,
)

old(name, fields) := module(name, object.union({"version": "17.0.1.0.0", "installed": true, "installedVersion": "17.0.1.0.0"}, fields))

base := module("base", {"depends": []})

old_base := old("base", {"depends": []})

target(modules, fields) := record_inputs.record(1, object.union({"series": "18.0", "modules": array.concat([base], modules)}, fields))

before(modules, fields) := {"id": 2, "content": object.union(
	{
		"environment": "production", "at": record_inputs.now - record_inputs.day, "by": "ops",
		"runs": true, "series": "17.0", "modules": array.concat([old_base], modules),
	},
	fields,
)}

parameters := {
	"custom_modules": ["wave"], "provided_modules": [], "removed_modules": [], "provided_dependencies": [],
}

input_of(records, more) := record_inputs.input_of("record/odoo-modules", records, object.union(parameters, more))
