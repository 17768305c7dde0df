package seaworthy.supply_chain.dep_02_test

import data.seaworthy.supply_chain.dep_02

day := 86400

now := 1000 * day

set_of(id, packages, more) := {
	"id": id, "subject": {"kind": "Dependencies", "name": "r"},
	"content": object.union({"ecosystem": "pypi", "format": "requirements", "role": "both", "folder": ".", "file": "r.txt", "packages": packages}, more),
}

before(packages) := set_of(1, packages, {"baseline": true})

after(packages) := set_of(2, packages, {})

pkg(name, version) := {"name": name, "version": version, "exact": true, "origin": "registry", "purl": sprintf("pkg:pypi/%s@%s", [name, version])}

release := {"id": 9, "subject": {}, "content": {"environment": "production", "candidate": {"digest": "d"}}}

review(packages, yanked) := {"id": 8, "subject": {}, "content": {"environment": "production", "at": now - day, "packages": packages, "yanked": yanked}}

accepted(purl) := {"package": purl, "decision": "accept", "reviewer": "m"}

exploited(released) := {"id": 7, "subject": {}, "content": {"released": released, "vulnerabilities": ["CVE-1"]}}

scan(purl) := {"id": 6, "subject": {}, "content": {"vulnerabilities": [{"id": "CVE-1", "purl": purl}]}}

found(sets, more, parameters) := result if {
	result := dep_02.findings with input as {
		"now": now,
		"parameters": object.union({"denied_packages": [], "review_new_packages": "new", "known_exploited_max_age_days": 7}, parameters),
		"evidence": object.union(
			{"dependency/set": sets, "release/descriptor": [release], "image/known-exploited": [exploited(now - day)], "image/scan": [scan("pkg:pypi/other@1")]},
			more,
		),
	}
}

rules(sets, more) := {[f.rule, object.get(f, "status", "fail")] | some f in found(sets, more, {})}

reviews(packages, yanked) := {"record/dependency-review": [review(packages, yanked)]}

test_the_same_packages_are_silent if {
	rules([before([pkg("a", "1")]), after([pkg("a", "1")])], {}) == set()
	rules([before([pkg("a", "1")]), after([pkg("a", "1")])], {"image/known-exploited": [], "image/scan": []}) == set()
}

test_nothing_to_compare_with_is_unknown if {
	found([after([pkg("a", "1")])], {}, {}) == {{"rule": "no-baseline", "status": "unknown", "on": 2, "path": [], "ecosystem": "lock/pypi"}}
}

test_an_empty_file_of_the_release_before_is_something if {
	rules([before([]), after([pkg("a", "1")])], reviews([accepted("pkg:pypi/a")], [])) == set()
}

test_a_new_package_that_nobody_accepted_fires if {
	found([before([pkg("a", "1")]), after([pkg("a", "1"), pkg("b", "2")])], {}, {}) == {{
		"rule": "not-reviewed", "on": 2, "path": ["packages", 1], "package": "pkg:pypi/b", "version": "2",
	}}
	found([before([pkg("a", "1")]), after([pkg("a", "1"), pkg("b", "2")])], {}, {"review_new_packages": "none"}) == set()
}

test_an_accepted_package_is_silent_and_an_open_one_is_not if {
	sets := [before([pkg("a", "1")]), after([pkg("b", "2")])]
	rules(sets, reviews([accepted("pkg:pypi/b")], [])) == set()
	rules(sets, reviews([accepted("pkg:pypi/b@2")], [])) == set()
	rules(sets, reviews([accepted("pkg:pypi/b@3")], [])) == {["not-reviewed", "fail"]}
	rules(sets, reviews([{"package": "pkg:pypi/b", "decision": "open", "reviewer": "m"}], [])) == {["not-reviewed", "fail"]}
	rules(sets, reviews([{"package": "pkg:pypi/b", "decision": "reject", "reviewer": "m"}], [])) == {["rejected", "fail"]}
}

test_a_review_of_another_environment_does_not_count if {
	other := object.union(review([accepted("pkg:pypi/b")], []), {"content": {"environment": "staging", "at": now, "packages": [accepted("pkg:pypi/b")]}})
	rules([before([pkg("a", "1")]), after([pkg("b", "2")])], {"record/dependency-review": [other]}) == {["not-reviewed", "fail"], ["other-environment", "unknown"]}
}

test_a_newer_version_needs_no_review if {
	rules([before([pkg("a", "1")]), after([pkg("a", "2")])], {}) == set()
}

denied(entry, version) := {f.entry | some f in found([before([pkg("a", version)]), after([pkg("a", version)])], {}, {"denied_packages": [entry]})}

test_a_denied_package_fires_even_if_it_was_there if {
	denied("pkg:pypi/a", "1") == {"pkg:pypi/a"}
	denied("pkg:pypi/a@1", "1") == {"pkg:pypi/a@1"}
	denied("pkg:pypi/a@1", "2") == set()
	denied("pkg:pypi/*", "1") == {"pkg:pypi/*"}
	denied("pkg:npm/a", "1") == set()
}

test_what_was_taken_back_fires if {
	sets := [before([pkg("a", "1")]), after([pkg("a", "1")])]
	{[f.rule, f.reason] | some f in found(sets, reviews([], [{"package": "pkg:pypi/a@1", "reason": "broken"}]), {})} == {["yanked", "broken"]}
	rules(sets, reviews([], [{"package": "pkg:pypi/a@2"}])) == set()
}

test_a_known_exploited_vulnerability_of_a_changed_package_fires if {
	sets := [before([pkg("a", "1")]), after([pkg("a", "2")])]
	{[f.rule, f.vulnerability] | some f in found(sets, {"image/scan": [scan("pkg:pypi/a@2?x=y")]}, {})} == {["known-exploited", "CVE-1"]}
	rules(sets, {"image/scan": [scan("pkg:pypi/a@1")]}) == set()
}

test_without_list_or_scan_it_is_unknown if {
	sets := [before([pkg("a", "1")]), after([pkg("a", "2")])]
	rules(sets, {"image/known-exploited": []}) == {["no-known-exploited-list", "unknown"]}
	rules(sets, {"image/known-exploited": [exploited(now - (9 * day))]}) == {["old-known-exploited-list", "unknown"]}
	rules(sets, {"image/known-exploited": [exploited(now + day)]}) == {["old-known-exploited-list", "unknown"]}
	rules(sets, {"image/scan": []}) == {["not-scanned", "unknown"]}
}

bill(id, purl, more) := {"id": id, "subject": {}, "content": object.union({"components": [{"name": "x", "purl": purl}, {"name": "y"}]}, more)}

test_bills_are_compared_where_both_are_there if {
	same := [before([pkg("a", "1")]), after([pkg("a", "1")])]
	rules(same, {"image/sbom": [bill(3, "pkg:deb/debian/x@1?arch=a", {})]}) == set()
	rules(same, {"image/sbom": [bill(3, "pkg:deb/debian/x@1?arch=a", {}), bill(4, "pkg:deb/debian/x@1?arch=b", {"baseline": true})]}) == set()
	rules(same, {"image/sbom": [bill(3, "pkg:deb/debian/z@1", {}), bill(4, "pkg:deb/debian/x@1", {"baseline": true})]}) == {["not-reviewed", "fail"]}
}
