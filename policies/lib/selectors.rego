# Label selectors, as the API server matches them: every requirement must hold.
package seaworthy.lib.selectors

import data.seaworthy.lib.values

# An empty selector matches everything. What an absent one means differs by field: ask the caller.
matches(selector, labels) if {
	is_object(selector)
	match_labels := values.map_at(selector, ["matchLabels"])
	every key, value in match_labels {
		labels[key] == value
	}
	expressions := values.list_at(selector, ["matchExpressions"])
	every expression in expressions {
		holds(expression, labels)
	}
}

holds({"key": key, "operator": "In", "values": wanted}, labels) if labels[key] in wanted

holds(expression, labels) if {
	expression.operator == "NotIn"
	not object.get(labels, expression.key, null) in expression.values
}

holds(expression, labels) if {
	expression.operator == "Exists"
	has(labels, expression.key)
}

holds(expression, labels) if {
	expression.operator == "DoesNotExist"
	not has(labels, expression.key)
}

has(labels, key) if _ := labels[key]
