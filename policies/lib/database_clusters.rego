# Data stores that an operator runs as several instances, and how many.
package seaworthy.lib.database_clusters

import data.seaworthy.lib.evidence
import data.seaworthy.lib.values

# By API group and kind, as each operator documents its resource: where the number of instances is,
# what an absent one means, and where the number of ready ones is, if it tells.
operators := {
	"postgresql.cnpg.io/Cluster": {"path": ["spec", "instances"], "default": 1, "ready": ["status", "readyInstances"]},
	"acid.zalan.do/postgresql": {"path": ["spec", "numberOfInstances"], "default": 1, "ready": []},
	"stackgres.io/SGCluster": {"path": ["spec", "instances"], "default": 1, "ready": []},
	"rabbitmq.com/RabbitmqCluster": {"path": ["spec", "replicas"], "default": 1, "ready": []},
	"databases.spotahome.com/RedisFailover": {"path": ["spec", "redis", "replicas"], "default": 3, "ready": []},
}

# Crunchy Data's and Percona's operators count the replicas of several sets of instances.
set_operators := {
	"postgres-operator.crunchydata.com/PostgresCluster",
	"upstream.pgv2.percona.com/PostgresCluster",
	"pgv2.percona.com/PerconaPGCluster",
}

kinds := {split(name, "/")[1] | some name in (object.keys(operators) | set_operators)}

all := [cluster |
	some kind in kinds
	some item in evidence.objects(kind)
	manifest := item.content.manifest
	name := concat("/", [split(values.string_at(manifest, ["apiVersion"]), "/")[0], kind])
	cluster := {
		"item": item,
		"kind": kind,
		"operator": name,
		"instances": instances(name, manifest),
		"path": object.get(operators, [name, "path"], ["spec", "instances"]),
		"ready": ready(name, manifest),
	}
]

instances(name, manifest) := number if {
	operator := operators[name]
	number := object.get(manifest, operator.path, operator.default)
	is_number(number)
} else := sum([object.get(set_, "replicas", 1) | some set_ in values.list_at(manifest, ["spec", "instances"])]) if {
	name in set_operators
} else := 1 if {
	operators[name]
}

# -1 where it is not told.
ready(name, manifest) := number if {
	path := operators[name].ready
	count(path) > 0
	number := object.get(manifest, path, -1)
	is_number(number)
} else := -1

# CloudNativePG spreads by one topology key, or by constraints.
spreads_over_zones(cluster) if {
	spec := values.map_at(cluster.item.content.manifest, ["spec"])
	keys := {object.get(spec, ["affinity", "topologyKey"], "")} | {constraint.topologyKey | some constraint in values.list_at(spec, ["topologySpreadConstraints"])}
	"topology.kubernetes.io/zone" in keys
}
