# Kubernetes quantities as whole numbers, rounded up as the scheduler rounds them. Format:
# https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
# What is no quantity, or is negative, leaves them undefined.
package seaworthy.lib.quantities

import data.seaworthy.lib.values

# CPU in thousandths of a core: "250m", "0.25" and 0.25 are 250.
milli(value) := scaled(value, 1000)

# Bytes, pods, or whatever the resource counts: "1.5Gi" is 1610612736.
whole(value) := scaled(value, 1)

# A resource in the unit in which it is added up here.
of("cpu", value) := milli(value)

of(resource, value) := whole(value) if resource != "cpu"

# An amount as an operator writes it; amounts of memory are cut to whole MiB.
text("cpu", amount) := concat("", [format_int(amount, 10), "m"])

text("memory", amount) := concat("", [format_int(floor(amount / 1048576), 10), "Mi"])

text(resource, amount) := format_int(amount, 10) if not resource in {"cpu", "memory"}

# Multiplied before divided: whole numbers stay exact.
scaled(value, factor) := ceil(((digits * multiplier) * factor) / (divisor * powers_of_ten[count(fraction)])) if {
	written := trim_prefix(values.text(value), "+")
	suffix := trim_left(written, "0123456789.")
	[integer, fraction] := mantissa(trim_suffix(written, suffix))
	digits := values.decimal(concat("", [integer, fraction]))
	[multiplier, divisor] := scale(suffix)
}

mantissa(written) := [written, ""] if not contains(written, ".")

mantissa(written) := split(written, ".") if count(split(written, ".")) == 2

scale(suffix) := suffixes[suffix]

scale(suffix) := [powers_of_ten[exponent(suffix)], 1] if not is_negative(suffix)

scale(suffix) := [1, powers_of_ten[exponent(suffix)]] if is_negative(suffix)

# "e3" and "E-3"; a lone "E" is a suffix.
exponent(suffix) := values.decimal(trim_left(substring(suffix, 1, -1), "+-")) if {
	substring(suffix, 0, 1) in {"e", "E"}
	count(trim_left(substring(suffix, 1, -1), "+-")) >= count(suffix) - 2
}

is_negative(suffix) if substring(suffix, 1, 1) == "-"

suffixes := {
	"n": [1, 1000000000], "u": [1, 1000000], "m": [1, 1000], "": [1, 1],
	"k": [1000, 1], "M": [1000000, 1], "G": [1000000000, 1],
	"T": [1000000000000, 1], "P": [1000000000000000, 1], "E": [1000000000000000000, 1],
	"Ki": [1024, 1], "Mi": [1048576, 1], "Gi": [1073741824, 1],
	"Ti": [1099511627776, 1], "Pi": [1125899906842624, 1], "Ei": [1152921504606846976, 1],
}

powers_of_ten := [
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
	10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
	1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
]
