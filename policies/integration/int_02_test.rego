package seaworthy.integration.int_02_test

import data.seaworthy.integration.int_02
import data.seaworthy.lib.record_inputs

now := record_inputs.now

day := record_inputs.day

parameters := {"drained_queues": ["carrier"], "max_drain_minutes": 15}

ended := now - 50000

queue(fields) := object.union({"name": "carrier", "baseline": 10, "peak": 900, "drainedAt": ended + 900, "watchedUntil": ended + 3600, "dropped": 0}, fields)

fine := {"rollout": {"from": ended - 600, "to": ended}, "queues": [queue({})]}

with_queue(fields) := rules({"queues": [queue(fields)]})

undrained(fields) := rules({"queues": [object.remove(queue(fields), ["drainedAt"])]})

found(records, more) := result if {
	result := int_02.findings with input as record_inputs.input_of("record/queue-drain", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_another_candidate_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": now + day}) == {["in-future", "unknown"]}

test_fifteen_minutes_are_allowed_and_no_second_more if with_queue({"drainedAt": ended + 901}) == {["drained-too-late", "fail"]}

test_a_queue_that_is_back_before_the_end_is_fine if with_queue({"drainedAt": ended - 60}) == set()

test_a_queue_that_is_never_back_fires if undrained({}) == {["not-drained", "fail"]}

test_a_queue_that_was_not_watched_for_long_enough_is_unknown if {
	undrained({"watchedUntil": ended + 899}) == {["not-watched", "unknown"]}
}

test_a_queue_that_never_filled_need_not_drain if undrained({"peak": 10}) == set()

test_what_is_given_up_fires if with_queue({"dropped": 1}) == {["dropped", "fail"]}

test_a_time_that_cannot_be_is_unknown if {
	with_queue({"drainedAt": ended - 601}) == {["drained-before", "unknown"]}
	with_queue({"drainedAt": ended + 3601}) == {["drained-before", "unknown"]}
}

test_a_queue_that_is_not_told_is_unknown if with_queue({"name": "edi"}) == {["not-told", "unknown"]}
