package seaworthy.lib.groups_test

import data.seaworthy.lib.groups

test_values_of_one_key_stand_together if {
	groups.by_key({["a", 1], ["a", 2], ["b", 1]}) == {"a": {1, 2}, "b": {1}}
}

test_no_pairs_are_no_groups if groups.by_key(set()) == {}
