# Tells a literal secret from the many harmless values around secrets: names of files, references
# and settings. Findings never hold the value.
package seaworthy.lib.secret_text

import data.seaworthy.lib.values

# Words that mark a secret wherever they stand in a name.
telling_words := {
	"password", "passwd", "passphrase", "secret", "credential", "apikey", "api_key", "access_key",
	"private_key", "privatekey", "encryption_key", "signing_key", "master_key", "auth_key",
	"requirepass", "masterauth",
}

# Words too short to be looked for inside other words.
telling_tokens := {"pwd", "pass", "pgpass", "token", "authtoken"}

# Endings that make a name one of a file, a reference or a setting about the secret.
harmless_endings := {
	"file", "path", "name", "ref", "url", "uri", "policy", "length", "enabled", "required",
	"expiry", "expires", "timeout", "provider", "algorithm", "version", "issuer", "endpoint",
	"filename", "username", "passwordkey", "password_key", "store", "template", "rotation", "interval", "header", "field",
}

harmless_last_tokens := {
	"id", "dir", "host", "port", "ttl", "days", "hours", "minutes", "seconds", "min", "max", "type",
	"mode", "count", "size", "user", "namespace", "prefix", "rounds", "cost", "class", "method",
	"hint", "label", "conf", "cfg", "ini", "json", "yaml", "yml", "xml", "properties", "sh", "py",
	"txt", "tpl", "md", "html", "encryption", "expiration", "lifetime", "strength", "reset", "login",
	"command", "cmd", "backend", "audience", "audiences", "scope", "scopes", "manager",
}

harmless_first_tokens := {
	"no", "disable", "enable", "skip", "use", "require", "allow", "has", "is", "with", "without",
	"reset", "force", "show", "hide", "prompt", "max", "min",
}

is_secret_name(name) if {
	plain := normal(name)
	tokens := split(plain, "_")
	tells(plain, tokens)
	not is_harmless(plain, tokens)
}

normal(name) := replace(replace(replace(trim(lower(name), " \"'-"), "-", "_"), ".", "_"), " ", "_")

tells(plain, _) if {
	some word in telling_words
	contains(plain, word)
}

tells(_, tokens) if {
	some token in tokens
	token in telling_tokens
}

is_harmless(plain, _) if {
	some ending in harmless_endings
	endswith(plain, ending)
}

# Helm charts call the name of a Secret made elsewhere `existingSecret`.
is_harmless(plain, _) if startswith(plain, "existing")

is_harmless(_, tokens) if tokens[count(tokens) - 1] in harmless_last_tokens

is_harmless(_, tokens) if tokens[0] in harmless_first_tokens

# A value that stands for itself: no reference, no path, no switch, no place-holder.
is_literal(value) if {
	plain := unquoted(value)
	plain != ""
	not lower(plain) in {"true", "false", "yes", "no", "none", "null", "nil"}
	not is_reference(plain)
	trim(plain, "*") != ""
}

unquoted(value) := trim(trim_space(trim_suffix(trim_space(values.text(value)), ",")), "\"'")

reference_starts := [
	"$", "`", "<", "{{", "${", "%(", "/run/", "/var/", "/etc/", "/mnt/", "/opt/", "/vault/",
	"/secrets/", "/tmp/", "/home/", "file:", "vault:", "ref+", "op://", "arn:aws:", "secretref:",
	"env.", "os.environ", "process.env", "env(", "getenv(", "os.getenv(",
]

is_reference(plain) if {
	some start in reference_starts
	startswith(plain, start)
}

# `scheme://user:password@host`, in any word of the text.
has_password_in_url(text) if {
	contains(text, "://")
	parts := split(text, "://")
	some i, rest in parts
	i > 0
	authority := split(split(rest, "/")[0], " ")[0]
	contains(authority, "@")
	pieces := split(authority, "@")
	user_info := concat("@", array.slice(pieces, 0, count(pieces) - 1))
	contains(user_info, ":")
	password := substring(user_info, indexof(user_info, ":") + 1, -1)
	is_literal(password)
	not contains(password, "${")
}

has_private_key(text) if {
	contains(text, "-----BEGIN ")
	contains(text, "PRIVATE KEY-----")
}

# `name=value`, as environment assignments and long options are written.
is_assignment(word) if {
	contains(word, "=")
	at := indexof(word, "=")
	is_secret_name(substring(word, 0, at))
	is_literal(substring(word, at + 1, -1))
}

# One line of a configuration file: `name = value` or `name: value`, not a comment.
is_setting(line) if {
	[name, value] := pair(trim_space(line))
	not contains(name, " ")
	not substring(name, 0, 1) in {"#", ";", "/"}
	is_secret_name(name)
	is_literal(value)
	not contains(value, "environ")
	not contains(value, "getenv")
}

# Redis separates with a space.
is_setting(line) if {
	words := split(trim_space(line), " ")
	words[0] in {"requirepass", "masterauth"}
	is_literal(words[1])
}

pair(line) := [trim_space(substring(line, 0, at)), trim_space(substring(line, at + 1, -1))] if {
	at := min([i | some separator in ["=", ":"]; i := indexof(line, separator); i > 0])
}

# Whether a text is worth reading line by line.
may_tell(text) if {
	plain := lower(text)
	some word in (telling_words | telling_tokens)
	contains(plain, word)
}

setting_name(line) := trim(pair(line)[0], "\"'") if {
	pair(line)
} else := split(trim_space(line), " ")[0]
