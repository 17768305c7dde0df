package seaworthy.supply_chain.img_06_test

import data.seaworthy.supply_chain.img_06

a := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

b := "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

hour := 3600

now := 1000 * hour

workload(image) := {
	"id": 1, "subject": {"kind": "Pod", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"spec": {"containers": [{"name": "web", "image": image}]}}},
}

scan(id, image, at) := {"id": id, "subject": {"kind": "Image", "name": image.name}, "content": {"image": image, "scannedAt": at}}

of_digest(name, digest) := {"name": name, "digest": digest, "digests": [digest], "tags": []}

found(workloads, scans) := result if {
	result := img_06.findings with input as {
		"now": now,
		"parameters": {"scan_max_age_hours": 24},
		"evidence": {"kubernetes/workload": workloads, "image/scan": scans},
	}
}

pinned(name, digest) := workload(concat("@", [name, digest]))

rules(workloads, scans) := {[f.rule, object.get(f, "status", "fail")] | some f in found(workloads, scans)}

test_a_fresh_scan_of_the_same_digest_is_silent if {
	rules([pinned("r.example/app:1", a)], [scan(2, of_digest("r.example/app:1", a), now - hour)]) == set()
}

test_no_scan_fires_on_the_container if {
	found([pinned("r.example/app:1", a)], []) == {{
		"rule": "no-scan", "on": 1, "path": ["spec", "containers", 0, "image"],
		"role": "container", "container": "web", "image": concat("@", ["r.example/app:1", a]),
	}}
}

test_another_digest_fires_and_names_it if {
	result := found([pinned("r.example/app:1", a)], [scan(2, of_digest("r.example/app:1", b), now)])
	{[f.rule, f.scanned] | some f in result} == {["other-digest", [b]]}
}

test_a_scan_of_a_mirror_counts_by_digest if {
	rules([pinned("mirror.example/app:1", a)], [scan(2, of_digest("r.example/app:1", a), now)]) == set()
}

test_the_digest_may_stand_in_the_scanned_name if {
	rules([pinned("r.example/app", a)], [scan(2, {"name": concat("@", ["r.example/app", a])}, now)]) == set()
}

test_a_day_old_scan_is_fresh_and_older_is_stale if {
	rules([pinned("r.example/app", a)], [scan(2, of_digest("r.example/app", a), now - (24 * hour))]) == set()
	found([pinned("r.example/app", a)], [scan(2, of_digest("r.example/app", a), now - (26 * hour))]) == {{
		"rule": "stale-scan", "on": 2, "path": ["CreatedAt"], "image": "r.example/app", "hours": 26, "limit": 24,
	}}
}

test_the_newest_scan_speaks if {
	rules([pinned("r.example/app", a)], [
		scan(2, of_digest("r.example/app", a), now - (90 * hour)),
		scan(3, of_digest("r.example/app", a), now - hour),
	]) == set()
}

test_a_stale_scan_of_what_is_not_deployed_is_silent if {
	rules([pinned("r.example/app", a)], [
		scan(2, of_digest("r.example/app", a), now),
		scan(3, of_digest("r.example/old", b), now - (90 * hour)),
	]) == set()
}

test_a_scan_without_digest_is_unknown if {
	rules([pinned("r.example/app:1", a)], [scan(2, {"name": "r.example/app:1"}, now)]) == {["scan-without-digest", "unknown"]}
}

test_a_deployed_tag_is_unknown_when_its_repository_was_scanned if {
	rules([workload("r.example/app:1")], [scan(2, of_digest("r.example/app:1", a), now)]) == {["deployed-without-digest", "unknown"]}
}

test_a_deployed_tag_without_a_scan_fires if {
	rules([workload("r.example/app:1")], [scan(2, of_digest("r.example/other", a), now)]) == {["no-scan", "fail"]}
}

test_absent_scan_time_is_unknown if {
	rules([pinned("r.example/app", a)], [object.remove(scan(2, of_digest("r.example/app", a), null), [])]) == {["scan-without-time", "unknown"]}
}

test_a_scan_from_the_future_is_unknown if {
	rules([pinned("r.example/app", a)], [scan(2, of_digest("r.example/app", a), now + 299)]) == set()
	rules([pinned("r.example/app", a)], [scan(2, of_digest("r.example/app", a), now + hour)]) == {["scan-from-the-future", "unknown"]}
}

test_absent_evidence_is_silent_for_the_engine_to_call_unknown if rules([], []) == set()

index := concat("", ["sha256:", "1111111111111111111111111111111111111111111111111111111111111111"])

offer(digest, platform) := {"digest": digest, "platform": platform}

of_index(platforms, unread) := {"id": 9, "content": {"digest": index, "platforms": platforms, "unread": unread}}

both := of_index([offer(a, "linux/amd64"), offer(b, "linux/arm64")], [])

# As the collector notes it: by its own digest and by that of the index.
of_platform(id, digest, at) := scan(id, {"name": "r.example/app", "digests": [digest, index]}, at)

indexed(item, scans, wanted) := {[f.rule, object.get(f, "status", "fail"), object.get(f, "platform", "")] | some f in result} if {
	result := img_06.findings with input as {
		"now": now,
		"parameters": {"scan_max_age_hours": 24, "scanned_platforms": wanted},
		"evidence": {
			"kubernetes/workload": [pinned("r.example/app:1", index)],
			"image/scan": scans,
			"image/index": [item],
		},
	}
}

test_a_scan_of_each_platform_is_one_of_the_index if {
	indexed(both, [of_platform(2, a, now), of_platform(3, b, now)], []) == set()
}

test_a_platform_without_scan_is_told if {
	indexed(both, [of_platform(2, a, now)], []) == {["platform-not-scanned", "fail", "linux/arm64"]}
}

test_platforms_that_no_node_has_need_no_scan if {
	indexed(both, [of_platform(2, a, now)], ["linux/amd64"]) == set()
	indexed(both, [of_platform(2, a, now)], ["linux/arm64"]) == {["platform-not-scanned", "fail", "linux/arm64"]}
}

test_an_index_for_no_node_is_unknown if {
	indexed(both, [of_platform(2, a, now)], ["linux/s390x"]) == {["no-such-platform", "unknown", ""]}
	indexed(of_index([], []), [of_platform(2, index, now)], []) == {["no-such-platform", "unknown", ""]}
}

test_an_image_of_untold_platform_may_run_anywhere if {
	item := of_index([offer(a, "linux/amd64"), offer(b, "unknown/unknown")], [])
	indexed(item, [of_platform(2, a, now)], ["linux/amd64"]) == {["platform-not-scanned", "fail", "unknown/unknown"]}
}

test_a_scan_that_names_the_index_alone_is_unknown if {
	indexed(both, [of_platform(2, index, now)], []) == {["platform-untold", "unknown", ""]}
	indexed(both, [of_platform(2, index, now), of_platform(3, a, now), of_platform(4, b, now)], []) == set()
}

test_an_index_that_nobody_scanned_has_no_scan if {
	indexed(both, [], []) == {["no-scan", "fail", ""]}
}

test_an_index_within_that_nobody_read_is_unknown if {
	item := of_index([offer(a, "linux/amd64")], [b])
	indexed(item, [of_platform(2, a, now)], []) == {["index-not-read", "unknown", ""]}
}

test_an_old_scan_of_one_platform_is_told_beside_a_new_one_of_another if {
	indexed(both, [of_platform(2, a, now - (90 * hour)), of_platform(3, b, now)], []) == {["stale-scan", "fail", ""]}
}
