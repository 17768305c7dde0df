# Settings of the program in a container, wherever a manifest gives them: arguments, environment,
# mounted ConfigMaps. What stands in a Secret or in the image cannot be read here.
package seaworthy.lib.settings

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

# A value that is given, but from where the evidence does not show it.
hidden := "?"

# Every word of the command line; a list entry may hold a whole shell script.
words(container) := [word |
	some field in ["command", "args"]
	some argument in values.list_at(container, [field])
	line := replace(replace(values.text(argument), "\n", " "), "\t", " ")
	some part in split(line, " ")
	word := trim(part, `"';`)
	word != ""
]

# The value of the last `--name=value`, `name=value` or `--name value`; null where there is none.
argument(words_, names) := found[count(found) - 1] if {
	found := [value |
		some i, word in words_
		some name in names
		value := argument_at(words_, i, word, name)
	]
	count(found) > 0
} else := null

argument_at(_, _, word, name) := trim(substring(word, count(name) + 1, -1), `"'`) if {
	startswith(word, concat("", [name, "="]))
}

argument_at(words_, i, word, name) := words_[i + 1] if {
	word == name
	startswith(name, "-")
}

# Of a variable, null where nothing sets it. A later source of `envFrom` goes before an earlier one,
# and `env` before all.
environment(item, container, name) := value if {
	entries := [entry | some entry in values.list_at(container, ["env"]); entry.name == name]
	count(entries) > 0
	value := entry_value(item, entries[count(entries) - 1])
} else := found[count(found) - 1] if {
	found := [value |
		some source in values.list_at(container, ["envFrom"])
		prefix := values.string_at(source, ["prefix"])
		startswith(name, prefix)
		map := config_map(evidence.namespace(item), values.string_at(source, ["configMapRef", "name"]))
		value := map[trim_prefix(name, prefix)]
	]
	count(found) > 0
} else := null

entry_value(item, entry) := values.text(entry.value) if {
	values.is_set(entry, ["value"])
} else := values.text(map[reference.key]) if {
	reference := values.map_at(entry, ["valueFrom", "configMapKeyRef"])
	map := config_map(evidence.namespace(item), values.string_at(reference, ["name"]))
} else := hidden if {
	values.is_set(entry, ["valueFrom"])
} else := ""

first_set(item, container, names) := found[0] if {
	found := [value |
		some name in names
		value := environment(item, container, name)
		value != null
	]
	count(found) > 0
} else := null

# `$(NAME)`, `$NAME`, `${NAME}` and `${NAME:-default}` as the kubelet or a shell replaces them.
expand(item, container, text) := text if {
	not startswith(text, "$")
} else := value if {
	value := environment(item, container, variable(text)[0])
	value != null
} else := variable(text)[1]

variable(text) := [name, otherwise] if {
	parts := split(trim(text, "$(){}"), ":-")
	name := parts[0]
	otherwise := array.concat(parts, [hidden])[1]
}

# The text of each file that a ConfigMap brings into the container, by its key.
files(item, container) := [file |
	some mount in values.list_at(container, ["volumeMounts"])
	some volume in values.list_at(pods.spec(item.content), ["volumes"])
	volume.name == mount.name
	some name in config_map_names(volume)
	data_ := config_map(evidence.namespace(item), name)
	some key, text in data_
	is_string(text)
	is_mounted(mount, data_, key)
	file := {"key": key, "text": text}
]

config_map_names(volume) := {name |
	some source in array.concat([volume], values.list_at(volume, ["projected", "sources"]))
	name := source.configMap.name
}

# A subPath that is no key leads to a file that `items` renamed: any of them.
is_mounted(mount, _, key) if mount.subPath == key

is_mounted(mount, data_, _) if not data_[values.string_at(mount, ["subPath"])]

config_map(namespace, name) := values.map_at(evidence.all_objects[i].content.manifest, ["data"]) if {
	i := max(object.get(positions, concat("/", [namespace, name]), set()))
}

positions[key] contains i if {
	some i, item in evidence.all_objects
	item.content.manifest.kind == "ConfigMap"
	key := concat("/", [evidence.namespace(item), values.string_at(item.content.manifest, ["metadata", "name"])])
}

# The last `name = value` of a file, as in an INI file or postgresql.conf; null where there is none.
setting(text, name) := found[count(found) - 1] if {
	found := [value |
		contains(text, name)
		some line in split(text, "\n")
		at := indexof(line, "=")
		at > 0
		trim_space(substring(line, 0, at)) == name
		value := bare(substring(line, at + 1, -1))
	]
	count(found) > 0
} else := null

# Without quotes and what is said behind a hash.
bare(written) := trim(trim_space(split(written, "#")[0]), `"'`)

# Of the last file that has it.
setting_of_files(files_, name) := found[count(found) - 1] if {
	found := [value | some file in files_; value := setting(file.text, name); value != null]
	count(found) > 0
} else := null
