package seaworthy.lib.host_names_test

import data.seaworthy.lib.host_names

test_covered[[host, name]] if {
	some [host, name] in [
		["erp.harbor.example", "erp.harbor.example"],
		["ERP.harbor.example", "erp.Harbor.example."],
		["erp.harbor.example", "*.harbor.example"],
		["10.0.0.1", "10.0.0.1"],
		["*.harbor.example", "*.harbor.example"],
	]
	host_names.covered(host, ["other.example", name])
}

test_not_covered[[host, name]] if {
	some [host, name] in [
		["a.erp.harbor.example", "*.harbor.example"],
		["harbor.example", "*.harbor.example"],
		["erp.harbor.example", "e*.harbor.example"],
		["erp.harbor.example", "erp.*.example"],
		["erp.harbor.example", "*"],
		["10.0.0.1", "*.0.0.1"],
		["evilharbor.example", "*harbor.example"],
		["*.harbor.example", "erp.harbor.example"],
	]
	not host_names.covered(host, [name])
}

test_no_names_cover_nothing if not host_names.covered("erp.harbor.example", [])
