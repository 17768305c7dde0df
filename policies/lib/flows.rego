# Workloads as parameters choose them, and what may pass between them: `content` is that of a
# network/workload, `ports` a list of protocol, first and last.
package seaworthy.lib.flows

import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

# A selector is `*`, `image:NAME` (the last part of an image's name, with `*` at either end for any
# text), `label:KEY`, `label:KEY=VALUE`, or `NAMESPACE/NAME`, where `*` stands for any.
matches("*", _)

matches(selector, content) if {
	startswith(selector, "image:")
	some name in image_names(content)
	alike(substring(selector, 6, -1), name)
}

matches(selector, content) if {
	startswith(selector, "label:")
	[key, value] := label(substring(selector, 6, -1))
	found := values.map_at(content, ["labels"])[key]
	alike(value, found)
}

matches(selector, content) if {
	[namespace, name] := split(selector, "/")
	not contains(selector, ":")
	alike(namespace, content.namespace)
	alike(name, content.name)
}

# Whether it names a workload, rather than a class of them.
is_name(selector) if {
	not contains(selector, "*")
	not contains(selector, ":")
}

is_selector(selector) if selector == "*"

is_selector(selector) if startswith(selector, "image:")

is_selector(selector) if startswith(selector, "label:")

is_selector(selector) if {
	not contains(selector, ":")
	count(split(selector, "/")) == 2
}

# One side of a flow may be several selectors with `|` between them.
is_side(text) if {
	every selector in split(text, "|") { is_selector(selector) }
}

matches_side(text, content) if matches_any(split(text, "|"), content)

matches_any(selectors, content) if {
	some selector in selectors
	matches(selector, content)
}

label(text) := [key, value] if {
	contains(text, "=")
	at := indexof(text, "=")
	key := substring(text, 0, at)
	value := substring(text, at + 1, -1)
} else := [text, "*"]

alike(pattern, text) if pattern == text

alike(pattern, text) if {
	startswith(pattern, "*")
	endswith(pattern, "*")
	contains(text, trim(pattern, "*"))
}

alike(pattern, text) if {
	endswith(pattern, "*")
	not startswith(pattern, "*")
	startswith(text, trim_right(pattern, "*"))
}

alike(pattern, text) if {
	startswith(pattern, "*")
	not endswith(pattern, "*")
	endswith(text, trim_left(pattern, "*"))
}

# `registry.example:5000/data/postgresql:16@sha256:…` is `postgresql`.
image_names(content) := {name |
	some reference in values.list_at(content, ["images"])
	path := split(split(reference, "@")[0], "/")
	name := split(path[count(path) - 1], ":")[0]
}

is_exempt(content) if content.namespace in parameters.value("exempt_namespaces")

# A database or cache, by what runs in it or by a port that it declares.
is_datastore(content) if matches_any(parameters.value("datastores"), content)

is_datastore(content) if {
	some port in values.list_at(content, ["ports"])
	port.number in parameters.value("datastore_ports")
	port.protocol == "TCP"
}

# The ports that its data is behind: known ones that it declares, or else all that it declares, or
# else all that are known.
data_ports(content) := known if {
	known := declared_ports(content) & known_ports
	count(known) > 0
} else := declared_ports(content) if {
	count(declared_ports(content)) > 0
} else := known_ports

known_ports := {port | some port in parameters.value("datastore_ports")}

declared_ports(content) := {port.number |
	some port in values.list_at(content, ["ports"])
	port.protocol == "TCP"
}

covers(ports, protocol, number) if {
	some span in ports
	span.protocol == protocol
	span.first <= number
	number <= span.last
}

covers_any(ports, protocol, numbers) if {
	some number in numbers
	covers(ports, protocol, number)
}

# Names in a finding: the first of many are enough to see what is meant.
some_of(names) := array.slice(sort(names), 0, 10)
