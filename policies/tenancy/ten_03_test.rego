package seaworthy.tenancy.ten_03_test

import data.seaworthy.tenancy.ten_03

set_of(strategy) := {
	"id": 1, "subject": {"kind": "ApplicationSet", "namespace": "argocd", "name": "erp"},
	"content": {"manifest": {"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet", "metadata": {"name": "erp", "namespace": "argocd"}, "spec": {"strategy": strategy}}},
}

rolling(steps) := set_of({"type": "RollingSync", "rollingSync": {"steps": steps}})

application(id, wave) := {
	"id": id, "subject": {"kind": "Application", "namespace": "argocd", "name": "a"},
	"content": {"manifest": {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "a", "labels": {"wave": wave}, "ownerReferences": [{"kind": "ApplicationSet", "name": "erp"}]}}},
}

wave(name) := {"matchExpressions": [{"key": "wave", "operator": "In", "values": [name]}]}

good := [wave("canary"), object.union(wave("all"), {"maxUpdate": "25%"})]

ten := array.concat([application(10, "canary")], [application(11 + i, "all") | some i in numbers.range(0, 8)])

found(objects) := result if {
	result := ten_03.findings with input as {"evidence": {"kubernetes/object": objects}, "parameters": {"first_wave_max_percent": 20, "wave_max_percent": 50}}
}

rules(objects) := {f.rule | some f in found(objects)}

test_waves_after_a_canary_are_silent if rules(array.concat([rolling(good)], ten)) == set()

test_absent_evidence_is_silent if rules([]) == set()

test_no_plan_is_unknown if {
	other := {"id": 5, "subject": {"kind": "Service", "name": "x"}, "content": {"manifest": {"kind": "Service"}}}
	found([other]) == {{"rule": "no-plan", "on": 5, "path": [], "status": "unknown"}}
}

test_all_at_once_fires if {
	rules([set_of({})]) == {"all-at-once"}
	rules([set_of({"type": "AllAtOnce"})]) == {"all-at-once"}
}

test_one_step_is_no_canary if {
	rules(array.concat([rolling([wave("all")])], ten)) == {"no-canary"}
	rules(array.concat([rolling([])], ten)) == {"no-canary"}
}

test_a_large_first_wave_fires if {
	found(array.concat([rolling([wave("all"), object.union(wave("canary"), {"maxUpdate": 1})])], ten)) == {{
		"rule": "first-wave-too-large", "on": 1, "path": ["spec", "strategy", "rollingSync", "steps", 0], "percent": 90, "limit": 20,
	}}
}

test_a_first_wave_without_selection_takes_all if {
	rules(array.concat([rolling([{}, object.union(wave("all"), {"maxUpdate": 1})])], ten)) == {"first-wave-too-large"}
}

test_one_tenant_is_never_too_many if {
	rules([rolling(good), application(10, "canary"), application(11, "all")]) == set()
}

test_a_first_wave_that_nothing_shows_is_unknown if {
	{[f.rule, f.status] | some f in found([rolling(good)])} == {["first-wave-not-known", "unknown"]}
}

test_later_waves_have_a_limit if {
	every size in ["51%", "100%", "many", null] {
		found(array.concat([rolling([wave("canary"), object.union(wave("all"), {"maxUpdate": size})])], ten)) != set()
	}
	{[f.rule, f.wave, f.size] | some f in found(array.concat([rolling([wave("canary"), wave("all")])], ten))} == {["wave-too-large", 2, "100%"]}
	every size in ["50%", 3] {
		found(array.concat([rolling([wave("canary"), object.union(wave("all"), {"maxUpdate": size})])], ten)) == set()
	}
}

test_the_live_set_speaks_for_its_manifest if {
	live := object.union(rolling(good), {"id": 2, "content": {"manifest": {"metadata": {"uid": "u"}}}})
	rules(array.concat([set_of({}), live], ten)) == set()
}
