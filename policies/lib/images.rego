# Image references: [registry[:port]/]path[:tag][@digest], as the distribution project writes them.
package seaworthy.lib.images

# The registry and path are normalised: `nginx` is docker.io/library/nginx.
parse(reference) := {
	"registry": name.registry,
	"repository": concat("/", [name.registry, name.path]),
	"tag": tag_of(tagged),
	"digest": digest,
} if {
	[tagged, digest] := cut(reference, "@")
	name := normalise(untagged(tagged))
}

valid_digest(digest) if {
	startswith(digest, "sha256:")
	hex := substring(digest, 7, -1)
	count(hex) == 64
	trim(hex, "0123456789abcdef") == ""
}

# A prefix ends at a path boundary: `example.com/team` allows `example.com/team/app` and
# not `example.com/teammate`.
has_prefix(repository, prefix) if repository == normal_prefix(prefix)

has_prefix(repository, prefix) if startswith(repository, concat("", [normal_prefix(prefix), "/"]))

normal_prefix(prefix) := concat("/", [registry_alias(host), path]) if {
	[host, path] := cut(trim_suffix(prefix, "/"), "/")
	path != ""
	is_registry(host)
} else := registry_alias(host) if {
	host := trim_suffix(prefix, "/")
	is_registry(host)
	not contains(host, "/")
} else := concat("/", ["docker.io", prefix]) if {
	contains(prefix, "/")
} else := concat("/", ["docker.io/library", prefix])

# What stands before and after the first separator; the second is empty where there is none.
cut(text, separator) := [text, ""] if not contains(text, separator)

cut(text, separator) := [substring(text, 0, at), substring(text, at + count(separator), -1)] if {
	contains(text, separator)
	at := indexof(text, separator)
}

# A colon before the last slash is a registry's port.
tag_of(tagged) := tag if {
	segments := split(tagged, "/")
	[_, tag] := cut(segments[count(segments) - 1], ":")
}

untagged(tagged) := trim_suffix(tagged, concat("", [":", tag_of(tagged)])) if tag_of(tagged) != ""

else := tagged

normalise(name) := {"registry": registry_alias(first), "path": hub_path(registry_alias(first), rest)} if {
	[first, rest] := cut(name, "/")
	rest != ""
	is_registry(first)
}

else := {"registry": "docker.io", "path": hub_path("docker.io", name)}

is_registry(host) if contains(host, ".")

is_registry(host) if contains(host, ":")

is_registry("localhost")

registry_alias(host) := "docker.io" if host in {"index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"}

else := host

# Docker Hub's official images live under `library`.
hub_path(registry, path) := concat("/", ["library", path]) if {
	registry == "docker.io"
	not contains(path, "/")
} else := path
