package seaworthy.supply_chain.dep_01_test

import data.seaworthy.supply_chain.dep_01

sha := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

roles := {
	"requirements": ["pypi", "both"], "pyproject": ["pypi", "manifest"], "poetry": ["pypi", "lock"], "uv": ["pypi", "lock"],
	"package.json": ["npm", "manifest"], "package-lock": ["npm", "lock"], "yarn": ["npm", "lock"],
	"go.mod": ["golang", "manifest"], "go.sum": ["golang", "lock"], "pom": ["maven", "manifest"], "gradle": ["maven", "lock"],
}

# A file of a format in a folder.
file(id, format, folder, packages) := {
	"id": id, "subject": {"kind": "Dependencies", "name": format},
	"content": {
		"ecosystem": roles[format][0], "role": roles[format][1], "format": format, "folder": folder,
		"file": concat("/", [folder, format]), "packages": packages,
	},
}

pinned(name, version) := {"name": name, "version": version, "exact": true, "origin": "registry", "hashes": [sha]}

ranged(name, requirement) := {"name": name, "requirement": requirement, "exact": false, "origin": "registry", "hashes": []}

bare(name, version) := object.union(pinned(name, version), {"hashes": []})

with_content(item, more) := object.union(item, {"content": object.union(item.content, more)})

found(sets) := result if {
	result := dep_01.findings with input as {
		"parameters": {"hashless_lock_formats": ["gradle"]},
		"evidence": {"dependency/set": sets},
	}
}

rules(sets) := {[f.rule, object.get(f, "status", "fail")] | some f in found(sets)}

test_pinned_requirements_with_hashes_are_silent if {
	rules([file(1, "requirements", "app", [pinned("a", "1")])]) == set()
}

test_a_range_fires_on_its_line if {
	found([file(1, "requirements", "app", [pinned("a", "1"), ranged("b", ">=2")])]) == {{
		"rule": "unpinned", "on": 1, "path": ["packages", 1],
		"dependencies": "app/requirements", "package": "b", "requirement": ">=2",
	}}
}

test_nothing_at_all_is_any_version if {
	{f.requirement | some f in found([file(1, "requirements", "app", [ranged("b", "")])])} == {"any version"}
}

test_packages_without_hash_are_counted_once_a_file if {
	found([file(1, "requirements", "app", [pinned("a", "1"), bare("b", "2"), bare("c", "3")])]) == {{
		"rule": "no-hash", "on": 1, "path": ["packages", 1], "dependencies": "app/requirements", "count": 2, "package": "b",
	}}
}

test_weak_hashes_fire if {
	one := object.union(pinned("a", "1"), {"hashes": ["sha1-x"]})
	rules([file(1, "package-lock", "app", [one])]) == {["weak-hash", "fail"]}
	rules([file(1, "package-lock", "app", [object.union(one, {"hashes": ["sha1-x", "sha512-y"]})])]) == set()
}

test_a_commit_is_pinned_and_a_branch_is_not if {
	commit := {"name": "a", "exact": true, "origin": "vcs", "reference": "c", "hashes": []}
	rules([file(1, "requirements", "app", [commit])]) == set()
	{[f.rule, f.requirement] | some f in found([file(1, "requirements", "app", [object.union(commit, {"exact": false, "reference": "main"})])])} == {["unpinned", "main"]}
}

test_an_address_needs_a_hash_and_a_folder_does_not if {
	rules([file(1, "requirements", "app", [{"name": "a", "exact": false, "origin": "url", "hashes": []}])]) == {["no-hash", "fail"]}
	rules([file(1, "requirements", "app", [{"name": ".", "exact": false, "origin": "local", "hashes": []}])]) == set()
}

test_constraints_pin_what_others_ask_for if {
	constraints := file(2, "requirements", "base", [pinned("a", "1")])
	asking := with_content(file(1, "requirements", "app", [ranged("a", "")]), {"includes": [{"file": "base/requirements", "as": "constraints"}]})
	rules([asking, constraints]) == set()
	rules([asking]) == {["include-missing", "unknown"], ["unpinned", "fail"]}
}

test_a_manifest_without_lock_fires if {
	found([file(1, "package.json", "app", [ranged("a", "^1")])]) == {{
		"rule": "no-lock", "on": 1, "path": ["packages", 0], "dependencies": "app/package.json", "count": 1, "package": "a",
	}}
	rules([file(1, "package.json", "app", [])]) == set()
}

test_a_manifest_with_its_lock_is_silent if {
	rules([file(1, "package.json", "app", [ranged("a", "^1")]), file(2, "package-lock", "app", [pinned("a", "1.2")])]) == set()
	rules([file(1, "package.json", "app/ui", [ranged("a", "^1")]), file(2, "package-lock", "app", [pinned("a", "1.2")])]) == set()
	rules([file(1, "package.json", "app", [ranged("a", "^1")]), file(2, "package-lock", "apps", [pinned("a", "1.2")])]) == {["no-lock", "fail"]}
}

test_what_the_lock_lacks_fires if {
	{[f.rule, f.package, f.lock] | some f in found([file(1, "pyproject", "app", [ranged("b", ">=1")]), file(2, "poetry", "app", [pinned("a", "1")])])} == {["not-in-lock", "b", "app/poetry"]}
}

test_another_version_in_the_lock_fires if {
	{[f.rule, f.locked] | some f in found([file(1, "pyproject", "app", [pinned("a", "2")]), file(2, "poetry", "app", [pinned("a", "1")])])} == {["other-version-in-lock", ["1"]]}
}

declaring(declared) := with_content(file(2, "package-lock", "app", [pinned("a", "1.2")]), {"declared": declared})

test_a_lock_of_another_manifest_fires if {
	manifest := file(1, "package.json", "app", [ranged("a", "^1")])
	rules([manifest, declaring([{"name": "a", "requirement": "^1"}])]) == set()
	{[f.rule, f.package, f.requirement] | some f in found([manifest, declaring([{"name": "a", "requirement": "^2"}])])} == {["lock-out-of-date", "a", "^1"]}
	{[f.rule, f.package, f.requirement, f.on] | some f in found([manifest, declaring([{"name": "a", "requirement": "^1"}, {"name": "b", "requirement": "1"}])])} == {["lock-out-of-date", "b", "nothing", 2]}
}

test_the_order_of_a_range_does_not_matter if {
	manifest := file(1, "pyproject", "app", [ranged("a", ">=1, <2")])
	lock := with_content(file(2, "uv", "app", [pinned("a", "1.2")]), {"declared": [{"name": "a", "requirement": "<2,>=1"}]})
	rules([manifest, lock]) == set()
}

test_modules_that_others_want_need_no_code_hash if {
	mod := file(1, "go.mod", "app", [pinned("m.example/a", "v1"), object.union(bare("m.example/b", "v2"), {"indirect": true})])
	sum := with_content(file(2, "go.sum", "app", [pinned("m.example/a", "v1")]), {"declared": [{"name": "m.example/b", "requirement": "v2"}]})
	rules([mod, sum]) == set()
	rules([mod, file(2, "go.sum", "app", [pinned("m.example/a", "v1")])]) == {["not-in-lock", "fail"]}
	rules([mod, file(2, "go.sum", "app", [pinned("m.example/a", "v0"), pinned("m.example/b", "v2")])]) == {["other-version-in-lock", "fail"]}
}

test_maven_is_pinned_by_version_alone if {
	rules([file(1, "pom", "app", [bare("g:a", "1")])]) == set()
	rules([file(1, "pom", "app", [ranged("g:a", "[1,2)")])]) == {["unpinned", "fail"]}
	rules([file(1, "pom", "app", [object.union(ranged("g:a", ""), {"elsewhere": true})])]) == {["version-elsewhere", "unknown"]}
	rules([file(1, "gradle", "app", [bare("g:a", "1")])]) == set()
}

test_files_of_the_release_before_are_not_judged if {
	rules([with_content(file(1, "requirements", "app", [ranged("a", "")]), {"baseline": true})]) == set()
}
