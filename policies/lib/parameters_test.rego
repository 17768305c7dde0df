package seaworthy.lib.parameters_test

import data.seaworthy.lib.parameters

defaults := {"limit": {"default": 3, "description": "a limit"}}

test_input_wins if {
	parameters.value("limit") == 5 with input as {"parameters": {"limit": 5}} with data.parameters as defaults
}

test_false_is_a_value if {
	parameters.value("limit") == false with input as {"parameters": {"limit": false}} with data.parameters as defaults
}

test_default_stands_in if {
	parameters.value("limit") == 3 with input as {} with data.parameters as defaults
}

test_unknown_name_is_undefined if {
	not parameters.value("other") with input as {} with data.parameters as defaults
}
