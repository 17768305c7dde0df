# Which tenant an object belongs to: that of its namespace.
package seaworthy.lib.tenants

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

label := parameters.value("tenant_label")

shared := {name | some name in parameters.value("shared_tenants")}

namespace_items := evidence.objects("Namespace")

labels_of := {name: labels |
	some name, found in label_sets
	labels := object.union_n([one | some one in found])
}

# The API server labels every namespace with its name.
label_sets[item.subject.name] contains object.union(
	values.map_at(item.content.manifest, ["metadata", "labels"]),
	{"kubernetes.io/metadata.name": item.subject.name},
) if {
	some item in namespace_items
}

# Namespaces of tenants that are to be kept apart.
of_namespace := {name: tenant |
	some name, labels in labels_of
	tenant := object.get(labels, label, "")
	tenant != ""
	not tenant in shared
}

# Undefined where the namespace is no tenant's.
of(item) := of_namespace[evidence.namespace(item)]

all_tenants := {tenant | some tenant in of_namespace}

# Where no tenant is known nothing can be said about any.
unknown_findings contains {"rule": "no-tenants", "on": first_id, "path": [], "label": label, "status": "unknown"} if {
	count(all_tenants) == 0
}

first_id := min({item.id |
	some kind in ["kubernetes/object", "kubernetes/workload", "network/namespace"]
	some item in array.slice(evidence.of_kind(kind), 0, 1)
})

names_by_label[pair(key, value)] contains name if {
	some name, _ in of_namespace
	some key, value in labels_of[name]
}

pair(key, value) := concat("=", [key, values.text(value)])

# Tenants' namespaces that have all of some labels.
candidates(labels) := object.keys(of_namespace) if {
	count(labels) == 0
} else := intersection({names |
	some key, value in labels
	names := object.get(names_by_label, pair(key, value), set())
})

namespaces_of[tenant] contains name if some name, tenant in of_namespace
