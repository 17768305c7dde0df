package seaworthy.lib.values_test

import data.seaworthy.lib.values

test_list_keeps_an_array if values.list([1]) == [1]

test_list_of_a_wrong_type_is_empty if {
	values.list("a") == []
	values.list(null) == []
}

test_list_at_finds_a_nested_array if values.list_at({"a": {"b": [1]}}, ["a", "b"]) == [1]

test_list_at_survives_wrong_types if {
	values.list_at({"a": "text"}, ["a", "b"]) == []
	values.list_at({"a": {"b": null}}, ["a", "b"]) == []
	values.list_at(null, ["a"]) == []
}

test_map_at_survives_wrong_types if {
	values.map_at({"a": {"b": {"c": 1}}}, ["a", "b"]) == {"c": 1}
	values.map_at({"a": [1]}, ["a"]) == {}
	values.map_at("text", ["a"]) == {}
}

test_string_at_survives_wrong_types if {
	values.string_at({"a": "x"}, ["a"]) == "x"
	values.string_at({"a": 1}, ["a"]) == ""
	values.string_at(null, ["a"]) == ""
}

test_null_is_not_set if {
	values.is_set({"a": false}, ["a"])
	not values.is_set({"a": null}, ["a"])
	not values.is_set({}, ["a"])
}

test_decimal_reads_leading_zeros if {
	values.decimal("08") == 8
	values.decimal("00") == 0
	values.decimal("120") == 120
}

test_decimal_refuses_what_is_no_number if {
	not values.decimal("")
	not values.decimal("1a")
	not values.decimal("-1")
}

test_percent if {
	values.percent("25%") == 25
	values.percent("0%") == 0
	not values.percent("25")
	not values.percent(25)
}

test_text if {
	values.text("a") == "a"
	values.text(null) == "null"
	values.text(5) == "5"
}
