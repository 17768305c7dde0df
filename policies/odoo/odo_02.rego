# METADATA
# title: Dependencies of modules are complete and acyclic
# description: Every module that will run finds the modules, Python packages and programs that it needs, and none needs itself.
# custom:
#   id: ODO-02
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [release/descriptor, record/odoo-modules]
#   reads: [image/sbom]
#   parameters: [custom_modules, provided_modules, provided_dependencies]
#   mappings:
#     nist-800-53r5: [CM-8, SA-10]
#   rules:
#     missing-module:
#       message: "module `{module}` depends on `{dependency}`, which nothing provides"
#       fix: add that module to the candidate, or take the dependency away
#     dependency-not-installable:
#       message: "module `{module}` depends on `{dependency}`, which cannot be installed"
#       fix: port that module, or take the dependency away
#     cycle:
#       message: "module `{module}` depends on itself, by way of `{dependency}`"
#       fix: move what both need into a module of its own
#     missing-package:
#       message: "module `{module}` needs {what} `{dependency}`, which no bill of materials of the evidence holds"
#       fix: install it in the image, or name it in `provided_dependencies`
#     package-not-told:
#       message: "module `{module}` needs {what} `{dependency}`, and nothing says whether the image has it"
#       fix: "add the image's SBOM to the evidence, or name it in `provided_dependencies`"
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
package seaworthy.odoo.odo_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.odoo_modules
import data.seaworthy.lib.parameters

findings contains finding if some finding in odoo_modules.target_doubts

needs contains [name, i, dependency] if {
	some name in odoo_modules.wanted
	some i, dependency in odoo_modules.modules[name].depends
}

findings contains odoo_modules.finding("missing-module", name, ["depends", i], {"dependency": dependency}) if {
	some [name, i, dependency] in needs
	not odoo_modules.modules[dependency]
	not dependency in parameters.value("provided_modules")
}

findings contains odoo_modules.finding("dependency-not-installable", name, ["depends", i], {"dependency": dependency}) if {
	some [name, i, dependency] in needs
	odoo_modules.modules[dependency].installable == false
}

findings contains odoo_modules.finding("cycle", name, ["depends", i], {"dependency": dependency}) if {
	some [name, i, dependency] in needs
	name in graph.reachable(odoo_modules.dependencies, {dependency})
}

external contains [name, [key, i], what, dependency] if {
	some key, what in {"python": "the Python package", "programs": "the program"}
	some name in odoo_modules.wanted
	some i, dependency in odoo_modules.modules[name][key]
	not normal(dependency) in provided
}

provided contains normal(one) if some one in parameters.value("provided_dependencies")

provided contains normal(component.name) if {
	some item in evidence.of_kind("image/sbom")
	some component in item.content.components
}

# Python's names do not tell these apart, and a requirement may name versions too.
normal(name) := lower(replace(replace(regex.replace(name, `[ <>=!~;\[].*$`, ""), "_", "-"), ".", "-"))

findings contains odoo_modules.finding("missing-package", name, path, {"what": what, "dependency": dependency}) if {
	count(evidence.of_kind("image/sbom")) > 0
	some [name, path, what, dependency] in external
}

findings contains odoo_modules.finding("package-not-told", name, path, {"what": what, "dependency": dependency, "status": "unknown"}) if {
	count(evidence.of_kind("image/sbom")) == 0
	some [name, path, what, dependency] in external
}
