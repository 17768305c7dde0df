# Secrets that stand in clear in Kubernetes objects: findings about their places, without a value.
package seaworthy.lib.literal_secrets

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.secret_text
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

found contains finding("literal-in-env", item, path, {"container": place.name, "name": name}) if {
	some item in workloads.all
	some place in pods.containers(item.content)
	some i, env in values.list_at(place.container, ["env"])
	values.is_set(env, ["value"])
	name := values.string_at(env, ["name"])
	reveals(name, values.text(env.value))
	path := array.concat(place.path, ["env", i, "value"])
}

found contains finding("literal-in-arguments", item, path, {"container": place.name, "field": field}) if {
	some item in workloads.all
	some place in pods.containers(item.content)
	some field in ["command", "args"]
	some i, argument in values.list_at(place.container, [field])
	argument_reveals(argument)
	path := array.concat(place.path, [field, i])
}

# An option and its value may be two list entries, or two words of a shell script.
found contains finding("literal-in-arguments", item, word.path, {"container": place.name, "field": word.field}) if {
	some item in workloads.all
	some place in pods.containers(item.content)
	words := words_of(place)
	some i, word in words
	startswith(word.text, "-")
	not contains(word.text, "=")
	secret_text.is_secret_name(word.text)
	next := words[i + 1]
	not startswith(next.text, "-")
	secret_text.is_literal(next.text)
}

found contains finding("literal-in-configmap", item, ["data", key], {"key": key, "what": what}) if {
	some item in evidence.objects("ConfigMap")
	some key, value in values.map_at(item.content.manifest, ["data"])
	some what in revealed(key, values.text(value))
}

reveals(name, value) if {
	secret_text.is_secret_name(name)
	secret_text.is_literal(value)
}

reveals(_, value) if secret_text.has_password_in_url(value)

reveals(_, value) if secret_text.has_private_key(value)

argument_reveals(argument) if {
	some word in split_words(argument)
	secret_text.is_assignment(word)
}

argument_reveals(argument) if reveals("", values.text(argument))

split_words(argument) := split(replace(replace(values.text(argument), "\n", " "), "\t", " "), " ")

words_of(place) := [word |
	some field in ["command", "args"]
	some i, argument in values.list_at(place.container, [field])
	some text in split_words(argument)
	text != ""
	word := {"text": text, "field": field, "path": array.concat(place.path, [field, i])}
]

revealed(key, value) := union({
	{"its name says so" | reveals(key, value); secret_text.is_secret_name(key); not contains(value, "\n")},
	{"a password in a URL" | secret_text.has_password_in_url(value)},
	{"a private key" | secret_text.has_private_key(value)},
	{setting |
		secret_text.may_tell(value)
		some line in split(value, "\n")
		secret_text.is_setting(line)
		setting := concat(" ", ["setting", secret_text.setting_name(line)])
	},
})

finding(rule, item, path, named) := object.union({"rule": rule, "on": item.id, "path": path}, named)
