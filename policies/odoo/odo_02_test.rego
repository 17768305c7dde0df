package seaworthy.odoo.odo_02_test

import data.seaworthy.lib.odoo_modules_inputs as modules
import data.seaworthy.lib.record_inputs
import data.seaworthy.odoo.odo_02

rules(list, more) := record_inputs.rules(found([modules.target(list, {})], more))

found(records, more) := result if {
	result := odo_02.findings with input as modules.input_of(records, more)
}

sbom(names) := {"id": 9, "content": {"components": [{"name": name} | some name in names]}}

with_sbom(list, names) := record_inputs.rules(result) if {
	given := modules.input_of([modules.target(list, {})], {})
	result := odo_02.findings with input as object.union(given, {"evidence": object.union(given.evidence, {"image/sbom": [sbom(names)]})})
}

wave(fields) := modules.module("wave", fields)

test_a_complete_closure_is_silent if rules([wave({})], {}) == set()

test_a_missing_module_fires if {
	rules([wave({"depends": ["base", "stock"]})], {}) == {["missing-module", "fail"]}
	rules([wave({"depends": ["base", "stock"]})], {"provided_modules": ["stock"]}) == set()
}

test_what_a_dependency_lacks_fires_too if {
	rules([wave({"depends": ["stock"]}), modules.module("stock", {"depends": ["product"]})], {}) == {["missing-module", "fail"]}
}

test_what_nobody_wants_may_lack_anything if rules([wave({}), modules.module("spare", {"depends": ["gone"]})], {}) == set()

test_all_are_wanted_where_nothing_is_told if {
	rules([modules.module("spare", {"depends": ["gone"]})], {"custom_modules": []}) == {["missing-module", "fail"]}
	rules([modules.module("spare", {"depends": ["gone"], "installable": false})], {"custom_modules": []}) == set()
}

test_what_is_installed_is_wanted if {
	records := [modules.target([modules.module("spare", {"depends": ["gone"]})], {}), modules.before([modules.old("spare", {})], {})]
	record_inputs.rules(found(records, {"custom_modules": []})) == {["missing-module", "fail"]}
}

test_a_dependency_that_cannot_be_installed_fires if {
	rules([wave({"depends": ["stock"]}), modules.module("stock", {"installable": false})], {}) == {["dependency-not-installable", "fail"]}
}

test_cycles_fire if {
	rules([wave({"depends": ["wave"]})], {}) == {["cycle", "fail"]}
	rules([wave({"depends": ["edi"]}), modules.module("edi", {"depends": ["wave"]})], {}) == {["cycle", "fail"]}
}

test_packages_are_looked_for_in_bills_of_materials if {
	list := [wave({"python": ["Zeep_x>=4", "python.dateutil"], "programs": ["wkhtmltopdf"]})]
	with_sbom(list, ["zeep-x", "python-dateutil", "wkhtmltopdf"]) == set()
	with_sbom(list, ["zeep-x", "wkhtmltopdf"]) == {["missing-package", "fail"]}
	rules(list, {}) == {["package-not-told", "unknown"]}
	rules(list, {"provided_dependencies": ["zeep-x", "python-dateutil", "wkhtmltopdf"]}) == set()
}

test_what_could_not_be_read_is_unknown if {
	record_inputs.rules(found([modules.target([], {"unknown": ["x"]})], {})) == {["unread", "unknown"]}
}
