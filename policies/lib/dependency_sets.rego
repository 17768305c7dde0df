# Packages that files of package managers name, those of the release before apart.
package seaworthy.lib.dependency_sets

import data.seaworthy.lib.evidence
import data.seaworthy.lib.values

all := evidence.of_kind("dependency/set")

candidate := [item | some item in all; not is_baseline(item)]

baseline := [item | some item in all; is_baseline(item)]

is_baseline(item) if item.content.baseline == true

# A constraint installs nothing: it bounds what others ask for.
constraint_files := {include.file |
	some item in all
	some include in values.list_at(item.content, ["includes"])
	include.as == "constraints"
}

is_constraint(item) if item.content.file in constraint_files

# Whether a file says which versions will be there; others say what would do.
is_resolved(item) if {
	item.content.format in {"requirements", "poetry", "uv", "pipfile", "package-lock", "yarn", "pnpm", "go.mod", "pom", "gradle"}
	not is_constraint(item)
}

packages(item) := values.list_at(item.content, ["packages"])

# `pkg:npm/%40a/b@1?c=d` is `pkg:npm/%40a/b` in version `1`.
purl_parts(purl) := [parts[0], version] if {
	bare := split(split(purl, "#")[0], "?")[0]
	parts := split(bare, "@")
	version := concat("@", array.slice(parts, 1, count(parts)))
}
