# Resource quantities: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
package seaworthy.lib.quantities

import data.seaworthy.lib.values

suffixes := {
	"": 1, "k": 1000, "M": 1000000, "G": 1000000000, "T": 1000000000000, "P": 1000000000000000,
	"Ki": 1024, "Mi": 1048576, "Gi": 1073741824, "Ti": 1099511627776, "Pi": 1125899906842624,
}

parts_of_one := {"m": 1000, "u": 1000000, "n": 1000000000}

# `500m` is 0.5. Undefined for what is no quantity.
number(quantity) := quantity if is_number(quantity)

number(quantity) := digits(quantity) * suffixes[suffix(quantity)] if is_string(quantity)

# Divided, not multiplied by a fraction: those have no exact value.
number(quantity) := digits(quantity) / parts_of_one[suffix(quantity)] if is_string(quantity)

suffix(quantity) := trim_left(quantity, "0123456789.")

digits(quantity) := decimal(trim_suffix(quantity, suffix(quantity)))

decimal(text) := values.decimal(text)

decimal(text) := whole + (values.decimal(parts[1]) / scale[count(parts[1])]) if {
	parts := split(text, ".")
	count(parts) == 2
	whole := values.decimal(parts[0])
}

scale := [1, 10, 100, 1000, 10000, 100000, 1000000]
