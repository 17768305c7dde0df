# METADATA
# title: Dependencies are pinned with hashes
# description: Each package is one version of known bytes, and the lock file is that of its manifest.
# custom:
#   id: DEP-01
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [dependency/set]
#   reads: []
#   parameters: [hashless_lock_formats]
#   mappings:
#     nist-800-53r5: [CM-2, SI-7, SR-4]
#   rules:
#     unpinned:
#       message: "`{package}` in `{dependencies}` is not pinned: `{requirement}`"
#       fix: name one version, or for code from a repository the commit
#     no-lock:
#       message: "`{dependencies}` asks for {count} packages, and no lock file stands beside it"
#       fix: have the package manager write its lock file, and commit it
#     no-hash:
#       message: "{count} packages in `{dependencies}` have no hash, `{package}` among them"
#       fix: "write the hashes: `pip-compile --generate-hashes`, `poetry lock`, `npm install`"
#     weak-hash:
#       message: "{count} packages in `{dependencies}` have only hashes that can be forged, `{package}` among them"
#       fix: have the package manager write the lock file anew
#     not-in-lock:
#       message: "`{dependencies}` asks for `{package}`, which is not in `{lock}`"
#       fix: have the package manager write the lock file anew
#     other-version-in-lock:
#       message: "`{dependencies}` asks for `{package}` `{requirement}`, and `{lock}` holds `{locked}`"
#       fix: have the package manager write the lock file anew
#     lock-out-of-date:
#       message: "`{lock}` was made when the manifest asked for `{package}` `{locked}`, and it asks for `{requirement}` now"
#       fix: have the package manager write the lock file anew
#     include-missing:
#       message: "`{dependencies}` includes `{included}`, which is not in the evidence"
#       fix: add the file to the evidence
#     version-elsewhere:
#       message: "the version of {count} packages in `{dependencies}` stands elsewhere, of `{package}` among them"
#       fix: "add the effective POM to the evidence: `mvn help:effective-pom -Doutput=effective/pom.xml`"
package seaworthy.supply_chain.dep_01

import data.seaworthy.lib.dependency_sets
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

sets := {item.id: item | some item in dependency_sets.candidate}

files := {item.content.file | some item in sets}

# Versions and hashes that constraints give, wherever they stand.
constrained := {pkg.name: true |
	some item in sets
	dependency_sets.is_constraint(item)
	some pkg in dependency_sets.packages(item)
	pkg.exact == true
}

constrained_hashes := {pkg.name: true |
	some item in sets
	dependency_sets.is_constraint(item)
	some pkg in dependency_sets.packages(item)
	count(values.list_at(pkg, ["hashes"])) > 0
}

# Without a lock file beside them, these decide alone.
pins_itself(item) if {
	item.content.format in {"requirements", "pom"}
	not dependency_sets.is_constraint(item)
}

pins_itself(item) if {
	item.content.role == "lock"
	item.content.format != "go.sum"
}

is_constrained(item, pkg) if {
	item.content.format == "requirements"
	object.get(constrained, pkg.name, false)
}

findings contains on_package("unpinned", item, i, {"requirement": shown(pkg)}) if {
	some item in sets
	pins_itself(item)
	some i, pkg in dependency_sets.packages(item)
	pkg.exact == false
	pkg.origin in {"registry", "vcs"}
	not object.get(pkg, "elsewhere", false)
	not is_constrained(item, pkg)
}

shown(pkg) := text if {
	text := trim_space(concat(" ", [values.string_at(pkg, ["requirement"]), values.string_at(pkg, ["reference"])]))
	text != ""
} else := "any version"

findings contains on_file("version-elsewhere", item, elsewhere, {"status": "unknown"}) if {
	some item in sets
	pins_itself(item)
	elsewhere := [i | some i, pkg in dependency_sets.packages(item); object.get(pkg, "elsewhere", false)]
	count(elsewhere) > 0
}

# Which formats have hashes at all: Maven's has none, and Gradle keeps them in another file.
holds_hashes(item) if {
	pins_itself(item)
	not item.content.format in {"pom"}
	not item.content.format in parameters.value("hashless_lock_formats")
}

needs_hash(pkg) if {
	pkg.exact == true
	pkg.origin == "registry"
	not object.get(pkg, "bundled", false)
}

needs_hash(pkg) if pkg.origin == "url"

findings contains on_file("no-hash", item, bare, {}) if {
	some item in sets
	holds_hashes(item)
	bare := [i |
		some i, pkg in dependency_sets.packages(item)
		needs_hash(pkg)
		count(values.list_at(pkg, ["hashes"])) == 0
		not has_constrained_hash(item, pkg)
	]
	count(bare) > 0
}

has_constrained_hash(item, pkg) if {
	item.content.format == "requirements"
	object.get(constrained_hashes, pkg.name, false)
}

findings contains on_file("weak-hash", item, weak, {}) if {
	some item in sets
	holds_hashes(item)
	weak := [i |
		some i, pkg in dependency_sets.packages(item)
		hashes := values.list_at(pkg, ["hashes"])
		count(hashes) > 0
		every hash in hashes {
			is_weak(hash)
		}
	]
	count(weak) > 0
}

is_weak(hash) if startswith(hash, "sha1")

is_weak(hash) if startswith(hash, "md5")

manifests := [item |
	some item in sets
	item.content.role == "manifest"
	item.content.format != "pom"
]

# What stands in the manifest's folder, or else in one above it: a workspace has one lock file.
locks_of(item) := beside if {
	beside := locks_in(item.content.ecosystem, item.content.folder)
	count(beside) > 0
} else := {id |
	some id in object.get(locks_of_ecosystem, item.content.ecosystem, set())
	is_above(sets[id].content.folder, item.content.folder)
}

locks_in(ecosystem, folder) := {id |
	some id in object.get(locks_of_ecosystem, ecosystem, set())
	sets[id].content.folder == folder
}

locks_of_ecosystem[ecosystem] contains item.id if {
	some item in sets
	item.content.role in {"lock", "both"}
	not dependency_sets.is_constraint(item)
	ecosystem := item.content.ecosystem
}

is_above(".", _)

is_above(folder, other) if startswith(other, concat("", [folder, "/"]))

foreign(item) := [i | some i, pkg in dependency_sets.packages(item); pkg.origin != "local"]

findings contains on_file("no-lock", item, wanted, {}) if {
	some item in manifests
	wanted := foreign(item)
	count(wanted) > 0
	count(locks_of(item)) == 0
}

# Of each lock its packages by name and version.
held := {[id, pkg.name, values.string_at(pkg, ["version"])]: true |
	some id, item in sets
	item.content.role in {"lock", "both"}
	some pkg in dependency_sets.packages(item)
}

versions_held[key] contains version if {
	some [id, name, version], _ in held
	key := concat(" ", [json.marshal(id), name])
}

versions_in(lock, name) := object.get(versions_held, concat(" ", [json.marshal(lock.id), name]), set())

# A module that only others want is pinned by the hash of its go.mod.
also_known(lock, pkg) if {
	lock.content.format == "go.sum"
	some declared in values.list_at(lock.content, ["declared"])
	declared.name == pkg.name
	declared.requirement == pkg.version
}

findings contains on_package("not-in-lock", item, i, {"lock": lock.content.file}) if {
	some item in manifests
	some id in locks_of(item)
	lock := sets[id]
	some i, pkg in dependency_sets.packages(item)
	pkg.origin == "registry"
	count(versions_in(lock, pkg.name)) == 0
	not indirect_known(lock, pkg)
}

indirect_known(lock, pkg) if {
	object.get(pkg, "indirect", false)
	also_known(lock, pkg)
}

findings contains on_package("other-version-in-lock", item, i, {"lock": lock.content.file, "locked": sort(versions), "requirement": pkg.version}) if {
	some item in manifests
	some id in locks_of(item)
	lock := sets[id]
	some i, pkg in dependency_sets.packages(item)
	pkg.origin == "registry"
	pkg.exact == true
	versions := versions_in(lock, pkg.name)
	count(versions) > 0
	not pkg.version in versions
	not indirect_known(lock, pkg)
}

# Locks that keep what the manifest asked for.
declaring(item) := [lock |
	some id in locks_in(item.content.ecosystem, item.content.folder)
	lock := sets[id]
	is_array(object.get(lock.content, "declared", null))
	lock.content.format in {"package-lock", "pnpm", "uv"}
]

declared_of(lock) := {declared.name: requirements |
	some declared in lock.content.declared
	requirements := {normal(other.requirement) | some other in lock.content.declared; other.name == declared.name}
}

# The order and the blanks between parts of a range do not matter.
normal(requirement) := concat(",", sort({replace(part, " ", "") | some part in split(requirement, ",")}))

findings contains on_package("lock-out-of-date", item, i, {"lock": lock.content.file, "locked": concat(" ", sort(asked)), "requirement": values.string_at(pkg, ["requirement"])}) if {
	some item in manifests
	some lock in declaring(item)
	asked_for := declared_of(lock)
	some i, pkg in dependency_sets.packages(item)
	asked := object.get(asked_for, pkg.name, set())
	count(asked) > 0
	pkg.origin == "registry"
	not normal(values.string_at(pkg, ["requirement"])) in asked
}

# What the manifest asks for no longer.
findings contains object.union(on_file("lock-out-of-date", lock, [], {}), {"package": name, "lock": lock.content.file, "locked": concat(" ", sort(asked)), "requirement": "nothing"}) if {
	some item in manifests
	some lock in declaring(item)
	wanted := {pkg.name | some pkg in dependency_sets.packages(item)}
	some name, asked in declared_of(lock)
	not name in wanted
}

findings contains object.union(on_file("include-missing", item, [], {"status": "unknown"}), {"included": include.file}) if {
	some item in sets
	some include in values.list_at(item.content, ["includes"])
	not include.file in files
}

on_package(rule, item, i, named) := object.union(
	{
		"rule": rule,
		"on": item.id,
		"path": ["packages", i],
		"dependencies": item.content.file,
		"package": item.content.packages[i].name,
	},
	named,
)

on_file(rule, item, positions, named) := object.union(
	{"rule": rule, "on": item.id, "path": path, "dependencies": item.content.file, "count": count(positions), "package": name},
	named,
) if {
	count(positions) > 0
	path := ["packages", positions[0]]
	name := item.content.packages[positions[0]].name
} else := object.union({"rule": rule, "on": item.id, "path": [], "dependencies": item.content.file}, named)
