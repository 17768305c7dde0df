# Databases, buckets and file stores that workloads of tenants use, by what manifests say of them.
package seaworthy.lib.tenant_stores

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.tenants
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# Names of environment variables, of PostgreSQL's own library, Odoo's image and the usual charts.
host_names := {"PGHOST", "DB_HOST", "DATABASE_HOST", "POSTGRES_HOST", "POSTGRESQL_HOST", "HOST"}

user_names := {"PGUSER", "DB_USER", "DATABASE_USER", "POSTGRES_USER", "POSTGRESQL_USERNAME", "USER"}

bucket_names := {"AWS_BUCKET", "AWS_BUCKETNAME", "AWS_S3_BUCKET", "BUCKET", "BUCKET_NAME", "S3_BUCKET", "S3_BUCKET_NAME"}

owned := [{"item": item, "tenant": tenant} |
	some item in workloads.all
	tenant := tenants.of(item)
]

literals := [literal |
	some one in owned
	some found in pods.containers(one.item.content)
	some i, variable in values.list_at(found.container, ["env"])
	is_string(object.get(variable, "value", null))
	literal := {
		"id": one.item.id,
		"tenant": one.tenant,
		"container": found.path,
		"namespace": evidence.namespace(one.item),
		"path": array.concat(found.path, ["env", i, "value"]),
		"name": values.string_at(variable, ["name"]),
		"value": variable.value,
	}
]

# A host of one name in two namespaces is two hosts, unless its name is whole.
database_uses := [use |
	some user in literals
	user.name in user_names
	hosts := object.get(hosts_of, container_key(user), set())
	count(hosts) > 0
	host := min(hosts)
	use := {"id": user.id, "tenant": user.tenant, "path": user.path, "thing": concat("", [user.value, "@", whole(host, user.namespace)])}
]

hosts_of[container_key(literal)] contains literal.value if {
	some literal in literals
	literal.name in host_names
}

container_key(literal) := json.marshal([literal.id, literal.container])

whole(host, namespace) := trim_suffix(trim_suffix(host, ".cluster.local"), ".svc") if {
	contains(host, ".")
} else := concat(".", [host, namespace])

bucket_uses := [{"id": literal.id, "tenant": literal.tenant, "path": literal.path, "thing": literal.value} |
	some literal in literals
	literal.name in bucket_names
]

# Directories of a node and exports of a file server.
file_uses := [use |
	some one in owned
	some i, volume in values.list_at(pods.spec(one.item.content), ["volumes"])
	some thing in stores(volume)
	use := {
		"id": one.item.id,
		"tenant": one.tenant,
		"path": array.concat(one.item.content.podPath, ["volumes", i]),
		"thing": thing,
	}
]

stores(volume) := {concat("", ["node:", path]) |
	path := values.string_at(volume, ["hostPath", "path"])
	path != ""
} | {concat(":", [server, path]) |
	server := values.string_at(volume, ["nfs", "server"])
	server != ""
	path := values.string_at(volume, ["nfs", "path"])
}

tenants_of[use.thing] contains use.tenant if {
	some use in array.concat(database_uses, array.concat(bucket_uses, file_uses))
}
