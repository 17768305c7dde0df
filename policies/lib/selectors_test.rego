package seaworthy.lib.selectors_test

import data.seaworthy.lib.selectors

labels := {"app": "web", "tier": "front"}

expression(key, operator, wanted) := {"matchExpressions": [{"key": key, "operator": operator, "values": wanted}]}

test_empty_selector_matches_everything if {
	selectors.matches({}, labels)
	selectors.matches({}, {})
}

test_absent_selector_matches_nothing if not selectors.matches(null, labels)

test_match_labels_must_all_hold if {
	selectors.matches({"matchLabels": {"app": "web"}}, labels)
	not selectors.matches({"matchLabels": {"app": "web", "tier": "back"}}, labels)
}

test_in if {
	selectors.matches(expression("app", "In", ["web", "api"]), labels)
	not selectors.matches(expression("app", "In", ["api"]), labels)
	not selectors.matches(expression("zone", "In", ["a"]), labels)
}

test_not_in_matches_an_absent_key if {
	selectors.matches(expression("zone", "NotIn", ["a"]), labels)
	selectors.matches(expression("app", "NotIn", ["api"]), labels)
	not selectors.matches(expression("app", "NotIn", ["web"]), labels)
}

test_exists_and_does_not_exist if {
	selectors.matches(expression("app", "Exists", []), labels)
	not selectors.matches(expression("zone", "Exists", []), labels)
	selectors.matches(expression("zone", "DoesNotExist", []), labels)
	not selectors.matches(expression("app", "DoesNotExist", []), labels)
}

test_labels_and_expressions_are_joined if {
	not selectors.matches(object.union({"matchLabels": {"app": "web"}}, expression("tier", "In", ["back"])), labels)
}

test_unknown_operator_matches_nothing if not selectors.matches(expression("app", "Like", ["w"]), labels)
