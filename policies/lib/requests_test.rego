package seaworthy.lib.requests_test

import data.seaworthy.lib.requests

gi := 1073741824

pod(spec) := {"id": 1, "subject": {"namespace": "n"}, "content": {"podPath": ["spec"], "manifest": {"kind": "Pod", "spec": spec}}}

asking(cpu) := {"resources": {"requests": {"cpu": cpu, "memory": "1Gi"}}}

sidecar(cpu) := object.union(asking(cpu), {"restartPolicy": "Always"})

cpu(spec) := requests.of(pod(spec)).cpu

test_containers_add_up if {
	requests.of(pod({"containers": [asking("250m"), asking(1)]})) == {"cpu": 1250, "memory": 2 * gi}
}

test_init_containers_run_one_after_the_other if {
	cpu({"containers": [asking("1")], "initContainers": [asking("500m"), asking("2")]}) == 2000
	cpu({"containers": [asking("1")], "initContainers": [asking("500m"), asking("600m")]}) == 1000
}

test_sidecars_stay if {
	cpu({"containers": [asking("1")], "initContainers": [sidecar("500m")]}) == 1500
	cpu({"containers": [asking("1")], "initContainers": [sidecar("500m"), asking("3")]}) == 3500
	cpu({"containers": [asking("1")], "initContainers": [asking("3"), sidecar("500m")]}) == 3000
}

test_overhead_is_added if {
	cpu({"containers": [asking("1")], "overhead": {"cpu": "250m"}}) == 1250
	class := {"id": 2, "subject": {}, "content": {"manifest": {"kind": "RuntimeClass", "metadata": {"name": "kata"}, "overhead": {"podFixed": {"cpu": "100m"}}}}}
	cpu({"containers": [asking("1")], "runtimeClassName": "kata"}) == 1100 with input as {"evidence": {"kubernetes/object": [class]}}
	cpu({"containers": [asking("1")], "runtimeClassName": "kata"}) == 1000 with input as {}
}

test_the_pod_as_a_whole_goes_first if {
	cpu({"containers": [asking("1")], "resources": {"requests": {"cpu": "3"}}}) == 3000
	cpu({"containers": [{}], "resources": {"limits": {"cpu": "2"}}}) == 2000
	cpu({"containers": [asking("1")], "resources": {"limits": {"cpu": "2"}}}) == 1000
}

test_a_limit_stands_in_for_a_request if {
	cpu({"containers": [{"resources": {"limits": {"cpu": "2"}}}]}) == 2000
	cpu({"containers": [{"resources": {"limits": {"cpu": "2"}, "requests": {"cpu": "1"}}}]}) == 1000
}

test_a_limit_range_fills_in if {
	range := {"id": 2, "subject": {"namespace": "n"}, "content": {"manifest": {"kind": "LimitRange", "spec": {"limits": [
		{"type": "Pod", "default": {"cpu": "9"}},
		{"type": "Container", "default": {"cpu": "2", "memory": "1Gi"}, "defaultRequest": {"cpu": "1"}},
	]}}}}
	requests.of(pod({"containers": [{}]})) == {"cpu": 1000, "memory": gi} with input as {"evidence": {"kubernetes/object": [range]}}
	requests.unasked(pod({"containers": [{}]})) == set() with input as {"evidence": {"kubernetes/object": [range]}}
}

test_nothing_asked_is_nothing if {
	requests.of(pod({"containers": [{}]})) == {"cpu": 0, "memory": 0}
	requests.of(pod({})) == {"cpu": 0, "memory": 0}
}

test_who_asks_for_nothing if {
	requests.unasked(pod({"containers": [{}]})) == {"cpu", "memory"}
	requests.unasked(pod({"containers": [{"resources": {"requests": {"cpu": "1"}}}]})) == {"memory"}
	requests.unasked(pod({"containers": [{}], "resources": {"requests": {"cpu": "1"}, "limits": {"memory": "1Gi"}}})) == set()
	requests.unasked(pod({"containers": [asking("1")], "initContainers": [{}]})) == set()
}

test_what_cannot_be_read_is_left_out if {
	requests.of(pod({"containers": [asking("much"), asking("1")]})) == {"memory": 2 * gi}
	requests.of(pod({"containers": [asking("1")], "overhead": {"cpu": "much"}})) == {"memory": gi}
}
