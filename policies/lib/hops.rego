# Connections of containers to other services, as their settings ask for them: in the environment, in
# arguments and in mounted ConfigMaps.
package seaworthy.lib.hops

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.running
import data.seaworthy.lib.settings
import data.seaworthy.lib.values

containers := [{"item": item, "found": found, "path": found.path} |
	some item in running.all
	some found in pods.containers(item.content)
]

# Every setting of a container: {"name", "value"}, the value `settings.hidden` where it cannot be seen.
settings_of(one) := array.concat(
	variables(one),
	array.concat(
		[{"name": "an argument", "value": word} | some word in settings.words(one.found.container)],
		[{"name": file.key, "value": line} |
			some file in settings.files(one.item, one.found.container)
			some line in split(file.text, "\n")
			not startswith(trim_space(line), "#")
		],
	),
)

variables(one) := [{"name": name, "value": value} |
	some name in variable_names(one)
	value := settings.environment(one.item, one.found.container, name)
	value != null
]

variable_names(one) := {entry.name | some entry in values.list_at(one.found.container, ["env"]); is_string(entry.name)} | {name |
	some source in values.list_at(one.found.container, ["envFrom"])
	prefix := values.string_at(source, ["prefix"])
	map := settings.config_map(evidence.namespace(one.item), values.string_at(source, ["configMapRef", "name"]))
	some key, _ in map
	name := concat("", [prefix, key])
}

# Addresses in a text: {"scheme", "host", "query"}; never the user or the password.
addresses(text) := [address |
	some word in regex.find_n(`[a-z][a-z0-9+]{1,20}://[^\s"'<>,;]+`, text, 100)
	parts := split(word, "://")
	authority := split(split(parts[1], "/")[0], "?")[0]
	segments := split(authority, "@")
	address := {
		"scheme": parts[0],
		"host": host_of(segments[count(segments) - 1]),
		"query": concat("?", array.slice(split(word, "?"), 1, 100)),
	}
]

host_of(text) := concat("", [split(text, "]")[0], "]"]) if {
	startswith(text, "[")
} else := lower(split(text, ":")[0])

# The same pod, or a socket in it: nothing goes over the wire.
is_local(host) if host in {"", "localhost", "[::1]", "0.0.0.0", "[::]"}

is_local(host) if startswith(host, "127.")

is_local(host) if startswith(host, "/")

is_local(host) if startswith(host, "%2f")
