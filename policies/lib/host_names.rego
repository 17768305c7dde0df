# Matching of host names against a certificate's names: RFC 6125 section 6.4, RFC 9525 section 6.3.
package seaworthy.lib.host_names

covered(host, names) if {
	some name in names
	matches(normal(host), normal(name))
}

normal(name) := trim_suffix(lower(name), ".")

matches(host, name) if host == name

# A wildcard is the whole left-most label and stands for exactly one label.
matches(host, name) if {
	startswith(name, "*.")
	rest := substring(name, 1, -1)
	not contains(rest, "*")
	endswith(host, rest)
	label := trim_suffix(host, rest)
	label != ""
	not contains(label, ".")
	not contains(label, "*")
	not is_address(host)
}

# Digits and dots, or a colon: no name has them all.
is_address(host) if trim(host, "0123456789.") == ""

is_address(host) if contains(host, ":")

# Addresses have many spellings; of each family, one of all bits stands for itself only.
is_same_address(one, other) if one == other

is_same_address(one, other) if {
	contains(one, ":")
	contains(other, ":")
	net.cidr_contains(concat("/", [other, "128"]), one)
}
